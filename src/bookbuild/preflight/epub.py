"""The finished EPUB: EPUBCheck's messages carried to the manuscript, and what it does not see."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bookbuild._tools import epubcheck
from bookbuild._tools.epubcheck import Message
from bookbuild.diagnostics import Finding, Location, Severity
from bookbuild.formats.epub.split import whole_page
from bookbuild.preflight.epub_claims import claim_findings
from bookbuild.preflight.epub_css import css_findings
from bookbuild.preflight.epub_evidence import look_into
from bookbuild.preflight.epub_file import EpubFault, open_epub
from bookbuild.preflight.epub_metadata import At, metadata_findings
from bookbuild.preflight.epub_package import Package, read_package
from bookbuild.preflight.epub_page_list import page_list_findings
from bookbuild.preflight.epub_pictures import heads
from bookbuild.preflight.epub_resources import resource_findings
from bookbuild.preflight.epub_shop import Delivery, shop_findings
from bookbuild.preflight.epub_words import word_findings
from bookbuild.preflight.places import BuiltPage
from bookbuild.preflight.shop import GENERIC, load_shop
from bookbuild.rules import preflight as rules

_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}
"""EPUBCheck's INFO and USAGE are remarks on the use of the format, not faults."""


def check_epub(
    path: Path,
    sources: Mapping[str, str],
    folder: Path,
    messages: Sequence[Message] | None = None,
    shops: Sequence[str] = (GENERIC,),
) -> list[Finding]:
    """Every fault of the EPUB at `path`.

    `sources` says which manuscript file each page was made from (`EPUB/text/preface.xhtml` →
    `front/preface.md`), relative to `folder`. `messages` are EPUBCheck's, when they are already known
    (`epubcheck.check_all` checks several files at once). `shops` are names of files in
    styles/shops. Raises UnknownShop, and ToolFailed when EPUBCheck gives no report.
    """
    try:
        with open_epub(path) as archive:
            package = read_package(archive)
            places = Places(package, sources, folder, path.name)
            foreign = list(_foreign(epubcheck.check(path) if messages is None else messages, places))
            ours = list(_own_findings(path, package, places.at, shops))
            return _without_echoes(ours, foreign)
    except EpubFault as error:
        return [rules.NOT_AN_EPUB(f"{path.name} can’t be read: {error}", Location(path.name))]


def _own_findings(path: Path, package: Package, at: At, shops: Sequence[str]) -> Iterator[Finding]:
    """What EPUBCheck does not see."""
    evidence, pictures = look_into(package), heads(package)
    yield from metadata_findings(package, at)
    yield from claim_findings(package, evidence, at)
    yield from page_list_findings(package, at)
    yield from word_findings(package, pictures, at)
    yield from resource_findings(package, pictures, evidence, at)
    yield from css_findings(package, at)
    delivery = Delivery(path, package, pictures, at)
    for shop in shops:
        yield from shop_findings(delivery, load_shop(shop))


def check_for_shop(path: Path, sources: Mapping[str, str], folder: Path, shop: str) -> list[Finding]:
    """What this shop asks beyond the standard, of an EPUB whose other faults are known. Raises UnknownShop."""
    try:
        with open_epub(path) as archive:
            package = read_package(archive)
            places = Places(package, sources, folder, path.name)
            return list(shop_findings(Delivery(path, package, heads(package), places.at), load_shop(shop)))
    except EpubFault as error:
        return [rules.NOT_AN_EPUB(f"{path.name} can’t be read: {error}", Location(path.name))]


_SAID_BY_EPUBCHECK = {
    "EP104": ("RSC-007", "RSC-012"),
    "EP105": ("RSC-016",),
    "EP106": ("OPF-052",),
    "EP135": ("OPF-003",),
    "EP136": ("PKG-021", "OPF-029"),
}
_SAID_BETTER_BY_US = {"OPF-053": ("EP132",)}
"""A date that no shop can read is more than EPUBCheck's warning."""


def _without_echoes(ours: Sequence[Finding], foreign: Sequence[Finding]) -> list[Finding]:
    """Both, without what the other has said of the same file."""
    said = {(finding.rule, finding.at.file) for finding in (*ours, *foreign) if finding.at}
    same = {**_SAID_BY_EPUBCHECK, **_SAID_BETTER_BY_US}
    return [
        finding
        for finding in (*foreign, *ours)
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
        source = self._sources.get(whole_page(path))
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
