"""Contents and landmarks: navigation document, NCX, guide."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_file import EpubFault, parse_xml
from bookbuild.preflight.epub_package import NS, XHTML, XHTML_TYPE, resolve
from bookbuild.preflight.kindle.book import (
    NCX_TYPE,
    Book,
    has_type,
    is_outside,
    line_of,
    text_of,
    types_of,
    within,
)
from bookbuild.rules import kindle_navigation as rules

MOST_LEVELS = 2
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_LEADERS = re.compile(r"(?:\.\s?){3,}\s*\d+\s*$|[….]{2,}\s*\d+\s*$|\t\s*\d+\s*$|,\s*(?:p|page)\.?\s*\d+\s*$")
_LONG_BOOK_PAGES = 8
"""A book of so many files needs a page of contents."""


@dataclass(frozen=True)
class Target:
    """An entry of the contents, the landmarks, the page list or the guide."""

    label: str
    href: str
    path: str
    """Name in the archive; empty for a remote address."""
    fragment: str
    file: str
    """That has the entry."""
    line: int


def navigation_findings(book: Book) -> Iterator[Finding]:
    """Faults of contents and landmarks."""
    nav = book.package.pages.get(book.package.nav or "")
    toc = nav_of(book, "toc")
    ncx_path, ncx = _ncx(book)
    if toc is None and ncx is None:
        yield book.say(
            rules.NO_CONTENTS, "The book has neither navigation document nor NCX", book.package.path
        )
    yield from _ncx_declaration_findings(book, ncx_path)
    if toc is not None:
        yield from _toc_findings(book, toc)
    if ncx is not None:
        yield from _ncx_findings(book, ncx, ncx_path)
    yield from _landmark_findings(book)
    yield from _contents_page_findings(book)
    targets = [*_ncx_targets(ncx, ncx_path), *guide_targets(book)]
    if nav is not None and book.package.nav:
        targets += _links(nav, book.package.nav)
    for target in targets:
        yield from _target_findings(book, target)


def nav_of(book: Book, type: str) -> etree._Element | None:
    """The nav element of this type in the navigation document."""
    page = book.package.pages.get(book.package.nav or "")
    navs = page.iter(f"{{{XHTML}}}nav") if page is not None else ()
    return next((nav for nav in navs if has_type(nav, type)), None)


def guide_targets(book: Book) -> list[Target]:
    """EPUB 2's guide; the label is the type."""
    return [
        _target(ref.get("type") or "", ref.get("href") or "", book.package.path, line_of(ref))
        for ref in book.package.root.iterfind("opf:guide/opf:reference", NS)
    ]


def contents_pages(book: Book) -> list[str]:
    """Pages in the reading order that show the contents."""
    named = {target.path for target in guide_targets(book) if target.label == "toc"}
    landmarks = nav_of(book, "landmarks")
    if landmarks is not None and book.package.nav:
        marks = (link for link in landmarks.iter(f"{{{XHTML}}}a") if has_type(link, "toc"))
        named |= {resolve(book.package.nav, link.get("href") or "")[0] for link in marks}
    typed = {
        path
        for path, page in book.read_pages.items()
        if any(has_type(element, "toc") for element in page.iter(*_HOLDERS))
    }
    return [path for path in book.order if path in named | typed]


_HOLDERS = tuple(f"{{{XHTML}}}{name}" for name in ("nav", "section", "div", "body"))


def _ncx(book: Book) -> tuple[str, etree._Element | None]:
    for item in book.items.values():
        if item.media_type == NCX_TYPE and item.path in book.package.names:
            try:
                return item.path, parse_xml(book.package.archive.read(item.path))
            except (etree.XMLSyntaxError, EpubFault):
                return item.path, None
    return "", None


def _ncx_declaration_findings(book: Book, ncx_path: str) -> Iterator[Finding]:
    spine = book.package.root.find("opf:spine", NS)
    toc = str(spine.get("toc", "")) if spine is not None else ""
    if not ncx_path:
        yield book.say(rules.NO_NCX, "The book has no NCX", book.package.path)
    elif toc not in book.package.items or book.package.items[toc].path != ncx_path:
        message = f"The spine’s toc is “{toc}”, which is not the NCX"
        yield book.say(rules.SPINE_TOC, message, book.package.path, 0 if spine is None else line_of(spine))


def _toc_findings(book: Book, toc: etree._Element) -> Iterator[Finding]:
    path = book.package.nav or ""
    for item in toc.iter(f"{{{XHTML}}}li"):
        level = sum(outer.tag == f"{{{XHTML}}}ol" for outer in item.iterancestors())
        if level == MOST_LEVELS + 1:
            message = f"The contents have more than {MOST_LEVELS} levels"
            yield book.say(
                rules.CONTENTS_DEPTH, message, path, line_of(item), "Leave the deeper entries out."
            )
            break
    yield from _order_findings(book, _links(toc, path))
    yield from _label_findings(book, _links(toc, path))


def _order_findings(book: Book, targets: list[Target]) -> Iterator[Finding]:
    last = (-1, -1)
    for target in targets:
        place = book.order.get(target.path)
        if place is None:
            continue
        here = (place, book.position(target.path, target.fragment))
        if here < last:
            message = f"“{target.label.strip()}” stands in the book before the entry above it"
            yield book.say(rules.CONTENTS_ORDER, message, target.file, target.line)
            return
        last = here


def _label_findings(book: Book, targets: list[Target]) -> Iterator[Finding]:
    for target in targets:
        if not target.label.strip():
            yield book.say(
                rules.CONTENTS_LABEL, f"The entry for {target.href} is empty", target.file, target.line
            )
        elif _LEADERS.search(target.label):
            message = f"“{' '.join(target.label.split())}” ends in a page number"
            yield book.say(rules.CONTENTS_PAGE_NUMBER, message, target.file, target.line)


def _ncx_findings(book: Book, ncx: etree._Element, path: str) -> Iterator[Finding]:
    points = list(ncx.iter(f"{_NCX}navPoint"))
    for point in points:
        if sum(outer.tag == f"{_NCX}navPoint" for outer in point.iterancestors()) == MOST_LEVELS:
            message = f"The NCX has more than {MOST_LEVELS} levels"
            yield book.say(
                rules.CONTENTS_DEPTH, message, path, line_of(point), "Leave the deeper entries out."
            )
            break
    orders = [point.get("playOrder") for point in points]
    if any(orders) and not _rises(orders):
        message = "playOrder does not count 1, 2, 3… in the order of the entries"
        yield book.say(rules.CONTENTS_ORDER, message, path)
    targets = _ncx_targets(ncx.find(f"{_NCX}navMap"), path)
    yield from _order_findings(book, targets)
    yield from _label_findings(book, targets)


def _rises(orders: list[str | None]) -> bool:
    """Entries of one place share a number (OPF 2.0.1, 2.4.1.2); others follow each other without a gap."""
    numbers = [int(order) if order and order.isdecimal() else 0 for order in orders]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return numbers[0] == 1 and steps <= {0, 1}


def _landmark_findings(book: Book) -> Iterator[Finding]:
    landmarks = nav_of(book, "landmarks")
    marks: set[str] = set()
    if landmarks is not None:
        for link in landmarks.iter(f"{{{XHTML}}}a"):
            marks |= types_of(link)
    guide = {target.label for target in guide_targets(book)}
    path = book.package.nav if book.package.nav in book.package.pages else book.package.path
    if "toc" not in marks | guide:
        yield book.say(
            rules.NO_TOC_LANDMARK, "No landmark and no guide item leads to the contents", path or ""
        )
    if "bodymatter" not in marks and not guide & {"text", "start"}:
        yield book.say(rules.NO_START_LANDMARK, "No landmark says where the text begins", path or "")


def _contents_page_findings(book: Book) -> Iterator[Finding]:
    pages = contents_pages(book)
    if not pages and len(book.order) >= _LONG_BOOK_PAGES:
        message = "No page of the book shows the contents"
        yield book.say(rules.NO_CONTENTS_PAGE, message, book.package.path)
    if pages and book.order[pages[0]] > len(book.order) // 2:
        yield book.say(rules.CONTENTS_LATE, "The contents stand in the second half of the book", pages[0])
    for path in {*pages, *({book.package.nav} if book.package.nav in book.package.pages else ())}:
        for table in book.package.pages[path].iter(f"{{{XHTML}}}table") if path in book.package.pages else ():
            if within(table, "toc"):
                yield book.say(
                    rules.CONTENTS_TABLE, "The contents are laid out as a table", path, line_of(table)
                )


def _target_findings(book: Book, target: Target) -> Iterator[Finding]:
    what = f"“{target.label.strip() or target.href}” leads to {target.href}"
    if not target.path:
        yield book.say(rules.CONTENTS_TARGET, f"{what}, which is not in the book", target.file, target.line)
    elif target.path not in book.package.names:
        yield book.say(rules.CONTENTS_TARGET, f"{what}, and there is no such file", target.file, target.line)
    elif target.path not in book.items or book.items[target.path].media_type != XHTML_TYPE:
        yield book.say(rules.CONTENTS_TARGET, f"{what}, which is no page", target.file, target.line)
    elif target.fragment and target.path in book.ids and target.fragment not in book.ids[target.path]:
        yield book.say(
            rules.CONTENTS_TARGET, f"{what}, and the page has no such id", target.file, target.line
        )


def _links(element: etree._Element, file: str) -> list[Target]:
    return [
        _target(text_of(link), link.get("href"), file, line_of(link))
        for link in element.iter(f"{{{XHTML}}}a")
        if link.get("href") is not None
    ]


def _ncx_targets(element: etree._Element | None, path: str) -> list[Target]:
    if element is None:
        return []
    found: list[Target] = []
    for content in element.iter(f"{_NCX}content"):
        label = content.getparent().find(f"{_NCX}navLabel")
        text = text_of(label) if label is not None else ""
        found.append(_target(text, content.get("src") or "", path, line_of(content)))
    return found


def _target(label: str, href: str, file: str, line: int) -> Target:
    path, fragment = ("", "") if is_outside(href) else resolve(file, href)
    return Target(label, href, path, fragment, file, line)
