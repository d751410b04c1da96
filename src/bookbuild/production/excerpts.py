"""What an offprint holds of the book, and what its text must know of the rest."""

from collections.abc import Mapping

from bookbuild.book.model import Book, Edition, Format, Kind
from bookbuild.book.order import Piece, extent
from bookbuild.filters.resolve.targets import PieceTargets
from bookbuild.filters.target import Elsewhere, Excerpt
from bookbuild.filters.typography import Usage, typeset
from bookbuild.formats.wording import wording
from bookbuild.production.read import ReadText
from bookbuild.production.views import View


def held_pieces(view: View, edition: Edition) -> tuple[Piece, ...]:
    """The pieces of an edition; of an offprint without the bibliographies to whose works it does not refer."""
    works = _works(view, edition)
    referred = {work.partition("#")[0] for work in works}
    return tuple(
        piece
        for piece in extent(tuple(view.pieces), edition)
        if edition.offprint in {None, piece.id} or piece.kind is not Kind.BIBLIOGRAPHY or piece.id in referred
    )


def excerpt_of(book: Book, edition: Edition, piece: Piece, view: View, usage: Usage) -> Excerpt | None:
    """What this piece of an offprint must know; None for the whole book."""
    if edition.offprint is None:
        return None
    works = _works(view, edition)
    held = {one.id for one in held_pieces(view, edition)}
    referred = {place.partition("#")[0] for place in _places(view.targets.get(piece.id))}
    return Excerpt(
        typeset(book.title, usage),
        wording(book.language).inside,
        book.url or "",
        edition.format is not Format.PRINT,
        tuple(
            Elsewhere(one.id, _title(book, one, view.texts, usage), one.url or "")
            for one in view.pieces
            if one.id in referred - held
        ),
        works,
        piece.kind is Kind.BIBLIOGRAPHY and piece.id != edition.offprint,
    )


def _works(view: View, edition: Edition) -> tuple[str, ...]:
    """`piece#anchor` of each work in a bibliography that the offprint's text refers to, sorted."""
    if edition.offprint is None:
        return ()
    anchors = {
        piece.id: view.texts[piece.id].summary.anchors
        for piece in view.pieces
        if piece.kind is Kind.BIBLIOGRAPHY and piece.id in view.texts and piece.id != edition.offprint
    }
    found = set()
    for place in _places(view.targets.get(edition.offprint)):
        piece, _, anchor = place.partition("#")
        work = anchors.get(piece, {}).get(anchor)
        if work is not None and work.kind != "heading":
            found.add(place)
    return tuple(sorted(found))


def _places(targets: PieceTargets | None) -> set[str]:
    """Where the references of one piece lead: `piece` or `piece#anchor`."""
    return {found.url.removeprefix("book:") for found in targets.references.values()} if targets else set()


def _title(book: Book, piece: Piece, texts: Mapping[str, ReadText], usage: Usage) -> str:
    """`« La tournée »`, typeset; empty for a page without a title."""
    read = texts.get(piece.id)
    title = (read.summary.title if read else "") or piece.title
    if not title:
        return ""
    words = wording(book.language)
    return f"{words.open_quote}{typeset(title, usage)}{words.close_quote}"
