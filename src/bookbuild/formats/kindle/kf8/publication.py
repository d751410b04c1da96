"""What an EPUB says about itself: package, metadata, reading order, contents, landmarks, pages of print."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bookbuild.formats.kindle.kf8.archive import Archive, Unreadable, resolve

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XHTML_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_MOST_LEVELS = 64
"""Contents nested deeper are an accident or an attack."""


@dataclass(frozen=True)
class Item:
    """A file of the manifest."""

    path: str
    """Its name in the archive."""
    media_type: str
    properties: frozenset[str] = frozenset()


Target = tuple[str, str]
"""A place in the book: name of the page, and id in it or nothing."""


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    label: str
    target: Target
    inner: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Mark:
    """A landmark, or a page of the print edition. `kind` is the EPUB's own word for a landmark."""

    label: str
    target: Target
    kind: str = ""


@dataclass(frozen=True)
class Metadata:
    """What the shelf and the catalogue show."""

    title: str
    authors: tuple[str, ...]
    language: str
    identifier: str
    publisher: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    rights: str = ""
    isbn: str = ""
    source: str = ""
    contributors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Publication:
    """An EPUB, understood."""

    package: str
    """Name of the package document."""
    metadata: Metadata
    items: Mapping[str, Item]
    """By name in the archive."""
    pages: tuple[str, ...]
    """Names of the XHTML pages in reading order."""
    cover: str | None
    """Name of the cover image."""
    contents: tuple[Entry, ...]
    landmarks: tuple[Mark, ...]
    page_list: tuple[Mark, ...]
    right_to_left: bool
    writing_mode: str
    """primary-writing-mode as stated: `vertical-rl`…, or nothing."""
    fixed_layout: bool


def read_publication(archive: Archive) -> Publication:
    """Raises Unreadable when there is no usable package document."""
    container = archive.tree("META-INF/container.xml")
    rootfile = next(container.iter(f"{_CONTAINER}rootfile"), None)
    package = resolve("", rootfile.get("full-path", ""))[0] if rootfile is not None else ""
    if package not in archive:
        raise Unreadable(f"the container points to “{package}”, which is not there")
    root = archive.tree(package)
    by_id = {item.get("id", ""): _item(item, package) for item in root.iter(f"{OPF}item")}
    spine = root.find(f"{OPF}spine")
    if spine is None:
        raise Unreadable(f"{package} has no spine")
    refs = [by_id.get(ref.get("idref", "")) for ref in spine.iter(f"{OPF}itemref")]
    pages = [item.path for item in refs if item and item.media_type in _XHTML_TYPES and item.path in archive]
    if not pages:
        raise Unreadable(f"{package} lists no page that is there")
    contents, landmarks, page_list = _navigation(archive, by_id, spine.get("toc", ""))
    return Publication(
        package,
        _metadata(root),
        {item.path: item for item in by_id.values()},
        tuple(dict.fromkeys(pages)),
        _cover(root, by_id),
        contents,
        landmarks or _guide(root, package),
        page_list,
        spine.get("page-progression-direction") == "rtl",
        _meta_content(root, "primary-writing-mode"),
        _fixed(root),
    )


def _item(element: etree._Element, package: str) -> Item:
    properties = frozenset((element.get("properties") or "").split())
    path, _ = resolve(package, element.get("href", ""))
    return Item(path, element.get("media-type", ""), properties)


def _metadata(root: etree._Element) -> Metadata:
    def all_of(name: str) -> tuple[str, ...]:
        found = (_words(element) for element in root.iter(f"{DC}{name}"))
        return tuple(filter(None, found))

    def one_of(name: str) -> str:
        return next(iter(all_of(name)), "")

    wanted = root.get("unique-identifier")
    own = [_words(element) for element in root.iter(f"{DC}identifier") if element.get("id") == wanted]
    modified = [
        _words(meta) for meta in root.iter(f"{OPF}meta") if meta.get("property") == "dcterms:modified"
    ]
    return Metadata(
        one_of("title") or "Untitled",
        all_of("creator"),
        one_of("language") or root.get(_LANG) or "en",
        next(iter(own), "") or one_of("identifier"),
        one_of("publisher"),
        one_of("description"),
        all_of("subject"),
        one_of("date"),
        next(iter(modified), ""),
        one_of("rights"),
        next(filter(None, map(_isbn, all_of("identifier"))), ""),
        one_of("source"),
        all_of("contributor"),
    )


def _isbn(identifier: str) -> str:
    """The ISBN that an identifier is, without hyphens; nothing when it is none."""
    digits = re.sub(r"[^0-9X]", "", identifier.rpartition(":")[2].upper())
    return digits if "isbn" in identifier.lower() or re.fullmatch(r"97[89]\d{10}", digits) else ""


def _meta_content(root: etree._Element, name: str) -> str:
    return next((meta.get("content", "") for meta in root.iter(f"{OPF}meta") if meta.get("name") == name), "")


def _fixed(root: etree._Element) -> bool:
    """Fixed layout, as EPUB 3 or as Amazon's own meta says it."""
    layouts = [_words(meta) for meta in root.iter(f"{OPF}meta") if meta.get("property") == "rendition:layout"]
    return "pre-paginated" in layouts or _meta_content(root, "fixed-layout").lower() == "true"


def _cover(root: etree._Element, by_id: Mapping[str, Item]) -> str | None:
    marked = next((item for item in by_id.values() if "cover-image" in item.properties), None)
    item = marked or by_id.get(_meta_content(root, "cover"))
    return item.path if item and item.media_type.startswith("image/") else None


_Navigation = tuple[tuple[Entry, ...], tuple[Mark, ...], tuple[Mark, ...]]


def _navigation(archive: Archive, by_id: Mapping[str, Item], toc: str) -> _Navigation:
    """Contents, landmarks and page list: of the navigation document; what it lacks, of the NCX."""
    contents: tuple[Entry, ...] = ()
    landmarks: tuple[Mark, ...] = ()
    page_list: tuple[Mark, ...] = ()
    nav = next((item for item in by_id.values() if "nav" in item.properties), None)
    if nav and nav.path in archive:
        for element in archive.tree(nav.path).iter(f"{XHTML}nav"):
            kinds = (element.get(f"{OPS}type") or "").split()
            if "toc" in kinds and not contents:
                contents = tuple(_nav_entries(element.find(f"{XHTML}ol"), nav.path))
            elif "landmarks" in kinds:
                landmarks = tuple(_nav_marks(element, nav.path))
            elif "page-list" in kinds:
                page_list = tuple(_nav_marks(element, nav.path))
    ncx = by_id.get(toc) or next(
        (i for i in by_id.values() if i.media_type == "application/x-dtbncx+xml"), None
    )
    if ncx and ncx.path in archive and not (contents and page_list):
        root = archive.tree(ncx.path)
        points = root.find(f"{_NCX}navMap")
        contents = contents or (tuple(_ncx_entries(points, ncx.path)) if points is not None else ())
        page_list = page_list or tuple(
            Mark(_ncx_label(page), _ncx_target(page, ncx.path)) for page in root.iter(f"{_NCX}pageTarget")
        )
    return contents, landmarks, page_list


def _nav_entries(ol: etree._Element | None, path: str, level: int = 1) -> Iterator[Entry]:
    """The lines of a list; a heading without link leads to its first line."""
    for li in ol.iterfind(f"{XHTML}li") if ol is not None and level <= _MOST_LEVELS else ():
        inner = tuple(_nav_entries(li.find(f"{XHTML}ol"), path, level + 1))
        link = li.find(f"{XHTML}a")
        words = link if link is not None else li.find(f"{XHTML}span")
        if link is not None and link.get("href"):
            target = resolve(path, link.get("href"))
        elif inner:
            target = inner[0].target
        else:
            continue
        yield Entry(_words(words) if words is not None else "", target, inner)


def _nav_marks(nav: etree._Element, path: str) -> Iterator[Mark]:
    for link in nav.iter(f"{XHTML}a"):
        if link.get("href"):
            yield Mark(_words(link), resolve(path, link.get("href")), link.get(f"{OPS}type") or "")


def _ncx_entries(points: etree._Element, path: str, level: int = 1) -> Iterator[Entry]:
    for point in points.iterfind(f"{_NCX}navPoint") if level <= _MOST_LEVELS else ():
        inner = tuple(_ncx_entries(point, path, level + 1))
        yield Entry(_ncx_label(point), _ncx_target(point, path), inner)


def _ncx_label(element: etree._Element) -> str:
    label = element.find(f"{_NCX}navLabel")
    return _words(label) if label is not None else ""


def _ncx_target(element: etree._Element, path: str) -> Target:
    content = element.find(f"{_NCX}content")
    return resolve(path, content.get("src", "") if content is not None else "")


def _guide(root: etree._Element, package: str) -> tuple[Mark, ...]:
    """The guide of EPUB 2."""
    return tuple(
        Mark(ref.get("title", ""), resolve(package, ref.get("href", "")), ref.get("type", ""))
        for ref in root.iter(f"{OPF}reference")
    )


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())
