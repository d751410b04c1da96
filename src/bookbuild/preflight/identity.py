"""What a finished file says it is: ISBN wherever it stands, title, people, language, pages.

Read from EPUB, PDF and ONIX of any origin; `agreement` holds these identities against each other and book.yaml.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import langcodes
import pikepdf
import pypdfium2
from lxml import etree

from bookbuild._tools.pdfium import opened
from bookbuild.preflight.barcode import read_ean13
from bookbuild.preflight.epub_file import EpubFault, open_epub, parse_xml
from bookbuild.preflight.epub_package import NS, Package, read_package
from bookbuild.preflight.onix.message import NotOnix, read_message

_ISBN = re.compile(r"97[89](?:[\s\u00ad\u2010-\u2013-]?\d){10}(?!\d)")
_PRINTED = re.compile(
    r"ISBN[^\d]{0,60}?(97[89](?:[ \u00a0\u00ad\u2010-\u2013-]?\d){10})(?!\d)", re.IGNORECASE
)
"""An ISBN as it is printed after its name: `ISBN (papier) : 979-10-…`."""
_FIRST_PAGES, _LAST_PAGES = 12, 4
"""Of a PDF: where its copyright page and colophon are."""
_IMPRINT = re.compile(r"©|\bcopyright\b|dépôt légal|ISBN\s*\(", re.IGNORECASE)
"""What a copyright page says, and a bibliography does not."""
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_LEADING = frozenset({"A01", "B01", "C01"})
"""ONIX list 17: author, editor, compiler."""
IN_NAME, IN_RECORD, IN_METADATA = "in its name", "in its record", "in its metadata"
ON_PAGES, IN_BARCODE = "on its pages", "in its barcode"


@dataclass(frozen=True)
class Identity:
    """What one file, or one ONIX record, says of the product. Empty means that it does not say."""

    name: str
    """File name."""
    kind: str
    """epub, pdf or onix."""
    isbns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """13 digits each, by the place where they stand: IN_NAME, IN_METADATA, ON_PAGES, IN_BARCODE, IN_RECORD."""
    title: str = ""
    people: frozenset[str] = frozenset()
    leading: frozenset[str] = frozenset()
    """Those of them without whom the book is not found: authors and editors."""
    language: str = ""
    """ISO 639 code of two or three letters."""
    pages: int | None = None
    line: int = 0
    """Of an ONIX record in its message."""

    @property
    def own(self) -> frozenset[str]:
        """The ISBNs that name this product alone: not those printed, among which may be other editions'."""
        places = (IN_NAME, IN_METADATA, IN_BARCODE, IN_RECORD)
        return frozenset().union(*(self.isbns.get(place, frozenset()) for place in places))


def identities(path: Path) -> tuple[Identity, ...]:
    """Of an EPUB or a PDF one, of an ONIX message one a record; none of what can't be read, as its own check says."""
    read = {".epub": _epub, ".pdf": _pdf, ".xml": _onix}.get(path.suffix.lower())
    try:
        return tuple(read(path)) if read else ()
    except (EpubFault, NotOnix, pikepdf.PdfError, pypdfium2.PdfiumError, etree.XMLSyntaxError, OSError):
        return ()


def language_code(tag: str) -> str:
    """What tells languages apart: `fr` of `fr-CA`, of `fre` and of `fra`; empty for what is none."""
    try:
        return langcodes.standardize_tag(tag.replace("_", "-")).partition("-")[0] if tag else ""
    except langcodes.tag_parser.LanguageTagError:
        return ""


def digits(text: str) -> str:
    """Digits alone."""
    return re.sub(r"\D", "", text)


def _in_name(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r"(?<!\d)97[89]\d{10}(?!\d)", path.stem))


def _printed(text: str) -> frozenset[str]:
    return frozenset(digits(found) for found in _PRINTED.findall(text))


def _epub(path: Path) -> Iterator[Identity]:
    with open_epub(path) as archive:
        package = read_package(archive)
        creators, others = (_texts(package.root, f"dc:{name}") for name in ("creator", "contributor"))
        identifiers = [text for text in _texts(package.root, "dc:identifier") if _ISBN.search(text)]
        languages = [*_texts(package.root, "dc:language"), ""]
        yield Identity(
            path.name,
            "epub",
            {
                IN_NAME: _in_name(path),
                IN_METADATA: frozenset(digits(text)[-13:] for text in identifiers),
                ON_PAGES: _printed(_copyright_text(package)),
            },
            title=[*_texts(package.root, "dc:title"), ""][0],
            people=frozenset((*creators, *others)),
            leading=frozenset(creators),
            language=language_code(languages[0]),
        )


def _texts(root: etree._Element, name: str) -> list[str]:
    found = root.iterfind(f"opf:metadata/{name}", NS)
    return [text for element in found if (text := " ".join("".join(element.itertext()).split()))]


def _copyright_text(package: Package) -> str:
    """Of the page that calls itself so; of no other, since a bibliography names ISBNs too."""
    sections = [
        element
        for page in package.pages.values()
        for element in page.iter(etree.Element)
        if "copyright-page" in element.get(_EPUB_TYPE, "").split()
    ]
    return "\n".join(" ".join(section.itertext()) for section in sections)


def _pdf(path: Path) -> Iterator[Identity]:
    with pikepdf.Pdf.open(path) as pdf:
        count = len(pdf.pages)
        info_title = str(pdf.docinfo.get("/Title", ""))
        tag = str(pdf.Root.get("/Lang", ""))
        titles, creators, identifiers = (_xmp(pdf, name) for name in ("title", "creator", "identifier"))
    with opened(path) as document:
        numbers = {*range(min(_FIRST_PAGES, count)), *range(max(0, count - _LAST_PAGES), count)}
        texts = [document[n].get_textpage().get_text_range() for n in sorted(numbers)]
    text = "\n".join(one for one in texts if count == 1 or _IMPRINT.search(one))
    people = frozenset(creators)
    named = " ".join(identifiers)
    yield Identity(
        path.name,
        "pdf",
        {
            IN_NAME: _in_name(path),
            IN_METADATA: frozenset(
                digits(found) for found in _ISBN.findall(named) if "isbn" in named.lower()
            ),
            ON_PAGES: _printed(text),
            IN_BARCODE: frozenset(filter(None, [read_ean13(path)])) if count == 1 else frozenset(),
        },
        title=[*titles, info_title][0],
        people=people,
        leading=people,
        language=language_code(tag),
        pages=count if count > 1 else None,
    )


def _xmp(pdf: pikepdf.Pdf, name: str) -> list[str]:
    """Values of a Dublin Core property of the document's XMP (ISO 16684-1, 7); none when it can't be read."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return []
    try:
        root = parse_xml(stream.read_bytes())
    except etree.XMLSyntaxError:
        return []
    texts = (text.strip() for one in root.iter(f"{{{NS['dc']}}}{name}") for text in one.itertext())
    return [text for text in texts if text]


def _onix(path: Path) -> Iterator[Identity]:
    message = read_message(path.read_bytes())
    if message.release == "2.1":
        return
    for product in message.plain().iterfind("Product"):
        yield _record(path, product)


def _record(path: Path, product: etree._Element) -> Identity:
    detail = "DescriptiveDetail"
    people: set[str] = set()
    leading: set[str] = set()
    for contributor in product.iterfind(f"{detail}/Contributor"):
        name = contributor.findtext("PersonName") or contributor.findtext("CorporateName") or ""
        people.add(name)
        if _LEADING & {role.text or "" for role in contributor.iterfind("ContributorRole")}:
            leading.add(name)
    pages = [
        extent.findtext("ExtentValue") or ""
        for extent in product.iterfind(f"{detail}/Extent")
        if extent.findtext("ExtentUnit") == "03" and extent.findtext("ExtentType") in {"00", "07"}
    ]
    languages = [
        one.findtext("LanguageCode") or ""
        for one in product.iterfind(f"{detail}/Language")
        if one.findtext("LanguageRole") == "01"
    ]
    return Identity(
        path.name,
        "onix",
        {IN_RECORD: frozenset(_record_isbns(product))},
        title=_record_title(product),
        people=frozenset(people - {""}),
        leading=frozenset(leading - {""}),
        language=language_code([*languages, ""][0]),
        pages=int(pages[0]) if pages and re.fullmatch(r"\d{1,6}", pages[0]) else None,
        line=product.sourceline or 0,
    )


def _record_isbns(product: etree._Element) -> Iterator[str]:
    """List 5: ISBN-13, and GTIN-13, which of a book is the same number."""
    for one in product.iterfind("ProductIdentifier"):
        value = one.findtext("IDValue") or ""
        if one.findtext("ProductIDType") in {"03", "15"} and _ISBN.fullmatch(value):
            yield digits(value)


def _record_title(product: etree._Element) -> str:
    for detail in product.iterfind("DescriptiveDetail/TitleDetail"):
        element = detail.find("TitleElement[TitleElementLevel='01']")
        if detail.findtext("TitleType") == "01" and element is not None:
            whole: Sequence[str | None] = (
                [element.findtext("TitleText")]
                if element.find("TitleText") is not None
                else [element.findtext("TitlePrefix"), element.findtext("TitleWithoutPrefix")]
            )
            return " ".join(filter(None, whole))
    return ""
