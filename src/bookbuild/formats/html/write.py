"""The document as bytes that HTML and XML parsers read alike (Polyglot Markup, W3C note of 2015)."""

from html import escape

from lxml import etree

from bookbuild.formats._xhtml.markup import XHTML

_VOID = frozenset(
    f"{{{XHTML}}}{name}" for name in ("br", "hr", "img", "col", "meta", "link", "wbr", "input", "source")
)
_EMPTY = etree.XPath("//x:*[not(node())]", namespaces={"x": XHTML})


def write_html(root: etree._Element) -> bytes:
    """Doctype and document; an element without content is closed as HTML wants it.

    HTML takes a style sheet as it stands, where XML would have `&gt;` for `>`.
    """
    etree.cleanup_namespaces(root)
    for element in _EMPTY(root):
        if element.tag not in _VOID:
            element.text = ""
    written = etree.tostring(root, encoding="unicode")
    for style in root.iter(f"{{{XHTML}}}style"):
        sheet = style.text or ""
        written = written.replace(escape(sheet, quote=False), sheet, 1)
    return f"<!DOCTYPE html>\n{written}\n".encode()
