"""Index terms: each occurrence gets an anchor and a spelt-out entry."""

from bookbuild.document.nodes import Document, Span
from bookbuild.document.summary import IndexMark
from bookbuild.document.walk import text_of, walk_inlines
from bookbuild.filters.context import FileContext


def index_marks(document: Document, context: FileContext) -> Document:
    """`[terme]{.index}` becomes `[terme]{#idx-1 .index entry="terme"}`; the summary lists every mark."""
    for inline, _ in walk_inlines(document.blocks):
        if not (isinstance(inline, Span) and "index" in inline.c.attr.classes):
            continue
        attr = inline.c.attr
        entry = attr.get("entry") or text_of(inline.c.inlines)
        attr.id = attr.id or f"idx-{len(context.summary.index) + 1}"
        attr.pairs = [("entry", entry), *attr.without("entry").pairs]
        path = [part.strip() for part in entry.split("!")]
        context.summary.index.append(IndexMark(path, attr.id, attr.get("see")))
    return document
