"""Colours and pixels as ink, by the profile of a press that the tests make up, and in black alone."""

import io

import pikepdf
import pytest
from PIL import Image, ImageCms

from bookbuild.formats.print.inks import Inks, NoProfile, OneBlack, PressInks, most_ink_pct
from bookbuild.formats.print.recolour import Recolouring
from tests.formats.print.icc import grey_profile, press_profile

PRESS = PressInks(press_profile())


@pytest.mark.parametrize("inks", [PRESS, PressInks(None), OneBlack()])
@pytest.mark.parametrize(("light", "black"), [(0, 1), (1, 0), (0.5, 0.5)])
def test_neutral_colours_are_black_ink_alone(inks: Inks, light: float, black: float) -> None:
    assert inks.of_rgb(light, light, light) == pytest.approx((0, 0, 0, black))


def test_a_colour_is_what_the_profile_says() -> None:
    cyan, magenta, yellow, _ = PRESS.of_rgb(0.8, 0.1, 0.1)
    assert magenta > 0.3
    assert yellow > 0.2
    assert cyan < 0.05


def test_in_one_black_a_colour_is_as_dark_as_it_looks() -> None:
    assert OneBlack().of_rgb(1, 1, 0)[3] < OneBlack().of_rgb(1, 0, 0)[3] < OneBlack().of_rgb(0, 0, 1)[3]
    assert OneBlack().of_cmyk((0, 0, 0, 0.37)) == (0, 0, 0, 0.37)
    assert OneBlack().of_cmyk((0, 1, 1, 0))[:3] == (0, 0, 0)


def test_without_a_profile_a_colour_has_no_inks() -> None:
    with pytest.raises(NoProfile):
        PressInks(None).of_rgb(0.8, 0.1, 0.1)
    with pytest.raises(NoProfile):
        PressInks(None).picture(Image.new("RGB", (2, 2), "#aa3311"), None)


def test_a_grey_picture_is_grey_and_one_in_inks_stays() -> None:
    assert PRESS.picture(Image.new("RGB", (2, 2), "#777777"), None).mode == "L"
    inked = Image.new("CMYK", (2, 2), (10, 20, 30, 40))
    assert PRESS.picture(inked, None) is inked
    assert PRESS.picture(inked, press_profile()) is inked


def test_the_profile_that_a_picture_was_saved_with_is_honoured() -> None:
    picture = Image.new("RGB", (2, 2), "#c06040")
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    swapped = _with_green_and_blue_exchanged(other.tobytes())
    as_srgb, as_said = PRESS.picture(picture, other.tobytes()), PRESS.picture(picture, swapped)
    assert as_srgb.tobytes() == PRESS.picture(picture, None).tobytes()
    assert as_said.tobytes() != as_srgb.tobytes()
    assert OneBlack().picture(picture, swapped).tobytes() != OneBlack().picture(picture, None).tobytes()


@pytest.mark.parametrize("inks", [PRESS, OneBlack()])
def test_the_profile_of_a_grey_picture_is_honoured_but_for_a_presss(inks: Inks) -> None:
    picture = Image.new("L", (2, 2), 100)
    assert inks.picture(picture, grey_profile(1.0)).tobytes()[0] == pytest.approx(168, abs=2)
    for same in (None, grey_profile(2.2), grey_profile(1.0, b"prtr"), b"no profile"):
        assert inks.picture(picture, same) is picture


def test_a_picture_is_as_dark_as_a_drawing_in_its_colour() -> None:
    (grey,) = OneBlack().picture(Image.new("RGB", (1, 1), "#ff0000"), None).tobytes()
    assert grey / 255 == pytest.approx(1 - OneBlack().of_rgb(1, 0, 0)[3], abs=0.003)


def _with_green_and_blue_exchanged(profile: bytes) -> bytes:
    """The same ICC profile, its primaries gXYZ and bXYZ under each other's names."""
    return profile.replace(b"gXYZ", b"?XYZ").replace(b"bXYZ", b"gXYZ").replace(b"?XYZ", b"bXYZ")


def test_a_profile_for_other_pixels_or_none_at_all_is_passed_over() -> None:
    picture = Image.new("RGB", (2, 2), "#aa3311")
    plain = PRESS.picture(picture, None).tobytes()
    assert PRESS.picture(picture, press_profile()).tobytes() == plain
    assert PRESS.picture(picture, b"no profile").tobytes() == plain
    inked = Image.new("CMYK", (2, 2), (10, 20, 30, 40))
    assert PRESS.picture(inked, b"no profile") is inked


@pytest.mark.parametrize(
    ("mode", "colour", "pct"), [("L", 0, 100), ("L", 255, 0), ("CMYK", (255, 255, 0, 255), 300)]
)
def test_ink_is_measured_where_it_lies_thickest(mode: str, colour: object, pct: float) -> None:
    assert most_ink_pct(Image.new(mode, (2000, 1500), colour)) == pytest.approx(pct)  # type: ignore[arg-type]  # a pixel


def page_of(content: bytes) -> tuple[pikepdf.Pdf, pikepdf.Page]:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = pikepdf.Dictionary()
    return pdf, page


def test_the_ink_of_a_page_is_that_of_its_thickest_colour() -> None:
    pdf, page = page_of(b"0.1 0.2 0.3 0.4 k 0 0 9 9 re f 1 1 0 0.5 K 0 0 m 9 9 l S (0 0 0 k) Tj")
    recolouring = Recolouring(pdf, PRESS)
    recolouring.page(1, page)
    assert recolouring.ink_pct == {1: pytest.approx(250)}


def test_device_rgb_becomes_ink_and_nothing_else_changes() -> None:
    pdf, page = page_of(b"q 1 0 0 rg 0 0 9 9 re f Q /DeviceRGB CS 0.5 0.5 0.5 SCN 0 0 m 9 9 l S")
    Recolouring(pdf, PRESS).page(1, page)
    steps = [(str(step.operator), len(step.operands)) for step in pikepdf.parse_content_stream(page)]
    assert steps == [
        ("q", 0),
        ("k", 4),
        ("re", 4),
        ("f", 0),
        ("Q", 0),
        ("K", 4),
        ("m", 2),
        ("l", 2),
        ("S", 0),
    ]


def shading(function: pikepdf.Object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        ShadingType=2,
        ColorSpace=pikepdf.Name.DeviceRGB,
        Coords=pikepdf.Array([0, 0, 1, 0]),
        Function=function,
    )


def test_a_sampled_gradient_has_its_samples_in_ink() -> None:
    pdf, page = page_of(b"/s sh")
    samples = pdf.make_stream(
        bytes([255, 0, 0, 255, 255, 255]),
        FunctionType=0,
        BitsPerSample=8,
        Size=pikepdf.Array([2]),
        Domain=pikepdf.Array([0, 1]),
        Range=pikepdf.Array([0, 1] * 3),
    )
    page.obj.Resources.Shading = pikepdf.Dictionary(s=pdf.make_indirect(shading(samples)))
    recolouring = Recolouring(pdf, PRESS)
    recolouring.page(1, page)
    made = page.obj.Resources.Shading.s
    assert made.ColorSpace == pikepdf.Name.DeviceCMYK
    assert len(made.Function.read_bytes()) == 8
    assert made.Function.read_bytes()[4:] == bytes(4)
    assert recolouring.left == {}


def test_a_gradient_by_program_is_left_and_said() -> None:
    pdf, page = page_of(b"/s sh")
    program = pdf.make_stream(
        b"{dup dup}", FunctionType=4, Domain=pikepdf.Array([0, 1]), Range=pikepdf.Array([0, 1] * 3)
    )
    page.obj.Resources.Shading = pikepdf.Dictionary(s=pdf.make_indirect(shading(program)))
    recolouring = Recolouring(pdf, PRESS)
    recolouring.page(1, page)
    assert list(recolouring.left) == [1]


def test_forms_that_refer_to_one_another_come_to_an_end() -> None:
    pdf, page = page_of(b"/a Do")
    first = pdf.make_stream(b"/b Do", Subtype=pikepdf.Name.Form, Resources=pikepdf.Dictionary())
    second = pdf.make_stream(b"1 0 0 rg /a Do", Subtype=pikepdf.Name.Form, Resources=pikepdf.Dictionary())
    first.Resources.XObject = pikepdf.Dictionary(b=second)
    second.Resources.XObject = pikepdf.Dictionary(a=first)
    page.obj.Resources.XObject = pikepdf.Dictionary(a=first)
    Recolouring(pdf, PRESS).page(1, page)
    assert b" k" in second.read_bytes()


def test_pictures_of_pdf_readers_other_than_ours_are_read_too() -> None:
    pdf, page = page_of(b"/p Do")
    palette = pikepdf.Array(
        [pikepdf.Name.Indexed, pikepdf.Name.DeviceRGB, 1, pikepdf.String(bytes([255, 0, 0, 9, 9, 9]))]
    )
    picture = pdf.make_stream(
        bytes([0, 1]),
        Subtype=pikepdf.Name.Image,
        Width=2,
        Height=1,
        BitsPerComponent=8,
        ColorSpace=palette,
    )
    page.obj.Resources.XObject = pikepdf.Dictionary(p=picture)
    Recolouring(pdf, PRESS).page(1, page)
    assert picture.ColorSpace == pikepdf.Name.DeviceCMYK
    assert len(picture.read_bytes()) == 8


def test_a_grey_photograph_stays_as_it_was_packed() -> None:
    held = io.BytesIO()
    Image.new("L", (40, 30), 90).save(held, format="JPEG")
    pdf, page = page_of(b"/p Do")
    picture = pdf.make_stream(
        held.getvalue(),
        Subtype=pikepdf.Name.Image,
        Width=40,
        Height=30,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.obj.Resources.XObject = pikepdf.Dictionary(p=picture)
    Recolouring(pdf, OneBlack()).page(1, page)
    assert picture.read_raw_bytes() == held.getvalue()
    assert picture.ColorSpace == pikepdf.Name.DeviceGray
