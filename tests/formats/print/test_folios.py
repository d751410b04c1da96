"""How pages are called: folios, running on or beginning anew with the body, in all that names a page."""

from pathlib import Path
from typing import Any

import pytest

from bookbuild._tools.pandoc import Pandoc
from tests.formats.print.setting import SetBook

WORDS = "\n\n".join(
    f"Paragraph {n}. " + "The line is laid here, but the letter is not. " * 9 for n in range(16)
)
FILES: dict[str, str | bytes] = {
    "preface.md": f"# Preface\n\nA [tram]{{.index}} waits. See [the end](last.md#end){{.page}}.\n\n{WORDS}\n",
    "first.md": f"# First chapter\n\nThe [tram]{{.index}} rolls.\n\n{WORDS}\n\nThe [tram]{{.index}} stops.\n",
    "last.md": "# Last chapter\n\nThe [tram]{.index} is gone; see [the preface](preface.md){.page}.\n\n## End {#end}\n\nOver.\n",
}


def _book(language: str, design: dict[str, Any], folder: Path, pandoc: Pandoc) -> SetBook:
    data: dict[str, Any] = {
        "title": "The Line",
        "language": language,
        "publisher": {"name": "House"},
        "dates": {"published": "2026-11-16"},
        "design": design,
        "text": {
            "front": ["title-page", "contents", {"file": "preface.md", "kind": "preface"}],
            "body": [{"file": "first.md", "kind": "chapter"}, {"file": "last.md", "kind": "chapter"}],
            "back": ["index"],
        },
        "editions": [{"id": "paper", "format": "print", "trim": "a5", "profile": "office"}],
    }
    return SetBook.of(data, FILES, folder, pandoc)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, pandoc: Pandoc) -> SetBook:
    return _book("en", {"opener-folio": "shown"}, tmp_path_factory.mktemp("en"), pandoc)


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory, pandoc: Pandoc) -> SetBook:
    return _book("fr", {}, tmp_path_factory.mktemp("fr"), pandoc)


def test_front_matter_of_an_english_book_has_roman_folios_and_its_body_begins_at_1(english: SetBook) -> None:
    preface, first = english.page_of("A tram waits"), english.page_of("The tram rolls")
    assert english.pages[preface - 1].splitlines()[-1] == "v"
    assert english.pages[first - 1].splitlines()[-1] == "1"
    assert first % 2 == 1


def test_contents_cross_references_and_index_call_pages_by_their_folios(english: SetBook) -> None:
    first, last = english.page_of("The tram rolls"), english.page_of("The tram is gone")
    contents = english.pages[english.page_of("Contents") - 1]
    assert "Preface" in contents and "v\n" in contents and f"{last - first + 1}\n" in contents
    assert f"the end, page {last - first + 1}" in english.pages[english.page_of("A tram waits") - 1]
    assert "the preface, page v." in english.pages[last - 1]
    index = english.pages[-1] if "tram," in english.pages[-1] else english.pages[-2]
    stops = english.page_of("The tram stops")
    assert f"tram, v, 1, {stops - first + 1}, {last - first + 1}" in index


def test_a_french_book_is_counted_from_its_first_page(french: SetBook) -> None:
    first = french.page_of("The tram rolls")
    assert french.pages[first].splitlines()[-1] == str(first + 1)
    assert f"{first}\n" in french.pages[french.page_of("Sommaire") - 1]


def test_an_opener_shows_its_folio_where_the_design_asks(english: SetBook, french: SetBook) -> None:
    for book, shown in ((english, True), (french, False)):
        opener = book.pages[book.page_of("The tram rolls") - 1].splitlines()
        assert opener[-1].isdigit() is shown
        assert opener[0] == "First chapter"  # and no running head


def test_roman_folios_can_be_asked_for_in_any_language(tmp_path: Path, pandoc: Pandoc) -> None:
    book = _book("fr", {"front-folios": "roman"}, tmp_path, pandoc)
    assert book.pages[book.page_of("A tram waits")].splitlines()[-1] == "vi"
