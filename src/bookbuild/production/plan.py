"""Which editions are asked for, and the tasks that their texts need."""

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from bookbuild.book.conditions import names_of
from bookbuild.book.model import Book, Edition, Format
from bookbuild.book.offprints import in_group
from bookbuild.book.order import Piece
from bookbuild.filters.target import TargetContext
from bookbuild.filters.typography import Usage
from bookbuild.formats._xhtml.head import head_of
from bookbuild.formats.edition_book import edition_book
from bookbuild.formats.printed import cited_print, page_list_source
from bookbuild.production.excerpts import excerpt_of, held_pieces
from bookbuild.production.read import ReadTask
from bookbuild.production.views import View
from bookbuild.production.write import SUFFIX, WriteTask

OFFPRINTS = "offprints"
"""The name that means every offprint."""
WRITERS = {
    Format.EPUB: "html5",
    Format.KINDLE: "html5",
    Format.PRINT: "typst",
    Format.PDF: "typst",
    Format.HTML: "html5",
}
"""Pandoc's writer for each format; editions with one writer share its work."""


@dataclass(frozen=True)
class Options:
    """What the command line says about how to work."""

    jobs: int
    strict: bool = False
    use_cache: bool = True
    _: KW_ONLY
    draft: bool = False
    """Make the files in build/ only: no foreign checker, no page-list that would wait for print, nothing released."""
    check_draft: bool = False
    """Check what a draft made all the same; Ace apart."""
    ace: bool = False
    """Ask Ace about each EPUB, when it is installed."""
    guides: bool = False
    """Beside each printed cover, a sheet of its lines and measures."""
    shows_lines: bool = False
    """Mark the text with the lines of the manuscript, for a proof."""


@dataclass(frozen=True)
class Wanted:
    """What is to be made."""

    editions: tuple[Edition, ...]
    products: frozenset[str]
    """Of: text, cover, guides, onix."""
    needed: tuple[Edition, ...]
    """Editions whose text must be written: those to be made, and those whose pages their page-lists name."""
    complete: bool
    """Whether that is everything the book has."""


class UnknownEdition(LookupError):
    """Neither an edition of this book nor a format; the message lists both."""


def wanted(book: Book, names: Sequence[str], draft: bool = False, guides: bool = False) -> Wanted:
    """The editions that names mean: ids of editions, formats, `offprints`, `cover`, `onix`; all for no names."""
    lines = {"guides"} if guides else set()
    if not names:
        return Wanted(
            book.editions, frozenset({"text", "cover", "onix"} | lines), book.editions, complete=True
        )
    editions: dict[str, Edition] = {}
    products: set[str] = set()
    for name in names:
        found = _named(book, name)
        editions.update((edition.id, edition) for edition in found)
        products |= {"cover"} if name == "cover" else {"onix"} if name == "onix" else {"text"}
        if any(edition.format is Format.PRINT for edition in found) and name not in {"onix", "cover"}:
            products.add("cover" if name != Format.PRINT.value else "text")
    ordered = tuple(edition for edition in book.editions if edition.id in editions)
    sources = [
        source(book, edition)
        for edition in ordered
        if not draft
        for source in (page_list_source, cited_print)
    ]
    needed = {edition.id for edition in (*ordered, *filter(None, sources))}
    return Wanted(
        ordered,
        frozenset(products | lines),
        tuple(edition for edition in book.editions if edition.id in needed),
        complete=False,
    )


def _named(book: Book, name: str) -> list[Edition]:
    if name == "onix":
        return list(book.editions)
    if name == "cover":
        return [edition for edition in book.editions if edition.format is Format.PRINT]
    found = [
        edition
        for edition in book.editions
        if name in {edition.id, edition.format.value}
        or in_group(edition, name)
        or (name == OFFPRINTS and edition.offprint)
    ]
    if not found:
        ids = ", ".join(edition.id for edition in book.editions)
        raise UnknownEdition(
            f"“{name}” is no edition of this book. Its editions: {ids}. Also: epub, kindle, print, pdf, html, "
            "offprints, cover, onix."
        )
    return found


def usage_of(book: Book, edition: Edition) -> Usage:
    """How an edition's texts are set: as it says itself, else as the book does, else as the language is."""
    return Usage(
        edition.typography or book.typography or book.language,
        safe_spaces=edition.safe_spaces,
        inclusive=edition.inclusive or book.inclusive.form,
        expansions=tuple(sorted(book.inclusive.words.items())),
        kept=book.keep_as_typed,
        hyphenation=book.hyphenation,
        points=edition.soft_hyphens or edition.format in {Format.PRINT, Format.PDF},
        soft_hyphens=edition.soft_hyphens,
    )


def _departures(usage: Usage, mine: Book, book: Book) -> Iterator[str]:
    """How an edition differs from the book, in words for a folder's name: editions set alike share their text."""
    if mine.language != book.language:
        yield mine.language
    if usage.tag != (book.typography or book.language):
        yield usage.tag
    if usage.safe_spaces:
        yield "safe-spaces"
    if usage.inclusive is not book.inclusive.form:
        yield usage.inclusive.value
    if usage.soft_hyphens:
        yield "soft-hyphens"
    if mine.notes is not book.notes:
        yield f"notes-{mine.notes.value}"


def date_of(book: Book, epoch: str) -> datetime:
    """The date inside every file: SOURCE_DATE_EPOCH (seconds) when given, else noon UTC of the day of publication."""
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.combine(book.dates.published, time(12), UTC)


def read_tasks(
    book: Book, pieces: Sequence[Piece], folder: Path, cache: Path, options: Options, language: str
) -> list[ReadTask]:
    """One task for each piece that has a file, in reading order; `language` is that of its list of references."""
    bibliography = folder / book.bibliography if book.bibliography else None
    editions = [names_of(book, edition) for edition in book.editions]
    return [
        ReadTask(
            folder,
            piece.file,
            book.markdown,
            bibliography,
            language,
            cache,
            options.use_cache,
            _readers(piece, editions),
        )
        for piece in pieces
        if piece.file
    ]


def _readers(piece: Piece, editions: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """What the editions answer to that have a piece; a piece that none has is read as if for no one."""
    held = [names for names in editions if all(condition.holds(names) for condition in piece.conditions)]
    return tuple(held) or (frozenset(),)


def write_tasks(
    book: Book, edition: Edition, view: View, build: Path, options: Options
) -> dict[str, WriteTask]:
    """By piece id, the tasks for one edition's text. Editions of one view, extent and writer get the same tasks."""
    writer = WRITERS[edition.format]
    held = held_pieces(view, edition)
    ids = frozenset(piece.id for piece in held)
    mine = edition_book(book, edition)
    usage = usage_of(mine, edition)
    folder = build / "text" / _view_folder(view, edition)
    folder /= "-".join((writer, *_departures(usage, mine, book), *(["lines"] * options.shows_lines)))
    folder.mkdir(parents=True, exist_ok=True)
    return {
        piece.id: WriteTask(
            view.texts[piece.id].key,
            writer,
            usage,
            TargetContext(
                piece.id,
                piece.kind.value,
                piece.matter.value,
                mine.language,
                ids,
                piece.depth,
                excerpt_of(mine, edition, piece, view, usage),
                options.shows_lines,
            ),
            view.targets[piece.id],
            head_of(mine, piece, view.texts[piece.id].summary, usage, piece.id == edition.offprint)
            if writer == "html5"
            else None,
            build / ".cache",
            options.use_cache,
            folder / f"{piece.id}{SUFFIX[writer]}",
        )
        for piece in held
        if piece.id in view.texts
    }


def _view_folder(view: View, edition: Edition) -> Path:
    """`whole`, or the offprint's id; below a folder of the view's own when the editions differ."""
    extent = Path(edition.offprint or "whole")
    return Path(f"+{view.name}") / extent if view.name else extent
