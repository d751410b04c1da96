"""Notes on the page of their call.

Typst (0.15) makes room for a note before it knows that the line of its call, which the next one must not leave, has no
room beside it: call and line then go to the next page, the note stays. Where that has happened the foot of the page is kept
free in a further setting, so that the line leaves it before the note is known.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookbuild._tools.typst import Compiled
from bookbuild.design import typ
from bookbuild.design.margins import Margins, Settled
from bookbuild.design.tokens import Tokens
from bookbuild.formats.content import EditionText
from bookbuild.formats.print.pages import Area
from bookbuild.formats.print.setting import Design, set_pages

_ROUNDS = 3
"""Further settings at most: a page that ends earlier moves what follows it."""
_RULE_LEADINGS = 0.8
"""Between the text and the first note (styles/print/note.typ)."""
_ASK = {"noted": "query(selector(<_noted>).or(footnote)).map(e => if e.func() == metadata { e.value })"}


@dataclass(frozen=True)
class Astray:
    """A note on another page than its call. Pages count from 1."""

    index: int
    """Of the note in the book, from 0."""
    called: int
    stands: int
    y_pt: float
    """Where it begins, from the head of the trimmed page."""


def set_with_notes(
    text: EditionText, design: Design, root: Path, further: Mapping[str, str] | None = None
) -> tuple[Compiled, Settled]:
    """`set_pages`, again where a note stands before its call."""
    kept: dict[str, float] = {}
    ask = {**(further or {}), **_ASK}
    _write(root, kept)
    raw, settled = set_pages(text, design, root, ask)
    for _ in range(1 if text.is_draft else _ROUNDS):
        early = dict(_early(raw.values, design, settled.margins))
        if not early.keys() - kept.keys():
            break
        kept = early | kept
        _write(root, kept)
        raw, settled = set_pages(text, design, root, ask)
    return raw, settled


def astray_notes(answers: Mapping[str, Any]) -> Iterator[Astray]:
    """The notes that are not with their calls. Calls and notes come in the same order."""
    starts = [(page, y_pt) for value, page, y_pt in answers["notes"] if value == "start"]
    for index, (called, (stands, y_pt)) in enumerate(zip(answers["calls"], starts, strict=False)):
        if called != stands:
            yield Astray(index, called, stands, y_pt)


def _early(answers: Mapping[str, Any], design: Design, margins: Margins) -> Iterator[tuple[str, float]]:
    """Paragraphs whose notes stand on the page before, and how much of its foot these take, in points."""
    area = Area.of(design.trim, margins, design.bleed_mm, design.tokens.leading_pt)
    foot_pt = area.height_pt - 2 * area.bleed_pt - area.foot_pt
    paragraphs = _paragraphs(answers["noted"])
    on_page = Counter(page for value, page, _ in answers["notes"] if value == "start")
    for note in reversed(list(astray_notes(answers))):  # the first of a page has the most to say
        if note.stands < note.called and (name := paragraphs[note.index]):
            yield name, foot_pt - note.y_pt + _above_pt(design.tokens, on_page[note.stands] == 1)


def _above_pt(tokens: Tokens, is_alone: bool) -> float:
    """From where a note takes room to its first line: its line's own height, and the rule above the first of a page."""
    return tokens.size_note_pt + (_RULE_LEADINGS * tokens.leading_pt if is_alone else 0)


def _paragraphs(noted: Sequence[Any]) -> list[str]:
    """By note, the name of its paragraph; empty for one in a heading or a table that stands before all of them."""
    names, now = [], ""
    for mark in noted:
        if mark is None:
            names.append(now)
        else:
            now = f"{mark[0]}:{mark[1]}"
    return names


def _write(root: Path, kept: Mapping[str, float]) -> None:
    free = typ.dictionary({typ.string(name): typ.pt(room_pt) for name, room_pt in sorted(kept.items())})
    (root / "notes.typ").write_text(f"#let kept-free = {free}\n", encoding="utf-8")
