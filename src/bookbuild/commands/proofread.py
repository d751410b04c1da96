"""The manuscript's part of `bookbuild check`: understood, proofread, and mended when asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from bookbuild._tools.workers import Workers
from bookbuild.book.load import NAME, find_folder
from bookbuild.build import Understood, understand
from bookbuild.cli import Settings
from bookbuild.diagnostics import Report
from bookbuild.errors import NoBook
from bookbuild.production.mend import Mended, mend, write
from bookbuild.production.plan import Options
from bookbuild.production.progress import Progress
from bookbuild.production.proofread import proofread_book, remedies
from bookbuild.proofreading.judge import Judged
from bookbuild.proofreading.mend import diff


@dataclass(frozen=True)
class Proofreading:
    """What the command line says about proofreading."""

    fix: bool = False
    diff: bool = False
    """Show what `fix` would change; nothing is written."""
    spelling: bool = False


def proofread_books(
    settings: Settings, texts: Sequence[Path], proofreading: Proofreading, report: Report
) -> Path:
    """Check the book at the root, or the books that hold these files: then only what concerns them is reported.

    Gives the folder of the (last) book. Raises NoBook.
    """
    if not texts:
        return _proofread(settings, settings.root.resolve(), frozenset(), proofreading, report)
    folder = Path()
    books: dict[Path, set[str]] = {}
    for text in texts:
        home = _home(text)
        books.setdefault(home, set()).add(text.resolve().relative_to(home).as_posix())
    for home, files in sorted(books.items()):
        folder = _proofread(settings, _root(home), frozenset(files), proofreading, report)
    return folder


def _home(text: Path) -> Path:
    """The folder of the book that a file stands in."""
    for folder in text.resolve().parents:
        if (folder / NAME).is_file():
            return folder
    raise NoBook(text.resolve().parent)


def _root(folder: Path) -> Path:
    """Where the build/ of a book is: beside manuscript/, or in the book's folder."""
    return folder.parent if folder.name == "manuscript" and not (folder.parent / NAME).is_file() else folder


@dataclass(frozen=True)
class _Run:
    """What every step needs."""

    root: Path
    folder: Path
    only: frozenset[str]
    """Files that are asked for; none for all."""
    options: Options
    workers: Workers
    progress: Progress
    spelling: bool


def _proofread(
    settings: Settings, root: Path, only: frozenset[str], proofreading: Proofreading, report: Report
) -> Path:
    folder = find_folder(root)
    options = Options(settings.jobs, settings.strict, settings.use_cache)
    with Workers(settings.jobs) as workers:
        run = _Run(root, folder, only, options, workers, Progress(), proofreading.spelling)
        found, book = _read(run)
        if book and (proofreading.fix or proofreading.diff) and _mend(run, book, proofreading):
            found, book = _read(run)
        if book:
            found.add(_judged(run, book).findings)
    run.progress.clear()
    report.overrides = found.overrides
    report.add(finding for finding in found if not only or not finding.at or finding.at.file in only)
    return folder


def _read(run: _Run) -> tuple[Report, Understood | None]:
    found = Report()
    return found, understand(run.root, found, run.workers, run.options, run.progress)


def _judged(run: _Run, book: Understood) -> Judged:
    readable = [piece for piece in book.pieces if piece.id in book.texts]
    return proofread_book(
        book.book, run.folder, readable, run.only, run.options, run.root / "build" / ".cache", run.workers,
        run.progress, run.spelling,
    )  # fmt: skip


def _mend(run: _Run, book: Understood, proofreading: Proofreading) -> bool:
    """Mend the files, or show how; gives whether anything was written."""
    language = book.book.language
    mends = _judged(run, book).mends
    wanted = [file for file, remarks in mends.items() if remarks and (not run.only or file in run.only)]
    written = False
    for file in wanted:
        result = mend(run.folder, file, book.book.markdown, partial(remedies, file=file, language=language))
        run.progress.clear()
        if result.refused:
            click.echo(f"{file}: left alone, {result.refused}", err=True)
        elif proofreading.diff:
            click.echo(diff(file, *map(_text, (result.before, result.after))), nl=False)
        elif result.after != result.before and write(run.folder, result):
            written = True
            _say(result)
    return written


def _text(raw: bytes) -> str:
    return raw.decode("utf-8")


def _say(result: Mended) -> None:
    """What was changed, on standard error: findings alone go to standard output."""
    for change in result.changes:
        place = f"{change.file}:{change.line}:{change.column}"
        click.echo(
            f"{place}: {change.rule} mended: “{_seen(change.before)}” → “{_seen(change.after)}”", err=True
        )


def _seen(text: str) -> str:
    """A text with what is invisible spelt out."""
    return "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in text)
