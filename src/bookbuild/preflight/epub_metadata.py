"""What EPUBCheck accepts unseen in the package: ISBN, languages, roles; and links that lead nowhere."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import langcodes
from langcodes.tag_parser import LanguageTagError
from lxml import etree
from stdnum import isbn
from stdnum.exceptions import ValidationError

from bookbuild.book.codes import UnknownRole, role
from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.epub_package import NS, Package, resolve
from bookbuild.rules import preflight as rules

At = Callable[[str, int], Location]
"""From a name in the EPUB and a line to the manuscript."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def metadata_findings(package: Package, at: At) -> Iterator[Finding]:
    """Faults of the package's metadata and of the links between pages."""
    for path, error in package.ill_formed.items():
        yield rules.PAGE_ILL_FORMED(
            f"{path} is not well-formed XML: {error.msg}", at(path, error.lineno or 0)
        )
    yield from _isbn_findings(package, at)
    yield from _role_findings(package, at)
    yield from _language_findings(package, at)
    yield from _link_findings(package, at)


def _isbn_findings(package: Package, at: At) -> Iterator[Finding]:
    for element in package.root.iterfind("opf:metadata/dc:identifier", NS):
        text = (element.text or "").strip()
        digits = text.lower().removeprefix("urn:isbn:").removeprefix("isbn:").strip()
        claims_isbn = digits != text.lower() or digits.replace("-", "")[:3] in {"978", "979"}
        if not claims_isbn:
            continue
        try:
            isbn.validate(digits)
        except ValidationError as error:
            message = f"The package names the ISBN {digits}, which is none: {error}"
            yield rules.PACKAGED_ISBN(message, at(package.path, element.sourceline or 0))


def _role_findings(package: Package, at: At) -> Iterator[Finding]:
    for element in package.root.iterfind("opf:metadata/opf:meta[@property='role']", NS):
        if "marc" not in (element.get("scheme") or "marc"):
            continue
        code = (element.text or "").strip()
        try:
            known = role(code).marc
        except UnknownRole:
            known = ""
        if code not in {known, "aft"}:
            place = at(package.path, element.sourceline or 0)
            yield rules.PACKAGED_ROLE(f"“{code}” is no MARC relator code we know.", place)


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
            for key in (_XML_LANG, "lang"):
                if tag := element.get(key):
                    yield path, element, tag


def _tag_fault(tag: str) -> str:
    try:
        canonical = langcodes.standardize_tag(tag)
    except LanguageTagError as error:
        return str(error).rstrip(".")
    if canonical != tag:
        return f"write {canonical}"
    return "" if langcodes.tag_is_valid(tag) else "no such language or region is registered"


def _link_findings(package: Package, at: At) -> Iterator[Finding]:
    ids = {path: _ids(page) for path, page in package.pages.items()}
    for path, page in package.pages.items():
        for element in page.iter("*"):
            for key in ("href", "src"):
                link = element.get(key)
                if link is None or urlsplit(link).scheme:
                    continue
                target, fragment = resolve(path, link)
                lost = target not in package.names
                if lost or (fragment and target in ids and fragment not in ids[target]):
                    words = " ".join("".join(str(text) for text in element.itertext()).split())[:60]
                    message = f"“{words or link}” points to {link}, which is not in the book."
                    yield rules.PACKAGED_LINK(message, at(path, element.sourceline or 0))


def _ids(page: etree._Element) -> frozenset[str]:
    return frozenset(str(id) for id in page.xpath("//@id"))
