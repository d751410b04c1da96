"""The little Markdown of book.yaml's texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.formats.inline import paragraphs, plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*Le Temps*", "Le Temps"),
        ("un **fort** mot", "un fort mot"),
        ("M^me^ Astier", "Mme Astier"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a^b", "a^b"),
        ("*seul", "*seul"),
    ],
)
def test_only_markup_goes(text: str, words: str) -> None:
    assert plain(text) == words


@given(st.text(alphabet="ab *_^\n", max_size=40))
def test_no_letter_is_lost(text: str) -> None:
    letters = [c for c in text if c in "ab"]
    assert [c for c in plain(text) if c in "ab"] == letters


def test_paragraphs_keep_no_break_spaces() -> None:
    assert paragraphs("M.\u00a0Petit\nlit\u202f!\n\nFin.") == ["M.\u00a0Petit lit\u202f!", "Fin."]
