"""Characters that the text face has not: found before the pages are set, for Typst says nothing of them.

What the face's own table (cmap) lacks is set once on a probe, a page a character; the PDF of the probe tells
whether another face took it or nothing did.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from bookbuild._tools.typst import compile_pdf
from bookbuild.design import typ
from bookbuild.design.faces import characters_of, font_folders, is_of_family
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

_SHOWN = 8
"""Most pages that a finding names."""
_ASSUMED = frozenset(range(0x20, 0x180)) | frozenset(range(0x2010, 0x203B))
"""Latin and its punctuation: what the faces inside Typst, whose tables can't be read, surely have."""


MADE = ""
"""In `sources`, what bookbuild itself sets: titles, bylines, the words of book.yaml."""


@dataclass(frozen=True)
class Glyphs:
    """What is told of characters before the pages are set."""

    findings: list[Finding]
    faces: frozenset[str] = frozenset()
    """PostScript names of the faces that the findings tell of."""


def missing_glyphs(
    text: EditionText, sources: Mapping[str, str], face: str, tokens: Tokens, root: Path
) -> Glyphs:
    """Findings for the characters that the `face` of the text lacks, with the first line that has them.

    `sources` are the Typst sources by piece id, and under MADE what else is set; `root` is a folder for the probe.
    """
    covered = characters_of(face) or _ASSUMED
    lacking: dict[str, str] = {}
    for piece, source in sources.items():
        for char in _characters(_CODE.sub("", source)):
            if ord(char) not in covered:
                lacking.setdefault(char, piece)
    if not lacking:
        return Glyphs([])
    faces = dict(zip(lacking, _faces_that_took(list(lacking), face, tokens, root), strict=True))
    by_place: dict[tuple[Location | None, str], list[str]] = {}
    for char, piece in sorted(lacking.items()):
        by_place.setdefault((_first_line(text, char, piece), faces[char]), []).append(char)
    findings = [_finding(chars, at, took, face) for (at, took), chars in by_place.items()]
    return Glyphs(findings, frozenset(faces.values()) - {""})


def fallback_faces(
    faces: Mapping[str, Sequence[int]], tokens: Tokens, told: frozenset[str]
) -> Iterator[Finding]:
    """A finding for each face of the finished PDF that the design does not name, and of which nothing was told.

    `faces` are pages by PostScript name; `told` those that `missing_glyphs` has told of.
    """
    named = (tokens.face_text, tokens.face_display, tokens.face_code, tokens.face_math)
    for face, pages in faces.items():
        if face in told or any(is_of_family(face, family) for family in named):
            continue
        shown = ", ".join(map(str, pages[:_SHOWN])) + ("…" if len(pages) > _SHOWN else "")
        plural = "s" if len(pages) > 1 else ""
        yield rules.FALLBACK_FACE(
            f"{face} has set characters of page{plural} {shown} of the PDF",
            hint="Look there for a sign that the face of the code lacks, or for a drawing that names another face.",
        )


def _characters(source: str) -> Iterator[str]:
    return (char for char in sorted(set(source)) if char.isprintable() and char not in _UNSEEN)


def _faces_that_took(characters: list[str], face: str, tokens: Tokens, root: Path) -> Iterator[str]:
    """For each character the face it is set in; empty when no face has it."""
    root.mkdir(parents=True, exist_ok=True)
    faces = typ.array([typ.string(face), typ.string(tokens.face_fallback)])
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


def _finding(chars: list[str], at: Location | None, took: str, face: str) -> Finding:
    named = ", ".join(f"{char} (U+{ord(char):04X}, {_name(char)})" for char in chars)
    if took:
        return rules.FOREIGN_GLYPH(f"{face} lacks {named}: set in {took}", at)
    return rules.MISSING_GLYPH(
        f"no face has {named}",
        at,
        "Write it in letters, draw it as a picture, or choose a text face that has it.",
    )


def _name(char: str) -> str:
    return unicodedata.name(char, "a character without name").lower()


def _first_line(text: EditionText, char: str, piece: str) -> Location | None:
    """Where the manuscript has the character, or book.yaml; its file when the character was written as an entity."""
    own = [written.piece.file for written in text.pieces if written.piece.id == piece and written.piece.file]
    further = ["book.yaml", *(written.piece.file for written in text.pieces if written.piece.file)]
    for file in own or further:
        if line := _line_with(text.folder / file, char):
            return Location(file, line)
    return Location(own[0]) if own else None


def _line_with(path: Path, char: str) -> int:
    if not path.is_file():
        return 0
    lines = path.read_text("utf-8-sig", "replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if char in line), 0)
