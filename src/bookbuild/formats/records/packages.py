"""The metadata of the package document and of a print PDF, and plain Dublin Core, which libraries harvest."""

from collections.abc import Iterator, Sequence

from lxml import etree

from bookbuild.book.identifiers import unique_identifier
from bookbuild.book.model import Format
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.metadata import DC, OPF
from bookbuild.formats.epub.package import main_title, package_document
from bookbuild.formats.offprint import authors_of
from bookbuild.formats.records.record import Record, record

_TYPE, _EPUB, _PDF = "Text", "application/epub+zip", "application/pdf"


def epub_record(text: EditionText, accessibility: Sequence[tuple[str, str]]) -> Record:
    """As reading systems and shops read it. `accessibility` is the (property, value) of the pages, once they are made."""
    metadata = _metadata(text)
    refined: dict[str, list[str]] = {}
    for meta in metadata.iterfind(f"{{{OPF}}}meta[@refines]"):
        property = (meta.get("property") or "").removeprefix("dcterms:")
        refined.setdefault(meta.get("refines", "")[1:], []).append(f"{property} {meta.text}")
    return record("EPUB", [*_epub_pairs(metadata, refined), *accessibility])


def _epub_pairs(metadata: etree._Element, refined: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for element in metadata.iterchildren(etree.Element):
        name = etree.QName(element)
        notes = refined.get(element.get("id", ""), [])
        value = f"{element.text} ({', '.join(notes)})" if notes else element.text or ""
        if name.namespace == DC:
            yield f"dc:{name.localname}", value
        elif name.localname == "link":
            yield element.get("rel", ""), element.get("href", "")
        elif element.get("property") and not element.get("refines"):
            yield element.get("property", ""), value


def _metadata(text: EditionText) -> etree._Element:
    certified = bool(text.book.accessibility.certified_by)
    root = etree.fromstring(package_document(text, (), (), (), certified))
    found = root.find(f"{{{OPF}}}metadata")
    return root if found is None else found


def pdf_record(text: EditionText) -> Record:
    """Info and XMP of interior and cover."""
    return record(
        "PDF",
        [
            ("Title, dc:title", main_title(text)),
            *(("Author, dc:creator", name) for name in authors_of(text)),
            ("dc:identifier", unique_identifier(text.book, text.edition)),
            ("CreationDate, xmp:CreateDate", f"{text.when:%Y-%m-%dT%H:%M:%SZ}"),
            ("Lang", text.book.language),
        ],
    )


def dublin_core_record(text: EditionText) -> Record:
    """The fifteen elements (ISO 15836-1), from the package document; of print the same, with its own format."""
    metadata = _metadata(text)
    own = unique_identifier(text.book, text.edition)
    pairs = [
        (name.localname, element.text)
        for element in metadata.iterchildren(etree.Element)
        if (name := etree.QName(element)).namespace == DC
        and (name.localname, element.text) != ("relation", own)
    ]
    format = _PDF if text.edition.format in {Format.PRINT, Format.PDF} else _EPUB
    return record("Dublin Core", [*pairs, ("type", _TYPE), ("format", format)])
