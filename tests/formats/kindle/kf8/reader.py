"""A small reader of AZW3, written for the tests: it shares no code with the writer."""

import re
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NULL = 0xFFFFFFFF


@dataclass(frozen=True)
class IndexEntry:
    """An entry of an index: its name, and the values of each tag it has."""

    name: str
    tags: dict[int, list[int]]


class Azw3File:
    """A file, taken apart."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        assert self.data[60:68] == b"BOOKMOBI"
        (count,) = struct.unpack_from(">H", self.data, 76)
        places = [struct.unpack_from(">I", self.data, 78 + 8 * n)[0] for n in range(count)]
        limits = [*places, len(self.data)]
        self.records = [self.data[limits[n] : limits[n + 1]] for n in range(count)]

    def u32(self, offset: int) -> int:
        """A number of record 0."""
        return int(struct.unpack_from(">I", self.records[0], offset)[0])

    @property
    def text_records(self) -> list[bytes]:
        """Records of text as they are in the file."""
        (count,) = struct.unpack_from(">H", self.records[0], 8)
        return self.records[1 : 1 + count]

    @cached_property
    def trailers(self) -> list[tuple[bytes, bytes, bytes]]:
        """Of each text record: the compressed text, the rest of a character, the strands."""
        return [_taken_apart(record) for record in self.text_records]

    @cached_property
    def text(self) -> bytes:
        """All flows."""
        text = b"".join(decompress(body) for body, _, _ in self.trailers)
        assert len(text) == self.u32(4)
        return text

    @cached_property
    def flows(self) -> list[bytes]:
        """The flows, by FDST."""
        record = self.records[self.u32(192)]
        assert record[:4] == b"FDST"
        (count,) = struct.unpack_from(">I", record, 8)
        assert count == self.u32(196)
        limits = struct.unpack_from(f">{2 * count}I", record, 12)
        return [self.text[limits[2 * n] : limits[2 * n + 1]] for n in range(count)]

    @cached_property
    def exth(self) -> list[tuple[int, bytes]]:
        """Metadata, in order."""
        head = self.records[0]
        begin = 16 + self.u32(20)
        assert head[begin : begin + 4] == b"EXTH"
        length, count = struct.unpack_from(">II", head, begin + 4)
        place, found = begin + 12, []
        for _ in range(count):
            number, size = struct.unpack_from(">II", head, place)
            found.append((number, head[place + 8 : place + size]))
            place += size
        assert place == begin + length
        return found

    def meta(self, number: int) -> list[str]:
        """Metadata of one type, as text."""
        return [value.decode() for kind, value in self.exth if kind == number]

    def meta_number(self, number: int) -> int | None:
        """Metadata of one type, as a number."""
        return next((int.from_bytes(value) for kind, value in self.exth if kind == number), None)

    @property
    def title(self) -> str:
        """The title after EXTH."""
        return self.records[0][self.u32(84) : self.u32(84) + self.u32(88)].decode()

    @property
    def resources(self) -> list[bytes]:
        """Pictures and fonts as records."""
        first = self.u32(108)
        return [] if first == NULL else self.records[first : self.u32(192)]

    def index(self, offset: int) -> tuple[list[IndexEntry], dict[int, str]]:
        """The index whose number stands at an offset of record 0: entries, and words by place."""
        first = self.u32(offset)
        return ([], {}) if first == NULL else read_index(self.records, first)

    @cached_property
    def pages(self) -> list[bytes]:
        """The pages, each put together from its skeleton and fragments, as a device does."""
        text = self.flows[0]
        fragments, words = self.index(248)
        skeletons, _ = self.index(252)
        number = 0
        found: list[bytes] = []
        for skeleton in skeletons:
            assert skeleton.tags[1][0] == skeleton.tags[1][1]
            begin, length = skeleton.tags[6][:2]
            page, place = text[begin : begin + length], begin + length
            for _ in range(skeleton.tags[1][0]):
                fragment = fragments[number]
                at, size = int(fragment.name) - begin, fragment.tags[6][1]
                selector = re.fullmatch(r"P-//\*\[@aid='(\w+)'\]", words[fragment.tags[2][0]])
                assert selector and b' aid="' + selector[1].encode() + b'"' in page[:at]
                assert fragment.tags[3] == [len(found)] and fragment.tags[4] == [number]
                page = page[:at] + text[place : place + size] + page[at:]
                place += size
                number += 1
            found.append(page)
        assert number == len(fragments)
        return found

    @property
    def assembled(self) -> bytes:
        """The text in which positions count."""
        return b"".join(self.pages)

    def at(self, link: str) -> bytes:
        """What stands in the assembled text where a `kindle:pos:fid` link leads."""
        found = re.fullmatch(r"kindle:pos:fid:([0-9A-V]{4}):off:([0-9A-V]{10})", link)
        assert found, link
        fragments, _ = self.index(248)
        return self.assembled[int(fragments[int(found[1], 32)].name) + int(found[2], 32) :]


def read_index(records: list[bytes], first: int) -> tuple[list[IndexEntry], dict[int, str]]:
    """An index from its head record on."""
    head = records[first]
    assert head[:4] == b"INDX"
    (blocks,) = struct.unpack_from(">I", head, 24)
    (strings,) = struct.unpack_from(">I", head, 52)
    (tagx,) = struct.unpack_from(">I", head, 180)
    assert head[tagx : tagx + 4] == b"TAGX"
    (length,) = struct.unpack_from(">I", head, tagx + 4)
    table = [tuple(head[at : at + 4]) for at in range(tagx + 12, tagx + length, 4)]
    entries: list[IndexEntry] = []
    for record in records[first + 1 : first + 1 + blocks]:
        assert record[:4] == b"INDX" and record[28:36] == b"\xff" * 8
        idxt, count = struct.unpack_from(">II", record, 20)
        assert record[idxt : idxt + 4] == b"IDXT"
        for n in range(count):
            (place,) = struct.unpack_from(">H", record, idxt + 4 + 2 * n)
            entries.append(_entry(record, place, table))
    words: dict[int, str] = {}
    for number, record in enumerate(records[first + 1 + blocks : first + 1 + blocks + strings]):
        place = 0
        while place < len(record) and record[place]:
            size, start = _forward(record, place)
            words[number * 0x10000 + place] = record[start : start + size].decode()
            place = start + size
    (total,) = struct.unpack_from(">I", head, 36)
    assert total == len(entries)
    assert [entry.name for entry in entries] == sorted(entry.name for entry in entries)
    return entries, words


def _entry(record: bytes, place: int, table: list[tuple[int, ...]]) -> IndexEntry:
    size = record[place]
    name = record[place + 1 : place + 1 + size].decode()
    control = record[place + 1 + size]
    place += 2 + size
    tags: dict[int, list[int]] = {}
    for number, values, mask, end in table:
        if end:
            break
        times = (control & mask) // (mask & -mask)
        for _ in range(times * values):
            value, place = _forward(record, place)
            tags.setdefault(number, []).append(value)
    return IndexEntry(name, tags)


def _forward(data: bytes, place: int) -> tuple[int, int]:
    """A forward number and the place after it."""
    value = 0
    while True:
        value = value << 7 | data[place] & 0x7F
        place += 1
        if data[place - 1] & 0x80:
            return value, place


def _taken_apart(record: bytes) -> tuple[bytes, bytes, bytes]:
    size = shift = 0
    for byte in reversed(record[-4:]):
        size |= (byte & 0x7F) << shift
        shift += 7
        if byte & 0x80:
            break
    record, strands = record[:-size], record[-size:]
    length = record[-1] & 3
    return record[: -1 - length], record[-1 - length : -1], strands[: -(shift // 7)]


def decompress(data: bytes) -> bytes:
    """A record of PalmDOC-compressed text."""
    out, i = bytearray(), 0
    while i < len(data):
        byte = data[i]
        i += 1
        if 1 <= byte <= 8:
            out += data[i : i + byte]
            i += byte
        elif byte < 0x80:
            out.append(byte)
        elif byte >= 0xC0:
            out += bytes((0x20, byte ^ 0x80))
        else:
            pair = (byte & 0x3F) << 8 | data[i]
            i += 1
            for _ in range((pair & 7) + 3):
                out.append(out[-(pair >> 3)])
    return bytes(out)
