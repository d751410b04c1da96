"""Micro-typography: a fixed point, never a lost letter, and the right space at the right border."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import Emph, Para, Str
from bookbuild.document.read import read_document
from bookbuild.filters.typography import Usage, typeset
from bookbuild.filters.typography.document import typography
from bookbuild.filters.typography.edits import rewrite_between
from bookbuild.filters.typography.usage import rules_of

FR, EN = Usage("fr"), Usage("en")
NB, THIN = "\u00a0", "\u202f"
CASES = [
    ("Bonjour !", f"Bonjour{THIN}!"),
    ("Pourquoi ?", f"Pourquoi{THIN}?"),
    ("Quoi ! ?", f"Quoi{THIN}!?"),
    ("Objet : réunion", f"Objet{NB}: réunion"),
    ('Il dit "bonjour".', f"Il dit «{NB}bonjour{NB}»."),
    ('« Il a dit "non" hier »', f"«{NB}Il a dit “non” hier{NB}»"),
    ("L'avenir d'aujourd'hui", "L’avenir d’aujourd’hui"),
    ("Et puis...", "Et puis…"),
    ("des livres, etc...", "des livres, etc."),
    ("Le livre -- ce vieux rêve -- renaît.", f"Le livre –{NB}ce vieux rêve{NB}– renaît."),
    ("— Bonjour, dit-elle.", f"—{NB}Bonjour, dit-elle."),
    ("12 300 personnes", f"12{THIN}300 personnes"),
    ("25 %", f"25{NB}%"),
    ("Louis XIV", f"Louis{NB}XIV"),
]
KEPT = [
    "Douteux (?) mais vrai (!).",
    "https://exemple.fr/a?b=1;c=2",
    "std::vector",
    "10:30",
    "16:9",
    "clé:valeur",
    "2'33\" contre 2'44\"",
    "Yahoo! a publié",
    "pages 12-15",
    "innovant·e",
]
TEXT = st.text(alphabet="abcéÀ 019.,;:!?'\"«»–—-…()[]%€·\u00a0\u202f", max_size=60)


@pytest.mark.parametrize(("given_text", "wanted"), CASES)
def test_french_is_set_as_the_imprimerie_nationale_sets_it(given_text: str, wanted: str) -> None:
    assert typeset(given_text, FR) == wanted


@pytest.mark.parametrize("text", [*KEPT, *(wanted for _, wanted in CASES)])
def test_what_is_right_stays_as_it_is(text: str) -> None:
    assert typeset(text, FR) == text


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_no_letter_and_no_digit_is_ever_lost(text: str) -> None:
    def kept(value: str) -> str:
        return re.sub(r"[^a-zA-Z0-9éÀ]", "", value)

    assert kept(typeset(text, FR)) == kept(text)
    assert kept(typeset(text, EN)) == kept(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT, min_size=2, max_size=5))
def test_borders_between_strings_stay_in_order_and_inside_the_text(parts: list[str]) -> None:
    borders, total = [], 0
    for part in parts[:-1]:
        total += len(part)
        borders.append(total)
    text = rewrite_between("".join(parts), borders, rules_of(FR))
    assert borders == sorted(borders)
    assert all(0 <= border <= len(text) for border in borders)


def test_the_thin_space_stands_outside_the_emphasis_that_ends_before_it(pandoc: Pandoc) -> None:
    document, _ = read_document("*Vraiment*! dit-il", pandoc, "x.md")
    paragraph = typography(document, FR).blocks[0]
    assert isinstance(paragraph, Para)
    assert paragraph.c == [Emph([Str("Vraiment")]), Str(f"{THIN}! dit-il")]
