"""The table of French cases: each input becomes what is expected, as HTML of the document; what is right stays."""

import csv
import re
from pathlib import Path

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.coalesce import join_strings
from bookbuild.document.nodes import Document, Inlines, Span, encode
from bookbuild.document.read import read_document
from bookbuild.document.walk import map_inlines
from bookbuild.filters.typography import Usage
from bookbuild.filters.typography.document import typography

FRENCH = Usage("fr")
_TABLE = Path(__file__).with_name("french_cases.csv")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
AS_MARKDOWN = {
    "FR079": r"`x` std::vector",  # a paragraph, for certain
    "FR081": r"C:\\Users\\Nom",  # as Markdown wants its backslashes
    "FR092": '[x]{.smallcaps key="a b"}',  # attributes need something to belong to
}
"""Inputs that say something else in Markdown than as plain text."""


def _cases() -> list[tuple[str, str, str]]:
    with _TABLE.open(encoding="utf-8") as table:
        return [
            (
                row["id"],
                AS_MARKDOWN.get(row["id"]) or _text(row["input"]),
                AS_MARKDOWN.get(row["id"]) or _text(row["expected"]),
            )
            for row in csv.DictReader(table)
        ]


def _text(cell: str) -> str:
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), cell)


def _html(document: Document, pandoc: Pandoc) -> str:
    text, _ = pandoc.write(encode(map_inlines(document, _without_whole_forms)), "html5")
    return text.decode()


def _read(markdown: str, pandoc: Pandoc) -> Document:
    return read_document(markdown, pandoc, "case.md")[0]


def _without_whole_forms(inlines: list[Inlines]) -> list[Inlines]:
    """Spans that only keep a form on one line are no difference."""
    flat = [
        part
        for inline in inlines
        for part in (
            inline.c.inlines if isinstance(inline, Span) and inline.c.attr.classes == ["incl"] else [inline]
        )
    ]
    return join_strings(flat)


def test_the_table_is_whole() -> None:
    assert len(_cases()) == 102


@pytest.mark.parametrize(
    ("given", "expected"), [case[1:] for case in _cases()], ids=[case[0] for case in _cases()]
)
def test_a_french_case_comes_out_as_the_table_says_and_stays(
    given: str, expected: str, pandoc: Pandoc
) -> None:
    wanted = _html(_read(expected, pandoc), pandoc)
    assert _html(typography(_read(given, pandoc), FRENCH), pandoc) == wanted
    assert _html(typography(_read(expected, pandoc), FRENCH), pandoc) == wanted
