"""A cover that a designer has finished: looked at, and put where Typst can place it."""

import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, UnidentifiedImageError

from bookbuild.book.model import CoverFile
from bookbuild.design.trim import MM_PER_INCH, MM_PER_POINT, Trim
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.manuscript import resolve_inside
from bookbuild.filters.normalise.pictures import MAX_BYTES, fault_of
from bookbuild.formats.content import EditionText
from bookbuild.formats.print.cover_size import CoverSize
from bookbuild.formats.print.svg_size import svg_size_mm
from bookbuild.rules import manuscript
from bookbuild.rules import own_cover as rules

_BOOK = Location("book.yaml")
_NEAR_MM = 0.5
"""A difference that nobody sees, and most programs make."""
_NEAR_SHARE = 0.004
"""Of a picture without a size in print: how far its proportions may differ."""
_MEANT = 1.25
"""A picture that would be printed up to so many times as large, or as small, at its own resolution says its size by it."""
_RASTER = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".tiff": "TIFF"}
_WHOLE_FROM = 1.3
"""A file this many times as wide as the front, for its height, was meant as the whole cover."""
OWN_WHOLE, OWN_FRONT = "own", "own-front"
_EXPORT = "Export it anew, without a password."
_Placed = tuple[Path | None, list[Finding]]
"""The file in Typst's folder, None when it can't be used, and what is wrong with it."""


@dataclass(frozen=True)
class _Aim:
    """What a file was meant as, by its proportions: the whole cover, or its front."""

    is_front: bool
    trimmed: Trim
    full: Trim
    """With bleed, or wrap, on all four sides."""

    @property
    def stem(self) -> str:
        """Name of the file in Typst's folder."""
        return OWN_FRONT if self.is_front else OWN_WHOLE


def _aim(size: CoverSize, shape: float) -> _Aim:
    """`shape` is the file's width by its height."""
    is_front = shape < _WHOLE_FROM * size.panel.width_mm / size.panel.height_mm
    trimmed = size.panel if is_front else size.sheet
    around_mm = size.bleed_mm + (size.wrap_mm if is_front else 0.0)
    width_mm, height_mm = (round(n + 2 * around_mm, 2) for n in (trimmed.width_mm, trimmed.height_mm))
    return _Aim(is_front, trimmed, Trim(width_mm, height_mm))


def place_own(text: EditionText, root: Path, size: CoverSize, file: CoverFile | None) -> _Placed:
    """Put a finished cover into `root`, in a form that Typst places unchanged; None, and why not, else.

    It is called OWN_WHOLE or OWN_FRONT.
    """
    named = file.file if file else ""
    path = resolve_inside(text.folder, PurePosixPath(), named)
    if path is None:
        return None, [manuscript.OUTSIDE_BOOK(f"The cover {named} is not in the book’s folder.", _BOOK)]
    source = text.folder / path
    if not source.is_file():
        return None, [manuscript.IMAGE_MISSING(f"The cover {named} is not there.", _BOOK)]
    if source.suffix.lower() == ".pdf":
        return _pdf(source, root, size)
    if source.suffix.lower() not in {*_RASTER, ".svg"}:
        return None, [manuscript.IMAGE_FORMAT(f"The cover {named} is no PDF, TIFF, JPEG, PNG or SVG.", _BOOK)]
    if fault := fault_of(source):
        return None, [fault[0](f"The cover {named}: {fault[1]}", _BOOK)]
    return _svg(source, root, size) if source.suffix.lower() == ".svg" else _raster(source, root, size)


def _pdf(source: Path, root: Path, size: CoverSize) -> _Placed:
    """One page of the sheet's size with its bleed; drawn on without being changed."""
    if source.stat().st_size > MAX_BYTES:
        return None, [manuscript.IMAGE_TOO_LARGE(f"The cover has over {MAX_BYTES // 1_000_000} MB.", _BOOK)]
    try:
        with pikepdf.open(source) as pdf:
            pages = len(pdf.pages)
            box = [float(side) for side in pdf.pages[0].mediabox] if pages else []
            turn = int(pdf.pages[0].obj.get("/Rotate", 0)) if pages else 0
            marked = pages == 1 and not _bleeds_to_media(pdf.pages[0])
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError) as error:
        return None, [
            rules.OWN_COVER_UNREADABLE(f"The cover {source.name} can’t be read: {error}", _BOOK, _EXPORT)
        ]
    if pages != 1:
        message = f"The cover {source.name} has {pages} pages."
        return None, [rules.OWN_COVER_PAGES(message, _BOOK, "Export back, spine and front as one page.")]
    have = Trim(round((box[2] - box[0]) * MM_PER_POINT, 2), round((box[3] - box[1]) * MM_PER_POINT, 2))
    if turn % 180:
        have = Trim(have.height_mm, have.width_mm)
    if marked:
        message = f"The cover {source.name} has crop marks or other room around its bleed."
        hint = "Export it without marks: bookbuild draws them on request."
        return None, [rules.OWN_COVER_SIZE(message, _BOOK, hint)]
    return _copied(source, root, have, size)


def _copied(source: Path, root: Path, have: Trim, size: CoverSize) -> _Placed:
    """The file as it is, where nothing is wrong with its size."""
    if min(have.width_mm, have.height_mm) <= 0:
        return None, [rules.OWN_COVER_UNREADABLE(f"The cover {source.name} is a page without size.", _BOOK)]
    aim = _aim(size, have.width_mm / have.height_mm)
    if found := _size_findings(source.name, have, size, aim):
        return None, found
    return Path(shutil.copyfile(source, root / f"{aim.stem}{source.suffix.lower()}")), []


def _bleeds_to_media(page: pikepdf.Page) -> bool:
    """Whether nothing lies outside the bleed."""
    if "/BleedBox" not in page.obj:
        return True
    bleed, media = page.obj.BleedBox, page.mediabox
    return all(
        abs(float(one) - float(other)) * MM_PER_POINT <= _NEAR_MM
        for one, other in zip(bleed, media, strict=True)
    )


def _svg(source: Path, root: Path, size: CoverSize) -> _Placed:
    """By the size it says; without one by its proportions, for a drawing has no resolution."""
    have = svg_size_mm(source)
    if have is None:
        message = f"The cover {source.name} says neither its size nor a viewBox."
        hint = _wanted(size, _aim(size, size.sheet.width_mm / size.sheet.height_mm))
        return None, [rules.OWN_COVER_SIZE(message, _BOOK, hint)]
    return _copied(source, root, have, size)


def _raster(source: Path, root: Path, size: CoverSize) -> _Placed:
    """By the size that it says at its resolution, where that may be meant; else by its proportions.

    Pixels are stretched to the sheet, and their resolution is measured on the finished page.
    """
    try:
        with Image.open(source, formats=sorted(set(_RASTER.values()))) as picture:
            width, height = picture.size
            aim = _aim(size, width / height)
            have = _size_meant(picture, aim)
            if have and (found := _size_findings(source.name, have, size, aim)):
                return None, found
            if not have and not _has_shape(picture, aim.full):
                wrong = rules.OWN_COVER_BLEED if _has_shape(picture, aim.trimmed) else rules.OWN_COVER_SIZE
                message = f"The cover {source.name} has {width} × {height} pixels: other proportions than {aim.full}."
                return None, [wrong(message, _BOOK, _wanted(size, aim))]
            return _placed_raster(source, picture, root / aim.stem), []
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        return None, [rules.OWN_COVER_UNREADABLE(f"The cover {source.name} can’t be read: {error}", _BOOK)]
    return []


def _size_meant(picture: Image.Image, aim: _Aim) -> Trim | None:
    """The size in print by the resolution that the picture says; None where that is a program's default, as 72."""
    across, down = (float(ppi) for ppi in picture.info.get("dpi", (0, 0)))
    if min(across, down) <= 1:
        return None
    height_mm = picture.height / down * MM_PER_INCH
    if not 1 / _MEANT < height_mm / aim.full.height_mm < _MEANT:
        return None
    return Trim(round(picture.width / across * MM_PER_INCH, 1), round(height_mm, 1))


def _has_shape(picture: Image.Image, trim: Trim) -> bool:
    """Whether its proportions are those of this size."""
    return abs(picture.width / picture.height / (trim.width_mm / trim.height_mm) - 1) <= _NEAR_SHARE


def _placed_raster(source: Path, picture: Image.Image, target: Path) -> Path:
    """JPEG and PNG as they are; TIFF as PNG, or with its inks as a page of a PDF, for PNG has no CMYK."""
    if picture.format != "TIFF":
        return Path(
            shutil.copyfile(source, target.with_suffix(".jpg" if picture.format == "JPEG" else ".png"))
        )
    profile = picture.info.get("icc_profile")
    kept = {"icc_profile": profile} if profile else {}
    if picture.mode == "CMYK":
        return _ink_page(picture, profile, target.with_suffix(".pdf"))
    flat = picture if picture.mode in {"1", "L", "RGB", "RGBA", "P"} else picture.convert("RGB")
    flat.save(target.with_suffix(".png"), "PNG", **kept)
    return target.with_suffix(".png")


def _ink_page(picture: Image.Image, profile: bytes | None, target: Path) -> Path:
    """A PDF of one page that is a picture in CMYK, every pixel as it was."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=picture.size)
        space: Any = Name.DeviceCMYK
        if profile and profile[16:20] == b"CMYK":  # ICC.1:2022, 7.2.6
            space = Array([Name.ICCBased, pdf.make_stream(profile, N=4, Alternate=Name.DeviceCMYK)])
        pixels = pdf.make_stream(
            zlib.compress(picture.tobytes()),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            BitsPerComponent=8,
            ColorSpace=space,
            Filter=Name.FlateDecode,
        )
        page = pdf.pages[0].obj
        page.Resources = Dictionary(XObject=Dictionary(I=pixels))
        page.Contents = pdf.make_stream(f"{picture.width} 0 0 {picture.height} 0 0 cm /I Do".encode())
        pdf.save(target, deterministic_id=True)
    return target


def _size_findings(name: str, have: Trim, size: CoverSize, aim: _Aim) -> list[Finding]:
    """A file that has not the size of the sheet, or the front, with its bleed."""
    whole = aim.full
    if _near(have, whole):
        return []
    if aim.full != aim.trimmed and _near(have, aim.trimmed):
        message = f"The cover {name} has the trimmed size, {have}, and no bleed."
        return [rules.OWN_COVER_BLEED(message, _BOOK, _wanted(size, aim))]
    around = [have.width_mm - aim.trimmed.width_mm, have.height_mm - aim.trimmed.height_mm]
    asked_mm = aim.full.height_mm - aim.trimmed.height_mm
    if abs(around[0] - around[1]) <= _NEAR_MM and 0 < min(around) < asked_mm:
        message = f"The cover {name} is {have}: {min(around) / 2:.1f} mm of bleed, where {asked_mm / 2:g} mm are asked for."
        return [rules.OWN_COVER_BLEED(message, _BOOK, _wanted(size, aim))]
    return [
        rules.OWN_COVER_SIZE(f"The cover {name} is {have}; it must be {whole}.", _BOOK, _wanted(size, aim))
    ]


def _near(one: Trim, other: Trim) -> bool:
    return abs(one.width_mm - other.width_mm) <= _NEAR_MM and abs(one.height_mm - other.height_mm) <= _NEAR_MM


def _wanted(size: CoverSize, aim: _Aim) -> str:
    panel = f"two panels of {size.panel.width_mm:g} mm, a spine of {size.spine_mm:g} mm"
    panel += f", two flaps of {size.flap_mm:g} mm" if size.flap_mm else ""
    around = f"{size.bleed_mm:g} mm of bleed" if not size.wrap_mm else f"{size.wrap_mm:g} mm of wrap"
    if aim.is_front:
        return f"Make the front {aim.full}, {aim.trimmed} when it is trimmed; or the whole cover."
    return f"Make it {aim.full}: {panel}, {around}. `bookbuild build cover --guides` draws it."
