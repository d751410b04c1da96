"""Numbers of the printed pages: the page list, page breaks, and references such as “see page 12”."""

import re
from collections.abc import Iterator

from lxml import etree
from stdnum import isbn

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_package import NS, XHTML, resolve
from bookbuild.preflight.kindle.book import Book, has_type, line_of, text_of, within
from bookbuild.preflight.kindle.navigation import nav_of
from bookbuild.rules import kindle_navigation as rules

_LABEL = re.compile(r"\d+|[ivxlcdm]+", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:see|cf\.?|voir|siehe|véase|vedi)[\s\u00a0]+(?:on[\s\u00a0]+)?(?:pages?|pp?\.|seite|s\.|página|pagina)"
    r"[\s\u00a0]*\d+(?![\s\u00a0]+(?:of|in|de|du|des)\b)",
    re.IGNORECASE,
)
_LOCATOR = re.compile(r",[\s\u00a0]*\d{1,4}\b")
_APART = (
    "footnote",
    "endnote",
    "rearnote",
    "footnotes",
    "endnotes",
    "rearnotes",
    "bibliography",
    "biblioentry",
)
"""Where a page number is usually that of another book."""


def page_number_findings(book: Book) -> Iterator[Finding]:
    """Faults of the page list, and page numbers in the text that lead nowhere."""
    page_list = nav_of(book, "page-list")
    if page_list is not None and book.package.nav:
        yield from _list_findings(book, page_list, book.package.nav)
    elif (first := _first_break(book)) is not None:
        path, element = first
        message = "The book marks page breaks, and has no page list"
        yield book.say(rules.PAGE_LIST_MISSING, message, path, line_of(element))
    yield from _reference_findings(book)


def _list_findings(book: Book, page_list: etree._Element, nav: str) -> Iterator[Finding]:
    labels: set[str] = set()
    places: dict[tuple[str, str], str] = {}
    for link in page_list.iter(f"{{{XHTML}}}a"):
        label, line = text_of(link).strip(), line_of(link)
        place = resolve(nav, link.get("href") or "")
        if label in labels:
            yield book.say(rules.PAGE_LABELS, f"Page {label} is listed twice", nav, line)
        elif not _LABEL.fullmatch(label):
            message = f"The page label “{label}” is neither an Arabic nor a Roman number"
            yield book.say(rules.PAGE_LABELS, message, nav, line)
        elif place in places:
            message = f"Pages {places[place]} and {label} begin at the same place"
            yield book.say(rules.PAGE_LABELS, message, nav, line)
        labels.add(label)
        places.setdefault(place, label)
    sources = [text_of(source).strip() for source in book.package.root.iterfind(".//dc:source", NS)]
    if not any(isbn.is_valid(source.lower().removeprefix("urn:isbn:")) for source in sources):
        message = "The book has page numbers, and no dc:source with the ISBN of the printed book"
        yield book.say(rules.PAGE_SOURCE, message, book.package.path)


def _first_break(book: Book) -> tuple[str, etree._Element] | None:
    for path, body in book.bodies.items():
        for element in body.iter("*"):
            if has_type(element, "pagebreak"):
                return path, element
    return None


def _reference_findings(book: Book) -> Iterator[Finding]:
    for path, body in book.bodies.items():
        for element in body.iter(f"{{{XHTML}}}p", f"{{{XHTML}}}li", f"{{{XHTML}}}dd", f"{{{XHTML}}}td"):
            outside = _unlinked(element)
            if within(element, "index"):
                found = _LOCATOR.search(outside)
            else:
                found = None if within(element, *_APART) else _REFERENCE.search(outside)
            if found:
                message = f"“{found[0].strip(', ')}” is a page number of the printed book, and no link"
                yield book.say(rules.PAGE_REFERENCE, message, path, line_of(element), "Link the passage.")


def _unlinked(element: etree._Element) -> str:
    """The element's own text without that of links, of notes in it, and of blocks in it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _NOT_OWN:
            parts.append(_unlinked(child))
        else:
            parts.append("\n")
        parts.append(child.tail or "")
    return "".join(parts)


_NOT_OWN = frozenset({"a", "p", "ul", "ol", "dl", "table", "aside"})
