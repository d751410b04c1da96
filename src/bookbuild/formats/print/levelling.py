"""Making feet level: galleys are read, pages chosen, set, and looked at."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from bookbuild._tools.typst import Compiled
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.print import galley
from bookbuild.formats.print.breaks import Breaks, Ends, worth_trying
from bookbuild.formats.print.feet import PLACES, Plan, astray, until
from bookbuild.formats.print.galley import Galley, Lines, galleys_of, tried_of
from bookbuild.formats.print.line_ends import divided_lines, has_one, ladders
from bookbuild.formats.print.main_typ import follows_at_once

_MOST_SETTINGS = 3
"""Times the pages are set at most until all are as they were reckoned."""

SetSo = Callable[[Plan, Mapping[str, str]], Compiled]
"""Sets the interior by a plan and asks about it; galleys go to a PDF of their own."""


def level_feet(
    text: EditionText,
    first: Compiled,
    page_mm: float,
    grid: Lines,
    bleed_pt: float,
    galleys_pdf: Path,
    set_so: SetSo,
) -> Compiled:
    """The interior with level feet. `first` is as it comes without; `page_mm` the height of its pages."""
    starts = _starts(text, first)

    def read(calm: Mapping[str, Sequence[int]]) -> tuple[dict[str, Galley], dict[int, list[float]]]:
        answers = set_so(Plan(calm=calm, page_mm=page_mm), galley.QUESTIONS).values
        found = {id: one for id, one in galleys_of(answers, grid).items() if id in starts}
        pages = {one.page for one in found.values()}
        return found, divided_lines(galleys_pdf, pages, bleed_pt + grid.head_pt)

    galleys, divided = read({})
    calm = {id: rows for id, one in galleys.items() if (rows := _with_ladders(one, divided[one.page], grid))}
    if calm:
        galleys, divided = read(calm)

    def breaks_of(found: Mapping[str, Galley]) -> dict[str, Breaks]:
        return {id: Breaks(one, grid, partial(has_one, divided[one.page])) for id, one in found.items()}

    breaks = breaks_of(galleys)
    ends = _in_a_row(text, starts, breaks)
    tried = {id: rows for id in ends if (rows := _worth_trying(breaks[id], starts[id]))}
    if tried:
        answers = set_so(Plan(tried=tried, calm=calm), {"tried": galley.TRIED}).values["tried"]
        breaks |= breaks_of(tried_of(answers, {id: galleys[id] for id in tried}))
        ends = _in_a_row(text, starts, breaks)
    for _ in range(_MOST_SETTINGS):
        compiled = set_so(Plan(ends, calm=calm), {"rows": PLACES})
        wrong = dict(astray(ends, compiled.values["rows"]))
        if not wrong:
            break
        for id, page in wrong.items():
            ends[id] = until(ends[id], page)
    return compiled


def _with_ladders(found: Galley, divided: Sequence[float], grid: Lines) -> tuple[int, ...]:
    """Paragraphs in which too many lines in a row divide a word."""
    rungs = list(ladders(divided, grid.leading_pt))
    return tuple(row.number for row in found.rows if any(row.top_pt < at < row.bottom_pt for at in rungs))


def _worth_trying(breaks: Breaks, page: int) -> tuple[int, ...]:
    """Paragraphs to try, whether the piece begins on this page or the next: what is before it may yet be a page longer."""
    both = (breaks.best(page), breaks.best(page + 1))
    rows = {row for ends in both if ends for row in worth_trying(breaks.galley, ends, breaks.grid)}
    return tuple(sorted(rows))


def _starts(text: EditionText, compiled: Compiled) -> dict[str, int]:
    """The first page of each piece that has pages."""
    places = zip(text.pieces, compiled.values["pieces"], strict=True)
    return {one.piece.id: found[0] for one, found in places if found}


def _in_a_row(text: EditionText, starts: Mapping[str, int], breaks: Mapping[str, Breaks]) -> dict[str, Ends]:
    """By piece, where its pages are to end. One page more or less turns rectos to versos up to the next recto."""
    set_at = [one for one in text.pieces if one.piece.id in starts]
    found: dict[str, Ends] = {}
    before: Written | None = None
    end = 0
    for number, written in enumerate(set_at):
        id = written.piece.id
        first = end + 1 if follows_at_once(text, written, before) else starts[id]
        after = starts[set_at[number + 1].piece.id] if number + 1 < len(set_at) else starts[id] + 1
        pages = after - starts[id]
        ends = breaks[id].best(first) if id in breaks else None
        if ends:
            found[id] = ends
            if ends.is_whole:
                pages = len(ends.pages)
        before, end = written, first + pages - 1
    return found
