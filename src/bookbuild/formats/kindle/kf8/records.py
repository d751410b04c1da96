"""Text records: the flows, one after the other, in records of 4,096 bytes before compression.

A record is the compressed bytes, then two trailing entries (extra data flags 3), which a reader takes off from the
end: first the strands, then the rest of a character that began in this record. That rest stands in the next record as
well. In another order, the page stays white.
"""

from collections.abc import Iterator, Sequence

from bookbuild.formats.kindle.kf8.lz77 import RECORD_BYTES, compress
from bookbuild.formats.kindle.kf8.navigation import Line
from bookbuild.formats.kindle.kf8.trailing import strands, trailing_entry

EXTRA_DATA_FLAGS = 3
"""Bit 0: the rest of a character; bit 1: strands."""
MOST_TEXT_BYTES = RECORD_BYTES * 0xFFFF
"""Record 0 counts the records with 16 bits."""


def text_records(text: bytes, lines: Sequence[Line]) -> Iterator[bytes]:
    """The records of all flows. `lines` are the contents, placed."""
    for begin in range(0, len(text), RECORD_BYTES):
        end = min(begin + RECORD_BYTES, len(text))
        whole = end
        while whole < len(text) and text[whole] & 0xC0 == 0x80:
            whole += 1
        rest = text[end:whole]
        about = trailing_entry(strands(lines, begin, end))
        yield b"".join((compress(text[begin:end]), rest, bytes((len(rest),)), about))
