"""The NCX, for readers that know no EPUB 3 navigation (RMSDK before 12, older Kindles)."""

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from bookbuild.formats._xhtml.markup import XML_LANG
from bookbuild.formats.epub.contents import Entry, levels
from bookbuild.formats.epub.page_list import PageLink

NCX_NAME = "toc.ncx"
NCX_TYPE = "application/x-dtbncx+xml"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"


_ROMAN = frozenset("ivxlcdm")


def ncx(
    lang: str,
    title: str,
    identifier: str,
    entries: Sequence[Entry],
    pages: Sequence[PageLink] = (),
    files: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """toc.ncx, with the printed `pages` when there are any. `dtb:uid` is the package's own identifier.

    `playOrder` counts from 1 in reading order, contents and pages together; `files` are the pages' (href, bytes)
    in that order, from which it is seen which of two places in one file comes first.
    """
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1", XML_LANG: lang}, nsmap={None: _NCX})
    head = _add(root, "head")
    numbers = [int(page.label) for page in pages if page.label.isdecimal()]
    for name, content in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(max(levels(list(entries)), 1))),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max(numbers, default=0))),
    ):
        _add(head, "meta", name=name, content=content)
    _add_text(_add(root, "docTitle"), title)
    order = _play_order([*_hrefs(entries), *(page.href for page in pages)], files)
    _add_points(_add(root, "navMap"), entries, 1, order.__getitem__)
    if pages:
        _add_pages(_add(root, "pageList"), pages, order.__getitem__)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _hrefs(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.href
        yield from _hrefs(entry.inner)


def _play_order(hrefs: Sequence[str], files: Sequence[tuple[str, bytes]]) -> dict[str, int]:
    """The number of each href. Without files they are taken in the order they come in."""
    places = {href: (number, data) for number, (href, data) in enumerate(files)}

    def place(href: str) -> tuple[int, int]:
        file, _, id = href.partition("#")
        number, data = places.get(file, (len(places), b""))
        return number, data.find(f' id="{id}"'.encode()) if id else -1

    return {href: number for number, href in enumerate(sorted(dict.fromkeys(hrefs), key=place), start=1)}


def _add_points(
    parent: etree._Element, entries: Sequence[Entry], number: int, order: Callable[[str], int]
) -> int:
    """Points for the entries, their ids numbered from `number`; gives the next number."""
    for entry in entries:
        point = _add(parent, "navPoint", id=f"point-{number}", playOrder=str(order(entry.href)))
        _add_text(_add(point, "navLabel"), f"{entry.title} – {entry.by}" if entry.by else entry.title)
        _add(point, "content", src=entry.href)
        number = _add_points(point, entry.inner, number + 1, order)
    return number


def _add_pages(parent: etree._Element, pages: Sequence[PageLink], order: Callable[[str], int]) -> None:
    for number, page in enumerate(pages, start=1):
        kind = "normal" if page.label.isdecimal() else "front" if set(page.label) <= _ROMAN else "special"
        target = _add(parent, "pageTarget", id=f"page-{number}", type=kind, playOrder=str(order(page.href)))
        if page.label.isdecimal():
            target.set("value", page.label)
        _add_text(_add(target, "navLabel"), page.label)
        _add(target, "content", src=page.href)


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)


def _add_text(parent: etree._Element, text: str) -> None:
    _add(parent, "text").text = text
