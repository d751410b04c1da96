"""Pictures as Kindle takes them: JPEG, PNG without transparency, SVG drawn by Typst (KPG 10.4.1, 10.4.11)."""

import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from bookbuild._tools.typst import compile_png
from bookbuild.design.faces import font_folders
from bookbuild.formats.epub.images import flat
from bookbuild.formats.epub.item import Item
from bookbuild.formats.kindle.adapt import png_href
from bookbuild.formats.kindle.jpeg_head import jfif_first

_WIDTH_PX, _PORTRAIT_PX = 1200, 480
"""A picture as wide as the page has 1,200 pixels, one of a third of it 480 (KPG 10.4.2)."""
_PPI = 72.0
"""One pixel a point."""
_SVG, _PNG = "image/svg+xml", "image/png"
_CLEAR_MODES = frozenset({"RGBA", "LA", "PA"})


def kindle_pictures(items: Sequence[Item], build: Path, portraits: frozenset[str]) -> list[Item]:
    """The same pictures in the kinds that Kindle shows, those whose href is in `portraits` smaller.

    Works in `build`/pictures. Raises ToolFailed.
    """
    drawn = _draw([item for item in items if item.media_type == _SVG], build / "pictures", portraits)
    return [drawn.get(item.id) or _as_shown(item) for item in items]


def _draw(items: Sequence[Item], root: Path, portraits: frozenset[str]) -> dict[str, Item]:
    """Every SVG as PNG, all in one run of Typst, one page each."""
    if not items:
        return {}
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    drawings = [
        (f"{number:04}.svg", _PORTRAIT_PX if item.href in portraits else _WIDTH_PX)
        for number, item in enumerate(items)
    ]
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
