"""The reading order: book.yaml's nested text as one flat list of pieces, the same for every format."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePosixPath

from bookbuild.book.conditions import Condition
from bookbuild.book.model import Book, Edition, Item, Kind, MadePage, Part, TextFile


class Matter(StrEnum):
    """Front, body or back matter."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


@dataclass(frozen=True)
class Piece:
    """One piece of the book: a file of the manuscript, a part's opening page, or a page we make."""

    id: str
    """Unique in the book; the stem of its file in the EPUB and the prefix of its labels in print."""
    kind: Kind | MadePage
    matter: Matter
    file: str | None = None
    """Markdown file, relative to book.yaml; None for a page we make and a part without text."""
    title: str | None = None
    """Title from book.yaml (parts); a file's title is its first heading."""
    short_title: str | None = None
    by: tuple[str, ...] = ()
    """Contributor ids."""
    byline: str | None = None
    abstract: str | None = None
    part: str | None = None
    """Id of the part it stands in; a part names itself."""
    listed: bool = True
    conditions: tuple[Condition, ...] = ()
    """Its own `only` and `except` and its part's: all must hold where it is read."""

    @property
    def depth(self) -> int:
        """0 at the top of the contents, 1 inside a part."""
        return int(self.part is not None and self.kind is not Kind.PART)

    @property
    def has_authors(self) -> bool:
        """Whether those who signed it are authors of the book, not only of its preface or notes."""
        return bool(self.by) and self.kind in {Kind.CONTRIBUTION, Kind.CHAPTER}


_ORDINAL = re.compile(r"^[\d_-]+(?=[A-Za-z])")
"""The number that keeps files in order on disk: it is no part of a piece's name."""


def slug(text: str) -> str:
    """ASCII id made from any text: lower case, digits, hyphens, starting with a letter.

    >>> slug("L’accès — n° 12")
    'l-acces-n-12'
    >>> slug("001.md")
    's001-md'
    """
    plain = unicodedata.normalize(
        "NFKD", text.lower().replace("’", "-").replace("œ", "oe").replace("æ", "ae")
    )
    ascii_only = plain.encode("ascii", "ignore").decode()
    joined = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return joined if joined[:1].isalpha() else f"s{joined}"


def reading_order(book: Book) -> tuple[Piece, ...]:
    """Every piece of the whole book, in order, each with its unique id."""
    taken: set[str] = set()
    pieces: list[Piece] = []
    for matter, items in (
        (Matter.FRONT, book.text.front),
        (Matter.BODY, book.text.body),
        (Matter.BACK, book.text.back),
    ):
        part: str | None = None
        for item in items:
            for piece in _pieces(item, matter, part, len(pieces), taken):
                pieces.append(piece)
            if pieces[-1].kind is Kind.PART and not isinstance(item, Part):
                part = pieces[-1].id
    return tuple(pieces)


def held(pieces: tuple[Piece, ...], names: frozenset[str]) -> tuple[Piece, ...]:
    """The pieces of an edition that answers to these names. A part all of whose pieces are left out goes with them."""
    kept = [piece for piece in pieces if all(condition.holds(names) for condition in piece.conditions)]
    if len(kept) == len(pieces):
        return pieces
    filled = {piece.part for piece in kept if piece.kind is not Kind.PART}
    held_before = {piece.part for piece in pieces if piece.kind is not Kind.PART}
    kept = [
        piece
        for piece in kept
        if piece.kind is not Kind.PART or piece.file or piece.id in filled or piece.id not in held_before
    ]
    ids = {piece.id for piece in kept}
    return tuple(piece if piece.part in ids else replace(piece, part=None) for piece in kept)


def extent(pieces: tuple[Piece, ...], edition: Edition) -> tuple[Piece, ...]:
    """The pieces that this edition holds: all, or the offprint's contribution between title and copyright pages."""
    if edition.offprint is None:
        return pieces
    keep = {MadePage.TITLE_PAGE, MadePage.COPYRIGHT_PAGE}
    return tuple(piece for piece in pieces if piece.id == edition.offprint or piece.kind in keep)


def _pieces(item: Item, matter: Matter, part: str | None, position: int, taken: set[str]) -> Iterator[Piece]:
    if isinstance(item, MadePage):
        yield Piece(_unique(item.value, taken), item, matter)
    elif isinstance(item, TextFile):
        yield _text_piece(item, matter, part, taken)
    else:
        id = _unique(item.id or f"part-{slug(item.part)}", taken)
        conditions = _conditions(item)
        yield Piece(id, Kind.PART, matter, item.file, title=item.part, part=id, conditions=conditions)
        for inner in item.contents:
            piece = _text_piece(inner, matter, id, taken)
            yield replace(piece, conditions=(*conditions, *piece.conditions)) if conditions else piece


def _text_piece(item: TextFile, matter: Matter, part: str | None, taken: set[str]) -> Piece:
    id = _unique(item.id or slug(_ORDINAL.sub("", PurePosixPath(item.file).stem)), taken)
    kind = item.kind or _usual_kind(item, matter)
    return Piece(
        id,
        kind,
        matter,
        item.file,
        short_title=item.short_title,
        by=item.by,
        byline=item.byline,
        abstract=item.abstract,
        part=id if kind is Kind.PART else part,
        listed=item.listed,
        conditions=_conditions(item),
    )


def _conditions(item: TextFile | Part) -> tuple[Condition, ...]:
    return (Condition(item.only, item.except_),) if item.only or item.except_ else ()


def _usual_kind(item: TextFile, matter: Matter) -> Kind:
    if matter is not Matter.BODY:
        return Kind.OTHER
    return Kind.CONTRIBUTION if item.by else Kind.CHAPTER


def _unique(id: str, taken: set[str]) -> str:
    name, n = id, 1
    while name in taken:
        n += 1
        name = f"{id}-{n}"
    taken.add(name)
    return name
