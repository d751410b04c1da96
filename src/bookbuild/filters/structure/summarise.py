"""The file in short, for everything that concerns the whole book."""

import re

from bookbuild.document.nodes import (
    Citation,
    Cite,
    CodeBlock,
    Div,
    Document,
    Figure,
    Header,
    Image,
    LineBlock,
    Link,
    Math,
    Note,
    Span,
    Str,
    Table,
)
from bookbuild.document.summary import Anchor, Heading, Reference
from bookbuild.document.walk import text_of, text_of_blocks, walk_blocks, walk_inlines
from bookbuild.filters.context import FileContext
from bookbuild.filters.typography.inclusive import forms
from bookbuild.rules import manuscript

EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""A URL with a scheme (RFC 3986, 3.1)."""
_WORD = re.compile(r"\w+(?:[’'·-]\w+)*")


def summarise(document: Document, context: FileContext) -> Document:
    """Fill the context's summary. The document is not changed."""
    _blocks(document, context)
    _inlines(document, context)
    summary = context.summary
    text = text_of_blocks(document.blocks)
    summary.words = count_words(text)
    summary.features = sorted(set(summary.features))
    summary.abstract = _abstract(document)
    if not text.strip() and not summary.images:
        context.findings.append(
            manuscript.EMPTY_FILE(
                "the file has no text", at=context.at(0), hint="Write it, or take it out of book.yaml."
            )
        )
    elif not summary.headings:
        context.findings.append(
            manuscript.NO_TITLE("the file has no heading", at=context.at(1), hint="Start it with `# Title`.")
        )
    return document


def count_words(text: str) -> int:
    """How many words a plain text has."""
    return len(_WORD.findall(text))


def _abstract(document: Document) -> str:
    """The first block that was named so; empty when there is none."""
    for block in walk_blocks(document.blocks):
        if isinstance(block, Div) and "abstract" in block.c.attr.classes:
            return "\n\n".join(filter(None, (text_of_blocks([inner]).strip() for inner in block.c.blocks)))
    return ""


def _blocks(document: Document, context: FileContext) -> None:
    summary = context.summary
    for block in walk_blocks(document.blocks):
        match block:
            case Header():
                text = text_of(block.c.inlines)
                if block.c.level == 1 and not summary.title:
                    summary.title = text
                summary.headings.append(Heading(block.c.level, block.c.attr.id, text, block.line))
                explicit = f"#{block.c.attr.id}" in context.source
                summary.anchors[block.c.attr.id] = Anchor("heading", text, block.line, explicit)
            case Figure():
                _captioned("figure", block, context)
            case Table():
                _captioned("table", block, context)
                summary.features.append("table")
            case Div():
                if block.c.attr.id:
                    summary.anchors[block.c.attr.id] = Anchor("div", "")
            case CodeBlock():
                summary.features.append("code")
            case LineBlock():
                summary.features.append("verse")
            case _:
                pass


def _captioned(kind: str, block: Figure | Table, context: FileContext) -> None:
    caption = text_of_blocks(block.c.caption.blocks)
    if caption or block.c.attr.id:
        block.c.attr.id = block.c.attr.id or f"{kind}-{len(context.summary.anchors) + 1}"
        context.summary.anchors[block.c.attr.id] = Anchor(kind if caption else "div", caption)


def _details(image: Image, context: FileContext, line: int) -> list[Reference]:
    """The long description that a picture names."""
    details = image.c.attr.get("details")
    return [Reference(details, context.at(line, details).line)] if details else []


def _end(span: Span, context: FileContext, line: int) -> list[Reference]:
    """The place up to which an index mark goes."""
    end = span.c.attr.get("to") if "index" in span.c.attr.classes else ""
    return [Reference(end, context.at(line, end).line)] if end else []


def _inlines(document: Document, context: FileContext) -> None:
    summary = context.summary
    for inline, line in walk_inlines(document.blocks):
        match inline:
            case Link():
                url = inline.c.target.url
                if url.startswith("@") or not EXTERNAL.match(url):
                    summary.references.append(Reference(url, context.at(line, url).line))
                if inline.c.attr.id:
                    summary.anchors[inline.c.attr.id] = Anchor("span", "", line)
            case Cite():
                keys = [f"@{item.citationId}" for item in inline.c.citations if _must_resolve(item, context)]
                summary.references.extend(Reference(key, context.at(line, key).line) for key in keys)
            case Image():
                summary.images.append(inline.c.target.url)
                summary.references.extend(_details(inline, context, line))
                summary.features.append("image")
            case Span() if inline.c.attr.id:
                summary.references.extend(_end(inline, context, line))
                summary.anchors[inline.c.attr.id] = Anchor("span", text_of(inline.c.inlines), line)
            case Note():
                summary.notes += 1
                summary.features.append("note")
            case Math():
                summary.features.append("math")
            case Str():
                for _, form in forms(inline.c):
                    summary.inclusive.setdefault(form[0], context.at(line, form[0]).line)
            case _:
                pass


def _must_resolve(citation: Citation, context: FileContext) -> bool:
    """Whether a citation is one of ours to resolve: figures and tables always; a source only when no bibliography
    has set it already. A bare `@name` in running text is no reference: people have such names.
    """
    if citation.citationId.startswith(("fig:", "tbl:")):
        return True
    return not context.cited and citation.citationMode.t != "AuthorInText"
