"""Pictures as Kindle takes them: JPEG, PNG without transparency, SVG drawn by Typst (KPG 10.4.1, 10.4.11)."""

import io
import json
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import unescape
from pathlib import Path

from PIL import Image

from bookbuild._tools.typst import compile_png
from bookbuild.design.faces import font_folders
from bookbuild.formats.epub.item import Item
from bookbuild.formats.epub.raster import flat
from bookbuild.formats.kindle.adapt import png_href
from bookbuild.formats.kindle.jpeg_head import jfif_first

_WIDTH_PX, _PORTRAIT_PX = 1200, 480
"""A picture as wide as the page has 1,200 pixels, others their share of that (KPG 10.4.2); none fewer than 480."""
_PX_PER_INCH = 300
"""A page is four inches wide (KPG 10.4.2)."""
_IMG = re.compile(r'<img\b[^>]*?\bsrc="\.\./([^"]+)"[^>]*>')
_WIDTH = re.compile(r'\bstyle="[^"]*?\bwidth:\s*([0-9.]+)(%|px|pt|mm|cm|in|em)')
_INCHES = {"px": 1 / 96, "pt": 1 / 72, "mm": 1 / 25.4, "cm": 1 / 2.54, "in": 1.0, "em": 1 / 6}
"""CSS Values 4, 6.2; an em is taken for 12 points."""
_PPI = 72.0
"""One pixel a point."""
_SVG, _PNG = "image/svg+xml", "image/png"
_CLEAR_MODES = frozenset({"RGBA", "LA", "PA"})


def kindle_pictures(
    items: Sequence[Item], build: Path, pages: Iterable[bytes], portraits: frozenset[str]
) -> list[Item]:
    """The same pictures in the kinds that Kindle shows: drawings as wide as `pages` (XHTML) show them at most, those
    whose href is in `portraits` as wide as the style sheet shows portraits.

    Works in `build`/pictures. Raises ToolFailed.
    """
    drawings = [item for item in items if item.media_type == _SVG]
    widths = _widths(pages) if drawings else {}
    drawn = _draw(drawings, build / "pictures", {**widths, **dict.fromkeys(portraits, _PORTRAIT_PX)})
    return [drawn.get(item.id) or _as_shown(item) for item in items]


def _widths(pages: Iterable[bytes]) -> dict[str, int]:
    """By href, the pixels of each drawing where it is widest; as wide as the page where none is asked for."""
    widths: dict[str, int] = {}
    for page in pages:
        if b".svg" not in page:
            continue
        for shown in _IMG.finditer(page.decode()):
            asked = _WIDTH.search(shown[0])
            pixels = _pixels(float(asked[1]), asked[2]) if asked else _WIDTH_PX
            href = unescape(shown[1])
            widths[href] = max(widths.get(href, 0), pixels)
    return widths


def _pixels(width: float, unit: str) -> int:
    wanted = _WIDTH_PX * width / 100 if unit == "%" else _PX_PER_INCH * width * _INCHES[unit]
    return max(_PORTRAIT_PX, min(_WIDTH_PX, round(wanted)))


def _draw(items: Sequence[Item], root: Path, widths: Mapping[str, int]) -> dict[str, Item]:
    """Every SVG as PNG, all in one run of Typst, one page each."""
    if not items:
        return {}
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    drawings = [(f"{number:04}.svg", widths.get(item.href, _WIDTH_PX)) for number, item in enumerate(items)]
    for (name, _), item in zip(drawings, items, strict=True):
        (root / name).write_bytes(item.data)
    (root / "pictures.typ").write_text(_PAGES, encoding="utf-8")
    pages = compile_png(root, "pictures.typ", font_folders(), _PPI, inputs={"pictures": json.dumps(drawings)})
    return {
        item.id: _flattened(replace(item, href=png_href(item.href), media_type=_PNG, data=page))
        for item, page in zip(items, pages, strict=True)
    }


_PAGES = """\
// Each picture on a page of its own size.
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (name, width) in json(bytes(sys.inputs.pictures)) { page(image(name, width: width * 1pt)) }
"""


def _as_shown(item: Item) -> Item:
    """The picture as Kindle takes it; one that can't be decoded as it is, for preflight says so (KI087)."""
    try:
        return _flattened(item)
    except OSError:
        return item


def _flattened(item: Item) -> Item:
    """PNG without transparency, on white; GIF as PNG; JPEG with its JFIF head first."""
    if item.media_type == "image/jpeg":
        return replace(item, data=jfif_first(item.data))
    if item.media_type not in {_PNG, "image/gif"}:
        return item
    with Image.open(io.BytesIO(item.data)) as picture:
        if item.media_type == "image/gif":
            return replace(item, href=png_href(item.href), media_type=_PNG, data=_png(flat(picture)))
        if picture.mode in _CLEAR_MODES or "transparency" in picture.info:
            return replace(item, data=_png(flat(picture)))
    return item


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
