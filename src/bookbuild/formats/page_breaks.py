"""At which letter of a text each printed page begins: the text of the pages is found again in the text of the e-book.

Only letters are compared: digits (note calls, folios, numbers of lists), punctuation, spaces and the hyphens of
divided words differ between paper and screen, letters do not. On most pages every letter agrees, and the next
page begins where this one ends. Where paper has words of its own or in another order (a table's head repeated,
an address in a note, “page 12”), the first lines of the page are looked for after the last page's beginning.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_BEFORE_LETTERS = re.compile(r"[\W\d_]*")
_HEAD_LENGTHS = (60, 30, 15)
"""How many letters of a page's first lines are looked for."""
_TAIL_LENGTHS = (40, 20)
"""How many of a page's last letters."""
_SEAM = 12
"""So many letters before a page's beginning must be the end of the page before, for the place to be sure."""
_LINES = 12
"""How many first lines of a page may be paper's own."""
_SLACK = 3000
"""How many letters more than paper the e-book may have on a page."""


def letters(text: str) -> str:
    """The letters of a text, and nothing else."""
    return _NOT_LETTERS.sub("", text)


@dataclass(frozen=True)
class Start:
    """Where a page begins."""

    letter: int
    """How many letters of the piece stand before it."""
    signs: str = ""
    """What the page has before its first letter: digits, punctuation, spaces."""


def page_starts(pages: Sequence[str], text: str) -> list[Start | None]:
    """For each page of a piece, where it begins in `text`; None where it can't be told. The places never go back.

    `pages` are the running texts of successive pages, the first of which begins with the piece; `text` is
    `letters` of the piece.
    """
    starts: list[Start | None] = [Start(0)]
    known, since = 0, 0  # the last known start, and the letters on the pages that began after it
    before = letters(pages[0]) if pages else ""
    for page in pages[1:]:
        since += len(before)
        start = _start(page, before, text, known, since)
        starts.append(start)
        if start is not None:
            known, since = start.letter, 0
        before = letters(page)
    for n in reversed(range(1, len(pages) - 1)):
        if not letters(
            pages[n]
        ):  # a table turned, a figure: it is where the next page begins, before that one's signs
            starts[n] = starts[n + 1] or starts[n]
    return starts[: len(pages)]


def _start(page: str, before: str, text: str, known: int, since: int) -> Start | None:
    """Where a page begins. The page `before` it began at `known`, or later when `since` is more than its letters."""
    limit = known + since + _SLACK
    if since == len(before) and text.startswith(before, known):
        return _after(page, text, known + len(before), limit)
    end = _end(before, text, known, limit)
    if end is not None:
        return _after(page, text, end, limit)
    return _found(page, before, text, known, limit, lost=since > len(before))


def _end(before: str, text: str, known: int, limit: int) -> int | None:
    """Where the last letters of the page before end; None when they stand nowhere or more than once."""
    for length in _TAIL_LENGTHS:
        tail = before[-length:]
        if len(tail) == length and text.count(tail, known, limit) == 1:
            return text.index(tail, known, limit) + length
    return None


def _after(page: str, text: str, end: int, limit: int) -> Start:
    """Where a page begins when the one before it ends at `end`: there, or a little later.

    What stands between is on the screen only, or elsewhere on paper: the caption of a floating figure.
    """
    later = None
    for head, signs in _heads(page):
        if text.startswith(head, end):
            return Start(end, signs)
        if later is None and len(head) >= _HEAD_LENGTHS[-1] and (at := text.find(head, end, limit)) >= 0:
            later = Start(at, signs)
    return later or Start(end)


def _found(page: str, before: str, text: str, known: int, limit: int, lost: bool) -> Start | None:
    """Where the first lines of a page stand: best behind the last words of the page before, else behind any of it.

    When the page before was `lost` itself, enough words in a row will do.
    """
    likely = None
    for head, signs in _heads(page):
        for at in _occurrences(head, text, known, limit):
            seam = text[max(at - _SEAM, 0) : at]
            if before.endswith(seam):
                return Start(at, signs)
            if likely is None and (seam in before or (lost and len(head) >= _HEAD_LENGTHS[1])):
                likely = Start(at, signs)
    return likely


def _heads(page: str) -> Iterator[tuple[str, str]]:
    """The letters to look for, of the first line and what follows, of the second…; with the signs before them."""
    lines = page.splitlines()
    signs = ""
    for first, line in enumerate(lines[:_LINES]):
        signs += _BEFORE_LETTERS.match(line)[0]  # type: ignore[index]  # it matches any line
        head = letters(line)
        if not head:
            continue
        following = first + 1
        while len(head) < _HEAD_LENGTHS[0] and following < len(lines):
            head += letters(lines[following])
            following += 1
        lengths = [length for length in _HEAD_LENGTHS if length <= len(head)] or [len(head)]
        yield from ((head[:length], signs) for length in lengths)
        signs = ""


def _occurrences(head: str, text: str, start: int, limit: int) -> Iterator[int]:
    at = text.find(head, start, limit)
    while at >= 0:
        yield at
        at = text.find(head, at + 1, limit)
