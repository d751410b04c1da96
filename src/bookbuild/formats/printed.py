"""The pages of a printed edition as other formats need them: what each is called, and what stands on it."""

from collections.abc import Callable
from dataclasses import dataclass

from bookbuild.book.model import NO_PAGES, Book, Edition, Format


@dataclass(frozen=True)
class PrintedPage:
    """One page of the interior."""

    label: str
    """Its folio, as printed or as counted where none is printed: `12`, `xii`."""
    piece: str
    """Id of the piece that stands on it; empty for a page that only paper has."""
    text: str = ""
    """The running text from top to bottom as it is read from the PDF, without heads, folios, notes and floating
    figures; lines end with `\\r\\n`, a word divided at a line's end may have U+0002 for its hyphen."""
    figure_first: bool = False
    """Whether a figure stands above the running text."""
    blank: bool = False


@dataclass(frozen=True)
class Printed:
    """A printed edition and its pages, in order."""

    edition: Edition
    pages: tuple[PrintedPage, ...]


PrintedSource = Callable[[], Printed | None]
"""Gives the pages; may wait for them. None when there are none to be had."""


def page_list_source(book: Book, edition: Edition) -> Edition | None:
    """The printed edition whose pages an e-book names; None for none, and for a PDF, which has pages of its own."""
    return None if edition.format is Format.PDF else print_source(book, edition)


def print_source(book: Book, edition: Edition) -> Edition | None:
    """The printed edition that an e-book is the counterpart of; None for none.

    The one that `pages-from` names, else the first with an ISBN, else the first, of the same extent: an
    offprint or a sample does not take the pages of the whole book, nor an offprint those of a printed offprint that is
    not published: it is cited by the pages of the book.
    """
    if edition.format is Format.PRINT or edition.pages_from == NO_PAGES:
        return None
    printed = [
        other
        for other in book.editions
        if other.format is Format.PRINT
        and (other.offprint, other.sample) == (edition.offprint, edition.sample)
    ]
    if edition.pages_from:
        return next((other for other in printed if other.id == edition.pages_from), None)
    unpublished = edition.offprint is None or edition.format is Format.PDF
    without_isbn = printed[0] if printed and unpublished else None
    return next((other for other in printed if other.isbn), without_isbn)


def cited_print(book: Book, edition: Edition) -> Edition | None:
    """The printed edition of the whole book whose pages an offprint's readers cite; None for no offprint."""
    if edition.offprint is None:
        return None
    printed = [other for other in book.editions if other.format is Format.PRINT and other.offprint is None]
    return next((other for other in printed if other.isbn), printed[0] if printed else None)
