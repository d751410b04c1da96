"""Passages that are not in every edition: `only` and `except` on whatever can have attributes.

A heading's condition is its section's. What is left out leaves no trace: no empty paragraph, no double space, and
none of its notes, pictures, index marks or anchors.
"""

import re
from collections.abc import Iterator
from typing import TypeVar

from bookbuild.book.conditions import Condition, terms_of
from bookbuild.document.coalesce import join_strings
from bookbuild.document.nodes import (
    Attr,
    Blocks,
    BulletList,
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
    Link,
    Note,
    OrderedList,
    SoftBreak,
    Space,
    Span,
    Str,
    Table,
)
from bookbuild.document.walk import block_lists, children, inline_lists, walk_blocks, walk_inlines
from bookbuild.filters.context import FileContext

ONLY, EXCEPT = "only", "except"
_WRITTEN = re.compile(rf"\b(?:{ONLY}|{EXCEPT})\s*=")
_SPACE = (Space, SoftBreak)
_CLINGING = (".", ",", ")", "…")
"""Signs that no language of ours sets a space before."""
Item = TypeVar("Item")


def conditions(document: Document, context: FileContext) -> Document:
    """The document as an edition that answers to the context's names has it; every condition goes to the summary."""
    if not may_have_conditions(context.source):
        return document
    context.summary.conditions = list(dict.fromkeys(_conditions(document)))
    return selected(document, context.names)


def may_have_conditions(source: str) -> bool:
    """Whether a Markdown text may have conditions: nearly every file has none, and is not walked for them."""
    return _WRITTEN.search(source) is not None


def selected(document: Document, names: frozenset[str]) -> Document:
    """The document less what those who answer to these names leave out. Changes in place."""
    document.blocks = _blocks(document.blocks, names)
    return document


def _condition(attr: Attr) -> Condition | None:
    """The condition that attributes put; `::: only=print`, without braces, pandoc reads as a class."""
    written = [
        *attr.pairs,
        *((key, value) for key, sign, value in (name.partition("=") for name in attr.classes) if sign),
    ]
    asked = [(key, terms_of(value)) for key, value in written if key in {ONLY, EXCEPT}]
    if not asked:
        return None
    return Condition(
        tuple(term for key, terms in asked if key == ONLY for term in terms),
        tuple(term for key, terms in asked if key == EXCEPT for term in terms),
    )


def _conditions(document: Document) -> Iterator[Condition]:
    attrs = [_attr(node) for node in walk_blocks(document.blocks)]
    attrs += [_attr(node) for node, _ in walk_inlines(document.blocks)]
    for attr in attrs:
        if attr and (condition := _condition(attr)):
            yield condition


def _attr(node: Blocks | Inlines) -> Attr | None:
    if isinstance(node, Div | Header | CodeBlock | Figure | Table | Span | Link | Image | Code):
        return node.c.attr
    return None


def _stays(node: Blocks | Inlines, names: frozenset[str]) -> bool:
    """Whether a node is in the edition; its own condition, now met, is taken off it."""
    attr = _attr(node)
    if attr is None or (condition := _condition(attr)) is None:
        return True
    attr.pairs = attr.without(ONLY, EXCEPT).pairs
    attr.classes = [name for name in attr.classes if name.partition("=")[0] not in {ONLY, EXCEPT}]
    return condition.holds(names)


# --- blocks --------------------------------------------------------------------------------------------------


def _blocks(blocks: list[Blocks], names: frozenset[str]) -> list[Blocks]:
    """The blocks that stay; a section that is left out ends where the next of its level, or above, begins."""
    out: list[Blocks] = []
    absent = 0  # level of the heading whose section is left out
    for block in blocks:
        if isinstance(block, Header) and (not absent or block.c.level <= absent):
            absent = 0 if _stays(block, names) else block.c.level
        if absent:
            continue
        out.extend(_block(block, names))
    return out


def _block(block: Blocks, names: frozenset[str]) -> list[Blocks]:
    """A block as it stays: itself, nothing, or what a div held that was there for its condition alone."""
    bare = isinstance(block, Div) and _only_conditional(block.c.attr)
    if not isinstance(block, Header) and not _stays(block, names):
        return []
    if isinstance(block, Div) and bare:
        return _blocks(block.c.blocks, names)
    return [block] if _inside(block, names) else []


def _inside(block: Blocks, names: frozenset[str]) -> bool:
    """Take out of a block what is left out; whether anything is left of it. What was empty before stays."""
    left = [_keep(inlines, names) for inlines in inline_lists(block)]
    left += [_replaced(blocks, names) for blocks in block_lists(block)]
    match block:
        case BulletList():
            return _kept(block.c, left)
        case LineBlock():
            return _kept(block.c, left)
        case OrderedList():
            return _kept(block.c.items, left)
        case DefinitionList():
            for item in block.c:
                item.definitions[:] = [definition for definition in item.definitions if definition]
            return _kept(block.c, left[: len(block.c)])
        case Figure():
            return left[0]
        case _:
            return any(left) or not left or isinstance(block, Table)


def _kept(items: list[Item], left: list[bool]) -> bool:
    """Keep the items of which something is left; whether there are any."""
    items[:] = [item for item, stays in zip(items, left, strict=True) if stays]
    return bool(items)


def _replaced(blocks: list[Blocks], names: frozenset[str]) -> bool:
    if not blocks:
        return True
    blocks[:] = _blocks(blocks, names)
    return bool(blocks)


def _only_conditional(attr: Attr) -> bool:
    """Whether attributes put a condition and say nothing else."""
    return (
        not attr.id
        and all(key in {ONLY, EXCEPT} for key, _ in attr.pairs)
        and all(name.partition("=")[0] in {ONLY, EXCEPT} for name in attr.classes)
        and _condition(attr) is not None
    )


# --- inlines -------------------------------------------------------------------------------------------------


def _keep(inlines: list[Inlines], names: frozenset[str]) -> bool:
    """Take out of a list of inlines what is left out; whether anything is left to read or to see."""
    if not inlines:
        return True
    kept, gap, changed = _selected(inlines, names)
    if not changed:
        return True
    inlines[:] = join_strings(_trimmed(kept) if gap else kept)
    return any(not isinstance(inline, Str) or inline.c.strip() for inline in inlines)


def _selected(inlines: list[Inlines], names: frozenset[str]) -> tuple[list[Inlines], bool, bool]:
    """What stays, whether something at its beginning or end went, whether anything changed."""
    out: list[Inlines] = []
    gap = ends = changed = False
    for inline in inlines:
        bare = isinstance(inline, Span) and _only_conditional(inline.c.attr)
        attr = _attr(inline)
        changed = changed or bool(attr and _condition(attr))
        stays = _stays(inline, names)
        if stays and isinstance(inline, Span) and bare:
            inner, inner_gap, _ = _selected(inline.c.inlines, names)
            ends = ends or (inner_gap and not out)
            for part in inner:
                _append(out, part, gap)
                gap = False
            gap = gap or not inner
        elif stays and _inside_inline(inline, names):
            _append(out, inline, gap)
            gap = False
        else:
            gap, changed = True, True
            ends = ends or not out
    return out, gap or ends, changed


def _append(out: list[Inlines], inline: Inlines, gap: bool) -> None:
    """One space, not two, where something between two spaces went; none before a full stop or a comma."""
    if gap and out and _ends_with_space(out[-1]):
        if isinstance(inline, _SPACE):
            return
        if isinstance(inline, Str):
            inline.c = inline.c.lstrip(" ")
            if inline.c.startswith(_CLINGING):
                _drop_last_space(out)
    out.append(inline)


def _drop_last_space(inlines: list[Inlines]) -> None:
    last = inlines.pop()
    if isinstance(last, Str):
        inlines.append(Str(last.c.rstrip(" ")))


def _ends_with_space(inline: Inlines) -> bool:
    return isinstance(inline, _SPACE) or (isinstance(inline, Str) and inline.c.endswith(" "))


def _trimmed(inlines: list[Inlines]) -> list[Inlines]:
    """No space at the beginning or end of a paragraph."""
    while inlines and isinstance(inlines[0], _SPACE):
        inlines = inlines[1:]
    while inlines and isinstance(inlines[-1], _SPACE):
        inlines = inlines[:-1]
    if inlines and isinstance(first := inlines[0], Str):
        first.c = first.c.lstrip(" ")
    if inlines and isinstance(last := inlines[-1], Str):
        last.c = last.c.rstrip(" ")
    return inlines


def _inside_inline(inline: Inlines, names: frozenset[str]) -> bool:
    if isinstance(inline, Note):
        return _replaced(inline.c, names)
    inner = children(inline)
    return isinstance(inline, Image) or not inner or _keep(inner, names)
