"""Level feet: where pages of running text end, so that facing pages end on the same line.

Typst keeps widows and orphans away by moving lines to the next page, which leaves the foot ragged. Here the breaks of a
whole piece are chosen together: a spread may be one line short on both its pages, and no break may fall within two
lines of either end of a paragraph. Where that is not enough, paragraphs near by are tried a little tighter and a little
looser (`styles/print/feet.typ`), and one that comes out a line shorter or longer may be set so. It works on pieces whose
text stands in whole lines and nothing else (`filters/target/typst_feet`); the lines of a paragraph are counted on pages
that were set without such a rule.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import accumulate
from typing import Any

from bookbuild.design import typ

MARKS = "query(<_paragraph>).map(m => { let p = m.location().position(); (m.value, p.page, p.y.pt()) })"
"""The question that `pieces_of` reads the answer to: (piece, number, what is marked), page, y in points."""
TRIED = "query(<_tried>).map(m => m.value)"
"""The question that `tried_of` reads the answer to: piece, number, lines as it is, tight, loose and undivided."""
_UNLEVEL = 60.0
"""What a spread costs whose pages end on different lines, against 1 for one that is a line short on both."""
_SHORTER = 50.0
"""What a spread costs that is two lines short: then a paragraph of three lines stands whole on the next."""
_THIN_END = 20.0
"""What a piece costs whose last page has fewer than three lines."""
_DIVIDED = 40.0
"""What a recto costs whose last word is divided: the reader turns the leaf in the middle of it."""
_CHANGED = 4.0
"""What a paragraph costs that is set tighter, looser or without divided words."""
_DOUBT = 20.0
"""A spread that costs more is worth trying its neighbours."""
_TOO_DEAR = 250.0
"""Breaks that cost so much more than others up to the same spread are not followed."""
_TRIED_PAGES = 4
"""Pages before a doubtful spread whose paragraphs are tried."""
_LEAST_TRIED = 3
"""Lines of a paragraph that is worth trying."""
_LEAST_APART = 2
"""Lines of a paragraph that stay together at its beginning and at its end."""


Divides = Callable[[int, int], bool]


class Way(StrEnum):
    """How a paragraph may be set that is not as the others; `styles/print/feet.typ` has the figures."""

    TIGHT = "tight"
    LOOSE = "loose"
    WHOLE = "whole"
    """No word of it divided."""


@dataclass(frozen=True)
class Item:
    """A paragraph, or what stands between two."""

    lines: int
    number: int | None
    """Of a paragraph, from 0; None for a scene break, a quotation, a heading: no page ends there."""
    at: tuple[int, int] = (0, 0)
    """Of a paragraph: page and line where it began when its lines were counted."""
    ways: frozenset[Way] = frozenset()
    """Of a paragraph: tight, when it is then a line shorter; loose, a line longer; whole, of as many lines."""


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
class Change:
    """A paragraph that is set otherwise."""

    paragraph: int
    way: Way


@dataclass(frozen=True)
class Ends:
    """Where the pages of a piece end."""

    pages: int
    feet: tuple[Foot, ...]
    """Those that end early."""
    changes: tuple[Change, ...] = ()
    doubts: tuple[int, ...] = ()
    """Lines of the piece at which a spread ends that is not as one would wish."""


@dataclass(frozen=True)
class _Path:
    """Breaks up to a place in the text."""

    cost: float = 0.0
    feet: tuple[Foot, ...] = ()
    pages: int = 0
    changes: tuple[Change, ...] = ()
    doubts: tuple[int, ...] = ()

    def over(self, cost: float, turns: Sequence["_Turn"], whole: Change | None = None) -> "_Path":
        """This path, and the pages after it."""
        feet = tuple(turn.foot for turn in turns if turn.foot)
        changes = tuple(change for change in [*(turn.change for turn in turns), whole] if change)
        cost += sum(turn.cost for turn in turns) + (_CHANGED if whole else 0)
        return _Path(
            self.cost + cost,
            self.feet + feet,
            self.pages + len(turns),
            self.changes + changes,
            (*self.doubts, turns[-1].end) if cost >= _DOUBT else self.doubts,
        )


@dataclass(frozen=True)
class _Turn:
    """One page."""

    end: int
    """Line after its last."""
    short: int
    """Lines that its foot lacks."""
    cost: float
    """Of everything but that."""
    foot: Foot | None = None
    change: Change | None = None


BEGINS, BREAK, QUOTE, END, TAIL = "begins", "break", "quote", "end", "tail"
"""What a mark says: a paragraph begins here; it ends, and a scene break follows, or a quotation, or something else; the
piece ends here, and not with a paragraph."""
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
            if (number, TAIL) in marks:
                items.append(Item(max(1, at[number, TAIL] - at[number, what] - 1), None))
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


def worth_trying(text: Running, lines: int, ends: Ends | None) -> tuple[int, ...]:
    """The paragraphs near the spreads that `level` found no good ends for; all when it found none."""
    starts = [0, *accumulate(item.lines for item in text.items)]
    doubts = ends.doubts if ends else starts
    return tuple(
        item.number
        for before, item, start in zip(text.items, text.items[1:], starts[1:], strict=False)
        if item.number is not None
        and before.number is not None  # what comes first may be set otherwise
        and item.lines >= _LEAST_TRIED
        and any(doubt - _TRIED_PAGES * lines <= start <= doubt + lines for doubt in doubts)
    )


def tried_of(answers: Sequence[Any], pieces: Mapping[str, Running]) -> dict[str, Running]:
    """The pieces, with what their paragraphs can do."""
    lines = {(piece, number): counts for piece, number, *counts in answers}

    def ways(piece: str, item: Item) -> Iterator[Way]:
        found = lines.get((piece, -1 if item.number is None else item.number))
        if found and found[0] == item.lines:  # else it stands here otherwise than by itself
            wanted = ((Way.TIGHT, item.lines - 1), (Way.LOOSE, item.lines + 1), (Way.WHOLE, item.lines))
            yield from (way for (way, want), got in zip(wanted, found[1:], strict=True) if got == want)

    return {
        piece: replace(
            text, items=tuple(replace(item, ways=frozenset(ways(piece, item))) for item in text.items)
        )
        for piece, text in pieces.items()
    }


def feet_typ(
    ends: Mapping[str, Ends], loose: Sequence[str] = (), tried: Mapping[str, Sequence[int]] | None = None
) -> str:
    """The text of `feet.typ`: where pages end early and which paragraphs are set otherwise, by piece and paragraph;
    which pieces break anywhere; which paragraphs are to be tried.
    """

    def by_piece(name: str, entries: Mapping[str, Sequence[str]]) -> str:
        pieces = (f"{typ.string(id)}: ({', '.join(found)})" for id, found in entries.items() if found)
        return f"#let {name} = ({', '.join(pieces) or ':'})\n"

    return (
        "// Where pages end, written by bookbuild.formats.print.feet.\n"
        + by_piece(
            "short",
            {id: [f"p{foot.paragraph}: {foot.lines}" for foot in one.feet] for id, one in ends.items()},
        )
        + by_piece(
            "changed",
            {
                id: [f"p{change.paragraph}: {typ.string(change.way)}" for change in one.changes]
                for id, one in ends.items()
            },
        )
        + by_piece(
            "tried", {id: [f"p{number}: true" for number in numbers] for id, numbers in (tried or {}).items()}
        )
        + f"#let loose = {typ.array([typ.string(id) for id in loose])}\n"
    )


@dataclass
class _Breaks:
    """The lines of a piece as one column, and where it may be cut."""

    items: Sequence[Item]
    lines: int
    divides: Divides
    starts: list[int] = field(init=False)
    """First line of each item, and the end."""
    _known: dict[tuple[int, int], list[_Turn]] = field(init=False, default_factory=dict)

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
            least = min((path.cost for path in following.values()), default=0.0)
            paths = {at: path for at, path in following.items() if path.cost <= least + _TOO_DEAR}
            page, room = page + (1 if page % 2 else 2), self.lines
        if not ends:
            return None
        best = min(ends, key=lambda end: end.cost)
        return Ends(best.pages, best.feet, best.changes, best.doubts)

    def _over(self, at: int, path: _Path, page: int, room: int) -> Iterator[tuple[int, _Path]]:
        """All ways over one spread, or over a recto that begins the piece: where they end."""
        total = self.starts[-1]
        if page % 2:
            for turn in self._turns(at, room):
                cost, whole = self._divided(turn.end)
                yield turn.end, path.over(_SHORT[turn.short] + cost, [turn], whole)
            return
        for first in self._turns(at, room):
            if first.end >= total:
                yield first.end, path.over(_SHORT[first.short], [first])
                continue
            for second in self._turns(first.end, self.lines):
                # Where the piece ends nobody sees that its foot is not the verso's.
                apart = 0 if second.end >= total else abs(first.short - second.short)
                cost, whole = self._divided(second.end)
                cost += _SHORT[max(first.short, second.short)] + _UNLEVEL * apart
                yield second.end, path.over(cost, [first, second], whole)

    def _turns(self, at: int, room: int) -> list[_Turn]:
        """All good ends of a page that begins at a line and has so many."""
        if (at, room) not in self._known:
            turns = [self._turn(at, room, short, change) for short, change in _PAGES]
            self._known[at, room] = [turn for turn in turns if turn]
        return self._known[at, room]

    def _turn(self, at: int, room: int, short: int, longer: int) -> _Turn | None:
        """A page that begins at a line and ends `short` lines early, with a paragraph set so many lines longer."""
        total = self.starts[-1]
        end = at + room - short - longer
        if end >= total:
            thin = total - at <= _LEAST_APART
            return _Turn(total, 0, _THIN_END if thin else 0.0) if not short and not longer else None
        if end <= at or not self._may_break(end):
            return None
        within = self.items[bisect_left(self.starts, at) : bisect_right(self.starts, end) - 1]
        change = foot = None
        if longer:
            way = Way.LOOSE if longer > 0 else Way.TIGHT
            able = [item for item in within if way in item.ways]
            if not able:
                return None
            number = max(able, key=lambda item: item.lines).number
            assert number is not None  # noqa: S101 — only paragraphs have ways
            change = Change(number, way)
        if short:
            begins = self.items[bisect_left(self.starts, at) : bisect_left(self.starts, end)]
            numbers = [item.number for item in begins if item.number is not None]
            if not numbers:
                return None  # no paragraph begins there: nothing could hold the line
            foot = Foot(numbers[0], short)
        return _Turn(end, short, _CHANGED if change else 0.0, foot, change)

    def _divided(self, line: int) -> tuple[float, Change | None]:
        """What it costs that a recto ends before a line, or what saves the cost."""
        place = bisect_right(self.starts, line) - 1
        above = line - self.starts[place]
        if line >= self.starts[-1] or above == 0:
            return 0.0, None
        item = self.items[place]
        if item.number is None:
            return 0.0, None
        page, first = item.at
        last = first + above - 1
        if not self.divides(page + last // self.lines, last % self.lines):
            return 0.0, None
        if Way.WHOLE in item.ways:
            return 0.0, Change(item.number, Way.WHOLE)
        return _DIVIDED, None

    def _may_break(self, line: int) -> bool:
        """Whether a page may end before a line."""
        place = bisect_right(self.starts, line) - 1
        above = line - self.starts[place]
        item = self.items[place]
        if above == 0:
            return item.number is not None and self.items[place - 1].number is not None
        return item.number is not None and min(above, item.lines - above) >= _LEAST_APART


_SHORT = (0.0, 1.0, _SHORTER)
"""What a spread costs with pages so many lines short."""
_PAGES = ((0, 0), (1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (2, 0))
"""By how many lines a page may end early, and how many longer a paragraph on it may be."""
