"""Transparency taken out of pictures."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bookbuild._tools.typst import compile_png
from bookbuild.formats.print.flatten import flatten_pictures

CLEAR = (170, 51, 17, 128)


def saved(path: Path, colour: Any, mode: str, **options: Any) -> None:
    Image.new(mode, (40, 20), colour).save(path, **options)


@pytest.mark.parametrize(
    ("name", "mode", "colour", "white"),
    [
        ("a.png", "RGBA", CLEAR, (212, 153, 136)),
        ("b.png", "LA", (0, 128), 127),
        ("c.webp", "RGBA", CLEAR, (212, 153, 136)),
    ],
)
def test_pixels_are_laid_on_white(tmp_path: Path, name: str, mode: str, colour: Any, white: Any) -> None:
    saved(
        tmp_path / name,
        colour,
        mode,
        **({"lossless": True} if name.endswith("webp") else {"dpi": (300, 300)}),
    )
    assert flatten_pictures(tmp_path, [f"/{name}"], 100) == [f"/{name}"]
    with Image.open(tmp_path / name) as picture:
        assert not picture.has_transparency_data
        assert picture.getpixel((5, 5)) == pytest.approx(white, abs=1)
        if name.endswith("png"):
            assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_palette_with_a_clear_colour_becomes_one_without(tmp_path: Path) -> None:
    Image.new("P", (4, 4), 0).save(tmp_path / "a.gif", transparency=0)
    assert flatten_pictures(tmp_path, ["/a.gif"], 100) == ["/a.gif"]
    with Image.open(tmp_path / "a.gif") as picture:
        assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_opaque_pictures_and_drawings_keep_every_byte(tmp_path: Path) -> None:
    saved(tmp_path / "a.png", "#aa3311", "RGB")
    saved(tmp_path / "b.jpg", "#aa3311", "RGB")
    (tmp_path / "c.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert flatten_pictures(tmp_path, ["/a.png", "/b.jpg", "/c.svg"], 100) == []
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def clear_png() -> str:
    held = io.BytesIO()
    Image.new("RGBA", (4, 4), CLEAR).save(held, format="PNG")
    return base64.b64encode(held.getvalue()).decode()


INNER = {
    "alpha": '<rect width="60" height="30" fill="#aa3311" fill-opacity=".5"/>',
    "group": '<g opacity=".5"><rect width="60" height="30" fill="#aa3311"/></g>',
    "style": '<style>.x{opacity:.5}</style><rect class="x" width="60" height="30" fill="#aa3311"/>',
    "picture": f'<image width="60" height="30" preserveAspectRatio="none" href="data:image/png;base64,{clear_png()}"/>',
    "blend": '<rect width="60" height="30" fill="#888"/><rect width="60" height="30" fill="#c6a" style="mix-blend-mode:multiply"/>',
}


@pytest.mark.parametrize(
    "head",
    [
        'viewBox="0 0 60 30"',
        'width="60mm" height="30mm" viewBox="0 0 60 30"',
        'width="100%" viewBox="0 0 60 30"',
    ],
)
@pytest.mark.parametrize("kind", list(INNER))
def test_a_transparent_drawing_becomes_pixels_and_looks_and_measures_the_same(
    tmp_path: Path, head: str, kind: str
) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{INNER[kind]}</svg>'
    (tmp_path / "a.svg").write_text(drawing)
    (tmp_path / "main.typ").write_text('#set page(width: auto, height: auto, margin: 0pt)\n#image("a.svg")')
    before = drawn(tmp_path)
    assert flatten_pictures(tmp_path, ["/a.svg"], 20) == ["/a.svg"]
    after = drawn(tmp_path)
    assert after.size == before.size
    middle = (before.width // 2, before.height // 2)
    assert after.getpixel(middle) == pytest.approx(before.getpixel(middle), abs=3)
    assert flatten_pictures(tmp_path, ["/a.svg"], 20) == []


def drawn(root: Path) -> Image.Image:
    (page,) = compile_png(root, "main.typ", ppi=72)
    with Image.open(io.BytesIO(page)) as picture:
        return picture.convert("RGB")


def test_a_drawing_that_typst_refuses_is_left_for_the_pages_to_say(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("no drawing")
    assert flatten_pictures(tmp_path, ["/a.svg"], 100) == []
