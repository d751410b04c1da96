"""`bookbuild proof`."""

import os
import shutil
from pathlib import Path

import click

from bookbuild._tools.typst import TypstFailed
from bookbuild._tools.workers import Workers
from bookbuild.book.load import NAME, find_folder
from bookbuild.book.model import Book, Edition, Format
from bookbuild.build import Understood, understand
from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.diagnostics import Report
from bookbuild.formats.print.interior import failures
from bookbuild.formats.print.proof import Proof, make_proof
from bookbuild.production.make import edition_texts
from bookbuild.production.plan import Options, UnknownEdition, write_tasks
from bookbuild.production.progress import Progress
from bookbuild.production.proofread import proofread_book
from bookbuild.production.write import write_all


def run(settings: Settings, name: str, target: Path | None) -> int:
    """Make the proof of a printed edition, and say where it is; findings are shown as `check` shows them."""
    root = settings.root.resolve()
    report, progress = Report(), Progress()
    options = Options(settings.jobs, settings.strict, settings.use_cache, draft=True, shows_lines=True)
    with Workers(settings.jobs) as workers:
        book = understand(root, report, workers, options, progress)
        if book is not None and not report.refuses_in(NAME):
            try:
                edition = _edition(book.book, name)
            except UnknownEdition as error:
                raise click.UsageError(str(error)) from error
            proof = _made(root, book, edition, report, options, workers, progress)
            progress.clear()
            if proof:
                place = _put(proof.path, target)
                click.echo(f"  {place} ({proof.pages} pages)", err=True)
    progress.clear()
    show_findings(report, find_folder(root), settings.format)
    return exit_code(report, settings.strict)


def _made(
    root: Path,
    book: Understood,
    edition: Edition,
    report: Report,
    options: Options,
    workers: Workers,
    progress: Progress,
) -> Proof | None:
    """The proof; None, and findings, when Typst refuses the pages."""
    build = root / "build" / "proof"
    build.mkdir(parents=True, exist_ok=True)
    readable = [piece for piece in book.pieces if piece.id in book.texts]
    cache = root / "build" / ".cache"
    report.add(
        proofread_book(
            book.book, book.folder, readable, frozenset(), options, cache, workers, progress
        ).findings
    )
    tasks = write_tasks(book.book, edition, book.views[edition.id], root / "build", options)
    write_all(list(tasks.values()), workers, progress)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    (text,) = edition_texts(
        book.book, book.folder, build, book.views, {edition.id: tasks}, epoch, progress.edition, draft=True
    )
    try:
        proof = make_proof(text, list(report))
    except TypstFailed as error:
        report.add(failures(error))
        return None
    report.add(proof.findings)
    return proof


def _edition(book: Book, name: str) -> Edition:
    """The printed edition of this id; without a name the first of the whole book, else the first."""
    printed = [edition for edition in book.editions if edition.format is Format.PRINT]
    if name:
        printed = [edition for edition in printed if edition.id == name]
    whole = [edition for edition in printed if not edition.offprint and not edition.sample]
    for edition in (*whole, *printed):
        return edition
    ids = ", ".join(edition.id for edition in book.editions if edition.format is Format.PRINT)
    if name:
        raise UnknownEdition(
            f"“{name}” is no printed edition of this book. Its printed editions: {ids or 'none'}."
        )
    raise UnknownEdition("This book has no printed edition: a proof shows printed pages.")


def _put(made: Path, target: Path | None) -> str:
    """Where the proof is, relative to here. Raises UsageError when it can't be put where it was asked for."""
    if target is not None:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made, target)
        except OSError as error:
            raise click.UsageError(f"{target} is no place for a file: {error.strerror}.") from error
    return os.path.relpath(target or made)
