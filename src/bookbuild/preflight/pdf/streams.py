"""The bytes of a stream, never more than asked for: a kilobyte of a PDF can unpack to a gigabyte."""

import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name, Stream

FLATE = frozenset({"/FlateDecode", "/Fl"})
_TEXT = frozenset({"/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85"})
"""Filters whose result is smaller than what they read."""
_PIECE = 1 << 20
_LZW_GAIN = 2800
"""A code of 12 bits stands for at most 4,096 bytes (ISO 32000-1, 7.4.4)."""


class TooLarge(Exception):
    """A stream unpacks to more than it may, or cannot be unpacked."""


def bounded_bytes(stream: Stream, limit: int) -> bytes:
    """The unpacked bytes. Raises TooLarge."""
    try:
        raw = stream.read_raw_bytes()
        if unpacked_size(raw, filters(stream), limit) > limit:
            raise TooLarge
        return stream.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError) as error:
        raise TooLarge from error


def content_bytes(page: Any, limit: int) -> bytes:
    """All content of a page, its streams joined by line ends. Raises TooLarge."""
    said = page.get("/Contents")
    parts = list(said) if isinstance(said, Array) else [said]
    joined: list[bytes] = []
    for part in parts:
        if isinstance(part, Stream):
            joined.append(bounded_bytes(part, limit - sum(map(len, joined))))
    return b"\n".join(joined)


def filters(stream: Any) -> list[str]:
    """Names of the filters, the outermost first."""
    said = stream.get("/Filter", stream.get("/F"))
    return [str(one) for one in (said if isinstance(said, Array) else [said]) if isinstance(one, Name)]


def unpacked_size(raw: bytes, names: list[str], limit: int) -> int:
    """How many bytes come out, or a number above `limit` as soon as it is passed."""
    size, data = len(raw), raw
    for place, name in enumerate(names):
        if name in FLATE:
            data = _inflated(data, limit)
            size = len(data)
        elif name in _TEXT and place == len(names) - 1:
            return size
        elif name in _TEXT:
            return _coarse(size, names[place:])
        else:
            return _coarse(size, names[place:])
        if size > limit:
            break
    return size


def _coarse(size: int, names: list[str]) -> int:
    """The most that can come of filters that are not followed; pictures' own are never unpacked here."""
    for name in names:
        size *= 1032 if name in FLATE else _LZW_GAIN if name in {"/LZWDecode", "/LZW"} else 128
    return size


def _inflated(data: bytes, limit: int) -> bytes:
    """Unpacked as far as one byte beyond the limit; damaged data as far as they go."""
    unpacking = zlib.decompressobj()
    try:
        return unpacking.decompress(data, limit + 1)
    except zlib.error:
        return data
