"""Portuguese as Portugal and Brazil set it; what is right, and what is no prose, stays."""

import pytest
from hypothesis import given, settings

from bookbuild.filters.typography.edits import HOLE
from bookbuild.filters.typography.portuguese import BRAZILIAN, PORTUGUESE
from tests.filters.typography.claims import KEPT_EVERYWHERE, check, check_any, shown, tricky

BOTH = [
    ("d'água e d'Os Lusíadas", "d’água e d’Os Lusíadas"),
    ("Sant'Ana", "Sant’Ana"),
    ("'Tá bom, 'cê vem?", "’Tá bom, ’cê vem?"),
    ("os anos '60", "os anos ’60"),
    ("-- Olá -- disse ela.", "—~Olá — disse ela."),
    ("--- Olá.", "—~Olá."),
    ("— Olá.", "—~Olá."),
    ("– Olá.", "–~Olá."),
    ("texto -- aparte -- texto", "texto — aparte — texto"),
    ("texto --- aparte --- texto", "texto — aparte — texto"),
    ("texto -- aparte --, texto", "texto — aparte —, texto"),
    ("1990--1995", "1990–1995"),
    ("Lisboa--Porto", "Lisboa–Porto"),
    ("E depois...", "E depois…"),
    ("E depois ... nada", "E depois… nada"),
    ("livros, etc...", "livros, etc."),
    ("Olá , sim ; ora : não !", "Olá, sim; ora: não!"),
    ("( dentro )", "(dentro)"),
    ("« olá »", "«olá»"),
    ("10 000 km", "10^000~km"),
    ("1 234 567 habitantes", "1^234^567 habitantes"),
    ("25 % de 5 kg", "25~% de 5~kg"),
    ("20 °C", "20~°C"),
    ("século XIX e séc. XX", "século~XIX e séc.~XX"),
    ("Pedro II", "Pedro~II"),
    ("5 de janeiro de 2026", "5~de~janeiro de 2026"),
    ("25 de Abril", "25~de~Abril"),
    ("n.º 5", "n.º~5"),
    ("Sr. Silva e Dra. Costa", "Sr.~Silva e Dra.~Costa"),
    ("p. 12, art. 3, § 4", "p.~12, art.~3, §~4"),
    ("A. L. Antunes", "A.~L.~Antunes"),
    ("50 a. C.", "50~a.~C."),
    ("3 milhões", "3~milhões"),
    ("R$ 50", "R$~50"),
    ("p. ex. isto", "p.~ex. isto"),
]
PORTUGUESE_CASES = [
    *BOTH,
    ('"Olá"', "«Olá»"),
    ("\"Disse 'não' ontem\"", "«Disse “não” ontem»"),
    ('"Disse "não" ontem"', "«Disse “não” ontem»"),
    ("significa 'cão'", "significa ‘cão’"),
    (f'"{HOLE}"', f"«{HOLE}»"),
    ("a 1ª e o 2º andar", "a 1.ª e o 2.º andar"),
    ("1º de maio", "1.º~de~maio"),
    ("nº 5", "n.º~5"),
]
BRAZILIAN_CASES = [
    *BOTH,
    ('"Olá"', "“Olá”"),
    ("\"Disse 'não' ontem\"", "“Disse ‘não’ ontem”"),
    ('«Disse "não" ontem»', "«Disse “não” ontem»"),
    (f'"{HOLE}"', f"“{HOLE}”"),
    ("1º de maio", "1º~de~maio"),
    ("nº 5", "nº~5"),
]
KEPT = [
    *KEPT_EVERYWHERE,
    "27% do PIB",
    "a 40º de latitude",
    "em 2024, 300 pessoas",
    "tel. 212 345 678",
    "CEP 70160-900",
    "couve-flor",
    "10.000,5",
    "os Estados-Membros",
    "18h30",
    "“Bem”, disse — ‘muito’ bem.",
    "d’água",
    "E… depois",
]


@pytest.mark.parametrize(("typed", "wanted"), PORTUGUESE_CASES)
def test_portuguese_is_set_as_portugal_sets_it(typed: str, wanted: str) -> None:
    check(typed, wanted, PORTUGUESE)


@pytest.mark.parametrize(("typed", "wanted"), BRAZILIAN_CASES)
def test_portuguese_is_set_as_brazil_sets_it(typed: str, wanted: str) -> None:
    check(typed, wanted, BRAZILIAN)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_prose_or_is_right_stays(text: str) -> None:
    check(text, shown(text), PORTUGUESE)
    check(text, shown(text), BRAZILIAN)


@settings(max_examples=400, deadline=None)
@given(tricky("1º", "2ª", "etc", "nº", " de maio", "p. ex."))
def test_any_text_is_set_once_and_for_all(text: str) -> None:
    check_any(text, PORTUGUESE)
    check_any(text, BRAZILIAN)
