"""Faces: where their files are, and which characters they have."""

import importlib.util
from functools import cache
from pathlib import Path

from bookbuild.errors import ToolMissing

_FACE_PACKAGE = "fontpkg_eb_garamond"
"""The wheel that brings the text face; Typst brings Libertinus Serif, New Computer Modern and DejaVu Sans Mono."""


@cache
def font_folders() -> tuple[Path, ...]:
    """Folders of faces to give to Typst. Raises ToolMissing when the wheel of the text face is not installed."""
    found = importlib.util.find_spec(_FACE_PACKAGE)
    if found is None or found.origin is None:
        raise ToolMissing("EB Garamond", "Run `pip install fontpkg-eb-garamond`.")
    return (Path(found.origin).parent / "files",)


@cache
def characters_of(face: str) -> frozenset[int]:
    """Code points that every style of a face has; empty when its files are not among ours (Typst's own faces)."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 — loads slowly, and only print asks

    styles: list[frozenset[int]] = []
    for folder in font_folders():
        for path in sorted((*folder.glob("*.ttf"), *folder.glob("*.otf"))):
            with TTFont(path, lazy=True) as font:
                names = font["name"]
                if face in {names.getBestFamilyName(), names.getDebugName(1)}:
                    styles.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*styles) if styles else frozenset()
