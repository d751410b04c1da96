"""German as Duden and DIN 5008 set it, in Switzerland with guillemets; what is right, and what is no prose, stays."""

import pytest
from hypothesis import given, settings

from bookbuild.filters.typography.edits import HOLE
from bookbuild.filters.typography.german import GERMAN, SWISS_GERMAN
from tests.filters.typography.claims import KEPT_EVERYWHERE, check, check_any, shown, tricky

BOTH = [
    ("geht's und Hans' Auto", "geht’s und Hans’ Auto"),
    ("'s ist 'ne Last", "’s ist ’ne Last"),
    ("die '68er", "die ’68er"),
    ("z.B. und z. B.", "z.^B. und z.^B."),
    ("d.h., u.a., i.d.R.", "d.^h., u.^a., i.^d.^R."),
    ("u. v. a. m.", "u.^v.^a. m."),
    ("50 v.Chr.", "50~v.^Chr."),
    ("z. B. S. 12", "z.^B. S.~12"),
    ("25 %", "25~%"),
    ("25% und 3‰", "25~% und 3~‰"),
    ("5 € und 7€", "5~€ und 7~€"),
    ("10 km, 5 kg, 20 °C", "10~km, 5~kg, 20~°C"),
    ("um 10 Uhr", "um 10~Uhr"),
    ("Wort -- Einschub -- Wort", "Wort – Einschub – Wort"),
    ("Wort --- Einschub --- Wort", "Wort – Einschub – Wort"),
    ("Wort -- Einschub --, Wort", "Wort – Einschub –, Wort"),
    ("Köln--Berlin", "Köln–Berlin"),
    ("1990--1995", "1990–1995"),
    ("-- Goethe", "– Goethe"),
    ("Und dann...", "Und dann…"),
    ("Und dann ... weiter", "Und dann … weiter"),
    ("Wort ! Wort ? Wort ; Wort , Wort .", "Wort! Wort? Wort; Wort, Wort."),
    ("Wort : Wort", "Wort: Wort"),
    ("( innen )", "(innen)"),
    ("am 5. Januar 2026", "am 5.~Januar~2026"),
    ("im 19. Jahrhundert", "im 19.~Jahrhundert"),
    ("3. Auflage", "3.~Auflage"),
    ("10 000 km", "10^000~km"),
    ("1 234 567 Euro", "1^234^567~Euro"),
    ("S. 12, Nr. 5, § 4, Bd. 2", "S.~12, Nr.~5, §~4, Bd.~2"),
    ("Hrn. Müller, Dr. Meier", "Hrn.~Müller, Dr.~Meier"),
    ("Prof. Dr. Schulz", "Prof.~Dr.~Schulz"),
    ("E. T. A. Hoffmann", "E.~T.~A.~Hoffmann"),
    ("Ludwig XIV.", "Ludwig~XIV."),
    ("3 Millionen", "3~Millionen"),
]
GERMAN_CASES = [
    *BOTH,
    ('"Das ist gut"', "„Das ist gut“"),
    ("\"Er sagte 'nein' dazu\", so sie.", "„Er sagte ‚nein‘ dazu“, so sie."),
    ('"Er sagte "nein" dazu"', "„Er sagte ‚nein‘ dazu“"),
    ("'einzeln'", "‚einzeln‘"),
    ("“Englisch” gesetzt", "„Englisch“ gesetzt"),
    ("„halb”", "„halb“"),
    ("„ Wort“", "„Wort“"),
    (f'"{HOLE}"', f"„{HOLE}“"),
    ("»A 'b' c« und »d«", "»A ›b‹ c« und »d«"),
]
SWISS_CASES = [
    *BOTH,
    ('"Das ist gut"', "«Das ist gut»"),
    ("\"Er sagte 'nein' dazu\"", "«Er sagte ‹nein› dazu»"),
    ("« Hallo »", "«Hallo»"),
    ("10'000 Franken", "10’000~Franken"),
    ("1'234'567", "1’234’567"),
]
KEPT = [
    *KEPT_EVERYWHERE,
    "die 8%ige Lösung",
    "100%ig",
    "10.000,5",
    "im Jahr 2024 300 Leute",
    "Tel. 030 123 456",
    "Tel. 171 234 567",
    "+49 171 234 567",
    "12345 Berlin",
    "die E-Mail-Adresse",
    "Ein- und Ausgang",
    "am 5. Tag",
    "5.1.2026",
    "„Gut“, sagte er – ‚sehr‘ gut.",
    "»A« und »B«",
]


@pytest.mark.parametrize(("typed", "wanted"), GERMAN_CASES)
def test_german_is_set_as_duden_sets_it(typed: str, wanted: str) -> None:
    check(typed, wanted, GERMAN)


@pytest.mark.parametrize(("typed", "wanted"), SWISS_CASES)
def test_swiss_german_takes_guillemets(typed: str, wanted: str) -> None:
    check(typed, wanted, SWISS_GERMAN)


@pytest.mark.parametrize("text", KEPT)
def test_what_is_no_prose_or_is_right_stays(text: str) -> None:
    check(text, shown(text), GERMAN)


@pytest.mark.parametrize("text", [text for text in KEPT if "»" not in text])
def test_what_is_no_prose_or_is_right_stays_in_switzerland(text: str) -> None:
    check(text, shown(text), SWISS_GERMAN)


@settings(max_examples=400, deadline=None)
@given(tricky("z. B.", "z.B.", "i.d.R.", "5. Mai", "Nr. 5", "ig", "10'000"))
def test_any_text_is_set_once_and_for_all(text: str) -> None:
    check_any(text, GERMAN)
    check_any(text, SWISS_GERMAN)
