"""Identifiers, language tags and names; the rules themselves are in test_metadata_rules."""

from pathlib import Path

import pytest

from bookbuild.book.identifiers import isbn_fault, isbn_hyphenated, isni_fault, unique_identifier
from bookbuild.book.load import load
from bookbuild.book.order import reading_order, slug
from bookbuild.book.trade import canonical_language
from tests.book_folder import BookFolder


@pytest.mark.parametrize(
    ("isbn", "word"),
    [
        ("979-10-999999-0-1", "would be 0"),
        ("979-10-999999-0", "12"),
        ("123-10-999999-0-0", "978 or 979"),
        ("x", "13 digits"),
    ],
)
def test_a_wrong_isbn_says_what_is_wrong(isbn: str, word: str) -> None:
    assert word in isbn_fault(isbn)


def test_right_identifiers_are_accepted_and_printed_with_hyphens() -> None:
    assert isbn_fault("9791099999900") == ""
    assert isbn_hyphenated("9782070360024") == "978-2-07-036002-4"
    assert isni_fault("0000-0002-1825-0097") == ""


@pytest.mark.parametrize(
    ("tag", "right"),
    [("fr", "fr"), ("fr_FR", "fr-FR"), ("fre", "fr"), ("en-gb", "en-GB"), ("qq-XX", ""), ("french!", "")],
)
def test_language_tags_are_canonical(tag: str, right: str) -> None:
    assert canonical_language(tag) == right


def test_an_offprint_never_takes_the_books_identifier(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "{id: kindle, ", "{id: kindle, offprint: deux, ")
    loaded = load(tmp_path).book
    assert loaded is not None
    with_id = loaded.model_copy(update={"identifier": "urn:isbn:9791099999917"})
    assert unique_identifier(with_id, with_id.editions[2]).startswith("urn:uuid:")


def test_pieces_have_ids_of_their_own_without_the_number_of_the_file(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("front/01-un.md", "# Un")
    book.change("book.yaml", "contents]", "contents, front/01-un.md]")
    loaded = load(tmp_path).book
    assert loaded is not None
    assert [piece.id for piece in reading_order(loaded)] == [
        "title-page",
        "copyright-page",
        "contents",
        "un",
        "un-2",
        "deux",
    ]


@pytest.mark.parametrize(
    ("text", "id"), [("L’accès — n° 12", "l-acces-n-12"), ("001", "s001"), ("Œuvre", "oeuvre"), ("日本", "s")]
)
def test_slugs_are_ascii_and_start_with_a_letter(text: str, id: str) -> None:
    assert slug(text) == id
