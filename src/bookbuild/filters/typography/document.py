"""The rules of a language over a document: each passage in its own language, never in code or mathematics."""

from collections.abc import Iterator
from typing import NamedTuple

from bookbuild.document.nodes import (
    Blocks,
    Div,
    Document,
    Inlines,
    Note,
    SmallCaps,
    Span,
    Str,
    Subscript,
    Superscript,
)
from bookbuild.document.walk import children, inline_lists, map_inlines, walk_blocks
from bookbuild.filters.typography.edits import HOLE, rewrite_between
from bookbuild.filters.typography.marks import has_marks, nodes_of, without_marks
from bookbuild.filters.typography.usage import Usage, kept_by, rules_of

_KEPT_WHOLE = frozenset({"incl", "hyph"})


def typography(document: Document, usage: Usage) -> Document:
    """The document set as its usage wants it. Changes text only, never structure, but for what stands in `marks`:
    superscripts, small capitals, and spans that keep words whole.
    """
    _blocks(document.blocks, usage)
    return map_inlines(document, _with_nodes)


class _Part(NamedTuple):
    """A string of a phrase; what is no text of its language is a hole in it."""

    string: Str
    text: str
    plain: bool = False
    """Whether the string stands in a superscript, small capitals or the like already, and takes no marks."""


def _blocks(blocks: list[Blocks], usage: Usage) -> None:
    inside: set[int] = set()
    for block in walk_blocks(blocks):
        if id(block) in inside:
            continue
        if isinstance(block, Div) and (block.c.attr.get("lang") or "no-typo" in block.c.attr.classes):
            inside.update(id(inner) for inner in walk_blocks(block.c.blocks))
            if "no-typo" not in block.c.attr.classes:
                _blocks(block.c.blocks, usage.within(block.c.attr.get("lang")))
            continue
        for inlines in inline_lists(block):
            _phrase(inlines, usage)


def _phrase(inlines: list[Inlines], usage: Usage) -> None:
    """One run of text through all its emphasis and links; what is in another language is a hole in it."""
    parts = list(_parts(inlines, usage))
    if not parts:
        return
    borders: list[int] = []
    total = 0
    for part in parts[:-1]:
        total += len(part.text)
        borders.append(total)
    whole = "".join(part.text for part in parts)
    text = rewrite_between(whole, borders, rules_of(usage), kept_by(usage))
    for part, start, end in zip(parts, [0, *borders], [*borders, len(text)], strict=True):
        part.string.c = without_marks(text[start:end]) if part.plain else text[start:end]


def _parts(inlines: list[Inlines], usage: Usage, plain: bool = False) -> Iterator[_Part]:
    """The strings of a phrase in order."""
    for inline in inlines:
        if isinstance(inline, Str):
            yield _Part(inline, inline.c, plain)
        elif isinstance(inline, Note):
            _blocks(inline.c, usage)
            yield _Part(Str(""), HOLE)
        elif isinstance(inline, Span) and "no-typo" in inline.c.attr.classes:
            yield _Part(Str(""), HOLE)
        elif isinstance(inline, Span) and (lang := inline.c.attr.get("lang")):
            _phrase(inline.c.inlines, usage.within(lang))
            yield _Part(Str(""), HOLE)
        elif (inner := children(inline)) is not None:
            yield from _parts(inner, usage, plain or _is_marked(inline))
        else:
            yield _Part(Str(""), HOLE)


def _is_marked(inline: Inlines) -> bool:
    if isinstance(inline, Span):
        return not _KEPT_WHOLE.isdisjoint(inline.c.attr.classes)
    return isinstance(inline, Superscript | Subscript | SmallCaps)


def _with_nodes(inlines: list[Inlines]) -> list[Inlines]:
    if not any(isinstance(inline, Str) and has_marks(inline.c) for inline in inlines):
        return inlines
    out: list[Inlines] = []
    for inline in inlines:
        if isinstance(inline, Str) and has_marks(inline.c):
            out += nodes_of(inline.c)
        else:
            out.append(inline)
    return out
