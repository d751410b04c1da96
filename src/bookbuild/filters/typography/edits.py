"""Rules applied to text, and the borders inside that text kept where they belong."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

Replacement = str | Callable[[re.Match[str]], str]


class Rule(NamedTuple):
    """One rule: what it finds, what it puts there (as it stands: no group references)."""

    pattern: re.Pattern[str]
    replacement: Replacement
    needs: Sequence[str] = ""
    """Characters, or longer strings, one of which must be in a text that the rule can touch: nine texts in ten are passed over by
    looking for them, which costs a hundredth of a search. Empty: always search."""
    hint: re.Pattern[str] | None = None
    """Stands in every text that the rule can touch, and is found faster than `pattern`."""
    whole: bool = False
    """Whether what it finds must stand in one string: what becomes a node can't begin inside another."""


Rules = Sequence[Rule]

HOLE = "\ufffc"
"""Stands for what is not text (code, an image, a note): OBJECT REPLACEMENT CHARACTER. No rule changes it."""

_PROTECTED = re.compile(
    r"""(?:[a-z][a-z0-9+.-]*://|www\.|doi:)[^\s"«»“”]+   # addresses
      | [\w.+-]+@[\w-]+\.[\w.-]+                    # e-mail
      | [^\s"«»“”]*::[^\s"«»“”]*                      # C++ and Rust paths, IPv6
      | [A-Za-z]:\\\S*                              # Windows paths
      | (?<!\w)[:;8][-']?[)(DPp](?!\w)              # emoticons
      | \{[.\#][^{}\n]*\}                            # attributes that pandoc left as text
      """,
    re.VERBOSE,
)


def rewrite(text: str, rules: Rules, kept: re.Pattern[str] | None = None) -> str:
    """The text after every rule, in order."""
    borders: list[int] = []
    return rewrite_between(text, borders, rules, kept)


def rewrite_between(text: str, borders: list[int], rules: Rules, kept: re.Pattern[str] | None = None) -> str:
    """The text after every rule; `borders` are offsets in it, and are moved with it.

    What `kept` finds is left as it is: names that a book writes in its own way.
    """
    for rule in rules:
        if _can_touch(rule, text) and rule.pattern.search(text):
            text = _apply(text, borders, rule, kept)
    return text


def _can_touch(rule: Rule, text: str) -> bool:
    if rule.needs and not any(sign in text for sign in rule.needs):
        return False
    return rule.hint is None or rule.hint.search(text) is not None


def _apply(text: str, borders: list[int], rule: Rule, kept: re.Pattern[str] | None) -> str:
    protected = _protected(text, kept)
    if rule.whole:
        protected += [(border, border) for border in borders]
    pieces: list[str] = []
    done = grown = 0
    for start, end, new in _edits(text, rule, protected):
        if borders:
            _move(borders, start + grown, end + grown, len(new))
            grown += len(new) - (end - start)
        pieces += (text[done:start], new)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _protected(text: str, kept: re.Pattern[str] | None) -> list[tuple[int, int]]:
    spans = [match.span() for match in _PROTECTED.finditer(text)] if _may_be_protected(text) else []
    return spans + [match.span() for match in kept.finditer(text)] if kept else spans


def _may_be_protected(text: str) -> bool:
    return any(
        sign in text
        for sign in ("://", "www.", "@", "::", ":\\", "doi:", ":-", ";-", ":)", ":(", ";)", "{.", "{#")
    )


def _edits(text: str, rule: Rule, protected: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    replacement = rule.replacement
    for match in rule.pattern.finditer(text):
        if any(match.start() < end and match.end() > start for start, end in protected):
            continue
        new = replacement if isinstance(replacement, str) else replacement(match)
        if new != match[0]:
            yield match.start(), match.end(), new


def _move(borders: list[int], start: int, end: int, length: int) -> None:
    """Move the borders for `length` characters that replace those from `start` to `end`.

    What is put in at a border goes behind it: the thin space before a sign stays with the sign, out of the emphasis
    that ends there. A border inside the replaced text stays as far in as the new text allows.
    """
    for number, border in enumerate(borders):
        if border >= end and border > start:
            borders[number] = border + length - (end - start)
        elif border > start:
            borders[number] = start + min(length, border - start)
