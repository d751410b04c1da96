"""A font file as the faces a book uses: upright or slanted, regular and bold, with the glyphs of its text only."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from bookbuild.design.font_files import READ_FAULTS, FontFault, FontFile

_REGULAR, _BOLD, _BOLD_FROM = 400, 700, 600
_ITALIC, _OBLIQUE = 0x001, 0x200
"""Bits of OS/2 fsSelection."""
_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
"""Entries of the `name` table that stay: copyright and licence with the rest (OFL 1.1, 2)."""
_SMALL_CAPITALS = ("smcp", "c2sc")
_FIGURES = ("onum", "lnum", "pnum", "tnum", "sups", "subs", "ordn")


@dataclass(frozen=True)
class Face:
    """One face of a family."""

    family: str
    bold: bool
    italic: bool
    fixed: bool
    """As of the file."""
    data: bytes
    characters: frozenset[int]
    """Code points that the face had before it was subset."""

    @property
    def is_cff(self) -> bool:
        """Whether its outlines are PostScript's: an .otf."""
        return self.data[:4] == b"OTTO"


@lru_cache(maxsize=16)
def faces(file: FontFile, text: frozenset[int], small_capitals: bool) -> tuple[Face, ...]:
    """The faces of a file with the glyphs for the code points `text`; whole when its licence forbids subsetting.

    A variable font is pinned to a regular and a bold: older reading systems know no axes. Raises FontFault when a
    table that was not read before is broken. Kept for the next edition.
    """
    try:
        return tuple(_faces(file, text, small_capitals))
    except READ_FAULTS as error:
        raise FontFault(f"{file.path.name} can’t be subset: {error}") from error


def _faces(file: FontFile, text: frozenset[int], small_capitals: bool) -> Iterator[Face]:
    font = file.open()
    if not file.may_subset:
        yield _face(file, font, file.data, bold=None)
        return
    whole = frozenset(font.getBestCmap())
    _subset(font, text, small_capitals)
    small = _saved(font)
    for weight in _weights(font):  # after the subset: a variable font has much to reckon for each glyph
        pinned = replace(file, data=small).open()
        if "fvar" in pinned:
            places = {axis.axisTag: axis.defaultValue for axis in pinned["fvar"].axes}
            instantiateVariableFont(pinned, places | ({"wght": weight} if weight else {}), inplace=True)
        bold = weight == _BOLD if weight else None
        yield replace(_face(file, pinned, _saved(pinned), bold), characters=whole)


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def _weights(font: TTFont) -> list[int]:
    """The weights to be pinned; [0] for a font without that axis."""
    axis = (
        next((axis for axis in font["fvar"].axes if axis.axisTag == "wght"), None) if "fvar" in font else None
    )
    if axis is None:
        return [0]
    return [weight for weight in (_REGULAR, _BOLD) if axis.minValue <= weight <= axis.maxValue] or [0]


def _face(file: FontFile, font: TTFont, data: bytes, bold: bool | None) -> Face:
    known = font.get("OS/2")
    selection = known.fsSelection if known else 0
    return Face(
        file.family,
        bold=bold if bold is not None else bool(known and known.usWeightClass >= _BOLD_FROM),
        italic=bool(selection & (_ITALIC | _OBLIQUE)) or font["post"].italicAngle != 0,
        fixed=file.fixed,
        data=data,
        characters=frozenset(font.getBestCmap() or ()),
    )


def _subset(font: TTFont, text: frozenset[int], small_capitals: bool) -> None:
    options = Options()
    options.layout_features = [
        *Options._layout_features_default,
        *_FIGURES,
        *(_SMALL_CAPITALS if small_capitals else ()),
    ]
    options.name_IDs, options.name_languages = _NAMES, ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.ignore_missing_unicodes = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=text)
    subsetter.subset(font)
