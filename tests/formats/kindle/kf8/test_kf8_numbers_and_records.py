"""The smallest parts: numbers, compression, the Palm database, indices, trailing bytes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.formats.kindle.kf8.index import Tag, Words, index_records
from bookbuild.formats.kindle.kf8.lz77 import compress
from bookbuild.formats.kindle.kf8.navigation import Line
from bookbuild.formats.kindle.kf8.numbers import backward, base32, forward
from bookbuild.formats.kindle.kf8.palm import palm_database, palm_name
from bookbuild.formats.kindle.kf8.records import text_records
from bookbuild.formats.kindle.kf8.trailing import strands, trailing_entry
from tests.formats.kindle.kf8.reader import decompress, read_index


@given(
    st.binary(max_size=4096) | st.text(alphabet="ab é", max_size=4096).map(lambda text: text.encode()[:4096])
)
def test_compression_loses_nothing(data: bytes) -> None:
    assert decompress(compress(data)) == data


def test_prose_becomes_four_tenths_smaller() -> None:
    prose = (
        "Le bibliobus part à six heures ; il revient quand la nuit est tombée sur la vallée. " * 50
    ).encode()
    assert len(compress(prose[:4096])) < 0.6 * 4096


@given(st.integers(0, 2**31))
def test_numbers_are_read_again_from_their_end(number: int) -> None:
    assert sum((byte & 0x7F) << 7 * n for n, byte in enumerate(reversed(forward(number)))) == number
    assert sum((byte & 0x7F) << 7 * n for n, byte in enumerate(reversed(backward(number)))) == number
    assert [n for n, byte in enumerate(forward(number)) if byte & 0x80] == [len(forward(number)) - 1]
    assert [n for n, byte in enumerate(backward(number)) if byte & 0x80] == [0]
    assert int(base32(number, 4), 32) == number


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 128, 300])
def test_the_length_of_a_trailing_entry_counts_itself(size: int) -> None:
    entry = trailing_entry(b"x" * size)
    number = entry[size:]
    assert sum((byte & 0x7F) << 7 * n for n, byte in enumerate(reversed(number))) == len(entry)


def test_a_palm_database_finds_its_records() -> None:
    records = [b"zero", b"", b"second"]
    data = b"".join(palm_database("name", records, 1_700_000_000))
    count, seconds = struct.unpack_from(">H", data, 76)[0], struct.unpack_from(">I", data, 36)[0]
    places = [struct.unpack_from(">I", data, 78 + 8 * n)[0] for n in range(count)]
    assert seconds == 1_700_000_000
    assert [data[begin:end] for begin, end in zip(places, [*places[1:], len(data)], strict=True)] == records


def test_more_records_than_sixteen_bits_count_are_refused() -> None:
    with pytest.raises(ValueError, match="65536 records"):
        palm_database("name", [b""] * 65536, 0)


@pytest.mark.parametrize("title", ["", "漢字", "a" * 40, "Été – à la « Traille »"])
def test_the_database_has_a_short_plain_name(title: str) -> None:
    name = palm_name(title)
    assert name.isascii() and 0 < len(name) <= 31


def test_an_index_of_many_records_gives_all_its_entries_and_words_back() -> None:
    words = Words()
    entries = [
        (
            f"{n:06}",
            {1: [n, n], 2: [words.place("word " * 20 + str(n))], **({3: [n * 1000]} if n % 3 else {})},
        )
        for n in range(9000)
    ]
    records = index_records([Tag(1, 1, 3), Tag(2, 1, 4), Tag(3, 1, 8)], entries, words)
    read, strings = read_index(records, 0)
    assert len(records) > 12
    assert [(entry.name, entry.tags) for entry in read] == entries
    assert {strings[entry.tags[2][0]] for entry in read} == {"word " * 20 + str(n) for n in range(9000)}


def test_a_label_is_cut_between_characters() -> None:
    words = Words()
    words.place("é" * 400)
    (record,) = words.records()
    assert record[2:502].decode() == "é" * 250


def test_a_character_that_crosses_two_records_stands_whole_behind_the_first() -> None:
    text = ("a" * 4095 + "€" + "b" * 4093 + "𝔘" + "c").encode()
    first, second, third = text_records(text, [])
    assert first.endswith("€".encode()[1:] + bytes((2, 0x81)))
    assert second.endswith("𝔘".encode()[1:] + bytes((3, 0x81)))
    assert third.endswith(bytes((0, 0x81)))
    assert b"".join(decompress(one) for one in (first[:-4], second[:-5], third[:-2])) == text


PART, ONE, TWO, NEXT = (
    Line("Part", 0, 0, None, (3, 4), 20_000),
    Line("One", 100, 1, 0, None, 4_900),
    Line("Two", 5_000, 1, 0, None, 15_000),
    Line("Next", 20_000, 0, None, None, 9_000),
)
AFTER = Line("After", 29_000, 0, None, None, 6_000)
LINES = [PART, NEXT, AFTER, ONE, TWO]


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        # Part (number 0) begins: flags 2; its child One (3) begins: 3 above its parent, no flags, of four bits.
        (0, 4096, bytes((0x82, 0x88, 0xB0))),
        # Part passes: 2|1; under it One and Two, two of them: flag 4.
        (4096, 8192, bytes((0x83, 0x88, 0x80, 0x30 | 0x04 | 0x80, 2))),
        # Part and Two pass, and the deeper of them says so.
        (8192, 12288, bytes((0x82, 0x88, 0x40 | 0x01 | 0x80, 0x80))),
        # Part ends with Two under it; Next begins a strand of its own, counted back from Two (4 - 1), flag 8.
        (16384, 20480, bytes((0x82, 0x88, 0x40 | 0x80, 0x30 | 0x08 | 0x80))),
        # One chapter without sections ends, another begins: sisters, flag 4, two of them.
        (28000, 32096, bytes((0x8E, 0x88, 2))),
        # Nothing of the contents is here.
        (40000, 44096, b""),
    ],
)
def test_the_strands_of_a_record_name_the_lines_that_touch_it(begin: int, end: int, expected: bytes) -> None:
    assert strands(LINES, begin, end) == expected
