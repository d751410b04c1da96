"""The running text: what the reader sets, the book must leave alone.

Running text is the paragraph style that holds most of the book's words; a rule for quotations or notes is no
rule for it. Amazon's own converter finds it the same way (KPG 10.3.2: “body text”).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from bookbuild.diagnostics import Finding, Rule
from bookbuild.preflight.epub_package import XHTML
from bookbuild.preflight.kindle.book import Book, has_type, line_of, text_of, within, words_of
from bookbuild.preflight.kindle.colours import luminance, parse_colour
from bookbuild.preflight.kindle.sheet import Declaration
from bookbuild.rules import kindle_style as rules

LARGEST_INDENT_EM = 4.0
GREYS = (102, 153)
"""Luminance of #666 and of #999: legible in every theme."""
_NEUTRAL = frozenset({"inherit", "initial", "unset", "normal", "none", "transparent", "auto", ""})
_OWN_SIZES = _NEUTRAL | {"1em", "100%", "1rem", "medium"}
_ZERO = re.compile(r"0(?:\.0*)?(?:[a-z]+|%)?")
_EM = re.compile(r"(\d*\.?\d+)r?em")
_NOT_RUNNING = frozenset(
    f"{{{XHTML}}}{name}"
    for name in ("nav", "aside", "table", "blockquote", "figure", "footer", "header", "li", "dl")
)
_APART = (
    "copyright-page",
    "titlepage",
    "dedication",
    "epigraph",
    "index",
    "bibliography",
    "toc",
    "footnotes",
)
_GENERIC = frozenset(
    [
        "serif",
        "sans-serif",
        "monospace",
        "cursive",
        "fantasy",
        "system-ui",
        "inherit",
        "initial",
        "unset",
        "ui-serif",
        "math",
        "emoji",
    ]
)
_SIDES = ("margin-left", "margin-right", "padding-left", "padding-right")


_Style = tuple[tuple[str, str], ...]
"""Element and class of a paragraph and of all around it."""


@dataclass(frozen=True)
class _Running:
    """The first paragraph of running text, and the page it is on."""

    path: str
    paragraph: etree._Element

    @property
    def around(self) -> list[etree._Element]:
        """From html to the paragraph."""
        return [*reversed(list(self.paragraph.iterancestors())), self.paragraph]


def body_text_findings(book: Book) -> Iterator[Finding]:
    """What the style sheets say of the running text, of headings, and of colours."""
    running = _running_text(book)
    if running is not None:
        yield from _setting_findings(book, running)
        yield from _margin_findings(book, running)
        yield from _look_findings(book, running)
        yield from _indent_findings(book, running)
        yield from _main_font_findings(book, running)
    yield from _heading_findings(book)
    yield from _colour_findings(book)
    yield from _family_findings(book)


def _running_text(book: Book) -> _Running | None:
    """The first paragraph of the style that holds most words: `p`, or `div` in books without any."""
    for name in ("p", "div"):
        weight: Counter[_Style] = Counter()
        first: dict[_Style, _Running] = {}
        for path, body in book.bodies.items():
            for element in body.iter(f"{{{XHTML}}}{name}"):
                if name == "div" and not (element.text or "").strip():
                    continue
                around = list(element.iterancestors())
                if any(outer.tag in _NOT_RUNNING or has_type(outer, *_APART) for outer in around):
                    continue
                style = tuple((str(one.tag), one.get("class") or "") for one in (element, *around))
                weight[style] += len(text_of(element))
                first.setdefault(style, _Running(path, element))
        if weight:
            return first[weight.most_common(1)[0][0]]
    return None


def _setting_findings(book: Book, running: _Running) -> Iterator[Finding]:
    for name, neutral in (("line-height", _NEUTRAL), ("color", _NEUTRAL | {"currentcolor"})):
        said = book.styles.said(running.path, running.paragraph, name)
        if said is not None and said.value not in neutral:
            yield _say(book, rules.READER_SETTING, said)
    for element in running.around:
        said = book.styles.own(running.path, element, "font-size")
        if said is not None and said.value not in _OWN_SIZES:
            yield _say(book, rules.READER_SETTING, said)
    for font in running.paragraph.iter(f"{{{XHTML}}}font"):
        if font.get("size") or font.get("color"):
            message = "<font> sets the size or colour of running text"
            yield book.say(rules.READER_SETTING, message, running.path, line_of(font))


def _margin_findings(book: Book, running: _Running) -> Iterator[Finding]:
    told: set[tuple[str, int]] = set()
    for element in running.around:
        for name in _SIDES:
            said = book.styles.own(running.path, element, name)
            if said is None or said.value in _NEUTRAL or _ZERO.fullmatch(said.value):
                continue
            if (said.path, said.line) not in told:
                told.add((said.path, said.line))
                yield _say(book, rules.READER_SETTING, said)


def _look_findings(book: Book, running: _Running) -> Iterator[Finding]:
    """Backgrounds, weight, posture, alignment."""
    for element in running.around:
        for name in ("background", "background-color"):
            said = book.styles.own(running.path, element, name)
            if said is not None and said.value not in _NEUTRAL:
                yield _say(book, rules.BODY_BACKGROUND, said)
        if element.get("bgcolor"):
            yield book.say(rules.BODY_BACKGROUND, "bgcolor colours the page", running.path, line_of(element))
    for name, values in (
        ("font-weight", {"bold", "bolder", "700", "800", "900"}),
        ("font-style", {"italic", "oblique"}),
    ):
        said = book.styles.said(running.path, running.paragraph, name)
        if said is not None and said.value in values:
            yield _say(book, rules.BODY_BOLD, said)
    said = book.styles.said(running.path, running.paragraph, "text-align")
    if said is not None and said.value in {"left", "right", "center"}:
        yield _say(book, rules.BODY_ALIGNMENT, said)


def _indent_findings(book: Book, running: _Running) -> Iterator[Finding]:
    indent = book.styles.said(running.path, running.paragraph, "text-indent")
    if indent is not None and (size := _EM.fullmatch(indent.value)) and float(size[1]) > LARGEST_INDENT_EM:
        yield _say(book, rules.PARAGRAPH_INDENT, indent)
    gaps = [
        book.styles.own(running.path, running.paragraph, name) for name in ("margin-top", "margin-bottom")
    ]
    indented = any(_is_indented(book, running.path, peer) for peer in _peers(running.paragraph))
    closed = all(gap is not None and _ZERO.fullmatch(gap.value) for gap in gaps)
    if closed and not indented and len(_peers(running.paragraph)) > 1:
        gap = gaps[0]
        if gap is not None:
            message = "Paragraphs have neither indent nor space between them"
            yield book.say(rules.PARAGRAPH_INDENT, message, gap.path, gap.line)


def _peers(paragraph: etree._Element) -> list[etree._Element]:
    """The paragraphs beside this one: the first of a section has no indent in most books."""
    holder = paragraph.getparent()
    return [paragraph] if holder is None else list(holder.iterchildren(paragraph.tag))


def _is_indented(book: Book, path: str, paragraph: etree._Element) -> bool:
    said = book.styles.said(path, paragraph, "text-indent")
    return said is not None and not _ZERO.fullmatch(said.value)


def _main_font_findings(book: Book, running: _Running) -> Iterator[Finding]:
    """An embedded face that is named on paragraphs, not on the body."""
    embedded = _embedded(book)
    for element in running.around:
        said = book.styles.own(running.path, element, "font-family")
        name = etree.QName(element).localname
        if said is not None and name not in {"html", "body"} and set(_families(said.value)) & embedded:
            message = "names the main face again, below body"
            yield book.say(rules.FONT_DECLARED, f"{_shown(said)} {message}", said.path, said.line)


def _family_findings(book: Book) -> Iterator[Finding]:
    """Faces that are named and not in the book, each once; generic names may stand alone."""
    embedded, told = _embedded(book), set[str]()
    for said in book.styles.live:
        if said.name != "font-family":
            continue
        first = next(iter(_families(said.value)), "")
        if first and first not in _GENERIC and first not in embedded and first not in told:
            told.add(first)
            message = f"{_shown(said)} names a face that is not in the book"
            yield book.say(rules.FONT_DECLARED, message, said.path, said.line, "Embed it, or leave it out.")


def _embedded(book: Book) -> set[str]:
    return {
        family
        for at in book.styles.at_rules
        if at.keyword == "font-face"
        for one in at.declarations
        if one.name == "font-family"
        for family in _families(one.value)
    }


def _families(value: str) -> list[str]:
    return [name.strip().strip("\"'").lower() for name in value.split(",")]


def _heading_findings(book: Book) -> Iterator[Finding]:
    """One finding for each style of heading that does not say how it is aligned."""
    told: set[tuple[str, str]] = set()
    for path, body in book.bodies.items():
        for heading in body.iter(*(f"{{{XHTML}}}h{n}" for n in range(1, 7))):
            key = (str(heading.tag), heading.get("class") or "")
            if key in told or within(heading, "toc", "landmarks") or not text_of(heading).strip():
                continue
            said = book.styles.said(path, heading, "text-align")
            if said is None and not heading.get("align"):
                told.add(key)
                message = f"The heading “{words_of(heading)}” has no text-align"
                yield book.say(rules.HEADING_ALIGNMENT, message, path, line_of(heading))


def _colour_findings(book: Book) -> Iterator[Finding]:
    for said in book.styles.live:
        colour = parse_colour(said.value) if said.name == "color" else None
        if colour is None or not colour.grey:
            continue
        if not GREYS[0] <= round(luminance(colour)) <= GREYS[1]:
            message = f"{_shown(said)} vanishes in one of the reader’s themes"
            yield book.say(rules.TEXT_COLOUR, message, said.path, said.line, "Leave the colour out.")


def _say(book: Book, rule: Rule, said: Declaration) -> Finding:
    return book.say(rule, f"{_shown(said)} is about the running text", said.path, said.line)


def _shown(said: Declaration) -> str:
    return f"{said.where} {{ {said.name}: {said.value[:40]} }}"
