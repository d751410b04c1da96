"""Finished covers with planted faults: each is found before anything is made of it, and its look-alike is not."""

import base64
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms

from bookbuild.design.trim import MM_PER_POINT
from bookbuild.formats.print.cover import make_cover
from bookbuild.preflight.expectation import expected_cover
from bookbuild.preflight.own_cover import own_cover_faults
from bookbuild.preflight.pdf.check import check_pdf
from tests.book_folder import BookFolder
from tests.formats.books import book, edition_text
from tests.formats.print.icc import press_profile

INKS = (26, 178, 0, 0)
EDITION: dict[str, Any] = {
    "id": "p", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210", "spine_mm": 12,
}  # fmt: skip
WHOLE = (318.0, 216.0)
"""Its cover with bleed, in millimetres."""


def pdf(path: Path, content: str = "", pages: int = 1, resources: dict[str, Any] | None = None) -> None:
    """A PDF in ink, of the cover's size."""
    with Pdf.new() as made:
        width, height = (mm / MM_PER_POINT for mm in WHOLE)
        for _ in range(pages):
            made.add_blank_page(page_size=(width, height))
            page = made.pages[-1].obj
            page.Contents = made.make_stream(f"0.1 0.7 0 0 k 0 0 {width} {height} re f {content}".encode())
            page.Resources = Dictionary(resources or {})
        made.save(path)


def pixels(path: Path, mode: str = "CMYK", ppi: int = 240, **kept: Any) -> None:
    width, height = (round(mm / 25.4 * ppi) for mm in WHOLE)
    colour: Any = {"CMYK": INKS, "RGB": (229, 77, 255), "L": 128, "I;16": 900}[mode]
    Image.new(mode, (width, height), colour).save(path, **kept)


def svg(path: Path, inner: str = "") -> None:
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WHOLE[0]}mm" height="{WHOLE[1]}mm"><rect width="100%" height="100%"/>{inner}</svg>'
    )


def locked(path: Path) -> None:
    """Opens without a password; only changes are forbidden."""
    pdf(path)
    with Pdf.open(path, allow_overwriting_input=True) as opened:
        opened.save(path, encryption=pikepdf.Encryption(owner="secret", user=""))


def layered(state: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        pdf(path)
        with Pdf.open(path, allow_overwriting_input=True) as opened:
            layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Essai")))
            config = Dictionary({state: Array([layer])})
            opened.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=config)
            opened.save(path)

    return write


def with_picture(side: int, space: str, bits: int = 8) -> Callable[[Path], None]:
    """A PDF that shows an image of `side` × `side` grey or coloured pixels, as it says itself."""

    def write(path: Path) -> None:
        pdf(path)
        with Pdf.open(path, allow_overwriting_input=True) as opened:
            parts = {"/DeviceGray": 1, "/DeviceRGB": 3}.get(space, 1)
            colours: Any = Name(space) if parts > 1 or space == "/DeviceGray" else _spot()
            data = zlib.compress(bytes([200]) * min(side * side * parts, 3000))
            picture = opened.make_stream(
                data, Type=Name.XObject, Subtype=Name.Image, Width=side, Height=side, ColorSpace=colours,
                BitsPerComponent=bits, Filter=Name.FlateDecode,
            )  # fmt: skip
            opened.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=picture))
            opened.pages[0].contents_add(b"q 6 0 0 6 300 300 cm /I Do Q")
            opened.save(path)

    return write


def _spot() -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    return Array([Name.Separation, Name("/PANTONE 185 C"), Name.DeviceCMYK, tint])


def several(path: Path) -> None:
    page = Image.new("CMYK", (318, 216))
    page.save(path, save_all=True, append_images=[page])


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def packed(drawing: str) -> str:
    data = base64.b64encode(drawing.encode()).decode()
    return f'<image xlink:href="data:image/svg+xml;base64,{data}" width="9" height="9"/>'


def faults(folder: Path, name: str) -> set[str]:
    text = edition_text(book(editions=[{**EDITION, "cover_file": name}]), folder)
    return {finding.rule for finding in own_cover_faults(text, text.edition.cover_file)}


FAULTS: list[tuple[str, str, Callable[[Path], Any]]] = [
    ("PR390", "c.pdf", locked),
    ("PR390", "c.pdf", lambda path: path.write_bytes(b"%PDF-1.4\nnothing")),
    ("PR390", "c.png", lambda path: path.write_bytes(b"\x89PNG nothing")),
    ("PR390", "c.png", lambda path: pixels(path, "I;16")),
    ("PR389", "c.tif", several),
    ("PR391", "c.png", lambda path: pixels(path, "RGB")),
    ("PR391", "c.pdf", lambda path: pdf(path, "1 0 0 rg 99 99 50 50 re f")),
    ("PR391", "c.pdf", with_picture(20, "/DeviceRGB")),
    ("PR392", "c.svg", lambda path: svg(path, '<image xlink:href="photo.png" width="9" height="9"/>')),
    ("PR392", "c.svg", lambda path: svg(path, "<style>@import 'https://a.example/x.css';</style>")),
    ("PR392", "c.svg", lambda path: svg(path, '<rect fill="url(other.svg#a)" width="9" height="9"/>')),
    ("PR392", "c.svg", lambda path: svg(path, packed("<svg/>"))),
    ("PR393", "c.svg", lambda path: svg(path, "<text x='9' y='9'>Titre</text>")),
    ("PR394", "c.pdf", layered("/OFF")),
    ("PR395", "c.pdf", with_picture(60_000, "/DeviceGray")),
]  # fmt: skip
LOOKALIKES: list[tuple[str, Callable[[Path], Any]]] = [
    ("c.pdf", pdf),
    ("c.pdf", layered("/ON")),
    ("c.pdf", with_picture(20, "/DeviceGray")),
    ("c.pdf", with_picture(20, "/Separation")),
    ("c.tif", pixels),
    ("c.png", lambda path: pixels(path, "L")),
    ("c.png", lambda path: pixels(path, "RGB", icc_profile=srgb())),
    ("c.svg", lambda path: svg(path, '<defs><path id="p" d="M0 0h9v9z"/></defs><use xlink:href="#p"/><text> </text>')),
    ("gone.pdf", lambda path: None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "name", "write"), FAULTS, ids=[f"{n}-{rule}-{name}" for n, (rule, name, _) in enumerate(FAULTS)]
)
def test_a_fault_of_a_finished_cover_is_found(
    tmp_path: Path, rule: str, name: str, write: Callable[[Path], Any]
) -> None:
    write(tmp_path / name)
    assert faults(tmp_path, name) == {rule}


@pytest.mark.parametrize(("name", "write"), LOOKALIKES)
def test_what_only_looks_like_a_fault_is_none(
    tmp_path: Path, name: str, write: Callable[[Path], Any]
) -> None:
    write(tmp_path / name)
    assert faults(tmp_path, name) == set()


def test_a_face_that_is_not_in_the_finished_cover_is_found_on_the_page(tmp_path: Path) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf(
        tmp_path / "c.pdf", "0 0 0 1 k BT /F 20 Tf 200 300 Td (Titre) Tj ET", 1, {"/Font": Dictionary(F=font)}
    )
    text = edition_text(book(editions=[{**EDITION, "cover_file": "c.pdf"}]), tmp_path)
    made = make_cover(text, 192)
    found = check_pdf(made.artifacts[0].path, expected_cover(text, 192))
    assert "PR114" in {finding.rule for finding in found}


@pytest.mark.parametrize("press", [False, True], ids=["plain", "PDF/X-4"])
@pytest.mark.parametrize("name", ["c.tif", "c.jpg"])
def test_pixels_in_ink_stay_what_they_were(tmp_path: Path, name: str, press: bool) -> None:
    (tmp_path / "press.icc").write_bytes(press_profile())
    pixels(tmp_path / name)
    with Image.open(tmp_path / name) as picture:
        wanted = picture.getpixel((9, 9))
    asked = {"output_profile": "press.icc", "output_condition": "FOGRA39"} if press else {}
    text = edition_text(book(editions=[{**EDITION, "cover_file": name, **asked}]), tmp_path)
    with Pdf.open(make_cover(text, 192).artifacts[0].path) as opened:
        pictures = [
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image
        ]
        (shown,) = (pikepdf.PdfImage(one).as_pil_image() for one in pictures)
    assert shown.mode == "CMYK"
    assert shown.getpixel((9, 9)) == wanted


@pytest.mark.parametrize(("decode", "is_left"), [(None, False), ([0, 1] * 3, False), ([1, 0] * 3, True)])
def test_colours_that_are_turned_are_said_to_be_left(
    tmp_path: Path, decode: list[int] | None, is_left: bool
) -> None:
    (tmp_path / "press.icc").write_bytes(press_profile())
    with_picture(20, "/DeviceRGB")(tmp_path / "c.pdf")
    with Pdf.open(tmp_path / "c.pdf", allow_overwriting_input=True) as opened:
        if decode:
            opened.pages[0].obj.Resources.XObject.I.Decode = Array(decode)
        opened.pages[0].obj.Resources.XObject.I.write(
            zlib.compress(bytes([9, 99, 200]) * 400), filter=Name.FlateDecode
        )
        opened.save(tmp_path / "c.pdf")
    asked = {"output_profile": "press.icc", "output_condition": "FOGRA39", "cover_file": "c.pdf"}
    made = make_cover(edition_text(book(editions=[{**EDITION, **asked}]), tmp_path), 192)
    assert ("PR302" in {finding.rule for finding in made.findings}) is is_left


def test_a_picture_in_a_spot_ink_keeps_its_ink(tmp_path: Path) -> None:
    (tmp_path / "press.icc").write_bytes(press_profile())
    with_picture(20, "/Separation")(tmp_path / "c.pdf")
    asked = {"output_profile": "press.icc", "output_condition": "FOGRA39", "cover_file": "c.pdf"}
    text = edition_text(book(editions=[{**EDITION, **asked}]), tmp_path)
    with Pdf.open(make_cover(text, 192).artifacts[0].path) as opened:
        (picture,) = (
            one
            for one in opened.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image
        )
        assert picture.ColorSpace[0] == Name.Separation


def test_a_book_with_a_faulty_cover_is_not_released_and_says_why(tmp_path: Path) -> None:
    of = BookFolder.small(tmp_path).change(
        "book.yaml", "profile: office", "profile: office, cover-file: c.svg"
    )
    svg(tmp_path / "manuscript" / "c.svg", '<image xlink:href="photo.png" width="9" height="9"/>')
    assert "PR392" in {rule for rule, _, _ in of.findings("build", "cover")}
    assert of.dist == {}
