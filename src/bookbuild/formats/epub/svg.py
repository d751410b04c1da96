"""SVG pictures without what a reading system must not run or fetch."""

import re

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_UNWANTED = frozenset({"script", "foreignObject", "iframe", "handler", "listener", "audio", "video"})
_UNSEEN = frozenset({"metadata"})
"""Drawing programs write their own data there; nothing of it is shown."""
_DRAWN_NAMESPACES = frozenset({_SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"})
_OUTSIDE_URL = re.compile(r"""url\(\s*['"]?(?!#|data:image/)[^)]*\)|@import[^;]*;?""", re.IGNORECASE)
_INSIDE = ("#", "data:image/png", "data:image/jpeg")


class NotSvg(ValueError):
    """The file is not well-formed XML, or its root is no svg element."""


def clean_svg(data: bytes) -> tuple[bytes, list[str]]:
    """The picture without scripts, foreign content, drawing programs' own data, and references out of it.

    Also says what a reader would miss: scripts and outside references that were taken out. Raises NotSvg.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotSvg(str(error)) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise NotSvg(f"its root is {root.tag}")
    lost: list[str] = []
    for element in list(root.iter()):
        _clean(element, lost)
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), sorted(set(lost))


def _clean(element: etree._Element, lost: list[str]) -> None:
    if not isinstance(element.tag, str):  # an entity that was not resolved
        _remove(element)
        return
    name = etree.QName(element)
    if name.namespace != _SVG or name.localname in _UNWANTED | _UNSEEN:
        if name.namespace == _SVG and name.localname in _UNWANTED:
            lost.append(name.localname)
        _remove(element)
        return
    if name.localname == "style" and element.text:
        element.text = _without_outside_urls(element.text, lost)
    for key, value in list(element.attrib.items()):
        attribute = etree.QName(key)
        if attribute.namespace not in {None, *_DRAWN_NAMESPACES}:
            del element.attrib[key]
        elif attribute.localname.lower().startswith("on"):
            lost.append(attribute.localname)
            del element.attrib[key]
        elif key in {"href", _XLINK_HREF} and not value.strip().startswith(_INSIDE):
            lost.append(value[:80])
            del element.attrib[key]
        else:
            element.set(key, _without_outside_urls(value, lost))


def _without_outside_urls(text: str, lost: list[str]) -> str:
    lost.extend(found[0][:80] for found in _OUTSIDE_URL.finditer(text))
    return _OUTSIDE_URL.sub("none", text) if "@import" not in text else _OUTSIDE_URL.sub("", text)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
