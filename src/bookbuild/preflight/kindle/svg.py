"""SVG: within what Kindle draws, or better as PNG."""

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_file import EpubFault, parse_xml
from bookbuild.preflight.kindle.book import SVG, Book, line_of
from bookbuild.rules import kindle_pictures as rules

MOST_DRAWINGS = 25
_SIZE = re.compile(r"\d+(?:\.0+)?%?|\d+\.\d+%|auto")
_STILL = re.compile(r"\s*(?:translate\(\s*0(?:\s*[, ]\s*0)?\s*\)\s*)?")


def svg_findings(book: Book) -> Iterator[Finding]:
    """Faults of drawings, in pages and in files of their own."""
    drawings = list(_drawings(book))
    for path, drawing in drawings:
        for fault, line in _faults(drawing):
            yield book.say(rules.SVG_LIMITS, fault, path, line, "Draw it as PNG.")
    if len(drawings) > MOST_DRAWINGS:
        message = f"The book has {len(drawings)} drawings in SVG; {MOST_DRAWINGS} are the limit"
        yield book.say(rules.SVG_LIMITS, message, book.package.path)
    if drawings:
        path, drawing = drawings[0]
        message = "The book has drawings in SVG" if len(drawings) > 1 else "The book has a drawing in SVG"
        yield book.say(rules.PICTURE_FORM, message, path, line_of(drawing), "PNG is shown by every Kindle.")


def _drawings(book: Book) -> Iterator[tuple[str, etree._Element]]:
    for path, page in book.package.pages.items():
        for drawing in page.iter(f"{{{SVG}}}svg"):
            if not any(outer.tag == drawing.tag for outer in drawing.iterancestors()):
                yield path, drawing
    for path, item in book.items.items():
        if item.media_type == "image/svg+xml" and path in book.package.names:
            try:
                yield path, parse_xml(book.package.archive.read(path))
            except (etree.XMLSyntaxError, EpubFault):
                continue  # EPUBCheck says so


def _faults(drawing: etree._Element) -> Iterator[tuple[str, int]]:
    """Each kind of fault once, with the line in its file."""
    box = (drawing.get("viewBox") or "").replace(",", " ").split()
    if len(box) != 4 or not all(re.fullmatch(r"-?\d+", value) for value in box) or box[:2] != ["0", "0"]:
        yield "viewBox must be four integers that begin with 0 0", line_of(drawing)
    for name in ("width", "height"):
        if not _SIZE.fullmatch(drawing.get(name, "100%")):
            yield f"{name} must be an integer or in %", line_of(drawing)
    if drawing.prefix:
        yield f"its elements have the prefix {drawing.prefix}:", line_of(drawing)
    told: set[str] = set()
    for element in drawing.iter(f"{{{SVG}}}*"):
        for fault in _element_faults(element):
            if fault not in told:
                told.add(fault)
                yield fault, line_of(element)


def _element_faults(element: etree._Element) -> Iterator[str]:
    if etree.QName(element).localname == "text":
        yield "it has text elements"
    if "slice" in (element.get("preserveAspectRatio") or ""):
        yield "it is cut by preserveAspectRatio"
    if not _STILL.fullmatch(element.get("transform") or ""):
        yield "it has transformations"
    if (element.get("visibility") or "visible") != "visible":
        yield "it has invisible parts"
