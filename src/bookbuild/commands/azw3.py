"""`bookbuild azw3`."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.diagnostics import Finding, Location, Report
from bookbuild.rules import tools


def run(settings: Settings, epub: Path, target: Path | None, shelf: bool, engine: str) -> int:
    """Convert, show findings, say which engine wrote what."""
    report = Report()
    to = target or epub.with_suffix(".azw3")
    if not epub.is_file():
        report.add([tools.NO_SUCH_FILE(f"{epub} is not there", at=Location(str(epub)))])
    elif to.is_dir() or not to.parent.is_dir():
        raise click.UsageError(f"{to} is no place for a file.")
    elif to.resolve() == epub.resolve():
        raise click.UsageError("The AZW3 would overwrite the EPUB.")
    else:
        report.add(_calibre(epub, to) if engine == "calibre" else _builtin(epub, to, shelf))
    show_findings(report, epub.parent, settings.format)
    return exit_code(report, settings.strict)


def _builtin(epub: Path, target: Path, shelf: bool) -> list[Finding]:
    from bookbuild.formats.kindle.kf8.write import write_azw3
    from bookbuild.preflight.azw3 import check_azw3

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    book = write_azw3(epub, target, shelf=shelf, when=when)
    for file in book.files:
        click.echo(f"  {os.path.relpath(file)}", err=True)
    if not book.files:
        return list(book.findings)
    click.echo(
        "Written by bookbuild’s own engine: try it on a Kindle of yours before you give it away.", err=True
    )
    return [*book.findings, *check_azw3(target)]


def _calibre(epub: Path, target: Path) -> list[Finding]:
    from bookbuild._tools.calibre import convert

    version = convert(epub, target)
    click.echo(f"  {os.path.relpath(target)}", err=True)
    click.echo(
        f"Written by calibre {version}: try it on a Kindle of yours before you give it away.", err=True
    )
    return []
