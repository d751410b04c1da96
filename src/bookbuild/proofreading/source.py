"""A Markdown source as a proofreader sees it: the same text with all that is not prose blanked out.

The prose has the length and the lines of the source, so that an offset in one is an offset in the other. What is
masked: code, mathematics, tags, comments, addresses, attributes, keys and labels. A passage in another language is
masked in the prose of the book's language, and has a prose of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bookbuild.document.locate import Lines
from bookbuild.proofreading.blocks import Blocks, Comment, Foreign, Mark, read_blocks
from bookbuild.proofreading.inlines import Inlines, read_inlines

MASK = "\0"
"""Stands for each character that is no prose: neither a letter nor a space to any rule."""
_NOT_LINE_END = re.compile(r"[^\n]")
_BLANK_LINES = re.compile(r"\n(?:[ \t>]*\n)+")
"""Also those of a block quotation."""


@dataclass(frozen=True)
class Prose:
    """The text of one language in a file, all else masked."""

    text: str
    language: str
    """BCP 47."""

    @property
    def primary(self) -> str:
        """The language without its region: `fr`."""
        return primary(self.language)

    def has(self, *signs: str) -> bool:
        """Whether any of these is in the text: a hundredth of the cost of a search."""
        return any(sign in self.text for sign in signs)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Where each paragraph starts and ends: what blank lines part."""
        found: list[tuple[int, int]] = []
        start = 0
        for gap in _BLANK_LINES.finditer(self.text):
            if gap.start() > start:
                found.append((start, gap.start()))
            start = gap.end()
        if start < len(self.text):
            found.append((start, len(self.text)))
        return tuple(found)


@dataclass(frozen=True)
class Source:
    """One file, read once for all rules."""

    text: str
    """Line ends as LF, no byte-order mark."""
    proses: tuple[Prose, ...]
    """The book's language first."""
    blocks: Blocks
    inlines: Inlines

    @cached_property
    def lines(self) -> Lines:
        """Offsets as lines and columns."""
        return Lines(self.text)

    @property
    def comments(self) -> list[Comment]:
        """Every HTML comment, in order."""
        return sorted([*self.blocks.comments, *self.inlines.comments])

    def is_laid_out(self, offset: int) -> bool:
        """Whether an offset stands in a table or a line block, where several spaces have a meaning."""
        before = bisect_right(self._laid_out, (offset, len(self.text))) - 1
        return before >= 0 and offset < self._laid_out[before][1]

    @cached_property
    def _laid_out(self) -> list[Mark]:
        """In order, those that overlap joined."""
        joined: list[Mark] = []
        for start, end in sorted(self.blocks.laid_out):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined


def primary(language: str) -> str:
    """The first part of a BCP 47 tag, in lower case."""
    return language.split("-", maxsplit=1)[0].lower()


def read_source(text: str, language: str) -> Source:
    """The source of one file of a book in `language`."""
    blocks = read_blocks(text)
    inlines = read_inlines(masked(text, blocks.marks), blocks.links)
    prose = masked(text, [*blocks.marks, *inlines.marks])
    foreign = [*blocks.foreign, *inlines.foreign]
    return Source(text, tuple(_proses(prose, foreign, language)), blocks, inlines)


def masked(text: str, marks: Iterable[Mark]) -> str:
    """The text with every mark blanked, line ends kept."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(marks):
        if end <= done:
            continue
        begin = max(start, done)
        parts += (text[done:begin], _blank(text[begin:end]))
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _blank(text: str) -> str:
    return _NOT_LINE_END.sub(MASK, text) if "\n" in text else MASK * len(text)


def _proses(text: str, foreign: Sequence[Foreign], language: str) -> Iterator[Prose]:
    """One for each language that has text, the book's first; regions of one language are kept apart."""
    if not foreign:
        yield Prose(text, language)
        return
    spoken: dict[str, list[Mark]] = {language: []}
    for start, end, tongue in _parts(foreign, len(text), language):
        spoken.setdefault(tongue, []).append((start, end))
    for tongue, parts in spoken.items():
        if tongue:
            yield Prose(masked(text, _between(parts, len(text))), tongue)


def _parts(foreign: Sequence[Foreign], length: int, language: str) -> Iterator[tuple[int, int, str]]:
    """The text cut where its language changes; the innermost passage says which it is."""
    opened: list[Foreign] = []
    done = 0
    for passage in (*sorted(foreign, key=lambda each: (each.start, -each.end)), Foreign(length, length, "")):
        while opened and opened[-1].end <= passage.start:
            inner = opened.pop()
            yield done, max(inner.end, done), inner.language
            done = max(inner.end, done)
        if passage.start > done:
            yield done, passage.start, opened[-1].language if opened else language
            done = passage.start
        opened.append(passage)


def _between(parts: Sequence[Mark], length: int) -> Iterator[Mark]:
    """What is not in the parts, which are in order."""
    done = 0
    for start, end in parts:
        yield done, start
        done = end
    yield done, length
