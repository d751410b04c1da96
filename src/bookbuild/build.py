"""The story of a build: load, read, resolve, write, make, check, release."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bookbuild._tools.workers import Workers
from bookbuild.book.code_lists import check_code_lists
from bookbuild.book.editions import check_editions
from bookbuild.book.load import NAME, Loaded, YamlLines, load
from bookbuild.book.model import NO_COVER, Book
from bookbuild.book.order import Piece, reading_order
from bookbuild.book.trade import check_trade
from bookbuild.delivery.plan import check_deliveries
from bookbuild.diagnostics import Location, Report
from bookbuild.document.manuscript import check_files
from bookbuild.filters.normalise.pictures import named_pictures
from bookbuild.filters.resolve.expansions import unknown_expansions
from bookbuild.formats.content import Artifact, EditionText
from bookbuild.preflight.editions import (
    design_findings,
    edition_findings,
    font_findings,
    shop_findings,
    usage_findings,
)
from bookbuild.preflight.print_editions import print_findings
from bookbuild.production.make import artifacts_of, edition_texts, make_all, placed
from bookbuild.production.plan import Options, read_tasks, wanted, write_tasks
from bookbuild.production.progress import Progress
from bookbuild.production.read import ReadText, read_all
from bookbuild.production.release import release
from bookbuild.production.reports import write_reports
from bookbuild.production.samples import sampled
from bookbuild.production.views import View, language_of, stray_conditions, views_of
from bookbuild.production.write import write_all


@dataclass(frozen=True)
class Understood:
    """The book as read: what `show` and `check` need, and where a build goes on."""

    book: Book
    folder: Path
    """Folder of book.yaml."""
    pieces: tuple[Piece, ...]
    views: dict[str, View]
    """By edition id: the text as that edition has it."""
    lines: YamlLines
    """Of book.yaml."""

    @property
    def texts(self) -> dict[str, ReadText]:
        """By piece id, as the first edition that has the piece reads it; one whose file can't be read is not in."""
        return {id: text for view in reversed(list(self.views.values())) for id, text in view.texts.items()}


@dataclass(frozen=True)
class Built:
    """What came of a build."""

    artifacts: tuple[Artifact, ...] = ()
    released: tuple[Path, ...] = ()
    """Files in dist/; none when the report refuses."""
    texts: tuple[EditionText, ...] = ()
    lines: YamlLines = field(default_factory=lambda: YamlLines(None))
    """Of book.yaml."""


def build(root: Path, names: Sequence[str], report: Report, options: Options, progress: Progress) -> Built:
    """Make what `names` ask for of the book at `root`, and release it to root/dist if the report allows.

    Faults of the book go to the report. Raises NoBook, UnknownEdition, and ToolFailed when a program fails.
    """
    with Workers(options.jobs) as workers:
        book = understand(root, report, workers, options, progress)
        if book is None or (report.refuses_in(NAME) if options.draft else report.refuses()):
            return Built()
        what = wanted(book.book, names, options.draft, options.guides)
        build_folder = root / "build"
        tasks = {
            edition.id: write_tasks(book.book, edition, book.views[edition.id], build_folder, options)
            for edition in what.needed
        }
        distinct = {task.output: task for group in tasks.values() for task in group.values()}
        write_all(list(distinct.values()), workers, progress)

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    texts = edition_texts(
        book.book, book.folder, build_folder, book.views, tasks, epoch, progress.edition, options.draft
    )
    made = make_all(book.book, texts, what, build_folder, options)
    for text, result in made:
        report.add(placed(result.findings, text, book.lines))
    artifacts = artifacts_of(made)
    if not options.draft or options.check_draft:
        from bookbuild.preflight.artifacts import check_artifacts  # a draft does not wait for the checkers
        from bookbuild.preflight.onix.check import profile_findings

        progress.say("checking what was made")
        report.add(check_artifacts(made, options.ace))
        report.add(profile_findings(artifacts, book.book, book.lines))
    reports = write_reports(report, book.book.title, artifacts, build_folder)
    progress.clear()
    if options.draft or report.refuses(options.strict):
        return Built(tuple(artifacts))
    files = [*(artifact.path for artifact in artifacts), *reports]
    released = tuple(release(files, root / "dist", what.complete))
    return Built(tuple(artifacts), released, tuple(texts), book.lines)


def understand(
    root: Path,
    report: Report,
    workers: Workers,
    options: Options,
    progress: Progress,
    cache: Path | None = None,
) -> Understood | None:
    """Load book.yaml, read every file it lists, resolve its links. None when book.yaml has no usable shape.

    `cache` is the folder of what is kept; build/.cache when left out.
    """
    loaded = load(root)
    report.add(loaded.findings)
    if loaded.book is None:
        return None
    book, folder = loaded.book, loaded.folder
    report.overrides = book.findings
    report.add(check_trade(book, loaded.lines))
    report.add(check_code_lists(book, loaded.lines, folder))
    report.add(check_editions(book, loaded.lines))
    report.add(edition_findings(book.editions, loaded.lines))
    report.add(print_findings(book, loaded.lines))
    report.add(shop_findings(book.editions, loaded.lines))
    report.add(font_findings(book.editions, folder, loaded.lines))
    report.add(usage_findings(book, loaded.lines))
    report.add(design_findings(book, loaded.lines))
    report.add(check_deliveries(book, loaded.lines))
    report.add(named_pictures(_pictures(loaded), folder))
    findings, unreadable = check_files(book, folder, loaded.lines)
    report.add(findings)

    if book.bibliography in unreadable:
        book = book.model_copy(update={"bibliography": None})
    pieces = reading_order(book)
    readable = [piece for piece in pieces if piece.file not in unreadable]
    cache = cache or root / "build" / ".cache"
    cache.mkdir(parents=True, exist_ok=True)
    languages = {language_of(book, edition.languages) for edition in book.editions if book.bibliography}
    files = {
        language: read_all(
            readable, read_tasks(book, readable, folder, cache, options, language), workers, progress
        )
        for language in sorted(languages) or (book.language,)
    }
    views, findings = views_of(book, pieces, files)
    report.add(findings)
    report.add(stray_conditions(book, pieces, files, folder))
    for number, edition in enumerate(book.editions):
        view = views[edition.id]
        summaries = {id: text.summary for id, text in view.texts.items()}
        report.add(unknown_expansions(book, view.pieces, summaries))
        if edition.sample:
            at = loaded.lines.at("editions", number, "sample")
            views[edition.id], findings = sampled(view, book, edition, folder, cache, at)
            report.add(findings)
    return Understood(book, folder, pieces, views, loaded.lines)


def _pictures(loaded: Loaded) -> Iterator[tuple[str, Location]]:
    """The pictures that book.yaml names, with their places."""
    assert loaded.book is not None  # noqa: S101 — the caller has looked
    for number, person in enumerate(loaded.book.contributors):
        if person.portrait:
            yield person.portrait, loaded.lines.at("contributors", number, "portrait")
    for key in ("image", "ebook"):
        if path := getattr(loaded.book.cover, key):
            yield path, loaded.lines.at("cover", key)
    for number, edition in enumerate(loaded.book.editions):
        if edition.cover and edition.cover != NO_COVER:
            yield edition.cover, loaded.lines.at("editions", number, "cover")
