"""`bookbuild watch`."""

import time
from collections.abc import Sequence
from pathlib import Path

import click
from watchfiles import Change, DefaultFilter
from watchfiles import watch as saved_files

from bookbuild._tools import epubcheck, typst
from bookbuild.book.load import find_folder
from bookbuild.build import build
from bookbuild.cli import Settings
from bookbuild.commands.findings import show_findings
from bookbuild.design.styles import styles_folder
from bookbuild.diagnostics import Report
from bookbuild.errors import BookbuildError, Exit
from bookbuild.production.plan import Options
from bookbuild.production.progress import Progress

_QUIET_MS = 25
"""A draft begins when no file was saved for so long…"""
_LONGEST_MS = 400
"""…or when files have been saved one after the other for so long (watchfiles 1: 1,600)."""
_LOOK_MS = 100
"""How often an idle watch wakes up."""


class _BookFiles(DefaultFilter):
    """What a person saves: not what we make."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, "build", "dist")

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not Path(path).name.startswith(".")


def run(settings: Settings, editions: Sequence[str], check: bool) -> int:
    """Draft now, and again at each save, until interrupted. Findings do not end it.

    With `check` each draft is checked too; EPUBCheck starts once.
    """
    root = settings.root.resolve()
    folder = find_folder(root)
    saves = saved_files(
        folder,
        styles_folder(),
        watch_filter=_BookFiles(),
        debounce=_LONGEST_MS,
        step=_QUIET_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
    )
    with typst.kept_warm(), epubcheck.kept_warm():
        next(saves)  # it watches from now on: what is saved during the first draft is seen after it
        _draft(settings, root, editions, check)
        click.echo(f"Watching {folder}. Ctrl-C ends.", err=True)
        for changes in filter(None, saves):
            names = sorted({Path(path).name for _, path in changes})
            click.echo(f"{', '.join(names[:3])}{'…' if len(names) > 3 else ''} saved", err=True)
            _draft(settings, root, editions, check)
    return Exit.OK


def _draft(settings: Settings, root: Path, editions: Sequence[str], check: bool) -> None:
    report = Report()
    options = Options(settings.jobs, settings.strict, settings.use_cache, draft=True, check_draft=check)
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
