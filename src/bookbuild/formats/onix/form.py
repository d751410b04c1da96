"""P.3: the form of the product: what it is made of or what kind of file it is, and what one may do with it."""

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.book.model import Binding, Format, Mining, Protection
from bookbuild.design.profile import DEFAULT_PROFILE, load_profile
from bookbuild.design.spine import paper, spine_width_mm, weight_g
from bookbuild.design.trim import parse_trim
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.tree import add, add_all

_FORMS = {"paperback": "BC", "hardback": "BB"}
"""List 150, by binding."""
_DETAILS = {
    Format.EPUB: ("E101", "E200"),
    Format.KINDLE: ("E116", "E200"),
    Format.PDF: ("E107", "E201"),
    Format.PRINT: (),
}
"""List 175: EPUB or Amazon Kindle, reflowable; PDF, of fixed pages."""
_BINDINGS = {
    Binding.SEWN: "B304",
    Binding.GLUED: "B305",
    Binding.STAPLED: "B310",
    Binding.FLAPS: "B504",
    Binding.LAMINATED: "B415",
}
"""List 175."""
_VERSIONS = {Format.EPUB: "101F", Format.PDF: "107G"}
"""List 220: EPUB 3.3, PDF 1.7."""
_TEXT = "10"
"""List 81."""
_PROTECTIONS = {
    Protection.NONE: "00",
    Protection.WATERMARK: "02",
    Protection.ADOBE: "03",
    Protection.LCP: "06",
}
"""List 144."""
_READ_ALOUD, _PRINT, _COPY, _MINE = "05", "02", "03", "11"
"""List 145: text to speech, print, copy and paste, text and data mining."""
_PERMITTED, _PROHIBITED = "01", "03"
"""List 146."""


def add_form(detail: etree._Element, record: Record) -> None:
    """ProductForm and all that follows it, up to the licence."""
    edition = record.edition
    add(detail, "ProductForm", _FORMS[edition.binding or "paperback"] if record.is_print else "ED")
    details = map(_BINDINGS.__getitem__, edition.binding_details) if record.is_print else ()
    for code in (*_DETAILS[edition.format], *details):
        add(detail, "ProductFormDetail", code)
    if edition.format in _VERSIONS:
        _add_feature(detail, "15", _VERSIONS[edition.format])
    if record.is_print:
        _add_measures(detail, record)
        return
    for feature in record.claims.features:
        _add_feature(detail, feature.type, feature.value, feature.description)
    contact = record.book.accessibility.contact or ""
    if edition.format in _VERSIONS and "@" in contact:
        _add_feature(detail, "09", "99", contact)  # list 196: publisher's contact for accessibility
    add(detail, "PrimaryContentType", _TEXT)
    for code in record.claims.content:
        add(detail, "ProductContentType", code)
    if edition.format in _VERSIONS:  # what Amazon does to a file is Amazon's to say
        add(detail, "EpubTechnicalProtection", _PROTECTIONS[edition.protection])
        for usage, status in _constraints(record):
            children = [("EpubUsageType", usage), ("EpubUsageStatus", status)]
            add_all(detail, "EpubUsageConstraint", children)
        _add_licence(detail, record)


def _add_feature(detail: etree._Element, type_: str, value: str, description: str = "") -> None:
    children = [("ProductFormFeatureType", type_), ("ProductFormFeatureValue", value)]
    children += [("ProductFormFeatureDescription", description)] if description else []
    add_all(detail, "ProductFormFeature", children)


def _add_measures(detail: etree._Element, record: Record) -> None:
    """List 48, as far as trim, paper and page count are known.

    A hardback's boards reach beyond its pages: of it the size of the pages is given (04, 05), and thickness and
    weight only as they were measured.
    """
    edition = record.edition
    if edition.trim is None:
        return
    trim = parse_trim(edition.trim)
    is_hard = edition.binding == "hardback"
    measures: list[tuple[str, float, str]] = [
        ("04" if is_hard else "01", trim.height_mm, "mm"),
        ("05" if is_hard else "02", trim.width_mm, "mm"),
    ]
    pages = record.page_count
    stock = paper(load_profile(edition.profile or DEFAULT_PROFILE).paper_id(edition.paper))
    if edition.spine_mm or (pages and not is_hard):
        measures.append(("03", round(spine_width_mm(pages or 0, stock, edition.spine_mm), 1), "mm"))
    weight = edition.weight_g or (weight_g(pages, trim, stock) if pages and not is_hard else None)
    if weight is not None:
        measures.append(("08", weight, "gr"))
    for type_, value, unit in measures:
        children = [("MeasureType", type_), ("Measurement", f"{value:g}"), ("MeasureUnitCode", unit)]
        add_all(detail, "Measure", children)


def _constraints(record: Record) -> Iterator[tuple[str, str]]:
    """What readers may do, as far as it is known: without DRM nothing stops them, a licence gives leave."""
    rights = record.book.rights
    if record.edition.protection in {Protection.NONE, Protection.WATERMARK}:
        yield _READ_ALOUD, _PERMITTED
        if rights and creative_commons(rights.licence):
            yield _PRINT, _PERMITTED
            yield _COPY, _PERMITTED
    if rights and rights.mining:
        yield _MINE, _PROHIBITED if rights.mining is Mining.RESERVED else _PERMITTED


def creative_commons(licence: str | None) -> tuple[str, str] | None:
    """Kind and version of a Creative Commons licence by its SPDX id: `("by-sa", "4.0")`."""
    found = re.fullmatch(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", licence or "")
    return (found[1].lower(), found[2]) if found else None


def _add_licence(detail: etree._Element, record: Record) -> None:
    found = creative_commons(record.book.rights.licence if record.book.rights else None)
    if found is None:
        return
    element = add(detail, "EpubLicense")
    add(element, "EpubLicenseName", f"CC {found[0].upper()} {found[1]}")
    link = f"https://creativecommons.org/licenses/{found[0]}/{found[1]}/"
    children = [
        ("EpubLicenseExpressionType", "01"),  # list 218: for people
        ("EpubLicenseExpressionLink", link),
    ]
    add_all(element, "EpubLicenseExpression", children)
