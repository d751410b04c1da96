"""The last phase: the same document, made ready for one of pandoc's writers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Elsewhere:
    """A piece of the book that an offprint does not hold."""

    piece: str
    """Its id."""
    title: str
    """Its title, typeset, in quotation marks: `« La tournée »`; empty when it has none."""
    url: str = ""
    """Where its own offprint can be read."""


@dataclass(frozen=True)
class Excerpt:
    """What a piece of an offprint must know of the book around it."""

    book: str
    """Title, typeset."""
    inside: str
    """Between a text and its book: `dans`."""
    url: str
    """The book's page on the web; empty for none."""
    linked: bool
    """Whether the target is read where links to the web can be followed."""
    elsewhere: tuple[Elsewhere, ...]
    """The pieces it refers to that the offprint does not hold."""
    works: tuple[str, ...] = ()
    """`piece#anchor` of each work that the text refers to, sorted: bibliographies hold nothing else."""
    is_bibliography: bool = False
    """Whether this piece is one of those."""


@dataclass(frozen=True)
class TargetContext:
    """What a target filter must know of the piece it writes, and of the edition it is written for."""

    piece_id: str
    kind: str
    """A value of `Kind`."""
    matter: str
    """front, body or back."""
    lang: str
    extent: frozenset[str]
    """Ids of the pieces this edition holds: a link to any other keeps its text only."""
    depth: int = 0
    """1 inside a part."""
    excerpt: Excerpt | None = None
    """For an offprint."""
    shows_lines: bool = False
    """Typst: whether the text is marked with the lines of the manuscript, for a proof."""
