"""`bookbuild watch`."""

import time
from collections.abc import Sequence
from pathlib import Path

import click
from watchfiles import Change, DefaultFilter
from watchfiles import watch as saved_files

from bookbuild._tools.typst import kept_warm
from bookbuild.book.load import find_folder
from bookbuild.build import build
from bookbuild.cli import Settings
from bookbuild.commands.findings import show_findings
from bookbuild.design.styles import styles_folder
from bookbuild.diagnostics import Report
from bookbuild.errors import BookbuildError, Exit
from bookbuild.production.plan import Options
from bookbuild.production.progress import Progress


class _BookFiles(DefaultFilter):
    """What a person saves: not what we make."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, "build", "dist")

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not Path(path).name.startswith(".")


def run(settings: Settings, editions: Sequence[str]) -> int:
    """Draft now, and again at each save, until interrupted. Findings do not end it."""
    root = settings.root.resolve()
    folder = find_folder(root)
    with kept_warm():
        _draft(settings, root, editions)
        click.echo(f"Watching {folder}. Ctrl-C ends.", err=True)
        places = (folder, styles_folder())
        for changes in saved_files(
            *places, watch_filter=_BookFiles(), debounce=300, step=50, raise_interrupt=False
        ):
            names = sorted({Path(path).name for _, path in changes})
            click.echo(f"{', '.join(names[:3])}{'…' if len(names) > 3 else ''} saved", err=True)
            _draft(settings, root, editions)
    return Exit.OK


def _draft(settings: Settings, root: Path, editions: Sequence[str]) -> None:
    report = Report()
    options = Options(settings.jobs, settings.strict, settings.use_cache, draft=True)
    started = time.monotonic()
    try:
        built = build(root, editions, report, options, Progress())
    except BookbuildError as error:
        error.show()
        return
    show_findings(report, find_folder(root), settings.format)
    for artifact in built.artifacts:
        click.echo(f"  {artifact.path}", err=True)
    click.echo(f"done in {time.monotonic() - started:.1f} s", err=True)
