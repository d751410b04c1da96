"""Findings to standard output, in the format asked for."""

from pathlib import Path

import click

from bookbuild.diagnostics import Report
from bookbuild.errors import Exit
from bookbuild.renderers import RENDERERS


def show_findings(report: Report, folder: Path, format: str) -> None:
    """Print the report; nothing in the formats for pipes when there are no findings."""
    text = RENDERERS[format](report, folder)
    if text:
        click.echo(text)


def exit_code(report: Report, strict: bool) -> Exit:
    """FINDINGS when the report refuses."""
    return Exit.FINDINGS if report.refuses(strict) else Exit.OK
