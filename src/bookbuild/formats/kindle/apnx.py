"""APNX: the page numbers of the printed book for a Kindle, in a file beside the AZW3.

Numbers are big-endian: 0x00010001 (u32), where the second part begins (u32), length of the first description (u32),
the description (JSON); then 1 (u16), length of the second description (u16), number of pages (u16), bits of a
position (u16: 32), the description (JSON), and for each page its position in the assembled text (u32).

The second description has a `pageMap` of runs: `(13,a,1)` says that from the thirteenth page on they are counted from
1 in arabic numbers; `r` is for roman ones, `c` for a label of its own. On a device the file stands in `BOOK.sdr/`.
"""

import json
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"m{0,4}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
MOST_PAGES = 0xFFFF


@dataclass(frozen=True)
class PageLabel:
    """A page of the printed book."""

    label: str
    position: int
    """Of the element that marks its begin, in the assembled text."""


def apnx(pages: Sequence[PageLabel], palm_name: str, guid: str, asin: str) -> bytes:
    """The file. `guid` is the book's own number in hexadecimal; `asin` is empty for a document."""
    kept = pages[:MOST_PAGES]
    first = _json(
        {
            "contentGuid": guid,
            "asin": asin,
            "cdeType": "EBOK" if asin else "PDOC",
            "format": "MOBI_8",
            "fileRevisionId": "1",
            "acr": palm_name,
        }
    )
    second = _json({"asin": asin, "pageMap": page_map([page.label for page in kept])})
    head = struct.pack(">III", 0x00010001, 12 + len(first), len(first)) + first
    about = struct.pack(">HHHH", 1, len(second), len(kept), 32) + second
    return head + about + struct.pack(f">{len(kept)}I", *(page.position for page in kept))


def page_map(labels: Sequence[str]) -> str:
    """The runs of the labels.

    >>> page_map(["i", "ii", "1", "2", "4", "A-1"])
    '(1,r,1),(3,a,1),(5,a,4),(6,c,A-1)'
    """
    return ",".join(f"({page},{kind},{value})" for page, kind, value in _runs(labels))


def _runs(labels: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    before: tuple[str, int] | None = None
    for page, label in enumerate(labels, start=1):
        counted = _number(label)
        if counted is None:
            before = None
            yield page, "c", re.sub(r"[(),|]", " ", label)
            continue
        if before is None or counted != (before[0], before[1] + 1):
            yield page, counted[0], str(counted[1])
        before = counted


def _number(label: str) -> tuple[str, int] | None:
    """`a` or `r`, and the number that the label says; None for a label of its own."""
    if label.isascii() and label.isdigit():
        return "a", int(label)
    small = label.lower()
    if small and _ROMAN_FORM.fullmatch(small):
        return "r", roman(small)
    return None


def roman(numeral: str) -> int:
    """What a roman number in small letters says.

    >>> roman("xciv")
    94
    """
    values = [_ROMAN[letter] for letter in numeral]
    after = [*values[1:], 0]
    return sum(-value if value < following else value for value, following in zip(values, after, strict=True))


def _json(value: dict[str, str]) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
