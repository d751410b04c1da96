"""The NCX, for readers that know no EPUB 3 navigation (RMSDK before 12, older Kindles)."""

from collections.abc import Sequence

from lxml import etree

from bookbuild.formats._xhtml.markup import XML_LANG
from bookbuild.formats.epub.contents import Entry, levels

NCX_NAME = "toc.ncx"
NCX_TYPE = "application/x-dtbncx+xml"
_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def ncx(lang: str, title: str, identifier: str, entries: Sequence[Entry]) -> bytes:
    """toc.ncx. `playOrder` counts from 1 in reading order; `dtb:uid` is the package's own identifier."""
    root = etree.Element(f"{{{_NCX}}}ncx", {"version": "2005-1", XML_LANG: lang}, nsmap={None: _NCX})
    head = _add(root, "head")
    for name, content in (
        ("dtb:uid", identifier),
        ("dtb:depth", str(max(levels(list(entries)), 1))),
        ("dtb:totalPageCount", "0"),
        ("dtb:maxPageNumber", "0"),
    ):
        _add(head, "meta", name=name, content=content)
    _add_text(_add(root, "docTitle"), title)
    _add_points(_add(root, "navMap"), entries, 1)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _add_points(parent: etree._Element, entries: Sequence[Entry], order: int) -> int:
    for entry in entries:
        point = _add(parent, "navPoint", id=f"point-{order}", playOrder=str(order))
        _add_text(_add(point, "navLabel"), f"{entry.title} – {entry.by}" if entry.by else entry.title)
        _add(point, "content", src=entry.href)
        order = _add_points(point, entry.inner, order + 1)
    return order


def _add(parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)


def _add_text(parent: etree._Element, text: str) -> None:
    _add(parent, "text").text = text
