"""Subject codes: their shape, their order, and no code twice."""

import re
from collections.abc import Iterator

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding
from bookbuild.rules import metadata

SHAPES = {
    "thema": re.compile(r"[A-Z][A-Z0-9]{0,7}|[1-6][A-Z0-9-]{0,9}"),
    "bisac": re.compile(r"[A-Z]{3}\d{6}"),
    "clil": re.compile(r"\d{4}"),
    "dewey": re.compile(r"\d{3}(?:\.\d+)?"),
}
"""Shape of each scheme's codes: Thema subjects and qualifiers, BISAC, CLIL, Dewey."""


def check_subjects(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    for scheme, shape in SHAPES.items():
        codes = getattr(book.subjects, scheme)
        for number, code in enumerate(codes):
            at = lines.at("subjects", scheme, number)
            if not shape.fullmatch(code):
                yield metadata.SUBJECT_CODE(f"“{code}” has not the shape of a {scheme} code", at=at)
            elif code in codes[:number]:
                yield metadata.SUBJECT_ORDER(f"“{code}” stands twice", at=at, hint="Take one out.")
    first = book.subjects.thema[:1]
    if first and first[0][:1] in set("123456"):
        yield metadata.SUBJECT_ORDER(
            f"“{first[0]}” is a qualifier, not a subject",
            at=lines.at("subjects", "thema", 0),
            hint="Begin with a code that starts with a letter.",
        )
