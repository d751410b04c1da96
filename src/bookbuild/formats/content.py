"""What every format is given, and what it gives back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bookbuild.book.model import NO_COVER, Accessibility, Book, Edition
from bookbuild.book.order import Piece
from bookbuild.diagnostics import Finding
from bookbuild.document.summary import Summary
from bookbuild.filters.typography import Usage
from bookbuild.formats.printed import Printed, PrintedPage, PrintedSource


def silent(step: str) -> None:
    """For nobody who looks on."""


def no_pages() -> None:
    """For a book without a printed edition."""


@dataclass(frozen=True)
class Written:
    """A piece of the reading order, filtered and written for one target."""

    piece: Piece
    summary: Summary
    """Empty for a page we make."""
    path: Path | None
    """The written text: an XHTML page, or a Typst body. None for a page we make and for a part without text."""

    @property
    def title(self) -> str:
        """The title in contents and running heads, plain text."""
        return self.summary.title or self.piece.title or ""

    @property
    def abstract(self) -> str:
        """What it says in short: book.yaml's words, else those of the text; empty for none."""
        return self.piece.abstract or self.summary.abstract


@dataclass(frozen=True)
class EditionText:
    """One edition's text and everything needed to make a file of it."""

    book: Book
    edition: Edition
    pieces: tuple[Written, ...]
    """In reading order; only what this edition holds."""
    folder: Path
    """Folder of book.yaml: images are below it."""
    build: Path
    """Folder to work in, made and ours alone: build/<edition>/."""
    when: datetime
    """Date for everything inside the files: UTC, never the clock."""
    usage: Usage
    """How texts from the metadata are set, as the manuscript is."""
    siblings: tuple[Edition, ...] = ()
    """All editions of the book, this one too."""
    progress: Callable[[str], None] = field(default=silent, compare=False)
    """Called with a few words as each longer step starts, with none at the end."""
    printed: PrintedSource = field(default=no_pages, compare=False)
    """For an e-book: the printed pages that its page-list names."""
    cited: Printed | None = field(default=None, compare=False)
    """For an offprint: the printed book, whose pages its readers cite."""
    others: tuple[Written, ...] = ()
    """For an offprint: the pieces of the book that it does not hold; nothing of them is written."""
    is_draft: bool = False
    """Quickly rather than well: feet of printed pages are not made level."""
    show_pages: Callable[[tuple[PrintedPage, ...]], None] | None = field(default=None, compare=False)
    """For a printed edition: called with its pages as soon as they are set; None when nobody wants them."""

    @property
    def accessibility(self) -> Accessibility:
        """What a person says about it; the note about the book's pictures may not be true of an offprint."""
        said = self.book.accessibility
        return said.model_copy(update={"summary_note": None}) if self.edition.offprint else said

    @property
    def artwork(self) -> str | None:
        """The cover's picture, relative to the book's folder."""
        return self.edition.cover if self.edition.cover and self.has_cover else self.book.cover.image

    @property
    def has_cover(self) -> bool:
        """Whether the edition has a cover at all."""
        return self.edition.cover != NO_COVER

    @property
    def excerpted(self) -> Written | None:
        """The text that an offprint holds; None for the whole book."""
        found = (written for written in self.pieces if written.piece.id == self.edition.offprint)
        return next(found, None)

    @property
    def stem(self) -> str:
        """Name of the files, without extension: the ISBN, or the edition's id after the title."""
        from bookbuild.book.order import slug

        if self.edition.isbn:
            return self.edition.isbn.replace("-", "")
        title = self.book.title
        if self.edition.sample:  # its id says what it is; its title need not say so again
            title = title.rpartition(" (")[0]
        return f"{slug(title)[:80].rstrip('-')}-{self.edition.id}"


@dataclass(frozen=True)
class Artifact:
    """A file we made."""

    path: Path
    """In the build folder; moved to dist/ under the same name once its report allows it."""
    edition: str
    kind: str
    """epub, kepub, kindle-epub, azw3, apnx, interior-pdf, cover-pdf, jacket-pdf, html, onix."""
    about: str = ""
    """What the report says of it besides: `114 pages, blank: 2, 6`."""


@dataclass(frozen=True)
class Made:
    """What a format gives back."""

    artifacts: Sequence[Artifact]
    findings: Sequence[Finding] = ()
    pages: int | None = None
    """Page count of a printed interior."""
    blank: tuple[int, ...] = ()
    """Of a printed interior: the pages, from 1, on which nothing is printed."""
