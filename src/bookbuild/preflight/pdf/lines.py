"""From a place on a printed page back to the line of the manuscript: by the words that stand there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType

import pypdfium2

from bookbuild._tools.pdfium import opened
from bookbuild.diagnostics import Location
from bookbuild.formats.printed import PrintedPage
from bookbuild.preflight.pdf.geometry import Box
from bookbuild.preflight.places import line_of_words

_LINE_END = re.compile(r"[\r\n]+")
_NEXT = 3
"""So many lines are next to a place; the running head is further away."""
_SURE_WORDS = 4
"""Fewer words than these, of a whole book, may be anyone's."""


class Lines:
    """The words of one of our PDFs, and the Markdown they were set from."""

    def __init__(
        self, path: Path, folder: Path, files: Mapping[str, str], pages: Sequence[PrintedPage]
    ) -> None:
        self._path, self._folder, self._files, self._pages = path, folder, files, pages
        self._open = ExitStack()
        self._read = cache(self._markdown)

    def __enter__(self) -> "Lines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def place(self, number: int, box: Box | None) -> Location | None:
        """Where the words at a place of a page (from 1), or next to it, stand in the manuscript; None if unknown.

        Where it is not known which file a page was set from, the words must stand in one file only.
        """
        if box is None or number > len(self._pages) > 0:
            return None
        known = self._files.get(self._pages[number - 1].piece) if self._pages else None
        if self._pages and known is None:
            return None
        files = [known] if known else sorted(set(self._files.values()))
        for text in self._words(number, box):
            found = [Location(file, line) for file in files if (line := self._line(text, file))]
            if len(found) == 1:
                return found[0]
        return None

    def _line(self, text: str, file: str) -> int:
        if not self._pages and len(text.split()) < _SURE_WORDS:
            return 0
        return line_of_words(text, self._read(file))

    def _words(self, number: int, box: Box) -> Iterator[str]:
        """Printed lines: the one there, those next below and above, then all the others of the page."""
        page = self._document[number - 1]
        text = page.get_textpage()
        left, foot, right, head = page.get_mediabox()
        yield text.get_text_bounded(left, box.y0 - 1, right, box.y1 + 1)
        below = _LINE_END.split(text.get_text_bounded(left, foot, right, box.y0))
        above = _LINE_END.split(text.get_text_bounded(left, box.y1, right, head))[::-1]
        for some in (below[:_NEXT], above[:_NEXT], below[_NEXT:], above[_NEXT:]):
            yield from some

    @cached_property
    def _document(self) -> pypdfium2.PdfDocument:
        """Opened for the first place that is asked for: most files have no finding."""
        return self._open.enter_context(opened(self._path))

    def _markdown(self, file: str) -> str:
        try:
            return (self._folder / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""
