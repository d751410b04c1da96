"""Whether a text is in the language it is marked as: by its commonest small words, and only in sure cases."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from bookbuild.preflight.epub_package import XHTML, XML_LANG

# fmt: off
_SMALL_WORDS = {
    "de": "der die das und ist nicht ich sie es zu den von mit dem ein eine auf im auch sich als wie aus nach bei einen für war hat wird dass noch nur oder aber einer wenn werden durch über",
    "en": "the and of to that was it is with his he as on for had at but be by they this have from not her she which you were are or there their what would who will been one",
    "es": "el los las que y del se no una con su por lo como más pero sus le ya fue este ha sí porque esta son entre cuando muy sin sobre también hasta hay donde quien desde todo nos",
    "fr": "le les des et est une dans du que qui pas il elle sur au ce pour par ne se avec plus son mais nous vous je ils sa comme ou lui cette aux être ses était tout leur sont",
    "it": "il di che è la un per non una sono con si del della ha più gli le dei nel alla da anche come ma lo era questo delle al suo nella mi se ed sua aveva degli dal",
    "nl": "de het een en van ik te dat die niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je",
    "pt": "que não uma os com para um se na por mais as dos como mas ao ele das seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo",
}
# fmt: on
"""The forty or so commonest words of each language that say no thing. A word of two languages counts for both."""
_PROFILES = {lang: frozenset(words.split()) for lang, words in _SMALL_WORDS.items()}
_FEWEST, _FEWEST_SHORT = 150, 8
"""Words below which nothing is said."""
_MUCH, _TIMES = 0.2, 2.0
"""Of 100 words of prose 20 to 35 are in the list of its language, and at most 13 in that of another (measured on two
French novels, a technical book in English, and manuals in German and Italian)."""
_MUCH_SHORT, _TIMES_SHORT = 0.3, 4.0
_SKIPPED = frozenset(
    f"{{{XHTML}}}{name}" for name in ("pre", "code", "kbd", "samp", "var", "script", "style", "head", "nav")
) | {"{http://www.w3.org/1998/Math/MathML}math", "{http://www.w3.org/2000/svg}svg"}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass
class Text:
    """All words of a page that are marked as one language."""

    lang: str
    line: int
    """Where they begin."""
    words: list[str] = field(default_factory=list)


def texts(page: etree._Element) -> list[Text]:
    """The words of a page by the language they are marked as, lower case; code, formulas and lists of links left out."""
    found: dict[str, Text] = {}
    body = page.find(f"{{{XHTML}}}body")
    for element, lang, text in _runs(body, _lang(page, "")) if body is not None else ():
        words = _WORD.findall(text.lower())
        if words:
            found.setdefault(lang, Text(lang, element.sourceline or 0)).words += words
    return list(found.values())


def looks_like(words: Sequence[str], lang: str, *, short: bool = False) -> str:
    """The language that words marked as `lang` are surely in instead; empty for the right one, and for doubts.

    `short` is for a sentence or two. Only languages of the table are told apart.
    """
    own = lang.partition("-")[0].lower()
    fewest, much, times = (_FEWEST_SHORT, _MUCH_SHORT, _TIMES_SHORT) if short else (_FEWEST, _MUCH, _TIMES)
    if own not in _PROFILES or len(words) < fewest:
        return ""
    counts = Counter(words)
    shares = {name: sum(counts[word] for word in profile) / len(words) for name, profile in _PROFILES.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= max(much, times * shares[own]) else ""


def _runs(element: etree._Element, lang: str) -> Iterator[tuple[etree._Element, str, str]]:
    """(element, language, text) of each run of text, in order. Not by recursion: markup may be nested deeply."""
    stack: list[tuple[etree._Element, str, bool]] = [(element, lang, False)]
    while stack:
        node, lang, is_tail = stack.pop()
        if is_tail:
            yield node, lang, node.tail
            continue
        if not isinstance(node.tag, str) or node.tag in _SKIPPED:
            continue
        own = _lang(node, lang)
        if node.text:
            yield node, own, node.text
        for child in reversed(node):
            if child.tail:
                stack.append((child, own, True))
            stack.append((child, own, False))


def _lang(element: etree._Element, inherited: str) -> str:
    return element.get("lang") or element.get(XML_LANG) or inherited
