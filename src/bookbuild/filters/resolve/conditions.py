"""Conditions that can't be meant: names that no edition answers to, passages that no edition has."""

import re
from collections.abc import Iterator, Sequence

from bookbuild.book.conditions import Condition, known_names, terms_of
from bookbuild.book.editions import in_no_edition, unknown_name
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.locate import Lines
from bookbuild.rules import manuscript

_WRITTEN = re.compile(r"""\b(?:only|except)\s*=\s*("[^"]*"|'[^']*'|[^\s}>"']+)""")


def condition_findings(
    book: Book, file: str, source: str, conditions: Sequence[Condition], held_by: Sequence[frozenset[str]]
) -> Iterator[Finding]:
    """A finding for each name that is unknown, and each condition that no edition meets.

    `held_by` is what the editions answer to that have the file at all.
    """
    known = known_names(book)
    for condition in conditions:
        unknown = [term for term in condition.terms if term not in known]
        for term in unknown:
            yield unknown_name(term, known, _place(file, source, (term,)))
        if not condition.terms:
            yield manuscript.EMPTY_CONDITION(
                "`only` or `except` names nothing",
                at=_place(file, source, ()),
                hint=f"Known here: {', '.join(sorted(known))}.",
            )
        elif not unknown and not any(condition.holds(names) for names in held_by):
            yield in_no_edition(condition, _place(file, source, condition.terms))


def _place(file: str, source: str, terms: Sequence[str]) -> Location:
    """Where these terms stand together for the first time as a condition's value."""
    lines = Lines(source)
    for match in _WRITTEN.finditer(source):
        value = terms_of(match[1].strip("\"'"))
        if (set(value) & set(terms)) if terms else not value:
            return Location(file, lines.at(match.start()), lines.column(match.start()))
    return Location(file)
