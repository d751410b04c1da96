"""The head of a JPEG as Kindle wants it: JFIF first, no Exif, the picture itself untouched.

A marker segment is FF, its kind, and two bytes of length that count themselves (ITU-T T.81, B.1.1.4).
"""

import io
import warnings

from PIL import Image, ImageOps

from bookbuild.formats.epub.raster import jpeg

_START, _SCAN, _ADOBE = 0xD8, 0xDA, 0xEE
_APPLICATIONS = range(0xE0, 0xF0)
_COMMENT = 0xFE
_PROFILE = b"ICC_PROFILE\0"
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""Version 1.1, square pixels, no thumbnail (JFIF 1.02)."""
_ORIENTATION = 0x0112
"""Exif tag; 1 is upright."""


def jfif_first(data: bytes) -> bytes:
    """The same picture with a JFIF head first, and without Exif, XMP and comments.

    A picture that its Exif turns is turned for good, which writes it anew. One that is read as something
    else without Adobe's segment is written anew too. Raises OSError when it can't be decoded.
    """
    if data[2:4] == b"\xff\xe0" and data[6:10] == b"JFIF" and b"Exif\0" not in data[:65_536]:
        return data
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Exif that is odd goes anyway
        with Image.open(io.BytesIO(data)) as picture:
            if picture.getexif().get(_ORIENTATION, 1) != 1:
                return jpeg(ImageOps.exif_transpose(picture))
            head = _head(data)
            return jpeg(picture) if head is None else head


def _head(data: bytes) -> bytes | None:
    """The bytes with another head; None when the segments can't be followed, or Adobe's is among them."""
    kept = [b"\xff\xd8", _JFIF]
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        kind, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if kind == _SCAN:
            return b"".join((*kept, data[place:]))
        if kind in {_ADOBE, _START} or length < 2:
            return None
        segment = data[place : place + 2 + length]
        if (kind not in _APPLICATIONS and kind != _COMMENT) or segment[4:].startswith(_PROFILE):
            kept.append(segment)
        place += 2 + length
    return None
