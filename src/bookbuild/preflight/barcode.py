"""The EAN-13 that a till would read from a printed page: the page is drawn, and its rows are scanned.

ISO/IEC 15420: 95 modules in 59 bars and spaces; guards of three, five and three, and four for each of twelve digits.
The first digit is in the parity of the left six.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from stdnum import ean

from bookbuild._tools.pdfium import opened

_PPI = 300
"""A module of 0.33 mm is four pixels."""
_MOST_PIXELS = 60_000_000
_LONGEST_PT = 14_400
"""Five metres: no reader shows a longer page (ISO 32000-1, annex C)."""
_ROW_STEP = 12
"""One row a millimetre; bars are nineteen high, and seven at the least."""
_DARK_BELOW = 128
_ELEMENTS, _MODULES = 59, 95
_LEFT = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
"""Widths of the digits 0 to 9 in modules, set A; B has them backwards, C as A."""
_PARITIES = [
    "AAAAAA",
    "AABABB",
    "AABBAB",
    "AABBBA",
    "ABAABB",
    "ABBAAB",
    "ABBBAA",
    "ABABAB",
    "ABABBA",
    "ABBABA",
]
_DIGITS = {widths: ("A", str(n)) for n, widths in enumerate(_LEFT)} | {
    widths[::-1]: ("B", str(n)) for n, widths in enumerate(_LEFT)
}
_RUN = re.compile(rb"\x00+|\x01+")
_TO_BITS = bytes(int(level < _DARK_BELOW) for level in range(256))


def read_ean13(path: Path) -> str:
    """The 13 digits on the first page, upright or turned by a quarter; empty when no symbol can be read.

    Raises PdfiumError for what is no PDF.
    """
    with opened(path) as document:
        page = document[0]
        width_pt, height_pt = page.get_size()
        if max(width_pt, height_pt) > _LONGEST_PT:
            return ""
        scale = min(_PPI / 72, (_MOST_PIXELS / max(1.0, width_pt * height_pt)) ** 0.5)
        picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return _scan(picture) or _scan(picture.transpose(Image.Transpose.ROTATE_90))


def _scan(picture: Image.Image) -> str:
    """What most rows say; one row alone may be chance."""
    width, height = picture.size
    pixels = picture.tobytes().translate(_TO_BITS)
    found = Counter(
        digits
        for top in range(0, height, _ROW_STEP)
        for digits in _symbols(pixels[top * width : (top + 1) * width])
    )
    return next((digits for digits, rows in found.most_common(1) if rows > 1), "")


def _symbols(row: bytes) -> Iterator[str]:
    """The EAN-13s in a row of pixels, 1 for dark."""
    runs = [match.end() - match.start() for match in _RUN.finditer(row)]
    for first in range(row[:1] == b"\x00", len(runs) - _ELEMENTS + 1, 2):
        if digits := _decode(runs[first : first + _ELEMENTS]):
            yield digits


def _decode(runs: Sequence[int]) -> str:
    """13 digits from the 59 widths of a symbol, first those that all begin alike; empty when it is none."""
    module = sum(runs) / _MODULES
    guards = (*runs[:3], *runs[27:32], *runs[56:])
    if module < 1 or any(not 0.4 < width / module < 1.7 for width in guards):
        return ""
    left, right = (
        [_DIGITS.get(_widths(runs[n : n + 4], module)) for n in range(m, m + 24, 4)] for m in (3, 32)
    )
    if None in left or None in right:
        return ""
    parity = "".join(one[0] for one in left if one)
    if parity not in _PARITIES:
        return ""
    digits = str(_PARITIES.index(parity)) + "".join(one[1] for one in (*left, *right) if one)
    return digits if ean.is_valid(digits) else ""


def _widths(four: Sequence[int], module: float) -> str:
    return "".join(str(max(1, round(width / module))) for width in four)
