"""Rules about the whole book: one way of writing dates, numbers and inclusive forms; one spelling of each name."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bookbuild.diagnostics import Rule
from bookbuild.proofreading.proof import Name, Proof, Remark, Use
from bookbuild.rules import proofreading

_FAMILIES: dict[str, tuple[Rule, str]] = {
    "dates": (proofreading.MIXED_DATES, "dates"),
    "numbers": (proofreading.MIXED_NUMBERS, "large numbers"),
    "inclusive": (proofreading.MIXED_INCLUSIVE, "inclusive forms"),
}
_SHOWN = 10
"""Places of a rarer style that are pointed out one by one."""
_RARE = 2
"""A spelling that occurs more often is another name."""
_SETTLED = 20
"""A spelling that occurs this often is settled for the book."""
_ENDINGS = ("s", "x", "e", "es", "ne", "nes", "n", "r")
"""What inflects a name: a plural, a feminine, a people."""


def mixed_styles(proofs: Sequence[Proof]) -> Iterator[Remark]:
    """Places where the book writes otherwise than it mostly does."""
    families: dict[str, list[Use]] = defaultdict(list)
    for proof in proofs:
        for use in proof.uses:
            families[use.family].append(use)
    for family, (rule, words) in _FAMILIES.items():
        yield from _rarer(families[family], rule, words)


def _rarer(uses: Sequence[Use], rule: Rule, words: str) -> Iterator[Remark]:
    counts = Counter(use.style for use in uses)
    if len(counts) < 2:
        return
    (common, often), *rest = counts.most_common()
    for style, times in rest:
        places = [use for use in uses if use.style == style]
        for number, use in enumerate(places[:_SHOWN], start=1):
            more = f", and in {times - _SHOWN} places more" if number == _SHOWN < times else ""
            message = f"“{use.text}” is {_written(style)}; most {words} are {_written(common)} ({often} of {len(uses)}){more}"
            yield Remark(
                rule.id, rule(message, use.at, "Choose one way for the whole book."), use.start, use.start
            )


def _written(style: str) -> str:
    return (
        f"written {style}"
        if " " in style and style.split(maxsplit=1)[0] in {"in", "as", "with", "without"}
        else f"written with: {style}"
    )


def name_variants(proofs: Sequence[Proof], known: frozenset[str]) -> Iterator[Remark]:
    """Capitalised words one letter, an accent or a capital away from a name that the book spells elsewhere.

    `known` are the words of the contributors' names and the capitalised words of the glossary's terms.
    """
    counts: Counter[str] = Counter()
    for proof in proofs:
        counts.update({word: name.count for word, name in proof.names.items()})
    settled = {word for word, count in counts.items() if count >= _SETTLED}
    right = {word: _near(word, counts, known, settled) for word in counts if word not in known}
    for proof in proofs:
        for word, name in proof.names.items():
            if other := right.get(word):
                yield _variant(word, other, name)


def _variant(word: str, other: str, name: Name) -> Remark:
    finding = proofreading.NAME_VARIANT(
        f"“{word}” looks like “{other}” misspelt", name.at, f"Write {other}, unless this is another name."
    )
    return Remark(finding.rule, finding, name.start, name.start + len(word))


def _near(word: str, counts: Mapping[str, int], known: frozenset[str], settled: set[str]) -> str:
    """The name that a word misspells; empty when it is a name of its own."""
    if counts[word] > _RARE:
        return ""
    for name in sorted(known):
        if len(name) >= 5 and (_folded(word) == _folded(name) or _differs_by_one(word, name)):
            return name
    folded = _folded(word)
    if word.casefold() != folded:
        return ""  # it has accents of its own: Pâris is not Paris
    return next((name for name in sorted(settled) if name != word and _folded(name) == folded), "")


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _differs_by_one(word: str, name: str) -> bool:
    """One letter too many, missing, or another; two letters swapped. Not an inflected form."""
    if abs(len(word) - len(name)) > 1 or word[0] != name[0]:
        return False
    short, long = sorted((word, name), key=len)
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return False
    start = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest = start + 1
    return short[rest:] == long[rest:] or (
        short[start + 2 :] == long[start + 2 :] and short[start : start + 2] == long[start : start + 2][::-1]
    )
