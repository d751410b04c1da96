"""The stylesheets of the e-books."""

import re

import pytest

from bookbuild.design.css import stylesheet
from bookbuild.design.tokens import BadToken


@pytest.mark.parametrize("target", ["epub", "kindle"])
def test_tokens_are_literals_in_what_is_shipped(target: str) -> None:
    sheet = stylesheet(target, {}).decode()
    assert not re.search(r"\$|var\(|calc\(|@media|@import", sheet)
    assert "border-left: 2px solid #9a4938" in sheet


def test_a_book_changes_a_token() -> None:
    assert b"#008800" in stylesheet("epub", {"ink-accent": {"srgb": "#008800"}})


def test_a_token_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadToken):
        stylesheet("epub", {"ink-acent": {"srgb": "#123456"}})


@pytest.mark.parametrize("target", ["epub", "kindle"])
def test_text_has_no_colour_of_its_own_so_every_theme_of_the_reader_holds(target: str) -> None:
    assert set(re.findall(r"[{;]\s*color:\s*([^;}]+)", stylesheet(target, {}).decode())) <= {"inherit"}


def test_a_kindle_component_takes_the_place_of_its_namesake() -> None:
    assert b"hyphens: auto" in stylesheet("epub", {}) and b"hyphens" not in stylesheet("kindle", {})
