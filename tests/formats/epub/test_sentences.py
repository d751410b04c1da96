"""Sentences, as a reader would mark them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.formats.epub.sentences import sentences


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("fr", ["Il vint. ", "Elle partit."]),
        ("fr", ["« Ah\u202f! dit M. Pons, vous voilà… enfin\u202f! » ", "Il s’assit."]),
        ("fr", ["« Viens.\u00a0» ", "« Non\u202f! » ", "Et il sortit."]),
        ("fr", ["Voir p. 12, cf. chap. III, av. J.-C., etc. et M. de La Tour. ", "Suite."]),
        ("fr-CA", ["Le n. 4 de J. Dupont… ", "Mme Astier, 10.5 km. ", "Où\u202f? ", "Ici."]),
        ("fr", ["J’y suis, j’y reste. ", "Est-ce qu’on y va\u202f?"]),
        (
            "en",
            [
                "Mr. Lee met Dr. A. B. Chen at 5 p.m. in the hall. ",
                "“Stop!” he said. ",
                "(He did.) ",
                "Then?",
            ],
        ),
        ("de", ["Das ist z.B. so, vgl. S. 12 bzw. Nr. 4. ", "„Gut.“ ", "»Ja.« ", "»Nein!« ", "Ende."]),
        ("it", ["Il sig. Rossi arriva. ", "Ecc. ecc."]),
        ("es", ["¡Hola! ", "¿Qué tal, Sr. Ruiz? ", "Bien."]),
        ("pt", ["O Sr. Lopes saiu. ", "Fim."]),
        ("xx", ["One. ", "Two."]),
    ],
)
def test_a_sentence_ends_where_a_reader_says(language: str, parts: list[str]) -> None:
    assert list(sentences("".join(parts), language)) == parts


@given(st.text(alphabet="aA. !?…»”’)«\u202f\u00a0\n"), st.sampled_from(["fr", "en", "de"]))
def test_nothing_is_lost_or_added(text: str, language: str) -> None:
    assert "".join(sentences(text, language)) == text
