"""Links: to what is there, not in pairs, not to other shops, in words of their own."""

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_package import XHTML, XHTML_TYPE
from bookbuild.preflight.kindle.book import (
    Book,
    Link,
    has_type,
    host,
    is_outside,
    line_of,
    text_of,
    within,
    words_of,
)
from bookbuild.rules import kindle_navigation as rules

_SHOPS = re.compile(
    r"(?:^|\.)(?:barnesandnoble|kobo|smashwords|lulu|fnac|thalia|bookshop|waterstones|draft2digital)\.[a-z.]+$"
    r"|^(?:books|itunes)\.apple\.com$"
)
_SHOP_PATHS = re.compile(r"^https?://play\.google\.com/store/books", re.IGNORECASE)
_FORMS = re.compile(
    r"^(?:docs\.google\.com/forms|forms\.gle|[a-z0-9.-]*(?:surveymonkey|typeform)\.com)", re.IGNORECASE
)
_EMPTY_WORDS = frozenset(
    {
        "click here",
        "here",
        "see more",
        "additional details",
        "link",
        "this link",
        "cliquez ici",
        "ici",
        "hier",
    }
)
_NOTES = ("footnote", "endnote", "rearnote", "footnotes", "endnotes", "rearnotes")


def link_findings(book: Book) -> Iterator[Finding]:
    """Faults of links, those of the navigation not."""
    for link in book.links:
        yield from _inside_findings(book, link)
    yield from _pair_findings(book)
    for path, page in book.package.pages.items():
        for anchor in page.iter(f"{{{XHTML}}}a"):
            href = (anchor.get("href") or "").strip()
            if is_outside(href):
                yield from _outside_findings(book, path, anchor, href)


def _inside_findings(book: Book, link: Link) -> Iterator[Finding]:
    what = f"“{words_of(link.element) or link.href}” leads to {link.href}"
    place = (link.page, link.line)
    if link.page == book.package.nav:
        return  # its links are entries of the contents: see navigation
    if link.path not in book.package.names:
        yield book.say(rules.LINK_BROKEN, f"{what}, which is not in the book", *place)
        return
    target = book.ids.get(link.path, {}).get(link.fragment)
    if link.fragment and link.path in book.ids and target is None:
        yield book.say(rules.LINK_BROKEN, f"{what}, and the page has no such id", *place)
    elif target is not None and target.tag == f"{{{XHTML}}}body":
        yield book.say(
            rules.LINK_PLACE, f"{what}, the id of a body element", *place, "Link the file, or the heading."
        )
    elif link.path != link.page and _is_page(book, link.path) and link.path not in book.order:
        yield book.say(rules.LINK_PLACE, f"{what}, which is not in the reading order", *place)


def _is_page(book: Book, path: str) -> bool:
    return path in book.items and book.items[path].media_type == XHTML_TYPE


def _pair_findings(book: Book) -> Iterator[Finding]:
    """Two anchors, each of which leads to the other; calls and their notes are meant to."""
    anchors = {
        (link.page, anchor_id): link
        for link in book.links
        if (anchor_id := link.element.get("id")) and not _is_note(link)
    }
    for (page, id), link in anchors.items():
        other = anchors.get((link.path, link.fragment))
        if other is None or other is link or (other.path, other.fragment) != (page, id):
            continue
        if (page, link.line) <= (other.page, other.line):  # a pair is said once
            message = f"“{words_of(link.element)}” and “{words_of(other.element)}” lead to each other"
            yield book.say(rules.LINK_PAIR, message, page, link.line, "Link one to the heading instead.")


def _is_note(link: Link) -> bool:
    return has_type(link.element, "noteref", "backlink", "referrer") or within(link.element, *_NOTES)


def _outside_findings(book: Book, path: str, anchor: etree._Element, href: str) -> Iterator[Finding]:
    line = line_of(anchor)
    if href.lower().startswith("file:"):
        yield book.say(rules.LINK_BROKEN, f"{href} is a file of one machine", path, line)
    elif re.search(r"\s", href):
        yield book.say(rules.LINK_BROKEN, f"The address “{href}” has spaces in it", path, line)
    name = host(href)
    if _SHOPS.search(name) or _SHOP_PATHS.match(href):
        yield book.say(rules.LINK_ELSEWHERE, f"{href} is another book shop", path, line, "Take the link out.")
    elif _FORMS.match(href.partition("://")[2]):
        yield book.say(rules.LINK_ELSEWHERE, f"{href} is a form that asks for data", path, line)
    if " ".join(text_of(anchor).split()).lower().strip(" .:") in _EMPTY_WORDS:
        message = f"“{words_of(anchor)}” does not say where the link leads"
        yield book.say(rules.LINK_WORDS, message, path, line)
