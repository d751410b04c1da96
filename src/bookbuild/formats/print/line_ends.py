"""How lines of a galley end, read from its PDF."""

import ctypes
import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from types import TracebackType

import pypdfium2
import pypdfium2.raw as pdfium

_HYPHEN = re.compile("[\x02\xad\ufffe]|[-\u2010](?=\r\n)")
"""At the end of a line; PDFium writes U+0002 or U+FFFE for a hyphen that it takes for one that divides a word."""


class LineEnds:
    """The pages of a PDF of galleys. Use as a context manager."""

    def __init__(self, pdf: Path, head_pt: float) -> None:
        """`head_pt` is from the head of the PDF's page, bleed included, to the text."""
        self._document = pypdfium2.PdfDocument(pdf)
        self._head_pt = head_pt
        self._hyphens = lru_cache(maxsize=None)(self._hyphens_of)

    def __enter__(self) -> "LineEnds":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def divides(self, page: int, top_pt: float, bottom_pt: float) -> bool:
        """Whether a line divides its last word, by page from 1 and its place in points from the head of the text."""
        found = self._hyphens(page)
        n = bisect_left(found, top_pt)
        return n < len(found) and found[n] < bottom_pt

    def _hyphens_of(self, page: int) -> list[float]:
        """The baselines of the lines of a page that divide a word, from the head of the text."""
        sheet = self._document[page - 1]
        text, height_pt = sheet.get_textpage(), sheet.get_height()
        x, y = ctypes.c_double(), ctypes.c_double()
        found = []
        for match in _HYPHEN.finditer(text.get_text_range()):
            pdfium.FPDFText_GetCharOrigin(text, match.start(), x, y)
            found.append(height_pt - self._head_pt - y.value)
        return sorted(found)
