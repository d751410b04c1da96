"""The formats, as a list one can read: a new format is one folder and one line here."""

from collections.abc import Callable, Mapping
from importlib import import_module

from bookbuild.book.model import Format
from bookbuild.formats.content import EditionText, Made

FORMATS: Mapping[Format, str] = {
    Format.PRINT: "bookbuild.formats.print.interior",
    Format.PDF: "bookbuild.formats.screen.make",
    Format.EPUB: "bookbuild.formats.epub.make",
    Format.KINDLE: "bookbuild.formats.kindle.make",
    Format.HTML: "bookbuild.formats.html.make",
}
"""The module of each format, whose `make(EditionText) -> Made` makes it. Print comes first: the page count of the
interior is needed by its cover and by ONIX. A module is imported when its format is asked for."""


def maker(format: Format) -> Callable[[EditionText], Made]:
    """The `make` of a format."""
    make: Callable[[EditionText], Made] = import_module(FORMATS[format]).make
    return make
