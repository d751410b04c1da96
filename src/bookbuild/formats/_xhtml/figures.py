"""Pictures and tables: labels with their numbers, credits, alternative texts, header cells."""

from lxml import etree

from bookbuild.formats._xhtml.markup import NS, add, append_text, classes, local, set_classes, tag, text_of
from bookbuild.formats.wording import Wording, number_label

_TABLES = etree.XPath(".//x:table", namespaces=NS)
_ROWS = etree.XPath("./x:thead/x:tr | ./x:tbody/x:tr | ./x:tfoot/x:tr", namespaces=NS)
_SPANNING = etree.XPath(".//*[@colspan or @rowspan]")
_HEADER_CELLS = etree.XPath(".//x:th", namespaces=NS)
_WITH_ID = etree.XPath("/*//*[@id=$id][self::x:div or self::x:section or self::x:aside]", namespaces=NS)
_ALIGNED = etree.XPath(".//*[@style]", namespaces=NS)
_ALIGNMENTS = {"text-align: right;": "right", "text-align: center;": "centre", "text-align: left;": ""}
"""Pandoc's style of a cell: our class. Start is every reader's default."""


def settle_figures(section: etree._Element, words: Wording) -> None:
    """Every figure gets its label and credit, every picture an alt attribute."""
    for image in section.iter(tag("img")):
        _settle_image(image)
    for figure in section.iter(tag("figure")):
        number = figure.attrib.pop("data-number", "")
        credit = figure.attrib.pop("data-credit", "")
        details = figure.attrib.pop("data-details", "")
        caption = figure.find(tag("figcaption"))
        if caption is None and (number or credit or details):
            caption = add(figure, "figcaption")
        if caption is not None:
            caption.attrib.pop("aria-hidden", None)
            _settle_caption(caption, number and number_label(words.figure, number), words)
            if credit:
                append_text(caption, " ")
                add(caption, "span", credit, class_="credit")
            if details:
                _link_description(figure, caption, details, words)


def _link_description(figure: etree._Element, caption: etree._Element, href: str, words: Wording) -> None:
    """The way to the long description, for everybody: a link; for assistive technology: `aria-details` (ARIA 1.2).

    `aria-details` names an id of the same page; a description on another page has the link alone.
    """
    append_text(caption, " ")
    add(caption, "a", words.long_description, href=href, class_="details")
    described = next(iter(_WITH_ID(figure, id=href[1:])), None) if href.startswith("#") else None
    if described is None:
        return
    for image in figure.iter(tag("img")):
        image.set("aria-details", href[1:])
    if figure.get("id"):
        back = add(add(described, "p", class_="back-to-picture"), "a", words.back_to_picture)
        back.set("href", f"#{figure.get('id')}")


def settle_tables(section: etree._Element, words: Wording) -> None:
    """Labels for numbered tables; scope for header cells; alignment by class."""
    for table in _TABLES(section):
        number = table.attrib.pop("data-number", "")
        caption = table.find(tag("caption"))
        if caption is None and number:
            caption = etree.Element(tag("caption"))
            table.insert(0, caption)
        if caption is not None:
            _settle_caption(caption, number and number_label(words.table, number), words)
        _settle_stub(table)
        for cell in _HEADER_CELLS(table):
            cell.set("scope", _scope(cell))
        for cell in _ALIGNED(table):
            style = cell.get("style")
            if style in _ALIGNMENTS:
                del cell.attrib["style"]
                set_classes(cell, [*classes(cell), *filter(None, [_ALIGNMENTS[style]])])


def _settle_stub(table: etree._Element) -> None:
    """Under a corner with nothing in it stand names of rows; the corner itself heads nothing (WCAG 1.3.1, H63).

    Tables with cells over several rows or columns keep their shape: whose corner it is cannot be said.
    """
    rows = _ROWS(table)
    if not rows or local(rows[0].getparent()) != "thead" or len(rows[0]) < 2 or _SPANNING(table):
        return
    corner = rows[0][0]
    if text_of(corner) or len(corner):
        return
    corner.tag = tag("td")
    for row in rows[1:]:
        if local(row.getparent()) == "tbody" and (text_of(row[0]) or len(row[0])):
            row[0].tag = tag("th")


def _scope(cell: etree._Element) -> str:
    """What a header cell heads: its column or row, or the several that it stands over."""
    in_head = local(cell.getparent().getparent()) == "thead"
    several = cell.get("colspan" if in_head else "rowspan", "1") != "1"
    return ("col" if in_head else "row") + ("group" if several else "")


def _settle_image(image: etree._Element) -> None:
    names = classes(image)
    if "decorative" in names:
        set_classes(image, [name for name in names if name != "decorative"])
        image.set("role", "presentation")
        image.set("alt", "")
    elif image.get("alt") is None:
        image.set("alt", "")


def _settle_caption(caption: etree._Element, label: str, words: Wording) -> None:
    """`Figure 2 – ` before the words of the caption; the label alone when there are none."""
    holder = caption[0] if len(caption) and local(caption[0]) == "p" else caption
    text = (holder.text or "").lstrip()
    if not label:
        holder.text = text
        return
    has_words = bool(text) or len(holder) > 0
    holder.text = None
    span = etree.Element(tag("span"), {"class": "label"})
    span.text = label
    holder.insert(0, span)
    if has_words:
        span.tail = words.after_label + text
