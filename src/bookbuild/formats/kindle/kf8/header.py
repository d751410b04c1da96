"""Record 0: the PalmDOC header (16 bytes), the MOBI header (264), EXTH, the title, and room.

All numbers are big-endian; offsets are those of record 0. Fields that are not named here are zero, or NULL where
KindleGen writes NULL.
"""

import struct
from dataclasses import dataclass

from bookbuild.formats.kindle.kf8.numbers import NULL
from bookbuild.formats.kindle.kf8.records import EXTRA_DATA_FLAGS

_HEADER_BYTES = 264
_BYTES = 16 + _HEADER_BYTES
_ROOM = 8192
"""Zeros after the title, where a device may write."""
_COMPRESSED = 2
_TYPE_BOOK, _UTF8, _VERSION = 2, 65001, 8
_HAS_EXTH, _HAS_FONTS = 0x50, 0x1000
_LANGUAGES = {
    "af": 54, "ar": 1, "bg": 2, "ca": 3, "cs": 5, "cy": 82, "da": 6, "de": 7, "el": 8, "en": 9, "es": 10, "et": 37,
    "eu": 45, "fa": 41, "fi": 11, "fr": 12, "ga": 60, "gl": 86, "he": 13, "hi": 57, "hr": 26, "hu": 14, "id": 33,
    "is": 15, "it": 16, "ja": 17, "ko": 18, "la": 118, "lt": 39, "lv": 38, "nb": 20, "nl": 19, "nn": 20, "no": 20,
    "pl": 21, "pt": 22, "ro": 24, "ru": 25, "sk": 27, "sl": 36, "sr": 26, "sv": 29, "ta": 73, "th": 30, "tr": 31,
    "uk": 34, "vi": 42, "zh": 4,
}  # fmt: skip
"""Primary language identifiers of Windows ([MS-LCID]); the whole tag is in EXTH 524."""
_ENGLISH = 9


@dataclass(frozen=True)
class Layout:
    """Where the records are, by number; NULL for what the book lacks."""

    text_bytes: int
    """Of all flows before compression."""
    text_records: int
    first_other: int
    """The first record that is no text."""
    fragments: int
    skeletons: int
    guide: int
    contents: int
    resources: int
    fdst: int
    flows: int
    """How many flows there are."""
    flis: int
    fcis: int


def header_record(title: str, language: str, uid: int, layout: Layout, exth: bytes, has_fonts: bool) -> bytes:
    """Record 0. `uid` is the file's own number, 32 bits."""
    name = title.encode()
    record = bytearray(_BYTES)
    struct.pack_into(
        ">HHIHHHH", record, 0, _COMPRESSED, 0, layout.text_bytes, layout.text_records, 4096, 0, 0
    )
    record[16:20] = b"MOBI"

    def put(offset: int, *numbers: int) -> None:
        struct.pack_into(f">{len(numbers)}I", record, offset, *numbers)

    put(20, _HEADER_BYTES, _TYPE_BOOK, _UTF8, uid, _VERSION)
    put(40, *[NULL] * 10)
    put(80, layout.first_other, _BYTES + len(exth), len(name), lcid(language))
    put(104, _VERSION, layout.resources)
    put(128, _HAS_EXTH | (_HAS_FONTS if has_fonts else 0))
    put(164, NULL, NULL)
    put(192, layout.fdst, layout.flows, layout.fcis, 1, layout.flis, 1)
    put(224, NULL, 0, NULL, NULL, EXTRA_DATA_FLAGS, layout.contents, layout.fragments, layout.skeletons)
    put(256, NULL, layout.guide, NULL, 0, NULL, 0)  # 256: DATP, which only dictionaries and comics have
    return bytes(record) + exth + name + b"\0" * _ROOM


def lcid(language: str) -> int:
    """Windows' number for the language of a tag; English for those that have none here.

    >>> lcid("fr-CA")
    12
    """
    return _LANGUAGES.get(language.lower().partition("-")[0], _ENGLISH)


def flis_record() -> bytes:
    """FLIS: the same in every book."""
    return b"FLIS" + struct.pack(">IHHIIHHIII", 8, 65, 0, 0, NULL, 1, 3, 3, 1, NULL)


def fcis_record(text_bytes: int) -> bytes:
    """FCIS: repeats the length of the text, else the same in every book."""
    return b"FCIS" + struct.pack(">IIIIIIIIIIHHI", 20, 16, 2, 0, text_bytes, 0, 40, 0, 40, 8, 1, 1, 0)


END = b"\xe9\x8e\r\n"
"""The last record."""
