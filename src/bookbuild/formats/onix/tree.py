"""Building the XML: children in order, text cleaned, dates in ONIX's shape."""

import re
from collections.abc import Iterable
from datetime import date

import langcodes
from lxml import etree

from bookbuild.formats.inline import Voice, paragraphs, runs

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAGS = {Voice.EMPHASIS: "em", Voice.STRONG: "strong", Voice.SUPERSCRIPT: "sup"}


def namespace(version: str) -> str:
    """Of the elements of a message with reference tags."""
    return f"http://ns.editeur.org/onix/{version}/reference"


def add(
    parent: etree._Element, tag: str, text: str | float | None = None, **attributes: str
) -> etree._Element:
    """A new last child in its parent's namespace; its text on one line, without characters that XML 1.0 refuses."""
    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
    if text is not None:
        child.text = clean(str(text))
    return child


def add_all(parent: etree._Element, tag: str, children: Iterable[tuple[str, str | float]]) -> etree._Element:
    """A composite with these children."""
    composite = add(parent, tag)
    for child, text in children:
        add(composite, child, text)
    return composite


def add_identifier(parent: etree._Element, name: str, type_: str, value: str, type_name: str = "") -> None:
    """`<NameIdentifier><NameIDType>21…`, the shape of all identifiers; a proprietary one is named."""
    children = [(f"{name.removesuffix('Identifier')}IDType", type_)]
    children += [("IDTypeName", type_name)] if type_name else []
    add_all(parent, name, [*children, ("IDValue", value)])


def add_markup(parent: etree._Element, tag: str, text: str) -> None:
    """Text in paragraphs, as the XHTML subset that ONIX allows (`textformat` 05)."""
    holder = add(parent, tag, textformat="05")
    for paragraph in paragraphs(text):
        _add_runs(add(holder, "p"), paragraph)


def _add_runs(parent: etree._Element, text: str) -> None:
    last: etree._Element | None = None
    for run in runs(text):
        if run.voice in _TAGS:
            last = add(parent, _TAGS[run.voice])
            last.text = _NOT_XML.sub("", run.text)
        elif last is None:
            parent.text = (parent.text or "") + _NOT_XML.sub("", run.text)
        else:
            last.tail = _NOT_XML.sub("", run.text)


def clean(text: str) -> str:
    """On one line, without characters that XML 1.0 refuses."""
    return " ".join(_NOT_XML.sub("", text).split())


def onix_date(day: date) -> str:
    """YYYYMMDD, list 55 code 00, which is the default."""
    return f"{day:%Y%m%d}"


def language_code(tag: str) -> str:
    """ISO 639-2/B (list 74) of a BCP 47 tag: `fr-CH` is `fre`."""
    return langcodes.get(tag).to_alpha3(variant="B")
