"""Pictures and tables: labels with their numbers, credits, alternative texts, header cells."""

from lxml import etree

from bookbuild.formats._xhtml.markup import NS, add, append_text, classes, local, set_classes, tag
from bookbuild.formats.wording import Wording, number_label

_TABLES = etree.XPath(".//x:table", namespaces=NS)
_HEADER_CELLS = etree.XPath(".//x:th", namespaces=NS)
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
        caption = figure.find(tag("figcaption"))
        if caption is None and (number or credit):
            caption = add(figure, "figcaption")
        if caption is not None:
            caption.attrib.pop("aria-hidden", None)
            _settle_caption(caption, number and number_label(words.figure, number), words)
            if credit:
                append_text(caption, " ")
                add(caption, "span", credit, class_="credit")


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
        for cell in _HEADER_CELLS(table):
            group = cell.getparent().getparent()
            cell.set("scope", "col" if local(group) == "thead" else "row")
        for cell in _ALIGNED(table):
            style = cell.get("style")
            if style in _ALIGNMENTS:
                del cell.attrib["style"]
                set_classes(cell, [*classes(cell), *filter(None, [_ALIGNMENTS[style]])])


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
