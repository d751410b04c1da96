"""Functions of gradients, worked out at enough places to know their colours (ISO 32000-1, 7.10); PostScript's are not."""

from typing import Any

from pikepdf import Array, Dictionary, Stream

from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes

_PLACES = 33
_Tables = dict[tuple[int, int], bytes]
"""Unpacked samples, by object."""
_MOST_PARTS, _MOST_BYTES = 32, 1 << 16


def colours_along(function: Any) -> list[tuple[float, ...]]:
    """Colours of a gradient from end to end; none where they can't be known. Functions of two inputs are not followed."""
    functions = list(function) if isinstance(function, Array) else [function]
    if not functions or len(functions) > _MOST_PARTS:
        return []
    try:
        low, high = _pair(functions[0].get("/Domain"), (0.0, 1.0))
        places = {low + (high - low) * n / (_PLACES - 1) for n in range(_PLACES)}
        for one in functions:
            places |= {float(bound) for bound in list(one.get("/Bounds", []))[:_MOST_PARTS]}
        tables: _Tables = {}
        return [
            tuple(part for one in functions for part in _at(one, place, tables, 0))
            for place in sorted(places)
        ]
    except (
        ValueError,
        TypeError,
        IndexError,
        KeyError,
        AttributeError,
        OverflowError,
        ZeroDivisionError,
        TooLarge,
    ):
        return []  # no function, or one of another kind


def _at(function: Any, x: float, tables: _Tables, depth: int) -> tuple[float, ...]:
    if depth > 4 or not isinstance(function, Dictionary | Stream):
        raise ValueError
    low, high = _pair(function.get("/Domain"), (0.0, 1.0))
    x = min(max(x, low), high)
    kind = function.get("/FunctionType")
    if kind == 2:
        first, last = _numbers(function.get("/C0", [0.0])), _numbers(function.get("/C1", [1.0]))
        by = float(x ** float(function.N))  # no complex number
        return tuple(start + by * (end - start) for start, end in zip(first, last, strict=True))
    if kind == 3:
        return _stitched(function, x, (low, high), tables, depth)
    if kind == 0 and isinstance(function, Stream):
        return _sampled(function, (x - low) / (high - low), tables)
    raise ValueError


def _stitched(
    function: Any, x: float, domain: tuple[float, float], tables: _Tables, depth: int
) -> tuple[float, ...]:
    ends = [domain[0], *_numbers(function.Bounds), domain[1]]
    number = min(sum(x >= end for end in ends[1:-1]), len(function.Functions) - 1)
    start, end = ends[number], ends[number + 1]
    low, high = _numbers(function.Encode)[2 * number : 2 * number + 2]
    share = (x - start) / (end - start) if end > start else 0.0
    return _at(function.Functions[number], low + share * (high - low), tables, depth + 1)


def _sampled(function: Any, share: float, tables: _Tables) -> tuple[float, ...]:
    """The nearest sample of a table of bytes."""
    (size,) = map(int, function.Size)
    reach = _numbers(function.get("/Decode", function.Range))
    count = len(reach) // 2
    if int(function.BitsPerSample) != 8 or not 0 < count <= _MOST_PARTS:
        raise ValueError
    if function.objgen not in tables:
        tables[function.objgen] = bounded_bytes(function, _MOST_BYTES)
    data = tables[function.objgen]
    at = count * round(share * (size - 1))
    parts = zip(data[at : at + count], reach[0::2], reach[1::2], strict=True)
    return tuple(low + sample / 255 * (high - low) for sample, low, high in parts)


def _pair(said: Any, usual: tuple[float, float]) -> tuple[float, float]:
    if said is None:
        return usual
    low, high = _numbers(said)
    return low, high


def _numbers(said: Any) -> list[float]:
    return [float(number) for number in list(said)[:1024]]
