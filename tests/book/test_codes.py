"""Roles by plain word and by MARC code."""

import pytest

from bookbuild.book.codes import ROLES, UnknownRole, role


@pytest.mark.parametrize(
    ("name", "marc", "onix"),
    [
        ("editor", "edt", "B01"),
        ("edt", "edt", "B01"),
        ("preface-author", "wpr", "A15"),
        ("Translator", "trl", "B06"),
    ],
)
def test_a_word_or_a_code_names_the_role(name: str, marc: str, onix: str) -> None:
    assert (role(name).marc, role(name).onix) == (marc, onix)


def test_the_older_marc_code_of_afterwords_is_still_read() -> None:
    assert role("aft").marc == "waw"


def test_an_unknown_role_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownRole, match="translator"):
        role("zzz")


def test_words_and_codes_name_one_role_each() -> None:
    assert len({role.marc for role in ROLES}) == len(ROLES) == len({role.word for role in ROLES})
