"""The rules of the Kindle profile alone, without EPUBCheck."""

from pathlib import Path

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub import Places
from bookbuild.preflight.epub_file import open_epub
from bookbuild.preflight.epub_package import read_package
from bookbuild.preflight.kindle.check import kindle_findings as findings_of


def kindle_findings(path: Path) -> list[Finding]:
    """What Amazon's rules find in a file."""
    with open_epub(path) as archive:
        package = read_package(archive)
        return findings_of(package, Places(package, {}, path.parent, path.name))


def kindle_rules(path: Path) -> list[str]:
    """The same as rule and message, to be compared."""
    return [f"{finding.rule} {finding.at}: {finding.message}" for finding in kindle_findings(path)]
