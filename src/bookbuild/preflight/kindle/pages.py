"""XHTML as Kindle takes it: well-formed, in UTF-8, of elements it knows, its files there."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_file import EpubFault
from bookbuild.preflight.epub_package import NS, XHTML, resolve
from bookbuild.preflight.kindle.book import Book, is_outside, line_of, text_of
from bookbuild.rules import kindle_pages as rules

MOST_HIDDEN = 10_000
"""Characters."""
BLANK_LINES = 4
"""So many in a row, and somebody wanted a new page."""
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*encoding\s*=\s*["']utf-8["']""", re.IGNORECASE)
_EPUB_PREFIX = re.compile(rb"""xmlns:epub\s*=\s*["']([^"']*)["']""")
_OPS = "http://www.idpf.org/2007/ops"
_UNSUPPORTED = frozenset(
    [
        "script",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "frame",
        "frameset",
        "iframe",
        "canvas",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
    ]
)
_IGNORED = frozenset(["area", "big", "ins", "kbd", "map", "small", "time"])
_ODD_HREF = re.compile(r"[\\\s]|[^\x00-\x7f]|%20|%5c", re.IGNORECASE)
_REFERENCES = ("src", "href", "poster", "data")


def page_findings(book: Book) -> Iterator[Finding]:
    """Faults of the pages as XHTML."""
    for path, error in book.package.ill_formed.items():
        message = f"{path} is not well-formed XML: {error.msg}"
        yield book.say(rules.ILL_FORMED, message, path, error.lineno or 0)
    for path, page in book.package.pages.items():
        yield from _head_findings(book, path, page)
        yield from _element_findings(book, path, page)
        yield from _blank_findings(book, path, page)
        yield from _hidden_findings(book, path, page)
    yield from _manifest_findings(book)
    yield from _inline_sheet_findings(book)


def _head_findings(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    """What stands before the root, and its namespaces."""
    try:
        head = book.package.archive.read(path)[:4096]
    except EpubFault:
        return
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield book.say(rules.ENCODING, "The page is in UTF-16", path, 1)
    elif not _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf")):
        message = 'The page has no XML declaration with encoding="utf-8"'
        yield book.say(rules.ENCODING, message, path, 1)
    info = page.getroottree().docinfo
    if info.internalDTD is not None and any(True for _ in info.internalDTD.iterentities()):
        yield book.say(rules.DOCTYPE, "The page declares entities of its own", path, 1)
    elif info.doctype and (info.root_name or "").lower() != "html":
        yield book.say(rules.DOCTYPE, f"The page is declared as {info.root_name}", path, 1)
    elif info.public_id and "XHTML" not in info.public_id:
        yield book.say(rules.DOCTYPE, f"The page is declared as {info.public_id}", path, 1)
    prefix = _EPUB_PREFIX.search(head)
    if prefix and prefix[1].decode(errors="replace") != _OPS:
        yield book.say(
            rules.DOCTYPE, f"epub: means {prefix[1].decode(errors='replace')}", path, line_of(page)
        )


def _element_findings(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    ignored: set[str] = set()
    for element in page.iter(f"{{{XHTML}}}*"):
        name, line = etree.QName(element).localname, line_of(element)
        if name in _UNSUPPORTED:
            yield book.say(rules.UNSUPPORTED_ELEMENT, f"<{name}> does not work on Kindle", path, line)
        elif name in _IGNORED and name not in ignored:
            ignored.add(name)
            yield book.say(rules.IGNORED_ELEMENT, f"Kindle passes over <{name}>", path, line)
        elif name == "p" and any(outer.tag == element.tag for outer in element.iterancestors()):
            yield book.say(rules.ILL_FORMED, "A paragraph stands in a paragraph", path, line)
        elif name == "img" and not (element.get("src") or "").strip():
            yield book.say(rules.MISSING_FILE, "A picture has no src", path, line)
        if any("AmznRemoved" in str(key) for key in element.attrib):
            message = f"<{name}> has attributes that Amazon’s converter left"
            yield book.say(rules.UNSUPPORTED_ELEMENT, message, path, line)
        yield from _reference_findings(book, path, element, name)


def _reference_findings(book: Book, path: str, element: etree._Element, name: str) -> Iterator[Finding]:
    """Files that an element other than a link names."""
    for key in _REFERENCES:
        href = element.get(key)
        if not href or is_outside(href):
            continue
        if _ODD_HREF.search(href.partition("#")[0]):
            yield book.say(rules.AWKWARD_HREF, f"“{href}” is not plain ASCII", path, line_of(element))
        target, _ = resolve(path, href)
        if name != "a" and target not in book.package.names:
            message = f"<{name}> names {href}, which is not in the book{_other_case(book, target)}"
            yield book.say(rules.MISSING_FILE, message, path, line_of(element))


def _other_case(book: Book, name: str) -> str:
    lower = name.lower()
    other = next((one for one in sorted(book.package.names) if one.lower() == lower), "")
    return f" ({posixpath.basename(other)} is)" if other else ""


def _manifest_findings(book: Book) -> Iterator[Finding]:
    for element in book.package.root.iterfind("opf:manifest/opf:item", NS):
        href = element.get("href") or ""
        if is_outside(href):
            continue
        path, line = book.package.path, line_of(element)
        target, _ = resolve(path, href)
        if target not in book.package.names:
            message = f"The manifest names {href}, which is not in the book{_other_case(book, target)}"
            yield book.say(rules.MISSING_FILE, message, path, line)
        if _ODD_HREF.search(unquote(href)):
            yield book.say(rules.AWKWARD_HREF, f"“{href}” is not plain ASCII", path, line)


def _blank_findings(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    """Paragraphs without content, and whole rows of them or of line breaks."""
    run, told = 0, False
    for element in page.iter(f"{{{XHTML}}}p", f"{{{XHTML}}}br"):
        outer = element.getparent()
        if element.tag.endswith("}br") and outer.tag.endswith("}p") and _is_blank(outer):
            continue  # counted with its paragraph
        blank = _is_blank(element) if element.tag.endswith("}p") else _is_blank_break(element)
        run = run + 1 if blank else 0
        if run == BLANK_LINES:
            message = f"{BLANK_LINES} blank lines or more stand in a row"
            yield book.say(rules.BLANK_LINES, message, path, line_of(element), "Use page-break-before.")
        if blank and element.tag.endswith("}p") and not told:
            told = True
            yield book.say(
                rules.EMPTY_PARAGRAPH, "A paragraph is empty", path, line_of(element), "Use a margin."
            )


def _is_blank(paragraph: etree._Element) -> bool:
    """Whether there is neither word nor picture nor anchor in it."""
    return (
        not text_of(paragraph).strip()
        and not any(
            etree.QName(inner).localname != "br" or inner.get("id")
            for inner in paragraph.iter("*")
            if inner is not paragraph
        )
        and not paragraph.get("id")
    )


def _is_blank_break(element: etree._Element) -> bool:
    """Whether nothing stands between this line break and the one before it."""
    before = element.getprevious()
    return before is not None and before.tag == element.tag and not (before.tail or "").strip()


def _hidden_findings(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    hiding = [
        selector
        for rule in book.styles.rules
        if any(one.name == "display" and one.value == "none" for one in rule.declarations)
        for selector in rule.selectors
    ]
    if not hiding and not page.xpath("boolean(//@style)"):
        return
    hidden = 0
    for element in page.iter(f"{{{XHTML}}}*"):
        if "style" not in element.attrib and not any(selector.fits(element) for selector in hiding):
            continue
        said = book.styles.own(path, element, "display")
        if said is not None and said.value == "none":
            hidden += len(text_of(element))
    if hidden > MOST_HIDDEN:
        yield book.say(rules.HIDDEN_TEXT, f"{hidden:,} characters of {path} are hidden", path)


def _inline_sheet_findings(book: Book) -> Iterator[Finding]:
    for path, page in book.package.pages.items():
        for element in page.iter(f"{{{XHTML}}}style"):
            if (element.text or "").strip():
                message = "The page has a style element of its own"
                yield book.say(
                    rules.INLINE_SHEET, message, path, line_of(element), "Put it into the style sheet."
                )
                break
