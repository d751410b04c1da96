"""What the parts of a product record are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bookbuild.book.model import Book, Edition, Format, Kind
from bookbuild.book.order import slug
from bookbuild.formats.content import Written
from bookbuild.formats.onix.accessibility import Feature

_SIGNED = frozenset({Kind.CONTRIBUTION, Kind.CHAPTER})
"""Pieces whose authors are authors of the book, not of its preface or notes."""


@dataclass(frozen=True)
class Record:
    """One edition's record: the book, the edition, and what is known of the finished files."""

    book: Book
    edition: Edition
    editions: Sequence[Edition]
    """All editions of the book, this one too."""
    pieces: Sequence[Written]
    """The whole book in reading order."""
    pages: Mapping[str, int]
    """Page counts of printed editions, by edition id."""
    features: Mapping[str, Sequence[Feature]]
    """Accessibility of e-books, by edition id."""
    when: datetime

    @property
    def is_print(self) -> bool:
        """Whether it is an object one can hold."""
        return self.edition.format is Format.PRINT

    @property
    def is_published(self) -> bool:
        """Whether the day of publication has come, on the date of the message."""
        return self.book.dates.published <= self.when.date()

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
        return tuple(written for written in self.pieces if written.piece.by and written.piece.kind in _SIGNED)

    @property
    def reference(self) -> str:
        """RecordReference, which never changes: the publisher's domain turned round, and ISBN or edition."""
        host = urlsplit(self.book.publisher.website or "").hostname or ""
        house = ".".join(reversed(host.removeprefix("www.").split("."))) or slug(self.book.publisher.name)
        return f"{house}.{digits(self.edition)}"

    def own_identifier(self, edition: Edition) -> str:
        """Identifier of an edition without ISBN."""
        return f"{self.book.identifier or slug(self.book.title)}-{edition.id}"


def digits(edition: Edition) -> str:
    """The ISBN without hyphens; the edition's id when it has none."""
    return edition.isbn.replace("-", "") if edition.isbn else edition.id
