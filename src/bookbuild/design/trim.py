"""Trim: the size of the finished page, in millimetres, and how a person writes it."""

import re
from dataclasses import dataclass
from functools import cache

from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder

MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72

_SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|\"|″)?", re.IGNORECASE)
_MM = {"mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, '"': MM_PER_INCH, "″": MM_PER_INCH}
_SMALLEST_MM, _LARGEST_MM = 50.0, 600.0
"""Outside these a number was meant in another unit."""


DEFAULT_TRIM = "livre-blanc"
"""Of an edition that names none."""


class UnknownTrim(ValueError):
    """Neither a name of styles/trims.yaml nor a size; the message says what would be understood."""


@dataclass(frozen=True)
class Trim:
    """Width and height of the trimmed page, in millimetres; portrait or not."""

    width_mm: float
    height_mm: float

    def __str__(self) -> str:
        return f"{self.width_mm:g} × {self.height_mm:g} mm"


def parse_trim(text: str) -> Trim:
    """The trim that a name (`a5`), millimetres (`150x210`) or inches (`5.5x8.5in`) mean; width comes first.

    Raises UnknownTrim, also for a size under 50 mm or over 600 mm: then inches were taken for millimetres.
    """
    named = trims()
    if text.strip().lower() in named:
        return named[text.strip().lower()]
    size = _SIZE.fullmatch(text.strip())
    if size is None:
        raise UnknownTrim(
            f"“{text}” is no trim size: write 150x210 (mm), 5.5x8.5in, or one of {', '.join(named)}."
        )
    unit_mm = _MM[(size[3] or "mm").lower()]
    width_mm, height_mm = (round(float(n.replace(",", ".")) * unit_mm, 3) for n in size.group(1, 2))
    if not all(_SMALLEST_MM <= side_mm <= _LARGEST_MM for side_mm in (width_mm, height_mm)):
        raise UnknownTrim(f"“{text}” would be a page of {width_mm:g} × {height_mm:g} mm: is the unit right?")
    return Trim(width_mm, height_mm)


@cache
def trims() -> dict[str, Trim]:
    """The named trims of styles/trims.yaml."""
    with (styles_folder() / "trims.yaml").open(encoding="utf-8") as file:
        named = YAML(typ="safe").load(file)
    return {name: Trim(float(width), float(height)) for name, (width, height) in named.items()}
