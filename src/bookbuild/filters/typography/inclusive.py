"""French inclusive forms: `innovant·e·s`, `innovant.e.s`, `innovant-e-s`, `innovant(e)s`, `innovant/e/s`.

What counts as a form is decided by the word's ending: `-ne` follows an n, `-ve` an f. So `fichier.es`,
`prends-les` and `et/ou` are none. Median and like points stand in nothing else that is French, and are taken
with a wider list.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from bookbuild.book.model import InclusiveForm
from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.marks import INCLUSIVE, marked

POINTS = "·‧⋅•"
"""MIDDLE DOT, HYPHENATION POINT, DOT OPERATOR and BULLET: all are typed for the median point."""
_NO_BREAK_HYPHEN = "\u2011"

_ENDS: dict[str, str] = {
    "e": "é|i|u|t|d|s|l|an|in|un|eur",
    "ne": "n",
    "le": "el|il|ul",
    "te": "et|ot|tous",
    "ve": "f",
    "fe": "f",
    "se": "eux|eur",
    "sse": "[bcçdhlrstv]e",
    "euse": "eur|eux",
    "rice": "teur",
    "trice": "teur",
    "ère": "er",
    "ière": "ier",
}
"""By suffix in the singular, how the word before it ends."""

_AFTER_A_POINT = "|".join(
    f"{suffix}s?"
    for suffix in (*_ENDS, "la", "elle", "celle", "lle", "tte", "esse", "ive", "ale", "que", "che", "ine")
)
_WORD = r"[^\W\d_]"


class Form(NamedTuple):
    """One form, taken apart: `étudiant`, `e`, plural."""

    word: str
    suffix: str
    """In the singular."""
    plural: bool
    apart: bool
    """Whether the plural has a sign of its own: `·e·s`, not `·es`."""


def _bound_to_endings(sign: str, after: str) -> str:
    """A pattern for the forms with a sign: the word, the sign, a suffix that fits the word, and a plural."""
    fits = "|".join(f"(?<={end}){sign}{suffix}" for suffix, ends in _ENDS.items() for end in ends.split("|"))
    return f"(?<![\\w.@/-]){_WORD}{{2,}}(?:{fits})(?:s|{sign}s)?{after}"


_PATTERNS: dict[str, re.Pattern[str]] = {
    "·": re.compile(rf"(?<!\w){_WORD}{{2,}}[{POINTS}](?:{_AFTER_A_POINT})(?:[{POINTS}]?[sx])?(?!\w)", re.I),
    ".": re.compile(_bound_to_endings(r"\.", r"(?![\w@/:-]|\.\w)"), re.I),
    "-": re.compile(_bound_to_endings(f"[-{_NO_BREAK_HYPHEN}]", rf"(?![\w@/{_NO_BREAK_HYPHEN}-])"), re.I),
    "/": re.compile(_bound_to_endings("/", r"(?![\w@/.:-])"), re.I),
    "(": re.compile(
        "(?<![\\w.@/-])" + _WORD + "{2,}(?:"
        + "|".join(f"(?<={end})\\({suffix}(?:s\\)|\\)(?:s|\\(s\\))?)" for suffix, ends in _ENDS.items() for end in ends.split("|"))
        + r")(?!\w)",
        re.I,
    ),
}  # fmt: skip
"""By sign."""
_SUFFIXES = "|".join(_ENDS)
_HINTS = {
    ".": re.compile(rf"\.(?:{_SUFFIXES})s?(?!\w)", re.I),
    "-": re.compile(rf"[-{_NO_BREAK_HYPHEN}](?:{_SUFFIXES})s?(?!\w)", re.I),
    "/": re.compile(rf"/(?:{_SUFFIXES})s?(?!\w)", re.I),
    "(": re.compile(rf"\w\((?:{_SUFFIXES})s?\)", re.I),
}
_NEEDS = {"·": POINTS, ".": ".", "-": f"-{_NO_BREAK_HYPHEN}", "/": "/", "(": "("}
_PARTS = re.compile(rf"[{POINTS}./(){_NO_BREAK_HYPHEN}-]+")


def forms(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every form in a text with its sign, sign by sign: `("·", match)`."""
    for sign, pattern in _PATTERNS.items():
        hint = _HINTS.get(sign)
        if any(needed in text for needed in _NEEDS[sign]) and (hint is None or hint.search(text)):
            yield from ((sign, match) for match in pattern.finditer(text))


def parse(form: str) -> Form:
    """A form taken apart.

    >>> parse("étudiant·e·s")
    Form(word='étudiant', suffix='e', plural=True, apart=True)
    >>> parse("citoyen(nes)")
    Form(word='citoyen', suffix='ne', plural=True, apart=False)
    """
    word, suffix, *rest = [part for part in _PARTS.split(form) if part]
    joined = suffix.lower().endswith("s")
    return Form(word, suffix[:-1] if joined else suffix, joined or bool(rest), bool(rest))


def inclusive_rules(wanted: InclusiveForm, words: Mapping[str, str]) -> Rules:
    """The rules that bring every form to the one that is wanted, and keep it whole.

    `words` is the book's own dictionary for `expand`: `{"copain·ine·s": "copines et copains"}`.
    """
    if wanted is InclusiveForm.EXPAND:
        return tuple(_expanding(sign, pattern, words) for sign, pattern in _PATTERNS.items())
    change = (
        _kept if wanted is InclusiveForm.KEEP else _signed("·" if wanted is InclusiveForm.MEDIAN else ".")
    )
    return tuple(
        Rule(pattern, change, _NEEDS[sign], _HINTS.get(sign), whole=True)
        for sign, pattern in _PATTERNS.items()
    )


def expansion(form: str, words: Mapping[str, str]) -> str:
    """A form written out; empty when neither the book's dictionary nor the rules of French know it.

    >>> expansion("étudiant·e·s", {}), expansion("un·e", {}), expansion("iel·s", {})
    ('étudiantes et étudiants', 'une ou un', '')
    """
    written = words.get(form) or words.get(form.lower()) or _written_out(form)
    if form.isupper():
        return written.upper()
    return written[:1].upper() + written[1:] if form[:1].isupper() else written


def _written_out(form: str) -> str:
    parsed = parse(form.lower())
    pair = _PAIRS.get((parsed.word, parsed.suffix))
    if pair:
        return pair
    feminine = _feminine(parsed.word, parsed.suffix)
    if not feminine:
        return ""
    if parsed.plural:
        return f"{feminine}s et {_plural(parsed.word)}"
    return f"{feminine} ou {parsed.word}"


def _feminine(word: str, suffix: str) -> str:
    for end, asked, instead in _FEMININES:
        if suffix == asked and word.endswith(end):
            return word.removesuffix(end) + instead
    return ""


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("eau"):
        return f"{word}x"
    return f"{word.removesuffix('al')}aux" if word.endswith("al") else f"{word}s"


_FEMININES = (
    ("er", "ère", "ère"),
    ("ier", "ière", "ière"),
    ("eur", "euse", "euse"),
    ("eux", "euse", "euse"),
    ("eux", "se", "euse"),
    ("eur", "se", "euse"),
    ("teur", "rice", "trice"),
    ("teur", "trice", "trice"),
    ("f", "ve", "ve"),
    ("if", "ive", "ive"),
    ("e", "sse", "esse"),
    ("e", "esse", "esse"),
    ("n", "ne", "nne"),
    ("l", "le", "lle"),
    ("t", "te", "tte"),
    ("f", "fe", "ffe"),
    ("c", "que", "que"),
    ("c", "che", "che"),
    ("al", "ale", "ale"),
    ("ain", "ine", "ine"),
    ("", "e", "e"),
)
"""How a word ends, the suffix, and what the feminine has instead of that end."""

_PAIRS = {
    ("un", "e"): "une ou un",
    ("le", "la"): "la ou le",
    ("ce", "tte"): "cette ou ce",
    ("cet", "te"): "cette ou cet",
    ("tous", "te"): "toutes et tous",
    ("ceux", "celle"): "celles et ceux",
    ("celui", "celle"): "celle ou celui",
    ("il", "elle"): "elle ou il",
    ("ils", "elle"): "elles et ils",
    ("eux", "elle"): "elles et eux",
    ("lui", "elle"): "elle ou lui",
}
"""Words of which the rules make nonsense, by word and suffix."""


def _kept(match: re.Match[str]) -> str:
    return marked(INCLUSIVE, match[0].replace("-", _NO_BREAK_HYPHEN))


def _signed(sign: str) -> Callable[[re.Match[str]], str]:
    def change(match: re.Match[str]) -> str:
        form = parse(match[0])
        letter = "S" if form.suffix.isupper() else "s"
        plural = (sign if form.apart else "") + letter if form.plural else ""
        return marked(INCLUSIVE, f"{form.word}{sign}{form.suffix}{plural}")

    return change


def _expanding(sign: str, pattern: re.Pattern[str], words: Mapping[str, str]) -> Rule:
    """A rule that also sees the elision before the form, which the second word takes again."""
    elided = re.compile(f"(?P<elided>(?<!\\w)(?:[ldjmntsc]|qu)’)?(?P<form>{pattern.pattern})", re.I)

    def change(match: re.Match[str]) -> str:
        written = expansion(match["form"], words)
        before = match["elided"] or ""
        if not written:
            return before + marked(INCLUSIVE, match["form"])
        return before + (
            _JOIN.sub(lambda join: join[0] + before.lower(), written, count=1) if before else written
        )

    return Rule(elided, change, _NEEDS[sign], _HINTS.get(sign), whole=True)


_JOIN = re.compile(" (?:ou|et) ")
