"""A cover that a designer has finished: looked at, and put where Typst can place it."""

import shutil
from pathlib import Path, PurePosixPath

import pikepdf
from PIL import Image, UnidentifiedImageError

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
_RASTER = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".tiff": "TIFF"}
_NAME = "own"
_EXPORT = "Export it anew, without a password."
_Placed = tuple[Path | None, list[Finding]]
"""The file in Typst's folder, None when it can't be used, and what is wrong with it."""


def place_own(text: EditionText, root: Path, size: CoverSize) -> tuple[Path | None, list[Finding]]:
    """Put the edition's own cover into `root`, in a form that Typst places unchanged; None, and why not, else."""
    named = text.edition.cover_file.file if text.edition.cover_file else ""
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


def _whole(size: CoverSize) -> Trim:
    """The sheet with its bleed."""
    sheet = size.sheet
    return Trim(round(sheet.width_mm + 2 * size.bleed_mm, 2), round(sheet.height_mm + 2 * size.bleed_mm, 2))


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
    return _copied(source, root, _size_findings(source.name, have, size))


def _copied(source: Path, root: Path, found: list[Finding]) -> _Placed:
    """The file as it is, where nothing is wrong with it."""
    if found:
        return None, found
    return Path(shutil.copyfile(source, root / f"{_NAME}{source.suffix.lower()}")), []


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
        return None, [rules.OWN_COVER_SIZE(message, _BOOK, _wanted(size))]
    return _copied(source, root, _size_findings(source.name, have, size))


def _raster(source: Path, root: Path, size: CoverSize) -> _Placed:
    """By its proportions: pixels are stretched to the sheet, and their resolution is measured on the finished page."""
    try:
        with Image.open(source, formats=sorted(set(_RASTER.values()))) as picture:
            whole = _whole(size)
            width, height = picture.size
            share = (width / height) / (whole.width_mm / whole.height_mm) - 1
            if abs(share) > _NEAR_SHARE:
                ppi = picture.info.get("dpi", (0, 0))[0]
                have = (
                    Trim(*(round(float(n / ppi * MM_PER_INCH), 1) for n in (width, height))) if ppi else None
                )
                said = f"{width} × {height} pixels" + (f", {have} at {float(ppi):g} ppi" if have else "")
                message = f"The cover {source.name} has {said}: other proportions than {whole}."
                return None, [rules.OWN_COVER_SIZE(message, _BOOK, _wanted(size))]
            return _placed_raster(source, picture, root), []
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        return None, [rules.OWN_COVER_UNREADABLE(f"The cover {source.name} can’t be read: {error}", _BOOK)]
    return []


def _placed_raster(source: Path, picture: Image.Image, root: Path) -> Path:
    """JPEG and PNG as they are; TIFF as PNG, or with its inks as JPEG of the highest quality, for PNG has no CMYK."""
    if picture.format != "TIFF":
        return Path(shutil.copyfile(source, root / f"{_NAME}.{'jpg' if picture.format == 'JPEG' else 'png'}"))
    profile = picture.info.get("icc_profile")
    kept = {"icc_profile": profile} if profile else {}
    if picture.mode == "CMYK":
        picture.save(root / f"{_NAME}.jpg", "JPEG", quality=100, subsampling=0, **kept)
        return root / f"{_NAME}.jpg"
    flat = picture if picture.mode in {"1", "L", "RGB", "RGBA", "P"} else picture.convert("RGB")
    flat.save(root / f"{_NAME}.png", "PNG", **kept)
    return root / f"{_NAME}.png"


def _size_findings(name: str, have: Trim, size: CoverSize) -> list[Finding]:
    """A file that has not the sheet's size with its bleed."""
    whole = _whole(size)
    if _near(have, whole):
        return []
    if size.bleed_mm and _near(have, size.sheet):
        message = f"The cover {name} has the trimmed size, {have}, and no bleed."
        return [rules.OWN_COVER_BLEED(message, _BOOK, _wanted(size))]
    return [rules.OWN_COVER_SIZE(f"The cover {name} is {have}; it must be {whole}.", _BOOK, _wanted(size))]


def _near(one: Trim, other: Trim) -> bool:
    return abs(one.width_mm - other.width_mm) <= _NEAR_MM and abs(one.height_mm - other.height_mm) <= _NEAR_MM


def _wanted(size: CoverSize) -> str:
    panel = f"two panels of {size.panel.width_mm:g} mm, a spine of {size.spine_mm:g} mm"
    around = f"{size.bleed_mm:g} mm of bleed" if not size.wrap_mm else f"{size.wrap_mm:g} mm of wrap"
    return f"Make it {_whole(size)}: {panel}, {around}. `bookbuild build cover --guides` draws it."
