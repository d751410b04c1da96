"""French: usages of several countries, ordinals and centuries, dashes; setting twice changes nothing more."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import Document, Para, encode
from bookbuild.document.read import read_document
from bookbuild.document.walk import text_of
from bookbuild.filters.typography import Usage, typeset
from bookbuild.filters.typography.document import typography

NB, THIN = "\u00a0", "\u202f"
USAGES = ("fr", "fr-FR-livre", "fr-CH", "fr-CA", "eu")
SIGNS = " \u00a0\u202f'\"«»“”–—-.,;:!?…()[]%€°§/·1234XIVabcéA"
WORDS = [
    " : ", " !", "...", "--", "---", '"mot"', "« ", " »",
    "1er", "2ème", "XIXe siècle", "le ", "M. ", "Mr D", "5 janvier", "14h30", "4 x 3", "12 300", "25 %", ";-)",
    "innovant·e·s", "prêt.e", "citoyen-ne", "né(e)s", "etc...", "J. D", "\ufffc", "p. 3", "Louis XIV",
]  # fmt: skip
PIECES = st.sampled_from([*SIGNS, *WORDS])
TEXT = st.lists(PIECES, max_size=14).map("".join)
PLAIN_USAGES = st.sampled_from([Usage(tag) for tag in USAGES] + [Usage("fr", safe_spaces=True)])


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("fr", f"Quoi{THIN}? Ceci{NB}: «{NB}oui{NB}»{THIN}; 12{THIN}300."),
        ("fr-BE", f"Quoi{THIN}? Ceci{NB}: «{NB}oui{NB}»{THIN}; 12{THIN}300."),
        ("fr-FR-livre", f"Quoi{THIN}? Ceci{THIN}: «{THIN}oui{THIN}»{THIN}; 12{THIN}300."),
        ("fr-CH", f"Quoi{THIN}? Ceci{THIN}: «{THIN}oui{THIN}»{THIN}; 12{THIN}300."),
        ("fr-CA", f"Quoi? Ceci{NB}: «{NB}oui{NB}»; 12{THIN}300."),
        ("eu", f"Quoi? Ceci: «oui»; 12{THIN}300."),
    ],
)
def test_each_usage_has_its_own_spaces(tag: str, wanted: str) -> None:
    assert typeset("Quoi ? Ceci : « oui » ; 12 300.", Usage(tag)) == wanted
    assert typeset(wanted, Usage(tag)) == wanted


def test_safe_spaces_are_all_of_full_width() -> None:
    assert typeset("Quoi ? 12 300 !", Usage("fr", safe_spaces=True)) == f"Quoi{NB}? 12{NB}300{NB}!"


@settings(max_examples=1500, deadline=None)
@given(TEXT, PLAIN_USAGES)
def test_setting_twice_changes_nothing_more(text: str, usage: Usage) -> None:
    once = typeset(text, usage)
    assert typeset(once, usage) == once


_CHANGED_LETTERS = re.compile(
    r"\d+[eè]re|\d+i?[èe]mes?|\d+nde?s?|\d+e|[IVX]+i?[èe]?me|Mr|\sx\s", re.IGNORECASE
)
"""What French typography writes with other letters: ordinals, Mr, a cross for times."""


def _without_changed_letters(text: str) -> str:
    while (shorter := _CHANGED_LETTERS.sub("", text)) != text:
        text = shorter
    return text


@settings(max_examples=800, deadline=None)
@given(TEXT, PLAIN_USAGES)
def test_letters_and_digits_stay_in_order(text: str, usage: Usage) -> None:
    given = _without_changed_letters(text)
    assert re.sub(r"[\W_]", "", typeset(given, usage)) == re.sub(r"[\W_]", "", given)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("le XIIe et le XIIIe siècles", "le [XII]{.smallcaps}^e^ et le [XIII]{.smallcaps}^e^ siècles"),
        ("du Xe au XIIe siècle", "du [X]{.smallcaps}^e^ au [XII]{.smallcaps}^e^ siècle"),
        ("XVIe-XVIIe s.", "[XVI]{.smallcaps}^e^-[XVII]{.smallcaps}^e^ s."),
        ("la Ve République", "la V^e^ République"),
        ("François Ier", "François I^er^"),
        ("le 2nd tour, la 2nde", "le 2^d^ tour, la 2^de^"),
        ("les 11èmes rencontres, le 21e", "les 11^es^ rencontres, le 21^e^"),
        ("le XIX^e^ siècle", "le [XIX]{.smallcaps}^e^ siècle"),
        ("Vers Xavier, Vie et Ive, MIX", "Vers Xavier, Vie et Ive, MIX"),
        ("version 1.2e, 1e, C2e, 5e-3", "version 1.2e, 1e, C2e, 5e-3"),
        ("*XIX*e siècle", "*[XIX]{.smallcaps}*e siècle"),
    ],
)
def test_ordinals_and_centuries_are_raised_as_the_imprimerie_nationale_does(
    typed: str, wanted: str, pandoc: Pandoc
) -> None:
    assert _plain_spaces(_set(typed, pandoc), pandoc) == _plain_spaces(_read(wanted, pandoc), pandoc)
    assert _plain_spaces(_set(wanted, pandoc), pandoc) == _plain_spaces(_read(wanted, pandoc), pandoc)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Il vint -- tard -- et repartit.", f"Il vint –{NB}tard{NB}– et repartit."),
        ("Il vint — tard — et repartit.", f"Il vint —{NB}tard{NB}— et repartit."),
        ("Il vint --- tard ---, puis.", f"Il vint —{NB}tard{NB}—, puis."),
        ("Oui, dit-il. — Non ! — Si.", f"Oui, dit-il. —{NB}Non{THIN}! —{NB}Si."),
        ("Un – deux. Trois – quatre – cinq.", f"Un –{NB}deux. Trois –{NB}quatre{NB}– cinq."),
        ("--- Oui.", f"—{NB}Oui."),
        ("1914--1918", "1914–1918"),
    ],
)
def test_the_no_break_space_of_a_dash_stands_inside_the_aside(typed: str, wanted: str) -> None:
    assert typeset(typed, Usage("fr")) == wanted
    assert typeset(wanted, Usage("fr")) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("J. R. R. Tolkien et J.-C. Durand", f"J.{NB}R.{NB}R.{NB}Tolkien et J.-C.{NB}Durand"),
        ("le plan B. Il faut", "le plan B. Il faut"),
        ("M. de Rênal, Mme de Staël", f"M.{NB}de Rênal, Mme{NB}de Staël"),
        ("chapitre 3, tome IV", f"chapitre{NB}3, tome{NB}IV"),
        ("en 2024 300 personnes", "en 2024 300 personnes"),
        ("06 123 456 78", "06 123 456 78"),
        ("à 14h et 9 h 05", f"à 14{NB}h et 9{NB}h{NB}05"),
        ('un écran 27" "grand"', f'un écran 27" «{NB}grand{NB}»'),
        ('" bonjour "', f"«{NB}bonjour{NB}»"),
        ("mot , mot . Fin", "mot, mot. Fin"),
        ('"voir http://x.org"', f"«{NB}voir http://x.org{NB}»"),
        ('"std::vector est"', f"«{NB}std::vector est{NB}»"),
        ("de l'art. Il voit l'art. 12", f"de l’art. Il voit l’art.{NB}12"),
        ("Charles V et Pie X", f"Charles{NB}V et Pie{NB}X"),
    ],
)
def test_words_that_belong_together_stay_on_a_line(typed: str, wanted: str) -> None:
    assert typeset(typed, Usage("fr")) == wanted
    assert typeset(wanted, Usage("fr")) == wanted


def test_names_that_a_book_writes_its_own_way_are_left_alone() -> None:
    usage = Usage("fr", kept=("Sup'Innov!", "Oh ! Paris"))
    assert typeset("Chez Sup'Innov! ou Oh ! Paris : l'an 1 !", usage) == (
        f"Chez Sup'Innov! ou Oh ! Paris{NB}: l’an 1{THIN}!"
    )


def test_a_passage_in_another_language_follows_its_own_rules(pandoc: Pandoc) -> None:
    document = _set('Il dit : [so "what"?]{lang=en} !', pandoc)
    paragraph = document.blocks[0]
    assert isinstance(paragraph, Para)
    assert text_of(paragraph.c) == f"Il dit{NB}: so “what”?{THIN}!"


def test_a_sign_after_a_note_or_code_takes_its_space_too(pandoc: Pandoc) -> None:
    paragraph = _set("Voyez `f()` ?", pandoc).blocks[0]
    assert isinstance(paragraph, Para)
    assert text_of(paragraph.c) == f"Voyez f(){THIN}?"


def _read(markdown: str, pandoc: Pandoc) -> Document:
    return read_document(markdown, pandoc, "case.md")[0]


def _set(markdown: str, pandoc: Pandoc) -> Document:
    return typography(_read(markdown, pandoc), Usage("fr"))


def _plain_spaces(document: Document, pandoc: Pandoc) -> str:
    text, _ = pandoc.write(encode(document), "html5")
    return re.sub("[\u00a0\u202f]", " ", text.decode().replace("&nbsp;", " "))
