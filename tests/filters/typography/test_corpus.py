"""Whole books: no word lost, code untouched, structure kept, and setting twice changes nothing more."""

import re
from pathlib import Path

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import Code, CodeBlock, Document, Math, encode
from bookbuild.document.read import read_document
from bookbuild.document.walk import text_of_blocks, walk_blocks, walk_inlines
from bookbuild.filters.typography import Usage
from bookbuild.filters.typography.document import typography

_BOOKS = [("sans-famille", "fr"), ("jean-christophe", "fr"), ("rust-book", "en")]
_WORD = re.compile(r"[^\W_]+")


@pytest.mark.corpus
@pytest.mark.parametrize(("book", "language"), _BOOKS)
def test_a_book_keeps_its_words_its_code_and_its_shape(
    corpus: Path, pandoc: Pandoc, book: str, language: str
) -> None:
    for path in sorted((corpus / book).glob("**/*.md")):
        document, _ = read_document(path.read_text(encoding="utf-8"), pandoc, path.name, "-tex_math_dollars")
        words, code, shape = _words(document), _code(document), _shape(document)
        once = typography(document, Usage(language))
        assert _words(once) == words
        assert _code(once) == code
        assert _shape(once) == shape
        written = encode(once)
        assert encode(typography(once, Usage(language))) == written


def _words(document: Document) -> list[str]:
    return _WORD.findall(text_of_blocks(document.blocks).replace("’", "'"))


def _code(document: Document) -> list[str]:
    blocks = [block.c.text for block in walk_blocks(document.blocks) if isinstance(block, CodeBlock)]
    inlines = (inline for inline, _ in walk_inlines(document.blocks))
    return blocks + [inline.c.text for inline in inlines if isinstance(inline, Code | Math)]


def _shape(document: Document) -> list[str]:
    return [type(block).__name__ for block in walk_blocks(document.blocks)]
