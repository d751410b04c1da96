"""JPEG and PNG files without what tells of camera, place and program; their pixels are not touched."""

import struct

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    [
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
        b"acTL",
        b"fcTL",
        b"fdAT",
        b"cICP",
    ]
)
"""Ancillary chunks (PNG, 11.3) that change how pixels look. Critical ones stay in any case."""
_CRITICAL = 0x20
"""This bit of a chunk's first letter is not set in a critical one (PNG, 5.4)."""
_SOI, _SCAN = b"\xff\xd8", 0xDA
_APP0, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE
_JPEG_KEPT = {_APP0: b"JFIF\0", _APP2: b"ICC_PROFILE\0", _APP14: b"Adobe"}
"""Application segments that a decoder needs, by how they begin (JPEG, B.2.4.6)."""


def without_metadata(data: bytes) -> bytes:
    """The same picture; the same bytes when there was nothing to take out, or the file is of another kind.

    The orientation goes too: a picture that has one must be turned first.
    """
    if data.startswith(_PNG_HEAD):
        return _stripped_png(data)
    return _stripped_jpeg(data) if data.startswith(_SOI) else data


def _stripped_jpeg(data: bytes) -> bytes:
    kept, place = [_SOI], 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != _SCAN:
        marker, (length,) = data[place + 1], struct.unpack_from(">H", data, place + 2)
        segment = data[place : place + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            return data
        if _is_kept(marker, segment[4:]):
            kept.append(segment)
        place += 2 + length
    return data if sum(map(len, kept)) == place else b"".join((*kept, data[place:]))


def _is_kept(marker: int, content: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if not _APP0 <= marker <= _APP15:
        return True
    return marker in _JPEG_KEPT and content.startswith(_JPEG_KEPT[marker])


def _stripped_png(data: bytes) -> bytes:
    kept, place = [_PNG_HEAD], len(_PNG_HEAD)
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        if not kind[0] & _CRITICAL or kind in _PNG_KEPT:
            kept.append(data[place : place + 12 + length])
        place += 12 + length
        if kind == b"IEND":
            break
    stripped = b"".join(kept)
    return data if len(stripped) == len(data) else stripped
