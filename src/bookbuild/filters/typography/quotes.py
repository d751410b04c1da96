"""Quotation marks and apostrophes: straight ones become a language's own, level by level, in one reading of the text.

Nothing here looks at what else a language does: spaces, dashes and ellipses are set before, by rules of their own.
"""

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache, partial
from typing import NamedTuple

from bookbuild.filters.typography.edits import HOLE, Rule

NEVER = re.compile(r"(?!)")
"""Matches nothing: a language without such words."""
APOSTROPHE = "’"
_MARK = re.compile("[\"'“”„‘’‚«»‹›]")
_SINGLES = "‘‚‹›"
_BRACKETS = "([{"
_AFTER_THESE_OPENS = _BRACKETS + "—–-/¿¡"
_ENDS = ",.;:!?)]}"
_FEET = re.compile(r"(?:\d['′] ?|° ?)\d{1,2}(?:[.,]\d+)?$")
"""What stands before seconds or inches: `5'10`, `26' 46`."""
_MINUTES_BEFORE = re.compile(r"° ?\d{1,2}$")
_SECONDS_AFTER = re.compile(r" ?\d{1,2}(?:[.,]\d+)?[\"″]")
_WINDOW = 12
"""Characters looked at around a prime: more than `26' 46,25` needs."""


class Marks(NamedTuple):
    """The quotation marks of a language."""

    families: tuple[tuple[str, ...], ...]
    """Pairs by level, outermost first; the first family is what straight marks become. The others are forms that
    an author may have chosen: they stay, and what is nested in them follows them."""
    single: int
    """The level of what is typed between `'` outside any quotation."""
    elided: re.Pattern[str] = NEVER
    """What an apostrophe that opens a word stands before: `90s`, `tis`."""
    clipped: re.Pattern[str] = NEVER
    """What an apostrophe that ends a word stands after, matched at the end of the text before: `po`."""
    elision: bool = False
    """Whether a quotation may follow an apostrophe: `l'"arte"`."""
    speech: bool = False
    """Whether a `'` that opens a paragraph opens a speech even when it is never closed."""
    english: bool = False
    """Whether English quotes are a typing habit to put right: they can't be meant in this language."""


class _Open(NamedTuple):
    family: int
    level: int
    typed: str


def quotes(marks: Marks) -> Rule:
    """The rule that sets quotation marks and apostrophes. It goes after every rule that moves or removes spaces."""
    read = lru_cache(maxsize=4)(partial(_read, marks))

    def replacement(match: re.Match[str]) -> str:
        return read(match.string).get(match.start(), match[0])

    return Rule(_MARK, replacement, "\"'‘" + ("”" if marks.english else ""))


def _read(marks: Marks, text: str) -> dict[int, str]:
    """The marks that change: what stands at which offset."""
    reading = _Reading(marks, text)
    for match in _MARK.finditer(text):
        reading.take(match.start(), match[0])
    return reading.new


class _Reading:
    """One reading of a text from left to right: which quotations are open, and what has been decided.

    Read again, the result of a reading stays as it is: a mark that was left straight depends on its neighbours, or
    on a quotation not being open; and no quotation is open in the result that was not open before.
    """

    def __init__(self, marks: Marks, text: str) -> None:
        self.marks = marks
        self.text = text
        self.new: dict[int, str] = {}
        self.open: list[_Open] = []
        self.waiting: Counter[str] = (
            Counter()
        )  # the open quotations, by how they were typed and by what closes them
        levels = [(f, n, pair) for f, family in enumerate(marks.families) for n, pair in enumerate(family)]
        self.openers = {pair[0]: (f, n) for f, n, pair in reversed(levels)}
        self.closers = {pair[1] for _, _, pair in levels}
        self._ends_of_singles: list[int] | None = None
        self._ends_of_doubles: list[int] | None = None

    def take(self, at: int, sign: str) -> None:
        before = self.new.get(at - 1, self.text[at - 1]) if at else ""
        after = self.text[at + 1 : at + 2]
        if sign == '"' or (self.marks.english and self._is_english(sign, before, after)):
            self._double(at, before, after)
        elif sign == "'":
            self._single(at, before, after)
        elif sign == "‘" and sign in self.openers:
            self._left_single(at, before, after)
        elif sign == APOSTROPHE:
            top = self._top()
            if top and self._pair(top)[1] == sign and not _word(after) and not self._is_clipped(at):
                self._pop()
        elif sign in self.openers:
            self._push(_Open(*self.openers[sign], "'" if sign in _SINGLES else '"'))
        elif sign in self.closers:
            self._leave(sign)

    def _double(self, at: int, before: str, after: str) -> None:
        if _FEET.search(self.text[max(0, at - _WINDOW) : at]):
            return
        pending = self.waiting['"'] > 0
        gap_before = not before or before.isspace()
        gap_after = not after or after.isspace()
        if self._opens_after(at, before) and not gap_after and not (pending and after in _ENDS):
            self._enter(at, '"')
        elif gap_before:
            return
        elif pending:
            while self.open[-1].typed != '"':
                self._pop()
            self.new[at] = self._pop()
        elif before.isdigit() or (_word(before) and _word(after)):
            return
        elif _word(after):
            self._enter(at, '"')
        else:
            self.new[at] = self.marks.families[0][0][1]

    def _single(self, at: int, before: str, after: str) -> None:
        if before.isdigit() and not after.isalpha():
            self._after_digit(at, after)
        elif _word(before) and _word(after) and not (after == HOLE and self._in_single()):
            self.new[at] = APOSTROPHE
        elif self._opens_after(at, before) and after and not after.isspace() and not self._ends_here(after):
            self._single_before_text(at, before, after)
        elif not before or before.isspace():
            return
        elif self._in_single() and not self._is_clipped(at):
            self.new[at] = self._pop()
        elif _word(before):
            self.new[at] = APOSTROPHE
        else:
            self.new[at] = self.marks.families[0][self.marks.single][1]

    def _single_before_text(self, at: int, before: str, after: str) -> None:
        if self.marks.elided.match(self.text, at + 1):
            self.new[at] = APOSTROPHE
        elif self._is_closed_later(at) or (self.marks.speech and not before):
            self._enter(at, "'")
        elif _word(after):
            self.new[at] = APOSTROPHE

    def _left_single(self, at: int, before: str, after: str) -> None:
        """An author's ‘: in `‘tis` a program has put it for the apostrophe."""
        if self._opens_after(at, before) and self.marks.elided.match(self.text, at + 1):
            self.new[at] = APOSTROPHE
        elif after and not after.isspace() and self._is_closed_later(at):
            self._push(_Open(*self.openers["‘"], "'"))

    def _after_digit(self, at: int, after: str) -> None:
        prime = (
            after.isdigit()
            or _SECONDS_AFTER.match(self.text, at + 1)
            or _MINUTES_BEFORE.search(self.text[max(0, at - _WINDOW) : at])
        )
        if not prime and self._in_single():
            self.new[at] = self._pop()

    def _enter(self, at: int, typed: str) -> None:
        top = self._top()
        family = top.family if top else 0
        levels = self.marks.families[family]
        if not top:
            level = 0 if typed == '"' else self.marks.single
        elif typed == '"':
            level = (top.level + 1) % len(levels)
        else:  # never outwards again: what is typed singly isn't to be read as a double mark
            level = min(top.level + 1, len(levels) - 1)
        if top and levels[level][0] == "‘" and self.marks.elided.match(self.text, at + 1):
            level = top.level  # a ‘ before such a word would be read as a wrong apostrophe
        self._push(_Open(family, level, typed))
        self.new[at] = levels[level][0]

    def _leave(self, sign: str) -> None:
        if self.waiting[sign]:
            while self._pop() != sign:
                pass

    def _push(self, one: _Open) -> None:
        self.open.append(one)
        self.waiting.update((one.typed, self._pair(one)[1]))

    def _pop(self) -> str:
        """What closes the innermost quotation, which is open no more."""
        one = self.open.pop()
        sign = self._pair(one)[1]
        self.waiting.subtract((one.typed, sign))
        return sign

    def _top(self) -> _Open | None:
        return self.open[-1] if self.open else None

    def _pair(self, one: _Open) -> str:
        return self.marks.families[one.family][one.level]

    def _in_single(self) -> bool:
        top = self._top()
        return top is not None and (top.typed == "'" or self._pair(top)[0] in _SINGLES)

    def _ends_here(self, after: str) -> bool:
        return after in _ENDS and self._in_single()

    def _opens_after(self, at: int, before: str) -> bool:
        if not before or before.isspace() or before in _AFTER_THESE_OPENS:
            return True
        if before == APOSTROPHE:
            return (
                self.marks.elision
                and at > 1
                and _word(self.text[at - 2])
                and _word(self.text[at + 1 : at + 2])
            )
        return before in self.openers

    def _is_clipped(self, at: int) -> bool:
        """Whether a clipped word ends here, and the next single mark ends something too: `'un po' di tutto'`."""
        if not self.marks.clipped.search(self.text[max(0, at - _WINDOW) : at]):
            return False
        following = _SINGLE_AT_BORDER.search(self.text, at + 1)
        return following is not None and following["end"] is not None

    def _is_english(self, sign: str, before: str, after: str) -> bool:
        if sign == "”":
            return True
        return sign == "“" and (not before or before.isspace() or before in _BRACKETS) and _word(after)

    def _is_closed_later(self, at: int) -> bool:
        """Whether a mark that can close a single quotation comes, before the double one around it closes."""
        if self._ends_of_singles is None or self._ends_of_doubles is None:
            self._ends_of_singles = [m.start() for m in _END_OF_SINGLE.finditer(self.text)]
            self._ends_of_doubles = [m.start() for m in _END_OF_DOUBLE.finditer(self.text)]
        ends = self._ends_of_singles
        number = bisect_right(ends, at + 1)
        if number == len(ends):
            return False
        if not self.waiting['"']:
            return True
        stops = self._ends_of_doubles
        stop = bisect_right(stops, at)
        return stop == len(stops) or ends[number] < stops[stop]


_END_OF_SINGLE = re.compile(r"(?<=[^\s(\[{])['’‘](?![^\W_])")
_SINGLE_AT_BORDER = re.compile(r"(?P<end>(?<=[^\s(\[{])['’](?![^\W_]))|(?<![^\W_])['‘]|[\"”“»]")
_END_OF_DOUBLE = re.compile(r"(?<=[^\s(\[{])[\"”“»](?![^\W_])")


def _word(sign: str) -> bool:
    return sign.isalnum() or sign == HOLE
