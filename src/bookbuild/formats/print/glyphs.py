"""Characters that the text face has not: found before the pages are set, for Typst says nothing of them.

What the face's own table (cmap) lacks is set once on a probe, a page a character; the PDF of the probe tells
whether another face took it or nothing did.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf

from bookbuild._tools.typst import compile_pdf
from bookbuild.design import typ
from bookbuild.design.faces import characters_of, font_folders
from bookbuild.design.tokens import Tokens
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import EditionText
from bookbuild.rules import print as rules

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u202f\u2006") | {
    chr(n) for n in range(0xFE00, 0xFE10)
}
"""Need no glyph: joiners, soft hyphen, variation selectors, and the thin space, written as U+2006."""
_CODE = re.compile(r'#(?:listing|raw)\("(?:[^"\\]|\\.)*"')
"""Code has a face of its own with more symbols; what only code uses is not asked of the text face."""

_ASSUMED = frozenset(range(0x20, 0x180)) | frozenset(range(0x2010, 0x203B))
"""Latin and its punctuation: what the faces inside Typst, whose tables can't be read, surely have."""


def missing_glyphs(
    text: EditionText, sources: Mapping[str, str], tokens: Tokens, root: Path
) -> list[Finding]:
    """Findings for the characters that the text face lacks, with the first manuscript line that has them.

    `sources` are the Typst sources by piece id; `root` is a folder for the probe.
    """
    covered = characters_of(tokens.face_text) or _ASSUMED
    lacking: dict[str, str] = {}
    for piece, source in sources.items():
        for char in _characters(_CODE.sub("", source)):
            if ord(char) not in covered:
                lacking.setdefault(char, piece)
    if not lacking:
        return []
    faces = dict(zip(lacking, _faces_that_took(list(lacking), tokens, root), strict=True))
    by_place: dict[tuple[Location | None, str], list[str]] = {}
    for char, piece in sorted(lacking.items()):
        by_place.setdefault((_first_line(text, char, piece), faces[char]), []).append(char)
    return [_finding(chars, at, face, tokens) for (at, face), chars in by_place.items()]


def _characters(source: str) -> Iterator[str]:
    return (char for char in sorted(set(source)) if char.isprintable() and char not in _UNSEEN)


def _faces_that_took(characters: list[str], tokens: Tokens, root: Path) -> Iterator[str]:
    """For each character the face it is set in; empty when no face has it."""
    root.mkdir(parents=True, exist_ok=True)
    faces = typ.array([typ.string(tokens.face_text), typ.string(tokens.face_fallback)])
    pages = "\n#pagebreak()\n".join(f"#text({typ.string(char)})" for char in characters)
    (root / "glyphs.typ").write_text(f'#set text(font: {faces}, lang: "fr")\n{pages}\n', encoding="utf-8")
    compile_pdf(root, "glyphs.typ", root / "glyphs.pdf", font_folders())
    with pikepdf.open(root / "glyphs.pdf") as pdf:
        for page in pdf.pages:
            yield _face_on(page)


def _face_on(page: pikepdf.Page) -> str:
    """The face of the one glyph on a page; Typst 0.15 writes a missing one as glyph 0 of a subset."""
    for instruction in pikepdf.parse_content_stream(page, "Tj TJ"):
        shown = instruction.operands[0]
        parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
        if not b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String)).strip(b"\0"):
            return ""
    fonts: Any = page.obj.get("/Resources", {}).get("/Font", {})  # type: ignore[call-overload]
    names = [str(font["/BaseFont"]).rpartition("+")[2].removesuffix("-Identity-H") for font in fonts.values()]
    return names[0] if names else ""


def _finding(chars: list[str], at: Location | None, face: str, tokens: Tokens) -> Finding:
    named = ", ".join(f"{char} (U+{ord(char):04X}, {_name(char)})" for char in chars)
    if face:
        return rules.FOREIGN_GLYPH(f"{tokens.face_text} lacks {named}: set in {face}", at)
    return rules.MISSING_GLYPH(
        f"no face has {named}",
        at,
        "Write it in letters, draw it as a picture, or choose a text face that has it.",
    )


def _name(char: str) -> str:
    return unicodedata.name(char, "a character without name").lower()


def _first_line(text: EditionText, char: str, piece: str) -> Location | None:
    """Where the manuscript has the character; its file when the character was written as an entity."""
    file = next((written.piece.file for written in text.pieces if written.piece.id == piece), None)
    if file is None:
        return None
    lines = (text.folder / file).read_text("utf-8-sig", "replace").splitlines()
    return Location(file, next((n for n, line in enumerate(lines, start=1) if char in line), 0))
