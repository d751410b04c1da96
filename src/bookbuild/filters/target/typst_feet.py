"""The rows of a piece: the paragraphs between which its pages may end, and what else stands between them.

Where pages end is reckoned before they are set (`formats/print/feet`), from the places of these rows.
"""

from collections.abc import Iterator, Sequence

from bookbuild.document.nodes import (
    BlockQuote,
    Blocks,
    BulletList,
    Code,
    Div,
    Figure,
    Header,
    HorizontalRule,
    Image,
    Math,
    Note,
    OrderedList,
    Para,
    Plain,
    Span,
    Str,
)
from bookbuild.document.walk import walk_inlines

_FEWEST = 8
"""Paragraphs below which a piece is too short to be worth it."""
_HOLDERS = frozenset({"dialogue", "extract"})
"""Components that are nothing but paragraphs on the lines of the text, and break as those do."""
_APART = frozenset({"attribution", "dateline", "salutation", "signature"})
"""Spans that stand in a line of their own."""


def has_rows(blocks: Sequence[Blocks]) -> bool:
    """Whether a piece has paragraphs enough for its pages to be reckoned."""
    return sum(isinstance(block, Para | Plain) for block in _leaves(blocks)) >= _FEWEST


def holds_paragraphs(block: Blocks) -> bool:
    """Whether a block is a quotation, a list or the like, whose paragraphs are rows as those of the text."""
    if not _within(block):
        return False
    leaves = [*_leaves([block])]
    return all(isinstance(leaf, Para | Plain) for leaf in leaves) and not any(
        isinstance(inline, Image)
        or (isinstance(inline, Span) and not _APART.isdisjoint(inline.c.attr.classes))
        for inline, _ in walk_inlines(leaves)
    )


def is_paragraph(block: Blocks | None) -> bool:
    """Whether a block is lines of words, without a picture or a displayed formula between them."""
    return isinstance(block, Para) and not any(
        isinstance(inline, Image) or (isinstance(inline, Math) and inline.c.kind.t == "DisplayMath")
        for inline, _ in walk_inlines([block])
    )


def says_nothing(block: Blocks) -> bool:
    """Whether a block is only a place that links reach."""
    return isinstance(block, Para | Plain) and not any(
        isinstance(inline, Str | Code | Image | Math | Note) for inline, _ in walk_inlines([block])
    )


def kind_of(block: Blocks) -> str:
    """What the styles must know of a row that is no paragraph."""
    match block:
        case Header():
            return "head"
        case HorizontalRule():
            return "break"
        case Figure():
            return "figure"
    return "solid"


def _within(block: Blocks) -> list[list[Blocks]]:
    """The lists of blocks in a holder; none in anything else."""
    match block:
        case BlockQuote():
            return [block.c]
        case BulletList():
            return block.c
        case OrderedList():
            return block.c.items
        case Div() if not _HOLDERS.isdisjoint(block.c.attr.classes):
            return [block.c.blocks]
    return []


def _leaves(blocks: Sequence[Blocks]) -> Iterator[Blocks]:
    for block in blocks:
        if inner := _within(block):
            for one in inner:
                yield from _leaves(one)
        else:
            yield block
