"""Fonts of a few square letters, with any licence bits."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

INSTALLABLE, RESTRICTED, EDITABLE, NO_SUBSET, BITMAPS = 0, 2, 8, 0x100, 0x200
_HEAD_DATE = 3_000_000_000


def tiny_font(
    path: Path, letters: str, bits: int = INSTALLABLE, *, family: str = "Tiny", fixed: bool = False
) -> Path:
    """A TrueType font at `path` with these letters."""
    names = [".notdef", *(f"uni{ord(letter):04X}" for letter in letters)]
    pen = TTGlyphPen(None)
    for number, corner in enumerate([(0, 0), (0, 700), (500, 700), (500, 0)]):
        (pen.lineTo if number else pen.moveTo)(corner)
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"uni{ord(letter):04X}" for letter in letters})
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "licenseDescription": "OFL"})
    builder.setupOS2(sTypoAscender=800, fsType=bits)
    builder.setupPost(isFixedPitch=fixed)
    builder.font["head"].created = builder.font["head"].modified = _HEAD_DATE
    builder.font.recalcTimestamp = False
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.font.save(path)
    return path
