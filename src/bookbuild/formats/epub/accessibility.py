"""What the built pages say about accessibility; nothing is claimed that was not found in them.

Vocabularies: schema.org accessibility properties as w3c/a11y-discov-vocab lists them (2026-05-13).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from bookbuild.book.model import Accessibility
from bookbuild.formats.epub.accessibility_summary import Sentences, sentences

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The only form EPUB Accessibility 1.1, 2.4.1, allows."""

# Our pages are written by lxml: no comments, no CDATA, `<` and `>` always escaped in text and attributes. So
# start tags can be found in the bytes, and 3.4 MB need not be parsed again.
_IMAGE = re.compile(rb"<img\b[^>]*>")
_SOURCE = re.compile(rb'\bsrc="([^"]*)"')
_HEADING = re.compile(rb"<h[2-6]\b")
_UNDESCRIBED = b'alt=""'
_PAGE_BREAK = b'epub:type="pagebreak"'
_DECORATIVE = b'role="presentation"'


@dataclass(frozen=True)
class Picture:
    """An image as a page shows it."""

    page: str
    """href of the page."""
    src: str
    """As the page has it."""
    described: bool
    decorative: bool


@dataclass(frozen=True)
class Facts:
    """What was found in the pages."""

    pictures: tuple[Picture, ...]
    math: bool
    index: bool
    headings: bool
    long_descriptions: bool
    """Whether a picture, table or formula points to a longer text about it."""
    page_breaks: bool
    """Whether they say where printed pages begin; then the navigation lists them."""

    @property
    def undescribed(self) -> tuple[Picture, ...]:
        """Pictures that say something and have no alternative text."""
        return tuple(p for p in self.pictures if not p.decorative and not p.described)

    @property
    def informative(self) -> bool:
        """Whether any picture says something."""
        return any(not picture.decorative for picture in self.pictures)


def look_at(pages: Iterable[tuple[str, bytes]]) -> Facts:
    """The facts of pages given as (href, bytes)."""
    pictures: list[Picture] = []
    math = index = headings = long_descriptions = page_breaks = False
    for href, data in pages:
        pictures += _pictures(href, data)
        math = math or b"<math" in data
        index = index or b'role="doc-index"' in data
        long_descriptions = long_descriptions or b" aria-details=" in data
        page_breaks = page_breaks or _PAGE_BREAK in data
        headings = headings or _HEADING.search(data) is not None or b"<h1" in data
    return Facts(tuple(pictures), math, index, headings, long_descriptions, page_breaks)


def claims(facts: Facts, said: Accessibility, lang: str) -> Iterator[tuple[str, str]]:
    """The package's accessibility metadata as (property, value). `lang` is the book's, in which it is summed up."""
    yield "schema:accessMode", "textual"
    if facts.informative:
        yield "schema:accessMode", "visual"
    yield "schema:accessModeSufficient", "textual,visual" if facts.undescribed else "textual"
    for feature in _features(facts):
        yield "schema:accessibilityFeature", feature
    for hazard in re.split(r"[\s,]+", said.hazards.strip()):
        yield "schema:accessibilityHazard", hazard
    if said.exemption:
        yield "a11y:exemption", said.exemption
    yield "schema:accessibilitySummary", " ".join(_summary(facts, said, sentences(lang)))


def conforms(facts: Facts, said: Accessibility) -> bool:
    """Whether a conformance claim may be made: somebody vouches for it, and nothing found contradicts it."""
    return bool(said.certified_by) and not facts.undescribed


def _features(facts: Facts) -> Iterator[str]:
    """In alphabetical order, as the vocabulary lists them."""
    if facts.informative and not facts.undescribed:
        yield "alternativeText"
    yield "ARIA"
    yield "displayTransformability"
    if facts.index:
        yield "index"
    if facts.long_descriptions:
        yield "longDescription"
    if facts.math:
        yield "MathML"
    if facts.page_breaks:
        yield "pageBreakMarkers"
        yield "pageNavigation"
    yield "readingOrder"
    if facts.headings:
        yield "structuralNavigation"
    yield "tableOfContents"


def _summary(facts: Facts, said: Accessibility, words: Sentences) -> Iterator[str]:
    yield words.text
    if facts.informative:
        yield words.undescribed if facts.undescribed else words.described
    if facts.math:
        yield words.math
    if facts.index:
        yield words.index
    if facts.page_breaks:
        yield words.pages
    if conforms(facts, said):
        yield f"{words.conforms}{said.certified_by}."
    if said.summary_note:
        yield said.summary_note.strip()


def _pictures(href: str, data: bytes) -> Iterator[Picture]:
    for found in _IMAGE.finditer(data):
        image = found[0]
        source = _SOURCE.search(image)
        src = unescape(source[1].decode()) if source else ""
        yield Picture(href, src, _UNDESCRIBED not in image, _DECORATIVE in image)
