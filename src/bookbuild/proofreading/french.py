"""French spelling that a machine can be sure of: accents of capitals, ordinals, titles, œ."""

import re
from collections.abc import Iterator

from bookbuild.proofreading.fault import Fault
from bookbuild.proofreading.languages.french import ACCENTS, ACCENTS_AFTER_ARTICLE
from bookbuild.proofreading.source import Prose, Source
from bookbuild.rules import proofreading

_CAPITALS = ACCENTS | {word.upper(): right.upper() for word, right in ACCENTS.items() if len(word) > 4}
_UNACCENTED = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _CAPITALS), key=len, reverse=True))})(?!\w)")
_ALSO_ENGLISH = re.compile(rf"(?:{'|'.join(ACCENTS_AFTER_ARTICLE)})(?!\w)")
_ARTICLE = re.compile(
    r"\b(?:[ld]['’]|(?:une|les|des|aux|cette|ces|notre|votre|leurs?|nos|vos|première|nouvelle)[ \u00a0])\Z",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?<![\w-])A(?=[ \u00a0](?:l[’']|la |cette |ces |ce (?:moment|propos|point|titre|jour|compte)|quoi |qui |peine "
    r"|propos |partir |travers |mesure |moins |force |côté |vrai |demain|bientôt|nouveau |chaque |cause |défaut |droite"
    r"|gauche|présent|table[ \u00a0]?[!,.]|deux |trois |quatre |cinq |huit |dix |midi|minuit|Paris))"
)
_THAT = re.compile(
    r"(?<![\w-])Ca(?=[ \u00a0](?:va|y|ne|me|te|se|fait|suffit|marche|doit|peut|vous|nous|dépend|sera|serait|commence"
    r"|existe|arrive|veut)\b|[ \u00a0][nmtsc][’'])"
)
_BEFORE_SENTENCE = re.compile(r"(?:\n[ \t]*\n|[.!?…»:—–«]|--|#)[ \u00a0\n*_“\"]*\Z")
_IN_WORD = re.compile(r"[\w-]")
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,4}|[IVXLC]{1,7})\^?(?:([èée]re(s?))|i?[èée]me(s?))\^?(?![\w^])")
_MISTER = re.compile(r"(?<![\w-])Mr(?=[ \u00a0][A-ZÀ-ÖØ-ÞŒ][^\W\d_])")
_OE = re.compile(
    r"(?i:oeu|\boe(?=il\b|ill[aeè]|dèm|nolog|soph|cumén|strog)|(?<=\bf)oe(?=tus\b|tal))|\bOe(?=dip)"
)
_CAPITALISED_OE = (
    "boeuf", "choeur", "coeur", "moeurs", "manoeuv", "noeud", "oe", "rancoeur", "soeur", "voeu", "foe"
)  # fmt: skip
"""How a capitalised word in oe must begin to be no family name: Leboeuf keeps its letters."""


def capitals(prose: Prose, source: Source) -> Iterator[Fault]:
    """Capitals that have lost their accent or their cedilla."""
    if prose.primary != "fr":
        return
    text = prose.text
    for match in _UNACCENTED.finditer(text):
        if not _IN_WORD.match(text[match.start() - 1 : match.start()]):
            yield _accent(match.start(), match[0], _CAPITALS[match[0]])
    for match in _ALSO_ENGLISH.finditer(text):
        if _ARTICLE.search(text, max(0, match.start() - 12), match.start()):
            yield _accent(match.start(), match[0], ACCENTS_AFTER_ARTICLE[match[0]])
    if prose.has("A "):
        for match in filter(_opens_sentence, _PREPOSITION.finditer(prose.text)):
            yield _accent(match.start(), "A", "À")
    if prose.has("Ca "):
        for match in filter(_opens_sentence, _THAT.finditer(prose.text)):
            yield _accent(match.start(), "Ca", "Ça")


def _opens_sentence(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 8) : match.start()]
    return match.start() == 0 or bool(_BEFORE_SENTENCE.search(before))


def _accent(start: int, wrong: str, right: str) -> Fault:
    return Fault(
        proofreading.MISSING_ACCENT, start, start + len(wrong), f"“{wrong}” lacks its accent", f"Write {right}.", right
    )  # fmt: skip


def ordinals(prose: Prose, source: Source) -> Iterator[Fault]:
    """1ère, 2ème, XIXème."""
    if prose.primary != "fr" or not prose.has("ère", "ème", "éme", "eme", "ere", "ére"):
        return
    for match in _ORDINAL.finditer(prose.text):
        number, wrong = match[1], match[0]
        first, several = match[2] is not None, match[3] or match[4] or ""
        if (first and number not in {"1", "I"}) or ("eme" in wrong and not number.isdigit()):
            continue
        ending = f"re{several}" if first else f"e{several}"
        mended = f"{number}^{ending}^"
        yield Fault(
            proofreading.ORDINAL, match.start(), match.end(), f"“{wrong}” is abridged {number}{ending}",
            f"Write {mended}.", mended,
        )  # fmt: skip


def titles(prose: Prose, source: Source) -> Iterator[Fault]:
    """Mr before a name."""
    if prose.primary != "fr" or not prose.has("Mr ", "Mr\u00a0"):
        return
    for match in _MISTER.finditer(prose.text):
        yield Fault(
            proofreading.ENGLISH_TITLE, match.start(), match.end(), "“Mr” is English; monsieur is M.", "Write M.", "M."
        )  # fmt: skip


def ligatures(prose: Prose, source: Source) -> Iterator[Fault]:
    """Coeur, soeur, oeuvre: every French word in oeu, and a few in oe."""
    if prose.primary != "fr" or not prose.has("oe", "OE", "Oe"):
        return
    for match in _OE.finditer(prose.text):
        start, end = _word_around(prose.text, match.start())
        wrong = prose.text[start:end]
        if not wrong.islower() and not wrong.lower().startswith(_CAPITALISED_OE):
            continue
        at = match.start() - start
        right = f"{wrong[:at]}{'œ' if match[0][0] == 'o' else 'Œ'}{wrong[at + 2 :]}"
        yield Fault(
            proofreading.MISSING_LIGATURE, start, end, f"“{wrong}” is spelt with œ", f"Write {right}.", right
        )  # fmt: skip


def _word_around(text: str, at: int) -> tuple[int, int]:
    start = end = at
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end
