"""The navigation document: contents and landmarks. It is also the contents page a reader turns to."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from bookbuild.formats._xhtml.markup import add, append_text, new_page, write_page
from bookbuild.formats.epub.contents import Entry
from bookbuild.formats.wording import Wording

NAV_NAME = "nav.xhtml"
_STYLESHEET = "styles/book.css"


@dataclass(frozen=True)
class Landmark:
    """A place a reading system offers to go to."""

    type: str
    """epub:type: cover, toc, bodymatter…"""
    title: str
    href: str


def nav_page(lang: str, entries: Sequence[Entry], landmarks: Sequence[Landmark], words: Wording) -> bytes:
    """nav.xhtml."""
    root = new_page(lang, words.contents, "frontmatter", _STYLESHEET)
    toc = add(
        root[1],
        "nav",
        epub_type="toc",
        role="doc-toc",
        id="toc",
        class_="contents",
        aria_labelledby="toc-title",
    )
    add(toc, "h1", words.contents, id="toc-title")
    _add_list(toc, entries)
    places = add(
        root[1],
        "nav",
        epub_type="landmarks",
        id="landmarks",
        hidden="hidden",
        aria_labelledby="landmarks-title",
    )
    add(places, "h2", words.landmarks, id="landmarks-title")
    listed = add(places, "ol")
    for landmark in landmarks:
        add(add(listed, "li"), "a", landmark.title, href=landmark.href, epub_type=landmark.type)
    return write_page(root)


def contents_page(lang: str, entries: Sequence[Entry], words: Wording) -> bytes:
    """The contents as a page of their own at the package's root, where the nav is not read as one."""
    root = new_page(lang, words.contents, "frontmatter", _STYLESHEET)
    section = add(
        root[1],
        "section",
        epub_type="toc",
        role="doc-toc",
        id="toc",
        class_="contents",
        aria_labelledby="toc-title",
    )
    add(section, "h1", words.contents, id="toc-title")
    _add_list(section, entries)
    return write_page(root)


def _add_list(parent: etree._Element, entries: Sequence[Entry]) -> None:
    listed = add(parent, "ol")
    for entry in entries:
        item = add(listed, "li")
        link = add(item, "a", entry.title, href=entry.href)
        if entry.by:
            append_text(link, " ")
            add(link, "span", f"– {entry.by}", class_="by")
        if entry.inner:
            _add_list(item, entry.inner)
        item.tail = "\n"
