"""`bookbuild check`."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.diagnostics import Finding, Location, Report
from bookbuild.rules import tools


def run(settings: Settings, files: Sequence[Path]) -> int:
    """Check the files given, or the manuscript."""
    report = Report()
    folder = Path()
    if files:
        for file in files:
            report.add(_check_file(file))
    else:
        folder = _check_manuscript(settings, report)
    show_findings(report, folder, settings.format)
    return exit_code(report, settings.strict)


def _check_manuscript(settings: Settings, report: Report) -> Path:
    from bookbuild._tools.workers import Workers
    from bookbuild.book.load import find_folder
    from bookbuild.build import understand
    from bookbuild.production.plan import Options
    from bookbuild.production.progress import Progress

    root = settings.root.resolve()
    options = Options(settings.jobs, settings.strict, settings.use_cache)
    progress = Progress()
    with Workers(settings.jobs) as workers:
        understand(root, report, workers, options, progress)
    progress.clear()
    return find_folder(root)


def _check_file(file: Path) -> list[Finding]:
    if not file.is_file():
        return [tools.NO_SUCH_FILE(f"{file} is not there", at=Location(str(file)))]
    check = CHECKS.get(file.suffix.lower())
    if check is None:
        kinds = ", ".join(sorted(CHECKS))
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


def _azw3(file: Path) -> list[Finding]:
    from bookbuild.preflight.azw3 import check_azw3

    return check_azw3(file)


CHECKS: dict[str, Callable[[Path], list[Finding]]] = {
    ".epub": _epub,
    ".pdf": _pdf,
    ".xml": _onix,
    ".azw3": _azw3,
}
"""By ending."""
