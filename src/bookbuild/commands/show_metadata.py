"""`bookbuild show --metadata`: each edition as every recipient will see it."""

import glob
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bookbuild._tools.workers import Workers
from bookbuild.book.load import find_folder
from bookbuild.book.model import Edition, Format
from bookbuild.book.order import Piece, extent
from bookbuild.build import Understood, understand
from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.diagnostics import Report
from bookbuild.document.summary import Summary
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.edition_book import edition_book
from bookbuild.formats.onix.accessibility import Claims, claims_of
from bookbuild.formats.onix.make import is_announced
from bookbuild.formats.onix.record import Known
from bookbuild.formats.records.kdp import kdp_record
from bookbuild.formats.records.onix import onix_record
from bookbuild.formats.records.packages import dublin_core_record, epub_record, pdf_record
from bookbuild.formats.records.record import Record
from bookbuild.formats.schema_org import work
from bookbuild.preflight.epub_file import open_epub
from bookbuild.preflight.epub_package import read_package
from bookbuild.preflight.identity import identities
from bookbuild.production.plan import Options, date_of, usage_of
from bookbuild.production.progress import Progress
from bookbuild.production.read import ReadText

_SCHEMA_ORG = "schema.org"
_PROPERTIES = (
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
)
_LABELS = 22
"""Columns for the names of fields; a longer one stands on its own line."""


def run(settings: Settings) -> int:
    """Print the records; findings instead when book.yaml can't be understood."""
    root = settings.root.resolve()
    report, progress = Report(), Progress()
    options = Options(settings.jobs, settings.strict, settings.use_cache)
    with Workers(settings.jobs) as workers:
        book = understand(root, report, workers, options, progress)
    progress.clear()
    if book is None:
        show_findings(report, find_folder(root), settings.format)
        return exit_code(report, settings.strict)
    whole = tuple(_written(book.texts, piece) for piece in book.pieces)
    texts = [_edition_text(book, edition) for edition in book.book.editions]
    made = read_made(texts, root / "dist")
    if settings.format == "json":
        data = {"title": book.book.title, "editions": [_as_data(text, whole, made) for text in texts]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for text in texts:
            click.echo("\n".join(_lines(text, whole, made)))
        if len(made.page_counts) + len(made.accessibility) < len(texts):
            click.echo("Page counts and accessibility are shown once the files are in dist/.", err=True)
    return exit_code(report, settings.strict)


def _written(texts: Mapping[str, ReadText], piece: Piece) -> Written:
    return Written(piece, texts[piece.id].summary if piece.id in texts else Summary(), None)


def _edition_text(book: Understood, edition: Edition) -> EditionText:
    view, mine = book.views[edition.id], edition_book(book.book, edition)
    pieces = tuple(_written(view.texts, piece) for piece in extent(tuple(view.pieces), edition))
    when = date_of(book.book, os.environ.get("SOURCE_DATE_EPOCH", ""))
    usage = usage_of(mine, edition)
    others = () if edition.sample else mine.editions
    return EditionText(mine, edition, pieces, book.folder, book.folder, when, usage, others)


@dataclass(frozen=True)
class Made:
    """What the finished files say, by edition id, as far as they are there."""

    page_counts: dict[str, int]
    accessibility: dict[str, tuple[tuple[str, str], ...]]
    claims: dict[str, Claims]


def read_made(texts: Sequence[EditionText], dist: Path) -> Made:
    """From the files in dist/, which may be older than book.yaml."""
    made = Made({}, {}, {})
    for text in texts:
        id = text.edition.id
        for path in sorted(dist.glob(f"{glob.escape(text.stem)}[._-]*")):
            for one in identities(path):
                if one.kind == "pdf" and one.pages:
                    made.page_counts[id] = one.pages
                if one.kind == "epub":
                    made.claims[id] = claims_of(path)
                    made.accessibility[id] = _accessibility(path)
    return made


def _accessibility(path: Path) -> tuple[tuple[str, str], ...]:
    with open_epub(path) as archive:
        package = read_package(archive)
        return tuple((name, value) for name in _PROPERTIES for value in package.metas(name))


def _records(text: EditionText, whole: tuple[Written, ...], made: Made) -> Iterator[Record]:
    """In the order in which an edition leaves the house: its file, the trade, the shop, libraries."""
    match text.edition.format:
        case Format.PRINT | Format.PDF:
            yield pdf_record(text)
        case Format.EPUB | Format.KINDLE:
            yield epub_record(text, made.accessibility.get(text.edition.id, ()))
        case Format.HTML:
            pass  # a page has no record of its own but schema.org's
    if is_announced(text.edition):
        yield onix_record(text, whole, Known(made.page_counts, claims=made.claims))
    if text.edition.format is Format.KINDLE or (text.edition.profile or "").startswith("kdp"):
        yield kdp_record(text)
    yield dublin_core_record(text)


def _as_data(text: EditionText, whole: tuple[Written, ...], made: Made) -> dict[str, Any]:
    records: dict[str, Any] = {one.recipient: one.as_data() for one in _records(text, whole, made)}
    records[_SCHEMA_ORG] = _schema_org(text, made)
    return {"id": text.edition.id, "format": text.edition.format.value, "records": records}


def _schema_org(text: EditionText, made: Made) -> dict[str, Any]:
    id = text.edition.id
    return work(
        text.book, text.edition, text.pieces, made.page_counts.get(id), made.accessibility.get(id, ())
    )


def _lines(text: EditionText, whole: tuple[Written, ...], made: Made) -> Iterator[str]:
    yield click.style(f"{text.edition.id} ({text.edition.format.value})", bold=True)
    for record in _records(text, whole, made):
        yield f"\n  {click.style(record.recipient, underline=True)}"
        for name, values in record.fields:
            yield from _field(name, values)
    yield f"\n  {click.style(_SCHEMA_ORG, underline=True)}"
    node = json.dumps(_schema_org(text, made), ensure_ascii=False, indent=2)
    yield from textwrap.indent(node, "  ").splitlines()
    yield ""


def _field(name: str, values: tuple[str, ...]) -> Iterator[str]:
    """`  name   value`, each value from the same column, wrapped on a terminal and whole in a pipe."""
    label = name
    if len(name) > _LABELS:
        yield f"  {click.style(name, dim=True)}"
        label = ""
    for value in values:
        for line in _wrapped(value):
            yield f"  {click.style(label.ljust(_LABELS), dim=True)}  {line}" if label or line else ""
            label = ""


def _wrapped(value: str) -> list[str]:
    paragraphs = value.splitlines()
    if not sys.stdout.isatty():
        return paragraphs
    width = max(30, min(110, shutil.get_terminal_size().columns) - _LABELS - 4)
    return [line for one in paragraphs for line in (textwrap.wrap(one, width) or [""])]
