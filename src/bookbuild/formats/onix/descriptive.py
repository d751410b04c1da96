"""P.3 to P.13, DescriptiveDetail: form, series, title, people, edition, language, extent, subjects, audience."""

from lxml import etree

from bookbuild.book.model import Revision
from bookbuild.book.names import article_apart
from bookbuild.formats.inline import plain
from bookbuild.formats.onix.form import add_form
from bookbuild.formats.onix.people import add_contributors
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.subjects import add_audience, add_subjects
from bookbuild.formats.onix.tree import add, add_all, add_identifier, language_code

_REVISIONS = {
    Revision.REVISED: "REV",
    Revision.ENLARGED: "ENL",
    Revision.ABRIDGED: "ABR",
    Revision.ANNOTATED: "ANN",
    Revision.ILLUSTRATED: "ILL",
    Revision.BILINGUAL: "BLL",
}
"""List 21."""
_DISTINCTIVE, _ORIGINAL, _OTHER_LANGUAGE = "01", "03", "06"
"""List 15."""
_MAIN_CONTENT, _PRINT_COUNTERPART, _FILE_SIZE = "00", "08", "22"
"""List 23."""
_WORDS, _PAGES, _MEGABYTES = "02", "03", "19"
"""List 24."""


def add_descriptive_detail(product: etree._Element, record: Record) -> None:
    """Everything that describes the product itself."""
    detail = add(product, "DescriptiveDetail")
    add(detail, "ProductComposition", "00")  # list 2: single-item product
    add_form(detail, record)
    _add_series(detail, record)
    _add_titles(detail, record)
    add_contributors(detail, record)
    _add_edition(detail, record)
    _add_languages(detail, record)
    _add_extents(detail, record)
    features = {feature for written in record.held for feature in written.summary.features}
    if features & {"figure", "image"}:
        add(detail, "Illustrated", "02")  # list 152: yes
    add_subjects(detail, record.book.subjects)
    add_audience(detail, record.book.audience)


def _add_series(detail: etree._Element, record: Record) -> None:
    series = record.book.series
    if series is None or record.offprint:
        add(detail, "NoCollection")
        return
    collection = add(detail, "Collection")
    add(collection, "CollectionType", "10")  # list 148: publisher collection
    if series.issn:
        add_identifier(collection, "CollectionIdentifier", "02", series.issn.replace("-", ""))
    title = add(collection, "TitleDetail")
    add(title, "TitleType", _DISTINCTIVE)
    element = add(title, "TitleElement")
    add(element, "TitleElementLevel", "02")  # list 149: collection
    if series.number is not None:
        add(element, "PartNumber", series.number)
    _add_title_text(element, series.title, record.book.language)


def _add_titles(detail: etree._Element, record: Record) -> None:
    """The title of the product; of the whole book also that of the original and those in other languages."""
    book, offprint = record.book, record.offprint
    element = _add_title(detail, _DISTINCTIVE, offprint.title if offprint else book.title, book.language)
    if offprint:
        return
    if book.subtitle:
        add(element, "Subtitle", plain(book.subtitle))
    if book.original and book.original.title:
        _add_title(detail, _ORIGINAL, book.original.title, book.original.language, is_foreign=True)
    for language, title in book.also_written.items():
        _add_title(detail, _OTHER_LANGUAGE, title, language, is_foreign=True)


def _add_title(
    detail: etree._Element, type_: str, title: str, language: str, is_foreign: bool = False
) -> etree._Element:
    """A TitleDetail; gives its element, for a subtitle."""
    holder = add(detail, "TitleDetail")
    add(holder, "TitleType", type_)
    element = add(holder, "TitleElement")
    add(element, "TitleElementLevel", "01")  # list 149: product
    _add_title_text(element, title, language, is_foreign)
    return element


def _add_title_text(element: etree._Element, title: str, language: str, is_foreign: bool = False) -> None:
    """The title, its article apart; one that is not in the message's language says in which it is."""
    attributes = {"language": language_code(language)} if is_foreign else {}
    article, rest = article_apart(plain(title), language)
    if article:
        add(element, "TitlePrefix", article, **attributes)
    else:
        add(element, "NoPrefix")
    add(element, "TitleWithoutPrefix", rest, **attributes)


def _add_edition(detail: etree._Element, record: Record) -> None:
    """P.9. Of an offprint nothing is said: the count is the whole book's."""
    edition = record.book.text_edition
    if record.offprint:
        return
    for kind in edition.kinds:
        add(detail, "EditionType", _REVISIONS[kind])
    if edition.number is not None:
        add(detail, "EditionNumber", edition.number)
    if edition.statement:
        add(detail, "EditionStatement", plain(edition.statement))
    if not (edition.kinds or edition.number or edition.statement):
        add(detail, "NoEdition")


def _add_languages(detail: etree._Element, record: Record) -> None:
    """List 22: 01 of the text, 02 of the original of a translation."""
    languages = [("01", record.book.language)]
    languages += [("02", record.book.original.language)] if record.book.original else []
    for part, language in languages:
        add_all(detail, "Language", [("LanguageRole", part), ("LanguageCode", language_code(language))])


def _add_extents(detail: etree._Element, record: Record) -> None:
    """Pages of this edition or of its printed counterpart, words, size of the file."""
    words = sum(written.summary.words for written in record.held)
    size = record.known.sizes.get(record.edition.id)
    extents = [
        (_MAIN_CONTENT if record.is_print else _PRINT_COUNTERPART, record.page_count, _PAGES),
        (_MAIN_CONTENT, words, _WORDS),
        (_FILE_SIZE, f"{max(size / 1e6, 0.01):.2f}" if size else None, _MEGABYTES),
    ]
    for type_, value, unit in extents:
        if value:
            add_all(detail, "Extent", [("ExtentType", type_), ("ExtentValue", value), ("ExtentUnit", unit)])
