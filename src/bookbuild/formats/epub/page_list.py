"""The page-list: where the pages of the printed edition begin in the e-book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from bookbuild.book.model import Edition
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats._xhtml.markup import add, write_page
from bookbuild.formats._xhtml.page_marks import PageMark, blank_pages_left_out, mark_pages
from bookbuild.formats._xhtml.pages import Page
from bookbuild.formats.printed import Printed
from bookbuild.formats.wording import Wording
from bookbuild.rules import epub as rules


@dataclass(frozen=True)
class PageLink:
    """One line of the page-list."""

    label: str
    href: str
    """From the package's root."""


@dataclass(frozen=True)
class PageList:
    """All pages that the e-book has of a printed edition."""

    edition: Edition
    links: tuple[PageLink, ...]


@dataclass(frozen=True)
class Marked:
    """The pages of the e-book, marked."""

    pages: tuple[Page, ...]
    contents: bytes
    """The page that shows the contents."""
    page_list: PageList | None
    """None when the book has no print edition, or nothing of it was found."""
    findings: tuple[Finding, ...] = ()


def mark_printed_pages(
    pages: Sequence[Page], contents_href: str, contents: bytes, printed: Printed | None
) -> Marked:
    """Marks where printed pages begin, in every page and in the `contents`, which stand where the book has them.

    Half-title and last page, which only paper has, are left out with the blank pages.
    """
    if printed is None:
        return Marked(tuple(pages), contents, None)
    held = blank_pages_left_out(printed.pages)
    links: list[PageLink] = []
    marked, missed = [], []
    for page in pages:
        href, data = (contents_href, contents) if page.is_contents else (page.href, page.data)
        marks: Iterable[PageMark] = ()
        if page.id in held:
            data, marks = mark_pages(data, held[page.id])
            placed = {mark.label for mark in marks}
            missed += [one.label for one in held[page.id] if one.label not in placed]
        links += [PageLink(mark.label, f"{href}#{mark.id}") for mark in marks]
        if page.is_contents:
            contents = data
        marked.append(page if page.is_contents else replace(page, data=data))
    findings = _unplaced(printed.edition, missed) if missed else ()
    page_list = PageList(printed.edition, tuple(links)) if links else None
    return Marked(tuple(marked), contents, page_list, findings)


def _unplaced(edition: Edition, labels: Sequence[str]) -> tuple[Finding, ...]:
    named = ", ".join(labels)
    return (rules.PAGES_UNPLACED(f"page(s) {named} of the edition {edition.id}", Location("book.yaml")),)


def add_page_list(nav: bytes, page_list: PageList | None, words: Wording) -> bytes:
    """The navigation document with the page-list in it, which readers offer and nobody sees on the page."""
    if page_list is None:
        return nav
    root = etree.fromstring(nav, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    listed = add(
        root[1],
        "nav",
        epub_type="page-list",
        role="doc-pagelist",
        id="page-list",
        hidden="hidden",
        aria_labelledby="page-list-title",
    )
    add(listed, "h2", words.page_list, id="page-list-title")
    lines = add(listed, "ol")
    for link in page_list.links:
        add(add(lines, "li"), "a", link.label, href=link.href)
    return write_page(root)
