"""What stands after the text in each text record: which lines of the contents it touches.

Without these bytes a device knows no chapters and may not open the book at all. KF8 writes them in *strands*. A strand
has one *layer* for each depth: a run of sisters that begin, end or pass in this record, up to the first that has
children here; then a run of these, and so on. The sisters after it begin a strand of their own.

A layer is a forward number, the line's number (in a first layer; below, counted from its parent's; in the first layer
of a further strand, counted back from the last line before) shifted by the flags, then what the flags announce:

| flag | announces                                                                                        |
|------|--------------------------------------------------------------------------------------------------|
| 1    | a zero: the strand's deepest line that passes the record, from before its begin to after its end |
| 2    | an eight, in the very first layer only                                                           |
| 4    | a byte: how many lines the run has, when it has several                                          |
| 8    | nothing; this layer begins a further strand                                                      |

The first layer of a record has three bits of flags, all others four.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.formats.kindle.kf8.navigation import Line
from bookbuild.formats.kindle.kf8.numbers import backward, forward

_PASSES, _FIRST, _SEVERAL, _FURTHER = 1, 2, 4, 8
_KIND = 8
_MOST = 0xFF


@dataclass(frozen=True)
class _Layer:
    """A run of sisters, by number: `first` to `last`."""

    first: int
    last: int


def touched(lines: Sequence[Line], begin: int, end: int) -> list[int]:
    """Numbers of the lines that have text between two positions."""
    return [number for number, line in enumerate(lines) if line.position < end and line.end > begin]


def strands(lines: Sequence[Line], begin: int, end: int) -> bytes:
    """The strands of the record that holds the text between two positions; nothing when it touches no line."""
    numbers = touched(lines, begin, end)
    out = bytearray()
    before: int | None = None
    for strand in _strands(lines, numbers):
        parent = 0
        passing = [layer for layer in strand if _passes(lines[layer.last], begin, end)]
        for depth, layer in enumerate(strand):
            flags = _FIRST if not out else 0
            value = layer.first - parent
            if depth == 0 and before is not None:
                flags, value = flags | _FURTHER, abs(before - layer.first)
            flags |= _PASSES if layer in passing[-1:] else 0
            flags |= _SEVERAL if layer.last > layer.first else 0
            out += _encoded(value, flags, 4 if out else 3, layer)
            parent = layer.last
        before = strand[-1].last
    return bytes(out)


def trailing_entry(data: bytes) -> bytes:
    """The bytes with their length, its own bytes counted in, as a backward number at the end."""
    size = len(data) + 1
    while len(data) + len(backward(size)) != size:
        size = len(data) + len(backward(size))
    return data + backward(size)


def _encoded(value: int, flags: int, bits: int, layer: _Layer) -> bytes:
    out = forward(value << bits | flags)
    if flags & _FIRST:
        out += forward(_KIND)
    if flags & _SEVERAL:
        out += bytes((min(_MOST, layer.last - layer.first + 1),))
    if flags & _PASSES:
        out += forward(0)
    return out


def _passes(line: Line, begin: int, end: int) -> bool:
    return line.position < begin and line.end > end


def _strands(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[list[_Layer]]:
    """These lines in strands, from the top; each is in one strand. `numbers` are in order."""
    here, done = set(numbers), set[int]()
    first_child: dict[int | None, int] = {}
    for number in numbers:
        first_child.setdefault(lines[number].parent, number)
    for start in numbers:
        strand: list[_Layer] = []
        first: int | None = start
        while first is not None and first not in done:
            last = first
            while (
                last not in first_child and last + 1 in here and lines[last + 1].parent == lines[first].parent
            ):
                last += 1
            done.update(range(first, last + 1))
            strand.append(_Layer(first, last))
            first = first_child.get(last)
        if strand:
            yield strand
