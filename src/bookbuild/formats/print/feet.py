"""Level feet: what the styles are told of the pages that have been chosen, and whether they came out so.

`galley` says where the rows of a piece stand, `breaks` chooses where its pages end, `styles/print/feet.typ` does it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bookbuild.design import typ
from bookbuild.formats.print.breaks import Ends

PLACES = "query(<_row>).map(m => (m.value, m.location().page()))"
"""The question that `astray` reads the answer to."""


@dataclass(frozen=True)
class Plan:
    """What is to be done, by piece; nothing, when it says nothing."""

    ends: Mapping[str, Ends] = field(default_factory=dict)
    tried: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Paragraphs that are to say what they can do."""
    calm: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Paragraphs that are to divide fewer words."""
    page_mm: float | None = None
    """Height of a page, when pieces are to be set on pages without end; None when pages are to be set."""


def feet_typ(plan: Plan) -> str:
    """The text of `feet.typ`."""

    def by_piece(name: str, entries: Mapping[str, Iterable[str]]) -> str:
        joined = {id: ", ".join(found) for id, found in entries.items()}
        pieces = (f"{typ.string(id)}: ({found},)" for id, found in joined.items() if found)
        return f"#let {name} = ({', '.join(pieces) or ':'})\n"

    ends = {id: one.pages for id, one in plan.ends.items()}
    held = {
        id: (f"r{page.held[0]}: {typ.pt(page.held[1])}" for page in one if page.held)
        for id, one in ends.items()
    }
    filled = {
        id: (f"r{row}: {typ.pt(space_pt)}" for page in one for row, space_pt in page.filled)
        for id, one in ends.items()
    }
    changed = {
        id: (f"r{row}: {typ.string(way)}" for page in one for row, way in page.changed)
        for id, one in ends.items()
    }

    def listed(rows: Mapping[str, Sequence[int]]) -> dict[str, Iterator[str]]:
        return {id: (f"r{row}: true" for row in numbers) for id, numbers in rows.items()}

    galley = "none" if plan.page_mm is None else typ.mm(plan.page_mm)
    return (
        "// Where pages end, written by bookbuild.formats.print.feet.\n"
        + by_piece("held", held)
        + by_piece("filled", filled)
        + by_piece("changed", changed)
        + by_piece("tried", listed(plan.tried))
        + by_piece("calm", listed(plan.calm))
        + f"#let galley = {galley}\n"
    )


def astray(ends: Mapping[str, Ends], answers: Sequence[Any]) -> Iterator[tuple[str, int]]:
    """Pieces that did not come out as they were reckoned, and the page of each, from 0, that is the first to differ."""
    pages: dict[str, dict[int, int]] = {}
    for (piece, number, what, *_), page in answers:
        if what != "ends":
            pages.setdefault(piece, {})[number] = page
    for piece, one in ends.items():
        at = pages.get(piece, {})
        first = min(at.values(), default=0)
        for number, page in sorted(at.items()):
            wanted = bisect_right(one.first_rows, number) - 1
            # The mark of what begins a page may be left at the foot of the page before.
            near = {wanted, wanted - 1} if number == one.first_rows[wanted] else {wanted}
            if page - first not in near and (one.is_whole or wanted < len(one.pages) - 1):
                yield piece, max(0, min(wanted, page - first))
                break


def until(ends: Ends, page: int) -> Ends:
    """The plan of a piece with nothing done from a page on, and on the spread before it."""
    kept = max(0, page - 2)
    return replace(ends, pages=ends.pages[:kept], first_rows=ends.first_rows[: kept + 1], is_whole=False)
