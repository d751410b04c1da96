"""An EPUB opened for reading: its package document, its pages as trees, the names in the archive."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
NS = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": XHTML,
    "epub": EPUB,
}
_LARGEST_BYTES = 64 * 1024 * 1024
"""No page or package document is larger; a zip entry that says so is an accident or an attack."""


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

    archive: zipfile.ZipFile
    path: str
    """Name of the package document."""
    root: etree._Element
    items: Mapping[str, Item]
    """The manifest, by id."""
    pages: Mapping[str, etree._Element] = field(default_factory=dict)
    """Well-formed XHTML pages by name, in manifest order."""
    ill_formed: Mapping[str, etree.XMLSyntaxError] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """Every file in the archive."""
        return frozenset(self.archive.namelist())

    @property
    def nav(self) -> str | None:
        """Name of the navigation document."""
        return next((item.path for item in self.items.values() if "nav" in item.properties), None)

    def metas(self, property: str) -> list[str]:
        """Values of the `meta` elements with this property, in order."""
        found = self.root.iterfind(f"opf:metadata/opf:meta[@property='{property}']", NS)
        return [(meta.text or "").strip() for meta in found]

    def reading_order(self) -> list[str]:
        """Names of the pages in the order they are read."""
        refs = self.root.iterfind("opf:spine/opf:itemref", NS)
        return [self.items[ref.get("idref", "")].path for ref in refs if ref.get("idref") in self.items]


def read_package(archive: zipfile.ZipFile) -> Package:
    """Open the package document and every page. Raises ValueError when there is none."""
    container = _parse(archive, "META-INF/container.xml")
    rootfile = container.find("c:rootfiles/c:rootfile", NS)
    path = rootfile.get("full-path", "") if rootfile is not None else ""
    if path not in archive.namelist():
        raise ValueError(f"its container points to “{path}”, which is not there")
    root = _parse(archive, path)
    items = {item.id: item for item in _items(root, path)}
    pages: dict[str, etree._Element] = {}
    ill_formed: dict[str, etree.XMLSyntaxError] = {}
    for item in items.values():
        if item.media_type != "application/xhtml+xml" or item.path not in archive.namelist():
            continue
        try:
            pages[item.path] = etree.fromstring(_read(archive, item.path), _parser())
        except etree.XMLSyntaxError as error:
            ill_formed[item.path] = error
    return Package(archive, path, root, items, pages, ill_formed)


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


def _parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        return etree.fromstring(_read(archive, name), _parser())
    except KeyError:
        raise ValueError(f"it holds no {name}") from None
    except etree.XMLSyntaxError as error:
        raise ValueError(f"{name} is not well-formed: {error.msg}") from error


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST_BYTES:
        raise ValueError(f"{name} is larger than 64 MB")
    return archive.read(name)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
