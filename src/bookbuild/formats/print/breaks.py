"""Where the pages of a piece end, chosen together so that facing pages end on the same line.

A page may end between two rows or within a paragraph, two lines from either end of it. Where that leaves its foot short, a
paragraph on it may be set a line longer or shorter, or lines put above its heads, figures and quotations; one line that
is missing on both pages of a spread is seen by nobody.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

from bookbuild.formats.print.galley import Galley, Kind, Lines, Row, Way

_UNLEVEL = 60.0
"""What a spread costs for each line by which its feet differ, against 1 for one that is a line short on both."""
_RAGGED = 100.0
"""What each further line costs that a foot lacks."""
_THIN_END = 20.0
"""What a piece costs whose last page has fewer than three lines."""
_DIVIDED = 300.0
"""What a recto costs whose last word is divided: the reader turns the leaf in the middle of it."""
_UNDER_NOTES = 3.0
"""What a line costs that is left empty above notes, which stand at the foot whatever is above them."""
_CHANGED = {
    **{Way.TIGHT: 4.0, Way.TIGHTER: 9.0, Way.TIGHTEST: 22.0},
    **{Way.LOOSE: 4.0, Way.LOOSER: 9.0, Way.LOOSEST: 22.0},
    Way.WHOLE: 4.0,
}
"""What a paragraph costs that is set otherwise."""
_FILLED = (3.0, 12.0)
"""What a line above a row costs, and a second one."""
_SUNK = 12.0
"""What a line costs between a title and the text."""
DOUBT = 20.0
"""A spread that costs more is worth trying its neighbours."""
_TOO_DEAR = 600.0
"""Breaks that cost so much more than others up to the same spread are not followed."""
_LEAST_APART = 2
"""Lines of a paragraph that stay together at its beginning and at its end."""
_THIN = 2.5
"""Lines: fewer are too little for a last page."""
_MOST_CHANGED = 2
"""Lines by which the paragraphs of one page are made longer or shorter."""
_MOST_SHORT = 2
"""Lines by which a page may be short that could hold more."""
_MOST_FILLED = 12
"""Lines that are missing where a page is still looked at."""
_SAME = 0.3
"""Lines by which feet may differ unseen."""
_HOLD_PT, _HOLD_SLACK_PT = 6.0, 2.0
"""Room at a foot that something could slip into, and what is left of it by what holds it."""

_LONGER = (Way.LOOSE, Way.LOOSER, Way.LOOSEST)
_SHORTER = (Way.TIGHT, Way.TIGHTER, Way.TIGHTEST)

Divides = Callable[[float, float], bool]
"""Whether the line between two heights of the galley divides a word."""


@dataclass(frozen=True)
class Page:
    """What is done on one page of a piece."""

    end: int
    """The cut that ends it."""
    held: tuple[int, float] | None = None
    """Before this row, room of so many points is taken from the foot."""
    filled: tuple[tuple[int, int], ...] = ()
    """Before these rows stand so many empty lines more."""
    changed: tuple[tuple[int, Way], ...] = ()
    """These paragraphs are set otherwise."""


@dataclass(frozen=True)
class Ends:
    """Where the pages of a piece end."""

    pages: tuple[Page, ...]
    first_rows: tuple[int, ...]
    """By page, the first row that begins on it or later."""
    doubts: tuple[float, ...]
    """Heights of the galley at which a spread ends that is not as one would wish."""
    is_whole: bool = True
    """Whether the last page is the piece's last; not when something is in the way that is not reckoned."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where a page may end."""

    end_pt: float
    """Bottom of what is above."""
    start_pt: float
    """Top of what is below."""
    row: int
    """Index of the row that is below, or is cut."""
    lines: int
    """Of that row, above."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """A page that ends at a cut in one way."""

    end: int
    short: float
    """Lines that its foot lacks for the eye."""
    cost: float
    queue: tuple[float, ...]
    """Heights of floats that wait for the next page."""
    held: tuple[int, float] | None = None
    filled: tuple[tuple[int, int], ...] = ()
    changed: tuple[tuple[int, Way], ...] = ()


@dataclass(frozen=True, slots=True)
class _Path:
    """Pages up to a cut."""

    cost: float
    before: "_Path | None" = None
    turns: tuple[_Turn, ...] = ()
    whole: int | None = None
    """A paragraph that is set without divided words, for its page ends in one."""
    dear: bool = False


def worth_trying(galley: Galley, ends: Ends, grid: Lines) -> tuple[int, ...]:
    """Paragraphs on the pages before those that end badly; all but the first are asked what they can do."""
    before_pt = 4 * grid.height_pt
    return tuple(
        row.number
        for row in galley.rows[1:]
        if row.kind is Kind.PARAGRAPH
        and row.lines >= _LEAST_APART
        and any(at - before_pt <= row.top_pt <= at + grid.height_pt for at in ends.doubts)
    )


@dataclass
class Breaks:
    """The cuts of a piece, and ways over its pages; what is found of a page serves all paths that come to it."""

    galley: Galley
    grid: Lines
    divides: Divides = lambda top, bottom: False
    cuts: list[_Cut] = field(init=False)
    rows: list[Row] = field(init=False)
    is_whole: bool = field(init=False)
    _known: dict[tuple[int, tuple[float, ...], bool], list[_Turn]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.galley.rows
        known = next((n for n, row in enumerate(rows) if row.kind is Kind.OPEN), len(rows))
        self.rows, self.is_whole = list(rows[:known]), known == len(rows)
        self.cuts = [_Cut(0.0, 0.0, 0, 0), *_cuts(self.rows, self.grid)]
        if self.rows:
            last_pt = max(row.bottom_pt for row in self.rows)
            self.cuts.append(_Cut(last_pt, float("inf"), len(self.rows), 0))
        self._ends_pt = [cut.end_pt for cut in self.cuts]
        self._notes_pt = self._totals([note.at_pt for note in self.galley.notes], [note.height_pt for note in self.galley.notes])
        self._spots = [
            index for index, (above, row) in enumerate(pairwise(self.rows), start=1) if _takes_lines(above, row)
        ]
        self._free = [
            index for index, row in enumerate(self.rows) if row.is_free and not (index and _holds(self.rows[index - 1]))
        ]
        self._tops = [row.top_pt for row in self.rows]
        self._longer, self._shorter = (self._able(ways) for ways in (_LONGER, _SHORTER))
        self._most_changed = _MOST_CHANGED if self._longer or self._shorter else 0

    def _totals(self, places: Sequence[float], heights: Sequence[float]) -> list[float]:
        """By cut, the sum of what stands above it."""
        sums = [0.0]
        for height in heights:
            sums.append(sums[-1] + height)
        return [sums[bisect_left(places, cut.start_pt)] for cut in self.cuts]

    def _able(self, ways: Sequence[Way]) -> list[tuple[int, float, int, Way]]:
        """Rows that can be set in one of these ways, in their order: index, cost, number, the first way that does it."""
        found = []
        for index, row in enumerate(self.rows):
            way = next((way for way in ways if way in row.ways), None)
            if way:
                found.append((index, _CHANGED[way] - min(row.lines, 20) / 100, row.number, way))
        return found

    def best(self, page: int) -> Ends | None:
        """Where the pages of the piece are to end when it begins on `page`, from 1: rectos are odd.

        None when it is not reckoned even to its second page.
        """
        last = len(self.cuts) - 1
        if last < 1:
            return None
        done: list[_Path] = []
        paths: dict[tuple[int, tuple[float, ...]], _Path] = {(0, ()): _Path(0.0)}
        while paths:
            following: dict[tuple[int, tuple[float, ...]], _Path] = {}
            for (at, queue), path in paths.items():
                for reached in self._over(at, queue, path, page):
                    turn = reached.turns[-1]
                    if turn.end == last:
                        done.append(reached)
                        continue
                    key = (turn.end, turn.queue)
                    if key not in following or reached.cost < following[key].cost:
                        following[key] = reached
            least = min((path.cost for path in following.values()), default=0.0)
            paths = {key: path for key, path in following.items() if path.cost <= least + _TOO_DEAR}
            page += 1 if page % 2 else 2
        return self._ends(min(done, key=lambda path: path.cost)) if done else None

    def _ends(self, path: _Path) -> Ends:
        turns: list[_Turn] = []
        wholes: dict[int, int] = {}
        doubts: list[float] = []
        spreads: list[_Path] = []
        step: _Path | None = path
        while step is not None and step.turns:
            spreads.append(step)
            step = step.before
        for spread in reversed(spreads):
            turns += spread.turns
            if spread.dear:
                doubts.append(self.cuts[spread.turns[-1].end].end_pt)
            if spread.whole is not None:
                wholes[len(turns) - 1] = spread.whole
        pages = [
            Page(
                turn.end,
                turn.held,
                turn.filled,
                turn.changed + (((wholes[n], Way.WHOLE),) if n in wholes else ()),
            )
            for n, turn in enumerate(turns)
        ]
        firsts = [0]
        for turn in turns[:-1]:
            cut = self.cuts[turn.end]
            firsts.append(cut.row + (1 if cut.lines else 0))
        numbers = [self.rows[first].number if first < len(self.rows) else self.rows[-1].number + 1 for first in firsts]
        return Ends(tuple(pages), tuple(numbers), tuple(doubts), self.is_whole)

    def _over(self, at: int, queue: tuple[float, ...], path: _Path, page: int) -> Iterator[_Path]:
        """All ways over one spread, or over a recto that begins the piece."""
        last = len(self.cuts) - 1
        if page % 2:
            for turn in self._turns(at, queue, True):
                yield self._ended(path, (turn,), 0.0 if turn.end == last else _foot(turn.short))
            return
        for first in self._turns(at, queue, False):
            if first.end == last:
                yield self._ended(path, (first,), 0.0)
                continue
            for second in self._turns(first.end, first.queue, True):
                if second.end == last:  # nobody sees that its foot is not the verso's
                    yield self._ended(path, (first, second), _foot(first.short))
                    continue
                apart = abs(first.short - second.short)
                cost = _foot(max(first.short, second.short)) + (_UNLEVEL * apart if apart > _SAME else 0.0)
                yield self._ended(path, (first, second), cost)

    def _ended(self, path: _Path, turns: tuple[_Turn, ...], cost: float) -> _Path:
        """The path with a spread more."""
        cost += sum(turn.cost for turn in turns)
        divided, whole = self._divided(turns[-1].end)
        cost += divided
        return _Path(path.cost + cost, path, turns, whole, cost >= DOUBT)

    def _divided(self, end: int) -> tuple[float, int | None]:
        """What it costs that a recto ends at a cut, and what saves the cost."""
        cut = self.cuts[end]
        if not cut.lines:
            return 0.0, None
        row = self.rows[cut.row]
        if row.kind is not Kind.PARAGRAPH or not self.divides(cut.end_pt - self.grid.size_pt, cut.end_pt):
            return 0.0, None
        if Way.WHOLE in row.ways:
            return _CHANGED[Way.WHOLE], row.number
        return _DIVIDED, None

    def _turns(self, at: int, queue: tuple[float, ...], is_recto: bool) -> list[_Turn]:
        """Good ways to end a page that begins at a cut, the cheapest for each end and foot."""
        key = (at, queue, is_recto and self._most_changed > 0)
        if key not in self._known:
            found: dict[tuple[int, float, tuple[float, ...]], _Turn] = {}
            for turn in self._all_turns(at, queue, is_recto):
                seen = (turn.end, turn.short, turn.queue)
                if seen not in found or turn.cost < found[seen].cost:
                    found[seen] = turn
            self._known[key] = list(found.values())
        return self._known[key]

    def _all_turns(self, at: int, queue: tuple[float, ...], is_recto: bool) -> Iterator[_Turn]:
        grid, cuts, last = self.grid, self.cuts, len(self.cuts) - 1
        start_pt = cuts[at].start_pt
        height_pt = grid.height_pt - grid.gap_pt
        waiting = list(queue)
        has_floats = bool(queue)
        while waiting and waiting[0] <= height_pt:
            height_pt -= waiting.pop(0)
        # What stands before the first row of a page has been met at the end of the page before it.
        floats = [one for one in self.galley.floats if one.at_pt > start_pt + 1 or at == 0]
        fitting: list[tuple[int, float, float, tuple[float, ...], bool]] = []
        lead = grid.leading_pt
        for end in range(self._first_end(at, height_pt), last + 1):
            cut = cuts[end]
            notes_pt = self._notes_pt[end] - self._notes_pt[at]
            full_pt = cut.end_pt - start_pt + (notes_pt + self.galley.notes_rule_pt if notes_pt else 0.0)
            while floats and floats[0].at_pt <= (cut.start_pt if end < last else cut.end_pt) + 1:
                one, has_floats = floats.pop(0), True
                above_pt = full_pt if abs(one.at_pt - cut.start_pt) < 1 else one.at_pt - start_pt
                if not waiting and one.height_pt <= height_pt - above_pt:
                    height_pt -= one.height_pt
                else:
                    waiting.append(one.height_pt)
            slack_pt = height_pt - full_pt
            if slack_pt < -self._most_changed * lead - 1:
                break
            fitting.append((end, slack_pt, notes_pt, tuple(waiting), has_floats))
        whole = [n for n, (_, slack_pt, *_) in enumerate(fitting) if slack_pt > -0.5]
        natural = whole[-1] if whole else -1
        for n, (end, slack_pt, notes_pt, waits, has) in enumerate(fitting):
            if end == last:
                if slack_pt > -0.5:
                    yield self._last_turn(at, waits)
                continue
            if slack_pt > _MOST_FILLED * lead and n != natural:
                continue
            yield from self._ways(at, end, slack_pt, notes_pt, waits, has, n == natural, is_recto)

    def _first_end(self, at: int, height_pt: float) -> int:
        """The first cut that is worth looking at; all before it leave too much of the page empty."""
        if self.galley.notes or self.galley.floats:
            return at + 1
        least_pt = self.cuts[at].start_pt + height_pt - (_MOST_FILLED if self._spots else 5) * self.grid.leading_pt
        return max(at + 1, bisect_left(self._ends_pt, least_pt) - 1)

    def _last_turn(self, at: int, waits: tuple[float, ...]) -> _Turn:
        last = self.cuts[-1]
        rest_pt = last.end_pt - self.cuts[at].start_pt
        thin = at > 0 and rest_pt < _THIN * self.grid.leading_pt
        return _Turn(len(self.cuts) - 1, 0.0, _THIN_END if thin else 0.0, waits)

    def _ways(  # noqa: PLR0913 — a page has this many sides
        self,
        at: int,
        end: int,
        slack_pt: float,
        notes_pt: float,
        waits: tuple[float, ...],
        has_floats: bool,
        is_natural: bool,
        is_recto: bool,
    ) -> Iterator[_Turn]:
        """All good ways to end a page at a cut that leaves so much room."""
        lead = self.grid.leading_pt
        lines = int(slack_pt / lead + 100.05) - 100
        over_pt = slack_pt - lines * lead
        stands = notes_pt > 0  # at the foot, whatever is above
        shorter, longer = self._changes(at, end, self._shorter, is_recto), self._changes(at, end, self._longer, is_recto)
        places = self._places(at, end)
        anchor = self._anchor(at, end)
        for change in range(-len(shorter), min(len(longer), lines) + 1):
            changed = shorter[:-change] if change < 0 else longer[:change]
            most = lines - change
            if most < 0:
                continue
            least = 0 if is_natural else most - _MOST_SHORT
            for fill in range(max(0, least), min(most, len(places)) + 1):
                short = most - fill
                left_pt = short * lead + over_pt
                held = None
                if left_pt > _HOLD_PT:
                    if has_floats or anchor is None:
                        if not is_natural or change < 0:
                            continue
                    else:
                        held = (anchor, left_pt - _HOLD_SLACK_PT)
                filled = places[:fill]
                cost = sum(one[0] for one in changed) + sum(one[0] for one in filled)
                if stands:
                    cost += _UNDER_NOTES * short
                yield _Turn(
                    end,
                    0.0 if stands else round(short + max(0.0, over_pt) / lead, 2),
                    cost,
                    waits,
                    held,
                    tuple(sorted(Counter(row for *_, row in filled).items())) if fill else (),
                    tuple((number, way) for _, number, way in changed),
                )

    def _anchor(self, at: int, end: int) -> int | None:
        """The number of a row before which something can hold the foot of a page; None when none begins there."""
        first = bisect_left(self._tops, self.cuts[at].start_pt - 1) if at else 0
        n = bisect_left(self._free, first)
        if n == len(self._free):
            return None
        row = self.rows[self._free[n]]
        return row.number if row.top_pt < self.cuts[end].end_pt else None

    def _places(self, at: int, end: int) -> list[tuple[float, int, int]]:
        """Where empty lines may be put on a page, the cheapest first: cost, how many are there, before which row."""
        if not self._spots and at:
            return []
        begin, stop = self.cuts[at], self.cuts[end]
        first = bisect_right(self._tops, begin.start_pt + 1) if at else 1
        spots = [
            self.rows[n].number
            for n in self._spots[bisect_left(self._spots, first) :]
            if self.rows[n].top_pt < stop.end_pt
        ]
        places = [(cost, n, spot) for n, cost in enumerate(_FILLED) for spot in spots]
        if not at and self.rows[0].is_text:
            places.append((_SUNK, 0, self.rows[0].number))
        return sorted(places)

    def _changes(
        self, at: int, end: int, able: Sequence[tuple[int, float, int, Way]], is_recto: bool
    ) -> list[tuple[float, int, Way]]:
        """The cheapest paragraphs of a page that can be set a line longer, or shorter: cost, number, way.

        One that begins on the page before has the same lines there; at the turn of a leaf its words would be others.
        """
        if not able:
            return []
        begin, stop = self.cuts[at], self.cuts[end]
        first = begin.row
        if begin.lines and not (is_recto and self.rows[first].lines - begin.lines > _LEAST_APART):
            first += 1  # lest one line be left of it
        here = able[bisect_left(able, first, key=itemgetter(0)) : bisect_left(able, stop.row, key=itemgetter(0))]
        return sorted((cost, number, way) for _, cost, number, way in here)[:_MOST_CHANGED]


def _foot(short: float) -> float:
    """What it costs that the feet of a spread lack so many lines."""
    if short <= _SAME:
        return 0.0
    return short if short <= 1 + _SAME else 1 + _RAGGED * (short - 1)


def _holds(row: Row) -> bool:
    """Whether what follows must stand on its page."""
    return row.kind in (Kind.HEAD, Kind.BREAK)


def _takes_lines(above: Row, row: Row) -> bool:
    """Whether empty lines may be put before a row: beside one paragraph, and not beside a change of scene."""
    if not row.is_free or _holds(above) or row.kind is Kind.BREAK:
        return False
    return above.is_text != row.is_text


def _cuts(rows: Sequence[Row], grid: Lines) -> Iterator[_Cut]:
    """Every place between the first row and the last where a page may end."""
    for n, row in enumerate(rows):
        if n and not _holds(rows[n - 1]):
            yield _Cut(rows[n - 1].bottom_pt, row.top_pt, n, 0)
        if row.kind is Kind.PARAGRAPH:
            for above in range(_LEAST_APART, row.lines - _LEAST_APART + 1):
                start_pt = row.top_pt + above * grid.leading_pt
                yield _Cut(start_pt - grid.gap_pt, start_pt, n, above)
        for part in row.parts:
            yield _Cut(part.end_pt, part.start_pt, n, 1)
