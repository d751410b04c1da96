"""Is the message valid (EDItEUR's schemas and code lists), and does it say what the trade needs?"""

import io
import re
from collections.abc import Iterator, Sequence

from onixcheck.validation import validate as schema_messages

from bookbuild.book.model import Book, Edition
from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import onix as rules

_LONGEST_DESCRIPTION = 4000
_SHAPES = {
    "thema": re.compile(r"[A-Z][A-Z0-9]{0,7}|[1-6][A-Z0-9-]{0,9}"),
    "bisac": re.compile(r"[A-Z]{3}\d{6}"),
    "clil": re.compile(r"\d{4}"),
}
_BOOK = Location("book.yaml")


class _Named(io.BytesIO):
    """Bytes with the name that onixcheck 0.9 asks of a file."""

    name = "onix.xml"


def validate(xml: bytes) -> list[Finding]:
    """What the official schemas (XSD and RELAX NG) refuse, each fault at its line; offline."""
    findings: dict[tuple[int, str], Finding] = {}
    messages = schema_messages(_Named(xml), schemas=("xsd", "rng"))  # type: ignore[no-untyped-call]
    for message in messages:
        place = re.search(r":(\d+):\d+$", message.location)
        line = int(place[1]) if place else 0
        rule = rules.SCHEMA if message.error_type != "EXCEPTION" else rules.NOT_ONIX
        text = f"{message.message} [{message.validator}]"
        findings.setdefault((line, text), rule(text, Location(_Named.name, line)))
    return list(findings.values())


def trade_findings(book: Book, editions: Sequence[Edition]) -> Iterator[Finding]:
    """What the schemas accept and the trade misses."""
    for edition in editions:
        if not edition.isbn:
            yield rules.NO_ISBN(f"The edition {edition.id} has no ISBN.", _BOOK)
        if not edition.price:
            yield rules.NO_PRICE(
                f"The edition {edition.id} has no price.", _BOOK, "For a free book: price: {EUR: 0}"
            )
    if not book.subjects.thema and not book.subjects.clil:
        yield rules.NO_SUBJECT("No Thema and no CLIL subject.", _BOOK)
    for scheme, shape in _SHAPES.items():
        for code in getattr(book.subjects, scheme):
            if not shape.fullmatch(code):
                yield rules.SUBJECT_SHAPE(f"“{code}” can’t be a {scheme} code.", _BOOK)
    if book.description is None:
        yield rules.NO_DESCRIPTION("No description.", _BOOK)
    elif len(book.description.long) > _LONGEST_DESCRIPTION:
        yield rules.LONG_DESCRIPTION(f"{len(book.description.long):,} characters.", _BOOK)
    if not book.contributors:
        yield rules.NO_CONTRIBUTOR("No contributors.", _BOOK)
