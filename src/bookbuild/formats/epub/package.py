"""The package document: what the book is, which files it has, and in which order they are read."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from bookbuild.book.codes import UnknownRole, role
from bookbuild.book.model import Book, Contributor, Edition, Format
from bookbuild.formats._xhtml.made.copyright_page import rights_line
from bookbuild.formats._xhtml.markup import XML_LANG
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.accessibility import CONFORMANCE
from bookbuild.formats.epub.item import Item
from bookbuild.formats.inline import plain
from bookbuild.formats.wording import wording

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
_IBOOKS = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
"""Asset guide of Apple Books: `ibooks:specified-fonts`."""
_ISBN_13 = "15"
"""ONIX code list 5."""
_AUTHORITIES = (("thema", "Thema"), ("bisac", "BISAC"), ("clil", "CLIL"))
"""Field of `Subjects`: reserved authority of EPUB 3.3, D.3.3."""


@dataclass
class _Package:
    """The document under construction."""

    root: etree._Element
    metadata: etree._Element
    count: dict[str, int] = field(default_factory=dict)

    def dc(self, name: str, text: str, **attributes: str) -> str:
        """A Dublin Core element with an id of its own, which is given back."""
        self.count[name] = self.count.get(name, 0) + 1
        id = attributes.pop("id", f"{name}-{self.count[name]}")
        element = etree.SubElement(self.metadata, f"{{{DC}}}{name}", {"id": id, **attributes})
        element.text = text
        return id

    def meta(self, property: str, text: str, refines: str = "", **attributes: str) -> None:
        """A meta element about the book, or about the element with the id `refines`."""
        about = {"refines": f"#{refines}"} if refines else {}
        element = etree.SubElement(
            self.metadata, f"{{{OPF}}}meta", {"property": property, **about, **attributes}
        )
        element.text = text


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
    package = _Package(root, etree.SubElement(root, f"{{{OPF}}}metadata", nsmap={"dc": DC}))
    _identity(package, text)
    _people(package, text)
    _trade(package, text)
    if printed is not None:
        _page_source(package, text.book, printed)
    for property, value in accessibility:
        package.meta(property, value)
    if embeds_fonts:  # else Apple Books shows its own
        root.set("prefix", f"ibooks: {_IBOOKS}")
        package.meta("ibooks:specified-fonts", "true")
    if certified:
        package.meta("dcterms:conformsTo", CONFORMANCE, id="conformance")
        package.meta("a11y:certifiedBy", text.book.accessibility.certified_by or "", refines="conformance")
    cover = next((item.id for item in items if "cover-image" in item.properties), "")
    if cover:  # EPUB 2's way, which older shops still read
        etree.SubElement(package.metadata, f"{{{OPF}}}meta", {"name": "cover", "content": cover})
    _manifest(root, items, reading_order)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def identifier(text: EditionText) -> str:
    """The edition's ISBN as a URN, or the book's own identifier, or a UUID, the same at every build."""
    if text.edition.isbn:
        return f"urn:isbn:{text.edition.isbn.replace('-', '')}"
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


def _identity(package: _Package, text: EditionText) -> None:
    book = text.book
    package.dc("identifier", identifier(text), id="pub-id")
    if text.edition.isbn:
        package.meta("identifier-type", _ISBN_13, refines="pub-id", scheme="onix:codelist5")
    title = package.dc("title", main_title(text))
    package.meta("title-type", "main", refines=title)
    if book.subtitle and not text.edition.offprint:
        package.meta("title-type", "subtitle", refines=package.dc("title", book.subtitle))
    for lang in _languages(text):
        package.dc("language", lang)
    package.meta("dcterms:modified", modified(text.when))
    package.dc("date", book.dates.published.isoformat())
    package.dc("publisher", book.publisher.name)


def _languages(text: EditionText) -> tuple[str, ...]:
    """The main language first; alone for Amazon, which sells in few languages and reads one (KDP help)."""
    if text.edition.format is Format.KINDLE:
        return (text.book.language,)
    return (text.book.language, *text.book.also_in)


def _people(package: _Package, text: EditionText) -> None:
    """Leading roles are creators, all others contributors; each with role, sort name and place."""
    for number, (person, code, leads) in enumerate(_credits(text), start=1):
        id = package.dc("creator" if leads else "contributor", person.name)
        package.meta("role", code, refines=id, scheme="marc:relators")
        if sort_name := person.file_as or _sort_name(person.name):
            package.meta("file-as", sort_name, refines=id)
        package.meta("display-seq", str(number), refines=id)


def _credits(text: EditionText) -> Iterator[tuple[Contributor, str, bool]]:
    """(person, MARC code, whether a creator), creators first, as book.yaml orders them."""
    book = text.book
    offprint = next((w.piece for w in text.pieces if w.piece.id == text.edition.offprint), None)
    if offprint is not None:
        for id in offprint.by:
            yield book.contributor(id), "aut", True
        return
    found = [(person, *_role(person, book)) for person in book.contributors]
    yield from (credit for credit in found if credit[2])
    yield from (credit for credit in found if not credit[2])


def _role(person: Contributor, book: Book) -> tuple[str, bool]:
    """MARC code, and whether a creator. Without a role somebody is the author, unless others lead."""
    try:
        known = role(person.role) if person.role else None
    except UnknownRole:
        return "oth", False
    if known is not None:
        return known.marc, known.creator
    led = any(other.role for other in book.contributors)
    return ("ctb", False) if led else ("aut", True)


def _sort_name(name: str) -> str:
    """`Marie Durand` → `Durand, Marie`; a single name stays."""
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else name


def _trade(package: _Package, text: EditionText) -> None:
    """Description, subjects, rights, series, and the book an offprint comes from."""
    book = text.book
    if book.description and not text.edition.offprint:
        package.dc("description", plain(book.description.long).strip())
    for field_name, authority in _AUTHORITIES:
        for code in getattr(book.subjects, field_name):
            subject = package.dc("subject", code)
            package.meta("authority", authority, refines=subject)
            package.meta("term", code, refines=subject)
    for keyword in book.subjects.keywords:
        package.dc("subject", keyword)
    if rights := rights_line(book, wording(book.language)):
        package.dc(
            "rights",
            f"{rights}. {book.rights.statement}" if book.rights and book.rights.statement else rights,
        )
    if text.edition.offprint:
        package.meta("dcterms:isPartOf", book.title)
    if book.series and not text.edition.offprint:
        package.meta("belongs-to-collection", book.series.title, id="series")
        package.meta("collection-type", "series", refines="series")
        if book.series.number is not None:
            package.meta("group-position", str(book.series.number), refines="series")
        if book.series.issn:
            package.meta("dcterms:identifier", f"urn:issn:{book.series.issn}", refines="series")


def _page_source(package: _Package, book: Book, printed: Edition) -> None:
    """Where the page numbers come from (EPUB Accessibility 1.1, 3.2.2): by ISBN, else by name.

    `pageBreakSource` is EPUB 3.3's; shops and Kindle (KPG 10.3.11) look for `dc:source`.
    """
    if printed.isbn is None:
        named = f"{book.title}, {book.publisher.name}, {book.dates.published.year} ({printed.id})"
        package.meta("pageBreakSource", named)
        return
    source = f"urn:isbn:{printed.isbn.replace('-', '')}"
    package.meta("source-of", "pagination", refines=package.dc("source", source))
    package.meta("pageBreakSource", source)


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
