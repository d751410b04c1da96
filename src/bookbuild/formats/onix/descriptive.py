"""P.3 to P.13, DescriptiveDetail: form, series, title, people, language, extent, subjects, audience."""

import re
from collections.abc import Sequence

import langcodes
from lxml import etree

from bookbuild.book.model import Edition, Format
from bookbuild.design.spine import DEFAULT_PAPER, paper, spine_width_mm, weight_g
from bookbuild.design.trim import parse_trim
from bookbuild.formats.inline import plain
from bookbuild.formats.onix.people import add_contributors
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.tree import add, add_all, add_identifier

_FORMS = {"paperback": "BC", "hardback": "BB"}
"""List 150, by binding."""
_DETAILS = {Format.EPUB: ("E101", "E200"), Format.KINDLE: ("E116", "E200"), Format.PRINT: ()}
"""List 175: EPUB or Amazon Kindle, reflowable."""
_EPUB_3_3 = "101F"
"""List 220."""
_THEMA_QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
"""List 27 by the first character of a Thema qualifier: place, language, time, education, interest, style."""
_ARTICLES = {
    "fr": ("Les ", "Le ", "La ", "L’", "L'", "Une ", "Un ", "Des "),
    "en": ("The ", "An ", "A "),
    "de": ("Der ", "Die ", "Das ", "Eine ", "Ein "),
    "es": ("Los ", "Las ", "El ", "La ", "Una ", "Un "),
    "it": ("Gli ", "Il ", "Lo ", "La ", "L’", "Le ", "Una ", "Uno ", "Un ", "I "),
}
"""Articles that catalogues sort without."""


def add_descriptive_detail(product: etree._Element, record: Record) -> None:
    """Everything that describes the product itself."""
    detail = add(product, "DescriptiveDetail")
    add(detail, "ProductComposition", "00")  # list 2: single-item product
    _add_form(detail, record)
    _add_series(detail, record)
    _add_title(detail, record)
    add_contributors(detail, record)
    _add_language(detail, record)
    _add_extents(detail, record)
    features = {feature for written in record.held for feature in written.summary.features}
    if features & {"figure", "image"}:
        add(detail, "Illustrated", "02")  # list 152: yes
    _add_subjects(detail, record)
    add_all(detail, "Audience", [("AudienceCodeType", "01"), ("AudienceCodeValue", "01")])  # general


def _add_form(detail: etree._Element, record: Record) -> None:
    edition = record.edition
    add(detail, "ProductForm", _FORMS[edition.binding or "paperback"] if record.is_print else "ED")
    for code in _DETAILS[edition.format]:
        add(detail, "ProductFormDetail", code)
    if edition.format is Format.EPUB:
        _add_feature(detail, "15", _EPUB_3_3)
    if not record.is_print:
        for feature in record.features.get(edition.id, ()):
            _add_feature(detail, feature.type, feature.value, feature.description)
        add(detail, "PrimaryContentType", "10")  # list 81: text
    else:
        _add_measures(detail, record)
    if edition.format is Format.EPUB:
        add(detail, "EpubTechnicalProtection", "00")  # list 144: our file has none
        _add_licence(detail, record)


def _add_feature(detail: etree._Element, type_: str, value: str, description: str = "") -> None:
    children = [("ProductFormFeatureType", type_), ("ProductFormFeatureValue", value)]
    children += [("ProductFormFeatureDescription", description)] if description else []
    add_all(detail, "ProductFormFeature", children)


def _add_measures(detail: etree._Element, record: Record) -> None:
    """List 48: height, width, thickness, weight, as far as trim, paper and page count are known."""
    edition = record.edition
    if edition.trim is None:
        return
    trim = parse_trim(edition.trim)
    measures: list[tuple[str, float, str]] = [("01", trim.height_mm, "mm"), ("02", trim.width_mm, "mm")]
    if pages := record.pages.get(edition.id):
        stock = paper(edition.paper or DEFAULT_PAPER)
        measures.append(("03", round(spine_width_mm(pages, stock, edition.spine_mm), 1), "mm"))
        if (weight := weight_g(pages, trim, stock)) is not None:
            measures.append(("08", weight, "gr"))
    for type_, value, unit in measures:
        children = [("MeasureType", type_), ("Measurement", f"{value:g}"), ("MeasureUnitCode", unit)]
        add_all(detail, "Measure", children)


def _add_licence(detail: etree._Element, record: Record) -> None:
    licence = record.book.rights.licence if record.book.rights else None
    creative_commons = re.fullmatch(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", licence or "")
    if licence is None or creative_commons is None:
        return
    element = add(detail, "EpubLicense")
    add(element, "EpubLicenseName", licence.replace("CC-", "CC ", 1))
    kind, version = creative_commons[1].lower(), creative_commons[2]
    link = f"https://creativecommons.org/licenses/{kind}/{version}/"
    children = [
        ("EpubLicenseExpressionType", "01"),
        ("EpubLicenseExpressionLink", link),
    ]  # list 218: for people
    add_all(element, "EpubLicenseExpression", children)


def _add_series(detail: etree._Element, record: Record) -> None:
    series = record.book.series
    if series is None:
        add(detail, "NoCollection")
        return
    collection = add(detail, "Collection")
    add(collection, "CollectionType", "10")  # list 148: publisher collection
    if series.issn:
        add_identifier(collection, "CollectionIdentifier", "02", series.issn.replace("-", ""))
    title = add(collection, "TitleDetail")
    add(title, "TitleType", "01")
    element = add(title, "TitleElement")
    add(element, "TitleElementLevel", "02")
    if series.number is not None:
        add(element, "PartNumber", series.number)
    _add_title_text(element, series.title, record.book.language)


def _add_title(detail: etree._Element, record: Record) -> None:
    offprint = record.offprint
    title, subtitle = (offprint.title, None) if offprint else (record.book.title, record.book.subtitle)
    holder = add(detail, "TitleDetail")
    add(holder, "TitleType", "01")  # list 15: distinctive title
    element = add(holder, "TitleElement")
    add(element, "TitleElementLevel", "01")
    _add_title_text(element, title, record.book.language)
    if subtitle:
        add(element, "Subtitle", plain(subtitle))


def _add_title_text(element: etree._Element, title: str, language: str) -> None:
    """The title, its article apart."""
    title = plain(title)
    articles = _ARTICLES.get(language.partition("-")[0], ())
    prefix = next((article for article in articles if title.startswith(article)), "")
    if prefix:
        add(element, "TitlePrefix", prefix.strip())
        add(element, "TitleWithoutPrefix", title.removeprefix(prefix))
    else:
        add(element, "NoPrefix")
        add(element, "TitleWithoutPrefix", title)


def _add_language(detail: etree._Element, record: Record) -> None:
    add_all(
        detail, "Language", [("LanguageRole", "01"), ("LanguageCode", language_code(record.book.language))]
    )


def language_code(tag: str) -> str:
    """ISO 639-2/B (list 74) of a BCP 47 tag: `fr-CH` is `fre`."""
    return langcodes.get(tag).to_alpha3(variant="B")


def _add_extents(detail: etree._Element, record: Record) -> None:
    """List 23: pages of this edition or of its printed counterpart, and words."""
    pages = record.pages.get(record.edition.id) if record.is_print else _counterpart_pages(record)
    if pages:
        type_ = "00" if record.is_print else "08"
        add_all(detail, "Extent", [("ExtentType", type_), ("ExtentValue", pages), ("ExtentUnit", "03")])
    words = sum(written.summary.words for written in record.held)
    if words:
        add_all(detail, "Extent", [("ExtentType", "00"), ("ExtentValue", words), ("ExtentUnit", "02")])


def _counterpart_pages(record: Record) -> int | None:
    counterparts = [other for other in record.editions if _is_counterpart(other, record.edition)]
    return next((record.pages[other.id] for other in counterparts if other.id in record.pages), None)


def _is_counterpart(other: Edition, edition: Edition) -> bool:
    return other.format is Format.PRINT and other.offprint == edition.offprint


def _add_subjects(detail: etree._Element, record: Record) -> None:
    subjects = record.book.subjects
    thema = [code for code in subjects.thema if not code[:1].isdigit()]
    qualifiers = [code for code in subjects.thema if code[:1] in _THEMA_QUALIFIERS]
    _add_codes(detail, "93", thema)
    for code in qualifiers:
        _add_codes(detail, _THEMA_QUALIFIERS[code[0]], [code], has_main=False)
    _add_codes(detail, "10", subjects.bisac)
    _add_codes(detail, "29", subjects.clil)
    if subjects.keywords:
        words = "; ".join(subjects.keywords)
        add_all(detail, "Subject", [("SubjectSchemeIdentifier", "20"), ("SubjectHeadingText", words)])


def _add_codes(detail: etree._Element, scheme: str, codes: Sequence[str], has_main: bool = True) -> None:
    """Codes of one scheme of list 27; the first is the main one."""
    for number, code in enumerate(codes):
        subject = add(detail, "Subject")
        if has_main and number == 0:
            add(subject, "MainSubject")
        add(subject, "SubjectSchemeIdentifier", scheme)
        add(subject, "SubjectCode", code)
