"""`bookbuild check`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.commands.proofread import Proofreading, proofread_books
from bookbuild.diagnostics import Finding, Location, Report
from bookbuild.rules import tools


def run(settings: Settings, files: Sequence[Path], proofreading: Proofreading) -> int:
    """Check the files given, or the manuscript. Markdown files are checked in their book, and only they are shown."""
    report = Report()
    folder = Path()
    texts = [file for file in files if file.suffix.lower() == ".md" and file.is_file()]
    for file in files:
        if file not in texts:
            report.add(_check_file(file))
    if texts or not files:
        folder = proofread_books(settings, texts, proofreading, report)
    if proofreading.diff:
        return exit_code(report, settings.strict)
    show_findings(report, folder, settings.format)
    return exit_code(report, settings.strict)


def _check_file(file: Path) -> list[Finding]:
    if not file.is_file():
        return [tools.NO_SUCH_FILE(f"{file} is not there", at=Location(str(file)))]
    check = CHECKS.get(file.suffix.lower())
    if check is None:
        kinds = ", ".join(sorted([*CHECKS, ".md"]))
        return [tools.UNKNOWN_KIND(f"{file} is none of {kinds}", at=Location(str(file)))]
    return check(file)


def _epub(file: Path) -> list[Finding]:
    from bookbuild.preflight.epub import check_epub

    return check_epub(file, {}, file.parent)


def _pdf(file: Path) -> list[Finding]:
    from bookbuild.preflight.pdf import check_any_pdf

    return check_any_pdf(file)


def _onix(file: Path) -> list[Finding]:
    from bookbuild.formats.onix.check import validate

    return validate(file.read_bytes())


CHECKS: dict[str, Callable[[Path], list[Finding]]] = {".epub": _epub, ".pdf": _pdf, ".xml": _onix}
"""By ending."""
