"""Where the pages of a piece end, chosen together so that facing pages end on the same line.

One line that is missing on both pages of a spread is seen by nobody; `turns` says what can be done on a page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bookbuild.formats.print.galley import Galley, Kind, Lines, Way
from bookbuild.formats.print.turns import WHOLE, Turn, Turns

_UNLEVEL = 60.0
"""What a spread costs for each line by which its feet differ, against 1 for one that is a line short on both."""
_RAGGED = 100.0
"""What each further line costs that a foot lacks."""
_DIVIDED = 300.0
"""What a recto costs whose last word is divided: the reader turns the leaf in the middle of it."""
_DOUBT = 20.0
"""A spread that costs more is worth trying its neighbours."""
_TOO_DEAR = 600.0
"""Breaks that cost so much more than others up to the same spread are not followed."""
_SAME = 0.3
"""Lines by which feet may differ unseen."""
_TRIED_PAGES = 8
"""Pages before one that ends badly whose paragraphs are tried."""
_LEAST_TRIED = 2
"""Lines of a paragraph that is worth trying."""

Divides = Callable[[float, float], bool]
"""Whether the line between two heights of the galley divides a word."""


@dataclass(frozen=True)
class Ends:
    """Where the pages of a piece end."""

    pages: tuple[Turn, ...]
    first_rows: tuple[int, ...]
    """By page, the first row that begins on it or later."""
    doubts: tuple[float, ...] = ()
    """Heights of the galley at which a spread ends that is not as one would wish."""
    is_whole: bool = True
    """Whether the last page is the piece's last; not when something is in the way that is not reckoned."""


@dataclass(frozen=True, slots=True)
class _Path:
    """Pages up to a cut."""

    cost: float
    before: "_Path | None" = None
    turns: tuple[Turn, ...] = ()
    """Those of its last spread."""
    is_dear: bool = False
    """Whether that spread costs more than it is worth."""


def worth_trying(galley: Galley, ends: Ends, grid: Lines) -> tuple[int, ...]:
    """Paragraphs on the pages before those that end badly; all but the first are asked what they can do."""
    before_pt = _TRIED_PAGES * grid.height_pt
    return tuple(
        row.number
        for row in galley.rows[1:]
        if row.kind is Kind.PARAGRAPH
        and row.lines >= _LEAST_TRIED
        and any(at - before_pt <= row.top_pt <= at + grid.height_pt for at in ends.doubts)
    )


class Breaks:
    """The pages of a piece."""

    def __init__(self, galley: Galley, grid: Lines, divides: Divides = lambda top, bottom: False) -> None:
        self.galley, self.grid = galley, grid
        self._turns = Turns(galley, grid)
        self._divides = divides

    def best(self, page: int) -> Ends | None:
        """Where the pages of the piece are to end when it begins on `page`, from 1: rectos are odd.

        None when it is not reckoned even to its second page.
        """
        last = len(self._turns.cuts) - 1
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

    def _over(self, at: int, queue: tuple[float, ...], path: _Path, page: int) -> Iterator[_Path]:
        """All ways over one spread, or over a recto that begins the piece."""
        last = len(self._turns.cuts) - 1
        if page % 2:
            for turn in self._turns.over(at, queue, True):
                yield self._ended(path, (turn,), 0.0 if turn.end == last else _foot(turn.short))
            return
        for first in self._turns.over(at, queue, False):
            if first.end == last:
                yield self._ended(path, (first,), 0.0)
                continue
            for second in self._turns.over(first.end, first.queue, True):
                if second.end == last:  # nobody sees that its foot is not the verso's
                    yield self._ended(path, (first, second), _foot(first.short))
                    continue
                apart = abs(first.short - second.short)
                cost = _foot(max(first.short, second.short)) + (_UNLEVEL * apart if apart > _SAME else 0.0)
                yield self._ended(path, (first, second), cost)

    def _ended(self, path: _Path, turns: tuple[Turn, ...], cost: float) -> _Path:
        """The path with a spread more."""
        dearer, last = self._kept_whole(turns[-1])
        cost += dearer + sum(turn.cost for turn in turns)
        return _Path(path.cost + cost, path, (*turns[:-1], last), cost >= _DOUBT)

    def _kept_whole(self, turn: Turn) -> tuple[float, Turn]:
        """What it costs more that a recto ends so, and its end with what saves the rest."""
        cut = self._turns.cuts[turn.end]
        row = self._turns.rows[cut.row] if cut.lines else None
        if row is None or row.kind is not Kind.PARAGRAPH:
            return 0.0, turn
        if not self._divides(cut.end_pt - self.grid.size_pt, cut.end_pt):
            return 0.0, turn
        if Way.WHOLE in row.ways:
            return WHOLE, replace(turn, changed=(*turn.changed, (row.number, Way.WHOLE)))
        return _DIVIDED, turn

    def _ends(self, path: _Path) -> Ends:
        spreads: list[_Path] = []
        while path.before is not None:
            spreads.append(path)
            path = path.before
        spreads.reverse()
        cuts, rows = self._turns.cuts, self._turns.rows
        pages = tuple(turn for spread in spreads for turn in spread.turns)
        firsts = [0, *(cuts[page.end].row + (cuts[page.end].lines > 0) for page in pages[:-1])]
        beyond = rows[-1].number + 1
        return Ends(
            pages,
            tuple(rows[first].number if first < len(rows) else beyond for first in firsts),
            tuple(cuts[spread.turns[-1].end].end_pt for spread in spreads if spread.is_dear),
            self._turns.is_whole,
        )


def _foot(short: float) -> float:
    """What it costs that the feet of a spread lack so many lines."""
    if short <= _SAME:
        return 0.0
    return short if short <= 1 + _SAME else 1 + _RAGGED * (short - 1)
