"""Faces: where their files are, and which characters they have."""

import importlib.util
from functools import cache
from pathlib import Path

from bookbuild.errors import ToolMissing

_FACE_PACKAGE = "fontpkg_eb_garamond"
"""The wheel of the text face; Typst itself has Libertinus Serif, New Computer Modern and DejaVu Sans Mono."""

_FAMILY_NAME = 1
"""Entry of the OpenType `name` table."""


@cache
def font_folders() -> tuple[Path, ...]:
    """Folders of faces to give to Typst. Raises ToolMissing when the wheel of the text face is not there."""
    found = importlib.util.find_spec(_FACE_PACKAGE)
    if found is None or found.origin is None:
        raise ToolMissing("EB Garamond", "Run `pip install fontpkg-eb-garamond`.")
    return (Path(found.origin).parent / "files",)


_IN_PDF = {"New Computer Modern": "NewCM", "New Computer Modern Math": "NewCMMath"}
"""Beginnings of PostScript names of Typst's faces whose family is called otherwise."""


def is_of_family(name: str, family: str) -> bool:
    """Whether a PostScript name is that of a style of a family, as their makers write it.

    >>> is_of_family("EBGaramond-SemiBoldItalic", "EB Garamond")
    True
    >>> is_of_family("NewCM10-Regular", "New Computer Modern")
    True
    """
    begins = _IN_PDF.get(family, family.replace(" ", ""))
    return name.lower().startswith(begins.lower())


@cache
def characters_of(face: str) -> frozenset[int]:
    """Code points that every style of a face has; empty for Typst's own faces, which have no file."""
    from fontTools.ttLib import TTFont

    styles: list[frozenset[int]] = []
    for folder in font_folders():
        for path in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
            with TTFont(path, lazy=True) as font:
                if font["name"].getDebugName(_FAMILY_NAME) == face:
                    styles.append(frozenset(font.getBestCmap() or ()))
    return frozenset.intersection(*styles) if styles else frozenset()
