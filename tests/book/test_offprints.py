"""Editions of one text: which there are, what they are called, whose they are, and what is refused."""

from pathlib import Path

import pytest

from bookbuild.book.load import load
from bookbuild.book.model import Book, MadePage
from bookbuild.book.offprints import in_group, makers
from bookbuild.book.order import extent, reading_order
from bookbuild.book.trade import check_trade
from tests.book_folder import BookFolder
from tests.offprint_book import offprint_book


def loaded(book: BookFolder) -> Book:
    found = load(book.root).book
    assert found is not None
    return found


def faults(book: BookFolder) -> list[tuple[str, int]]:
    found = load(book.root)
    assert found.book is not None
    return [(fault.rule, fault.at.line) for fault in check_trade(found.book, found.lines) if fault.at]


def test_each_makes_an_edition_of_every_contribution(tmp_path: Path) -> None:
    editions = loaded(offprint_book(tmp_path)).editions
    assert [(edition.id, edition.offprint) for edition in editions[-3:]] == [
        ("page-tournee", "tournee"),
        ("page-carte", "carte"),
        ("page-radio", "radio"),
    ]
    assert all(in_group(edition, "page") for edition in editions[-3:])
    assert not in_group(editions[2], "seul")


def test_a_list_makes_those_it_names_and_one_id_keeps_its_own(tmp_path: Path) -> None:
    book = offprint_book(tmp_path).change("book.yaml", "offprint: each", "offprint: [radio, carte, radio]")
    assert [edition.id for edition in loaded(book).editions[2:]] == [
        *("seul", "seul-papier", "seul-kindle", "page-radio", "page-carte"),
    ]


def test_a_good_book_of_offprints_has_no_fault(tmp_path: Path) -> None:
    assert faults(offprint_book(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("offprint: each", "offprint: [carte, cart]", "MD017"),
        ("offprint: each", "offprint: each, isbn: 979-10-999999-2-4", "MD043"),
        ("{id: seul, format: epub,", "{id: seul, format: epub, isbn: 979-10-999999-1-7,", "MD043"),
        ("[half-title, title-page,", "[offprint, title-page,", "MD101"),
    ],
)
def test_each_fault_is_found_at_its_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    book = offprint_book(tmp_path).change("book.yaml", old, new)
    line = next(
        number
        for number, text in enumerate(
            (book.root / "manuscript/book.yaml").read_text(encoding="utf-8").splitlines(), start=1
        )
        if new in text
    )
    assert set(faults(book)) == {(expected, line)}


def test_each_in_a_book_without_contributions_is_refused(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", "{id: kindle, ", "{id: kindle, offprint: each, ")
    assert [rule for rule, _ in faults(book)] == ["MD017"]


def test_two_offprints_of_one_text_have_two_isbns(tmp_path: Path) -> None:
    book = offprint_book(tmp_path)
    book.change("book.yaml", "{id: seul, format: epub,", "{id: seul, format: epub, isbn: 979-10-999999-2-4,")
    assert faults(book) == []
    book.change(
        "book.yaml",
        "{id: seul-kindle, format: kindle,",
        "{id: seul-kindle, isbn: 979-10-999999-2-4, format: kindle,",
    )
    assert [rule for rule, _ in faults(book)] == ["MD011"]


def test_an_offprint_has_pages_of_its_own_where_the_book_has_none() -> None:
    book = Book.model_validate(
        {
            "title": "Novel",
            "language": "en",
            "publisher": {"name": "Quay"},
            "dates": {"published": "2026-01-01"},
            "text": {"body": ["one.md", "two.md"]},
            "editions": [{"id": "one", "format": "epub", "offprint": "one"}],
        }
    )
    held = extent(reading_order(book), book.editions[0])
    assert [piece.kind for piece in held] == [
        *(MadePage.TITLE_PAGE, MadePage.COPYRIGHT_PAGE, "chapter", MadePage.OFFPRINT),
    ]


def test_the_makers_of_an_unsigned_text_are_the_books_authors_and_translators(tmp_path: Path) -> None:
    novel = loaded(
        BookFolder.small(tmp_path).change(
            "book.yaml",
            "role: author}",
            "role: author}\n  - {id: eva, name: Eva, role: translator}\n  - {id: bo, name: Bo, role: designer}",
        )
    )
    piece = next(piece for piece in reading_order(novel) if piece.id == "un")
    assert [(person.name, code) for person, code in makers(novel, piece)] == [
        ("Ada Martin", "aut"),
        ("Eva", "trl"),
    ]
