"""Accessibility metadata against the file: each claim in the vocabulary, and true of this book."""

import io
from collections.abc import Iterator

from lxml import etree
from PIL import Image, UnidentifiedImageError

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_file import EpubFault
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import EPUB, XHTML, Package, resolve
from bookbuild.preflight.vocabulary import FEATURES, HAZARDS, MODES, SUFFICIENT
from bookbuild.rules import preflight as rules

_VOCABULARY = {
    "schema:accessMode": MODES,
    "schema:accessibilityFeature": FEATURES,
    "schema:accessibilityHazard": HAZARDS,
}
_EXPECTED = ("schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard")
"""MUST by EPUB Accessibility 1.1, 2.2; a summary is a SHOULD."""
_ALONE = {
    "schema:accessibilityFeature": {"none", "unknown"},
    "schema:accessibilityHazard": {"none", "unknown"},
}
_COVER_SIDE_PX = 1400
_MATH = "{http://www.w3.org/1998/Math/MathML}math"


def claim_findings(package: Package, at: At) -> Iterator[Finding]:
    """Faults of the accessibility metadata, the page-list, the headings and the cover."""
    place = at(package.path, 0)
    for message in _vocabulary_faults(package):
        yield rules.CLAIM_UNKNOWN(message, place)
    for property in (*_EXPECTED, "schema:accessibilitySummary"):
        if not package.metas(property):
            yield rules.CLAIM_MISSING(f"The package has no {property}.", place)
    for message in _untrue_claims(package):
        yield rules.CLAIM_UNTRUE(message, place)
    if any(claim != "none" for claim in package.metas("dcterms:conformsTo")) and not package.metas(
        "a11y:certifiedBy"
    ):
        yield rules.UNCERTIFIED("The package claims conformance and nobody certifies it.", place)
    yield from _page_list_findings(package, at)
    yield from _heading_findings(package, at)
    yield from _cover_findings(package, at)


def _vocabulary_faults(package: Package) -> Iterator[str]:
    for property, words in _VOCABULARY.items():
        values = package.metas(property)
        for value in values:
            if value not in words:
                yield f"{property} does not know “{value}”."
        for value in _ALONE.get(property, set()) & set(values):
            if len(values) > 1:
                yield f"{property} says “{value}” beside other values; it stands alone."
    for value in package.metas("schema:accessModeSufficient"):
        for mode in value.split(","):
            if mode.strip() not in SUFFICIENT:
                yield f"schema:accessModeSufficient does not know “{mode.strip()}”."


def _untrue_claims(package: Package) -> Iterator[str]:
    claims = set(package.metas("schema:accessibilityFeature"))
    pages = package.pages.values()
    images = (image for page in pages for image in page.iter(f"{{{XHTML}}}img"))
    if "alternativeText" in claims and any(map(_lacks_alt, images)):
        yield "alternativeText is claimed, and a picture has no alt text (nor is it marked as decorative)."
    if "MathML" in claims and not any(next(page.iter(_MATH), None) is not None for page in pages):
        yield "MathML is claimed, and no page has any."
    if "pageNavigation" in claims and _nav(package, "page-list") is None:
        yield "pageNavigation is claimed, and the navigation has no page-list."
    if "pageBreakMarkers" in claims and not any(_page_breaks(page) for page in pages):
        yield "pageBreakMarkers are claimed, and no page has any."
    if "tableOfContents" in claims and _nav(package, "toc") is None:
        yield "tableOfContents is claimed, and the navigation has none."
    if "index" in claims and not any(
        page.xpath("//*[contains(@*[local-name()='type'], 'index')]") for page in pages
    ):
        yield "An index is claimed, and there is none."
    fixed = "pre-paginated" in package.metas("rendition:layout")
    if "displayTransformability" in claims and fixed:
        yield "displayTransformability is claimed for a fixed layout."


def _lacks_alt(image: etree._Element) -> bool:
    decorative = image.get("role") in {"presentation", "none"} or image.get("aria-hidden") == "true"
    alt = image.get("alt")
    return alt is None or (not alt.strip() and not decorative)


def _page_breaks(page: etree._Element) -> list[etree._Element]:
    return [
        element
        for element in page.iter("*")
        if "pagebreak" in (element.get(f"{{{EPUB}}}type") or "").split()
        or element.get("role") == "doc-pagebreak"
    ]


def _nav(package: Package, type: str) -> etree._Element | None:
    page = package.pages.get(package.nav or "")
    if page is None:
        return None
    navs = page.iter(f"{{{XHTML}}}nav")
    return next((nav for nav in navs if type in (nav.get(f"{{{EPUB}}}type") or "").split()), None)


def _page_list_findings(package: Package, at: At) -> Iterator[Finding]:
    """Page places must follow the reading order, and numbers must not run backwards."""
    page_list = _nav(package, "page-list")
    if page_list is None or package.nav is None:
        return
    order = {path: n for n, path in enumerate(package.reading_order())}
    positions = {path: _id_positions(page) for path, page in package.pages.items()}
    last, last_number = (-1, -1), 0
    for link in page_list.iter(f"{{{XHTML}}}a"):
        path, fragment = resolve(package.nav, link.get("href", ""))
        here = (order.get(path, -1), positions.get(path, {}).get(fragment, -1))
        label = "".join(str(text) for text in link.itertext()).strip()
        number = int(label) if label.isdecimal() else last_number
        if here < last or number < last_number:
            message = f"Page {label} of the page-list comes after page {last_number} and lies before it."
            yield rules.PAGE_LIST_ORDER(message, at(package.path, 0))
            return
        last, last_number = here, number


def _id_positions(page: etree._Element) -> dict[str, int]:
    return {id: n for n, element in enumerate(page.iter("*")) if (id := element.get("id"))}


def _heading_findings(package: Package, at: At) -> Iterator[Finding]:
    for path, page in package.pages.items():
        last = 0
        for element in page.iter(*(f"{{{XHTML}}}h{n}" for n in range(1, 7))):
            level = int(etree.QName(element).localname[1])
            if last and level > last + 1:
                words = " ".join("".join(str(text) for text in element.itertext()).split())[:60]
                message = f"“{words}” is a heading of level {level} right under level {last}."
                yield rules.BUILT_HEADING_JUMP(message, at(path, element.sourceline or 0))
            last = level


def _cover_findings(package: Package, at: At) -> Iterator[Finding]:
    cover = next((item for item in package.items.values() if "cover-image" in item.properties), None)
    if cover is None or cover.media_type == "image/svg+xml" or cover.path not in package.names:
        return
    try:
        with Image.open(io.BytesIO(package.archive.read(cover.path))) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, EpubFault, Image.DecompressionBombError) as error:
        yield rules.SMALL_COVER(f"The cover can’t be read: {error}", at(package.path, 0))
        return
    if min(width, height) < _COVER_SIDE_PX:
        yield rules.SMALL_COVER(f"The cover is {width} × {height} pixels.", at(package.path, 0))
