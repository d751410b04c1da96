"""`bookbuild release`."""

import os
from collections.abc import Sequence

import click

from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.errors import Exit
from bookbuild.production import freshness


def run(settings: Settings, recipients: Sequence[str]) -> int:
    """Build everything, then hand it over; show findings, say where it is."""
    from bookbuild.book.load import find_folder
    from bookbuild.build import build
    from bookbuild.delivery.deliver import deliver
    from bookbuild.delivery.recipients import UnknownRecipient, load_recipient
    from bookbuild.diagnostics import Report
    from bookbuild.production.plan import Options
    from bookbuild.production.progress import Progress

    root = settings.root.resolve()
    folder = find_folder(root)
    try:
        for name in recipients:
            load_recipient(name)
    except UnknownRecipient as error:
        raise click.UsageError(f"{error}.") from error
    freshness.forget(root)
    report = Report()
    work = Options(settings.jobs, settings.strict, settings.use_cache, ace=settings.use_ace)
    built = build(root, (), report, work, Progress())
    new = []
    if built.released:
        new = deliver(built.texts, built.artifacts, built.lines, recipients, root, report, settings.strict)
    show_findings(report, folder, settings.format)
    for path in new:
        click.echo(f"  {os.path.relpath(path)}", err=True)
    code = exit_code(report, settings.strict)
    if code is not Exit.OK:
        click.echo("Nothing was handed over.", err=True)
    elif not new:
        click.echo("This version was released before, and is the same.", err=True)
    return code
