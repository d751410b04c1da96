"""Ways of writing that a book should choose among once: dates, large numbers, inclusive forms; and its names."""

import re
from collections.abc import Iterator
from functools import cache

from bookbuild.diagnostics import Location
from bookbuild.filters.typography.inclusive import forms
from bookbuild.filters.typography.spaces import GAP
from bookbuild.proofreading.languages import language
from bookbuild.proofreading.proof import Name, Use
from bookbuild.proofreading.source import Source

Styles = dict[str, re.Pattern[str]]


@cache
def _numbers(primary: str) -> Styles:
    """Numbers from a thousand on. The sign of decimals groups thousands only where there are two groups."""
    commas, points = ("+", "{2,}") if primary == "en" else ("{2,}", "+")
    return {
        "with spaces": re.compile(
            rf"(?<![\d.,])(?<!\d{GAP})[1-9]\d{{0,2}}(?:{GAP}\d{{3}})+(?![\d.,]\d|\d|{GAP}\d)"
        ),
        "with commas": re.compile(rf"(?<![\d.,])[1-9]\d{{0,2}}(?:,\d{{3}}){commas}(?![\d.,]\d|\d)"),
        "with points": re.compile(rf"(?<![\d.,])[1-9]\d{{0,2}}(?:\.\d{{3}}){points}(?![\d.,]\d|\d)"),
        "without a sign": re.compile(
            rf"(?<![\w.,:/#°-])(?<!\d{GAP})[1-9]\d{{4,6}}(?![\w.,:/°-]\w|\w|[ \u00a0][A-ZÀ-Þ]|{GAP}\d)"
        ),
    }


_INCLUSIVE = {"·": "median point", ".": "full stop", "(": "brackets", "-": "hyphen", "/": "slash"}
"""Name of the style, by sign."""
_DIGIT = re.compile("[0-9]")
_NAME = re.compile(r"(?:(?<=[a-zà-ÿœ,;]\s)|(?<=\sM\.\s)|(?<=\sM\.\u00a0))[A-ZÀ-ÖØ-ÞŒ][a-zà-ÿœ]{4,}(?![\w-])")
_TERM = re.compile(r"^(\S[^\n]{0,100})\n\n?:[ \t]", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")


@cache
def _dates(primary: str) -> Styles:
    months = "|".join(language(primary).months)
    if not months:
        return {}
    long: Styles = {
        "in words": re.compile(rf"\b(?:\d{{1,2}}|1\^?er\^?){GAP}(?:{months}){GAP}\d{{4}}\b"),
        "in figures": re.compile(r"(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d(?![\d/-])"),
        "as ISO 8601": re.compile(r"(?<![\d/-])(?:19|20)\d\d-[01]\d-[0-3]\d(?![\d-])"),
    }
    american = {"month first": re.compile(rf"\b(?:{months}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b")}
    return long | american if primary == "en" else long


def uses(source: Source, file: str) -> Iterator[Use]:
    """Every date, large number and inclusive form of a file, with its style."""
    prose = source.proses[0]
    families = {"dates": _dates(prose.primary), "numbers": _numbers(prose.primary)}
    for start, end in _lines_with_digits(prose.text):
        for family, styles in families.items():
            for style, pattern in styles.items():
                for match in pattern.finditer(prose.text, start, end):
                    yield Use(family, style, match[0], _place(source, file, match.start()), match.start())
    if prose.primary == "fr":
        for sign, match in forms(prose.text):
            yield Use(
                "inclusive", _INCLUSIVE[sign], match[0], _place(source, file, match.start()), match.start()
            )


def _lines_with_digits(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    while digit := _DIGIT.search(text, end):
        start = text.rfind("\n", 0, digit.start()) + 1
        end = text.find("\n", digit.start())
        end = len(text) if end < 0 else end
        yield start, end


def names(source: Source, file: str) -> dict[str, Name]:
    """Capitalised words inside sentences of the book's language."""
    found: dict[str, Name] = {}
    for match in _NAME.finditer(source.proses[0].text):
        if name := found.get(match[0]):
            name.count += 1
        else:
            found[match[0]] = Name(1, _place(source, file, match.start()), match.start())
    return found


def terms(source: Source) -> list[str]:
    """Capitalised words inside the terms of definition lists: names that a glossary spells."""
    text = source.proses[0].text
    if "\n:" not in text:
        return []
    return sorted(
        {
            word
            for term in _TERM.finditer(text)
            for word in _WORD.findall(term[1])[1:]
            if word[0].isupper() and len(word) > 4
        }
    )


def _place(source: Source, file: str, offset: int) -> Location:
    return Location(file, source.lines.at(offset), source.lines.column(offset))
