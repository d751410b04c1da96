"""Whether the bytes of a picture are a picture: whole, and as large as it says."""

import io
import zlib
from typing import Any

from PIL import Image

from bookbuild.preflight.pdf.colour import Space, space_of
from bookbuild.preflight.pdf.streams import FLATE, filters

_JPEG = frozenset({"/DCTDecode", "/DCT"})
_OTHERS = frozenset({"/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"})
"""Kinds whose bytes are not looked into."""
_PIECE = 1 << 20
_END = b"\xff\xd9"


def picture_fault(picture: Any) -> str:
    """What is wrong with the bytes of an image, in words; empty for nothing."""
    kinds = set(filters(picture))
    if kinds & _OTHERS:
        return ""
    try:
        width, height = int(picture.Width), int(picture.Height)
        if kinds & _JPEG:
            return _jpeg_fault(picture, width, height)
        bits, space = _bits_and_space(picture)
    except (TypeError, ValueError, AttributeError):
        return "does not say how large it is"
    if space.family in {"unknown", "Pattern"} or len(kinds) > 1:
        return ""
    needed = height * ((width * space.parts * bits + 7) // 8)
    have = _size(picture.read_raw_bytes(), kinds, needed)
    return f"has {have:,} of its {needed:,} bytes" if have < needed else ""


def _size(raw: bytes, kinds: set[str], needed: int) -> int:
    """How many bytes come out, as far as they are needed; what one of the older ways packs is not unpacked."""
    if not kinds & FLATE:
        return needed if kinds else len(raw)
    unpacking, size, at = zlib.decompressobj(), 0, 0
    try:
        while size < needed and at < len(raw) and not unpacking.eof:
            piece = unpacking.unconsumed_tail or raw[at : at + _PIECE]
            at += 0 if unpacking.unconsumed_tail else _PIECE
            size += len(unpacking.decompress(piece, _PIECE))
        while size < needed and unpacking.unconsumed_tail:
            size += len(unpacking.decompress(unpacking.unconsumed_tail, _PIECE))
    except zlib.error:
        pass  # what came before it is all there is
    return size


def _bits_and_space(picture: Any) -> tuple[int, Space]:
    if picture.get("/ImageMask", False):
        return 1, Space("Gray")
    return int(picture.BitsPerComponent), space_of(picture.get("/ColorSpace"))


def _jpeg_fault(picture: Any, width: int, height: int) -> str:
    """Of a JPEG that nothing else is packed around: its head is read, and its end looked for."""
    if len(filters(picture)) > 1:
        return ""
    data = picture.read_raw_bytes()
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as opened:
            size = opened.size
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return "is no JPEG, as it says"
    if size != (width, height):
        return f"is said to have {width} × {height} pixels and has {size[0]} × {size[1]}"
    return "" if _END in data[-4096:] else "breaks off"
