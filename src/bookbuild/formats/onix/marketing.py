"""P.14 to P.18: texts for shops, and the contributions inside, each with its authors."""

from pathlib import PurePosixPath

from lxml import etree

from bookbuild.book.codes import CONTRIBUTION_AUTHOR
from bookbuild.book.order import Matter
from bookbuild.formats.content import Written
from bookbuild.formats.onix.people import add_contributor
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.tree import add, add_all, add_markup

_TEXT_ITEM = {Matter.FRONT: "02", Matter.BODY: "03", Matter.BACK: "04"}
"""List 42."""
_EVERYBODY = "00"
"""List 154."""
_IMAGES = {".jpg": "D502", ".jpeg": "D502", ".png": "D503"}
"""List 178."""


def add_collateral_detail(product: etree._Element, record: Record) -> None:
    """Descriptions (list 153): 02 in a sentence, 03 in full, 05 the back cover's, 04 the contents; the front cover."""
    texts = [("02", _short_description(record)), ("03", _description(record)), ("05", _cover_copy(record))]
    titles = [written.title for written in record.contributions if written.title]
    cover = record.edition.cover_url or (None if record.offprint else record.book.cover.url)
    if not any(text for _, text in texts) and not titles and not cover:
        return
    collateral = add(product, "CollateralDetail")
    for type_, text in texts:
        if text:
            _add_text(collateral, type_, text)
    if titles:
        content = _open_text(collateral, "04")
        items = add(add(content, "Text", textformat="05"), "ul")
        for title in titles:
            add(items, "li", title)
    if cover:
        _add_front_cover(collateral, cover)


def _description(record: Record) -> str:
    if record.offprint:
        return record.offprint.abstract
    return record.book.description.long if record.book.description else ""


def _short_description(record: Record) -> str:
    if record.offprint or not record.book.description:
        return ""
    return record.book.description.short or ""


def _cover_copy(record: Record) -> str:
    return "" if record.offprint else record.book.cover.blurb or ""


def _add_front_cover(collateral: etree._Element, url: str) -> None:
    resource = add(collateral, "SupportingResource")
    add(resource, "ResourceContentType", "01")  # list 158: front cover
    add(resource, "ContentAudience", _EVERYBODY)
    add(resource, "ResourceMode", "03")  # list 159: image
    version = add(resource, "ResourceVersion")
    add(version, "ResourceForm", "02")  # list 161: downloadable file
    if code := _IMAGES.get(PurePosixPath(url.partition("?")[0]).suffix.lower()):
        children = [("ResourceVersionFeatureType", "01"), ("FeatureValue", code)]  # list 162: file format
        add_all(version, "ResourceVersionFeature", children)
    add(version, "ResourceLink", url)


def _add_text(collateral: etree._Element, type_: str, text: str) -> None:
    add_markup(_open_text(collateral, type_), "Text", text)


def _open_text(collateral: etree._Element, type_: str) -> etree._Element:
    content = add(collateral, "TextContent")
    add(content, "TextType", type_)
    add(content, "ContentAudience", _EVERYBODY)
    return content


def add_content_detail(product: etree._Element, record: Record) -> None:
    """A ContentItem for each contribution, with its pages in print as far as they are known."""
    items = [written for written in record.contributions if written.title]
    if not items:
        return
    detail = add(product, "ContentDetail")
    for number, written in enumerate(items, start=1):
        _add_item(detail, record, written, number)


def _add_item(detail: etree._Element, record: Record, written: Written, number: int) -> None:
    item = add(detail, "ContentItem")
    add(item, "LevelSequenceNumber", number)
    text = add(item, "TextItem")
    add(text, "TextItemType", _TEXT_ITEM[written.piece.matter])
    if run := record.page_run(written):
        add_all(text, "PageRun", [("FirstPageNumber", run[0]), ("LastPageNumber", run[1])])
    title = add(item, "TitleDetail")
    add(title, "TitleType", "01")
    element = add(title, "TitleElement")
    add(element, "TitleElementLevel", "04")  # list 149: content item
    add(element, "TitleText", written.title)
    for place, id in enumerate(written.piece.by, start=1):
        person = record.book.contributor(id)
        add_contributor(item, person, place, [CONTRIBUTION_AUTHOR], in_full=False)
    if written.abstract:
        _add_text(item, "03", written.abstract)
