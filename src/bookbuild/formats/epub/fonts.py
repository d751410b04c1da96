"""The fonts an edition asks for, as files of the package with a style sheet of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import TYPE_CHECKING

from bookbuild.book.order import slug
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.obfuscate import ENCRYPTION_NAME, encryption_xml, obfuscated
from bookbuild.formats.epub.package import identifier
from bookbuild.rules import epub_style as rules

if TYPE_CHECKING:
    from bookbuild.design.font_files import FontFile
    from bookbuild.formats.epub.subset import Face

_TYPES = {"ttf": "font/ttf", "otf": "font/otf"}
"""EPUB 3.3, 3.2."""
_TAG, _MATH = re.compile(r"<[^>]*>"), re.compile(r"<math\b.*?</math>", re.DOTALL)
_BODY = re.compile(r"<body\b.*</body>", re.DOTALL)
_CODE = re.compile(r"<(code|pre|kbd)\b.*?</\1>", re.DOTALL)
_SMALL_CAPITALS = re.compile(r"([^{}]+)\{[^}]*small-caps[^}]*\}")
_CLASS = re.compile(r"\.([\w-]+)")
_MADE_BY_READERS = frozenset(map(ord, " -\u00a0\u2010\u2011•◦▪0123456789."))
"""Hyphens at line ends, bullets and numbers of lists."""
_NOT_SEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cn", "Co"})
"""Unicode categories that leave no mark."""
_MOST_NAMED = 12


@dataclass(frozen=True)
class Fonts:
    """What is added to a package for its fonts."""

    items: Sequence[Item] = ()
    """The style sheet first."""
    meta_inf: Mapping[str, bytes] = field(default_factory=dict)
    findings: Sequence[Finding] = ()


def embedded_fonts(text: EditionText, pages: Iterable[Item], sheet: bytes) -> Fonts:
    """The fonts of `fonts:`, with the glyphs that the pages need; `sheet` says what is set in small capitals.

    The first family is the text's, the next the titles', one of fixed width the code's. That each file can be read
    and embedded is known (`preflight.editions`): raises FontFault otherwise.
    """
    if not text.edition.fonts:
        return Fonts()
    from bookbuild.design.font_files import FontFault, font_files  # fontTools is slow to load
    from bookbuild.formats.epub.subset import faces

    files = [file for name in text.edition.fonts for file in font_files(name, text.folder)]
    words = [item.data.decode() for item in pages if item.media_type == XHTML_TYPE]
    bodies = [_MATH.sub("", found[0]) for page in words if (found := _BODY.search(page))]
    whole = _characters(bodies)
    code = _characters(found[0] for body in bodies for found in _CODE.finditer(body))
    capitals = _small_capitals(sheet.decode(), words)
    made: list[tuple[FontFile, Face]] = []
    broken: list[Finding] = []
    for file in files:
        try:
            needed = (code if file.fixed else whole) | _MADE_BY_READERS
            made += [(file, face) for face in faces(file, needed, capitals)]
        except FontFault as error:
            broken.append(rules.FONT_UNREADABLE(str(error), at=Location("book.yaml")))
    items = [_item(face, number) for number, (_, face) in enumerate(made, start=1)]
    key = identifier(text)
    hidden = [not file.free or text.edition.obfuscate_fonts for file, _ in made]
    shipped = [
        replace(item, data=obfuscated(item.data, key)) if hide else item
        for item, hide in zip(items, hidden, strict=True)
    ]
    paths = [f"EPUB/{item.href}" for item, hide in zip(items, hidden, strict=True) if hide]
    faces_made = [face for _, face in made]
    css = Item("css-fonts", "styles/fonts.css", "text/css", _sheet(faces_made, items).encode())
    meta_inf = {ENCRYPTION_NAME: encryption_xml(sorted(paths))} if paths else {}
    return Fonts((css, *shipped), meta_inf, [*broken, *_incomplete(faces_made, whole)])


def _characters(texts: Iterable[str]) -> frozenset[int]:
    found: set[str] = set()
    for text in texts:
        found.update(unescape(_TAG.sub("", text)))
    upper = {letter for character in found for letter in character.upper()}  # small capitals made of capitals
    return frozenset(map(ord, found | upper))


def _small_capitals(sheet: str, pages: Iterable[str]) -> bool:
    """Whether a page has an element that the sheet sets in small capitals."""
    names = {name for rule in _SMALL_CAPITALS.finditer(sheet) for name in _CLASS.findall(rule[1])}
    used = re.compile(rf'class="[^"]*\b({"|".join(map(re.escape, names))})\b|<h4\b')
    return bool(names) and any(used.search(page) for page in pages)


def _item(face: Face, number: int) -> Item:
    suffix = "otf" if face.is_cff else "ttf"
    style = "".join(("bold" if face.bold else "regular", "-italic" if face.italic else ""))
    name = f"{slug(face.family)[:40]}-{style}-{number}"
    return Item(f"font-{number}", f"fonts/{name}.{suffix}", _TYPES[suffix], face.data)


def _sheet(faces: Sequence[Face], items: Sequence[Item]) -> str:
    """Rules that name each face, and who is set in which family."""
    rules = [
        f'@font-face {{ font-family: "{_name(face)}"; font-weight: {"bold" if face.bold else "normal"}; '
        f'font-style: {"italic" if face.italic else "normal"}; src: url("../{item.href}"); }}'
        for face, item in zip(faces, items, strict=True)
    ]
    prose = list(dict.fromkeys(_name(face) for face in faces if not face.fixed))
    code = next((_name(face) for face in faces if face.fixed), "")
    if prose:
        rules.append(f'body {{ font-family: "{prose[0]}", serif; }}')
    if len(prose) > 1:
        rules.append(f'h1, h2, h3, h4, h5, h6 {{ font-family: "{prose[1]}", serif; }}')
    if code:
        rules.append(f'code, kbd, pre {{ font-family: "{code}", monospace; }}')
    return "\n".join(("/* Only on request: a reader may prefer another. */", *rules, ""))


def _name(face: Face) -> str:
    return re.sub(r"[^\w .-]", "", face.family)


def _incomplete(faces: Sequence[Face], whole: frozenset[int]) -> list[Finding]:
    """One finding for the faces of the text that lack letters of the book."""
    findings = []
    text_family = next((face.family for face in faces if not face.fixed), "")
    for face in (face for face in faces if face.family == text_family):
        lacking = [chr(code) for code in sorted(whole - face.characters) if _is_seen(chr(code))]
        if lacking:
            style = " ".join(word for word, has in (("bold", face.bold), ("italic", face.italic)) if has)
            named = " ".join(lacking[:_MOST_NAMED]) + (" …" if len(lacking) > _MOST_NAMED else "")
            message = f"{face.family} {style or 'regular'} has no {named}"
            findings.append(rules.FONT_INCOMPLETE(message, at=Location("book.yaml")))
    return findings


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _NOT_SEEN
