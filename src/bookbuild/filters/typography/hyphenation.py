"""Where words may break: the book's own exceptions, and soft hyphens for reading systems without dictionaries."""

import re
from collections.abc import Iterable

from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.marks import HYPHENATED, marked

SOFT_HYPHEN = "\u00ad"
SHORTEST = 6
"""Letters of the shortest word that gets soft hyphens."""
BEFORE, AFTER = 2, 3
"""Letters that stay together before and after a break: two and three in French composition."""
_MARKS = "\ufdd0-\ufdd7"
_WORD = re.compile(
    f"(?<![^\\W_]|[{SOFT_HYPHEN}{_MARKS}’'@-])[^\\W\\d_A-Z]{{{SHORTEST},}}(?![^\\W_]|[{SOFT_HYPHEN}{_MARKS}@-])"
)
"""A word in lower case: names, acronyms and what is joined to others stay whole."""


def exception_rules(words: Iterable[str], points: bool) -> Rules:
    """The rule for words as the book wants them broken: `anti-constitution-nel`; `SNCF` never.

    With `points` the breaks are soft hyphens; without, the word stays whole.
    """
    wanted = {word.replace("-", "").lower(): word for word in words}
    if not wanted:
        return ()
    found = "|".join(re.escape(word) for word in sorted(wanted, key=len, reverse=True))

    def broken(match: re.Match[str]) -> str:
        return marked(HYPHENATED, _with_points(match[0], wanted[match[0].lower()]) if points else match[0])

    return (Rule(re.compile(f"(?<!\\w)(?:{found})(?!\\w)", re.I), broken, whole=True),)


def soft_hyphen_rules(language: str) -> Rules:
    """The rule that puts a soft hyphen wherever a word may break; none for a language without patterns."""
    import pyphen

    if language not in pyphen.LANGUAGES:
        return ()
    patterns = pyphen.Pyphen(lang=language, left=BEFORE, right=AFTER)
    return (Rule(_WORD, lambda match: patterns.inserted(match[0], SOFT_HYPHEN), whole=True),)


def _with_points(word: str, pattern: str) -> str:
    """The letters of a word with the breaks of the pattern.

    >>> _with_points("Typographie", "typo-gra-phie").replace(SOFT_HYPHEN, "|")
    'Typo|gra|phie'
    """
    letters = iter(word)
    return "".join(SOFT_HYPHEN if sign == "-" else next(letters) for sign in pattern)
