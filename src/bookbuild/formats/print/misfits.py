"""What has found no good place on the set pages: things wider than the measure, notes on another page than their call."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import EditionText
from bookbuild.formats.print.note_pages import astray_notes
from bookbuild.formats.print.pages import owners_of
from bookbuild.rules import print as rules

_SAID = {
    "table": "has no room for its words, which are divided",
    "formula": "is wider than the measure",
}
_HINTS = {
    "table": "Give it fewer columns or shorter words, or set it in two.",
    "formula": r"Break it in two lines: `\begin{aligned} … \\ … \end{aligned}`.",
}


def misfits(text: EditionText, answers: Mapping[str, Any]) -> Iterator[Finding]:
    """Findings from what Typst has answered to `pages.questions`."""
    owners, folios = owners_of(text, answers), answers["folios"]
    for (what, where), page, _ in answers["wide"]:
        yield rules.TOO_WIDE(
            f"a {what} on page {folios[page - 1]} {_SAID[what]}",
            _place(text, owners[page - 1], where),
            _HINTS[what],
        )
    numbers = _numbers(answers["calls"], owners)
    for note in astray_notes(answers):
        yield rules.ASTRAY_NOTE(
            f"note {numbers[note.index]} is called on page {folios[note.called - 1]} and stands on page "
            f"{folios[note.stands - 1]}",
            _place(text, owners[note.called - 1], 0),
            "A word more or less in the paragraph brings them together; so does a shorter note.",
        )


def _numbers(calls: Sequence[int], owners: Sequence[str]) -> list[int]:
    """The number of each note in its piece, by the pages of their calls."""
    counted: Counter[str] = Counter()
    numbers = []
    for page in calls:
        counted[owners[page - 1]] += 1
        numbers.append(counted[owners[page - 1]])
    return numbers


def _place(text: EditionText, piece: str, where: int | str) -> Location | None:
    """A line of a piece's file, or the line where these words stand; the file alone when they stand nowhere."""
    file = next((one.piece.file for one in text.pieces if one.piece.id == piece), None)
    if file is None:
        return None
    if isinstance(where, int):
        return Location(file, where)
    before, found, _ = (text.folder / file).read_text(encoding="utf-8").partition(where)
    return Location(file, before.count("\n") + 1 if found else 0)
