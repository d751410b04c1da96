"""The size in print that an SVG drawing says of itself."""

import re
from pathlib import Path

from lxml import etree

from bookbuild.design.trim import MM_PER_INCH, Trim

_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(mm|cm|in|pt|pc|px|q)?\s*", re.IGNORECASE)
_MM = {"mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, "pt": MM_PER_INCH / 72, "pc": MM_PER_INCH / 6, "q": 0.25}
_PX_MM = MM_PER_INCH / 96
"""CSS Values 4, 6.2: a pixel without a device."""


def svg_size_mm(path: Path) -> Trim | None:
    """Width and height in mm (SVG 2, 8.9); of a drawing without them its viewBox taken as pixels; None without either.

    The file has been parsed before, and is SVG.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.parse(path, parser).getroot()
    sides = [_length_mm(root.get(name, "")) for name in ("width", "height")]
    if sides[0] and sides[1]:
        return Trim(round(sides[0], 3), round(sides[1], 3))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        _, _, width, height = (float(part) for part in box)
    except ValueError:
        return None
    return Trim(round(width * _PX_MM, 3), round(height * _PX_MM, 3)) if width > 0 and height > 0 else None


def _length_mm(text: str) -> float:
    """0 for a length that depends on what is around."""
    size = _LENGTH.fullmatch(text)
    return float(size[1]) * _MM.get((size[2] or "px").lower(), _PX_MM) if size else 0.0
