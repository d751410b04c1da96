"""What an EPUB holds that accessibility metadata can speak of: collected once, from the files themselves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from bookbuild.preflight.epub_package import EPUB, XHTML, Package, resolve

SVG, MATHML, SSML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/2001/10/synthesis",
)


class Thing(StrEnum):
    """Something a book can hold."""

    TEXT = "text"
    PICTURES = "pictures"
    AUDIO = "sound"
    VIDEO = "films"
    SCRIPT = "scripts"
    MOTION = "anything that moves"
    HEADINGS = "headings"
    TOC = "contents in the navigation"
    PAGE_LIST = "a page-list in the navigation"
    PAGE_BREAKS = "page breaks"
    INDEX = "an index"
    MATH = "MathML"
    CHEMISTRY = "ChemML"
    RUBY = "ruby"
    ARIA = "ARIA roles or properties"
    LONG_DESCRIPTIONS = "long descriptions"
    OVERLAYS = "media overlays"
    SPEECH = "markup for speech"
    FIXED_LAYOUT = "fixed layout"
    LOCKED = "locked files"


@dataclass(frozen=True)
class Evidence:
    """What was found."""

    things: frozenset[Thing]
    undescribed: Mapping[str, list[etree._Element]]
    """Pictures without words that are surely no ornaments, by page."""
    informative: bool
    """Whether a picture other than the cover says something."""
    complete: bool
    """Whether every page could be read: else nothing is known to be missing."""

    def has(self, *things: Thing) -> bool:
        """Whether it holds any of these."""
        return not self.things.isdisjoint(things)


_ELEMENTS = {
    **{f"{{{XHTML}}}{name}": Thing.PICTURES for name in ("img", "picture", "canvas", "object", "embed")},
    f"{{{SVG}}}svg": Thing.PICTURES,
    **{f"{{{XHTML}}}h{n}": Thing.HEADINGS for n in range(1, 7)},
    f"{{{XHTML}}}audio": Thing.AUDIO,
    f"{{{XHTML}}}video": Thing.VIDEO,
    f"{{{XHTML}}}iframe": Thing.SCRIPT,
    f"{{{XHTML}}}script": Thing.SCRIPT,
    f"{{{SVG}}}script": Thing.SCRIPT,
    f"{{{SVG}}}animate": Thing.MOTION,
    f"{{{SVG}}}animateTransform": Thing.MOTION,
    f"{{{SVG}}}animateMotion": Thing.MOTION,
    f"{{{MATHML}}}math": Thing.MATH,
    f"{{{XHTML}}}ruby": Thing.RUBY,
    f"{{{XHTML}}}details": Thing.LONG_DESCRIPTIONS,
}
_MEDIA = {"audio/": Thing.AUDIO, "video/": Thing.VIDEO, "application/smil+xml": Thing.OVERLAYS,
          "application/pls+xml": Thing.SPEECH, "text/javascript": Thing.SCRIPT,
          "application/javascript": Thing.SCRIPT, "application/ecmascript": Thing.SCRIPT}  # fmt: skip
"""By the beginning of the media type."""
_WORDS = {
    **dict.fromkeys(("doc-index", "index", "index-group", "index-entry-list"), Thing.INDEX),
    **dict.fromkeys(("doc-pagebreak", "pagebreak"), Thing.PAGE_BREAKS),
    "heading": Thing.HEADINGS,
}
"""Of `role` and `epub:type`."""
_LONG = frozenset({"aria-details", "aria-describedby", "longdesc"})
_CHEMISTRY = "{http://www.xml-cml.org/schema}"
_TYPE = f"{{{EPUB}}}type"
_MOVING_STYLES = ("animation", "@keyframes", "transition")
_OBFUSCATIONS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Of fonts: no lock (EPUB 3.3, 4.4)."""


def look_into(package: Package) -> Evidence:
    """Everything that claims can be held against."""
    things = {*_declared(package)}
    undescribed: dict[str, list[etree._Element]] = {}
    informative = False
    cover = package.cover
    for path, page in package.pages.items():
        for element in page.iter("*"):
            things.update(_things(element))
            if element.tag == f"{{{XHTML}}}img":
                if lacks_words(element):
                    undescribed.setdefault(path, []).append(element)
                shown = resolve(path, element.get("src", ""))[0]
                informative |= not is_decorative(element) and not (cover and shown == cover.path)
        if path != package.nav and Thing.TEXT not in things and _has_text(page):
            things.add(Thing.TEXT)
    return Evidence(
        frozenset(things), undescribed, informative, not package.ill_formed and not package.unread
    )


def lacks_words(image: etree._Element) -> bool:
    """Whether a picture that surely says something has no words. An empty alt may mean an ornament."""
    if is_named(image) or is_decorative(image):
        return False
    return image.get("alt") is None or bool(why_it_informs(image))


def is_named(image: etree._Element) -> bool:
    """Whether a picture has words."""
    return any((image.get(key) or "").strip() for key in ("alt", "aria-label", "aria-labelledby", "title"))


def why_it_informs(image: etree._Element) -> str:
    """Why a picture with an empty alt can't be an ornament; empty when it may be one."""
    for around in image.iterancestors():
        name = etree.QName(around).localname
        if name == "figure" and around.find(f".//{{{XHTML}}}figcaption") is not None:
            return "a caption"
        if name == "a" and around.get("href") and not _has_words(around):
            return "is all that a link has"
    return ""


def _has_words(link: etree._Element) -> bool:
    return bool(
        "".join(str(text) for text in link.itertext()).strip()
        or link.get("aria-label")
        or any(is_named(image) for image in link.iter(f"{{{XHTML}}}img"))
    )


def is_decorative(image: etree._Element) -> bool:
    """Whether the markup says that a picture is there for the eye only."""
    return image.get("role") in {"presentation", "none"} or image.get("aria-hidden") == "true"


def nav_of(package: Package, type: str) -> etree._Element | None:
    """The navigation of this type: toc, page-list."""
    page = package.pages.get(package.nav or "")
    if page is None:
        return None
    navs = page.iter(f"{{{XHTML}}}nav")
    return next((nav for nav in navs if type in (nav.get(_TYPE) or "").split()), None)


def page_breaks(page: etree._Element) -> list[etree._Element]:
    """The elements that say where a printed page begins."""
    return [element for element in page.iter("*") if _is_page_break(element)]


def _is_page_break(element: etree._Element) -> bool:
    return (
        "pagebreak" in (element.get(_TYPE) or "").split()
        or "doc-pagebreak" in (element.get("role") or "").split()
    )


def _declared(package: Package) -> Iterator[Thing]:
    """By manifest, package metadata, navigation and style sheets."""
    for item in package.items.values():
        yield from (thing for type, thing in _MEDIA.items() if item.media_type.startswith(type))
        if "scripted" in item.properties:
            yield Thing.SCRIPT
        if item.media_type == "application/x-dtbncx+xml" and package.root.get("version", "").startswith("2"):
            yield Thing.TOC
        if item.media_type == "image/gif":
            yield Thing.MOTION  # it may move: how many frames it has is not looked up
        if item.media_type == "text/css" and (style := package.text(item.path)):
            if any(word in style for word in _MOVING_STYLES):
                yield Thing.MOTION
            if "speak" in style or "voice-" in style:
                yield Thing.SPEECH
    if "pre-paginated" in package.metas("rendition:layout"):
        yield Thing.FIXED_LAYOUT
    if any(method not in _OBFUSCATIONS for method in package.locked.values()):
        yield Thing.LOCKED
    if nav_of(package, "toc") is not None:
        yield Thing.TOC
    if nav_of(package, "page-list") is not None:
        yield Thing.PAGE_LIST


def _things(element: etree._Element) -> Iterator[Thing]:
    """By tag and attributes."""
    if found := _ELEMENTS.get(element.tag):
        yield found
    if element.tag.startswith(_CHEMISTRY):
        yield Thing.CHEMISTRY
    for key, value in element.attrib.items():
        if key in _LONG:
            yield Thing.LONG_DESCRIPTIONS
        if key == "role" or key.startswith("aria-"):
            yield Thing.ARIA
        if key.startswith(f"{{{SSML}}}"):
            yield Thing.SPEECH
        if key == "style" and any(word in value for word in _MOVING_STYLES):
            yield Thing.MOTION
        if key in {"role", _TYPE}:
            yield from (thing for word in value.split() if (thing := _WORDS.get(word)))


def _has_text(page: etree._Element) -> bool:
    body = page.find(f"{{{XHTML}}}body")
    return body is not None and any(str(text).strip() for text in body.itertext())
