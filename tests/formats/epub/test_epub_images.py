"""Pictures as shops take them."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.diagnostics import Location
from bookbuild.formats.epub.images import MAX_PIXELS, Source, flat, image_items

AT = Location("body/a.md")


def packed(folder: Path, path: str, href: str) -> tuple[Image.Image, bytes, str]:
    (item,), findings = image_items(folder, {href: Source(path, AT)}, [href])
    assert findings == []
    return Image.open(io.BytesIO(item.data)), item.data, item.media_type


def save(folder: Path, name: str, mode: str, size: tuple[int, int] = (8, 6)) -> bytes:
    Image.new(mode, size).save(folder / name)
    return (folder / name).read_bytes()


def test_a_picture_that_is_right_goes_in_as_it_is(tmp_path: Path) -> None:
    data = save(tmp_path, "a.png", "RGB")
    assert packed(tmp_path, "a.png", "images/a.png")[1:] == (data, "image/png")


@pytest.mark.parametrize(
    ("name", "mode", "href", "format"),
    [
        ("a.jpg", "CMYK", "images/a.jpg", "JPEG"),
        ("a.tif", "CMYK", "images/a-tif.png", "PNG"),
        ("a.webp", "RGBA", "images/a-webp.png", "PNG"),
    ],
)
def test_what_a_shop_refuses_is_written_anew(
    name: str, mode: str, href: str, format: str, tmp_path: Path
) -> None:
    save(tmp_path, name, mode)
    picture, _, _ = packed(tmp_path, name, href)
    assert picture.format == format and picture.mode in {"RGB", "RGBA"}


def test_a_suffix_that_lies_is_put_right(tmp_path: Path) -> None:
    Image.new("RGB", (8, 6)).save(tmp_path / "a.png", "JPEG")
    assert packed(tmp_path, "a.png", "images/a.png")[0].format == "PNG"


def test_a_picture_with_too_many_pixels_is_made_smaller_in_its_proportions(tmp_path: Path) -> None:
    save(tmp_path, "a.jpg", "L", (4000, 2000))
    picture, _, _ = packed(tmp_path, "a.jpg", "images/a.jpg")
    assert picture.width * picture.height <= MAX_PIXELS
    assert picture.width == pytest.approx(2 * picture.height, abs=2)


def test_what_shines_through_is_white() -> None:
    assert flat(Image.new("RGBA", (1, 1), (0, 0, 0, 0))).getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("path", "rule"),
    [("gone.png", "EP003"), ("bad.png", "EP003"), ("../out.png", "EP003"), ("bad.svg", "EP003")],
)
def test_a_picture_that_cannot_be_read_is_a_finding_in_its_file(path: str, rule: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    save(tmp_path, "out.png", "RGB")
    for name in ("bad.png", "bad.svg"):
        (folder / name).write_bytes(b"nothing")
    href = f"images/x.{path.rpartition('.')[2]}"
    items, (finding,) = image_items(folder, {href: Source(path, AT)}, [href])
    assert (items, finding.rule, finding.at) == ([], rule, AT)


def test_a_script_in_a_drawing_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>')
    (item,), (finding,) = image_items(tmp_path, {"images/a.svg": Source("a.svg", AT)}, ["images/a.svg"])
    assert b"script" not in item.data and finding.rule == "EP004"
