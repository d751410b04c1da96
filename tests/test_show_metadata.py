"""`bookbuild show --metadata` on a small book, before and after it is built."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bookbuild.commands import show_metadata
from tests.book_folder import BookFolder


@pytest.fixture
def book(tmp_path: Path) -> BookFolder:
    folder = BookFolder.small(tmp_path)
    folder.change("book.yaml", "long: Un livre", "long: Un *petit* livre")
    folder.change("book.yaml", "- body/un.md", "- {file: body/un.md, by: ada, abstract: Le début.}")
    offprint = "  - {id: tire, format: epub, offprint: un, price: {EUR: 0}}\n"
    offprint += "  - {id: ecran, format: pdf, offprint: un}\n  - {id: page, format: html, offprint: un}\n"
    return folder.change("book.yaml", "  - {id: kindle, ", f"{offprint}  - {{id: kindle, ")


def records(book: BookFolder) -> dict[str, Any]:
    result = book.run("show", "--metadata", options=("--format", "json"))
    assert result.exit_code == 0
    return {edition["id"]: edition["records"] for edition in json.loads(result.stdout)["editions"]}


def test_every_recipient_of_each_edition_has_its_record(book: BookFolder) -> None:
    assert {id: list(found) for id, found in records(book).items()} == {
        "papier": ["PDF", "ONIX 3.0", "Dublin Core", "schema.org"],
        "epub": ["EPUB", "ONIX 3.0", "Dublin Core", "schema.org"],
        "tire": ["EPUB", "ONIX 3.0", "Dublin Core", "schema.org"],
        "ecran": ["PDF", "ONIX 3.0", "Dublin Core", "schema.org"],
        "page": ["Dublin Core", "schema.org"],
        "kindle": ["EPUB", "ONIX 3.0", "KDP", "Dublin Core", "schema.org"],
    }


def test_the_fields_are_those_of_the_files(book: BookFolder) -> None:
    found = records(book)
    assert found["papier"]["PDF"]["dc:identifier"] == ["urn:isbn:9791099999900"]
    assert found["epub"]["EPUB"]["dc:creator"] == [
        "Ada Martin (role aut, file-as Martin, Ada, display-seq 1)"
    ]
    assert found["papier"]["ONIX 3.0"]["Price"] == ["02 12.00 EUR"]
    assert found["kindle"]["KDP"]["Author"] == ["Ada Martin"]
    assert found["kindle"]["KDP"]["Description"] == ["Un petit livre pour les essais."]
    assert found["papier"]["Dublin Core"]["format"] == ["application/pdf"]


def test_an_offprint_shows_its_own_title_and_never_the_books_isbn(book: BookFolder) -> None:
    offprint = records(book)["tire"]
    assert offprint["EPUB"]["dc:title"][0].startswith("Un (title-type main")
    assert offprint["schema.org"]["@type"] == "Chapter"
    assert "97910" not in json.dumps(
        {name: offprint[name] for name in ("EPUB",)} | {"t": offprint["ONIX 3.0"]["Title"]}
    )


def test_what_only_the_files_know_is_shown_once_they_are_built(book: BookFolder) -> None:
    before = book.run("show", "--metadata")
    assert "shown once the files are in dist/" in before.stderr
    assert "numberOfPages" not in records(book)["papier"]["schema.org"]
    assert book.run("build", "papier", "epub").exit_code == 0
    found = records(book)
    assert found["papier"]["schema.org"]["numberOfPages"] > 1
    assert "textual" in found["epub"]["EPUB"]["schema:accessMode"]


def test_in_a_pipe_lines_are_whole_and_plain(book: BookFolder) -> None:
    text = book.run("show", "--metadata").stdout
    assert "\x1b" not in text
    assert "  Price                   02 12.00 EUR\n" in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_on_a_terminal_long_values_are_wrapped_in_their_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    lines = show_metadata._wrapped("mot " * 40)
    assert len(lines) > 3 and max(map(len, lines)) <= 60 - 26
