"""Long pages cut into several files, for readers that refuse or crawl through long ones.

Adobe RMSDK and what is built on it, in many e-ink readers, drops what follows the first 300 KB of a file. A page is cut
between two blocks, by preference before a heading; notes go where their first call goes; ids stay as they are, and
every link to one that has moved is written anew. A book without such a page is left as it is, unread.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from bookbuild.formats._xhtml.markup import EPUB_TYPE, OPS, XHTML, classes, tag, write_page
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.ncx import NCX_TYPE

LONGEST = 300_000
"""Bytes of a page (secondary: what makers of e-books advise for Adobe RMSDK)."""
_PARTED = frozenset(map(tag, ("section", "article", "div", "blockquote", "ul", "ol", "dl")))
"""Elements that may be parted between two of their children."""
_HEADINGS = frozenset(map(tag, ("h1", "h2", "h3", "h4", "h5", "h6")))
_NEEDS_NEXT = _HEADINGS | frozenset(map(tag, ("header", "hgroup", "dt", "span")))
"""What stands before something: a heading, a term, the mark of a printed page."""
_REFERENCES = ("aria-labelledby", "aria-describedby", "aria-details")
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
_LINKS = etree.XPath("//@href | //@src")


@dataclass(frozen=True)
class Split:
    """The files of the package once the long pages are cut."""

    items: list[Item]
    reading_order: list[str]


@dataclass
class _Block:
    """What is never parted, with the elements that hold it, outermost first, and the notes first called in it."""

    element: etree._Element
    place: int
    """Among its parent's children, from 0."""
    holders: tuple[etree._Element, ...]
    notes: list[etree._Element]
    size: int
    """Bytes, with its notes."""


def split_long_pages(items: Sequence[Item], reading_order: Sequence[str], longest: int = LONGEST) -> Split:
    """Cut each page of more than `longest` bytes. The parts of text/x.xhtml are x.xhtml, x.2.xhtml, x.3.xhtml…

    What has no place to be cut at, such as one long table, stays whole.
    """
    cut: dict[str, list[Item]] = {}
    moved: dict[str, Mapping[str, str]] = {}
    for item in items:
        if item.media_type == XHTML_TYPE and item.id in reading_order and len(item.data) > longest:
            pages = _cut(etree.fromstring(item.data, _SAFE), longest)
            cut[item.id] = [_part(item, number, page) for number, page in enumerate(pages, start=1)]
            moved[item.href] = {
                id: part.href
                for part, page in zip(cut[item.id], pages, strict=True)
                for id in page.xpath("//@id")
            }
    if not any(len(parts) > 1 for parts in cut.values()):
        return Split(list(items), list(reading_order))
    parts = [part for item in items for part in cut.get(item.id, [item])]
    return Split(
        [_relinked(part, moved) for part in parts],
        [part for id in reading_order for part in ([one.id for one in cut[id]] if id in cut else [id])],
    )


def whole_page(href: str) -> str:
    """The page that a file is a part of, or the file itself; no other file of ours has a second dot.

    >>> whole_page("EPUB/text/canal.2.xhtml"), whole_page("EPUB/text/canal.xhtml")
    ('EPUB/text/canal.xhtml', 'EPUB/text/canal.xhtml')
    """
    stem, suffix = posixpath.splitext(href)
    before, number = posixpath.splitext(stem)
    return before + suffix if number[1:].isdecimal() else href


def _part(item: Item, number: int, page: etree._Element) -> Item:
    data = write_page(page)
    if number > 1:
        stem, suffix = posixpath.splitext(item.href)
        item = replace(item, id=f"{item.id}.{number}", href=f"{stem}.{number}{suffix}")
    properties = tuple(one for one in item.properties if one != "mathml" or b"<math" in data)
    return replace(item, data=data, properties=properties)


def _cut(root: etree._Element, longest: int) -> list[etree._Element]:
    """The page as several, or as the one it was."""
    sections = [child for child in root[1] if child.tag == tag("section")]
    if len(root[1]) != 1 or not sections or (sections[0].text and sections[0].text.strip()):
        return [root]
    notes = _notes(sections[0])
    rest = longest - len(write_page(root)) + _size(sections[0])
    blocks = list(_blocks(sections[0], (), max(1, rest // 4)))
    _give_notes(blocks, notes)
    starts = list(_starts(blocks, rest))
    if len(starts) < 2:
        return [root]
    groups = [blocks[start:end] for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True)]
    kept_notes = notes[0].getparent() if notes else None
    opened: set[etree._Element] = set()
    return [_page(root, group, kept_notes, opened) for group in groups]


def _notes(section: etree._Element) -> list[etree._Element]:
    """The notes of the page; they stand last in it, in one section."""
    last = section[-1] if len(section) else None
    return list(last.iterchildren(tag("aside"))) if last is not None and "notes" in classes(last) else []


def _blocks(element: etree._Element, holders: tuple[etree._Element, ...], largest: int) -> Iterator[_Block]:
    """The blocks of an element, in order; what is longer than `largest` bytes is looked into."""
    inside = (*holders, element)
    for place, child in enumerate(element):
        if "notes" in classes(child) and not holders:
            continue
        size = _size(child)
        if size > largest and child.tag in _PARTED and _holds_blocks(child):
            yield from _blocks(child, inside, largest)
        else:
            yield _Block(child, place, inside, [], size)


def _holds_blocks(element: etree._Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return len(element) > 1 and not any(text and text.strip() for text in texts)


def _size(element: etree._Element) -> int:
    return len(etree.tostring(element, encoding="utf-8"))


def _give_notes(blocks: Sequence[_Block], notes: Iterable[etree._Element]) -> None:
    """Each note to the block with its first call; one that nothing calls to the last block."""
    left = {note.get("id", ""): note for note in notes}
    for block in blocks:
        for link in block.element.iter(tag("a")):
            note = left.pop(link.get("href", "").removeprefix("#"), None)
            if note is not None:
                block.notes.append(note)
                block.size += _size(note)
    if blocks:
        blocks[-1].notes += left.values()


def _starts(blocks: Sequence[_Block], longest: int) -> Iterator[int]:
    """Where the pages begin: about as long as one another, none longer than `longest` where that can be.

    Of the places where a page may end, the one before a heading is best, then the one nearest to an equal share.
    """
    start, left = 0, sum(block.size for block in blocks)
    while True:
        yield start
        share = left / -(-left // longest)
        if left <= longest:
            return
        places: list[tuple[bool, float, int, int]] = []
        size = blocks[start].size
        for place in range(start + 1, len(blocks)):
            if size > longest and places:
                break
            if blocks[place - 1].element.tag not in _NEEDS_NEXT and blocks[place].element.tag != tag("dd"):
                near = share / 2 <= size
                places.append((not (near and _begins(blocks[place])), abs(size - share), place, size))
            size += blocks[place].size
        if not places:
            return
        *_, start, size = min(places)
        left -= size


def _begins(block: _Block) -> bool:
    """Whether a heading stands first in it, or in what it is first in."""
    first = block.element
    while first.tag not in _HEADINGS and len(first) and not (first.text or "").strip():
        first = first[0]
    return first.tag in _HEADINGS or first.tag == tag("hr")


def _page(
    root: etree._Element,
    blocks: Sequence[_Block],
    notes: etree._Element | None,
    opened: set[etree._Element],
) -> etree._Element:
    """One page of the blocks, in copies of what held them; `opened` are those that an earlier page has begun."""
    page = etree.Element(root.tag, dict(root.attrib), nsmap={None: XHTML, "epub": OPS})
    page.append(deepcopy(root[0]))
    body = etree.SubElement(page, root[1].tag, dict(root[1].attrib))
    open_now: list[tuple[etree._Element, etree._Element]] = []
    for block in blocks:
        shared = 0
        while (
            shared < min(len(open_now), len(block.holders)) and open_now[shared][0] is block.holders[shared]
        ):
            shared += 1
        del open_now[shared:]
        for holder in block.holders[shared:]:
            copy = _copy(holder)
            if holder in opened:
                _continue(copy, block.place)
            opened.add(holder)
            (open_now[-1][1] if open_now else body).append(copy)
            open_now.append((holder, copy))
        open_now[-1][1].append(block.element)
    called = [note for block in blocks for note in block.notes]
    if notes is not None and called:
        box = _copy(notes)
        box.extend(deepcopy(head) for head in notes.iterchildren(tag("h2")))
        box.extend(called)
        body[0].append(box)
    _drop_references(page)
    return page


def _copy(element: etree._Element) -> etree._Element:
    """The element without its children."""
    copy = etree.Element(element.tag, dict(element.attrib), nsmap={None: XHTML, "epub": OPS})
    copy.text, copy.tail = element.text, element.tail
    return copy


def _continue(copy: etree._Element, place: int) -> None:
    """What goes on in a new file is not a second chapter, and has no second id; a list counts on from `place`."""
    copy.attrib.pop("id", None)
    if copy.tag in (tag("section"), tag("article")):
        copy.attrib.pop(EPUB_TYPE, None)
        copy.attrib.pop("role", None)
    if copy.tag == tag("ol"):
        copy.set("start", str(int(copy.get("start", "1")) + place))


def _drop_references(page: etree._Element) -> None:
    """No attribute names an element of another file."""
    here = frozenset(page.xpath("//@id"))
    for name in _REFERENCES:
        for element in page.iterfind(f".//*[@{name}]"):
            if not here.issuperset(element.get(name, "").split()):
                del element.attrib[name]


def _relinked(item: Item, moved: Mapping[str, Mapping[str, str]]) -> Item:
    """The file with its links to ids that have moved. `moved` is the file of each id, by page."""
    if item.media_type not in (XHTML_TYPE, NCX_TYPE):
        return item
    own = whole_page(item.href)
    names = [posixpath.basename(href).encode() + b"#" for href in moved]
    if own not in moved and not any(name in item.data for name in names):
        return item
    root = etree.fromstring(item.data, _SAFE)
    folder = posixpath.dirname(item.href)
    for link in _LINKS(root):
        path, hash, id = str(link).partition("#")
        target = posixpath.normpath(posixpath.join(folder, path)) if path else own
        if hash and (now := moved.get(target, {}).get(id)):
            path = "" if now == item.href else posixpath.relpath(now, folder or ".")
            link.getparent().set(link.attrname, f"{path}#{id}")
    if item.media_type == XHTML_TYPE:
        return replace(item, data=write_page(root))
    return replace(item, data=etree.tostring(root, encoding="utf-8", xml_declaration=True))
