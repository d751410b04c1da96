"""Passages in another language that do not say so: only where the language is clear."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from bookbuild.proofreading.fault import Fault
from bookbuild.proofreading.languages import LANGUAGES, language
from bookbuild.proofreading.source import Prose, Source
from bookbuild.rules import proofreading

_EMPHASIS = re.compile(r"(?<![*\w\\])\*(?=[^\s*])([^*\n]+?(?:\n[^*\n]+?){0,3})(?<=[^\s*])\*(?![*\w])")
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = {"fr": "French", "en": "English", "de": "German", "it": "Italian", "es": "Spanish", "la": "Latin"}
_STRETCH = 12
"""Fewest words of a paragraph by which its language can be told."""
_SHARE = 0.3
"""Least part of a text's words that are function words of its language: 0.4 to 0.5 in prose."""
_FEW = 4
"""Fewest different function words in italics."""


def unmarked_foreign(prose: Prose, source: Source) -> Iterator[Fault]:
    """Paragraphs, and words in italics, of another language."""
    own = language(prose.primary).function_words
    if not own:
        return
    words = set(prose.text.lower().replace("*", " ").split())
    others = {
        code: tables.function_words - own for code, tables in LANGUAGES.items()
        if code != prose.primary and len(words & (tables.function_words - own)) >= _FEW
    }  # fmt: skip
    if not others:
        return
    told: list[tuple[int, int]] = []
    for start, end in prose.paragraphs:
        code = _language_of(prose.text[start:end], others, own, _STRETCH)
        if code:
            told.append((start, end))
            yield _fault(prose.text, start, end, code)
    if "*" in prose.text:
        for match in _EMPHASIS.finditer(prose.text):
            before = bisect_right(told, (match.start(), len(prose.text))) - 1
            inside = before >= 0 and match.start() < told[before][1]
            if not inside and (code := _language_of(match[1], others, own, _FEW)):
                yield _fault(prose.text, match.start(1), match.end(1), code)


def _language_of(text: str, others: dict[str, frozenset[str]], own: frozenset[str], least: int) -> str:
    """The one language that the text clearly is in; empty when that is its own, or doubtful."""
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < least:
        return ""
    mine = sum(word in own for word in words)
    scores = sorted(
        ((sum(word in signs for word in words), code) for code, signs in others.items()), reverse=True
    )
    best, code = scores[0]
    clear = len(scores) == 1 or best >= 2 * scores[1][0]
    distinct = len({word for word in words if word in others[code]})
    return (
        code
        if best >= _SHARE * len(words) and mine * 8 <= best and clear and distinct >= min(3, least)
        else ""
    )


def _fault(text: str, start: int, end: int, code: str) -> Fault:
    at = start + len(text[start:end]) - len(text[start:end].lstrip(" \n>*_\0"))
    words = " ".join(text[at:end].split()).replace("\0", "")
    shown = words if len(words) < 40 else f"{words[:40]}…"
    return Fault(
        proofreading.UNMARKED_FOREIGN, at, end, f"“{shown}” seems to be {_NAMES[code]}",
        f"Mark it: [{shown}]{{lang={code}}}." if len(words) < 40 else f"Put it into a div: ::: {{lang={code}}}.",
    )  # fmt: skip
