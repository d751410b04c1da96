"""Level feet: where pages of running text end, so that facing pages end on the same line.

Typst keeps widows and orphans away by moving lines to the next page, which leaves the foot ragged. Here the breaks of a
whole piece are chosen together: a spread may be one line short on both its pages, and no break may fall within two
lines of either end of a paragraph. It works on pieces whose text stands in whole lines and nothing else
(`filters/target/typst_feet`); the lines of a paragraph are counted on pages that were set without such a rule.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from bookbuild.design import typ

MARKS = "query(<_paragraph>).map(m => { let p = m.location().position(); (m.value, p.page, p.y.pt()) })"
"""The question that `pieces_of` reads the answer to: (piece, number, what is marked), page, y in points."""
_UNLEVEL = 50.0
"""What a spread costs whose pages end on different lines, against 1 for one that is a line short on both."""
_SHORTER = 30.0
"""What each page costs that is two lines short: then a paragraph of three lines stands whole on the next."""
_THIN_END = 20.0
"""What a piece costs whose last page has fewer than three lines."""
_DIVIDED = 40.0
"""What a recto costs whose last word is divided: the reader turns the leaf in the middle of it."""
_LEAST_APART = 2
"""Lines of a paragraph that stay together at its beginning and at its end."""


Divides = Callable[[int, int], bool]


@dataclass(frozen=True)
class Item:
    """A paragraph, or what stands between two."""

    lines: int
    number: int | None
    """Of a paragraph, from 0; None for a scene break, a quotation, a heading: no page ends there."""
    at: tuple[int, int] = (0, 0)
    """Of a paragraph: page and line where it began when its lines were counted."""


@dataclass(frozen=True)
class Running:
    """A piece of running text as it was set."""

    first_page: int
    """Of the PDF, from 1: rectos are odd."""
    first_line: int
    """Lines above its first paragraph on that page."""
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Foot:
    """A page that ends early."""

    paragraph: int
    """One that begins on it."""
    lines: int
    """So many lines above the foot of a full page."""


@dataclass(frozen=True)
class Ends:
    """Where the pages of a piece end."""

    pages: int
    feet: tuple[Foot, ...]
    """Those that end early."""


@dataclass(frozen=True)
class _Path:
    """Breaks up to a place in the text."""

    cost: float = 0.0
    feet: tuple[Foot, ...] = ()
    pages: int = 0

    def over(self, cost: float, *turns: "_Turn") -> "_Path":
        """This path, and the pages after it."""
        feet = tuple(turn.foot for turn in turns if turn.foot)
        cost += self.cost + sum(turn.cost for turn in turns)
        return _Path(cost, self.feet + feet, self.pages + len(turns))


@dataclass(frozen=True)
class _Turn:
    """One page."""

    end: int
    """Line after its last."""
    cost: float
    foot: Foot | None


BEGINS, BREAK, QUOTE, END = "begins", "break", "quote", "end"
"""What a mark says: a paragraph begins here; it ends, and a scene break follows, or a quotation, or something else."""
_BREAK_LINES = 3
"""A scene break: its sign, and an empty line above and below (styles/print/scene-break.typ)."""


def pieces_of(answers: Sequence[Any], head_pt: float, leading_pt: float, lines: int) -> dict[str, Running]:
    """Pieces by id, from Typst's places of their paragraphs on pages of `lines` lines that end anywhere."""
    places: dict[str, dict[tuple[int, str], tuple[int, int]]] = {}
    for (piece, number, what), page, y_pt in answers:
        line = int((y_pt - head_pt) / leading_pt + 0.25)
        places.setdefault(piece, {})[number, what] = (page, line)
    found = {piece: _running(marks, lines) for piece, marks in places.items()}
    return {piece: running for piece, running in found.items() if running}


def _running(marks: Mapping[tuple[int, str], tuple[int, int]], lines: int) -> Running | None:
    """A piece from the places of its marks; None when the end of a page has parted something between paragraphs.

    Every paragraph says where it begins, and one before something else where it ends. Pages that end within a run of
    paragraphs are full.
    """
    page, first = marks[0, BEGINS]
    count = sum(what == BEGINS for _, what in marks)
    at = {key: (where[0] - page) * lines + where[1] for key, where in marks.items()}
    items: list[Item] = []
    for number in range(count):
        begin = at[number, BEGINS]
        what = next((kind for kind in (BREAK, QUOTE, END) if (number, kind) in marks), None)
        if what is None:
            items.append(Item(at[number + 1, BEGINS] - begin, number, marks[number, BEGINS]))
            continue
        items.append(Item(at[number, what] + 1 - begin, number, marks[number, BEGINS]))
        if number == count - 1:
            break
        ended, begun = marks[number, what], marks[number + 1, BEGINS]
        # A quotation may go over a page's end, where it keeps its lines unless it begins or ends just there.
        through = what == QUOTE and ended[1] < lines - 2 and begun[1] > 1
        if what != BREAK and ended[0] != begun[0] and not through:
            return None
        between = at[number + 1, BEGINS] - at[number, what] - 1
        items.append(Item(_BREAK_LINES if what == BREAK else between, None))
    return Running(page, first, tuple(items)) if all(item.lines > 0 for item in items) else None


def level(text: Running, lines: int, divides: Divides = lambda page, line: False) -> Ends | None:
    """Where its pages are to end; None when no breaks are good. `lines` are those of a full page.

    `divides` says whether a line divides a word, by page and line where it stood when the lines were counted.
    """
    return _Breaks(text.items, lines, divides).best(text)


def feet_typ(short: Mapping[str, Sequence[Foot]], loose: Sequence[str]) -> str:
    """The text of `feet.typ`: where pages end early, by piece and paragraph, and which pieces break anywhere."""
    pages = [
        f"{typ.string(id)}: ({', '.join(f'p{foot.paragraph}: {foot.lines}' for foot in found) or ':'})"
        for id, found in short.items()
    ]
    return (
        "// Where pages end, written by bookbuild.formats.print.feet.\n"
        f"#let short = ({', '.join(pages) or ':'})\n"
        f"#let loose = {typ.array([typ.string(id) for id in loose])}\n"
    )


@dataclass
class _Breaks:
    """The lines of a piece as one column, and where it may be cut."""

    items: Sequence[Item]
    lines: int
    divides: Divides
    starts: list[int] = field(init=False)
    """First line of each item, and the end."""

    def __post_init__(self) -> None:
        self.starts = [0, *accumulate(item.lines for item in self.items)]

    def best(self, text: Running) -> Ends | None:
        """The cheapest path to the end."""
        total = self.starts[-1]
        ends: list[_Path] = []
        paths = {0: _Path()}
        page, room = text.first_page, self.lines - text.first_line
        while paths:
            following: dict[int, _Path] = {}
            for at, path in paths.items():
                for here, reached in self._over(at, path, page, room):
                    if here >= total:
                        ends.append(reached)
                    elif here not in following or reached.cost < following[here].cost:
                        following[here] = reached
            paths = following
            page, room = page + (1 if page % 2 else 2), self.lines
        if not ends:
            return None
        best = min(ends, key=lambda end: end.cost)
        return Ends(best.pages, best.feet)

    def _over(self, at: int, path: _Path, page: int, room: int) -> Iterator[tuple[int, _Path]]:
        """All ways over one spread, or over a recto that begins the piece: where they end."""
        total = self.starts[-1]
        if page % 2:
            for short, cost in _SHORT:
                if turn := self._turn(at, room, short):
                    yield turn.end, path.over(cost + self._divided(turn.end), turn)
            return
        for verso, verso_cost in _SHORT:
            first = self._turn(at, room, verso)
            if first is None:
                continue
            if first.end >= total:
                yield first.end, path.over(verso_cost, first)
                continue
            for recto, recto_cost in _SHORT:
                second = self._turn(first.end, self.lines, recto)
                if second is None:
                    continue
                # Where the piece ends nobody sees that its foot is not the verso's.
                apart = 0.0 if verso == recto or second.end >= total else _UNLEVEL * abs(verso - recto)
                cost = max(verso_cost, recto_cost) + apart + self._divided(second.end)
                yield second.end, path.over(cost, first, second)

    def _turn(self, at: int, room: int, short: int) -> _Turn | None:
        """A page that begins at a line and ends `short` lines early."""
        total = self.starts[-1]
        end = at + room - short
        if end >= total:
            thin = total - at <= _LEAST_APART
            return _Turn(total, _THIN_END if thin else 0.0, None) if not short else None
        if end <= at or not self._may_break(end):
            return None
        if not short:
            return _Turn(end, 0.0, None)
        begin = bisect_left(self.starts, at)
        for place in range(begin, bisect_left(self.starts, end)):
            number = self.items[place].number
            if number is not None:
                return _Turn(end, 0.0, Foot(number, short))
        return None  # no paragraph begins there: nothing could hold the line

    def _divided(self, line: int) -> float:
        """What it costs that a recto ends before a line."""
        place = bisect_right(self.starts, line) - 1
        above = line - self.starts[place]
        if line >= self.starts[-1] or above == 0:
            return 0.0
        page, first = self.items[place].at
        last = first + above - 1
        return _DIVIDED if self.divides(page + last // self.lines, last % self.lines) else 0.0

    def _may_break(self, line: int) -> bool:
        """Whether a page may end before a line."""
        place = bisect_right(self.starts, line) - 1
        above = line - self.starts[place]
        item = self.items[place]
        if above == 0:
            return item.number is not None and self.items[place - 1].number is not None
        return item.number is not None and above >= _LEAST_APART and item.lines - above >= _LEAST_APART


_SHORT = ((0, 0.0), (1, 1.0), (2, _SHORTER))
"""By how many lines a page may end early, and what that costs."""
