"""Characters that the text face has not: found before the pages are set, for Typst says nothing of them.

What the face's own table (cmap) lacks is set once on a probe, a page a character; the PDF of the probe tells
whether another face took it or nothing did.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

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
"""Characters that need no glyph: joiners, soft hyphen, variation selectors, and the thin space we write as U+2006."""
_CODE = re.compile(r'#(?:listing|raw)\("(?:[^"\\]|\\.)*"')
"""Code has a face of its own with more symbols; what only code uses is not asked of the text face."""


def missing_glyphs(
    text: EditionText, sources: Mapping[str, str], tokens: Tokens, root: Path
) -> list[Finding]:
    """A finding for each character that the text face lacks, with the first line of the manuscript that has it.

    `sources` are the Typst sources by piece id; `root` is a folder for the probe.
    """
    covered = characters_of(tokens.face_text)
    lacking: dict[str, str] = {}
    for piece, source in sources.items():
        for char in _characters(_CODE.sub("", source)):
            if ord(char) not in covered:
                lacking.setdefault(char, piece)
    if not covered or not lacking:
        return []
    faces = dict(zip(lacking, _faces_that_took(list(lacking), tokens, root), strict=True))
    return [_finding(text, char, piece, faces[char], tokens) for char, piece in sorted(lacking.items())]


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
    fonts = page.obj.get("/Resources", {}).get("/Font", {})
    for operands, operator in pikepdf.parse_content_stream(page, "Tj TJ"):
        shown = operands[0] if str(operator) == "TJ" else [operands[0]]
        codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
        if not codes.strip(b"\0"):
            return ""
    names = [str(font["/BaseFont"]).rpartition("+")[2] for font in fonts.values()]
    return names[0] if names else ""


def _finding(text: EditionText, char: str, piece: str, face: str, tokens: Tokens) -> Finding:
    name = unicodedata.name(char, "a character without name").lower()
    said = f"{char} (U+{ord(char):04X}, {name})"
    at = _first_place(text, char, piece)
    if face:
        return rules.FOREIGN_GLYPH(f"{tokens.face_text} has no {said}: it is set in {face}", at)
    return rules.MISSING_GLYPH(
        f"no face has {said}",
        at,
        "Write it in letters, draw it as a picture, or choose a text face that has it.",
    )


def _first_place(text: EditionText, char: str, piece: str) -> Location | None:
    """Where the manuscript has the character; its file when the character was written as an entity."""
    file = next((written.piece.file for written in text.pieces if written.piece.id == piece), None)
    if file is None:
        return None
    for number, line in enumerate(
        (text.folder / file).read_text("utf-8-sig", "replace").splitlines(), start=1
    ):
        if (column := line.find(char)) >= 0:
            return Location(file, number, column + 1)
    return Location(file)
