"""What EPUBCheck accepts unseen in the package: ISBN, languages, roles; and links that lead nowhere."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import langcodes
from langcodes.tag_parser import LanguageTagError
from lxml import etree
from stdnum import isbn
from stdnum.exceptions import ValidationError

from bookbuild.book.subjects import SHAPES
from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.epub_package import NS, XML_LANG, Package, resolve
from bookbuild.preflight.vocabulary import MARC_ROLES
from bookbuild.rules import packaged
from bookbuild.rules import preflight as rules

_WITH_ISBN = frozenset(f"{{{NS['dc']}}}{name}" for name in ("identifier", "source"))
_SCHEME = f"{{{NS['opf']}}}scheme"
"""EPUB 2's attribute."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")
"""W3C, Date and Time Formats; a time without a zone is let pass."""
_ABSOLUTE = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
"""An address with a scheme, or a host: it need not be a right one."""
At = Callable[[str, int], Location]
"""From a name in the EPUB and a line to the manuscript."""


def metadata_findings(package: Package, at: At) -> Iterator[Finding]:
    """Faults of the package's metadata and of the links between pages."""
    for path, error in package.ill_formed.items():
        yield rules.PAGE_ILL_FORMED(
            f"{path} is not well-formed XML: {error.msg}", at(path, error.lineno or 0)
        )
    yield from _isbn_findings(package, at)
    yield from _date_findings(package, at)
    yield from _subject_findings(package, at)
    yield from _role_findings(package, at)
    yield from _language_findings(package, at)
    yield from _link_findings(package, at)


def _isbn_findings(package: Package, at: At) -> Iterator[Finding]:
    for element in package.root.iterfind("opf:metadata/*", NS):
        text = (element.text or "").strip()
        if element.tag not in _WITH_ISBN and element.get("property") not in {
            "pageBreakSource",
            "a11y:pageBreakSource",
        }:
            continue
        digits = text.lower().removeprefix("urn:isbn:").removeprefix("isbn:").strip()
        bare = re.fullmatch(r"97[89][\d-]{10,14}", digits) is not None
        claims_isbn = digits != text.lower() or bare or element.get(_SCHEME, "").upper() == "ISBN"
        if not claims_isbn:
            continue
        try:
            isbn.validate(digits)
        except ValidationError as error:
            message = f"The package names the ISBN {digits}, which is none: {error}"
            yield rules.PACKAGED_ISBN(message, at(package.path, element.sourceline or 0))


def _date_findings(package: Package, at: At) -> Iterator[Finding]:
    for element in package.root.iterfind("opf:metadata/dc:date", NS):
        text = (element.text or "").strip()
        if not _is_date(text):
            message = f"“{text}” is no date; write 2026, 2026-11 or 2026-11-24."
            yield packaged.PACKAGED_DATE(message, at(package.path, element.sourceline or 0))


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _subject_findings(package: Package, at: At) -> Iterator[Finding]:
    """Codes of schemes whose shape is known; what each scheme lists is not ours to say."""
    metas = list(package.root.iterfind("opf:metadata/opf:meta[@refines]", NS))
    authorities = {
        meta.get("refines", "").removeprefix("#"): (meta.text or "").strip().lower()
        for meta in metas
        if meta.get("property") == "authority"
    }
    terms = [
        (meta.get("refines", "").removeprefix("#"), meta) for meta in metas if meta.get("property") == "term"
    ]
    for id, term in terms:
        shape = SHAPES.get(authorities.get(id, ""))
        code = (term.text or "").strip()
        if shape is not None and not shape.fullmatch(code):
            message = f"“{code}” has not the shape of a {authorities[id]} code."
            yield packaged.PACKAGED_SUBJECT(message, at(package.path, term.sourceline or 0))


def _role_findings(package: Package, at: At) -> Iterator[Finding]:
    for element, code in _roles(package):
        if code not in MARC_ROLES:
            place = at(package.path, element.sourceline or 0)
            yield rules.PACKAGED_ROLE(f"“{code}” is no MARC relator code.", place)


def _roles(package: Package) -> Iterator[tuple[etree._Element, str]]:
    """Each role as EPUB 3 or EPUB 2 has it; roles of other schemes are left out."""
    for element in package.root.iterfind("opf:metadata/opf:meta[@property='role']", NS):
        if "marc" in (element.get("scheme") or "marc"):
            yield element, (element.text or "").strip()
    for name in ("creator", "contributor"):
        for element in package.root.iterfind(f"opf:metadata/dc:{name}", NS):
            if code := element.get(f"{{{NS['opf']}}}role"):
                yield element, code.strip()


def _language_findings(package: Package, at: At) -> Iterator[Finding]:
    """Each tag that is not canonical, at the first place it stands."""
    seen: set[str] = set()
    for path, element, tag in _tags(package):
        if tag in seen:
            continue
        seen.add(tag)
        if fault := _tag_fault(tag):
            message = f"“{tag}” is not a canonical language tag: {fault}."
            yield rules.PACKAGED_LANGUAGE(message, at(path, element.sourceline or 0))


def _tags(package: Package) -> Iterator[tuple[str, etree._Element, str]]:
    for element in package.root.iterfind("opf:metadata/dc:language", NS):
        yield package.path, element, (element.text or "").strip()
    for path, root in ((package.path, package.root), *package.pages.items()):
        for element in root.iter("*"):
            for key in (XML_LANG, "lang"):
                if tag := element.get(key):
                    yield path, element, tag


def _tag_fault(tag: str) -> str:
    try:
        canonical = langcodes.standardize_tag(tag)
    except LanguageTagError as error:
        return str(error).rstrip(".")
    if canonical.casefold() != tag.casefold():  # RFC 5646, 2.1.1: case has no meaning
        return f"write {canonical}"
    return "" if langcodes.tag_is_valid(tag) else "no such language or region is registered"


def _link_findings(package: Package, at: At) -> Iterator[Finding]:
    ids = {path: _ids(page) for path, page in package.pages.items()}
    for path, page in package.pages.items():
        for element in page.iter("*"):
            for key in ("href", "src"):
                link = element.get(key)
                if link is None or _ABSOLUTE.match(link):
                    continue
                target, fragment = resolve(path, link)
                lost = target not in package.names
                if lost or (fragment and target in ids and fragment not in ids[target]):
                    words = " ".join("".join(str(text) for text in element.itertext()).split())[:60]
                    message = f"“{words or link}” points to {link}, which is not in the book."
                    yield rules.PACKAGED_LINK(message, at(path, element.sourceline or 0))


def _ids(page: etree._Element) -> frozenset[str]:
    return frozenset(str(id) for id in page.xpath("//@id"))
