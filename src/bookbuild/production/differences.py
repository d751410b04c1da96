"""Two texts compared for a person: passage by passage, and within a passage word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from bookbuild.production.reading import Passage

_TOKEN = re.compile(r"\w+(?:[’'·-]\w+)*|\s+|[^\w\s]")
_ALIKE = 0.4
"""Share of common words below which two passages are shown as one gone and one new."""
_MOST_PAIRS = 60
"""More changed passages in a row are not paired: they are another text."""
_MOST_TOKENS = 6000
"""Longer passages are compared between their first and last common words only."""


class Mark(Enum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


Words = tuple[Mark, str]


@dataclass(frozen=True)
class Difference:
    """A passage that differs, with its line in the first text, or in the second for a new one."""

    line: int
    words: tuple[Words, ...]


def differences(first: Sequence[Passage], second: Sequence[Passage]) -> Iterator[Difference]:
    """The passages that differ, in order."""
    before, after = [one.text for one in first], [one.text for one in second]
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
        if tag == "equal":
            continue
        if max(i2 - i1, j2 - j1) <= _MOST_PAIRS:
            yield from _paired(first[i1:i2], second[j1:j2])
        else:
            yield from _alone(Mark.GONE, first[i1:i2])
            yield from _alone(Mark.NEW, second[j1:j2])


def _paired(first: Sequence[Passage], second: Sequence[Passage]) -> Iterator[Difference]:
    """Each passage with the one it has most words in common with, those before it being new."""
    before, after = ([_TOKEN.findall(one.text) for one in side] for side in (first, second))
    bags = [_bag(tokens) for tokens in after]
    start = 0
    for passage, tokens in zip(first, before, strict=True):
        alike = [_alike(_bag(tokens), bag) for bag in bags[start:]]
        if max(alike, default=0.0) < _ALIKE:
            yield from _alone(Mark.GONE, [passage])
            continue
        found = start + alike.index(max(alike))
        yield from _alone(Mark.NEW, second[start:found])
        yield Difference(passage.line, tuple(_marked(tokens, after[found])))
        start = found + 1
    yield from _alone(Mark.NEW, second[start:])


def _alone(mark: Mark, passages: Sequence[Passage]) -> Iterator[Difference]:
    return (Difference(one.line, ((mark, one.text),)) for one in passages)


def _bag(tokens: list[str]) -> Counter[str]:
    return Counter(token for token in tokens if not token.isspace())


def _alike(first: Counter[str], second: Counter[str]) -> float:
    """Share of words in common, 1 for the same words."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _marked(before: list[str], after: list[str]) -> Iterator[Words]:
    """A passage with its changes; a space between two changes belongs to them."""
    gone, new = "", ""
    codes = list(_opcodes(before, after))
    for number, (tag, i1, i2, j1, j2) in enumerate(codes):
        same = "".join(before[i1:i2])
        if tag != "equal" or (same.isspace() and 0 < number < len(codes) - 1):
            gone, new = gone + same, new + "".join(after[j1:j2])
            continue
        yield from _change(gone, new)
        yield Mark.SAME, same
        gone, new = "", ""
    yield from _change(gone, new)


def _change(gone: str, new: str) -> Iterator[Words]:
    if gone:
        yield Mark.GONE, gone
    if new:
        yield Mark.NEW, new


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """SequenceMatcher's, less what both begin and end with: that is most of any text, and costs nothing so."""
    shortest = min(len(before), len(after))
    head = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    tail = next(
        (n for n in range(shortest - head) if before[-1 - n] != after[-1 - n]),
        shortest - head,
    )
    i_end, j_end = len(before) - tail, len(after) - tail
    if head:
        yield "equal", 0, head, 0, head
    if head < max(i_end, j_end):
        inner = before[head:i_end], after[head:j_end]
        if max(map(len, inner)) > _MOST_TOKENS:
            yield "replace", head, i_end, head, j_end
        else:
            for tag, i1, i2, j1, j2 in SequenceMatcher(None, *inner).get_opcodes():
                yield tag, head + i1, head + i2, head + j1, head + j2
    if tail:
        yield "equal", i_end, len(before), j_end, len(after)
