"""PDF/X files made by hand: a clean one of four pages, and ways to spoil it."""

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, StreamDecodeLevel, String

from bookbuild.design.profile import Figure, Profile, load_profile
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.preflight.pdf.check import check_pdf
from bookbuild.preflight.pdf.expected import Expected
from tests.formats.print.icc import press_profile

A5 = Trim(148, 210)
BLEED_PT = 3 / MM_PER_POINT
WIDTH_PT, HEIGHT_PT = A5.width_mm / MM_PER_POINT, A5.height_mm / MM_PER_POINT
X0, Y0 = BLEED_PT, BLEED_PT
X1, Y1 = X0 + WIDTH_PT, Y0 + HEIGHT_PT
TEXT = b"0 0 0 1 k BT /F1 11 Tf 80 300 Td (Bonjour) Tj ET "
X4, X1A = "PDF/X-4", "PDF/X-1a:2003"
STAMP, ISO = "D:20260301000000Z", "2026-03-01T00:00:00Z"
Spoil = Callable[[Pdf], None]


def figure(value: float) -> Figure:
    """A number of a profile."""
    return Figure(value, "default", "the tests")


def printer(**changes: Any) -> Profile:
    """An offset printer who says everything."""
    said = replace(
        load_profile("offset-eu"),
        file_mb=figure(10),
        line_pt=figure(0.25),
        type_pt=figure(6),
        line_art_ppi=figure(600),
        blank_run=figure(2),
    )
    return replace(said, **changes)


def expected(profile: Profile | None = None, **changes: Any) -> Expected:
    """A5 with 3 mm of bleed, for that printer."""
    return replace(Expected(A5, 3, profile=profile or printer()), **changes)


def make_file(
    path: Path,
    spoil: Spoil = lambda pdf: None,
    standard: str = X4,
    pages: int = 4,
    version: str = "",
    object_streams: bool = False,
    content: bytes = b"",
) -> Path:
    """A clean PDF/X file with a word on each page, spoilt at last. `content` comes after the word on page 3."""
    with Pdf.new() as pdf:
        font = pdf.make_indirect(_font(pdf))
        for number in range(pages):
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, X1 + BLEED_PT, Y1 + BLEED_PT]),
                BleedBox=Array([0, 0, X1 + BLEED_PT, Y1 + BLEED_PT]),
                TrimBox=Array([X0, Y0, X1, Y1]),
                Resources=Dictionary(Font=Dictionary(F1=font)),
                Contents=pdf.make_stream(TEXT + content if number == 2 else TEXT),
            )
            pdf.pages.append(Page(pdf.make_indirect(page)))
        _identity(pdf, standard)
        spoil(pdf)
        pdf.save(
            path,
            force_version=version or ("1.4" if standard == X1A else "1.6"),
            object_stream_mode=ObjectStreamMode.generate if object_streams else ObjectStreamMode.disable,
            stream_decode_level=StreamDecodeLevel.none,
            compress_streams=False,
            deterministic_id=True,
        )
    return path


def _font(pdf: Pdf) -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Face"), FontFile3=pdf.make_stream(b"face")
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name("/ABCDEF+Face"),
        FirstChar=32,
        Widths=Array([500] * 95),
        FontDescriptor=descriptor,
    )


def _identity(pdf: Pdf, standard: str) -> None:
    for key, value in {
        "Title": "Un livre", "Creator": "tests", "Producer": "tests", "CreationDate": STAMP, "ModDate": STAMP
    }.items():  # fmt: skip
        pdf.docinfo[f"/{key}"] = String(value)
    pdf.docinfo["/Trapped"] = Name("/False")
    if standard == X1A:
        pdf.docinfo["/GTS_PDFXVersion"] = String(X1A)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = "Un livre"
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = ISO
        xmp["pdf:Trapped"] = "False"
        if standard == X4:
            xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = X4
        for key in ("DocumentID", "VersionID", "RenditionClass"):
            xmp[f"{{http://ns.adobe.com/xap/1.0/mm/}}{key}"] = "1"
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("FOGRA39"),
                RegistryName=String("http://www.color.org"),
                Info=String("FOGRA39"),
                DestOutputProfile=pdf.make_stream(press_profile(), N=4),
            )
        ]
    )


def picture(pdf: Pdf, pixels: tuple[int, int] = (600, 600), space: Any = Name.DeviceGray, **more: Any) -> Any:
    """An image without tones; its ink is none."""
    width, height = pixels
    count = {Name.DeviceGray: 1, Name.DeviceRGB: 3, Name.DeviceCMYK: 4}.get(space, 1)
    bits = more.get("BitsPerComponent", 8)
    data = bytes(height * ((width * count * bits + 7) // 8))
    said = {
        "Type": Name.XObject, "Subtype": Name.Image, "Width": width, "Height": height, "ColorSpace": space,
        "BitsPerComponent": 8, "Filter": Name.FlateDecode, **more,
    }  # fmt: skip
    return pdf.make_stream(zlib.compress(data), **said)


def put(pdf: Pdf, content: bytes, page: int = 3, **resources: Dictionary) -> None:
    """More content on a page (from 1), with resources of its own."""
    held = pdf.pages[page - 1].obj
    fonts = held.Resources.Font
    held.Resources = Dictionary({"/Font": fonts, **{f"/{kind}": named for kind, named in resources.items()}})
    held.Contents = pdf.make_stream(held.Contents.read_bytes() + content)


def rules(path: Path, wanted: Expected | None = None) -> set[str]:
    """Which rules a file breaks."""
    return {finding.rule for finding in check_pdf(path, wanted or expected())}
