"""Pictures inside the page: as data, as large as a screen shows them, with their measures so that nothing jumps."""

import io
from base64 import b64encode
from collections.abc import Mapping
from math import sqrt

from lxml import etree
from PIL import Image

from bookbuild.diagnostics import Finding
from bookbuild.formats._xhtml.markup import tag
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.images import image_items, limits_of, sources
from bookbuild.formats.epub.item import Item

_SVG = "image/svg+xml"
_WIDEST_PX = 1600
"""Twice the measure of the text: sharp on screens of double density."""
_MOST_PIXELS = 2_500_000
_QUALITY = 82
_UNTOUCHED_BYTES = 200_000
"""A smaller file is not written anew: little would be saved."""


class Pictures:
    """The pictures of one edition, each read once; `findings` say what is wrong with them."""

    def __init__(self, text: EditionText) -> None:
        self.findings: list[Finding] = []
        self._folder = text.folder
        self._sources = sources(text)
        self._limits = limits_of(text.edition)
        self._known: dict[str, tuple[str, tuple[int, int] | None]] = {}

    def take_into(self, section: etree._Element) -> None:
        """The pictures that a section names, put into it."""
        images = [image for image in section.iter(tag("img")) if not image.get("src", "").startswith("data:")]
        hrefs = {image.get("src").removeprefix("../") for image in images}
        self._read(hrefs - self._known.keys())
        for image in images:
            data, size = self._known.get(image.get("src").removeprefix("../"), ("data:,", None))
            image.set("src", data)
            if size:
                image.set("width", str(size[0]))
                image.set("height", str(size[1]))
            image.set("decoding", "async")

    def _read(self, hrefs: set[str]) -> None:
        items, findings = image_items(self._folder, self._sources, hrefs, self._limits)
        self.findings += findings
        self._known |= {item.href: _shown(item) for item in items}


def _shown(item: Item) -> tuple[str, tuple[int, int] | None]:
    """The data URI (RFC 2397), and width and height in pixels when they are known."""
    data, size = (item.data, _svg_size(item.data)) if item.media_type == _SVG else _sized(item.data)
    return f"data:{item.media_type};base64,{b64encode(data).decode()}", size


def _sized(data: bytes) -> tuple[bytes, tuple[int, int]]:
    """A bitmap in the same format, no larger than a screen needs; one that is small enough as it is."""
    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
        scale = min(1.0, _WIDEST_PX / width, sqrt(_MOST_PIXELS / (width * height)))
        if len(data) <= _UNTOUCHED_BYTES or (scale == 1.0 and picture.format != "JPEG"):
            return data, picture.size
        size = (max(1, int(width * scale)), max(1, int(height * scale)))
        smooth = picture.mode in {"RGB", "RGBA", "L", "LA"}
        kept = picture if smooth else picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        out = io.BytesIO()
        small = kept.resize(size, Image.Resampling.LANCZOS)
        if picture.format == "JPEG":
            small.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        else:
            small.save(out, picture.format or "PNG", optimize=True)
        return (out.getvalue(), size) if len(out.getvalue()) < len(data) else (data, picture.size)


def _svg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a drawing in its own units; None when it names none."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    return _view_box(root.attrib) or _plain_size(root.attrib)


def _view_box(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    try:
        _, _, width, height = (
            float(part) for part in attributes.get("viewBox", "").replace(",", " ").split()
        )
    except ValueError:
        return None
    return (round(width), round(height)) if 1 <= width < 1e5 and 1 <= height < 1e5 else None


def _plain_size(attributes: Mapping[str, str]) -> tuple[int, int] | None:
    try:
        width, height = (float(attributes.get(name, "").removesuffix("px")) for name in ("width", "height"))
    except ValueError:
        return None
    return (round(width), round(height)) if 1 <= width < 1e5 and 1 <= height < 1e5 else None
