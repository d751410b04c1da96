"""An EPUB opened for reading: its package document, its pages as trees, the names in the archive."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from bookbuild.preflight.epub_file import EpubFault, EpubFile, parse_xml

XHTML = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB = "http://www.idpf.org/2007/ops"
NS = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": XHTML,
    "epub": EPUB,
    "enc": "http://www.w3.org/2001/04/xmlenc#",
}
XHTML_TYPE = "application/xhtml+xml"
_ENCRYPTION = "META-INF/encryption.xml"
LARGEST_PAGE_BYTES = 30 * 1024 * 1024
"""KDP takes no larger page; this is six times the longest novel."""
LARGEST_TEXT_BYTES = 8 * 1024 * 1024
"""Of a file that is searched for words."""
_ALL_PAGES_BYTES = 2 * LARGEST_PAGE_BYTES
"""Trees are held for all pages at once, at some ten times the size of the files."""


@dataclass(frozen=True)
class Item:
    """A file of the manifest. `path` is its name in the archive."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True)
class Package:
    """What the EPUB holds. Trees keep their lines."""

    archive: EpubFile
    path: str
    """Name of the package document."""
    root: etree._Element
    items: Mapping[str, Item]
    """The manifest, by id."""
    pages: Mapping[str, etree._Element] = field(default_factory=dict)
    """Well-formed XHTML pages by name, in manifest order."""
    ill_formed: Mapping[str, etree.XMLSyntaxError] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    """Pages that are locked, or have LARGEST_PAGE_BYTES or more."""
    locked: Mapping[str, str] = field(default_factory=dict)
    """Name of each file that is not stored as it is: the URI of the method (EPUB 3.3, 4.2.6.3.2)."""

    @property
    def names(self) -> frozenset[str]:
        """Every file in the archive."""
        return self.archive.names

    @property
    def nav(self) -> str | None:
        """Name of the navigation document."""
        return next((item.path for item in self.items.values() if "nav" in item.properties), None)

    @property
    def cover(self) -> Item | None:
        """The picture declared as the cover, by EPUB 3's property or EPUB 2's meta element."""
        meta = self.root.find("opf:metadata/opf:meta[@name='cover']", NS)
        named = self.items.get(meta.get("content", "")) if meta is not None else None
        return next((item for item in self.items.values() if "cover-image" in item.properties), named)

    def metas(self, property: str) -> list[str]:
        """Values of the `meta` elements with this property, in order; in EPUB 2 its name stands in `name`."""
        new = self.root.iterfind(f"opf:metadata/opf:meta[@property='{property}']", NS)
        old = self.root.iterfind(f"opf:metadata/opf:meta[@name='{property}']", NS)
        return [
            *((meta.text or "").strip() for meta in new),
            *(meta.get("content", "").strip() for meta in old),
        ]

    def text(self, path: str) -> str:
        """A style sheet or drawing, to search it for words; empty when it is not there, locked, or too large."""
        if path not in self.names or path in self.locked or self.archive.size(path) > LARGEST_TEXT_BYTES:
            return ""
        return self.archive.read(path).decode("utf-8", errors="replace")

    def reading_order(self) -> list[str]:
        """Names of the pages in the order they are read."""
        refs = self.root.iterfind("opf:spine/opf:itemref", NS)
        return [self.items[ref.get("idref", "")].path for ref in refs if ref.get("idref") in self.items]


def read_package(archive: EpubFile) -> Package:
    """Open the package document and every page. Raises EpubFault, a ValueError, when that can't be."""
    container = _parse(archive, "META-INF/container.xml")
    rootfile = container.find("c:rootfiles/c:rootfile", NS)
    path = rootfile.get("full-path", "") if rootfile is not None else ""
    if path not in archive.names:
        raise EpubFault(f"its container points to “{path}”, which is not there")
    root = _parse(archive, path)
    items = {item.id: item for item in _items(root, path)}
    locked = _locked(archive)
    pages: dict[str, etree._Element] = {}
    ill_formed: dict[str, etree.XMLSyntaxError] = {}
    unread: set[str] = set()
    left = _ALL_PAGES_BYTES
    for name in dict.fromkeys(item.path for item in items.values() if item.media_type == XHTML_TYPE):
        if name not in archive.names:
            continue
        size = archive.size(name)
        if name in locked or size >= LARGEST_PAGE_BYTES:
            unread.add(name)
            continue
        left -= size
        if left < 0:
            raise EpubFault(f"its pages are larger than {_ALL_PAGES_BYTES // 1024 // 1024} MB together")
        try:
            pages[name] = parse_xml(archive.read(name))
        except etree.XMLSyntaxError as error:
            ill_formed[name] = error
    return Package(archive, path, root, items, pages, ill_formed, frozenset(unread), locked)


def resolve(base: str, href: str) -> tuple[str, str]:
    """Name in the archive and fragment that `href` in the file `base` means."""
    target, _, fragment = href.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(target))) if target else base
    return path, unquote(fragment)


def _items(root: etree._Element, path: str) -> Iterator[Item]:
    for item in root.iterfind("opf:manifest/opf:item", NS):
        name, _ = resolve(path, item.get("href", ""))
        properties = frozenset((item.get("properties") or "").split())
        yield Item(item.get("id", ""), name, item.get("media-type", ""), properties)


def _locked(archive: EpubFile) -> dict[str, str]:
    if _ENCRYPTION not in archive.names:
        return {}
    found: dict[str, str] = {}
    for data in _parse(archive, _ENCRYPTION).iterfind(".//enc:EncryptedData", NS):
        method = data.find("enc:EncryptionMethod", NS)
        reference = data.find("enc:CipherData/enc:CipherReference", NS)
        if reference is not None:
            name = posixpath.normpath(unquote(reference.get("URI", "")))
            found[name] = method.get("Algorithm", "") if method is not None else ""
    return found


def _parse(archive: EpubFile, name: str) -> etree._Element:
    try:
        return parse_xml(archive.read(name, LARGEST_PAGE_BYTES))
    except KeyError:
        raise EpubFault(f"it holds no {name}") from None
    except etree.XMLSyntaxError as error:
        raise EpubFault(f"{name} is not well-formed: {error.msg}") from error
