"""Lines of galleys that end in a divided word, read from their PDF."""

import ctypes
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from bookbuild._tools.pdfium import opened

_HYPHEN = re.compile("[\x02\xad\ufffe]|[-\u2010](?=\r\n)")
"""At the end of a line; PDFium writes U+0002 or U+FFFE for a hyphen that it takes for one that divides a word."""
_MOST_IN_A_ROW = 3
"""Lines of which each divides a word: more are a ladder."""


def divided_lines(pdf: Path, pages: Collection[int], head_pt: float) -> dict[int, list[float]]:
    """By page, from 1, the baselines of lines that divide a word, in points from the head of the text.

    `head_pt` is from the head of the PDF's page, bleed included, to the text.
    """
    with opened(pdf) as document:
        return {page: sorted(_baselines(document[page - 1], head_pt)) for page in pages}


def _baselines(page: pypdfium2.PdfPage, head_pt: float) -> Iterator[float]:
    text, height_pt = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    for match in _HYPHEN.finditer(text.get_text_range()):
        pdfium.FPDFText_GetCharOrigin(text, match.start(), x, y)
        yield height_pt - head_pt - y.value


def has_one(divided: Sequence[float], top_pt: float, bottom_pt: float) -> bool:
    """Whether one of these baselines lies between two heights."""
    n = bisect_left(divided, top_pt)
    return n < len(divided) and divided[n] < bottom_pt


def ladders(divided: Sequence[float], leading_pt: float) -> Iterator[float]:
    """The baseline of each line by which too many in a row divide a word."""
    steps = 1
    for above, below in pairwise(divided):
        steps = steps + 1 if below - above < 1.1 * leading_pt else 1
        if steps > _MOST_IN_A_ROW:
            yield below
