"""An edition's text as it is read: the passages of each piece, with references and inclusive forms written out.

All editions of a language are set by one usage here: they differ in what they say, not in their spaces.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild._tools.workers import Workers
from bookbuild.book.model import Book, Edition
from bookbuild.book.order import Piece, extent
from bookbuild.document.nodes import (
    Blocks,
    CodeBlock,
    Header,
    Image,
    Inlines,
    LineBlock,
    Note,
    Str,
)
from bookbuild.document.walk import children, inline_lists, text_of, walk_blocks
from bookbuild.filters.pipeline import RESOLVE, TYPOGRAPHY
from bookbuild.filters.resolve.targets import PieceTargets
from bookbuild.filters.typography import Usage
from bookbuild.formats.edition_book import edition_book
from bookbuild.production.plan import usage_of
from bookbuild.production.read import load_document
from bookbuild.production.views import View

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u2060\u200b\u200c\u200d\ufeff"))


@dataclass(frozen=True)
class Passage:
    """A paragraph, heading, verse, caption or block of code."""

    text: str
    """On one line."""
    line: int
    """In its file; 0 when unknown."""


@dataclass(frozen=True)
class PieceReading:
    """A piece of one edition, ready to be read: equal to another's when there is nothing to compare."""

    cache: Path
    key: str
    """Of its document; empty for a page that we make."""
    targets: PieceTargets
    usage: Usage

    def same(self, other: "PieceReading") -> bool:
        """Whether both have the same text, without reading it."""
        return (self.key, self.targets, self.usage) == (other.key, other.targets, other.usage)


def readings(book: Book, edition: Edition, view: View, cache: Path) -> dict[Piece, PieceReading]:
    """What an edition holds, in its order."""
    mine = edition_book(book, edition)
    usage = replace(
        usage_of(mine, edition), tag=mine.language, points=False, soft_hyphens=False, safe_spaces=False
    )
    return {
        piece: PieceReading(
            cache,
            view.texts[piece.id].key if piece.id in view.texts else "",
            view.targets.get(piece.id) or PieceTargets(),
            usage,
        )
        for piece in extent(tuple(view.pieces), edition)
    }


def read_passages(pieces: Sequence[PieceReading], workers: Workers) -> list[list[Passage]]:
    """The passages of each, in the order of `pieces`."""
    return list(workers.map(passages_of, pieces, _size))


def passages_of(piece: PieceReading) -> list[Passage]:
    """The passages of one piece. Runs in a worker."""
    if not piece.key:
        return []
    document = RESOLVE(load_document(piece.cache, piece.key), piece.targets)
    document = TYPOGRAPHY(document, piece.usage)
    found = (_passage(block) for block in walk_blocks(document.blocks))
    return [passage for passage in found if passage.text]


def _passage(block: Blocks) -> Passage:
    if isinstance(block, CodeBlock):
        text = block.c.text
    else:
        between = " / " if isinstance(block, LineBlock) else " "
        text = between.join(_read(inlines) for inlines in inline_lists(block))
    if isinstance(block, Header):
        text = f"{'#' * block.c.level} {text}"
    return Passage(_SPACES.sub(" ", text.translate(_UNSEEN)).strip(), getattr(block, "line", 0))


def _read(inlines: Sequence[Inlines]) -> str:
    return "".join(_read_one(inline) for inline in inlines)


def _read_one(inline: Inlines) -> str:
    match inline:
        case Str():
            return inline.c
        case Note():
            inner = (_passage(block).text for block in walk_blocks(inline.c))
            return f" [note: {' '.join(filter(None, inner))}]"
        case Image():
            return f"[image: {inline.c.attr.get('alt') or text_of(inline.c.inlines)}]"
        case _:
            inner_inlines = children(inline)
            return _read(inner_inlines) if inner_inlines else text_of([inline])


def _size(piece: PieceReading) -> int:
    return (piece.cache / piece.key).stat().st_size if piece.key else 0
