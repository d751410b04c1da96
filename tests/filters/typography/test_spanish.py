"""Spanish as the Ortografía sets it; what is right, and what is no prose, stays."""

import pytest
from hypothesis import given, settings

from bookbuild.filters.typography.edits import HOLE
from bookbuild.filters.typography.spanish import SPANISH
from tests.filters.typography.claims import KEPT_EVERYWHERE, NB, check, check_any, shown, tricky

CASES = [
    ('"Hola"', "«Hola»"),
    ("\"a 'b' c\"", "«a “b” c»"),
    ('"a "b" c"', "«a “b” c»"),
    ('«Dijo "no" ayer»', "«Dijo “no” ayer»"),
    ("significa 'perro'", "significa ‘perro’"),
    ("« hola »", "«hola»"),
    ('¿"Qué"?', "¿«Qué»?"),
    (f'"{HOLE}"', f"«{HOLE}»"),
    ("O'Higgins y D'Ors", "O’Higgins y D’Ors"),
    ("mayo del '68", "mayo del ’68"),
    ("texto --inciso-- texto", "texto —inciso— texto"),
    ("texto -- inciso -- texto", "texto —inciso— texto"),
    ("texto --- inciso --- texto", "texto —inciso— texto"),
    ("texto — inciso — texto", "texto —inciso— texto"),
    ("texto --inciso--, texto", "texto —inciso—, texto"),
    ("texto -- inciso --, texto", "texto —inciso—, texto"),
    ("--Hola --dijo ella--. Adiós.", "—Hola —dijo ella—. Adiós."),
    ("-- Hola.", "—Hola."),
    ("— Hola.", "—Hola."),
    ("1990--1995", "1990–1995"),
    ("Y entonces...", "Y entonces…"),
    ("Y entonces ... nada", "Y entonces… nada"),
    ("libros, etc...", "libros, etc."),
    ("¿ Qué ? ¡ Ay !", "¿Qué? ¡Ay!"),
    ("Hola , adiós ; ya : sí .", "Hola, adiós; ya: sí."),
    ("( dentro )", "(dentro)"),
    ("10 000 km", "10^000~km"),
    ("1 234 567 habitantes", "1^234^567 habitantes"),
    ("25 % y 30%", "25~% y 30~%"),
    ("5 €", "5~€"),
    ("20 °C", "20~°C"),
    ("siglo XIX y s. XX", "siglo~XIX y s.~XX"),
    ("Felipe II", "Felipe~II"),
    ("el 5 de enero de 2026", "el 5~de~enero de 2026"),
    ("la 1ª y el 2º piso", "la 1.ª y el 2.º piso"),
    ("nº 5 y n.º 6", "n.º~5 y n.º~6"),
    ("Sr. López y Dra. Pérez", "Sr.~López y Dra.~Pérez"),
    ("p. 12, art. 3, § 4", "p.~12, art.~3, §~4"),
    ("EE.UU. y EE. UU.", "EE.~UU. y EE.~UU."),
    ("50 a. C., p. ej.", "50~a.~C., p.~ej."),
    ("J. L. Borges", "J.~L.~Borges"),
    ("3 millones de euros", "3~millones de euros"),
]
KEPT = [
    *KEPT_EVERYWHERE,
    "a 40º de latitud",
    "5º C bajo cero",
    "en 2024, 300 personas",
    "tel. 912 345 678",
    "código postal 28013",
    f"1500{NB}euros",
    "Madrid-Barcelona",
    "«Bien», dijo —“muy” bien—.",
    "¿¡Qué!?",
    "—Hola.",
    "10.000,5",
    "de 5 a 10",
    "»sigue la cita",
    f"el 80{NB}% más",
]


@pytest.mark.parametrize(("typed", "wanted"), CASES)
def test_spanish_is_set_as_the_academies_set_it(typed: str, wanted: str) -> None:
    check(typed, wanted, SPANISH)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_prose_or_is_right_stays(text: str) -> None:
    check(text, shown(text), SPANISH)


@settings(max_examples=400, deadline=None)
@given(tricky("¿", "¡", "1º", "nº", "etc", "p.ej.", "a. C.", "de enero"))
def test_any_text_is_set_once_and_for_all(text: str) -> None:
    check_any(text, SPANISH)
