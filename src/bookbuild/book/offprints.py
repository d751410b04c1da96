"""Offprints: editions of one text of the book, by its id or of all contributions at once."""

from collections.abc import Iterator

from bookbuild.book.codes import UnknownRole, role
from bookbuild.book.model import Book, Contributor, Edition, Kind
from bookbuild.book.order import Piece, reading_order

EACH = "each"
"""What `offprint:` says for all contributions."""
_LEADING = frozenset({"aut", "trl"})
"""Roles of those who made an unsigned text: of a novel's chapter, its author and translator."""


def with_offprints(book: Book) -> tuple[Book, tuple[int, ...]]:
    """The book with an edition for each text that `offprint:` asks for, and which edition of book.yaml each one is.

    `each` in a book without contributions stays, for `book.trade` to refuse.
    """
    if not any(edition.holds for edition in book.editions):
        return book, tuple(range(len(book.editions)))
    contributions = tuple(piece.id for piece in reading_order(book) if piece.kind is Kind.CONTRIBUTION)
    pairs = [
        (one, number)
        for number, edition in enumerate(book.editions)
        for one in _editions(edition, contributions)
    ]
    editions, numbers = zip(*pairs, strict=True)
    return book.model_copy(update={"editions": editions}), numbers


def in_group(edition: Edition, name: str) -> bool:
    """Whether the edition was made of the one that book.yaml calls `name`."""
    return edition.offprint is not None and edition.id == f"{name}-{edition.offprint}"


def makers(book: Book, piece: Piece) -> Iterator[tuple[Contributor, str]]:
    """Who made one text, with MARC codes: those who signed it; of an unsigned one the book's authors and translators."""
    if piece.by:
        yield from ((book.contributor(id), "aut") for id in piece.by)
        return
    for person in book.contributors:
        try:
            code = role(person.role or "author").marc
        except UnknownRole:
            continue
        if code in _LEADING:
            yield person, code


def _editions(edition: Edition, contributions: tuple[str, ...]) -> Iterator[Edition]:
    texts = contributions if edition.holds == (EACH,) else edition.holds
    if not texts or (len(texts) == 1 and edition.holds != (EACH,)):
        yield edition
        return
    for text in dict.fromkeys(texts):
        yield edition.model_copy(update={"id": f"{edition.id}-{text}", "holds": (text,)})
