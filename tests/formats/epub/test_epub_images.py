"""Pictures as shops take them."""

import io
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from ruamel.yaml import YAML

from bookbuild.book.model import Edition
from bookbuild.design.image_limits import GENERIC, image_limits
from bookbuild.design.styles import styles_folder
from bookbuild.diagnostics import Location
from bookbuild.formats.epub.images import Source, image_items, limits_of
from bookbuild.formats.epub.raster import flat, settled
from bookbuild.formats.epub.strip import without_metadata

AT = Location("body/a.md")
LIMITS = image_limits(GENERIC)


def packed(folder: Path, path: str, href: str) -> tuple[Image.Image, bytes, str]:
    (item,), findings = image_items(folder, {href: Source(path, AT)}, [href], LIMITS)
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
    assert picture.width * picture.height <= LIMITS.max_pixels
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
    items, (finding,) = image_items(folder, {href: Source(path, AT)}, [href], LIMITS)
    assert (items, finding.rule, finding.at) == ([], rule, AT)


def test_a_script_in_a_drawing_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>')
    (item,), (finding,) = image_items(
        tmp_path, {"images/a.svg": Source("a.svg", AT)}, ["images/a.svg"], LIMITS
    )
    assert b"script" not in item.data and finding.rule == "EP004"


def noise(size: tuple[int, int] = (300, 200)) -> Image.Image:
    return Image.effect_noise(size, 90).convert("RGB")


def file(picture: Image.Image, format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def exif(orientation: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112], tags[0x010F], tags[0x9C9C] = orientation, "Maker", "45.1 N 4.2 E"
    return tags


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 20}])
def test_a_jpeg_that_needs_no_change_keeps_its_bytes(options: dict[str, Any]) -> None:
    data = file(noise(), "JPEG", **options)
    assert settled(data, "JPEG", LIMITS) is data


def test_what_tells_of_camera_and_place_goes_and_the_pixels_stay_to_the_byte() -> None:
    data = file(noise(), "JPEG", exif=exif(1), comment=b"at home")
    kept = settled(data, "JPEG", LIMITS)
    assert b"Maker" not in kept and b"at home" not in kept and b"Exif" not in kept
    assert kept[-1000:] == data[-1000:]
    assert opened(kept).tobytes() == opened(data).tobytes()


def test_the_text_of_a_png_goes_and_its_pixels_stay() -> None:
    notes = PngInfo()
    notes.add_text("Author", "Somebody")
    notes.add_itxt("XML:com.adobe.xmp", "<x/>")
    data = file(noise(), "PNG", pnginfo=notes)
    kept = settled(data, "PNG", LIMITS)
    assert b"Somebody" not in kept and b"adobe" not in kept
    assert opened(kept).tobytes() == opened(data).tobytes()
    assert settled(kept, "PNG", LIMITS) is kept


def test_a_picture_on_its_side_is_turned_and_says_so_no_more() -> None:
    upright = Image.new("RGB", (40, 20), "white")
    upright.paste("black", (0, 0, 20, 20))
    lying = upright.transpose(Image.Transpose.ROTATE_90)  # to be turned clockwise: 6
    shown = opened(settled(file(lying, "JPEG", exif=exif(6), quality=95), "JPEG", LIMITS))
    assert shown.size == (40, 20) and shown.getexif().get(0x0112) is None
    assert shown.getpixel((5, 10))[0] < 30 and shown.getpixel((35, 10))[0] > 225  # type: ignore[index]


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_profile_that_is_srgb_by_another_name_changes_nothing(format: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = file(noise(), format, icc_profile=profile)
    assert settled(data, format, LIMITS) is data


def test_another_profile_is_converted_and_taken_out() -> None:
    lab_green = ImageCms.ImageCmsProfile(io.BytesIO(swapped_primaries()))
    data = file(Image.new("RGB", (8, 8), (255, 0, 0)), "PNG", icc_profile=lab_green.tobytes())
    shown = opened(settled(data, "PNG", LIMITS))
    assert "icc_profile" not in shown.info
    red, green, _ = shown.getpixel((0, 0))  # type: ignore[misc]
    assert green > 200 > 60 > red


def swapped_primaries() -> bytes:
    """sRGB with the tags of its red and green primaries exchanged: its red is green."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = data.index(b"rXYZ"), data.index(b"gXYZ")
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(data)


def test_a_broken_profile_is_passed_over() -> None:
    data = file(noise(), "JPEG", icc_profile=b"nothing" * 40)
    assert settled(data, "JPEG", LIMITS) is data


def test_sixteen_bits_of_grey_become_eight_in_the_same_grey(tmp_path: Path) -> None:
    grey = Image.frombytes("I;16", (2, 1), struct.pack("<2H", 0x0000, 0x8000))
    shown = opened(settled(file(grey, "PNG"), "PNG", LIMITS))
    assert shown.mode == "L" and shown.tobytes() == bytes([0, 128])


def test_a_palette_that_must_shrink_keeps_what_shines_through() -> None:
    picture = Image.new("P", (2400, 2400), 1)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.info["transparency"] = 0
    picture.paste(0, (0, 0, 1200, 2400))
    shown = opened(settled(file(picture, "PNG", transparency=0), "PNG", LIMITS)).convert("RGBA")
    assert shown.getpixel((5, 5))[3] == 0 and shown.getpixel((shown.width - 5, 5)) == (0, 0, 255, 255)  # type: ignore[index]


def test_a_small_palette_stays_as_it_is() -> None:
    data = file(noise().quantize(16), "PNG")
    assert settled(data, "PNG", LIMITS) is data


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_file_with_too_many_bytes_comes_under_the_limit(format: str) -> None:
    tight = replace(LIMITS, max_bytes=30_000)
    data = file(noise((500, 400)), format, **({"quality": 100} if format == "JPEG" else {}))
    small = settled(data, format, tight)
    assert len(small) <= 30_000 < len(data)
    assert settled(small, format, tight) == small  # and is not encoded a second time


def test_nothing_is_made_larger() -> None:
    data = file(noise((20, 10)).convert("CMYK"), "JPEG")
    assert opened(settled(data, "JPEG", LIMITS)).size == (20, 10)


def test_a_cut_file_is_no_reason_to_stop() -> None:
    data = file(noise(), "JPEG", exif=exif(1))
    for end in range(2, 400, 7):
        assert without_metadata(data[:end])


@pytest.mark.parametrize(
    ("edition", "width"),
    [
        ({"format": "epub"}, 1600),
        ({"format": "epub", "profile": "epub-kobo"}, 1920),
        ({"format": "kindle"}, 1600),
    ],
)
def test_the_recipient_says_how_large_the_cover_is(edition: dict[str, str], width: int) -> None:
    assert limits_of(Edition.model_validate({"id": "e", **edition})).cover_width_px == width


def test_each_figure_has_a_confidence_and_a_source() -> None:
    data = YAML(typ="safe").load((styles_folder() / "images.yaml").read_text(encoding="utf-8"))
    for figures in data.values():
        for value, confidence, source in figures.values():
            assert isinstance(value, int) and source
            assert confidence in {"documented", "secondary", "memory", "default"}
