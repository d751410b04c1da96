"""The copyright page: who publishes, who holds the rights, and the numbers of this edition.

A digital edition has no printer and no achevé d’imprimer; its own ISBN and its legal deposit stand here
(Code du patrimoine, art. L131-2; arrêté of 12 January 1995).
"""

from collections.abc import Iterator

from lxml import etree

from bookbuild.book.model import Book
from bookbuild.filters.typography import Usage, typeset
from bookbuild.formats._xhtml.markup import add, new_page, write_page
from bookbuild.formats._xhtml.prose import set_prose
from bookbuild.formats.content import EditionText
from bookbuild.formats.wording import Wording, month_year, wording

_OPEN_LICENCE = "CC-"
_LICENCE_PAGES = {
    "CC-BY": "by",
    "CC-BY-SA": "by-sa",
    "CC-BY-NC": "by-nc",
    "CC-BY-ND": "by-nd",
    "CC-BY-NC-SA": "by-nc-sa",
    "CC-BY-NC-ND": "by-nc-nd",
}
"""SPDX id without its version: the name in the licence's own address."""


def copyright_page(text: EditionText) -> bytes:
    """The XHTML of the copyright page."""
    book, words = text.book, wording(text.book.language)
    root = new_page(book.language, words.copyright_page, "frontmatter")
    section = add(
        root[1],
        "section",
        epub_type="copyright-page",
        class_="copyright-page",
        aria_label=words.copyright_page,
    )
    _add_block(section, _publisher(book), text.usage)
    _add_block(section, _rights(book, words), text.usage)
    if address := licence_address(book.rights.licence if book.rights else None):
        add(add(section, "p"), "a", address, href=address)
    _add_block(section, _edition(text, words), text.usage)
    _add_block(section, _notes(text), text.usage)
    if book.accessibility.contact:
        paragraph = add(section, "p", f"{words.contact} ", class_="block")
        contact = book.accessibility.contact
        add(paragraph, "a", contact, href=contact if ":" in contact else f"mailto:{contact}")
    return write_page(root)


def licence_address(licence: str | None) -> str:
    """Address of a Creative Commons licence by its SPDX id; empty for any other.

    >>> licence_address("CC-BY-SA-4.0")
    'https://creativecommons.org/licenses/by-sa/4.0/'
    """
    name, _, version = (licence or "").rpartition("-")
    page = _LICENCE_PAGES.get(name)
    return f"https://creativecommons.org/licenses/{page}/{version}/" if page else ""


def rights_line(book: Book, words: Wording) -> str:
    """`© 2026 holder. Licence: …`, on one line, for the package as well."""
    rights = book.rights
    if rights is None:
        return ""
    line = f"© {rights.year} {rights.holder}"
    if rights.licence and rights.licence.startswith(_OPEN_LICENCE):
        return f"{line}. {words.licence} {rights.licence}"
    return line if rights.statement else f"{line}. {words.all_rights_reserved}"


def _add_block(section: etree._Element, lines: Iterator[str | None], usage: Usage) -> None:
    """A paragraph a line; the first is set off from what stands above."""
    for number, line in enumerate(filter(None, lines)):
        set_prose(add(section, "p", class_="" if number else "block"), typeset(line, usage))


def _publisher(book: Book) -> Iterator[str | None]:
    house = book.publisher
    yield f"{house.name}, {book.imprint}" if house.imprint and house.imprint != house.name else house.name
    yield house.address
    yield from filter(None, (house.website, house.email))


def _rights(book: Book, words: Wording) -> Iterator[str | None]:
    yield rights_line(book, words)
    if book.rights:
        yield book.rights.statement


def _edition(text: EditionText, words: Wording) -> Iterator[str | None]:
    book = text.book
    if text.edition.isbn:
        yield f"{words.digital_edition} {text.edition.isbn}"
    if text.excerpted and text.excerpted.piece.doi:
        yield f"DOI {text.excerpted.piece.doi}"
    if book.series and book.series.issn and not text.excerpted:
        yield f"ISSN {book.series.issn}"
    if book.dates.legal_deposit and not text.excerpted:  # the deposit is the book's
        yield f"{words.legal_deposit} {month_year(book.dates.legal_deposit, words)}"
    yield f"{words.version} {book.version}"


def _notes(text: EditionText) -> Iterator[str | None]:
    """The price note of a priced book speaks of the price that is printed on paper; an offprint is not that book."""
    yield text.book.legal.notice
    if not any(text.edition.price.values()) and not text.excerpted:
        yield text.book.legal.price_note
