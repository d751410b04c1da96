"""The ways to end one page of a piece: where it may be cut, and what is done so that its foot is where it should be.

A page may end between two rows, between the parts of one, or within a paragraph, two lines from either end of it. Where
that leaves its foot short, a paragraph on it may be set a line longer or shorter, or lines put above its heads, figures
and quotations.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from math import floor
from operator import itemgetter

from bookbuild.formats.print.galley import Galley, Kind, Lines, Row, Way

_THIN_END = 20.0
"""What a piece costs whose last page has fewer than three lines."""
_UNDER_NOTES = 3.0
"""What a line costs that is left empty above notes, which stand at the foot whatever is above them."""
_CHANGED = {
    **{Way.TIGHT: 4.0, Way.TIGHTER: 9.0, Way.TIGHTEST: 22.0},
    **{Way.LOOSE: 4.0, Way.LOOSER: 9.0, Way.LOOSEST: 22.0},
    Way.WHOLE: 4.0,
}
"""What a paragraph costs that is set otherwise."""
WHOLE = _CHANGED[Way.WHOLE]
"""What it costs to keep the words of a paragraph whole."""
_FILLED = (3.0, 12.0)
"""What a line above a head or a figure costs, and a second one."""
_LOOSENED = 3.0
"""What it costs more where nothing stood between a row and the one above it, or it is no head."""
_SUNK = 12.0
"""What a line costs that is put between a title and the text, or taken away."""
_LEAST_APART = 2
"""Lines of a paragraph that stay together at its beginning and at its end."""
_THIN = 2.5
"""Lines: fewer are too little for a last page, and for what a page has of something that goes on over it."""
_OFF_GRID = 0.05
"""Part of a line that may be wanting unseen."""
_MOST_CHANGED = 2
"""Lines by which the paragraphs of one page are made longer or shorter."""
_MOST_SHORT = 2
"""Lines by which a page may be short that could hold more."""
_MOST_FILLED = 12
"""Lines that are missing where a page is still looked at."""
_MOST_MOVED = _MOST_SHORT + _MOST_CHANGED + 1
"""The same where no lines can be put anywhere."""
_HOLD_PT, _HOLD_SLACK_PT = 6.0, 2.0
"""Room at a foot that something could slip into, and what is left of it by what holds it."""
_LONGER = (Way.LOOSE, Way.LOOSER, Way.LOOSEST)
_SHORTER = (Way.TIGHT, Way.TIGHTER, Way.TIGHTEST)


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a page may end."""

    end_pt: float
    """Bottom of what is above."""
    start_pt: float
    """Top of what is below."""
    row: int
    """Index of the row that is below, or is cut."""
    lines: int
    """Of that row, above."""
    cost: float = 0.0
    """What it costs that a page ends here."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A page that ends at a cut in one way."""

    end: int
    short: float
    """Lines that its foot lacks for the eye."""
    cost: float
    queue: tuple[float, ...]
    """Heights of floats that wait for the next page."""
    held: tuple[int, float] | None = None
    """Before this row, room of so many points is taken from the foot."""
    filled: tuple[tuple[int, float], ...] = ()
    """Before these rows stands a space of so many points; before the first of the piece, so many more than usual."""
    changed: tuple[tuple[int, Way], ...] = ()
    """These paragraphs are set otherwise."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """What a page holds that ends at a cut."""

    end: int
    slack_pt: float
    """Room that is left; less than nothing when a paragraph must be set shorter."""
    has_notes: bool
    has_floats: bool
    queue: tuple[float, ...]


@dataclass
class Turns:
    """The cuts of a piece, and ways over its pages; what is found of a page serves all paths that come to it."""

    galley: Galley
    grid: Lines
    rows: list[Row] = field(init=False)
    """As far as they are reckoned."""
    cuts: list[Cut] = field(init=False)
    """The head of the piece, places where pages may end, and its end."""
    is_whole: bool = field(init=False)
    """Whether all rows are reckoned."""
    _known: dict[tuple[int, tuple[float, ...], bool], list[Turn]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.galley.rows
        known = next((n for n, row in enumerate(rows) if row.kind is Kind.OPEN), len(rows))
        self.rows, self.is_whole = list(rows[:known]), known == len(rows)
        self.cuts = [Cut(0.0, 0.0, 0, 0), *_cuts(self.rows, self.grid)]
        if self.rows:
            last_pt = max(row.bottom_pt for row in self.rows)
            self.cuts.append(Cut(last_pt, float("inf"), len(self.rows), 0))
        self._ends_pt = [cut.end_pt for cut in self.cuts]
        self._notes_pt = self._totals(
            [note.at_pt for note in self.galley.notes], [note.height_pt for note in self.galley.notes]
        )
        self._spots = [
            index
            for index, (above, row) in enumerate(pairwise(self.rows), start=1)
            if _takes_lines(above, row)
        ]
        self._free = [
            index
            for index, row in enumerate(self.rows)
            if row.is_free and not (index and _holds(self.rows[index - 1]))
        ]
        # A text that begins with a paragraph: the space above it is that below the title.
        self._has_title = bool(self.rows) and self.rows[0].is_text and self.rows[0].number == 0
        self._tops = [row.top_pt for row in self.rows]
        self._longer, self._shorter = (self._able(ways) for ways in (_LONGER, _SHORTER))
        self._most_changed = _MOST_CHANGED if self._longer or self._shorter else 0

    def over(self, at: int, queue: tuple[float, ...], is_recto: bool) -> list[Turn]:
        """Good ways to end a page that begins at a cut, the cheapest for each end and foot."""
        key = (at, queue, is_recto and self._most_changed > 0)
        if key not in self._known:
            found: dict[tuple[int, float, tuple[float, ...]], Turn] = {}
            for turn in self._all_turns(at, queue, is_recto):
                seen = (turn.end, turn.short, turn.queue)
                if seen not in found or turn.cost < found[seen].cost:
                    found[seen] = turn
            self._known[key] = list(found.values())
        return self._known[key]

    def _all_turns(self, at: int, queue: tuple[float, ...], is_recto: bool) -> Iterator[Turn]:
        grid, cuts, last = self.grid, self.cuts, len(self.cuts) - 1
        start_pt = cuts[at].start_pt
        height_pt = grid.height_pt - grid.gap_pt
        waiting = list(queue)
        has_floats = bool(queue)
        while waiting and waiting[0] <= height_pt + grid.gap_pt:
            height_pt -= waiting.pop(0)
        # What stands before the first row of a page has been met at the end of the page before it.
        floats = [one for one in self.galley.floats if one.at_pt > start_pt + 1 or at == 0]
        fitting: list[_Fit] = []
        lead = grid.leading_pt
        levelled, wanting_pt = self._wanting(at)
        for end in range(self._first_end(at, height_pt), last + 1):
            cut = cuts[end]
            notes_pt = self._notes_pt[end] - self._notes_pt[at]
            full_pt = cut.end_pt - start_pt + (notes_pt + self.galley.notes_rule_pt if notes_pt else 0.0)
            if cut.end_pt > self.rows[levelled].top_pt:
                full_pt += wanting_pt
            while floats and floats[0].at_pt <= (cut.start_pt if end < last else cut.end_pt) + 1:
                one, has_floats = floats.pop(0), True
                above_pt = full_pt if abs(one.at_pt - cut.start_pt) < 1 else one.at_pt - start_pt
                if not waiting and one.height_pt <= height_pt + grid.gap_pt - above_pt + 0.1:
                    height_pt -= one.height_pt
                else:
                    waiting.append(one.height_pt)
            slack_pt = height_pt - full_pt
            if slack_pt < -(self._most_changed + (not at)) * lead - 1:
                break
            fitting.append(_Fit(end, slack_pt, notes_pt > 0, has_floats, tuple(waiting)))
        natural = max((fit.end for fit in fitting if fit.slack_pt > -0.5), default=-1)
        for fit in fitting:
            if fit.end == last:
                if fit.slack_pt > -0.5:
                    yield self._last_turn(at, fit.queue)
            elif fit.slack_pt <= _MOST_FILLED * lead or fit.end == natural:
                yield from self._ways(at, fit, fit.end == natural, is_recto)

    def _first_end(self, at: int, height_pt: float) -> int:
        """The first cut that is worth looking at; all before it leave too much of the page empty."""
        if self.galley.notes or self.galley.floats:
            return at + 1
        least_pt = (
            self.cuts[at].start_pt
            + height_pt
            - (_MOST_FILLED if self._spots else _MOST_MOVED) * self.grid.leading_pt
        )
        return max(at + 1, bisect_left(self._ends_pt, least_pt) - 1)

    def _last_turn(self, at: int, queue: tuple[float, ...]) -> Turn:
        last = self.cuts[-1]
        rest_pt = last.end_pt - self.cuts[at].start_pt
        thin = at > 0 and rest_pt < _THIN * self.grid.leading_pt
        filled = self._spaces(at, len(self.cuts) - 1, [])
        return Turn(len(self.cuts) - 1, 0.0, _THIN_END if thin else 0.0, queue, filled=filled)

    def _wanting(self, at: int) -> tuple[int, float]:
        """On a page that begins within a table: the index of the row after it, and the points that set that on the lines."""
        cut, lead = self.cuts[at], self.grid.leading_pt
        after = cut.row + 1
        if not cut.lines or not self.rows[cut.row].parts:
            return 0, 0.0
        if after == len(self.rows) or not self.rows[after].is_free:
            return 0, 0.0
        wanting_pt = cut.start_pt % lead
        is_seen = _OFF_GRID * lead < wanting_pt < (1 - _OFF_GRID) * lead
        return (after, wanting_pt) if is_seen else (0, 0.0)

    def _ways(self, at: int, fit: _Fit, is_natural: bool, is_recto: bool) -> Iterator[Turn]:
        """All good ways to end a page so. `is_natural` when Typst would end it so: nothing more has room."""
        lead, end = self.grid.leading_pt, fit.end
        lines = floor(fit.slack_pt / lead + 0.05)
        over_pt = fit.slack_pt - lines * lead
        shorter = self._changes(at, end, self._shorter, is_recto)
        longer = self._changes(at, end, self._longer, is_recto)
        places = self._places(at, end)
        anchor = self._anchor(at, end)
        lifts = (0, 1) if not at and self._has_title else (0,)
        for lift, change in product(lifts, range(-len(shorter), len(longer) + 1)):
            changed = shorter[:-change] if change < 0 else longer[:change]
            most = lines + lift - change
            if most < 0:
                continue
            least = 0 if is_natural else max(0, most - _MOST_SHORT)
            for fill in range(least, min(most, 0 if lift else len(places)) + 1):
                short = most - fill
                left_pt = short * lead + over_pt
                held = None
                if left_pt > _HOLD_PT:
                    if fit.has_floats or anchor is None:
                        if not is_natural or change < 0 or lift:
                            continue
                    else:
                        held = (anchor, left_pt - _HOLD_SLACK_PT)
                filled = places[:fill]
                cost = sum(one[0] for one in changed) + sum(one[0] for one in filled) + _SUNK * lift
                cost += self.cuts[end].cost
                if fit.has_notes:
                    cost += _UNDER_NOTES * short
                yield Turn(
                    end,
                    0.0 if fit.has_notes else round(short + max(0.0, over_pt) / lead, 2),
                    cost,
                    fit.queue,
                    held,
                    self._spaces(at, end, [-1] if lift else [row for *_, row in filled]),
                    tuple((number, way) for _, number, way in changed),
                )

    def _spaces(self, at: int, end: int, filled: Sequence[int]) -> tuple[tuple[int, float], ...]:
        """The space before rows of a page, by their index, that get so many lines more; -1 takes one from before the first."""
        lead, spaces_pt = self.grid.leading_pt, dict[int, float]()
        levelled, wanting_pt = self._wanting(at)
        if wanting_pt and self.rows[levelled].top_pt < self.cuts[end].end_pt:
            spaces_pt[levelled] = wanting_pt
        for index in filled:
            spaces_pt[max(index, 0)] = spaces_pt.get(max(index, 0), 0.0) + (lead if index >= 0 else -lead)
        return tuple(
            (self.rows[index].number, self._usual_pt(index) + more_pt)
            for index, more_pt in sorted(spaces_pt.items())
        )

    def _usual_pt(self, index: int) -> float:
        """The space before a row; before the first it is counted from what is there."""
        return self.rows[index].top_pt - self.rows[index - 1].bottom_pt if index else 0.0

    def _anchor(self, at: int, end: int) -> int | None:
        """The number of a row before which something can hold the foot of a page; None when none begins there."""
        first = bisect_left(self._tops, self.cuts[at].start_pt - 1) if at else 0
        n = bisect_left(self._free, first)
        if n == len(self._free):
            return None
        row = self.rows[self._free[n]]
        return row.number if row.top_pt < self.cuts[end].end_pt else None

    def _places(self, at: int, end: int) -> list[tuple[float, int, int]]:
        """Where empty lines may be put on a page, the cheapest first: cost, how many are there, index of the row below."""
        if not self._spots and at:
            return []
        begin, stop = self.cuts[at], self.cuts[end]
        first = bisect_right(self._tops, begin.start_pt + 1) if at else 1
        spots = [
            n for n in self._spots[bisect_left(self._spots, first) :] if self.rows[n].top_pt < stop.end_pt
        ]
        places = [(cost + self._dearer(spot), n, spot) for n, cost in enumerate(_FILLED) for spot in spots]
        if not at and self._has_title:
            places.append((_SUNK, 0, 0))
        return sorted(places)

    def _dearer(self, index: int) -> float:
        """What lines cost above this row beside those above a head."""
        above, row = self.rows[index - 1], self.rows[index]
        apart = row.top_pt - above.bottom_pt > 1.5 * self.grid.gap_pt
        return 0.0 if row.kind is Kind.HEAD else _LOOSENED if apart else 2 * _LOOSENED

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
        here = able[
            bisect_left(able, first, key=itemgetter(0)) : bisect_left(able, stop.row, key=itemgetter(0))
        ]
        return sorted((cost, number, way) for _, cost, number, way in here)[:_MOST_CHANGED]

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


def _holds(row: Row) -> bool:
    """Whether what follows must stand on its page."""
    return row.kind in (Kind.HEAD, Kind.BREAK)


def _follows_lone(rows: Sequence[Row], n: int) -> bool:
    """Whether the words of a row go on after one line that would be left alone below a head."""
    if n < 2:
        return False
    head, line, row = rows[n - 2 : n + 1]
    return head.kind is Kind.HEAD and line.kind is row.kind is Kind.PARAGRAPH and line.lines < _LEAST_APART


def _takes_lines(above: Row, row: Row) -> bool:
    """Whether empty lines may be put before a row: not within running text or a quotation, nor about a change of scene."""
    if not row.is_free or _holds(above) or row.kind is Kind.BREAK:
        return False
    return not (above.is_text and row.is_text)


def _cuts(rows: Sequence[Row], grid: Lines) -> Iterator[Cut]:
    """Every place between the first row and the last where a page may end."""
    for n, row in enumerate(rows):
        if n and not _holds(rows[n - 1]) and not _follows_lone(rows, n):
            yield Cut(rows[n - 1].bottom_pt, row.top_pt, n, 0)
        if row.kind is Kind.PARAGRAPH:
            for above in range(_LEAST_APART, row.lines - _LEAST_APART + 1):
                start_pt = row.top_pt + above * grid.leading_pt
                yield Cut(start_pt - grid.gap_pt, start_pt, n, above)
        for part in row.parts:
            least_pt = _THIN * grid.leading_pt
            is_thin = min(part.end_pt - row.top_pt, row.bottom_pt - part.end_pt) < least_pt
            yield Cut(part.end_pt, part.start_pt, n, 1, _THIN_END if is_thin else 0.0)
