"""Walks over the typed document. Every rewriting filter is one of these two maps."""

from collections.abc import Callable, Iterable, Iterator

from bookbuild.document.nodes import (
    CONTAINERS,
    BlockQuote,
    Blocks,
    BulletList,
    Cite,
    Code,
    CodeBlock,
    DefinitionList,
    Div,
    Document,
    Figure,
    Header,
    Image,
    Inlines,
    LineBlock,
    LineBreak,
    Link,
    Math,
    Note,
    OrderedList,
    Para,
    Plain,
    Quoted,
    Row,
    SoftBreak,
    Space,
    Span,
    Str,
    Table,
)

InlineMap = Callable[[list[Inlines]], list[Inlines]]
BlockMap = Callable[[Blocks], list[Blocks]]


LEAVES = (Str, Space, SoftBreak, LineBreak, Code, Math)


def map_inlines(document: Document, change: InlineMap) -> Document:
    """Every list of inlines through `change`, innermost lists first, notes included. Changes in place.

    Raises TooDeep.
    """
    _inlines_in_blocks(document.blocks, change)
    return document


def map_blocks(document: Document, change: BlockMap) -> Document:
    """Every block through `change`, innermost first; a block may become none or several. Changes in place."""
    document.blocks = map_block_list(document.blocks, change)
    return document


def map_block_list(blocks: list[Blocks], change: BlockMap) -> list[Blocks]:
    """`map_blocks` for a list of blocks: the new list."""
    out: list[Blocks] = []
    for block in blocks:
        for holder, inner in _block_lists(block):
            holder[:] = map_block_list(inner, change)
        out.extend(change(block))
    return out


def walk_blocks(blocks: Iterable[Blocks]) -> Iterator[Blocks]:
    """Every block, outer before inner, in reading order; notes are not entered."""
    for block in blocks:
        yield block
        for _, inner in _block_lists(block):
            yield from walk_blocks(inner)


def walk_inlines(blocks: Iterable[Blocks]) -> Iterator[tuple[Inlines, int]]:
    """Every inline, outer before inner, with the line of its leaf block; notes are entered."""
    for block in walk_blocks(blocks):
        line = getattr(block, "line", 0)
        for inlines in inline_lists(block):
            yield from _walk_inline_list(inlines, line)


def inline_lists(block: Blocks) -> Iterator[list[Inlines]]:
    """The lists of inlines that stand directly in a block (a table's caption counts as blocks)."""
    match block:
        case Para() | Plain():
            yield block.c
        case Header():
            yield block.c.inlines
        case LineBlock():
            yield from block.c
        case DefinitionList():
            yield from (item.term for item in block.c)
        case _:
            return


def children(inline: Inlines) -> list[Inlines] | None:
    """The inlines inside an inline; None for a leaf and for a note."""
    if isinstance(inline, CONTAINERS):
        return inline.c
    if isinstance(inline, Span | Link | Image | Quoted | Cite):
        return inline.c.inlines
    return None


def text_of(inlines: Iterable[Inlines]) -> str:
    """Plain text of inlines, without notes."""
    return "".join(_text(inline) for inline in inlines)


def _text(inline: Inlines) -> str:
    match inline:
        case Str():
            return inline.c
        case Space() | SoftBreak() | LineBreak():
            return " "
        case Code() | Math():
            return inline.c.text
        case _:
            inner = children(inline)
            return text_of(inner) if inner else ""


def text_of_blocks(blocks: Iterable[Blocks]) -> str:
    """Plain text of blocks, one line per leaf, without notes."""
    lines: list[str] = []
    for block in walk_blocks(blocks):
        if isinstance(block, CodeBlock):
            lines.append(block.c.text)
        lines.extend(text_of(inlines) for inlines in inline_lists(block))
    return "\n".join(lines)


def _walk_inline_list(inlines: list[Inlines], line: int) -> Iterator[tuple[Inlines, int]]:
    for inline in inlines:
        yield inline, line
        if isinstance(inline, Note):
            yield from walk_inlines(inline.c)
        elif inner := children(inline):
            yield from _walk_inline_list(inner, line)


class TooDeep(RecursionError):
    """Blocks or inlines inside each other, more of them than a reading system's parser takes."""


DEEPEST = 80
"""Levels of blocks and inlines: libxml2, which browsers and shops use, stops at 256 elements, up to three a level."""


def _inlines_in_blocks(blocks: list[Blocks], change: InlineMap, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise TooDeep
    for block in blocks:
        for inlines in inline_lists(block):
            _inlines_in_list(inlines, change, depth + 1)
        for _, inner in _block_lists(block):
            _inlines_in_blocks(inner, change, depth + 1)


def _inlines_in_list(inlines: list[Inlines], change: InlineMap, depth: int) -> None:
    if depth > DEEPEST:
        raise TooDeep
    for inline in inlines:
        if isinstance(inline, LEAVES):  # nearly all of them: tested first
            continue
        if isinstance(inline, Note):
            _inlines_in_blocks(inline.c, change, depth + 1)
        elif inner := children(inline):
            _inlines_in_list(inner, change, depth + 1)
    inlines[:] = change(inlines)


def _block_lists(block: Blocks) -> Iterator[tuple[list[Blocks], list[Blocks]]]:
    """Each list of blocks inside a block, twice: to be replaced in place, and to be read."""
    for blocks in block_lists(block):
        yield blocks, blocks


def block_lists(block: Blocks) -> Iterator[list[Blocks]]:
    """The lists of blocks that stand directly in a block; of a figure first its content, then its caption."""
    match block:
        case Div():
            yield block.c.blocks
        case BlockQuote():
            yield block.c
        case BulletList():
            yield from block.c
        case OrderedList():
            yield from block.c.items
        case DefinitionList():
            for item in block.c:
                yield from item.definitions
        case Figure():
            yield block.c.blocks
            yield block.c.caption.blocks
        case Table():
            yield block.c.caption.blocks
            for row in table_rows(block):
                yield from (cell.blocks for cell in row.cells)
        case _:
            return


def table_rows(table: Table) -> Iterator[Row]:
    """Every row of a table, head to foot."""
    yield from table.c.head.rows
    for body in table.c.bodies:
        yield from body.head
        yield from body.rows
    yield from table.c.foot.rows
