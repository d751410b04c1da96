"""What the parts of a product record are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from bookbuild.book.identifiers import isbn_digits
from bookbuild.book.model import Availability, Book, Edition, Format, OnixVersion
from bookbuild.book.order import slug
from bookbuild.formats.content import Written
from bookbuild.formats.onix.accessibility import NO_CLAIMS, Claims
from bookbuild.formats.printed import PrintedPage, print_source


@dataclass(frozen=True)
class Known:
    """What is known of the finished files, by edition id; what is not known is not said."""

    page_counts: Mapping[str, int] = field(default_factory=dict)
    """Of printed editions."""
    pages: Mapping[str, Sequence[PrintedPage]] = field(default_factory=dict)
    """Of printed editions: what each page is called and which piece stands on it."""
    claims: Mapping[str, Claims] = field(default_factory=dict)
    """Of e-books: what the built file says of its accessibility."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Of e-books: bytes."""


@dataclass(frozen=True)
class Record:
    """One edition's record: the book, the edition, and what is known of the finished files."""

    book: Book
    edition: Edition
    pieces: Sequence[Written]
    """The whole book in reading order."""
    known: Known
    when: datetime
    """The message's date."""
    version: OnixVersion = OnixVersion.V3_0

    @property
    def is_print(self) -> bool:
        """Whether it is an object one can hold."""
        return self.edition.format is Format.PRINT

    @property
    def is_published(self) -> bool:
        """Whether the day of publication has come, on the date of the message."""
        return self.book.dates.published <= self.when.date()

    @property
    def is_dropped(self) -> bool:
        """Whether the publisher has given it up, before or after publication."""
        return self.edition.availability in {
            Availability.CANCELLED,
            Availability.WITHDRAWN,
            Availability.OUT_OF_PRINT,
        }

    @property
    def offprint(self) -> Written | None:
        """The one contribution that this edition holds."""
        found = [written for written in self.pieces if written.piece.id == self.edition.offprint]
        return found[0] if found else None

    @property
    def held(self) -> tuple[Written, ...]:
        """The pieces this edition holds."""
        return (self.offprint,) if self.offprint else tuple(self.pieces)

    @property
    def contributions(self) -> tuple[Written, ...]:
        """Signed pieces of the body, in order; none for an offprint, which is one itself."""
        if self.offprint:
            return ()
        return tuple(written for written in self.pieces if written.piece.has_authors)

    @property
    def claims(self) -> Claims:
        """What the built file says of its accessibility."""
        return self.known.claims.get(self.edition.id, NO_CLAIMS)

    @property
    def page_count(self) -> int | None:
        """Pages of this edition, or of the printed one whose page numbers it carries."""
        source = self._printed
        return self.known.page_counts.get(source.id) if source else None

    def page_run(self, written: Written) -> tuple[str, str] | None:
        """First and last page of a piece, as they are called; None when nobody knows."""
        pages = self.known.pages.get(self._printed.id, ()) if self._printed else ()
        labels = [page.label for page in pages if page.piece == written.piece.id and not page.blank]
        return (labels[0], labels[-1]) if labels else None

    @property
    def _printed(self) -> Edition | None:
        return self.edition if self.is_print else print_source(self.book, self.edition)

    @property
    def reference(self) -> str:
        """RecordReference, which never changes: the publisher's domain turned round, and ISBN or edition."""
        try:
            host = urlsplit(self.book.publisher.website or "").hostname or ""
        except ValueError:  # no address that can be read: then the house's name will do
            host = ""
        house = ".".join(reversed(host.removeprefix("www.").split("."))) or slug(self.book.publisher.name)
        return f"{house}.{digits(self.edition)}"

    def work(self, offprint: str | None) -> str:
        """The publisher's own name of the book as a work, or of one contribution."""
        book = self.book.identifier or slug(self.book.title)
        return f"{book}/{offprint}" if offprint else book

    def own_identifier(self, edition: Edition) -> str:
        """Identifier of an edition without ISBN."""
        return f"{self.book.identifier or slug(self.book.title)}-{edition.id}"


def digits(edition: Edition) -> str:
    """The ISBN without hyphens; the edition's id when it has none."""
    return isbn_digits(edition.isbn) if edition.isbn else edition.id
