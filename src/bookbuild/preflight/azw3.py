"""A finished AZW3 read again: do its records fit together? Light; the text is not unpacked."""

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import kindle_azw3 as rules

_HEAD_BYTES = 78
_RECORD_BYTES = 4096
_NULL = 0xFFFFFFFF
_POINTERS = (
    (192, b"FDST", "limits of the flows"),
    (200, b"FCIS", "FCIS"),
    (208, b"FLIS", "FLIS"),
    (244, b"INDX", "contents"),
    (248, b"INDX", "fragments"),
    (252, b"INDX", "skeletons"),
    (260, b"INDX", "landmarks"),
)
"""Offset in record 0 of a record's number, how that record begins, and what it is."""
_MAY_LACK = frozenset({244, 260})


def check_azw3(path: Path) -> list[Finding]:
    """Every fault of the file's structure; none for a file that opens."""
    at = Location(path.name)
    try:
        records = _records(path.read_bytes())
        return [rules.AZW3_BROKEN(f"{path.name}: {fault}", at) for fault in _faults(records)]
    except (ValueError, struct.error, IndexError) as error:
        return [rules.AZW3_BROKEN(f"{path.name} is no Palm database of a book: {error}", at)]


def _records(data: bytes) -> list[bytes]:
    """The records. Raises ValueError for what is no Palm database with a book in it."""
    if data[60:68] != b"BOOKMOBI":
        raise ValueError("it is of another type")
    (count,) = struct.unpack_from(">H", data, 76)
    offsets = [struct.unpack_from(">I", data, _HEAD_BYTES + 8 * number)[0] for number in range(count)]
    limits = [*offsets, len(data)]
    if not offsets or any(begin > end for begin, end in pairwise(limits)):
        raise ValueError("its records overlap or are cut off")
    return [data[begin:end] for begin, end in pairwise(limits)]


def _faults(records: list[bytes]) -> Iterator[str]:
    head = records[0]
    version, (flags,) = struct.unpack_from(">I", head, 36)[0], struct.unpack_from(">I", head, 240)
    if head[16:20] != b"MOBI" or version != 8 or flags != 3:
        yield "record 0 is not that of a KF8 book"
        return
    text_bytes, count = struct.unpack_from(">IH", head, 4)
    if -(-text_bytes // _RECORD_BYTES) != count:
        yield f"{text_bytes} bytes of text can’t be in {count} records"
    for offset, magic, what in _POINTERS:
        (number,) = struct.unpack_from(">I", head, offset)
        if number == _NULL and offset in _MAY_LACK:
            continue
        if number >= len(records) or records[number][:4] != magic:
            yield f"record 0 does not find the {what}"
    yield from _exth_faults(head)
    yield from _flow_faults(records, text_bytes)
    if records[-1] != b"\xe9\x8e\r\n":
        yield "the last record is not the end"


def _exth_faults(head: bytes) -> Iterator[str]:
    begin = 16 + int(struct.unpack_from(">I", head, 20)[0])
    length, count = struct.unpack_from(">II", head, begin + 4)
    place = begin + 12
    for _ in range(count):
        place += int(struct.unpack_from(">I", head, place + 4)[0])
    if head[begin : begin + 4] != b"EXTH" or place != begin + length:
        yield "the length of the metadata (EXTH) is wrong"


def _flow_faults(records: list[bytes], text_bytes: int) -> Iterator[str]:
    (number,) = struct.unpack_from(">I", records[0], 192)
    (stated,) = struct.unpack_from(">I", records[0], 196)
    if number >= len(records):
        return
    (count,) = struct.unpack_from(">I", records[number], 8)
    limits = struct.unpack_from(f">{2 * count}I", records[number], 12)
    joined = all(limits[n] == limits[n + 1] for n in range(1, len(limits) - 1, 2))
    if count != stated or not joined or limits[0] != 0 or limits[-1] != text_bytes:
        yield "the limits of the flows do not fit the text"
