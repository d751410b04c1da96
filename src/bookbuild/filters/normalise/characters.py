"""Characters that no book can hold: they are taken out, and reported."""

from bookbuild.book.characters import FORBIDDEN
from bookbuild.document.nodes import (
    Attr,
    Code,
    CodeBlock,
    Document,
    Image,
    Link,
    Math,
    RawBlock,
    RawInline,
    Span,
    Str,
)
from bookbuild.document.walk import walk_blocks, walk_inlines
from bookbuild.filters.context import FileContext
from bookbuild.rules import manuscript


def characters(document: Document, context: FileContext) -> Document:
    """The document without them. Changes in place."""
    for block in walk_blocks(document.blocks):
        if isinstance(block, CodeBlock | RawBlock):
            block.c.text = _clean(block.c.text, block.line, context)
        if isinstance(attr := getattr(getattr(block, "c", None), "attr", None), Attr):
            _clean_attr(attr, getattr(block, "line", 0), context)
    for inline, line in walk_inlines(document.blocks):
        match inline:
            case Str():
                inline.c = _clean(inline.c, line, context)
            case Code() | Math() | RawInline():
                inline.c.text = _clean(inline.c.text, line, context)
            case Link() | Image():
                inline.c.target.url = _clean(inline.c.target.url, line, context)
                inline.c.target.title = _clean(inline.c.target.title, line, context)
                _clean_attr(inline.c.attr, line, context)
            case Span():
                _clean_attr(inline.c.attr, line, context)
            case _:
                pass
    return document


def _clean_attr(attr: Attr, line: int, context: FileContext) -> None:
    attr.pairs = [(key, _clean(value, line, context)) for key, value in attr.pairs]


def _clean(text: str, line: int, context: FileContext) -> str:
    found = FORBIDDEN.search(text)
    if found is None:
        return text
    context.findings.append(
        manuscript.FORBIDDEN_CHARACTER(
            f"the character U+{ord(found[0]):04X} is taken out",
            at=context.at(line, found[0]),
            hint="Delete it: it was not typed on purpose.",
        )
    )
    return FORBIDDEN.sub("", text)
