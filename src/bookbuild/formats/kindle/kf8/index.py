"""Indices: INDX records with their TAGX table, and the CNCX records that hold their words.

An index is one *head* record, then *data* records, then CNCX records:

- head: `INDX` and 188 bytes of numbers; `TAGX`, which says what an entry may hold; for each data record the name of
  its last entry and how many it has; `IDXT` with the offsets of those.
- data: `INDX` and 188 bytes; entries; `IDXT` with their offsets (u16).
- entry: length of its name (u8), name, control byte, then for each tag present its values as forward numbers. The
  control byte has under each tag's mask how many times the tag is present.
- CNCX: strings, each after its length as a forward number. An entry points to one by record × 65,536 + offset.

Byte for byte as KindleGen and calibre lay them out; readers on devices are particular about the unused fields.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookbuild.formats.kindle.kf8.numbers import NULL, forward

_HEAD_BYTES = 192
_RECORD_BYTES = 0xF000
"""A data record is closed before it grows past this: offsets in IDXT have 16 bits."""
_WORDS_RECORD_BYTES = 0xFBF8
_LABEL_BYTES = 500
"""Longer labels are cut; nobody reads a chapter title of 500 bytes in a menu."""
_UTF8 = 65001


@dataclass(frozen=True)
class Tag:
    """One line of a TAGX table."""

    number: int
    values: int
    """Numbers each time it is present."""
    mask: int
    """Its bits in the control byte."""


Values = Mapping[int, Sequence[int]]
"""What an entry holds: numbers by tag."""


class Words:
    """The strings of an index, each kept once."""

    def __init__(self) -> None:
        self._records = [bytearray()]
        self._places: dict[str, int] = {}

    def place(self, text: str) -> int:
        """Where the text stands, or will stand: what an entry holds instead of it."""
        if text not in self._places:
            raw = text.encode()[:_LABEL_BYTES].decode(errors="ignore").encode()
            item = forward(len(raw)) + raw
            if len(self._records[-1]) + len(item) > _WORDS_RECORD_BYTES:
                self._records.append(bytearray())
            self._places[text] = (len(self._records) - 1) * 0x10000 + len(self._records[-1])
            self._records[-1] += item
        return self._places[text]

    def records(self) -> list[bytes]:
        """The CNCX records."""
        return [_padded(bytes(record)) for record in self._records if record]


def index_records(
    tags: Sequence[Tag], entries: Sequence[tuple[str, Values]], words: Words | None = None
) -> list[bytes]:
    """The records of an index, none for no entries. `entries` are in order of their names, which are ASCII."""
    if not entries:
        return []
    blocks: list[bytes] = []
    ends: list[tuple[bytes, int]] = []
    items: list[tuple[bytes, bytes]] = []
    size = 0
    for name, values in entries:
        item = _entry(tags, name.encode("ascii"), values)
        if items and _HEAD_BYTES + size + len(item) + 2 * len(items) + 16 > _RECORD_BYTES:
            blocks.append(_data_record([body for _, body in items]))
            ends.append((items[-1][0], len(items)))
            items, size = [], 0
        items.append((name.encode("ascii"), item))
        size += len(item)
    blocks.append(_data_record([body for _, body in items]))
    ends.append((items[-1][0], len(items)))
    strings = words.records() if words else []
    return [_head_record(tags, ends, len(entries), len(strings)), *blocks, *strings]


def _entry(tags: Sequence[Tag], name: bytes, values: Values) -> bytes:
    control, body = 0, b""
    for tag in tags:
        numbers = values.get(tag.number)
        if numbers is None:
            continue
        lowest = (tag.mask & -tag.mask).bit_length() - 1
        control |= len(numbers) // tag.values << lowest & tag.mask
        body += b"".join(map(forward, numbers))
    return bytes((len(name),)) + name + bytes((control,)) + body


def _data_record(items: Sequence[bytes]) -> bytes:
    offsets, place = [], _HEAD_BYTES
    for item in items:
        offsets.append(place)
        place += len(item)
    body = _padded(b"".join(items))
    # The eight FF are in data records only; with the head's layout there, a device finds no entry.
    head = struct.pack(">IIIIII", _HEAD_BYTES, 0, 1, 0, _HEAD_BYTES + len(body), len(items)) + b"\xff" * 8
    return (b"INDX" + head).ljust(_HEAD_BYTES, b"\0") + body + _offsets(offsets)


def _head_record(tags: Sequence[Tag], ends: Sequence[tuple[bytes, int]], entries: int, strings: int) -> bytes:
    table = b"".join(struct.pack("BBBB", tag.number, tag.values, tag.mask, 0) for tag in tags) + b"\0\0\0\1"
    tagx = _padded(b"TAGX" + struct.pack(">II", 12 + len(table), 1) + table)
    offsets, last_names = [], b""
    for name, count in ends:
        offsets.append(_HEAD_BYTES + len(tagx) + len(last_names))
        last_names += bytes((len(name),)) + name + struct.pack(">H", count)
    body = tagx + _padded(last_names)
    head = bytearray(_HEAD_BYTES)
    head[:4] = b"INDX"
    struct.pack_into(">IIIIII", head, 4, _HEAD_BYTES, 0, 0, 2, _HEAD_BYTES + len(body), len(ends))
    struct.pack_into(">IIIIIII", head, 28, _UTF8, NULL, entries, 0, 0, 0, strings)
    struct.pack_into(">I", head, 180, _HEAD_BYTES)  # where TAGX begins
    return bytes(head) + body + _offsets(offsets)


def _offsets(places: Sequence[int]) -> bytes:
    return _padded(b"IDXT" + b"".join(struct.pack(">H", place) for place in places))


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)
