"""Resource records: pictures as they are, fonts in FONT records; counted from 1 in `kindle:embed` links.

A FONT record: `FONT`, length of the font (u32), flags (u32: 1 compressed, 2 obfuscated), where the data begins (u32:
24), length and place of the obfuscation's key (2 × u32), the data. We compress and never obfuscate.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.formats.kindle.kf8.archive import Archive
from bookbuild.formats.kindle.kf8.images import BrokenPicture, kindle_picture
from bookbuild.formats.kindle.kf8.numbers import base32
from bookbuild.formats.kindle.kf8.protection import Unlock
from bookbuild.formats.kindle.kf8.publication import Item

_FONT_HEAD_BYTES = 24
_COMPRESSED = 1
_FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
"""How TrueType and OpenType files begin; WOFF is not shown (KPG 10.3.8)."""
SVG_TYPE = "image/svg+xml"


def font_record(font: bytes) -> bytes:
    """A font, packed."""
    head = struct.pack(">IIIII", len(font), _COMPRESSED, _FONT_HEAD_BYTES, 0, 0)
    return b"FONT" + head + zlib.compress(font, 9)


@dataclass
class Resources:
    """Pictures and fonts, taken in as pages and style sheets ask for them: what nobody shows is not in the file."""

    archive: Archive
    items: Mapping[str, Item]
    """The manifest, by name."""
    unlocks: Mapping[str, Unlock]
    """How obfuscated fonts become plain."""
    largest_picture: int | None
    """In bytes; None for no limit."""
    records: list[bytes] = field(default_factory=list)
    has_fonts: bool = False
    refused: dict[str, str] = field(default_factory=dict)
    """Files that can't be shown, with the reason."""
    _links: dict[str, str | None] = field(default_factory=dict)

    def link(self, path: str) -> str | None:
        """The `kindle:embed` link of a picture or font of the EPUB; None when it can't be shown."""
        if path not in self._links:
            self._links[path] = self._taken(path)
        return self._links[path]

    def add(self, data: bytes) -> int:
        """Take a record in; gives its number, from 1."""
        self.records.append(data)
        return len(self.records)

    def _taken(self, path: str) -> str | None:
        item = self.items.get(path)
        if item is None or path not in self.archive:
            self.refused[path] = "it is not in the EPUB"
            return None
        data = self.archive.read(path)
        if item.media_type.startswith("image/"):
            return self._picture(path, data)
        return self._font(path, data)

    def _picture(self, path: str, data: bytes) -> str | None:
        try:
            picture, media_type = kindle_picture(data, self.largest_picture)
        except BrokenPicture as error:
            self.refused[path] = str(error)
            return None
        return f"kindle:embed:{base32(self.add(picture), 4)}?mime={media_type}"

    def _font(self, path: str, data: bytes) -> str | None:
        font = self.unlocks[path](data) if path in self.unlocks else data
        if not font.startswith(_FONTS):
            self.refused[path] = "it is no TrueType or OpenType font"
            return None
        self.has_fonts = True
        return f"kindle:embed:{base32(self.add(font_record(font)), 4)}"
