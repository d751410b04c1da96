"""Pictures: of a kind Kindle shows, with pixels enough for the width they are shown at."""

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_package import XHTML
from bookbuild.preflight.kindle.book import SVG, Book, Shown, is_outside, line_of, text_of
from bookbuild.preflight.kindle.pictures import Picture
from bookbuild.rules import kindle_pictures as rules

PAGE_WIDTH_IN = 4.0
"""Of the page that Amazon reckons with, 4 by 6 inches (KPG 10.4.5)."""
GOOD_PPI, FEWEST_PPI = 300, 72
PHOTOGRAPH_PX = (300, 400)
HEAVY_BYTES = 5 * 1024 * 1024
_NARROW = 0.6
"""Of the page's width: pictorial images need more to be made out (KDP help G75V4YX5X8GRGXWV)."""
_PHOTOGRAPHIC, _LINE_ART = 4_000, 16
"""Colours in the sample: above the one a photograph, below the other a drawing."""
_LARGE_DRAWING_PX = 400
_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
"""Pillow's format: media type. GIF with one frame is tolerated."""
_RIGHT_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16", "I"})
_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "pc": 1 / 6}
_LENGTH = re.compile(r"(\d*\.?\d+)(%|in|cm|mm|pt|pc|px|em|rem|vw)?")
_BLOCKS = frozenset(
    f"{{{XHTML}}}{name}" for name in ("figure", "div", "p", "section", "body", "li", "td", "blockquote")
)


def image_findings(book: Book) -> Iterator[Finding]:
    """Faults of the pictures and of the way they are shown."""
    for path, item in book.items.items():
        if item.media_type.startswith("image/") and item.media_type != "image/svg+xml":
            picture = book.image(path)
            if picture is not None:
                yield from _file_findings(book, path, item.media_type, picture)
    for shown in book.pictures:
        if shown.src and is_outside(shown.src):
            what = "a data: address" if shown.src.lower().startswith("data:") else shown.src[:80]
            yield book.say(rules.PICTURE_OUTSIDE, f"A picture is {what}", shown.page, line_of(shown.element))
        elif shown.element.tag == f"{{{XHTML}}}img":
            yield from _shown_findings(book, shown)
    yield from _caption_findings(book)


def _file_findings(book: Book, path: str, media_type: str, picture: Picture) -> Iterator[Finding]:
    if picture.size > HEAVY_BYTES:
        yield book.about(rules.PICTURE_HEAVY, f"{picture.size / 1024 / 1024:.1f} MB", path)
    if media_type not in _KINDS.values():
        yield book.about(
            rules.PICTURE_KIND, f"Kindle does not show {media_type}", path, "Convert it to JPEG or PNG."
        )
        return
    if picture.fault:
        yield book.about(rules.PICTURE_BROKEN, f"it can’t be decoded: {picture.fault}", path)
        return
    if _KINDS.get(picture.format) != media_type:
        message = f"it is {picture.format}, and the manifest says {media_type}"
        yield book.about(rules.PICTURE_KIND, message, path)
    if picture.mode not in _RIGHT_MODES and path != book.cover:
        yield book.about(rules.PICTURE_KIND, f"its colours are {picture.mode}", path, "Convert it to sRGB.")
    if picture.frames > 1:
        yield book.about(rules.PICTURE_KIND, f"it moves, in {picture.frames} frames", path)
    if picture.transparent:
        yield book.about(rules.PICTURE_TRANSPARENT, "parts of it are transparent", path)
    if path != book.cover:
        yield from _format_findings(book, path, picture)


def _format_findings(book: Book, path: str, picture: Picture) -> Iterator[Finding]:
    if min(picture.width, picture.height) < _LARGE_DRAWING_PX:
        return
    if picture.format == "PNG" and picture.colours > _PHOTOGRAPHIC:
        yield book.about(rules.PICTURE_FORM, "a photograph, kept as PNG", path, "Keep it as JPEG.")
    elif picture.format == "JPEG" and 0 < picture.colours < _LINE_ART:
        yield book.about(rules.PICTURE_FORM, "a drawing, kept as JPEG", path, "Keep it as PNG.")


def _shown_findings(book: Book, shown: Shown) -> Iterator[Finding]:
    """Size in pixels against size on the page."""
    picture = book.image(shown.path) if shown.path else None
    width, height = _said_size(book, shown, "width"), _said_size(book, shown, "height")
    block = _stands_alone(shown.element)
    place = (shown.page, line_of(shown.element))
    if (
        block
        and width.endswith(("%", "em", "px"))
        and height not in {"", "auto"}
        and not _is_plain_number(shown, height)
    ):
        message = f"{shown.src} has both a width and a height: it may be distorted"
        yield book.say(rules.PICTURE_SIZE, message, *place, "Give one of them, the other auto.")
    if not block and width.endswith("%"):
        message = f"{shown.src} stands in a line, with a width in %"
        yield book.say(rules.PICTURE_SIZE, message, *place, "Give its height in em.")
    if picture is None or picture.fault or not picture.width:
        return
    inches = _inches(width)
    if inches and picture.width < inches * FEWEST_PPI:
        message = f"{shown.src} has {picture.width} pixels for {inches:.1f} inches"
        yield book.say(rules.PICTURE_COARSE, message, *place, "Show it smaller, or take a larger file.")
        return
    if not block or shown.path == book.cover:
        return
    if picture.format == "JPEG" and _is_small_photograph(picture):
        message = f"{shown.src} has {picture.width} × {picture.height} pixels; a photograph needs 300 × 400"
        yield book.say(rules.PICTURE_SIZE, message, *place)
    elif inches and width.endswith("%") and picture.width < inches * GOOD_PPI * 0.95:
        message = f"{shown.src} has {picture.width} pixels for {width} of the page, {round(inches * GOOD_PPI)} are good"
        yield book.say(rules.PICTURE_SIZE, message, *place)
    if inches and inches / PAGE_WIDTH_IN < _NARROW and picture.format == "JPEG" and _in_figure(shown.element):
        message = f"{shown.src} is shown at {width} of the page; 60 % and more can be made out"
        yield book.say(rules.PICTURE_FORM, message, *place)


def _is_small_photograph(picture: Picture) -> bool:
    short, long = sorted((picture.width, picture.height))
    return short < PHOTOGRAPH_PX[0] or long < PHOTOGRAPH_PX[1]


def _said_size(book: Book, shown: Shown, name: str) -> str:
    """From the style sheets, or the attribute; empty when neither says anything."""
    said = book.styles.own(shown.page, shown.element, name)
    if said is not None:
        return said.value
    attribute = (shown.element.get(name) or "").strip().lower()
    return f"{attribute}px" if attribute.isdecimal() else attribute


def _is_plain_number(shown: Shown, height: str) -> bool:
    """Width and height as attributes only say how large the file is."""
    return height == f"{(shown.element.get('height') or '').strip()}px" and bool(shown.element.get("width"))


def _inches(width: str) -> float:
    """Of a width on Amazon's page; 0 when it can't be known."""
    found = _LENGTH.fullmatch(width)
    if found is None:
        return 0.0
    number, unit = float(found[1]), found[2] or ""
    if unit in {"%", "vw"}:
        return PAGE_WIDTH_IN * min(number, 100.0) / 100
    return number * _INCHES.get(unit, 0.0)


def _stands_alone(image: etree._Element) -> bool:
    """Whether there are no words in the block around the picture, captions not counted."""
    holder = next((outer for outer in image.iterancestors() if outer.tag in _BLOCKS), None)
    if holder is None or holder.tag == f"{{{XHTML}}}figure":
        return True
    if holder.tag in {f"{{{XHTML}}}p", f"{{{XHTML}}}li", f"{{{XHTML}}}td"}:
        return not text_of(holder).strip()
    return not (holder.text or "").strip() and not (image.tail or "").strip()


def _in_figure(image: etree._Element) -> bool:
    return any(outer.tag == f"{{{XHTML}}}figure" for outer in image.iterancestors())


def _caption_findings(book: Book) -> Iterator[Finding]:
    for path, page in book.package.pages.items():
        for caption in page.iter(f"{{{XHTML}}}figcaption"):
            figure = caption.getparent()
            images = list(figure.iter(f"{{{XHTML}}}img", f"{{{SVG}}}svg")) if figure is not None else []
            if images and not list(caption.itersiblings(preceding=True)):
                message = "The caption stands above the picture"
                yield book.say(rules.PICTURE_FORM, message, path, line_of(caption), "Put it below.")
