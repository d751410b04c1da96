"""How even and how tidy a book is set: spaces, hyphens, ends of paragraphs, feet of pages."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

from tests.bench.lines import HYPHENS, Line, Measure, measure_of, read_pages

_SLACK_PT = 1.0
_RUNT_LETTERS = 4
_LEADERS = " . . . "
_LOOSE_EM = 0.40
_SIGNS = frozenset("—–-…:;!?»«")
"""Beside these a space has a width of its own, or none that a reader takes for one between words."""


@dataclass(frozen=True)
class Setting:
    """The figures of one PDF."""

    pages: int
    lines: int
    gap_mean_em: float
    gap_sd_em: float
    """Of the spaces between words in justified lines, as all the gaps are; 0 is a typewriter's evenness."""
    gap_worst_em: float
    loose_share: float
    """Spaces wider than 0.40 em."""
    hyphenated_share: float
    """Of all lines of paragraphs; a hyphen that the word has anyway counts too."""
    ladder: int
    """Most lines in succession that end in a hyphen."""
    hyphens_turned: int
    """Words divided where the reader turns the leaf."""
    inclusive_divided: int
    """Words with a median point that are divided."""
    runts: int
    """Last lines that are shorter than the indent, or have four letters or fewer."""
    widows: int
    orphans: int
    heads_at_foot: int
    """Headings without a line of text below them."""
    worst_foot: int
    """Lines that the most ragged foot lacks, but before a break."""
    ragged_share: float
    """Pages, of those that no break ends, whose foot is not the full page's."""
    unlevel_share: float
    """Facing pages, both full, whose feet differ."""


@dataclass(frozen=True)
class _Row:
    """A line of a paragraph."""

    page: int
    line: Line
    starts: bool
    """Whether it begins a paragraph."""
    full: bool
    """Whether it reaches the right edge."""


def setting_of(pdf: Path) -> Setting:
    """The figures of a book whose text runs in one column."""
    pages = read_pages(pdf)
    measure = measure_of(pages)
    texts = [list(_text_of(page, n, measure)) for n, page in enumerate(pages, start=1)]
    rows = list(chain.from_iterable(texts))
    gaps = [gap / measure.size for row in rows if row.full for gap in _word_gaps(row.line)]
    paragraphs = list(_paragraphs(rows, measure.indent > 0))
    feet = _feet(pages, texts, measure)
    facing = [(feet[n], feet[n + 1]) for n in feet if n % 2 == 0 and n + 1 in feet]
    divided = [row for paragraph in paragraphs for row in paragraph[:-1] if _hyphen(row)]
    return Setting(
        pages=len(pages),
        lines=len(rows),
        gap_mean_em=statistics.fmean(gaps),
        gap_sd_em=statistics.pstdev(gaps),
        gap_worst_em=max(gaps),
        loose_share=sum(gap > _LOOSE_EM for gap in gaps) / len(gaps),
        hyphenated_share=len(divided) / len(rows),
        ladder=max(chain.from_iterable(_ladders(paragraph) for paragraph in paragraphs)),
        hyphens_turned=sum(row.page % 2 == 1 and texts[row.page - 1][-1] is row for row in divided),
        inclusive_divided=sum("·" in row.line.words.rpartition(" ")[2] for row in divided),
        runts=sum(_is_runt(paragraph, measure) for paragraph in paragraphs),
        widows=sum(len(p) > 1 and p[-1].page != p[-2].page for p in paragraphs),
        orphans=sum(len(p) > 1 and p[0].page != p[1].page for p in paragraphs),
        heads_at_foot=sum(_ends_in_head(page, texts[n], measure) for n, page in enumerate(pages) if n + 1 in feet),
        worst_foot=max(feet.values(), default=0),
        ragged_share=sum(short > 0 for short in feet.values()) / len(feet),
        unlevel_share=sum(verso != recto for verso, recto in facing) / len(facing),
    )  # fmt: skip


def _text_of(page: list[Line], number: int, measure: Measure) -> Iterator[_Row]:
    """The lines of the page's paragraphs; not what is indented otherwise, smaller, larger or ragged."""
    left = measure.lefts[number % 2]
    above: Line | None = None
    for line in page:
        inset = line.left - left
        starts = bool(measure.indent) and abs(inset - measure.indent) < _SLACK_PT
        apart = abs(line.size - measure.size) > 0.05 or _LEADERS in line.words
        if apart or not (starts or abs(inset) < _SLACK_PT):
            above = None
            continue
        if above is not None and above.baseline - line.baseline > 1.25 * measure.lead:
            starts = True  # set apart by space
        elif above is None and line is not page[0] and line.baseline < measure.top - measure.lead / 2:
            starts = True  # after a heading or a picture
        yield _Row(number, line, starts, line.right > left + measure.width - _SLACK_PT)
        above = line


def _paragraphs(rows: Sequence[_Row], indented: bool) -> Iterator[list[_Row]]:
    """Lines that belong together, from page to page; without indents a line that is not full ends them."""
    paragraph: list[_Row] = []
    for row in rows:
        turned = paragraph and row.page > paragraph[-1].page
        if paragraph and (row.starts or (turned and not indented and not paragraph[-1].full)):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    if paragraph:
        yield paragraph


def _word_gaps(line: Line) -> Iterator[float]:
    words = line.words.replace("\u00a0", " ").split(" ")
    if len(words) - 1 != len(line.gaps):
        return
    for (before, after), gap in zip(pairwise(words), line.gaps, strict=True):
        if before and after and before[-1] not in _SIGNS and after[0] not in _SIGNS:
            yield gap


def _hyphen(row: _Row) -> bool:
    return row.line.words[-1] in HYPHENS


def _ladders(paragraph: Sequence[_Row]) -> Iterator[int]:
    steps = 0
    for row in paragraph:
        steps = steps + 1 if _hyphen(row) else 0
        yield steps


def _is_runt(paragraph: Sequence[_Row], measure: Measure) -> bool:
    if len(paragraph) < 2:
        return False
    last = paragraph[-1].line
    letters = sum(char.isalnum() for char in last.words)
    return letters <= _RUNT_LETTERS or last.right - last.left < measure.indent


def _feet(
    pages: Sequence[Sequence[Line]], texts: Sequence[Sequence[_Row]], measure: Measure
) -> dict[int, int]:
    """By page, from 1, how many lines its foot lacks; pages that a break ends are not there."""
    feet = {}
    for n, page in enumerate(pages[:-1], start=1):
        following = texts[n]
        if not texts[n - 1] or not following or following[0].line.baseline < measure.top - 1.5 * measure.lead:
            continue
        lowest = min(line.baseline for line in page if line.baseline > measure.foot - measure.lead * 0.7)
        feet[n] = max(0, round((lowest - measure.foot) / measure.lead))
    return feet


def _ends_in_head(page: Sequence[Line], text: Sequence[_Row], measure: Measure) -> bool:
    """Whether something larger than the text is the last of the page."""
    last = [line for line in page if line.baseline > measure.foot - measure.lead * 0.7][-1]
    return last.size > measure.size + 0.5 and bool(text)
