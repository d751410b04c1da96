"""Faces: where their files are, and which characters they have."""

import importlib.util
from functools import cache
from pathlib import Path

from bookbuild.errors import ToolMissing

_FACE_PACKAGES = {
    "fontpkg_eb_garamond": "EB Garamond",
    "fontpkg_source_serif_4": "Source Serif 4",
    "fontpkg_source_sans_3": "Source Sans 3",
}
"""The wheels of the designs' faces; Typst itself has Libertinus Serif, New Computer Modern and DejaVu Sans Mono."""

_TYPOGRAPHIC_FAMILY, _FAMILY_NAME = 16, 1
"""Entries of the OpenType `name` table; where the first is, the second has a weight in it."""


@cache
def font_folders() -> tuple[Path, ...]:
    """Folders of faces to give to Typst. Raises ToolMissing when the wheel of one is not there."""
    return tuple(_folder(package, face) for package, face in _FACE_PACKAGES.items())


def _folder(package: str, face: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ToolMissing(face, f"Run `pip install {package.replace('_', '-')}`.")
    return Path(found.origin).parent / "files"


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
                names = font["name"]
                family = names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY_NAME)
                if family == face:
                    styles.append(frozenset(font.getBestCmap() or ()))
    return frozenset.intersection(*styles) if styles else frozenset()
