"""The finished EPUB: EPUBCheck's messages carried to the manuscript, and what it does not see."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bookbuild._tools import epubcheck
from bookbuild._tools.epubcheck import Message
from bookbuild.diagnostics import Finding, Location, Severity
from bookbuild.preflight.epub_claims import claim_findings
from bookbuild.preflight.epub_css import css_findings
from bookbuild.preflight.epub_file import EpubFault, open_epub
from bookbuild.preflight.epub_metadata import metadata_findings
from bookbuild.preflight.epub_package import Package, read_package
from bookbuild.preflight.places import BuiltPage
from bookbuild.rules import preflight as rules

_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}
"""EPUBCheck's INFO and USAGE are remarks on the use of the format, not faults."""


def check_epub(
    path: Path,
    sources: Mapping[str, str],
    folder: Path,
    messages: Sequence[Message] | None = None,
) -> list[Finding]:
    """Every fault of the EPUB at `path`.

    `sources` says which manuscript file each page was made from (`EPUB/text/preface.xhtml` →
    `front/preface.md`), relative to `folder`. `messages` are EPUBCheck's, when they are already known
    (`epubcheck.check_all` checks several files at once). Raises ToolFailed when EPUBCheck gives no report.
    """
    try:
        with open_epub(path) as archive:
            package = read_package(archive)
            places = Places(package, sources, folder, path.name)
            foreign = list(_foreign(epubcheck.check(path) if messages is None else messages, places))
            ours = [*metadata_findings(package, places.at), *claim_findings(package, places.at)]
            ours += css_findings(package, places.at)
            return [*foreign, *_not_said_already(ours, foreign)]
    except EpubFault as error:
        return [rules.NOT_AN_EPUB(f"{path.name} can’t be read: {error}", Location(path.name))]


def _not_said_already(ours: Sequence[Finding], foreign: Sequence[Finding]) -> list[Finding]:
    """Ours without lost links and broken pages that EPUBCheck has reported of the same file."""
    said = {(finding.rule, finding.at.file) for finding in foreign if finding.at}
    same = {"EP104": ("RSC-007", "RSC-012"), "EP105": ("RSC-016",)}
    return [
        finding
        for finding in ours
        if not any((id, finding.at and finding.at.file) in said for id in same.get(finding.rule, ()))
    ]


class Places:
    """Where in the manuscript a place of the EPUB comes from. Pages are read once."""

    def __init__(self, package: Package, sources: Mapping[str, str], folder: Path, name: str) -> None:
        """`sources` as for `check_epub`; when there are any, the package document was made from book.yaml."""
        self._archive, self._folder, self._name = package.archive, folder, name
        self._sources = {package.path: "book.yaml", **sources} if sources else {}
        self._pages: dict[str, BuiltPage] = {}

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        """The manuscript's file and line when they can be known; else the place inside the EPUB."""
        source = self._sources.get(path)
        if source is None:
            return Location("/".join(filter(None, (self._name, path))), line, column)
        return Location(source, self._page(path, source).source_line(line, column) if line else 0)

    def _page(self, path: str, source: str) -> BuiltPage:
        if path not in self._pages:
            page = self._archive.read(path).decode("utf-8", errors="replace")
            file = self._folder / source
            markdown = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
            self._pages[path] = BuiltPage(page, markdown)
        return self._pages[path]


def _foreign(messages: Sequence[Message], places: Places) -> Iterator[Finding]:
    for message in messages:
        if message.severity not in _SEVERITIES:
            continue
        hint = message.suggestion or f"In the EPUB: {message.path or 'the container'}, line {message.line}."
        at = places.at(message.path, message.line, message.column)
        yield Finding(message.id, _SEVERITIES[message.severity], message.text, at, hint, "epubcheck")
