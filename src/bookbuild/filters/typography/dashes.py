"""Dashes that are typed with hyphens."""

import re

from bookbuild.filters.typography.edits import Rule

RANGE = Rule(re.compile(r"(?<=\d)--(?=[\d)])"), "–", "-")
"""`1990--1995`, `(1990--)`."""
_ROMAN_OR_LETTER = "[ivxlc]{1,6}|[A-HJ-Z]"
RANGE_OF_LETTERS = Rule(
    re.compile(f"(?<=[^\\W\\d_])--(?=(?:{_ROMAN_OR_LETTER})\\b)(?:(?<=\\b[ivxlcA-HJ-Z]--)|(?<=\\b[ivxlc]{{2}}--)"
               "|(?<=\\b[ivxlc]{3}--)|(?<=\\b[ivxlc]{4}--))"),
    "–",
    "-",
)  # fmt: skip
"""`iv--ix`, `A--Z`; not `I--I`, which stammers."""


def closed(dash: str, hyphens: str = "{2}") -> Rule:
    """Hyphens between two words without spaces. Arrows and comments (`-->`, `<!--`) stay."""
    return Rule(re.compile(f"(?<=[^\\s<!-])-{hyphens}(?=[^\\s>-])"), dash, "-")


def spaced(dash: str, hyphens: str = "{2}") -> Rule:
    """Hyphens with a space on both sides, or before a sign that closes up: the spaces stay."""
    return Rule(re.compile(f"(?<=\\s)(?<!^\\s)-{hyphens}(?=\\s|[,.;:!?)](?:\\s|$)|$)"), dash, "-")


def opening(dash: str, typed: str) -> Rule:
    """What is `typed` (a pattern) and a space, where they open the paragraph: a speech, an attribution."""
    return Rule(re.compile(f"^(?:{typed})[ \u00a0\u202f]+(?=\\S)"), dash, "-—–")
