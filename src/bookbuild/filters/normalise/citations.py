"""Citations of a file with conditions: set once it is known which of them the edition has.

Elsewhere pandoc sets them as it reads the file (`document.read`). The list of references then holds what this
edition cites, and no more.
"""

from bookbuild.document.coalesce import coalesce
from bookbuild.document.locate import locate
from bookbuild.document.nodes import Document, decode, encode
from bookbuild.filters.context import FileContext
from bookbuild.filters.normalise.characters import characters


def citations(document: Document, context: FileContext) -> Document:
    """The document with the context's bibliography; as it is when there is none to set."""
    if context.bibliography is None:
        return document
    json, _ = context.pandoc.read(encode(document), "json", context.bibliography, context.lang)
    return characters(locate(coalesce(decode(json)), context.source), context)
