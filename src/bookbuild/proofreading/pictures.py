"""Pictures with too few pixels for the width they are printed in."""

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from bookbuild.document.manuscript import is_file, resolve_inside
from bookbuild.proofreading.proof import Picture, Proof, Remark
from bookbuild.rules import proofreading

LEAST_PPI = 150
"""Pixels an inch below which a photograph looks coarse in print; printers ask for 225 to 300."""
_MM_PER_INCH = 25.4
_SCREEN_PPI = 72.0
"""What a picture that names no resolution is set at (Typst 0.15), as far as the measure allows."""
_KINDS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF")
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)(%|mm|cm|in|pt|px)")
_UNITS_MM = {"mm": 1.0, "cm": 10.0, "in": _MM_PER_INCH, "pt": _MM_PER_INCH / 72, "px": _MM_PER_INCH / 96}


def coarse_pictures(proofs: Iterable[Proof], folder: Path, measure_mm: float) -> Iterator[Remark]:
    """Pictures that would be printed with less than LEAST_PPI; `measure_mm` is the width of the text."""
    for proof in proofs:
        for picture in proof.pictures:
            path = resolve_inside(folder, PurePosixPath(proof.file).parent, unquote(picture.address))
            size = _size(folder / path) if path else None
            if size and (remark := _coarse(picture, *size, measure_mm)):
                yield remark


def _coarse(picture: Picture, width_px: int, own_ppi: float, measure_mm: float) -> Remark | None:
    width_mm = _width_mm(picture.width, width_px, own_ppi, measure_mm)
    ppi = width_px / width_mm * _MM_PER_INCH
    if ppi >= LEAST_PPI:
        return None
    needed_px = -(-round(width_mm / _MM_PER_INCH * LEAST_PPI) // 10) * 10
    finding = proofreading.LOW_RESOLUTION(
        f"{picture.address} has {width_px} pixels for {width_mm:.0f} mm of paper: {ppi:.0f} ppi",
        picture.at,
        f"Use a picture at least {needed_px} pixels wide (better {needed_px * 2}), or print it smaller.",
    )
    return Remark(finding.rule, finding, picture.start, picture.start + len(picture.address))


def _width_mm(asked: str, width_px: int, own_ppi: float, measure_mm: float) -> float:
    """The width on paper: as asked for, else the picture's own; never more than the text's."""
    width = _WIDTH.fullmatch(asked)
    if width is None or not float(width[1]):
        return min(width_px / own_ppi * _MM_PER_INCH, measure_mm)
    if width[2] == "%":
        return min(float(width[1]), 100.0) / 100 * measure_mm
    return min(float(width[1]) * _UNITS_MM[width[2]], measure_mm)


def _size(path: Path) -> tuple[int, float] | None:
    """Pixels of width, and the resolution that the file itself names; None for what is no raster picture."""
    from PIL import Image, UnidentifiedImageError

    if not is_file(path):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the header alone is read
            with Image.open(path, formats=_KINDS) as picture:
                named = picture.info.get("dpi", (_SCREEN_PPI,))[0]
                return picture.width, float(named) if named and named > 1 else _SCREEN_PPI
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None  # `pictures` of NORMALISE has said so
