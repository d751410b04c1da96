"""How wide the glyphs of a PDF's face are, and which of its codes are spaces or missing glyphs."""

import re
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes

_TOUNICODE_BYTES = 2_000_000
_MOST_WIDTHS = 70_000
"""A face has at most 65,536 glyphs."""
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2,8})>\s*<([0-9A-Fa-f]{4})>")
_DESCENDING = frozenset(map(ord, "gjpqyçþŋşţģķļņŗµ"))
_SPACES = frozenset({0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x200A, 0x202F})


@dataclass(frozen=True)
class Face:
    """What is needed to place the text of one font."""

    name: str = ""
    """BaseFont, without the tag of its subset."""
    widths: dict[int, float] = field(default_factory=dict)
    """By code, in thousandths of the size; of a Type 3 face already scaled by its matrix."""
    default_width: float = 0.0
    code_bytes: int = 1
    spaces: frozenset[int] = frozenset({32})
    """Codes that print nothing."""
    descending: frozenset[int] = frozenset()
    """Codes of letters that reach below the line."""
    is_composite: bool = False
    identity: bool = False
    """Whether its codes are the glyphs' own numbers: then 0 is the missing glyph."""
    is_type3: bool = False

    def codes(self, text: bytes) -> list[int]:
        """The character codes of a shown string."""
        if self.code_bytes == 1:
            return list(text)
        return [text[n] << 8 | text[n + 1] for n in range(0, len(text) - 1, 2)]


UNKNOWN_FACE = Face(default_width=500.0)


def face_of(font: Any) -> Face:
    """The face of a font dictionary; what it does not say is guessed as a usual width."""
    if not isinstance(font, Dictionary):
        return UNKNOWN_FACE
    name = re.sub(r"^[A-Z]{6}\+", "", str(font.get("/BaseFont", "/")).lstrip("/"))
    try:
        if font.get("/Subtype") == Name.Type0:
            return _composite(name, font)
        return _simple(name, font)
    except (ValueError, TypeError, IndexError):  # a damaged font: qpdf gives whatever stands there
        return UNKNOWN_FACE


def _simple(name: str, font: Any) -> Face:
    first, widths = int(font.get("/FirstChar", 0)), font.get("/Widths")
    descriptor = font.get("/FontDescriptor")
    default = (
        float(descriptor.get("/MissingWidth", 0.0))
        if isinstance(descriptor, Dictionary) and widths
        else 500.0
    )
    is_type3 = font.get("/Subtype") == Name.Type3
    scale = abs(float(font.get("/FontMatrix", [0.001])[0])) * 1000 if is_type3 else 1.0
    by_code = (
        {first + n: float(width) * scale for n, width in enumerate(list(widths)[:256])}
        if isinstance(widths, Array)
        else {}
    )
    spaces, descending = _said_by(font, 1)
    return Face(
        name,
        by_code,
        default,
        spaces=frozenset({32, *spaces}),
        descending=descending or _DESCENDING,  # a simple face is in an encoding much like Latin 1
        is_type3=is_type3,
    )


def _composite(name: str, font: Any) -> Face:
    descendants = font.get("/DescendantFonts")
    inner = descendants[0] if isinstance(descendants, Array) and len(descendants) else Dictionary()
    spaces, descending = _said_by(font, 2)
    identity = str(font.get("/Encoding", "")) in {"/Identity-H", "/Identity-V"}
    return Face(
        name,
        dict(_composite_widths(inner.get("/W"))),
        float(inner.get("/DW", 1000)),
        code_bytes=2,
        spaces=spaces,
        descending=descending,
        is_composite=True,
        identity=identity,
    )


def _composite_widths(said: Any) -> list[tuple[int, float]]:
    """`/W`: `first [w w …]` and `first last w` (ISO 32000-1, 9.7.4.3)."""
    found: list[tuple[int, float]] = []
    items = list(said) if isinstance(said, Array) else []
    at = 0
    while at + 1 < len(items) and len(found) < _MOST_WIDTHS:
        first = int(items[at])
        if isinstance(items[at + 1], Array):
            found += [(first + n, float(width)) for n, width in enumerate(items[at + 1])]
            at += 2
        elif at + 2 < len(items):
            last = min(int(items[at + 1]), first + _MOST_WIDTHS - len(found))
            found += [(code, float(items[at + 2])) for code in range(first, last + 1)]
            at += 3
        else:
            break
    return found


def _said_by(font: Any, code_bytes: int) -> tuple[frozenset[int], frozenset[int]]:
    """Codes that the font's ToUnicode says are spaces, and those of letters that reach below the line."""
    said = font.get("/ToUnicode")
    if not isinstance(said, Stream):
        return frozenset(), frozenset()
    try:
        data = bounded_bytes(said, _TOUNICODE_BYTES)
    except TooLarge:
        return frozenset(), frozenset()
    pairs = [
        (int(code, 16), int(character, 16))
        for code, character in _PAIR.findall(data)
        if len(code) == 2 * code_bytes
    ]
    return (
        frozenset(code for code, character in pairs if character in _SPACES),
        frozenset(code for code, character in pairs if character in _DESCENDING),
    )
