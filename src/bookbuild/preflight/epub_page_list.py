"""The page-list against the pages: in order, complete, and of a printed edition that is named."""

from collections.abc import Iterator, Mapping

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_evidence import nav_of, page_breaks
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import NS, XHTML, Package, resolve
from bookbuild.rules import packaged
from bookbuild.rules import preflight as rules

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SHORTEST_VOLUME = 10
"""Pages of a volume after which the numbers may begin again with 1."""
_LONGEST_FOLIO = 20
_SOURCES = ("pageBreakSource", "a11y:pageBreakSource", "source-of")
"""EPUB 3.3 and EPUB Accessibility 1.1; `source-of` refines a dc:source."""


def page_list_findings(package: Package, at: At) -> Iterator[Finding]:
    """Faults of the page-list. A book without one has none."""
    page_list = nav_of(package, "page-list")
    if page_list is None or package.nav is None:
        return
    links = list(_links(package.nav, page_list))
    yield from _order_findings(package, links, at)
    yield from _unlisted_findings(package, {target for _, target in links}, at)
    named = any(package.metas(source) for source in _SOURCES)
    if not named and package.root.find("opf:metadata/dc:source", NS) is None:
        message = "The book has page numbers, and does not say of which printed edition."
        yield packaged.PAGE_SOURCE_UNSAID(message, at(package.path, 0), "Add dc:source, or pageBreakSource.")


Target = tuple[str, str]
"""Name in the archive, and fragment."""


def _links(nav: str, page_list: etree._Element) -> Iterator[tuple[str, Target]]:
    """(label, target) of each page."""
    for link in page_list.iter(f"{{{XHTML}}}a"):
        label = "".join(str(text) for text in link.itertext()).strip()
        yield label, resolve(nav, link.get("href", ""))


def _order_findings(package: Package, links: list[tuple[str, Target]], at: At) -> Iterator[Finding]:
    """Places follow the reading order, and numbers rise; they may begin again with 1, as in a second volume."""
    order = {path: n for n, path in enumerate(package.reading_order())}
    positions = {path: _id_positions(page) for path, page in package.pages.items()}
    last, last_label, last_number = (-1, -1), "", (False, 0)
    for label, (path, fragment) in links:
        here = (order.get(path, -1), positions.get(path, {}).get(fragment, -1))
        number = _number(label) or last_number
        again = number[1] == 1 and last_number[1] >= _SHORTEST_VOLUME
        backwards = number[0] == last_number[0] and number[1] < last_number[1] and not again
        if here < last or backwards:
            message = f"Page {label} of the page-list comes after page {last_label} and lies before it."
            yield rules.PAGE_LIST_ORDER(message, at(package.path, 0))
            return
        last, last_label, last_number = here, label, number


def _number(label: str) -> tuple[bool, int] | None:
    """(whether roman, value) of a folio; None for another (A-3)."""
    if len(label) > _LONGEST_FOLIO:
        return None
    if label.isdecimal():
        return False, int(label)
    digits = [_ROMAN.get(letter, 0) for letter in label.lower()]
    if not digits or not all(digits):
        return None
    value = 0
    for digit, following in zip(digits, [*digits[1:], 0], strict=True):
        value += digit if digit >= following else -digit
    return True, value


def _id_positions(page: etree._Element) -> Mapping[str, int]:
    return {id: n for n, element in enumerate(page.iter("*")) if (id := element.get("id"))}


def _unlisted_findings(package: Package, listed: set[Target], at: At) -> Iterator[Finding]:
    """One finding a page file, at the first break that is not listed."""
    for path, page in package.pages.items():
        breaks = page_breaks(page)
        if (path, "") in listed:  # the file as a whole: its first page
            breaks = breaks[1:]
        lost = [element for element in breaks if not any((path, id) in listed for id in _near_ids(element))]
        if lost:
            name = lost[0].get("aria-label") or lost[0].get("title") or "".join(map(str, lost[0].itertext()))
            more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
            message = f"The page-list does not have the page break “{name.strip()}”{more}."
            yield packaged.PAGE_BREAK_UNLISTED(message, at(path, lost[0].sourceline or 0))


def _near_ids(element: etree._Element) -> list[str]:
    """Ids of the break, of what it holds, and of the element it stands in."""
    around = element.getparent()
    near = [*element.iter("*"), *([] if around is None else [around])]
    return [id for one in near if (id := one.get("id"))]
