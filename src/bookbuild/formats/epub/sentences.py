"""Where sentences end, well enough for a reader's place in the book, in six languages."""

import re
from collections.abc import Iterator, Mapping

_SPACE = " \t\r\n"
"""What may break a line: a sentence never ends at a no-break space."""
_MARKS, _CLOSED = r"[.!?…‽]+", r"[\u00a0\u202f]?[»›«‹”“’'\")\]]"
_ENDS = {
    "fr": re.compile(rf"{_MARKS}(?: ?[»›]|{_CLOSED})*[{_SPACE}]+"),
    "": re.compile(rf"{_MARKS}(?:{_CLOSED})*[{_SPACE}]+"),
}
"""Marks, the quotes and brackets that close with them (in French after any space), and the space after."""
_OPENING = re.compile(r"[«‹“„‘'\"(\[¿¡—–\-\u00a0\u202f ]*")
_WORD_BEFORE = re.compile(r"[\w.’'-]*$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?)+$")
_COMMON = frozenset(["al", "cf", "dr", "ed", "etc", "fig", "ibid", "op", "p", "pp", "st", "t", "vol", "vs"])
_ABBREVIATIONS: Mapping[str, frozenset[str]] = {
    "fr": frozenset(["art", "av", "apr", "chap", "ch", "coll", "env", "éd", "ex", "hab", "mm", "n", "pl", "réf", "suiv", "trad"]),
    "en": frozenset(["approx", "ch", "co", "e.g", "gen", "i.e", "inc", "jr", "ltd", "mr", "mrs", "ms", "no", "prof", "rev", "sr"]),
    "de": frozenset(["abb", "bd", "bzw", "ca", "d.h", "dgl", "evtl", "frau", "ggf", "hl", "hr", "hrsg", "inkl", "nr", "prof", "s", "u.a", "usw", "vgl", "z.b"]),
    "it": frozenset(["art", "avv", "cap", "dott", "ecc", "ing", "on", "pag", "prof", "sig", "sigg", "sig.ra", "sec"]),
    "es": frozenset(["art", "cap", "d", "dª", "dra", "ee.uu", "núm", "pág", "prof", "sr", "sra", "srta", "ud", "uds"]),
    "pt": frozenset(["art", "cap", "dra", "exmo", "núm", "pág", "prof", "sr", "sra"]),
}  # fmt: skip
"""Lower case, without their last point; a single letter is an initial in any language."""


def sentences(text: str, language: str) -> Iterator[str]:
    """The text in pieces that together are the text; each holds one sentence and the space after it.

    >>> list(sentences("« Tiens ! dit M. Pons. » Il sortit. ", "fr"))
    ['« Tiens ! dit M. Pons. » ', 'Il sortit. ']
    """
    language = language.partition("-")[0].lower()
    known = _COMMON | _ABBREVIATIONS.get(language, frozenset())
    start = 0
    for end in _ENDS.get(language, _ENDS[""]).finditer(text):
        if _goes_on(text, end, known):
            continue
        yield text[start : end.end()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def _goes_on(text: str, end: re.Match[str], known: frozenset[str]) -> bool:
    """Whether the sentence goes on: in small letters, or after a point that is an abbreviation's."""
    opening = _OPENING.match(text, end.end())
    assert opening is not None  # noqa: S101 — it may be empty
    if text[opening.end() : opening.end() + 1].islower():
        return True
    if end[0].rstrip(_SPACE) != ".":
        return False
    before = _WORD_BEFORE.search(text, max(0, end.start() - 20), end.start())
    word = before[0] if before else ""
    return word.lower() in known or _is_initial(word)


def _is_initial(word: str) -> bool:
    """`M`, `J.-C`, `U.S`; but `y` and `à` end sentences."""
    return (
        bool(_INITIAL.fullmatch(word))
        and word.upper() == word
        and max(map(len, re.split(r"[.-]", word))) == 1
    )
