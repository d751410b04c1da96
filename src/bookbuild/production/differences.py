"""Two texts compared for a person: passage by passage, and within a passage word by word."""

import re
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
        pairs = min(i2 - i1, j2 - j1) if max(i2 - i1, j2 - j1) <= _MOST_PAIRS else 0
        for n in range(pairs):
            yield from _pair(first[i1 + n], second[j1 + n])
        yield from (Difference(one.line, ((Mark.GONE, one.text),)) for one in first[i1 + pairs : i2])
        yield from (Difference(one.line, ((Mark.NEW, one.text),)) for one in second[j1 + pairs : j2])


def _pair(first: Passage, second: Passage) -> Iterator[Difference]:
    """One passage with its changes marked, or two when they have little in common."""
    before, after = _TOKEN.findall(first.text), _TOKEN.findall(second.text)
    codes = list(_opcodes(before, after))
    common = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
    if common < _ALIKE * max(len(before), len(after)):
        yield Difference(first.line, ((Mark.GONE, first.text),))
        yield Difference(second.line, ((Mark.NEW, second.text),))
        return
    words: list[Words] = []
    for tag, i1, i2, j1, j2 in codes:
        if tag == "equal":
            words.append((Mark.SAME, "".join(before[i1:i2])))
            continue
        words += [(Mark.GONE, "".join(before[i1:i2]))] if i1 < i2 else []
        words += [(Mark.NEW, "".join(after[j1:j2]))] if j1 < j2 else []
    yield Difference(first.line, tuple(words))


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
