"""Galleys: each piece set on a page without end, where the places of its rows are read.

A row is a paragraph, or anything else that stands between two. The marks are those of `styles/print/feet.typ`; all places
are in points from the head of the text area.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bookbuild.formats.print.pages import PLACES

QUESTIONS = {
    "rows": PLACES.format("_row"),
    "calls": "query(footnote).map(f => { let p = f.location().position(); (p.page, p.y.pt()) })",
    "notes": PLACES.format("_note"),
    "parts": PLACES.format("_part"),
    "notes-room": "query(<_notes-room>).map(m => m.value)",
}
"""What Typst is asked about pages with rows; `galleys_of` reads the answers."""
_OFF_GRID = 0.1
"""Part of a line by which the height of a paragraph may miss whole lines."""
_MAY_BREAK = 0.44
"""A solid row that takes more of a page than this may be one that breaks: where, is not known."""


class Kind(StrEnum):
    """What a row is."""

    PARAGRAPH = "paragraph"
    SOLID = "solid"
    """It stays on one page."""
    HEAD = "head"
    """Solid, and no page ends after it."""
    BREAK = "break"
    """A change of scene: solid, and no page ends after it."""
    OPEN = "open"
    """It may break, and it is not known where."""


class Way(StrEnum):
    """How a paragraph may be set that is not as the others; `styles/print/feet.typ` has the figures."""

    TIGHT = "tight"
    TIGHTER = "tighter"
    TIGHTEST = "tightest"
    LOOSE = "loose"
    LOOSER = "looser"
    LOOSEST = "loosest"
    WHOLE = "whole"
    """No word of it divided."""


@dataclass(frozen=True)
class Part:
    """Lines that stay together."""

    end_pt: float
    """Bottom of what ends before it, its frame closed."""
    start_pt: float
    """Top of what begins with it, with a frame of its own."""


@dataclass(frozen=True)
class Row:
    """Something of the text, at its height."""

    number: int
    kind: Kind
    top_pt: float
    bottom_pt: float
    lines: int = 0
    """Of a paragraph."""
    is_free: bool = True
    """Whether something may be set before it; not within a quotation or a list."""
    is_nested: bool = False
    """Whether it is a paragraph of a quotation or a list."""
    parts: tuple["Part", ...] = ()
    """Of long code and of verse: those after the first; a page may end before each."""
    ways: frozenset[Way] = frozenset()
    """Of a paragraph: what makes it a line shorter or longer, or keeps its words whole."""

    @property
    def is_text(self) -> bool:
        """Whether it is a paragraph of the text itself."""
        return self.kind is Kind.PARAGRAPH and not self.is_nested


@dataclass(frozen=True)
class Extra:
    """A note, or a figure that floats: what a page must have room for that has what is at this height."""

    at_pt: float
    height_pt: float


@dataclass(frozen=True)
class Galley:
    """A piece on a page without end."""

    page: int
    """Of the PDF, from 1."""
    rows: tuple[Row, ...]
    notes: tuple[Extra, ...] = ()
    """Each with the room before it."""
    floats: tuple[Extra, ...] = ()
    """Each with the room between it and the text."""
    notes_rule_pt: float = 0.0
    """Between the text and its notes."""


@dataclass(frozen=True)
class Lines:
    """The grid of a page; lengths in points."""

    head_pt: float
    """From the head of the page to the text."""
    leading_pt: float
    size_pt: float
    count: int
    """Of a full page."""

    @property
    def gap_pt(self) -> float:
        """Between the boxes of two lines."""
        return self.leading_pt - self.size_pt

    @property
    def height_pt(self) -> float:
        """Of the text area."""
        return self.count * self.leading_pt


def galleys_of(answers: Mapping[str, Any], grid: Lines) -> dict[str, Galley]:
    """Pieces by id, from Typst's answers to QUESTIONS; one that is longer than its page is not there."""
    marks: dict[str, list[tuple[int, str, list[float], int, float]]] = {}
    for (piece, number, what, *sizes), page, y_pt in answers["rows"]:
        marks.setdefault(piece, []).append((number, what, sizes, page, y_pt - grid.head_pt))
    rule_pt, gap_pt = answers["notes-room"][0] if answers["notes-room"] else (0.0, 0.0)
    notes = _notes(answers, grid, gap_pt)
    parts: dict[int, list[Part]] = {}
    for (between_pt, frame_pt), page, y_pt in answers["parts"]:
        top_pt = y_pt - grid.head_pt
        parts.setdefault(page, []).append(Part(top_pt - between_pt + frame_pt, top_pt - frame_pt))
    found = {}
    for piece, all_marks in marks.items():
        pages = {page for *_, page, _ in all_marks}
        page = min(pages)
        if len(pages) > 1 or notes.get(page, ()) is None:
            continue
        rows, floats = _rows(all_marks, parts.get(page, []), grid)
        found[piece] = Galley(page, tuple(rows), notes.get(page) or (), tuple(floats), rule_pt)
    return found


def _notes(answers: Mapping[str, Any], grid: Lines, gap_pt: float) -> dict[int, tuple[Extra, ...] | None]:
    """By page, the notes in their order; None where calls and notes are not the same number."""
    calls: dict[int, list[float]] = {}
    for page, y_pt in answers["calls"]:
        calls.setdefault(page, []).append(y_pt - grid.head_pt)
    sides: dict[str, dict[int, list[float]]] = {"start": {}, "end": {}}
    for side, page, y_pt in answers["notes"]:
        sides[side].setdefault(page, []).append(y_pt)
    found: dict[int, tuple[Extra, ...] | None] = {}
    for page, at in calls.items():
        starts, ends = (sides[side].get(page, []) for side in ("start", "end"))
        found[page] = None
        if len(at) == len(starts) == len(ends):
            found[page] = tuple(
                Extra(y_pt, end - start + gap_pt) for y_pt, start, end in zip(at, starts, ends, strict=True)
            )
    return found


_KINDS = {"head": Kind.HEAD, "break": Kind.BREAK}


def _rows(
    marks: Sequence[tuple[int, str, list[float], int, float]], parts: Sequence[Part], grid: Lines
) -> tuple[list[Row], list[Extra]]:
    rows: list[Row] = []
    floats: list[Extra] = []
    ends = {number: y_pt for number, what, _, _, y_pt in marks if what == "ends"}
    begun = [mark for mark in marks if mark[1] != "ends"]
    within_before = False
    for (number, what, sizes, _, top_pt), after in zip(begun, [*begun[1:], None], strict=True):
        if what == "float":
            floats.append(Extra(top_pt, sizes[0] + grid.leading_pt + grid.gap_pt))
            continue
        within = what == "within"
        if what in ("begins", "within"):
            if number in ends:
                bottom_pt = ends[number] + grid.size_pt / 4  # from the baseline
            else:
                bottom_pt = (after[4] if after else top_pt) - grid.gap_pt
            row = _paragraph(number, top_pt, bottom_pt, grid)
            rows.append(replace(row, is_free=not (within and within_before), is_nested=within))
        else:
            rows.append(_other(number, what, top_pt, sizes[0], parts, grid))
        within_before = within
    return rows, floats


def _paragraph(number: int, top_pt: float, bottom_pt: float, grid: Lines) -> Row:
    lines = (bottom_pt - top_pt + grid.gap_pt) / grid.leading_pt
    whole = abs(lines - round(lines)) < _OFF_GRID
    kind = Kind.PARAGRAPH if whole else Kind.SOLID
    return Row(number, kind, top_pt, bottom_pt, round(lines))


def _other(
    number: int, what: str, top_pt: float, height_pt: float, parts: Sequence[Part], grid: Lines
) -> Row:
    bottom_pt = top_pt + height_pt
    within = tuple(part for part in parts if top_pt < part.start_pt < bottom_pt)
    # The first part begins at the head of its frame, half a line below the row's own.
    within = tuple(part for part in within if part.end_pt > top_pt + grid.leading_pt)
    kind = _KINDS.get(what, Kind.SOLID)
    if not within and (height_pt < 1 or height_pt > _MAY_BREAK * grid.height_pt):
        kind = Kind.OPEN
    return Row(number, kind, top_pt, bottom_pt, parts=within)


def tried_of(answers: Sequence[Any], galleys: Mapping[str, Galley]) -> dict[str, Galley]:
    """The pieces, with what their paragraphs can do; `answers` are those to TRIED."""
    counts = {(piece, number): lines for piece, number, lines in answers}

    def ways(piece: str, row: Row) -> Iterator[Way]:
        found = counts.get((piece, row.number))
        # One that stands otherwise by itself than in its place tells nothing.
        if found and row.kind is Kind.PARAGRAPH and found["plain"] == row.lines:
            yield from (way for way in Way if found[way] == row.lines + _LONGER[way])

    return {
        piece: replace(
            galley, rows=tuple(replace(row, ways=frozenset(ways(piece, row))) for row in galley.rows)
        )
        for piece, galley in galleys.items()
    }


_LONGER = {
    **dict.fromkeys((Way.TIGHT, Way.TIGHTER, Way.TIGHTEST), -1),
    **dict.fromkeys((Way.LOOSE, Way.LOOSER, Way.LOOSEST), 1),
    Way.WHOLE: 0,
}
"""By how many lines a paragraph is longer."""
TRIED = "query(<_tried>).map(m => m.value)"
"""The question that `tried_of` reads the answer to."""
