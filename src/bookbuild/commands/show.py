"""`bookbuild show`."""

from collections.abc import Iterable, Sequence

import click

from bookbuild._tools.workers import Workers
from bookbuild.book.identifiers import isbn_fault, isbn_hyphenated
from bookbuild.book.load import find_folder
from bookbuild.book.model import Book, Edition, Kind, MadePage
from bookbuild.book.order import extent
from bookbuild.build import Understood, understand
from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.diagnostics import Report
from bookbuild.production.plan import Options
from bookbuild.production.progress import Progress


def run(settings: Settings) -> int:
    """Print the book as tables; findings too when there are errors."""
    root = settings.root.resolve()
    report, progress = Report(), Progress()
    options = Options(settings.jobs, settings.strict, settings.use_cache)
    with Workers(settings.jobs) as workers:
        book = understand(root, report, workers, options, progress)
    progress.clear()
    if book is None:
        show_findings(report, find_folder(root), settings.format)
        return exit_code(report, settings.strict)
    click.echo(_title(book.book))
    click.echo(_table(("", "title", "by", "words", "notes", "file"), _pieces(book), right={3, 4}))
    head: tuple[str, ...] = ("edition", "format", "identifier", "trim", "profile", "price")
    rows = [_edition(edition) for edition in book.book.editions]
    if any(view.name for view in book.views.values()):  # the editions do not all say the same
        head += ("words",)
        rows = [(*row, str(_words(book, e))) for row, e in zip(rows, book.book.editions, strict=True)]
    click.echo(_table(head, rows, right={6} if len(head) > 6 else set()))
    return exit_code(report, settings.strict)


def _title(book: Book) -> str:
    people = ", ".join(person.name for person in book.contributors[:4])
    more = "…" if len(book.contributors) > 4 else ""
    subtitle = f" : {book.subtitle}" if book.subtitle else ""
    return f"{click.style(book.title, bold=True)}{subtitle}\n{people}{more}\n{book.imprint}, {book.dates.published}\n"


def _pieces(book: Understood) -> Iterable[tuple[str, ...]]:
    words = notes = 0
    for piece in book.pieces:
        text = book.texts.get(piece.id)
        by = ", ".join(book.book.contributor(id).name for id in piece.by if id in _people(book.book))
        title = (text.summary.title if text else "") or piece.title or f"({piece.kind.value})"
        counts = (f"{text.summary.words}", f"{text.summary.notes or ''}") if text else ("", "")
        if text:
            words, notes = words + text.summary.words, notes + text.summary.notes
        name = "" if isinstance(piece.kind, MadePage) else piece.kind.value
        indent = "  " if piece.depth else ""
        yield (
            name,
            indent + (title.upper() if piece.kind is Kind.PART else title),
            by,
            *counts,
            piece.file or "",
        )
    yield ("", "all", "", f"{words}", f"{notes}", "")


def _people(book: Book) -> set[str]:
    return {person.id for person in book.contributors}


def _edition(edition: Edition) -> tuple[str, ...]:
    good = edition.isbn and not isbn_fault(edition.isbn)
    identifier = isbn_hyphenated(edition.isbn) if edition.isbn and good else edition.isbn or "–"
    price = " ".join(f"{amount} {currency}" for currency, amount in sorted(edition.price.items()))
    return (edition.id, edition.format.value, identifier, edition.trim or "", edition.profile or "", price)


def _words(book: Understood, edition: Edition) -> int:
    """In the texts that an edition holds."""
    view = book.views[edition.id]
    held = extent(tuple(view.pieces), edition)
    return sum(view.texts[piece.id].summary.words for piece in held if piece.id in view.texts)


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[int] | set[int] = frozenset()
) -> str:
    """Columns as wide as their content, at most 48 characters."""
    cut = [[cell if len(cell) <= 48 else f"{cell[:47]}…" for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in [list(head), *cut]) for column in range(len(head))]

    def line(row: Sequence[str]) -> str:
        cells = (
            cell.rjust(width) if number in right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "  ".join(cells).rstrip()

    return "\n".join([click.style(line(head), dim=True), *map(line, cut), ""])
