"""Characters that are not what they seem: invisible, from another script, garbled."""

import re
from collections.abc import Iterator
from unicodedata import bidirectional, name

from bookbuild.proofreading.fault import Fault
from bookbuild.proofreading.source import Prose, Source
from bookbuild.rules import proofreading

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\ufff9-\ufffb]"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
"""Needed in the scripts of India and of Arabic, and between the parts of an emoji."""
_BREAKS = frozenset("\u2028\u2029")
_PARTING = frozenset("\u00ad\u200b")
"""Between letters these often stand for a hyphen or a space that was lost: only a person can tell."""
_HINTS = {
    "": "Delete it.",
    "\u00ad": "Type a hyphen in its place, or nothing: words are hyphenated for you.",
    "\u200b": "Type a space in its place, or nothing.",
    "\u2028": "Put a space or a new line in its place.",
    "\u2029": "Put a new paragraph in its place.",
}
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")
LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеіјорсухѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTXYaeijopcyxsdhABEZHIKMNOPTYXo",
        strict=True,
    )
)
"""Cyrillic and Greek letters that print as Latin ones."""
_GARBLED = re.compile(
    "\ufffd|Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ\u009d“”˜¦¢]|Å[“’]|Â[\u00a0«»°§]"
)


def invisible(prose: Prose, source: Source) -> Iterator[Fault]:
    """Characters that nobody sees; taken out where they can do nothing."""
    if prose.text.isascii():
        return
    for match in _INVISIBLE.finditer(prose.text):
        sign, at = match[0], match.start()
        if sign in _BIDI | _JOINERS and not _between_latin(prose.text, at):
            continue
        parts = (
            sign in _PARTING and prose.text[at - 1 : at].isalnum() and prose.text[at + 1 : at + 2].isalnum()
        )
        mended = None if sign in _BREAKS or parts or not _leaves_markup(prose.text, at) else ""
        label = name(sign, "a control character").lower()
        yield Fault(
            proofreading.INVISIBLE_CHARACTER, at, at + 1, f"invisible U+{ord(sign):04X} ({label})",
            _HINTS.get(sign if mended is None else "", "Delete it."), mended,
        )  # fmt: skip


def _leaves_markup(text: str, at: int) -> bool:
    """Whether Markdown reads the line alike without a sign: no list, link or emphasis comes of what it kept apart."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    before, after = text[start:at], text[at + 1 : end if end >= 0 else len(text)]
    if not before.strip():
        return after[:1].isalpha() and after[1:2] not in {".", ")"}
    if not after.strip():
        return not before[-1].isspace()
    return all(sign.isalnum() or sign in _PLAIN for sign in (before[-1], after[0]))


_PLAIN = frozenset(" \u00a0\u202f.,;?…«»“”’'—–")
"""Signs that mean nothing to Markdown inside a line."""


def _between_latin(text: str, at: int) -> bool:
    """Whether nothing near a sign is written from right to left, or joined by it."""
    around = text[max(0, at - 40) : at] + text[at + 1 : at + 40]
    if text[at] in _BIDI:
        return not any(bidirectional(sign) in _RIGHT_TO_LEFT for sign in around)
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool((_LATIN.match(before) or before.isspace()) and (_LATIN.match(after) or after.isspace()))


def mixed_scripts(prose: Prose, source: Source) -> Iterator[Fault]:
    """A look-alike letter of another script in a Latin word, and the inverse."""
    if prose.text.isascii() or not _OTHER.search(prose.text):
        return
    seen = -1
    for match in _OTHER.finditer(prose.text):
        word = _word_at(prose.text, match.start())
        if word is None or word.start() == seen:
            continue
        seen = word.start()
        yield from _mixed(word)


def _word_at(text: str, at: int) -> re.Match[str] | None:
    start = at
    while start and text[start - 1].isalpha():
        start -= 1
    return _WORD.match(text, start)


def _mixed(word: re.Match[str]) -> Iterator[Fault]:
    letters = word[0]
    latin = sum(bool(_LATIN.match(letter)) for letter in letters)
    foreign = [letter for letter in letters if _OTHER.match(letter)]
    if not latin or len(letters) < 3:
        return
    right = "".join(LOOK_ALIKES.get(letter, letter) for letter in letters)
    strange = next((letter for letter in foreign if letter in LOOK_ALIKES), None)
    if latin >= len(foreign) and strange and all(letter in LOOK_ALIKES for letter in foreign):
        message = (
            f"“{letters}” has a letter that only looks Latin: U+{ord(strange):04X} ({name(strange).lower()})"
        )
        yield Fault(
            proofreading.MIXED_SCRIPTS, word.start(), word.end(), message, f"Type {right}.", right
        )  # fmt: skip
    elif len(foreign) > latin:
        message = f"“{letters}” has Latin letters among others"
        yield Fault(
            proofreading.MIXED_SCRIPTS, word.start(), word.end(), message, "Type the word anew in its own script."
        )  # fmt: skip


def garbled(prose: Prose, source: Source) -> Iterator[Fault]:
    """Replacement characters, and UTF-8 once read as Windows-1252."""
    if prose.text.isascii():
        return
    for match in _GARBLED.finditer(prose.text):
        right = _recovered(match[0])
        hint = f"It was “{right}”." if right else "Look up what stood here."
        yield Fault(
            proofreading.GARBLED_CHARACTER, match.start(), match.end(), f"“{match[0]}” is a letter that was lost", hint
        )  # fmt: skip


def _recovered(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
