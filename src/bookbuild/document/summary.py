"""What the rest of the book needs to know of one file: small, so that whole-book acts stay fast."""

import msgspec

from bookbuild.book.conditions import Condition


class Heading(msgspec.Struct):
    """A heading: `text` is plain, `id` is unique in its file."""

    level: int
    id: str
    text: str
    line: int = 0


class Anchor(msgspec.Struct):
    """Something a link can point to."""

    kind: str
    """heading, figure, table, span or div."""
    text: str
    """What a reference to it says: a heading's text, a caption."""
    line: int = 0
    explicit: bool = True
    """Typed by a person, not made from a heading: only these can be reached from other files by `#id` alone."""


class IndexMark(msgspec.Struct):
    """One occurrence of an index term."""

    entry: list[str]
    """Main entry, then subentries."""
    id: str
    """Anchor in this file."""
    see: str = ""
    """Another entry to look under, instead of a place."""


class Reference(msgspec.Struct):
    """A link or a cross-reference as the manuscript has it."""

    target: str
    """`#id`, `file.md#id` (made relative to the book), `fig:slug`."""
    line: int = 0


class Summary(msgspec.Struct):
    """One manuscript file in short."""

    title: str = ""
    abstract: str = ""
    """Of its first `::: abstract`: plain text, paragraphs parted by blank lines."""
    headings: list[Heading] = []
    anchors: dict[str, Anchor] = {}
    references: list[Reference] = []
    images: list[str] = []
    """Paths relative to the book's folder."""
    index: list[IndexMark] = []
    words: int = 0
    notes: int = 0
    inclusive: dict[str, int] = {}
    """French inclusive forms as typed, each with the line of its first place."""
    conditions: list[Condition] = []
    """Every different `only` and `except` of the file, also those of what this summary leaves out."""
    features: list[str] = []
    """Sorted, from: code, figure, image, index, math, note, table, verse."""
