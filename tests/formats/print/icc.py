"""An ICC profile of a press that does not exist: small, ours, and good enough to convert colours with."""

import struct
from itertools import product

_GRID = 9


def press_profile(most: float = 0.0) -> bytes:
    """Class prtr, CMYK to Lab and back by tables of 8 bits (ICC.1:2001-04, 6.5.8); neutrals become K.

    `most` is how much of every ink each colour has at least, from 0 to 1.
    """
    white = b"XYZ " + bytes(4) + struct.pack(">iii", 63190, 65536, 54061)  # D50
    tags = {
        b"desc": _described(b"Press of the tests"),
        b"cprt": b"text" + bytes(4) + b"public domain\x00",
        b"wtpt": white,
        b"A2B0": _table(4, 3, 2, [_lab(*inks) for inks in product((0, 1), repeat=4)]),
        b"B2A0": _table(3, 4, _GRID, [_inks(*lab, most=most) for lab in product(range(_GRID), repeat=3)]),
    }
    return _file(tags)


def grey_profile(gamma: float, kind: bytes = b"mntr") -> bytes:
    """Greys of a screen, or of another `kind` of device, by one curve (ICC.1:2001-04, 6.3.1.1)."""
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))
    white = b"XYZ " + bytes(4) + struct.pack(">iii", 63190, 65536, 54061)
    text = b"text" + bytes(4) + b"public domain\x00"
    whole = _file({b"desc": _described(b"Greys of the tests"), b"cprt": text, b"wtpt": white, b"kTRC": curve})
    return whole[:12] + kind + b"GRAY" + b"XYZ " + whole[24:]


def _described(text: bytes) -> bytes:
    return b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + bytes(1 + 4 + 4 + 2 + 1 + 67)


def _lab(cyan: int, magenta: int, yellow: int, black: int) -> tuple[int, ...]:
    light = 255 * (1 - black) * (1 - 0.28 * (cyan + magenta + yellow))
    return max(0, round(light)), 128 + 60 * (magenta - cyan), 128 + 60 * (yellow - cyan)


def _inks(light: int, a: int, b: int, *, most: float) -> tuple[int, ...]:
    lightness, red, yellow = light / (_GRID - 1), a / (_GRID - 1) * 2 - 1, b / (_GRID - 1) * 2 - 1
    inks = (max(0.0, -red), max(0.0, red), max(0.0, yellow), 1 - lightness)
    return tuple(round(255 * min(1.0, max(most, ink))) for ink in inks)


def _table(inputs: int, outputs: int, grid: int, nodes: list[tuple[int, ...]]) -> bytes:
    ramp = bytes(range(256))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    head = b"mft1" + bytes(4) + bytes([inputs, outputs, grid, 0]) + matrix
    return head + ramp * inputs + b"".join(map(bytes, nodes)) + ramp * outputs


def _file(tags: dict[bytes, bytes]) -> bytes:
    offset = 128 + 4 + 12 * len(tags)
    index, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        index += name + struct.pack(">II", offset + len(body), len(data))
        body += padded
    size = offset + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"test", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H", 2026, 11, 16, 0, 0, 0) + b"acsp" + bytes(28)
    head += struct.pack(">iii", 63190, 65536, 54061)
    return head.ljust(128, b"\x00") + index + body
