"""Ace's violations, carried to the manuscript; and a notice when nobody could ask it."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from bookbuild._tools import ace
from bookbuild._tools.ace import Violation
from bookbuild.diagnostics import Finding, Location, Severity
from bookbuild.errors import ToolFailed
from bookbuild.preflight.epub import Places
from bookbuild.preflight.epub_file import EpubFault, open_epub
from bookbuild.preflight.epub_package import Package, read_package
from bookbuild.rules import tools as rules

_SEVERITIES = {
    "critical": Severity.ERROR,
    "serious": Severity.ERROR,
    "moderate": Severity.WARNING,
    "minor": Severity.WARNING,
}
"""axe-core: critical and serious keep somebody from reading; moderate and minor cost effort."""
_SAID_BY_OURS = {
    "metadata-accessmode": "EP111",
    "metadata-accessibilityfeature": "EP111",
    "metadata-accessibilityhazard": "EP111",
    "metadata-accessibilitysummary": "EP111",
    "metadata-accessmode-invalid": "EP110",
    "metadata-accessmodesufficient-invalid": "EP110",
    "metadata-accessibilityfeature-invalid": "EP110",
    "metadata-accessibilityhazard-invalid": "EP110",
    "heading-order": "EP115",
    "image-alt": "EP126",
    "epub-pagesource": "EP124",
}
"""Ace's rules that one of ours says as well of the same file."""
_SAID_OF_ALL = {"html-has-lang": "EP128"}
"""Ace's rules that one of ours says once for all files."""


def ace_findings(path: Path, sources: Mapping[str, str], folder: Path) -> list[Finding]:
    """What Ace says of the EPUB at `path`; arguments as for `check_epub`. A notice when it can't be asked.

    Nothing of a file that is no EPUB: that is `check_epub`'s to say.
    """
    if not ace.is_here():
        return [rules.ACE_ABSENT("accessibility was checked by bookbuild’s own rules only")]
    try:
        with open_epub(path) as archive:
            package = read_package(archive)
            violations = ace.check(path)
            return list(
                dict.fromkeys(_carried(violations, package, Places(package, sources, folder, path.name)))
            )
    except EpubFault:
        return []
    except ToolFailed as error:
        return [rules.ACE_FAILED(error.message, Location(path.name))]


def without_echoes(said: Sequence[Finding], ours: Sequence[Finding]) -> list[Finding]:
    """Ace's findings without those that a rule of ours makes too."""
    rules_of_ours = {finding.rule for finding in ours}
    known = {(finding.rule, finding.at.file) for finding in ours if finding.at}
    return [
        finding
        for finding in said
        if not (finding.at and (_SAID_BY_OURS.get(finding.rule), finding.at.file) in known)
        and _SAID_OF_ALL.get(finding.rule) not in rules_of_ours
    ]


def _carried(violations: Sequence[Violation], package: Package, places: Places) -> Iterator[Finding]:
    for violation in violations:
        path = _path(violation, package)
        page = package.pages.get(path)
        element = element_at(page, violation.cfi) if page is not None else None
        at = places.at(path, (element.sourceline or 0) if element is not None else 0)
        what = f": {violation.element}" if violation.element else ""
        severity = _SEVERITIES.get(violation.impact, Severity.WARNING)
        message = f"{violation.text} ({violation.impact}){what}"
        yield Finding(violation.rule, severity, message, at, violation.help, "ace")


def _path(violation: Violation, package: Package) -> str:
    """Name in the archive: Ace gives pages relative to the package document."""
    if not violation.page:
        return package.path
    page = unquote(violation.page.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(package.path), page))


def element_at(page: etree._Element, cfi: str) -> etree._Element:
    """The element that a CFI's steps lead to, or the last one on the way that is there."""
    found = page
    for step in re.findall(r"/(\d+)", cfi):
        inner = [child for child in found if isinstance(child.tag, str)]
        place = int(step) // 2 - 1  # EPUB CFI: elements have even numbers
        if not 0 <= place < len(inner):
            break
        found = inner[place]
    return found
