"""A raster picture as its recipient takes it: in RGB, upright, of a sensible size; else byte for byte as it is."""

import io
from math import sqrt

from PIL import Image, ImageOps

from bookbuild.design.image_limits import ImageLimits
from bookbuild.formats.epub.colour import is_srgb, to_srgb
from bookbuild.formats.epub.strip import without_metadata

_COLOURS = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""Pillow modes that every reading system shows; CMYK is refused by shops."""
_ORIENTATION, _UPRIGHT = 0x0112, 1
"""Tag of Exif, and its value for a picture that stands as it is shown."""
_PNG_DEPTH = 24
"""Place of the bits a channel in a PNG file (PNG, 11.2.1)."""
_QUALITY_STEP = 5
_SHRINK = 0.85


def settled(data: bytes, format: str, limits: ImageLimits) -> bytes:
    """The picture as JPEG, PNG or GIF (`format`) within the limits, never larger than it was.

    One that is right already keeps its pixels and, when it has no metadata, its bytes. Raises OSError when it can't
    be decoded.
    """
    stripped = without_metadata(data)
    with Image.open(io.BytesIO(data)) as picture:
        if picture.format == format and _is_right(picture, stripped, limits):
            return stripped
        upright = ImageOps.exif_transpose(picture)
        return encoded(_within(to_srgb(upright), limits.max_pixels), format, limits)


def encoded(picture: Image.Image, format: str, limits: ImageLimits) -> bytes:
    """The file, coarser or smaller than asked only where it would have more than the bytes allowed."""
    quality = limits.jpeg_quality
    while True:
        data = jpeg(picture, quality) if format == "JPEG" else _lossless(picture, format)
        if len(data) <= limits.max_bytes or min(picture.size) < 2:
            return data
        if format == "JPEG" and quality - _QUALITY_STEP >= limits.jpeg_quality_least:
            quality -= _QUALITY_STEP
        else:
            picture = _resized(picture, _SHRINK)


def jpeg(picture: Image.Image, quality: int = 90) -> bytes:
    """A picture as baseline JPEG with a JFIF head, RGB, without metadata."""
    out = io.BytesIO()
    flat(picture).save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def flat(picture: Image.Image) -> Image.Image:
    """A picture in RGB; what shines through is white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        if clear.getchannel("A").getextrema() == (255, 255):  # nothing shines through
            return clear.convert("RGB")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def _is_right(picture: Image.Image, stripped: bytes, limits: ImageLimits) -> bool:
    if picture.format == "PNG" and stripped[_PNG_DEPTH] > 8:
        return False
    return (
        picture.mode in _COLOURS
        and picture.width * picture.height <= limits.max_pixels
        and len(stripped) <= limits.max_bytes
        and picture.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
        and is_srgb(picture)
    )


def _within(picture: Image.Image, most: int) -> Image.Image:
    pixels = picture.width * picture.height
    return picture if pixels <= most else _resized(picture, sqrt(most / pixels))


def _resized(picture: Image.Image, scale: float) -> Image.Image:
    size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _lossless(picture: Image.Image, format: str) -> bytes:
    """PNG or GIF. Not `optimize`: three times the time for one hundredth of the bytes (screenshots of 4 Mpx)."""
    out = io.BytesIO()
    picture.save(out, format)
    return out.getvalue()
