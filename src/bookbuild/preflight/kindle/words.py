"""The text itself: characters Kindle knows, languages, alternative texts, headings."""

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_package import XHTML
from bookbuild.preflight.kindle.book import XML_LANG, Book, line_of, text_of, within, words_of
from bookbuild.rules import kindle_pages as rules

LONGEST_ALT = 140
"""Characters."""
_ODD = re.compile("[\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff]")
"""Kindle knows the space, the no-break space and the zero-width non-joiner (and joiner, for scripts)."""
_IDEOGRAPHIC, _CJK = "\u3000", frozenset({"zh", "ja", "ko", "yue"})
_RTL = frozenset({"ar", "fa", "he", "yi", "ur", "ps", "sd"})
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SOFT_HYPHEN, _NO_BREAK = "\u00ad", "\u00a0"
_NO_BREAK_RUN = re.compile("(?:\u00a0[^\\s\u00a0]+){6}|\u00a0{3}")
_NOTES = ("footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes")
_HEADINGS = tuple(f"{{{XHTML}}}h{n}" for n in range(1, 7))


def word_findings(book: Book) -> Iterator[Finding]:
    """Faults of characters, languages, descriptions and headings."""
    for path, page in book.package.pages.items():
        lang = page.get("lang") or page.get(XML_LANG) or ""
        if not lang:
            yield book.say(rules.LANGUAGE_UNSAID, "The page does not name its language", path, line_of(page))
        yield from _character_findings(book, path, page, lang.split("-")[0].lower())
        yield from _alt_findings(book, path, page)
        yield from _heading_findings(book, path, page)


def _character_findings(book: Book, path: str, page: etree._Element, lang: str) -> Iterator[Finding]:
    """One finding for each character and page, at its first place."""
    seen: set[str] = set()
    for element, text in _texts(page):
        for found in _ODD.finditer(text):
            character = found[0]
            usual = (character == _IDEOGRAPHIC and lang in _CJK) or (lang in _RTL and _BIDI.match(character))
            if character not in seen and not usual:
                seen.add(character)
                message = f"U+{ord(character):04X} in “{_around(text, found.start())}”"
                yield book.say(
                    rules.ODD_CHARACTER, message, path, line_of(element), "Use a space, or no-break space."
                )
        if _SOFT_HYPHEN in text and _SOFT_HYPHEN not in seen:
            seen.add(_SOFT_HYPHEN)
            where = "a note" if within(element, *_NOTES) else "the text"
            message = f"Soft hyphen in {where}: “{_around(text, text.index(_SOFT_HYPHEN)).replace(_SOFT_HYPHEN, '-')}”"
            yield book.say(rules.SOFT_HYPHEN, message, path, line_of(element))
        if _NO_BREAK not in seen and (run := _NO_BREAK_RUN.search(text)):
            seen.add(_NO_BREAK)
            message = (
                f"No-break spaces between the words of “{run[0].strip()}”"
                if run[0].strip()
                else "A row of no-break spaces"
            )
            yield book.say(rules.NO_BREAK_SPACES, message, path, line_of(element))


def _texts(page: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each stretch of text in the body, with the element whose line is nearest."""
    body = page.find(f"{{{XHTML}}}body")
    for element in body.iter() if body is not None else ():
        if isinstance(element.tag, str) and element.text:
            yield element, element.text
        if element.tail and element is not body:
            yield element, element.tail


def _around(text: str, place: int) -> str:
    return " ".join(text[max(0, place - 15) : place + 15].split())


def _alt_findings(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    for image in page.iter(f"{{{XHTML}}}img"):
        alt, line = image.get("alt"), line_of(image)
        if alt is None:
            yield book.say(rules.ALT_MISSING, f"{image.get('src')} has no alt attribute", path, line)
        elif len(alt) > LONGEST_ALT:
            yield book.say(rules.LONG_ALT, f"“{alt[:40]}…” has {len(alt)} characters", path, line)


def _heading_findings(book: Book, path: str, page: etree._Element) -> Iterator[Finding]:
    last = 0
    for heading in page.iter(*_HEADINGS):
        level = int(etree.QName(heading).localname[1])
        if last and level > last + 1 and text_of(heading).strip():
            message = f"“{words_of(heading)}” is a heading of level {level} right under level {last}"
            yield book.say(rules.HEADING_JUMP, message, path, line_of(heading))
        last = level
