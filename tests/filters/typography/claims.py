"""What the tests of every language claim of its rules, on a text."""

import re

from hypothesis import strategies as st

from bookbuild.filters.typography.edits import HOLE, Rules, rewrite

NB, THIN = "\u00a0", "\u202f"
SIGNS = ['"', "'", "“", "”", "„", "‘", "’", "‚", "«", "»", "-", "--", "---", "–", "—", ".", "...", "…", ",", ";", ":",
         "!", "?", "(", ")", "[", "]", "/", "%", "§", "°", "º", "€", HOLE]  # fmt: skip
SPACES = [" ", " ", " ", " ", " ", NB, THIN]
PIECES = ["a", "b", "Wort", "s", "1", "12", "90", "123", "1990", "000", "A", "X", "IV", "i", "É", "d", "www.x.org",
          "a::b", ":-)", "a@b.c", "5'10\"", "2'33\"", "10:30", "km", "p.", "J."]  # fmt: skip

KEPT_EVERYWHERE = [
    "https://example.org/a--b?c=1&d='x'",
    "www.example.org/a...b",
    "first.last@example.org",
    "doi:10.1000/xyz--123",
    "10.1038/s41586-020-2649-2",
    "10:30",
    "16:9",
    "3 : 1",
    "std::vector",
    "C++",
    "C:\\Users\\Name",
    "/usr/local/bin",
    ":-)",
    "978-2-07-036822-8",
    "192.168.0.1",
    "1.10.2",
    "12-15",
    f"{HOLE}{HOLE}",
    "<!-- x -->",
    "2'33\"",
    "40° 26' 46\"",
]


def tricky(*words: str) -> st.SearchStrategy[str]:
    """Texts of signs, spaces and pieces, and of what is tricky in one language."""
    piece = st.one_of(
        st.sampled_from(SIGNS), st.sampled_from(SPACES), st.sampled_from(PIECES), st.sampled_from(words)
    )
    return st.lists(piece, max_size=30).map("".join)


def is_fixed_point(text: str, rules: Rules) -> bool:
    return rewrite(text, rules) == text


def letters_and_digits(text: str) -> str:
    return re.sub(r"[\W_ºª]", "", text)


def signs_that_stay(text: str) -> str:
    """The signs that no rule of any language takes out or puts in; quotes, dashes, dots and spaces are theirs."""
    return re.sub(rf"[^,;:!?()\[\]/%§€@=&{HOLE}]", "", text)


def shown(text: str) -> str:
    """Spaces made visible: ~ for U+00A0, ^ for U+202F."""
    return text.replace(NB, "~").replace(THIN, "^")


def check(given: str, wanted: str, rules: Rules) -> None:
    """`given` becomes `wanted` (as `shown`), which a second time stays as it is."""
    text = rewrite(given, rules)
    assert shown(text) == wanted
    assert is_fixed_point(text, rules)


def check_any(text: str, rules: Rules) -> None:
    """Whatever the text: set twice it is as set once, and no letter, digit or sign is lost or moved."""
    once = rewrite(text, rules)
    assert rewrite(once, rules) == once
    assert letters_and_digits(once) == letters_and_digits(text)
    assert signs_that_stay(once) == signs_that_stay(text)
