"""Ids: valid in XML, unique in the file."""

import re
from collections.abc import Iterator

from bookbuild.book.order import slug
from bookbuild.document.nodes import (
    Attr,
    Code,
    CodeBlock,
    Div,
    Document,
    Figure,
    Header,
    Image,
    Link,
    Span,
    Table,
)
from bookbuild.document.walk import walk_blocks, walk_inlines
from bookbuild.filters.context import FileContext
from bookbuild.rules import manuscript

VALID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""An NCName in ASCII (XML Names 1.0): also safe as a Typst label. Colons (`fig:x`) become hyphens."""


def valid_id(id: str) -> str:
    """The id as we write it: unchanged when valid, else an ASCII slug.

    >>> valid_id("fig:carte"), valid_id("01-accès")
    ('fig-carte', 's01-acces')
    """
    plain = id.replace(":", "-")
    return plain if VALID.fullmatch(plain) else slug(id)


def ids(document: Document, context: FileContext) -> Document:
    """Every id valid; of two that are the same the second is renamed, and reported when a person typed it."""
    taken: set[str] = set()
    for attr, line, made in _attributes(document):
        if not attr.id:
            continue
        id = valid_id(attr.id)
        if id in taken:
            if not made and f"#{attr.id}" in context.source:
                context.findings.append(
                    manuscript.DUPLICATE_ID(
                        f"the id “{attr.id}” stands twice in this file",
                        at=context.at(line, f"#{attr.id}"),
                        hint="Rename one.",
                    )
                )
            id = _free(id, taken)
        taken.add(id)
        attr.id = id
    return document


def _free(id: str, taken: set[str]) -> str:
    n = 1
    while f"{id}-{n}" in taken:
        n += 1
    return f"{id}-{n}"


def _attributes(document: Document) -> Iterator[tuple[Attr, int, bool]]:
    """Every set of attributes, with its line and whether pandoc may have made its id (headings)."""
    for block in walk_blocks(document.blocks):
        line = getattr(block, "line", 0)
        if isinstance(block, Header | CodeBlock | Div | Figure | Table):
            yield block.c.attr, line, isinstance(block, Header)
    for inline, line in walk_inlines(document.blocks):
        if isinstance(inline, Code | Link | Image | Span):
            yield inline.c.attr, line, False
