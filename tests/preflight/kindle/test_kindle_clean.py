"""The clean EPUB of these tests: no rule of Amazon's, nor EPUBCheck, finds anything in it."""

from pathlib import Path

from bookbuild._tools import epubcheck
from tests.preflight.kindle.checking import kindle_rules
from tests.preflight.kindle.clean_epub import Zip, clean_files, write_epub


def test_the_clean_book_has_no_findings(tmp_path: Path) -> None:
    assert kindle_rules(write_epub(tmp_path / "book.epub", clean_files(), Zip())) == []


def test_epubcheck_finds_it_clean_too(tmp_path: Path) -> None:
    messages = epubcheck.check(write_epub(tmp_path / "book.epub", clean_files(), Zip()))
    assert [message.text for message in messages if message.severity not in {"INFO", "USAGE"}] == []
