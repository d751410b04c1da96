"""`bookbuild import`."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from bookbuild._tools.pandoc import Pandoc
from bookbuild.book.load import find_folder
from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.diagnostics import Location, Report
from bookbuild.intake.take_in import take_in, write_files
from bookbuild.rules import tools


def run(settings: Settings, files: Sequence[Path], target: Path | None, force: bool) -> int:
    """Import the files into the book, or into `target`; show what could not be carried, say what was written."""
    if target is None:
        folder = find_folder(settings.root.resolve())
        texts, images = folder / "body", folder / "images"
    else:
        folder = texts = target.resolve()
        images = texts / "images"
    report = Report()
    imported = []
    with Pandoc() as pandoc:
        for file in files:
            if not file.is_file():
                report.add([tools.NO_SUCH_FILE(f"{file} is not there", at=Location(str(file)))])
                continue
            imported.append(take_in(file, texts, images, pandoc))
            report.add(imported[-1].findings)
    written: list[Path] = []
    if not report.refuses(settings.strict):
        written, faults = write_files(imported, force)
        report.add(faults)
    show_findings(report, folder, settings.format)
    for path in written:
        click.echo(f"  {os.path.relpath(path)}", err=True)
    if written and target is None:
        names = ", ".join(path.relative_to(folder).as_posix() for path in written)
        click.echo(f"List in book.yaml, under `text:`: {names}", err=True)
    elif not written:
        click.echo("Nothing was written.", err=True)
    return exit_code(report, settings.strict)
