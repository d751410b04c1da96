"""All pages of an edition in reading order: those of the manuscript and those we make."""

from collections.abc import Callable
from dataclasses import dataclass

from bookbuild.book.model import Kind, MadePage
from bookbuild.formats._xhtml.head import head_of
from bookbuild.formats._xhtml.made.contributors_page import contributors_page
from bookbuild.formats._xhtml.made.copyright_page import copyright_page
from bookbuild.formats._xhtml.made.index_page import index_page
from bookbuild.formats._xhtml.made.offprint_page import offprint_page
from bookbuild.formats._xhtml.made.part_page import part_page
from bookbuild.formats._xhtml.made.title_page import title_page
from bookbuild.formats.content import EditionText, Written

PAGES_FOLDER = "text"
"""Folder of the pages inside the package."""


@dataclass(frozen=True)
class Page:
    """A page of the reading order."""

    written: Written
    data: bytes
    """The XHTML; empty for the contents, which are the navigation document."""

    @property
    def id(self) -> str:
        """Of the piece, and of the manifest item."""
        return self.written.piece.id

    @property
    def is_contents(self) -> bool:
        """Whether the navigation document stands here."""
        return self.written.piece.kind is MadePage.CONTENTS

    @property
    def href(self) -> str:
        """From the package's root."""
        return f"{PAGES_FOLDER}/{self.id}.xhtml"


_MAKERS: dict[MadePage, Callable[[EditionText, Written], bytes]] = {
    MadePage.TITLE_PAGE: lambda text, made: title_page(text),
    MadePage.COPYRIGHT_PAGE: lambda text, made: copyright_page(text),
    MadePage.CONTENTS: lambda text, made: b"",
    MadePage.INDEX: index_page,
    MadePage.CONTRIBUTORS: contributors_page,
    MadePage.OFFPRINT: offprint_page,
}
"""The pages we make. A half-title says on paper what the cover says on a screen: it is left out."""


def book_pages(text: EditionText) -> tuple[Page, ...]:
    """Every page, read or made."""
    return tuple(
        Page(written, _data(written, text))
        for written in text.pieces
        if written.piece.kind is not MadePage.HALF_TITLE
    )


def _data(written: Written, text: EditionText) -> bytes:
    if written.path is not None:
        return written.path.read_bytes()
    if isinstance(written.piece.kind, MadePage):
        return _MAKERS[written.piece.kind](text, written)
    if written.piece.kind is not Kind.PART:
        raise ValueError(f"{written.piece.id} has a text, and no page was written for it")
    return part_page(head_of(text.book, written.piece, written.summary, text.usage))
