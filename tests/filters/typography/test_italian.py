"""Italian as its houses set it, in Switzerland with ‹ › inside; what is right, and what is no prose, stays."""

import pytest
from hypothesis import given, settings

from bookbuild.filters.typography.edits import HOLE
from bookbuild.filters.typography.italian import ITALIAN, SWISS_ITALIAN
from tests.filters.typography.claims import KEPT_EVERYWHERE, check, check_any, shown, tricky

BOTH = [
    ('"Ciao"', "«Ciao»"),
    ("« ciao »", "«ciao»"),
    (f'"{HOLE}"', f"«{HOLE}»"),
    ('l\'"arte" nuova', "l’«arte» nuova"),
    ("l'arte dell'uomo", "l’arte dell’uomo"),
    ("un po' di", "un po’ di"),
    ("va', fa' e di'!", "va’, fa’ e di’!"),
    ("'l vento e 'sta cosa", "’l vento e ’sta cosa"),
    ("la 'ndrangheta", "la ’ndrangheta"),
    ("il '900 e gli anni '60", "il ’900 e gli anni ’60"),
    ("testo -- inciso -- testo", "testo – inciso – testo"),
    ("testo --- inciso --- testo", "testo — inciso — testo"),
    ("testo -- inciso --, testo", "testo – inciso –, testo"),
    ("-- Ciao, -- disse.", "–~Ciao, – disse."),
    ("--- Ciao.", "—~Ciao."),
    ("— Ciao.", "—~Ciao."),
    ("– Ciao.", "–~Ciao."),
    ("1990--1995", "1990–1995"),
    ("Milano--Roma", "Milano–Roma"),
    ("E poi...", "E poi…"),
    ("E poi ... niente", "E poi… niente"),
    ("libri ecc...", "libri ecc."),
    ("Ciao , sì ; ecco : no !", "Ciao, sì; ecco: no!"),
    ("( dentro )", "(dentro)"),
    ("10 000 km", "10^000~km"),
    ("1 234 567 abitanti", "1^234^567 abitanti"),
    ("25 % di 5 kg", "25~% di 5~kg"),
    ("20 °C", "20~°C"),
    ("secolo XIX e XX secolo", "secolo~XIX e XX~secolo"),
    ("Vittorio Emanuele II", "Vittorio Emanuele~II"),
    ("5 gennaio 2026", "5~gennaio 2026"),
    ("1° maggio e 1º giugno", "1º~maggio e 1º~giugno"),
    ("Sig. Rossi e Dott.ssa Bianchi", "Sig.~Rossi e Dott.ssa~Bianchi"),
    ("p. 12, n. 5, art. 3, § 4", "p.~12, n.~5, art.~3, §~4"),
    ("n° 5", "n°~5"),
    ("G. B. Vico", "G.~B.~Vico"),
    ("50 a. C.", "50~a.~C."),
    ("3 milioni", "3~milioni"),
]
ITALIAN_CASES = [
    *BOTH,
    ("\"disse 'no' ieri\"", "«disse “no” ieri»"),
    ("\"disse 'un po' di tutto' ieri\"", "«disse “un po’ di tutto” ieri»"),
    ("significa 'cane'", "significa ‘cane’"),
    ('"la "bella" voce"', "«la “bella” voce»"),
    ('“bene"', "“bene”"),
]
SWISS_CASES = [
    *BOTH,
    ("\"disse 'no' ieri\"", "«disse ‹no› ieri»"),
    ("10'000 franchi", "10’000~franchi"),
    ("significa 'cane'", "significa ‹cane›"),
]
KEPT = [
    *KEPT_EVERYWHERE,
    "il 25% di",
    "40° di latitudine",
    "nel 2024, 300 persone",
    "tel. 061 234 567",
    "00185 Roma",
    "italo-americano",
    "a.C. e d.C.",
    "10.000,5",
    "il 1º e il 2º",
    "«Bene», disse – “molto” bene.",
    "l’arte, un po’",
    "E… poi",
]


@pytest.mark.parametrize(("typed", "wanted"), ITALIAN_CASES)
def test_italian_is_set_as_its_houses_set_it(typed: str, wanted: str) -> None:
    check(typed, wanted, ITALIAN)


@pytest.mark.parametrize(("typed", "wanted"), SWISS_CASES)
def test_swiss_italian_nests_single_guillemets(typed: str, wanted: str) -> None:
    check(typed, wanted, SWISS_ITALIAN)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_prose_or_is_right_stays(text: str) -> None:
    check(text, shown(text), ITALIAN)
    check(text, shown(text), SWISS_ITALIAN)


@settings(max_examples=400, deadline=None)
@given(tricky("po", "ecc", "1°", " maggio", "dell", "a. C.", "10'000"))
def test_any_text_is_set_once_and_for_all(text: str) -> None:
    check_any(text, ITALIAN)
    check_any(text, SWISS_ITALIAN)
