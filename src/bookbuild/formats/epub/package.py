"""The package document: what the book is, which files it has, and in which order they are read."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree

from bookbuild.book.model import Accessibility, Book, Edition, Format
from bookbuild.book.names import sort_title
from bookbuild.formats._xhtml.markup import XML_LANG
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.accessibility import CONFORMANCE
from bookbuild.formats.epub.item import Item
from bookbuild.formats.epub.metadata import DC, OPF, Metadata
from bookbuild.formats.epub.people import add_people
from bookbuild.formats.epub.trade import add_trade, prefixes

_DOI, _ISBN_13 = "06", "15"
"""ONIX code list 5."""


def package_document(
    text: EditionText,
    items: Sequence[Item],
    reading_order: Sequence[str],
    accessibility: Sequence[tuple[str, str]],
    certified: bool,
    printed: Edition | None = None,
    *,
    embeds_fonts: bool = False,
) -> bytes:
    """content.opf. `reading_order` is manifest ids, `accessibility` (property, value) true of the pages.

    `printed` is the edition whose page numbers the book carries.
    """
    root = etree.Element(
        f"{{{OPF}}}package",
        {"version": "3.0", "unique-identifier": "pub-id", XML_LANG: text.book.language},
        nsmap={None: OPF},
    )
    if declared := prefixes(text, embeds_fonts):
        root.set("prefix", declared)
    metadata = Metadata(etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC}))
    _identity(metadata, text)
    add_people(metadata, text)
    add_trade(metadata, text)
    if printed is not None:
        _page_source(metadata, text.book, printed)
    for property, value in accessibility:
        metadata.meta(property, value)
    if embeds_fonts:  # else Apple Books shows its own
        metadata.meta("ibooks:specified-fonts", "true")
    if certified:
        metadata.meta("dcterms:conformsTo", CONFORMANCE, id="conformance")
        _certifier(metadata, text.book.accessibility)
    cover = next((item.id for item in items if "cover-image" in item.properties), "")
    if cover:  # EPUB 2's way, which older shops still read
        etree.SubElement(metadata.root, f"{{{OPF}}}meta", {"name": "cover", "content": cover})
    _manifest(root, items, reading_order)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def identifier(text: EditionText) -> str:
    """The edition's ISBN or DOI as a URN, or the book's own identifier, or a UUID, the same at every build."""
    if text.edition.isbn:
        return f"urn:isbn:{text.edition.isbn.replace('-', '')}"
    if text.edition.doi:
        return f"urn:doi:{text.edition.doi}"
    book = text.book
    if book.identifier and not text.edition.offprint:
        return book.identifier
    name = "/".join((book.publisher.name, book.title, text.edition.id))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def modified(when: datetime) -> str:
    """A time as dcterms:modified has it."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def main_title(text: EditionText) -> str:
    """Title of the edition: the contribution's own for an offprint."""
    offprint = text.edition.offprint
    own = next((written.title for written in text.pieces if written.piece.id == offprint), "")
    return own or text.book.title


def _identity(metadata: Metadata, text: EditionText) -> None:
    book = text.book
    metadata.dc("identifier", identifier(text), id="pub-id")
    if text.edition.isbn:
        metadata.meta("identifier-type", _ISBN_13, refines="pub-id", scheme="onix:codelist5")
    if text.edition.doi:
        own = not text.edition.isbn
        doi = "pub-id" if own else metadata.dc("identifier", f"urn:doi:{text.edition.doi}")
        metadata.meta("identifier-type", _DOI, refines=doi, scheme="onix:codelist5")
    _titles(metadata, text)
    for lang in _languages(text):
        metadata.dc("language", lang)
    metadata.meta("dcterms:modified", modified(text.when))
    metadata.dc("date", book.dates.published.isoformat())
    metadata.dc("publisher", book.publisher.name)


def _titles(metadata: Metadata, text: EditionText) -> None:
    """Main title with its sort name and its forms in other scripts, then the subtitle."""
    book, name = text.book, main_title(text)
    title = metadata.dc("title", name)
    metadata.meta("title-type", "main", refines=title)
    if (sorted_as := sort_title(name, book.language)) != name:
        metadata.meta("file-as", sorted_as, refines=title)
    if text.edition.offprint:
        return
    if book.subtitle:
        metadata.meta("display-seq", "1", refines=title)
    for lang, form in book.also_written.items():
        metadata.meta("alternate-script", form, refines=title, lang=lang)
    if book.subtitle:
        subtitle = metadata.dc("title", book.subtitle)
        metadata.meta("title-type", "subtitle", refines=subtitle)
        metadata.meta("display-seq", "2", refines=subtitle)


def _languages(text: EditionText) -> tuple[str, ...]:
    """The main language first; alone for Amazon, which sells in few languages and reads one (KDP help)."""
    if text.edition.format is Format.KINDLE:
        return (text.book.language,)
    return (text.book.language, *text.book.also_in)


def _page_source(metadata: Metadata, book: Book, printed: Edition) -> None:
    """Where the page numbers come from (EPUB Accessibility 1.1, 3.2.2): by ISBN, else by name.

    `pageBreakSource` is EPUB 3.3's; shops and Kindle (KPG 10.3.11) look for `dc:source`.
    """
    if printed.isbn is None:
        named = f"{book.title}, {book.publisher.name}, {book.dates.published.year} ({printed.id})"
        metadata.meta("pageBreakSource", named)
        return
    source = f"urn:isbn:{printed.isbn.replace('-', '')}"
    metadata.meta("source-of", "pagination", refines=metadata.dc("source", source))
    metadata.meta("pageBreakSource", source)


def _certifier(metadata: Metadata, said: Accessibility) -> None:
    """Who vouches for the claim with the id `conformance` (EPUB Accessibility 1.1, 2.4.2 to 2.4.4)."""
    metadata.meta("a11y:certifiedBy", said.certified_by or "", refines="conformance", id="certifier")
    if said.certifier_credential:
        metadata.meta("a11y:certifierCredential", said.certifier_credential, refines="certifier")
    if said.certifier_report:
        report = {"rel": "a11y:certifierReport", "refines": "#certifier", "href": said.certifier_report}
        etree.SubElement(metadata.root, f"{{{OPF}}}link", report)


def _manifest(root: etree._Element, items: Sequence[Item], reading_order: Sequence[str]) -> None:
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    for item in sorted(items, key=lambda item: item.href):
        attributes = {"id": item.id, "href": item.href, "media-type": item.media_type}
        if item.properties:
            attributes["properties"] = " ".join(item.properties)
        etree.SubElement(manifest, f"{{{OPF}}}item", attributes)
    spine = etree.SubElement(root, f"{{{OPF}}}spine", {"toc": "ncx"})
    for id in reading_order:
        etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": id})
