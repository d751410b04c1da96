"""Tokens: the house design, and what a book may change of it."""

import pytest

from bookbuild.design.tokens import BadToken, load_tokens
from bookbuild.design.typ import tokens_typ


def test_an_ink_has_a_value_for_the_screen_and_one_for_the_press() -> None:
    accent = load_tokens({}).ink_accent
    assert accent.srgb.startswith("#") and len(accent.cmyk) == 4


def test_black_text_is_one_ink() -> None:
    assert load_tokens({}).ink_text.cmyk == (0, 0, 0, 100)


def test_a_book_changes_what_it_names_and_nothing_else() -> None:
    house, own = load_tokens({}), load_tokens({"size-text-pt": 10.5, "ink-accent": {"srgb": "#112233"}})
    assert own.size_text_pt == 10.5
    assert own.ink_accent.srgb == "#112233"
    assert own.ink_accent.cmyk == house.ink_accent.cmyk
    assert own.leading_pt == house.leading_pt


def test_titles_have_the_face_of_the_text_unless_they_have_their_own() -> None:
    assert load_tokens({"face-text": "Libertinus Serif"}).face_display == "Libertinus Serif"
    assert load_tokens({"face-display": "Libertinus Serif"}).face_text == "EB Garamond"


def test_a_misspelt_token_gets_the_nearest_name() -> None:
    with pytest.raises(BadToken, match="size-text-pt"):
        load_tokens({"size-txt-pt": 10})


@pytest.mark.parametrize(
    "change",
    [
        {"size-text-pt": "large"},
        {"size-text-pt": True},
        {"face-text": 3},
        {"face-text": {"name": "x"}},
        {"ink-accent": "red"},
        {"ink-accent": {"srgb": "red"}},
        {"ink-accent": {"cmyk": [0, 0, 0]}},
        {"ink-accent": {"cmyk": [0, 0, 0, 130]}},
        {"ink-accent": {"spot": "PANTONE 485"}},
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadToken):
        load_tokens(change)


def test_typst_gets_units_with_the_values() -> None:
    source = tokens_typ(load_tokens({"face-text": 'Evil"; #panic()'}))
    assert "#let size-text = 11pt" in source
    assert "#let ink-text = cmyk(0%, 0%, 0%, 100%)" in source
    assert '#let face-text = "Evil\\"; #panic()"' in source
