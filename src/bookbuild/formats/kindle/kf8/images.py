"""Pictures as a Kindle shows them: JPEG with its JFIF head first, PNG or GIF, in records that are not too large."""

import io
import struct

from PIL import Image

LARGEST_BYTES = 127 * 1024
"""A picture record of over 128 KB closes the reader on some devices when it is scrolled in (kindling #25)."""
THUMBNAIL_PX = (330, 470)
"""Width and height that the shelf of an e-ink Kindle asks for."""
_AS_THEY_ARE = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
_COLOURS = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_QUALITIES = (90, 80, 70, 60)
"""Tried in turn before a picture is made smaller."""
_SMALLER = 0.8
_JFIF = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + struct.pack(">BBBHHBB", 1, 1, 1, 96, 96, 0, 0)
"""An APP0 segment: JFIF 1.01, 96 dots an inch, no thumbnail. Kindle wants it before any Exif (kindling #43)."""


class BrokenPicture(ValueError):
    """It can't be decoded."""


def kindle_picture(data: bytes, most: int | None = LARGEST_BYTES) -> tuple[bytes, str]:
    """The picture and its media type: the same bytes when a Kindle takes them, else written anew.

    `most` is how many bytes it may have; None for no limit. Raises BrokenPicture.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            media_type = _AS_THEY_ARE.get(picture.format or "")
            if media_type and picture.mode in _COLOURS:
                kept = jfif_first(data) if media_type == "image/jpeg" else data
                if most is None or len(kept) <= most:
                    return kept, media_type
            return _rewritten(picture, most)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise BrokenPicture(str(error)) from error


def thumbnail(data: bytes) -> bytes:
    """A small JPEG of the cover, for the shelf. `data` is a picture that can be decoded."""
    with Image.open(io.BytesIO(data)) as picture:
        flat = _flat(picture)
        flat.thumbnail(THUMBNAIL_PX, Image.Resampling.LANCZOS)
        return _jpeg(flat, 85)


def jfif_first(data: bytes) -> bytes:
    """A JPEG whose first segment is JFIF's; one that has it later, or not at all, gets one. Pixels are not touched."""
    if data[2:4] == b"\xff\xe0" and data[6:11] == b"JFIF\0":
        return data
    return data[:2] + _JFIF + data[2:]


def _rewritten(picture: Image.Image, most: int | None) -> tuple[bytes, str]:
    """Line art as PNG while it fits, else JPEG of falling quality, then of falling size."""
    if picture.format != "JPEG" and picture.mode in {"1", "L", "P"} | (
        {"RGB", "RGBA"} if most is None else set()
    ):
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
        if most is None or out.tell() <= most:
            return out.getvalue(), "image/png"
    flat = _flat(picture)
    while True:
        for quality in _QUALITIES:
            data = _jpeg(flat, quality)
            if most is None or len(data) <= most or max(flat.size) < 64:
                return data, "image/jpeg"
        width, height = flat.size
        flat = flat.resize(
            (max(1, int(width * _SMALLER)), max(1, int(height * _SMALLER))), Image.Resampling.LANCZOS
        )


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, dpi=(96, 96))
    return out.getvalue()


def _flat(picture: Image.Image) -> Image.Image:
    """In RGB or grey; what shines through is white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("L" if picture.mode in {"1", "L"} else "RGB")
