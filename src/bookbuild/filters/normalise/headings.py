"""Heading levels: a piece starts at level 1, and no level is skipped."""

from bookbuild.document.nodes import Div, Document, Header
from bookbuild.document.walk import text_of, walk_blocks
from bookbuild.filters.context import FileContext
from bookbuild.rules import manuscript


def headings(document: Document, context: FileContext) -> Document:
    """The first heading at level 1, later ones under it, jumps closed up and reported. Changes in place.

    A sidebar's own heading is no part of the outline: it keeps its level.
    """
    found = [block for block in _outline(document) if isinstance(block, Header)]
    if not found:
        return document
    shift = found[0].c.level - 1
    above = 0
    for heading in found:
        level = max(1, heading.c.level - shift)
        if above and level == 1:
            level = _second_title(heading, context)
        if level > above + 1:
            _report_jump(heading, level, above, context)
            level = above + 1
        heading.c.level = level
        above = level
    return document


def _outline(document: Document) -> list[Header]:
    """The headings outside sidebars and other boxes."""
    boxed = {
        id(inner)
        for block in walk_blocks(document.blocks)
        if isinstance(block, Div) and {"sidebar", "no-outline"}.intersection(block.c.attr.classes)
        for inner in walk_blocks(block.c.blocks)
    }
    return [
        block
        for block in walk_blocks(document.blocks)
        if isinstance(block, Header) and id(block) not in boxed
    ]


def _second_title(heading: Header, context: FileContext) -> int:
    context.findings.append(
        manuscript.SEVERAL_TITLES(
            f"“{text_of(heading.c.inlines)[:50]}” is another first-level heading in the file; it opens a section",
            at=context.at(heading.line),
            hint="Put it in a file of its own, or write ## .",
        )
    )
    return 2


def _report_jump(heading: Header, level: int, above: int, context: FileContext) -> None:
    context.findings.append(
        manuscript.HEADING_JUMP(
            f"“{text_of(heading.c.inlines)[:50]}” goes from level {above} to level {level}",
            at=context.at(heading.line),
            hint=f"Write {'#' * (above + 1)} instead of {'#' * heading.c.level}.",
        )
    )
