"""A page of the EPUB made ready: namespaces away, links as Kindle writes them, an `aid` on each element.

Where a link will lead is known only when all pages stand in their places. Until then it is written as LINK, which is
as long as what will replace it, so that no offset changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from bookbuild.formats.kindle.kf8.archive import resolve
from bookbuild.formats.kindle.kf8.flows import Flows
from bookbuild.formats.kindle.kf8.maths import plain_math
from bookbuild.formats.kindle.kf8.numbers import base32
from bookbuild.formats.kindle.kf8.publication import XHTML, Target
from bookbuild.formats.kindle.kf8.resources import SVG_TYPE, Resources

LINK = "kindle:pos:fid:0000:off:L{:09}"
"""With the number of the link in `Shared.targets`."""
_SVG, _MATH = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1998/Math/MathML}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEFT_OUT = tuple(
    f"{XHTML}{name}" for name in ("script", "template", "iframe", "object", "embed", "noscript")
)
_OUTSIDE = ("http:", "https:", "mailto:", "tel:")
_VOID = frozenset({"area", "br", "col", "hr", "img", "link", "meta", "wbr"})
"""Elements that HTML writes without an end."""

Node: TypeAlias = etree._Element


@dataclass
class Shared:
    """What the pages have in common while they are made ready."""

    resources: Resources
    flows: Flows
    language: str
    targets: list[Target] = field(default_factory=list)
    """Where each link leads, by its number."""
    aids: int = 0
    """The next `aid`."""
    formulas: int = 0
    """How many formulas were put into words."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Name of the page, and what is wrong with it."""


def prepared(root: Node, path: str, shared: Shared) -> tuple[Node, Node]:
    """`head` and `body` as they will stand in the book, without namespaces; `root` is used up.

    `lang` of the page is that of the body.
    """
    _drop(root)
    _plain_formulas(root, shared)
    _drawings(root, path, shared)
    for element in root.iter(etree.Element):
        _rewrite(element, path, shared)
    head, body = root.find("head"), root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    body.set("lang", body.get("lang") or root.get("lang") or shared.language)
    etree.cleanup_namespaces(root)
    _number(body, shared)
    return _head(head, path, shared), body


def _drop(root: Node) -> None:
    """Take out what a Kindle can't do: scripts, frames, and navigation that is hidden."""
    hidden = (nav for nav in root.iter(f"{XHTML}nav") if nav.get("hidden") is not None)
    for element in [*root.iter(*_LEFT_OUT), *hidden]:
        _replace(element, list(element) if element.tag == f"{XHTML}object" else [])


def _plain_formulas(root: Node, shared: Shared) -> None:
    for math in list(root.iter(f"{_MATH}math")):
        shared.formulas += 1
        span = plain_math(math)
        span.tag = f"{XHTML}span"
        for inner in span.iter():
            inner.tag = XHTML + inner.tag.removeprefix(XHTML)
        _replace(math, [span])


def _drawings(root: Node, path: str, shared: Shared) -> None:
    """Each `svg` becomes an image: of the one picture it frames, or of a flow."""
    for svg in list(root.iter(f"{_SVG}svg")):
        if svg.getparent() is None or svg.getparent().tag.startswith(_SVG):
            continue
        titles = [" ".join("".join(title.itertext()).split()) for title in svg.iterfind(f"{_SVG}title")]
        img = etree.Element(f"{XHTML}img", {"alt": " ".join(titles) or svg.get("aria-label", "")})
        pictures = list(svg.iter(f"{_SVG}image"))
        if len(pictures) == 1 and len(list(svg.iter(f"{_SVG}*"))) == 2 + len(titles):
            img.set("src", pictures[0].get(_XLINK_HREF) or pictures[0].get("href") or "")
        else:
            img.set("src", shared.flows.drawing_link(svg, path))
            img.set(_READY, "")
        if svg.get("id"):
            img.set("id", svg.get("id"))
        _replace(svg, [img])


_READY = "{urn:bookbuild}ready"
"""Marks an image whose `src` is a Kindle link already."""


def _replace(element: Node, others: list[Node]) -> None:
    """Put other elements in the place of one, and keep the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    place, tail = parent.index(element), element.tail or ""
    element.tail = None
    parent.remove(element)
    for offset, other in enumerate(others):
        parent.insert(place + offset, other)
    last = place + len(others) - 1
    if last >= 0:
        parent[last].tail = (parent[last].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _rewrite(element: Node, path: str, shared: Shared) -> None:
    """One element with plain names, its links rewritten; what its name brings with it is done by `_links`."""
    name = element.tag.rpartition("}")[2].lower()
    element.tag = name
    keys = element.attrib.keys()
    ready = _READY in keys
    lang = element.get(_XML_LANG) if _XML_LANG in keys else None
    for key in keys:
        if key[0] == "{" or key in {"role", "aid", "srcset"} or key.startswith(("aria-", "on")):
            del element.attrib[key]
    if lang and not element.get("lang"):
        element.set("lang", lang)
    if element.get("style"):
        element.set("style", shared.flows.styles(element.get("style"), path))
    if name in {"a", "area"}:
        _link(element, path, shared)
    elif name == "img" and not ready:
        _picture(element, path, shared)
    elif name not in _VOID and not len(element) and not element.text:
        element.text = ""  # written as <a></a>: a reader of HTML takes <a/> for an open tag


def _link(element: Node, path: str, shared: Shared) -> None:
    if not len(element) and not element.text and element.tag == "a":
        element.text = ""
    if element.get("name") and not element.get("id"):
        element.set("id", element.get("name"))
    href = (element.get("href") or "").strip()
    if not href or href.lower().startswith(_OUTSIDE):
        return
    if ":" in href.partition("/")[0].partition("#")[0]:  # file:, javascript:, kindle:…
        del element.attrib["href"]
        shared.problems.append((path, f"the link to {href[:60]} leads nowhere on a Kindle"))
        return
    element.set("href", LINK.format(len(shared.targets)))
    shared.targets.append(resolve(path, href))


def _picture(element: Node, path: str, shared: Shared) -> None:
    source = element.get("src") or ""
    target, _ = resolve(path, source)
    item = shared.resources.items.get(target)
    link = None
    if source.partition(":")[0] in {"http", "https", "data"}:
        shared.problems.append((path, f"the picture {source[:60]} is not a file of the EPUB"))
    elif item and item.media_type == SVG_TYPE:
        link = shared.flows.drawing_file_link(target)
    else:
        link = shared.resources.link(target)
    if link:
        element.set("src", link)
    else:
        element.attrib.pop("src", None)


def _head(head: Node | None, path: str, shared: Shared) -> Node:
    """Title and style sheets; nothing else of a head is read."""
    kept = etree.Element("head")
    for element in head if head is not None else ():
        kept.extend(_in_head(element, path, shared))
    return kept


def _in_head(element: Node, path: str, shared: Shared) -> Iterator[Node]:
    link: str | None = None
    if element.tag == "title":
        title = etree.Element("title")
        title.text = "".join(element.itertext())
        yield title
    elif element.tag == "style":
        link = shared.flows.style_link("".join(element.itertext()), path)
    elif element.tag == "link" and "stylesheet" in (element.get("rel") or "").lower().split():
        link = shared.flows.sheet_link(resolve(path, element.get("href") or "")[0])
    if link:
        yield etree.Element("link", {"href": link, "rel": "stylesheet", "type": "text/css"})


def _number(body: Node, shared: Shared) -> None:
    """An `aid` for each element, except those inside tables: there a Kindle stalls (Launchpad 1489495)."""
    inside = {element for table in body.iter("table") for element in table.iterdescendants()}
    for element in body.iter(etree.Element):
        if element not in inside:
            give_aid(element, shared)


def give_aid(element: Node, shared: Shared) -> None:
    """The next `aid`, by which a fragment names the element it is put into."""
    element.set("aid", base32(shared.aids, 1))
    shared.aids += 1
