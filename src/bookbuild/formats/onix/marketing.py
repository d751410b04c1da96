"""P.14 to P.18: texts for shops, and the contributions inside, each with its authors."""

from lxml import etree

from bookbuild.book.codes import CONTRIBUTION_AUTHOR
from bookbuild.book.order import Matter
from bookbuild.formats.content import Written
from bookbuild.formats.onix.people import add_contributor
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.tree import add, add_markup

_TEXT_ITEM = {Matter.FRONT: "02", Matter.BODY: "03", Matter.BACK: "04"}
"""List 42."""


def add_collateral_detail(product: etree._Element, record: Record) -> None:
    """Descriptions (list 153): 03 in full, 02 in a sentence, 04 the table of contents."""
    texts = [("03", _description(record)), ("02", _short_description(record))]
    titles = [written.title for written in record.contributions if written.title]
    if not any(text for _, text in texts) and not titles:
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


def _description(record: Record) -> str:
    if record.offprint:
        return record.offprint.piece.abstract or ""
    return record.book.description.long if record.book.description else ""


def _short_description(record: Record) -> str:
    if record.offprint or not record.book.description:
        return ""
    return record.book.description.short or ""


def _add_text(collateral: etree._Element, type_: str, text: str) -> None:
    add_markup(_open_text(collateral, type_), "Text", text)


def _open_text(collateral: etree._Element, type_: str) -> etree._Element:
    content = add(collateral, "TextContent")
    add(content, "TextType", type_)
    add(content, "ContentAudience", "00")  # list 154: for everybody
    return content


def add_content_detail(product: etree._Element, record: Record) -> None:
    """A ContentItem for each contribution."""
    items = [written for written in record.contributions if written.title]
    if not items:
        return
    detail = add(product, "ContentDetail")
    for number, written in enumerate(items, start=1):
        _add_item(detail, record, written, number)


def _add_item(detail: etree._Element, record: Record, written: Written, number: int) -> None:
    item = add(detail, "ContentItem")
    add(item, "LevelSequenceNumber", number)
    add(add(item, "TextItem"), "TextItemType", _TEXT_ITEM[written.piece.matter])
    title = add(item, "TitleDetail")
    add(title, "TitleType", "01")
    element = add(title, "TitleElement")
    add(element, "TitleElementLevel", "04")  # list 149: content item
    add(element, "TitleText", written.title)
    for place, id in enumerate(written.piece.by, start=1):
        person = record.book.contributor(id)
        add_contributor(item, person, place, [CONTRIBUTION_AUTHOR], in_full=False)
    if written.piece.abstract:
        _add_text(item, "03", written.piece.abstract)
