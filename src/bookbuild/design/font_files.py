"""Font files that an e-book asks for: found, opened, and their licence bits read (OpenType 1.9, OS/2 fsType)."""

import io
import logging
import struct
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from bookbuild.design.faces import font_folders

LARGEST_FONT_BYTES = 64 * 1024 * 1024
"""Faces of Chinese and Japanese have some twenty."""
_SUFFIXES = frozenset({".ttf", ".otf"})
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
"""Entries of the `name` table."""
_RESTRICTED, _KINDS, _NO_SUBSET, _BITMAPS_ONLY = 0x2, 0xE, 0x100, 0x200
"""Of fsType: 0 in `_KINDS` is installable; where several bits are set, the least strict counts."""
READ_FAULTS = (
    TTLibError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    AssertionError,
    AttributeError,
    TypeError,
)
"""What fontTools raises for broken tables."""

logging.getLogger("fontTools").addHandler(logging.NullHandler())  # its remarks are not for the terminal


class FontFault(ValueError):
    """The file is missing, outside the book, or no font; the message says which."""


class FontForbidden(FontFault):
    """Its licence bits forbid embedding."""


@dataclass(frozen=True)
class FontFile:
    """A font that may be embedded."""

    path: Path
    data: bytes
    family: str
    fixed: bool
    """Whether all letters have one width: for code."""
    may_subset: bool
    free: bool
    """Whether anybody may install it; else it is obfuscated in a book."""

    def open(self) -> TTFont:
        """A font object that keeps its date; tables are read when they are asked for."""
        return _open(self.data)


def font_files(name: str, folder: Path) -> tuple[FontFile, ...]:
    """The files that one entry of `fonts:` means: a path inside the book's folder, or a face that bookbuild has.

    Raises FontFault, FontForbidden.
    """
    if Path(name).suffix.lower() in _SUFFIXES:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            raise FontFault(f"{name} is outside the book’s folder")
        return (read_font(path, name),)
    found = [
        read_font(path, path.name)
        for place in font_folders()
        for path in sorted((*place.glob("*.ttf"), *place.glob("*.otf")))
    ]
    faces = tuple(file for file in found if file.family == name)
    if not faces:
        known = ", ".join(sorted({file.family for file in found}))
        raise FontFault(f"“{name}” is neither a .ttf or .otf file nor a face bookbuild has ({known})")
    return faces


def read_font(path: Path, name: str) -> FontFile:
    """The file at `path`, called `name` in messages. Raises FontFault, FontForbidden."""
    if not path.is_file():
        raise FontFault(f"there is no {name}")
    if path.stat().st_size > LARGEST_FONT_BYTES:
        raise FontFault(f"{name} is larger than {LARGEST_FONT_BYTES // 1024 // 1024} MB")
    data = path.read_bytes()
    try:
        font = _open(data)
        names = font["name"]
        family = names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY) or path.stem
        bits = font["OS/2"].fsType if "OS/2" in font else 0
        fixed = bool(font["post"].isFixedPitch)
        if not font.getBestCmap():
            raise FontFault(f"{name} has no letters")
    except FontFault:
        raise
    except READ_FAULTS as error:
        raise FontFault(f"{name} is no font that can be read: {error}") from error
    if bits & _KINDS == _RESTRICTED:
        raise FontForbidden(f"{name}: its licence forbids embedding (fsType {bits:#06x})")
    if bits & _BITMAPS_ONLY:
        raise FontForbidden(f"{name}: its licence lets only bitmaps be embedded (fsType {bits:#06x})")
    return FontFile(path, data, family, fixed, not bits & _NO_SUBSET, bits & _KINDS == 0)


def _open(data: bytes) -> TTFont:
    return TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
