"""Skeletons and fragments: how the text of a page is cut, and where everything stands.

A device never reads a whole page. It reads the page's *skeleton*, the tags around everything, and puts *fragments* of
at most 8 KB into it: a larger one hangs. In the text (flow 0) each skeleton stands before its fragments:

    skeleton 0 · fragment 0 · fragment 1 · skeleton 1 · fragment 2 · …

Every position in the book (links, contents, pages) counts bytes in the *assembled* text, in which the fragments
stand inside their skeletons. A page fills the same bytes in both orders.

Both tables are indices. A skeleton: name `SKEL0000000000`, tag 1 number of fragments (twice), tag 6 position and
length (twice). A fragment: name, its insert position with ten digits; tag 2 the element it goes into, as
`P-//*[@aid='X']`; tag 3 number of the page; tag 4 own number; tag 6 place among the page's fragments, and length.
The element named is always one of the fragment's own page: with another, a device stops at the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from bookbuild.formats.kindle.kf8.index import Tag, Words, index_records
from bookbuild.formats.kindle.kf8.numbers import base32
from bookbuild.formats.kindle.kf8.pages import Shared, give_aid
from bookbuild.formats.kindle.kf8.publication import Target

FRAGMENT_BYTES = 8192
_TAG = re.compile(rb"<(/?)([^\s<>/]+)([^<>]*?)(/?)>")
_AID = re.compile(rb'\said="([^"]*)"')
_ID = re.compile(rb'\sid="([^"]*)"')
_HREF = re.compile(rb'(<(?:a|area)\b[^<>]*?\shref=")kindle:pos:fid:0000:off:L(\d{9})"')
_FRAGMENT_TAGS = (Tag(2, 1, 1), Tag(3, 1, 2), Tag(4, 1, 4), Tag(6, 2, 8))
_SKELETON_TAGS = (Tag(1, 1, 3), Tag(6, 2, 12))


@dataclass(frozen=True)
class Skeleton:
    """A page without its fragments."""

    fragments: int
    position: int
    """Of the page, in the text."""
    length: int


@dataclass(frozen=True)
class Fragment:
    """A run of a page's text."""

    position: int
    """Where it stands in the assembled text."""
    aid: str
    """Of the element it goes into."""
    page: int
    offset: int
    """Among the bytes of the page's fragments."""
    length: int


@dataclass
class Assembly:
    """Flow 0 as it grows, page by page."""

    parts: list[bytes] = field(default_factory=list)
    skeletons: list[Skeleton] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    anchors: dict[Target, int] = field(default_factory=dict)
    """Position of the page, or of the element with an id in it."""
    length: int = 0
    """Of the text so far, in bytes."""

    def add(self, path: str, head: etree._Element, body: etree._Element, shared: Shared) -> None:
        """Take in a page that `pages.prepared` has made ready."""
        _make_room(body, shared)
        page, start = _written(head, body)
        tree = _Tree(page, start)
        for id, position in tree.ids:
            self.anchors.setdefault((path, id), self.length + position)
        self.anchors[path, ""] = self.length + tree.body.start
        self._cut(page, list(_runs(tree)))

    def _cut(self, page: bytes, runs: Sequence["_Run"]) -> None:
        """Keep a page whose fragments are these runs of it; the rest is skeleton."""
        skeleton, texts = [], []
        number, end, offset = len(self.skeletons), 0, 0
        for run in runs:
            skeleton.append(page[end : run.start])
            texts.append(page[run.start : run.end])
            length = run.end - run.start
            self.fragments.append(Fragment(self.length + run.start, run.aid, number, offset, length))
            end, offset = run.end, offset + length
        skeleton.append(page[end:])
        self.skeletons.append(Skeleton(len(runs), self.length, len(page) - offset))
        self.parts += [b"".join(skeleton), *texts]
        self.length += len(page)

    def position(self, target: Target) -> int | None:
        """Where a target stands; the page when it has no such id; None when there is no such page."""
        return self.anchors.get(target, self.anchors.get((target[0], "")))

    def place(self, position: int) -> tuple[int, int]:
        """The number of the fragment a position is in, and the bytes from there. What is in a skeleton is found
        at the begin of the next fragment, which is the first text after it.
        """
        number = bisect_right(self.fragments, position, key=lambda fragment: fragment.position) - 1
        inside = number >= 0 and position < self.fragments[number].position + self.fragments[number].length
        if inside:
            return number, position - self.fragments[number].position
        return min(number + 1, len(self.fragments) - 1), 0

    def linked(self, targets: Sequence[Target]) -> tuple[bytes, list[Target]]:
        """The text with its links filled in, and the targets that are not there: their links are blanked out."""
        dead: list[Target] = []

        def filled(found: re.Match[bytes]) -> bytes:
            target = targets[int(found[2])]
            position = self.position(target)
            if target not in self.anchors:
                dead.append(target)
            if position is None:
                return found[1].removesuffix(b'href="') + b" " * (
                    len(found[0]) - len(found[1]) + len('href="')
                )
            return found[1] + place_link(*self.place(position)).encode() + b'"'

        return b"".join(_HREF.sub(filled, part) for part in self.parts), dead


def place_link(fragment: int, offset: int) -> str:
    """The link to a place."""
    return f"kindle:pos:fid:{base32(fragment, 4)}:off:{base32(offset, 10)}"


def fragment_index(fragments: Sequence[Fragment]) -> list[bytes]:
    """The records of the table of fragments."""
    words = Words()
    entries = [
        (
            f"{one.position:010}",
            {
                2: [words.place(f"P-//*[@aid='{one.aid}']")],
                3: [one.page],
                4: [number],
                6: [one.offset, one.length],
            },
        )
        for number, one in enumerate(fragments)
    ]
    return index_records(_FRAGMENT_TAGS, entries, words)


def skeleton_index(skeletons: Sequence[Skeleton]) -> list[bytes]:
    """The records of the table of skeletons."""
    entries = [
        (f"SKEL{number:010}", {1: [one.fragments] * 2, 6: [one.position, one.length] * 2})
        for number, one in enumerate(skeletons)
    ]
    return index_records(_SKELETON_TAGS, entries)


def _make_room(body: etree._Element, shared: Shared) -> None:
    """Give an `aid` to what must be cut inside large tables, and to nothing else there; a page is never empty."""
    if not len(body) and not body.text:
        body.text = "\n"
    waiting = [table for table in body.iter("table") if table.get("aid")]
    while waiting:
        element = waiting.pop()
        if len(etree.tostring(element, encoding="utf-8", with_tail=False)) <= FRAGMENT_BYTES:
            continue
        if not element.get("aid"):
            give_aid(element, shared)
        waiting += element


def _written(head: etree._Element, body: etree._Element) -> tuple[bytes, int]:
    """The page, and where its body begins. Without its namespace a device says it can't open the item."""
    text = etree.tostring(body, encoding="utf-8", with_tail=False)
    first = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        + etree.tostring(head, encoding="utf-8", with_tail=False)
        + b"\n"
    )
    return first + text + b"\n</html>\n", len(first)


@dataclass
class _Element:
    """Where an element begins and ends in the page, with and without its tags."""

    start: int
    inner_start: int
    aid: str
    inner_end: int = 0
    end: int = 0
    inner: list["_Element"] = field(default_factory=list)


class _Tree:
    """The body as written, read once: `<` and `>` stand in it for tags only, as lxml has written it."""

    def __init__(self, page: bytes, start: int) -> None:
        self.page = page
        self.ids: list[tuple[str, int]] = []
        opened: list[_Element] = []
        for found in _TAG.finditer(page, start):
            closing, _, attributes, empty = found.groups()
            if closing:
                element = opened.pop()
                element.inner_end, element.end = found.start(), found.end()
                if not opened:
                    self.body = element
                    break
                continue
            aid = _AID.search(attributes)
            element = _Element(found.start(), found.end(), aid[1].decode() if aid else "")
            id = _ID.search(attributes)
            if id:
                self.ids.append((unescape(id[1].decode()), found.start()))
            if opened:
                opened[-1].inner.append(element)
            if empty:
                element.inner_end = element.end = found.end()
            else:
                opened.append(element)


@dataclass
class _Run:
    """A fragment's bytes in the page."""

    start: int
    end: int
    aid: str


def _runs(tree: _Tree) -> Iterator[_Run]:
    """The page's fragments in order: as few as fit, none of them longer than FRAGMENT_BYTES if that can be."""
    last: _Run | None = None
    for piece in _pieces(tree.page, tree.body):
        joins = (
            last is not None
            and last.aid == piece.aid
            and piece.end - last.start <= FRAGMENT_BYTES
            and not tree.page[last.end : piece.start].strip()
        )
        if joins and last is not None:
            last.end = piece.end
            continue
        if last is not None:
            yield last
        last = piece
    # A page of nothing but white space, or of tags that all stand in its skeleton, still needs a fragment.
    yield last if last is not None else _Run(tree.body.inner_start, tree.body.inner_end, tree.body.aid)


def _pieces(page: bytes, element: _Element) -> Iterator[_Run]:
    """What the element holds, in pieces that fit: text, and elements that are small. White space is left out."""
    cursor = element.inner_start
    for inner in element.inner:
        yield from _texts(page, cursor, inner.start, element.aid)
        if inner.end - inner.start <= FRAGMENT_BYTES or not inner.aid:
            yield _Run(inner.start, inner.end, element.aid)
        else:
            yield from _pieces(page, inner)
        cursor = inner.end
    yield from _texts(page, cursor, element.inner_end, element.aid)


def _texts(page: bytes, start: int, end: int, aid: str) -> Iterator[_Run]:
    """A text in pieces that fit, cut after a space where there is one, never in a character or an entity."""
    if not page[start:end].strip():
        return
    while end - start > FRAGMENT_BYTES:
        limit = start + FRAGMENT_BYTES
        cut = page.rfind(b" ", start, limit) + 1
        if cut <= start:
            cut = limit
            while page[cut] & 0xC0 == 0x80:
                cut -= 1
            entity = page.rfind(b"&", cut - 12, cut)
            if entity > start and page.find(b";", entity, cut) < 0:
                cut = entity
        yield _Run(start, cut, aid)
        start = cut
    if end > start:
        yield _Run(start, end, aid)
