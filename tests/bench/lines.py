"""The lines of a set book, read from its PDF with PDFium: where each begins and ends, its words and their gaps.

Nothing is known of who made the file: the text's size, its measure, its lead and its indent are those that most of its
lines have. Lengths are in points; heights are baselines, from the foot of the page.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

HYPHENS = "-\u00ad\u2010\u0002"
"""U+0002 is how PDFium calls a hyphen that divides a word at a line's end."""
_SPACES = " \u00a0"
_NOTHING = "\r\n\u2060\u200b\ufeff"
_NEAR_PT = 1.0
"""Baselines as near as this are one line: superscripts are higher, tracking moves nothing up or down."""


@dataclass(frozen=True)
class Line:
    """One line of type."""

    left: float
    right: float
    baseline: float
    size: float
    words: str
    gaps: tuple[float, ...]
    """Width of each space between two words."""


@dataclass(frozen=True)
class Measure:
    """What the text of a book stands in."""

    size: float
    lead: float
    indent: float
    """0 where paragraphs are set apart by space."""
    lefts: tuple[float, float]
    """Left edge of the text on even and on odd pages, counted from 1."""
    width: float
    top: float
    foot: float
    """Baselines of the first and the last line of a full page."""


def read_pages(pdf: Path) -> list[list[Line]]:
    """The lines of each page, from top to bottom; superscripts belong to no line, folios are left out."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            sorted(
                (line for line in _lines(page.get_textpage()) if not line.words.isdigit()),
                key=lambda line: -line.baseline,
            )
            for page in document
        ]


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """Lines in the order of the file; PDFium ends each with a line break that it makes up."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    line: list[tuple[str, float, float]] = []
    baseline = size = 0.0
    for n in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, n))
        if char in _NOTHING:
            continue
        if char in _SPACES:
            if line:
                line.append((char, 0, 0))
            continue
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, n, box)
        if line and (abs(y.value - baseline) > _NEAR_PT or x.value < line[0][1]):
            if y.value > baseline and abs(y.value - baseline) < size * 0.6 and x.value > line[0][1]:
                continue  # a superscript
            yield _line(line, baseline, size)
            line = []
        if not line:
            pdfium.FPDFText_GetMatrix(text, n, matrix)
            baseline, size = y.value, pdfium.FPDFText_GetFontSize(text, n) * abs(matrix.d)
        line.append((char, x.value, box.right))
    if line:
        yield _line(line, baseline, size)


def _line(chars: list[tuple[str, float, float]], baseline: float, size: float) -> Line:
    while chars[-1][0] in _SPACES:
        chars.pop()
    gaps = []
    for n, (char, _, _) in enumerate(chars):
        if char == " " and chars[n - 1][0] not in _SPACES and chars[n + 1][0] not in _SPACES:
            gaps.append(chars[n + 1][1] - chars[n - 1][2])
    words = "".join(char for char, _, _ in chars)
    return Line(
        chars[0][1], max(right for _, _, right in chars), baseline, round(size, 1), words, tuple(gaps)
    )


def measure_of(pages: list[list[Line]]) -> Measure:
    """What most lines have in common."""
    weights: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        weights[line.size] += len(line.words)
    size = weights.most_common(1)[0][0]
    texts = [[line for line in page if line.size == size] for page in pages]
    lefts = tuple(_mode(round(line.left, 1) for page in texts[odd::2] for line in page) for odd in (1, 0))
    widths = (round(line.right - lefts[n % 2], 0) for n, page in enumerate(texts, start=1) for line in page)
    leads = (round(above.baseline - below.baseline, 1) for page in texts for above, below in pairwise(page))
    insets = Counter(
        round(line.left - lefts[n % 2], 1) for n, page in enumerate(texts, start=1) for line in page
    )
    lines = sum(insets.values())
    indent = next(
        (
            inset
            for inset, many in insets.most_common(3)
            if 0.5 * size < inset < 4 * size and many > lines / 20
        ),
        0.0,
    )
    full = [page for page in texts if len(page) > 10]
    return Measure(
        size, _mode(leads), indent, (lefts[0], lefts[1]), _mode(widths),
        _mode(round(page[0].baseline, 1) for page in full),
        _mode(round(page[-1].baseline, 1) for page in full),
    )  # fmt: skip


def _mode(values: Iterator[float]) -> float:
    return Counter(values).most_common(1)[0][0]
