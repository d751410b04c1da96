"""Pictures of the Kindle edition: their kinds, heads and colours."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.formats.epub.item import Item
from bookbuild.formats.kindle.jpeg_head import jfif_first
from bookbuild.formats.kindle.rasterise import kindle_pictures


def jpeg(mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.effect_mandelbrot((60, 40), (-3, -2.5, 2, 2.5), 100).convert(mode).save(out, "JPEG", **options)
    return out.getvalue()


def turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return jpeg(exif=exif)


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).convert("RGB").tobytes()


def shown(data: bytes, media_type: str, suffix: str) -> Item:
    (item,) = kindle_pictures([Item("a", f"images/a.{suffix}", media_type, data)], Path(), [], frozenset())
    return item


def test_a_right_head_stays_byte_for_byte() -> None:
    data = jpeg()
    assert jfif_first(data) is data


def test_exif_makes_way_for_jfif_and_no_pixel_changes() -> None:
    plain = jpeg()
    exif = b"\xff\xe1\x00\x10Exif\x00\x00II*\x00\x08\x00\x00\x00"
    changed = jfif_first(b"\xff\xd8" + exif + plain[20:])
    assert changed[:11] == b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" and b"Exif" not in changed
    assert pixels(changed) == pixels(plain)


def test_a_picture_that_exif_turns_is_turned() -> None:
    changed = jfif_first(turned())
    assert Image.open(io.BytesIO(changed)).size == (40, 60) and b"Exif" not in changed


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_shines_through_becomes_white(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (4, 4), (0,) * len(mode)).save(out, "PNG")
    item = shown(out.getvalue(), "image/png", "png")
    with Image.open(io.BytesIO(item.data)) as picture:
        assert picture.mode == "RGB" and picture.getpixel((0, 0)) == (255, 255, 255)


def test_a_gif_becomes_a_png() -> None:
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF")
    item = shown(out.getvalue(), "image/gif", "gif")
    assert (item.href, item.media_type) == ("images/a-gif.png", "image/png")


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_picture_that_is_cut_off_stays_for_preflight_to_report(suffix: str) -> None:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 90).convert("LA").save(out, "PNG")
    data = turned()[:-400] if suffix == "jpg" else out.getvalue()[:-2000]
    assert shown(data, f"image/{suffix.replace('jpg', 'jpeg')}", suffix).data == data
