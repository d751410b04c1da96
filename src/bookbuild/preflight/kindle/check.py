"""The Kindle profile as a check of one file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bookbuild._tools.epubcheck import Message
from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.epub import Places, check_epub
from bookbuild.preflight.epub_file import EpubFault, open_epub
from bookbuild.preflight.epub_package import Package, read_package
from bookbuild.preflight.kindle.body_text import body_text_findings
from bookbuild.preflight.kindle.book import Book
from bookbuild.preflight.kindle.cover import cover_findings
from bookbuild.preflight.kindle.css import css_findings
from bookbuild.preflight.kindle.fonts import font_findings
from bookbuild.preflight.kindle.images import image_findings
from bookbuild.preflight.kindle.links import link_findings
from bookbuild.preflight.kindle.navigation import navigation_findings
from bookbuild.preflight.kindle.notes import note_findings
from bookbuild.preflight.kindle.package import is_locked, package_findings
from bookbuild.preflight.kindle.page_numbers import page_number_findings
from bookbuild.preflight.kindle.pages import page_findings
from bookbuild.preflight.kindle.svg import svg_findings
from bookbuild.preflight.kindle.tables import math_findings, table_findings
from bookbuild.preflight.kindle.words import word_findings
from bookbuild.rules import preflight as rules

CHECKS: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    package_findings,
    cover_findings,
    navigation_findings,
    page_number_findings,
    page_findings,
    word_findings,
    body_text_findings,
    css_findings,
    font_findings,
    image_findings,
    svg_findings,
    table_findings,
    math_findings,
    note_findings,
    link_findings,
)
_SAID_BY = {
    "EP103": frozenset({"KI016"}),
    "EP104": frozenset({"KI007", "KI043", "KI052"}),
    "EP105": frozenset({"KI048"}),
    "EP115": frozenset({"KI065"}),
    "EP126": frozenset({"KI064"}),
    "EP128": frozenset({"KI063"}),
    "EP136": frozenset({"KI087"}),
    "EP137": frozenset({"KI086"}),
    "EP138": frozenset({"KI024"}),
    "RSC-005": frozenset({"KI015"}),
    "RSC-001": frozenset({"KI052"}),
    "RSC-007": frozenset({"KI007", "KI043", "KI052"}),
    "RSC-012": frozenset({"KI007", "KI043"}),
    "RSC-016": frozenset({"KI048"}),
    "CSS-008": frozenset({"KI074"}),
}
"""A rule of EPUB in general, and the rules of this profile that say the same of the same line."""


def check_kindle(
    path: Path,
    sources: Mapping[str, str],
    folder: Path,
    messages: Sequence[Message] | None = None,
) -> list[Finding]:
    """Every fault of the EPUB at `path`: EPUBCheck's and ours first, for KDP runs EPUBCheck too, then Amazon's.

    Arguments and errors as for `check_epub`. What both say of one line is said once, with Amazon's reason.
    """
    general = check_epub(path, sources, folder, messages, shops=())
    try:
        with open_epub(path) as archive:
            package = read_package(archive)
            places = Places(package, sources, folder, path.name)
            own = kindle_findings(package, places)
    except EpubFault as error:
        fault = rules.NOT_AN_EPUB(f"{path.name} can’t be read: {error}", Location(path.name))
        return list(dict.fromkeys([*general, fault]))
    said = {(finding.rule, _line(finding)) for finding in own}
    kept = [one for one in general if not any((id, _line(one)) in said for id in _SAID_BY.get(one.rule, ()))]
    return [*kept, *own]


def _line(finding: Finding) -> tuple[str, int]:
    """EPUBCheck knows columns, lxml does not."""
    return (finding.at.file, finding.at.line) if finding.at else ("", 0)


def kindle_findings(package: Package, places: Places) -> list[Finding]:
    """Amazon's rules alone. A book under another's lock has that one finding: nothing in it can be read."""
    book = Book(package, places.at)
    checks = (package_findings,) if is_locked(book) else CHECKS
    return list(dict.fromkeys(finding for check in checks for finding in check(book)))
