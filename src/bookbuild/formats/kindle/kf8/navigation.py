"""The contents (NCX index) and the landmarks (guide index).

An NCX entry: name, its number in hexadecimal; tag 1 position, tag 2 length, tag 3 label, tag 4 depth, tag 21 parent,
tags 22 and 23 first and last child, tag 6 the place as fragment and offset. All entries of one depth stand together,
before those of the next: so an entry's children are a run of numbers.

A guide entry: name, its kind; tag 1 label, tag 6 the place. They are sorted by kind.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bookbuild.formats.kindle.kf8.fragments import Assembly
from bookbuild.formats.kindle.kf8.index import Tag, Words, index_records
from bookbuild.formats.kindle.kf8.publication import Entry, Mark

_NCX_TAGS = (
    Tag(1, 1, 1),
    Tag(2, 1, 2),
    Tag(3, 1, 4),
    Tag(4, 1, 8),
    Tag(21, 1, 16),
    Tag(22, 1, 32),
    Tag(23, 1, 64),
    Tag(6, 2, 128),
)
"""One control byte, all eight bits used."""
_GUIDE_TAGS = (Tag(1, 1, 1), Tag(6, 2, 2))
_KINDS = {
    "bodymatter": "text",
    "start": "text",
    "text": "text",
    "toc": "toc",
    "cover": "cover",
    "titlepage": "title-page",
    "title-page": "title-page",
    "copyright-page": "copyright-page",
    "acknowledgments": "acknowledgements",
    "acknowledgements": "acknowledgements",
    "dedication": "dedication",
    "epigraph": "epigraph",
    "foreword": "foreword",
    "preface": "preface",
    "glossary": "glossary",
    "index": "index",
    "bibliography": "bibliography",
    "colophon": "colophon",
    "loi": "loi",
    "lot": "lot",
    "notes": "notes",
}
"""Words of EPUB 3's landmarks and EPUB 2's guide, and what the guide of a Kindle calls them."""


@dataclass
class Line:
    """A line of the contents, placed."""

    label: str
    position: int
    depth: int
    parent: int | None
    """Number of the line it stands under."""
    children: tuple[int, int] | None = None
    """Numbers of the first and the last line under it."""
    length: int = 0
    """To where the next line of its depth, or of a lesser one, begins."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.position + self.length


def placed_contents(entries: Sequence[Entry], assembly: Assembly) -> list[Line]:
    """The contents by depth, each depth in reading order. Entries whose page is not in the book are left out."""
    lines: list[Line] = []
    level: list[tuple[Entry, int | None]] = [(entry, None) for entry in entries]
    depth = 0
    while level:
        below: list[tuple[Entry, int | None]] = []
        for position, label, entry, parent in _in_order(level, assembly):
            number = len(lines)
            lines.append(Line(label, position, depth, parent))
            if parent is not None:
                first = lines[parent].children
                lines[parent].children = (first[0] if first else number, number)
            below += [(inner, number) for inner in entry.inner]
        level, depth = below, depth + 1
    _measure(lines, assembly.length)
    return lines


def _in_order(
    level: Sequence[tuple[Entry, int | None]], assembly: Assembly
) -> list[tuple[int, str, Entry, int | None]]:
    """Entries of one depth, parent by parent, each parent's by position."""
    found = [
        (position, entry.label or "…", entry, parent)
        for entry, parent in level
        if (position := assembly.position(entry.target)) is not None
    ]
    return sorted(found, key=lambda one: (-1 if one[3] is None else one[3], one[0]))


def _measure(lines: Sequence[Line], end: int) -> None:
    starts: list[int] = []
    for depth in range(max((line.depth for line in lines), default=-1) + 1):
        starts = sorted({*starts, *(line.position for line in lines if line.depth == depth)})
        for line in lines:
            if line.depth == depth:
                after = bisect_right(starts, line.position)
                line.length = (starts[after] if after < len(starts) else end) - line.position


def ncx_index(lines: Sequence[Line], assembly: Assembly) -> list[bytes]:
    """The records of the contents."""
    words = Words()
    width = max(2, len(f"{len(lines):X}"))
    entries = []
    for number, line in enumerate(lines):
        values: dict[int, Sequence[int]] = {
            1: [line.position],
            2: [line.length],
            3: [words.place(line.label)],
            4: [line.depth],
            6: assembly.place(line.position),
        }
        if line.parent is not None:
            values[21] = [line.parent]
        if line.children:
            values[22], values[23] = [line.children[0]], [line.children[1]]
        entries.append((f"{number:0{width}X}", values))
    return index_records(_NCX_TAGS, entries, words)


def kindle_landmarks(marks: Sequence[Mark], assembly: Assembly) -> dict[str, tuple[str, int]]:
    """Label and position by Kindle's kind, sorted; the first of each kind."""
    found: dict[str, tuple[str, int]] = {}
    for mark in marks:
        position = assembly.position(mark.target)
        for word in mark.kind.lower().split():
            kind = _KINDS.get(word.removeprefix("other."))
            if kind and position is not None:
                found.setdefault(kind, (mark.label or kind, position))
    return dict(sorted(found.items()))


def guide_index(landmarks: dict[str, tuple[str, int]], assembly: Assembly) -> list[bytes]:
    """The records of the landmarks, none for none."""
    words = Words()
    entries = [
        (kind, {1: [words.place(label)], 6: assembly.place(position)})
        for kind, (label, position) in landmarks.items()
    ]
    return index_records(_GUIDE_TAGS, entries, words)
