"""PalmDOC compression: LZ77 over one record of at most 4,096 bytes.

The compressed record is a row of these:

| byte        | means                                                                          |
|-------------|--------------------------------------------------------------------------------|
| 00, 09–7F   | itself                                                                         |
| 01–08       | the next one to eight bytes as they are                                        |
| 80–BF       | with the next byte, 14 bits: go back 11 bits' worth, copy 3 bits' worth plus 3 |
| C0–FF       | a space, then the byte with its high bit cleared                               |
"""

RECORD_BYTES = 4096
_WINDOW = 2047
"""Eleven bits of distance."""
_SHORTEST, _LONGEST = 3, 10
_OLDER = 3
"""How many earlier places are tried for a longer match; more cost time and save less than one byte in a hundred."""
_NOWHERE = -_WINDOW - 1 - RECORD_BYTES


def compress(data: bytes) -> bytes:
    """One record, compressed.

    >>> compress(b"abc abc abc").hex()
    '616263e18023'
    """
    out = bytearray()
    put = out.append
    size, i, run = len(data), 0, -1  # `run`: where in `out` a run of bytes as they are began, if one is open
    latest: dict[bytes, int] = {}
    earlier = [_NOWHERE] * size
    """Of each position, the one before it with the same three bytes."""
    find = latest.get
    while i < size:
        key = data[i : i + _SHORTEST]
        at = find(key, _NOWHERE)
        if i - at <= _WINDOW and i + _SHORTEST <= size:
            at, length = _longest(data, i, at, earlier)
            put(0x80 | (i - at) >> 5)
            put((i - at) << 3 & 0xF8 | length - _SHORTEST)
            run = -1
            for p in range(i, i + length):
                key = data[p : p + _SHORTEST]
                earlier[p] = find(key, _NOWHERE)
                latest[key] = p
            i += length
            continue
        earlier[i], latest[key] = at, i
        byte = data[i]
        i += 1
        if byte == 0x20 and i < size and 0x40 <= data[i] < 0x80:
            put(data[i] ^ 0x80)
            run = -1
            key = data[i : i + _SHORTEST]
            earlier[i], latest[key] = find(key, _NOWHERE), i
            i += 1
        elif byte == 0 or 9 <= byte < 0x80:
            put(byte)
            run = -1
        elif run >= 0 and out[run] < 8:
            out[run] += 1
            put(byte)
        else:
            run = len(out)
            out += bytes((1, byte))
    return bytes(out)


def _longest(data: bytes, i: int, at: int, earlier: list[int]) -> tuple[int, int]:
    """Where the longest match for position `i` begins, and its length; `at` is the nearest one."""
    most = min(_LONGEST, len(data) - i)
    length = _SHORTEST
    while length < most and data[at + length] == data[i + length]:
        length += 1
    other = earlier[at]
    for _ in range(_OLDER):
        if length == most or i - other > _WINDOW:
            break
        if data[other + length] == data[i + length] and data[other : other + length] == data[i : i + length]:
            at = other
            length += 1
            while length < most and data[at + length] == data[i + length]:
                length += 1
        other = earlier[other]
    return at, length
