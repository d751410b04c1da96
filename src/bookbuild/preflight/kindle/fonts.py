"""Fonts in the book: of a kind Kindle takes, and free to be embedded."""

import io
from collections.abc import Iterator
from struct import error as struct_error

from fontTools.ttLib import TTFont, TTLibError

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_file import EpubFault
from bookbuild.preflight.kindle.book import Book
from bookbuild.rules import kindle_style as rules

_SUFFIXES = (".ttf", ".otf", ".woff", ".woff2", ".ttc", ".pfb", ".eot")
_OPENTYPE = (b"\0\1\0\0", b"OTTO", b"true")
_KINDS = {b"wOFF": "WOFF", b"wOF2": "WOFF2", b"ttcf": "a font collection", b"%!PS": "Type 1"}
_RESTRICTED = 0x0002
"""fsType, bit 1: restricted licence embedding."""


def font_findings(book: Book) -> Iterator[Finding]:
    """Faults of the font files; obfuscated ones are the lock's matter."""
    for path, item in book.items.items():
        is_font = "font" in item.media_type or path.lower().endswith(_SUFFIXES)
        if not is_font or path not in book.package.names or path in book.package.locked:
            continue
        try:
            data = book.package.archive.read(path)
        except EpubFault as error:
            yield book.say(rules.FONT_KIND, str(error), path)
            continue
        if data[:4] not in _OPENTYPE:
            kind = _KINDS.get(data[:4], "no OpenType font")
            yield book.say(rules.FONT_KIND, f"{path} is {kind}", path, hint="Embed the OTF or TTF.")
        else:
            yield from _licence_findings(book, path, data)


def _licence_findings(book: Book, path: str, data: bytes) -> Iterator[Finding]:
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            rights = font["OS/2"].fsType
    except (TTLibError, OSError, ValueError, KeyError, AssertionError, struct_error) as error:
        yield book.say(rules.FONT_KIND, f"{path} can’t be read: {error}", path)
        return
    if rights & 0xF == _RESTRICTED:
        message = f"{path} is marked as not to be embedded (fsType {rights})"
        yield book.say(rules.FONT_LICENCE, message, path, hint="Ask for a licence, or take another face.")
