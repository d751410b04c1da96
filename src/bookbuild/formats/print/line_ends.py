"""How lines of a set page end, read from its PDF."""

from functools import lru_cache
from pathlib import Path
from types import TracebackType

import pypdfium2

from bookbuild.formats.print.pages import Area

_HYPHENS = ("-", "\u2010", "\u00ad", "\x02")
"""At the end of a line; PDFium writes U+0002 for a hyphen that it takes for one that divides a word."""
_INSIDE = (0.15, 0.85)
"""Part of a line's height in which its letters lie, and those of no other line."""


class LineEnds:
    """The pages of Typst's PDF. Use as a context manager."""

    def __init__(self, pdf: Path, area: Area) -> None:
        self._document = pypdfium2.PdfDocument(pdf)
        self._area = area
        self._page = lru_cache(maxsize=8)(self._text)
        self.divides = lru_cache(maxsize=None)(self._divides)
        """Whether a line of the text, from 0, divides a word, by page from 1."""

    def __enter__(self) -> "LineEnds":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._page.cache_clear()
        self._document.close()

    def _text(self, page: int) -> pypdfium2.PdfTextPage:
        return self._document[page - 1].get_textpage()

    def _divides(self, page: int, line: int) -> bool:
        area = self._area
        head_pt = area.height_pt - area.bleed_pt - area.head_pt - line * area.leading_pt
        top, bottom = (head_pt - share * area.leading_pt for share in _INSIDE)
        words: str = self._page(page).get_text_bounded(bottom=bottom, top=top)
        return words.rstrip("\r\n ").endswith(_HYPHENS)
