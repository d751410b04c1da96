"""The clean EPUB of these tests: no rule of Amazon's, nor EPUBCheck, finds anything in it."""

from pathlib import Path

import pytest

from bookbuild._tools import epubcheck
from tests.preflight.kindle.checking import kindle_rules
from tests.preflight.kindle.clean_epub import NAV, ONE, Spoil, Zip, body, clean_files, css, swap, write_epub


def test_the_clean_book_has_no_findings(tmp_path: Path) -> None:
    assert kindle_rules(write_epub(tmp_path / "book.epub", clean_files(), Zip())) == []


def test_epubcheck_finds_it_clean_too(tmp_path: Path) -> None:
    messages = epubcheck.check(write_epub(tmp_path / "book.epub", clean_files(), Zip()))
    assert [message.text for message in messages if message.severity not in {"INFO", "USAGE"}] == []


# What EPUBs made by others have, and what is no fault.
RIGHT: dict[str, Spoil] = {
    "a rule about nothing in the book": css(".sidebar { display: flex; width: 200px; }"),
    "a colour for what is pointed at": css("a:hover { color: white; }"),
    "a grey at the edge": css(".quiet { color: #666666; }"),
    "brackets before a note’s number": swap(
        ONE, '<a href="#r1" epub:type="backlink">1.</a>', '[<a href="#r1" epub:type="backlink">1</a>]'
    ),
    "an id with accents": lambda files: (
        swap(NAV, "two.xhtml#carte", "two.xhtml#arrêts")(files),
        body('<h2 id="arrêts">Les arrêts</h2>')(files),
    )[-1],
    "a rule for print": css("@media print { p { font-size: 10pt; } }"),
    "a sided table cell that spans rows that are there": swap(
        "EPUB/two.xhtml",
        "<td>Mairie</td><td>8</td></tr><tr><td>École</td>",
        '<td rowspan="2">Mairie</td><td>8</td></tr><tr>',
    ),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_no_finding(tmp_path: Path, name: str) -> None:
    files = clean_files()
    RIGHT[name](files)
    assert kindle_rules(write_epub(tmp_path / "book.epub", files, Zip())) == []
