"""Titles and names as they are typed: spaces, capitals, straight quotation marks."""

import re
from collections.abc import Iterator

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding
from bookbuild.rules import metadata

_SPACES = re.compile(r"^\s|\s$|[ \t\r\n]{2,}|[\t\r\n]")
_STRAIGHT = re.compile(r"[\"']")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_LETTERS = 8
"""A title of one short word in capitals may be an acronym: SNCF."""
_Path = tuple[str | int, ...]


def check_names(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    for name, path in _names(book):
        at = lines.at(*path)
        if _SPACES.search(name):
            yield metadata.NAME_SPACES(
                f"“{name}” has spaces too many", at=at, hint=f"Write “{' '.join(name.split(' ')).strip()}”."
            )
        if _is_shouted(name):
            yield metadata.NAME_CAPITALS(
                f"“{name}” is all in capitals", at=at, hint="Write it as in a sentence."
            )
        if found := _STRAIGHT.search(name):
            right = "’" if found[0] == "'" else "« … » or “…”"
            yield metadata.NAME_QUOTES(f"“{name}” has a straight {found[0]}", at=at, hint=f"Write {right}.")


def _is_shouted(name: str) -> bool:
    words = _WORD.findall(name)
    return sum(map(len, words)) >= _FEWEST_LETTERS and all(word.isupper() for word in words)


def _names(book: Book) -> Iterator[tuple[str, _Path]]:
    yield book.title, ("title",)
    if book.subtitle:
        yield book.subtitle, ("subtitle",)
    if book.series:
        yield book.series.title, ("series", "title")
    yield book.publisher.name, ("publisher", "name")
    if book.publisher.imprint:
        yield book.publisher.imprint, ("publisher", "imprint")
    for number, person in enumerate(book.contributors):
        yield person.name, ("contributors", number, "name")
        if person.file_as:
            yield person.file_as, ("contributors", number, "file-as")
