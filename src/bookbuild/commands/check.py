"""`bookbuild check`."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from bookbuild._tools.epubcheck import kept_warm
from bookbuild.cli import Settings
from bookbuild.commands.findings import exit_code, show_findings
from bookbuild.commands.proofread import Proofreading, proofread_books
from bookbuild.design.profile import profile_names
from bookbuild.diagnostics import Finding, Location, Report
from bookbuild.preflight.agreement import together
from bookbuild.rules import tools

Check = Callable[[Path], list[Finding]]


def run(settings: Settings, files: Sequence[Path], profile: str, proofreading: Proofreading) -> int:
    """Check the files given, or the manuscript. Markdown files are checked in their book, and only they are shown.

    `profile` is a name in PROFILES, for files only.
    """
    checks = _checks(files, profile)
    if settings.use_ace and profile != "kindle" and ".epub" in checks:
        checks = {**checks, ".epub": partial(_with_ace, checks[".epub"])}
    report = Report()
    folder = Path()
    texts = [file for file in files if file.suffix.lower() == ".md" and file.is_file()]
    with kept_warm():
        for file in files:
            if file not in texts:
                report.add(_check_file(file, checks))
    report.add(together([file for file in files if file.is_file()]))
    if files and not texts:
        folder = _folder(files)
    if texts or not files:
        folder = proofread_books(settings, texts, proofreading, report)
    if proofreading.diff:
        return exit_code(report, settings.strict)
    show_findings(report, folder, settings.format)
    return exit_code(report, settings.strict)


def _folder(files: Sequence[Path]) -> Path:
    """Of the book that made the first of the files: the lines that findings show are there."""
    from bookbuild.commands.made_here import origin_of

    origin = origin_of(files[0])
    return origin.folder if origin.sources else Path()


def _checks(files: Sequence[Path], profile: str) -> "Checks":
    """The checks by ending. Raises UsageError when no profile of that name takes all the files."""
    if not profile:
        return CHECKS
    if profile not in PROFILES:
        known = ", ".join(f"{name} ({', '.join(sorted(kinds))})" for name, kinds in sorted(PROFILES.items()))
        raise click.UsageError(f"There is no profile {profile}. Known: {known}.")
    if not files:
        raise click.UsageError("--profile needs the files to be checked.")
    for ending in dict.fromkeys(file.suffix.lower() for file in files):
        if ending in {*CHECKS, ".md"} and ending not in PROFILES[profile]:
            others = ", ".join(name for name, kinds in sorted(PROFILES.items()) if ending in kinds) or "none"
            raise click.UsageError(f"The profile {profile} is not for {ending}. Profiles for it: {others}.")
    return PROFILES[profile]


def _check_file(file: Path, checks: "Checks") -> list[Finding]:
    if not file.is_file():
        return [tools.NO_SUCH_FILE(f"{file} is not there", at=Location(str(file)))]
    check = checks.get(file.suffix.lower())
    if check is None:
        kinds = ", ".join(sorted([*checks, ".md"]))
        return [tools.UNKNOWN_KIND(f"{file} is none of {kinds}", at=Location(str(file)))]
    return check(file)


def _epub(file: Path, shop: str = "generic") -> list[Finding]:
    from bookbuild.commands.made_here import origin_of
    from bookbuild.preflight.epub import check_epub

    origin = origin_of(file)
    return check_epub(file, origin.sources, origin.folder, shops=(shop,))


def _with_ace(check: Check, file: Path) -> list[Finding]:
    """What Ace finds too, while `check` waits for EPUBCheck."""
    from bookbuild._tools.beside import both
    from bookbuild.commands.made_here import origin_of
    from bookbuild.preflight.ace import ace_findings, without_echoes

    origin = origin_of(file)
    said, ours = both(lambda: ace_findings(file, origin.sources, origin.folder), lambda: check(file))
    return [*ours, *without_echoes(said, ours)]


def _kindle(file: Path) -> list[Finding]:
    from bookbuild.commands.made_here import origin_of
    from bookbuild.preflight.kindle.check import check_kindle

    origin = origin_of(file)
    return check_kindle(file, origin.sources, origin.folder)


def _pdf(file: Path, profile: str = "") -> list[Finding]:
    from bookbuild.commands.made_here import printed_by
    from bookbuild.preflight.pdf.any_file import check_any_pdf

    return check_any_pdf(file, profile, printed_by(file))


def _onix(file: Path) -> list[Finding]:
    from bookbuild.preflight.onix.check import check_onix_file

    return check_onix_file(file)


def _dilicom(file: Path) -> list[Finding]:
    from bookbuild.formats.onix.profile import message_profile
    from bookbuild.preflight.onix.check import check_onix_file

    return check_onix_file(file, message_profile("dilicom"))


def _azw3(file: Path) -> list[Finding]:
    from bookbuild.preflight.azw3 import check_azw3

    return check_azw3(file)


def _html(file: Path) -> list[Finding]:
    from bookbuild.preflight.html import check_html

    return check_html(file)


Checks = dict[str, Check]
CHECKS: Checks = {".epub": _epub, ".pdf": _pdf, ".xml": _onix, ".azw3": _azw3, ".html": _html, ".htm": _html}
"""By ending."""
PROFILES: dict[str, Checks] = {
    "kindle": {".epub": _kindle},
    "apple": {".epub": partial(_epub, shop="apple")},
    "dilicom": {".xml": _dilicom},
    "google": {".epub": partial(_epub, shop="google")},
    "kobo": {".epub": partial(_epub, shop="kobo")},
    "generic": {".epub": _epub},
    **{name: {".pdf": partial(_pdf, profile=name)} for name in profile_names()},
}
"""By name: what a recipient asks of a file beyond its standard. A new one is one line here; a shop's demands are a
file of styles/shops. Those of PDFs are the printers of styles/profiles."""
