"""Marks in an XHTML page at the words with which printed pages begin.

A mark stands between two words, never inside one: a word divided over two printed pages belongs whole to the
first. Before a heading, a figure or a table it stands as their sibling, in a paragraph as its first thing, and
nowhere that HTML allows no span: not between the rows of a table, nor in a formula.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from bookbuild.formats._xhtml.markup import EPUB_TYPE, classes, local, mark, tag, write_page
from bookbuild.formats.page_breaks import Start, letters, page_starts
from bookbuild.formats.printed import PrintedPage

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TABLE = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_HELD = _TABLE | {"header", "figure", "figcaption"}
"""What begins with the first word inside it: the mark stands before all of it."""
_FLOW = frozenset(
    {"body", "section", "div", "aside", "blockquote", "li", "dd", "td", "th", "figure", "header"}
)
"""Where a span may stand beside blocks."""
_BLOCKS = _HEADINGS | _HELD | _FLOW | {"p", "pre", "ul", "ol", "dl", "dt", "nav"}
_LETTER = re.compile(r"[^\W\d_]")
_UNSEEN = re.compile(r"[\s\u2060\ufeff\u00ad\u200b\u0002]+")
"""Characters that don't count when the signs before a word are compared."""
_BREAKS_AFTER = frozenset("–—")
"""A line, so a page, may begin after these in the middle of what spaces hold together."""


@dataclass(frozen=True)
class PageMark:
    """A mark that was set."""

    label: str
    id: str
    """Of its element in the page."""


@dataclass(frozen=True)
class _Slot:
    """A run of text in the tree."""

    holder: etree._Element
    is_tail: bool
    """Whether the text follows the holder, or is the first thing in it."""
    text: str
    block: etree._Element
    start: int
    """Letters of the page before it."""


@dataclass(frozen=True)
class _Place:
    """A place for a mark: so many characters into a run of text, which may be empty."""

    holder: etree._Element
    is_tail: bool
    offset: int


@lru_cache(maxsize=512)
def mark_pages(data: bytes, pages: tuple[PrintedPage, ...]) -> tuple[bytes, tuple[PageMark, ...]]:
    """The page with a mark where each of the printed pages begins; those that can't be found have none.

    `pages` are all that hold this piece, blank ones left out, in order; the first begins with it. (An EPUB and a
    Kindle edition ask for the same: the last answers are remembered.)
    """
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    body = root[1]
    text = _Text(body)
    starts = page_starts([page.text for page in pages], text.letters)
    places = [
        None if start is None else text.place(start, page) if number else _beginning(body)
        for number, (page, start) in enumerate(zip(pages, starts, strict=True))
    ]
    taken = {str(id) for id in root.xpath("//@id")}
    marks = []
    for page, place in zip(reversed(pages), reversed(places), strict=True):
        if place is not None:
            id = _free_id(f"page-{page.label}", taken)
            _insert(_mark(page.label, id), place)
            marks.append(PageMark(page.label, id))
    return write_page(root), tuple(reversed(marks))


def _mark(label: str, id: str) -> etree._Element:
    span = etree.Element(tag("span"))
    mark(span, epub_type="pagebreak", role="doc-pagebreak", id=id, aria_label=label)
    return span


def _free_id(id: str, taken: set[str]) -> str:
    name, number = id, 1
    while name in taken:
        number += 1
        name = f"{id}-{number}"
    taken.add(name)
    return name


def _insert(span: etree._Element, place: _Place) -> None:
    """Split the text at the place. Those that stand later in the page must be in already."""
    holder = place.holder
    if place.is_tail:
        text = holder.tail or ""
        holder.tail, span.tail = text[: place.offset] or None, text[place.offset :] or None
        holder.getparent().insert(holder.getparent().index(holder) + 1, span)
    else:
        text = holder.text or ""
        holder.text, span.tail = text[: place.offset] or None, text[place.offset :] or None
        holder.insert(0, span)


def _beginning(body: etree._Element) -> _Place:
    """Before everything that the page says."""
    first = body[0] if len(body) and local(body[0]) == "section" else body
    return _Place(first, False, len(first.text or ""))


def _before(element: etree._Element) -> _Place:
    previous = element.getprevious()
    if previous is not None:
        return _Place(previous, True, len(previous.tail or ""))
    parent = element.getparent()
    return _Place(parent, False, len(parent.text or ""))


class _Text:
    """The running text of a page: what stands on paper too, in the same order."""

    def __init__(self, body: etree._Element) -> None:
        self._body = body
        self._slots: list[_Slot] = []
        pieces, start = [], 0
        for holder, is_tail, text, block in _runs(body, body):
            own = letters(text)
            self._slots.append(_Slot(holder, is_tail, text, block, start))
            pieces.append(own)
            start += len(own)
        self.letters = "".join(pieces)
        self._starts = [slot.start for slot in self._slots]

    def place(self, start: Start, page: PrintedPage) -> _Place | None:
        """Where the mark of a page goes that begins there."""
        if start.letter >= len(self.letters):
            return self._end(page)
        number = bisect_right(self._starts, start.letter) - 1
        slot = self._slots[number]
        for count, found in enumerate(_LETTER.finditer(slot.text)):
            if count == start.letter - slot.start:
                number, offset = self._with_signs(number, found.start(), start.signs)
                return self._whole_word(number, offset, page)
        return None

    def _end(self, page: PrintedPage) -> _Place | None:
        """For a page that has no more words: before its figure, or after the last word."""
        figures = list(self._body.iter(tag("figure")))
        if page.figure_first and figures:
            return _before(_all_that_begins(figures[-1]))
        if not self._slots:
            return None
        last = self._slots[-1]
        return self._outside(_Place(last.holder, last.is_tail, len(last.text)))

    def _with_signs(self, number: int, offset: int, signs: str) -> tuple[int, int]:
        """Back over the signs before the first letter that stand on the same printed page: `« `, `– `, `12 `."""
        best = number, offset
        for sign, place in zip(
            reversed(_UNSEEN.sub("", signs)), self._signs_before(number, offset), strict=False
        ):
            slot, at = place
            if self._slots[slot].text[at] != sign:
                break
            best = place
        return best

    def _signs_before(self, number: int, offset: int) -> Iterator[tuple[int, int]]:
        """The places of the signs that count, backwards, up to a letter."""
        for slot in range(number, -1, -1):
            text = self._slots[slot].text
            for at in range((offset if slot == number else len(text)) - 1, -1, -1):
                if _UNSEEN.match(text[at]):
                    continue
                if _LETTER.match(text[at]):
                    return
                yield slot, at

    def _whole_word(self, number: int, offset: int, page: PrintedPage) -> _Place:
        """The place there, or after the word that is going on there."""
        before = self._before_in_block(number, offset)
        if before == "":
            return self._block_start(number, offset, page)
        if before.isspace() or before in _BREAKS_AFTER:
            return self._outside(_Place(self._slots[number].holder, self._slots[number].is_tail, offset))
        block, spaced = self._slots[number].block, False
        for slot in range(number, len(self._slots)):
            text = self._slots[slot].text
            if self._slots[slot].block is not block and text.strip():
                return self._block_start(slot, len(text) - len(text.lstrip()), page)
            for at in range(offset if slot == number else 0, len(text)):
                if spaced and not text[at].isspace():
                    return self._outside(_Place(self._slots[slot].holder, self._slots[slot].is_tail, at))
                spaced = spaced or text[at].isspace()
        last = self._slots[-1]
        return self._outside(_Place(last.holder, last.is_tail, len(last.text)))

    def _before_in_block(self, number: int, offset: int) -> str:
        """The character before a place; a space when spaces stand there, empty at the beginning of a block."""
        block, spaced = self._slots[number].block, False
        for slot in range(number, -1, -1):
            if self._slots[slot].block is not block:
                break
            text = self._slots[slot].text[: offset if slot == number else None]
            bare = text.rstrip()
            if bare:
                return " " if spaced or bare != text else bare[-1]
            spaced = spaced or bool(text)
        return ""

    def _block_start(self, number: int, offset: int, page: PrintedPage) -> _Place:
        """Before a heading, figure or table that begins there, and in a paragraph as its first thing."""
        slot = self._slots[number]
        whole = _all_that_begins(slot.block)
        previous = whole.getprevious()
        if page.figure_first and previous is not None and local(previous) == "figure":
            return _before(_all_that_begins(previous))
        stands_before = whole is not slot.block or local(whole) in _HEADINGS
        if stands_before and local(whole.getparent()) in _FLOW:
            return _before(whole)
        return self._outside(_Place(slot.holder, slot.is_tail, offset))

    def _outside(self, place: _Place) -> _Place:
        """The same place outside the emphasis, link or formula that begins there."""
        formula = next((one for one in _self_and_above(place) if local(one) == "math"), None)
        if formula is not None:
            return _before(formula)
        while not place.is_tail and local(place.holder) not in _BLOCKS:
            if (place.holder.text or "")[: place.offset].strip() or _is_entry_link(place.holder):
                break
            place = _before(place.holder)
        return place


def _self_and_above(place: _Place) -> Iterator[etree._Element]:
    if not place.is_tail:
        yield place.holder
    yield from place.holder.iterancestors()


def _is_entry_link(element: etree._Element) -> bool:
    """In the navigation document a line of the contents is one link and nothing beside it (EPUB 3.3, 7.3)."""
    return local(element) == "a" and any(local(one) == "nav" for one in element.iterancestors())


def _all_that_begins(element: etree._Element) -> etree._Element:
    """The outermost figure, table or opener of which this is the first thing with words; else the element."""
    while (parent := element.getparent()) is not None and local(parent) in _HELD and _is_first(element):
        element = parent
    return element


def _is_first(element: etree._Element) -> bool:
    """Whether no words stand before an element in its parent."""
    parent = element.getparent()
    before = [parent.text or ""]
    for sibling in parent:
        if sibling is element:
            break
        before += [*map(str, sibling.itertext()), sibling.tail or ""]
    return not "".join(before).strip()


def _runs(
    element: etree._Element, block: etree._Element
) -> Iterator[tuple[etree._Element, bool, str, etree._Element]]:
    """Runs of text in reading order, with the block that each stands in."""
    if element.text:
        yield element, False, element.text, block
    for child in element:
        if not _is_apart(child):
            yield from _runs(child, child if local(child) in _BLOCKS else block)
        if child.tail:
            yield child, True, child.tail, block


def _is_apart(element: etree._Element) -> bool:
    """Whether paper has this elsewhere or not at all: notes and their calls, letters and places of the index,
    sections in the contents, lists that only a screen has.
    """
    name = local(element)
    if name == "section" and "notes" in classes(element):
        return True
    if name in {"", "annotation"} or element.get(EPUB_TYPE) in {
        "footnote",
        "noteref",
        "index-locator",
    }:
        return True
    if name == "nav":
        return element.get("hidden") is not None
    if name == "h2":
        return bool(element.getparent().get(EPUB_TYPE) == "index-group")
    if name == "li":
        return (
            len(element) > 0
            and local(element[0]) == "a"
            and "#" in element[0].get("href", "")
            and _in_toc(element)
        )
    return name == "ul" and "texts" in classes(element)


def _in_toc(element: etree._Element) -> bool:
    return any(one.get(EPUB_TYPE) == "toc" for one in element.iterancestors())


def blank_pages_left_out(pages: Sequence[PrintedPage]) -> dict[str, tuple[PrintedPage, ...]]:
    """The pages with something on them, by the piece they hold."""
    held: dict[str, list[PrintedPage]] = {}
    for page in pages:
        if not page.blank:
            held.setdefault(page.piece, []).append(page)
    return {piece: tuple(found) for piece, found in held.items()}
