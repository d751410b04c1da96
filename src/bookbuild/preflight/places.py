"""From a place in a built page back to the line of the manuscript that its text comes from."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_TAG = re.compile(r"<!--.*?-->|<[^>]*>?", re.DOTALL)
_ENTITY = re.compile(r"&#?\w+;")
_WORD = re.compile(r"[^\W_]+")
_GAP = r"(?:\{[^}\n]*\}|\]\([^)\n]*\)|[\W_])*+"
"""What may stand between two words in Markdown: spaces, marks, attributes, a link's target.

Possessive, because `{}{}{}…` could be read in 2ⁿ ways.
"""
_LENGTHS = (8, 5, 3)
"""Words to look for, the safest first."""


@dataclass(frozen=True)
class BuiltPage:
    """The text of one XHTML page, and the Markdown it was made from."""

    page: str
    markdown: str

    def source_line(self, line: int, column: int) -> int:
        """Line of the manuscript (from 1) for a place in the page; 0 when its words are not found there.

        Looks for the words that follow the place, then for those before it; words that occur several times
        are told apart by their order.
        """
        place = self._offset(line, column)
        after = self._words_after(place)
        for length in _LENGTHS:
            if len(after) >= length and (found := self._find(after[:length], place)):
                return found
        before = self._words_before(place)
        for length in _LENGTHS:
            if len(before) >= length and (found := self._find(before[-length:], place, at_end=True)):
                return found
        return self._only(_WORD.findall(_plain(self.page[place:].partition("<")[0])))

    def _only(self, words: list[str]) -> int:
        """The line of a word or two, when the manuscript has them once."""
        hits = list(_pattern(words).finditer(self.markdown)) if words else []
        return bisect_right(self._line_starts, hits[0].start()) if len(hits) == 1 else 0

    def _find(self, words: list[str], place: int, at_end: bool = False) -> int:
        pattern = _pattern(words)
        hits = [hit.end() - 1 if at_end else hit.start() for hit in pattern.finditer(self.markdown)]
        if not hits:
            return 0
        earlier = len(pattern.findall(_plain(self.page[:place]))) - at_end
        return bisect_right(self._line_starts, hits[max(0, min(earlier, len(hits) - 1))])

    def _words_after(self, place: int) -> list[str]:
        return _WORD.findall(_plain(self.page[place : place + 600]))[: _LENGTHS[0]]

    def _words_before(self, place: int) -> list[str]:
        text = self.page[max(0, place - 600) : place]
        return _WORD.findall(_plain(text[text.find(">") + 1 :]))[-_LENGTHS[0] :]

    def _offset(self, line: int, column: int) -> int:
        """EPUBCheck gives the place where a start tag ends; other checkers where it begins."""
        lines = self.page.splitlines(keepends=True)
        start = sum(len(text) for text in lines[: line - 1])
        place = min(start + max(0, column - 1), len(self.page))
        head = self.page[:place]
        if head.rfind("<") > head.rfind(">"):  # inside a tag: its content comes after it
            return self.page.find(">", place) + 1 or place
        if place and self.page[place - 1].isalnum():  # inside a word: from the next one on
            while place < len(self.page) and self.page[place].isalnum():
                place += 1
        return place

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(hit.end() for hit in re.finditer("\n", self.markdown))]


def line_of_words(text: str, markdown: str) -> int:
    """Line (from 1) of the Markdown in which words of a printed line stand; 0 when they are not there, or more than once.

    Words at the ends of the line may be divided: runs within it are looked for, the longest first.
    """
    words = _WORD.findall(text)
    for length in (*_LENGTHS, 2, 1):
        for start in range(max(0, len(words) - length + 1)):
            if length < 3 and len(words) > length:
                break  # a word or two of a longer line are too little
            hits = list(_pattern(words[start : start + length]).finditer(markdown))
            if len(hits) == 1:
                return markdown.count("\n", 0, hits[0].start()) + 1
    return 0


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + _GAP.join(map(re.escape, words)) + r"(?![^\W_])")


def _plain(markup: str) -> str:
    return _ENTITY.sub(" ", _TAG.sub("", markup))
