"""Pictures as Kindle takes them: JPEG and PNG without transparency; SVG drawn by Typst (KPG 10.4.1, 10.4.11)."""

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

_WIDTH_PX = 1200
"""A picture as wide as the page has 1,200 pixels (KPG 10.4.2)."""
_PPI = 72.0
"""One pixel a point."""
_SVG, _PNG = "image/svg+xml", "image/png"
_CLEAR_MODES = frozenset({"RGBA", "LA", "PA"})


def kindle_pictures(items: Sequence[Item], build: Path) -> list[Item]:
    """The same pictures in the kinds that Kindle shows. Works in `build`/pictures. Raises ToolFailed."""
    drawn = _draw([item for item in items if item.media_type == _SVG], build / "pictures")
    return [drawn.get(item.id) or _flattened(item) for item in items]


def _draw(items: Sequence[Item], root: Path) -> dict[str, Item]:
    """Every SVG as PNG, all in one run of Typst, one page each."""
    if not items:
        return {}
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    names = [f"{number:04}.svg" for number in range(len(items))]
    for name, item in zip(names, items, strict=True):
        (root / name).write_bytes(item.data)
    (root / "pictures.typ").write_text(_PAGES, encoding="utf-8")
    inputs = {"pictures": json.dumps(names), "width": str(_WIDTH_PX)}
    pages = compile_png(root, "pictures.typ", font_folders(), _PPI, inputs)
    return {
        item.id: _flattened(replace(item, href=png_href(item.href), media_type=_PNG, data=page))
        for item, page in zip(items, pages, strict=True)
    }


_PAGES = """\
// Each picture on a page of its own size.
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for name in json(bytes(sys.inputs.pictures)) { page(image(name, width: int(sys.inputs.width) * 1pt)) }
"""


def _flattened(item: Item) -> Item:
    """PNG without transparency, on white; GIF as PNG; others as they are."""
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
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
