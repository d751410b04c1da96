"""`bookbuild build`."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.design.styles import styles_folder
from bookbuild.errors import Exit
from bookbuild.production import freshness


def run(settings: Settings, editions: Sequence[str], draft: bool, guides: bool = False) -> int:
    """Build, show findings, say what was released. With nothing changed since the last whole build, do nothing."""
    root = settings.root.resolve()
    options = f"strict={settings.strict} ace={settings.use_ace} guides={guides}"
    whole = not editions and not draft
    now = freshness.state(root, styles_folder(), options)
    if whole and settings.use_cache and freshness.is_fresh(root, now):
        click.echo("Nothing has changed: dist/ is up to date.", err=True)
        return Exit.OK
    return _build(settings, root, editions, draft, guides, options)


def _build(
    settings: Settings, root: Path, editions: Sequence[str], draft: bool, guides: bool, options: str
) -> int:
    from bookbuild.book.load import find_folder
    from bookbuild.build import build
    from bookbuild.diagnostics import Report
    from bookbuild.production.plan import Options, UnknownEdition
    from bookbuild.production.progress import Progress

    folder = find_folder(root)
    before = freshness.state(root, styles_folder(), options)
    freshness.forget(root)
    report = Report()
    work = Options(
        settings.jobs, settings.strict, settings.use_cache, draft=draft, ace=settings.use_ace, guides=guides
    )
    try:
        built = build(root, editions, report, work, Progress())
    except UnknownEdition as error:
        raise click.UsageError(str(error)) from error
    show_findings(report, folder, settings.format)
    for path in built.released:
        click.echo(f"  {os.path.relpath(path)}", err=True)
    if any(path.suffix == ".azw3" for path in built.released):
        click.echo("  The AZW3 is by bookbuild’s own engine: try it on a Kindle of yours.", err=True)
    if draft:
        for artifact in built.artifacts:
            click.echo(f"  {os.path.relpath(artifact.path)} (draft, not checked)", err=True)
    elif not built.released:
        click.echo("Nothing was released: dist/ is as it was.", err=True)
    code = exit_code(report, settings.strict)
    if code is Exit.OK and not editions and not draft:
        freshness.remember(root, _after(before, root, options))
    return code


def _after(before: dict[str, object], root: Path, options: str) -> dict[str, object]:
    """The state to remember: inputs as they were when the build began, outputs as they are now."""
    after = freshness.state(root, styles_folder(), options)
    files = {**before["files"], "dist": after["files"]["dist"]}  # type: ignore[dict-item, index]  # both are dicts
    return {**before, "files": files}
