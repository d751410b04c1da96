"""Inclusive forms that an edition wants written out: those nobody knows how to write are reported once each."""

from collections.abc import Iterator, Mapping, Sequence

from bookbuild.book.model import Book, InclusiveForm
from bookbuild.book.order import Piece
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.summary import Summary
from bookbuild.filters.typography.inclusive import expansion
from bookbuild.rules import manuscript


def unknown_expansions(
    book: Book, pieces: Sequence[Piece], summaries: Mapping[str, Summary]
) -> Iterator[Finding]:
    """A finding for each form that stays as typed, at its first place."""
    editions = [
        edition.id
        for edition in book.editions
        if (edition.inclusive or book.inclusive.form) is InclusiveForm.EXPAND
    ]
    if not editions:
        return
    seen: set[str] = set()
    for piece in pieces:
        if piece.file is None or piece.id not in summaries:
            continue
        forms = summaries[piece.id].inclusive
        for form, line in forms.items():
            if form.lower() in seen or expansion(form, book.inclusive.words):
                continue
            seen.add(form.lower())
            yield manuscript.FORM_NOT_EXPANDED(
                f"“{form}” stays as it is in {', '.join(editions)}",
                at=Location(piece.file, line),
                hint=f"Say in book.yaml what it becomes: `inclusive: {{words: {{{form}: …}}}}`.",
            )
