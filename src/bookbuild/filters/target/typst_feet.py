"""Pieces that stand in whole lines: where their pages end can be reckoned before they are set."""

from collections.abc import Sequence

from bookbuild.document.nodes import (
    BlockQuote,
    Blocks,
    Header,
    HorizontalRule,
    Image,
    Inlines,
    LineBlock,
    Math,
    Note,
    Para,
)
from bookbuild.document.walk import walk_inlines

_FEWEST = 8
"""Paragraphs below which a piece is too short to be worth it."""


def is_running_text(blocks: Sequence[Blocks]) -> bool:
    """Whether a piece is a title and paragraphs of words, with scene breaks, quotations, verse and headings between
    them: no notes, pictures, formulas, tables, boxes.
    """
    prose = list(blocks)
    if prose and isinstance(prose[0], Header) and prose[0].c.level == 1:
        prose = prose[1:]
    return (
        sum(isinstance(block, Para) for block in prose) >= _FEWEST
        and not isinstance(prose[-1], Header | HorizontalRule)
        and all(isinstance(block, Para | HorizontalRule | BlockQuote | LineBlock | Header) for block in prose)
        and not any(_takes_room(inline) for inline, _ in walk_inlines(prose))
    )


def _takes_room(inline: Inlines) -> bool:
    """Whether something in a line changes the height of the line, or of the page."""
    return isinstance(inline, Note | Image | Math)
