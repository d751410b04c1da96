"""Elements of XHTML with the EPUB attributes: how every page is begun, grown and written."""

import re

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
"""The namespace of `epub:type`."""
EPUB_TYPE = f"{{{OPS}}}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NS = {"x": XHTML, "m": "http://www.w3.org/1998/Math/MathML"}
BODY_TYPES = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}
"""Matter: the epub:type of the body."""
STYLESHEET = "../styles/book.css"
"""As the pages in text/ see it."""

_PROLOGUE = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
_VOID = frozenset(f"{{{XHTML}}}{name}" for name in ("br", "hr", "img", "col", "meta", "link", "wbr"))
_EMPTY = etree.XPath("//x:*[not(node())]", namespaces=NS)


def tag(name: str) -> str:
    """The name of an XHTML element as lxml has it."""
    return f"{{{XHTML}}}{name}"


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child. Attributes are named as for `mark`."""
    child = etree.SubElement(parent, tag(name))
    mark(child, **attributes)
    if text:
        child.text = text
    return child


def mark(element: etree._Element, **attributes: str) -> None:
    """Set attributes: `class_` is class, `epub_type` epub:type, `aria_label` aria-label; none is empty."""
    for name, value in attributes.items():
        if value:
            plain = EPUB_TYPE if name == "epub_type" else name.rstrip("_").replace("_", "-")
            element.set(plain, value)


def classes(element: etree._Element) -> list[str]:
    """The classes of an element."""
    return str(element.get("class", "")).split()


def set_classes(element: etree._Element, names: list[str]) -> None:
    """Give an element these classes, or no class attribute at all."""
    if names:
        element.set("class", " ".join(names))
    else:
        element.attrib.pop("class", None)


def text_of(element: etree._Element) -> str:
    """The text inside an element, white space folded; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", "".join(map(str, element.itertext()))).strip()


def append_text(element: etree._Element, text: str) -> None:
    """Add text at the end of an element's content."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def unwrap(element: etree._Element) -> None:
    """Put an element's content in its own place."""
    parent = element.getparent()
    place = parent.index(element)
    before = parent[place - 1] if place else None
    _append_before(parent, before, element.text)
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "") or None
    else:
        _append_before(parent, before, element.tail)
    parent[place : place + 1] = children


def new_page(lang: str, title: str, body_type: str = "", stylesheet: str = STYLESHEET) -> etree._Element:
    """The root of a page with its head filled and an empty body, which is `root[1]`."""
    root = etree.Element(tag("html"), nsmap={None: XHTML, "epub": OPS})
    add(root, "head")
    add(root, "body", epub_type=body_type)
    fill_head(root, lang, title, stylesheet)
    return root


def fill_head(root: etree._Element, lang: str, title: str, stylesheet: str = STYLESHEET) -> None:
    """Language on the root; charset, title and stylesheet in the head."""
    root.set("lang", lang)
    root.set(XML_LANG, lang)
    add(root[0], "meta", charset="utf-8")
    add(root[0], "title", title)
    add(root[0], "link", rel="stylesheet", type="text/css", href=stylesheet)


def write_page(root: etree._Element) -> bytes:
    """The page as bytes: XML declaration, HTML5 doctype, and no `<p/>`, which HTML parsers take for `<p>`."""
    for element in _EMPTY(root):
        if element.tag not in _VOID:
            element.text = ""
    for element in root[0]:
        element.tail = "\n"
    root[0].tail = root[1].tail = "\n"
    return write_tree(root)


def write_tree(root: etree._Element) -> bytes:
    """A page's bytes as they are, with the declaration in double quotes, which Send to Kindle looks for."""
    return b"".join((_PROLOGUE, etree.tostring(root, encoding="utf-8"), b"\n"))


def _append_before(parent: etree._Element, before: etree._Element | None, text: str | None) -> None:
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text
