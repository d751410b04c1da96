"""What shops and libraries read in the package document: subjects, series, rights, the other editions."""

from bookbuild.book.identifiers import isbn_digits
from bookbuild.book.model import Edition, Format, Mining, Rights, Series
from bookbuild.formats._xhtml.made.copyright_page import licence_address, rights_line
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.metadata import Metadata
from bookbuild.formats.inline import plain
from bookbuild.formats.wording import wording

PREFIXES = {
    "cc": "http://creativecommons.org/ns#",
    "ibooks": "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/",
    "tdm": "http://www.w3.org/ns/tdmrep#",
}
"""Vocabularies that EPUB 3.3 (D.1.4) reserves no prefix for."""
_AUTHORITIES = (("thema", "Thema"), ("bisac", "BISAC"), ("clil", "CLIL"), ("dewey", "DDC"))
"""Field of `Subjects`: reserved authority of EPUB 3.3, D.3.3."""


def add_trade(metadata: Metadata, text: EditionText) -> None:
    """Description, subjects, rights, series, other editions, and the book an offprint comes from."""
    book = text.book
    if book.description and not text.edition.offprint:
        metadata.dc("description", plain(book.description.long).strip())
    _add_subjects(metadata, text)
    if rights := rights_line(book, wording(book.language)):
        statement = f". {book.rights.statement}" if book.rights and book.rights.statement else ""
        metadata.dc("rights", rights + statement)
    if book.rights:
        _add_leave(metadata, book.rights)
    if text.edition.offprint:
        metadata.meta("dcterms:isPartOf", book.title)
    elif book.series:
        _add_series(metadata, book.series)
    for other in _printed(text):
        metadata.dc("relation", f"urn:isbn:{isbn_digits(other.isbn or '')}")


def prefixes(text: EditionText, embeds_fonts: bool) -> str:
    """The `prefix` attribute that the metadata of this book need; empty for none."""
    rights = text.book.rights
    needed = {
        "cc": rights and licence_address(rights.licence),
        "ibooks": embeds_fonts,
        "tdm": rights and rights.mining,
    }
    return " ".join(f"{name}: {PREFIXES[name]}" for name, is_needed in needed.items() if is_needed)


def _add_subjects(metadata: Metadata, text: EditionText) -> None:
    """Each code with its scheme, called by its label when book.yaml has one; then keywords."""
    subjects = text.book.subjects
    for field_name, authority in _AUTHORITIES:
        for code in getattr(subjects, field_name):
            id = metadata.dc("subject", subjects.labels.get(code, code))
            metadata.meta("authority", authority, refines=id)
            metadata.meta("term", code, refines=id)
    for keyword in subjects.keywords:
        metadata.dc("subject", keyword)


def _add_leave(metadata: Metadata, rights: Rights) -> None:
    """The open licence, and whether machines may mine the text.

    TDM Reservation Protocol, W3C community group report of 10 May 2024, section on EPUB 3: 1 reserves, 0 does not.
    """
    if address := licence_address(rights.licence):
        metadata.link("cc:license", address)
    if rights.mining:
        metadata.meta("tdm:reservation", "1" if rights.mining is Mining.RESERVED else "0")
        if rights.mining_policy:
            metadata.meta("tdm:policy", rights.mining_policy)


def _add_series(metadata: Metadata, series: Series) -> None:
    metadata.meta("belongs-to-collection", series.title, id="series")
    metadata.meta("collection-type", "series", refines="series")
    if series.number is not None:
        metadata.meta("group-position", str(series.number), refines="series")
    if series.issn:
        metadata.meta("dcterms:identifier", f"urn:issn:{series.issn}", refines="series")


def _printed(text: EditionText) -> list[Edition]:
    """The printed editions of the same text that have an ISBN."""
    return [
        other
        for other in text.siblings
        if other.format is Format.PRINT and other.offprint == text.edition.offprint and other.isbn
    ]
