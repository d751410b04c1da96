"""EXTH: what the shelf, the catalogue and the reader's settings are told about the book.

`EXTH`, length without padding (u32), number of entries (u32), then entries: type (u32), length with these eight bytes
(u32), value; then zeros, one to four of them, up to a multiple of four. The length must be exact.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.formats.kindle.kf8.numbers import base32
from bookbuild.formats.kindle.kf8.publication import Metadata

Value = int | str
"""A number is written as u32."""


@dataclass(frozen=True)
class Shelf:
    """What puts a book among the “Books” and its cover on the lock screen; without it, it is a document.

    Amazon has removed such books from devices at the next synchronisation: not our default.
    """

    asin: str
    """A name of the book that no shop gives: ours, made from its identifier."""
    kind: str = "EBOK"


@dataclass(frozen=True)
class Facts:
    """What the other records say, and EXTH repeats."""

    resources: int
    cover: int | None
    """Number of the cover's resource, from 1."""
    thumbnail: int | None
    has_fonts: bool
    start: int | None
    """Position at which reading starts."""
    right_to_left: bool
    writing_mode: str
    shelf: Shelf | None


def exth(metadata: Metadata, facts: Facts) -> bytes:
    """The EXTH block."""
    entries = [
        (number, struct.pack(">I", value) if isinstance(value, int) else value.encode())
        for number, value in _entries(metadata, facts)
        if value != ""
    ]
    payload = b"".join(struct.pack(">II", number, len(value) + 8) + value for number, value in entries)
    block = b"EXTH" + struct.pack(">II", 12 + len(payload), len(entries)) + payload
    return block + b"\0" * (4 - len(block) % 4)


def _entries(metadata: Metadata, facts: Facts) -> Iterator[tuple[int, Value]]:
    if facts.shelf:
        yield 501, facts.shelf.kind
        yield 113, facts.shelf.asin
        yield 504, facts.shelf.asin
    yield 524, metadata.language
    yield 503, metadata.title
    yield from _each(100, metadata.authors)
    yield 101, metadata.publisher
    yield 103, metadata.description
    yield 104, metadata.isbn
    yield from _each(105, metadata.subjects)
    yield 106, metadata.published
    yield from _each(108, metadata.contributors)
    yield 109, metadata.rights
    yield 112, metadata.source or metadata.identifier
    # The stamp of KindleGen 2.9 for Linux: readers choose their ways by it, and know no other.
    yield from ((204, 201), (205, 2), (206, 9), (207, 0), (535, "0730-890adc2"))
    yield from _pictures(facts)
    yield 125, facts.resources
    yield 131, 0
    if facts.start is not None:
        yield 116, facts.start
    if facts.has_fonts:
        yield 528, "true"
    if facts.right_to_left or facts.writing_mode:
        yield 527, "rtl" if facts.right_to_left else "ltr"
        yield 525, facts.writing_mode or "horizontal-rl"


def _pictures(facts: Facts) -> Iterator[tuple[int, Value]]:
    """Cover and thumbnail, counted from 0 here, and from 1 in the link."""
    if facts.cover is not None:
        yield 201, facts.cover - 1
        yield 202, (facts.thumbnail or facts.cover) - 1
        yield 203, 0
        yield 129, f"kindle:embed:{base32(facts.cover, 4)}"


def _each(number: int, values: Sequence[str]) -> Iterator[tuple[int, Value]]:
    for value in values:
        yield number, value
