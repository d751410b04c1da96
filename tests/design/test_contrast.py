"""Contrast by WCAG's formula, and inks for every theme."""

import re

import pytest

from bookbuild.design.contrast import AA_GRAPHIC, GROUNDS, contrast, seen_everywhere
from bookbuild.design.css import stylesheet


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0000ee", "#121212", 1.99)],
)
def test_the_ratio_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == contrast(second, first) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("ink", ["#8c2f1b", "#000000", "#ffffff", "#ffff00", "#0000ff", "#f4ecd8"])
def test_any_ink_of_a_book_is_shifted_until_it_is_seen_on_every_ground(ink: str) -> None:
    seen = seen_everywhere(ink)
    assert min(contrast(seen, ground) for ground in GROUNDS.values()) >= AA_GRAPHIC


def test_an_ink_that_is_seen_on_every_ground_stays() -> None:
    assert seen_everywhere("#9a4938") == "#9a4938"


@pytest.mark.parametrize("accent", ["#8c2f1b", "#000000", "#fff2cc"])
@pytest.mark.parametrize("target", ["epub", "epub-modern", "kindle"])
def test_each_colour_of_each_sheet_is_seen_on_every_ground_or_is_the_paper_of_a_picture(
    target: str, accent: str
) -> None:
    sheet = stylesheet(target, {"ink-accent": {"srgb": accent}}).decode()
    coloured = re.findall(r"([\w-]+):[^;{}]*?(#[0-9a-f]{3,8})", sheet)
    papers = [colour for property, colour in coloured if property == "background-color"]
    inks = [colour for property, colour in coloured if property != "background-color"]
    assert set(papers) <= {"#ffffff", "#e4e0d8"}
    assert all(contrast(ink, ground) >= AA_GRAPHIC for ink in inks for ground in GROUNDS.values())


@pytest.mark.parametrize("target", ["epub", "epub-modern", "kindle"])
def test_no_sheet_colours_text_and_none_names_a_colour_in_words(target: str) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", stylesheet(target, {}).decode(), flags=re.DOTALL)
    assert set(re.findall(r"(?<![\w-])color:\s*([^;}]+)", sheet)) <= {"inherit"}
    assert not re.search(r":[^;{}]*\b(red|blue|gr[ae]y|white|black|rgb|hsl)\b", sheet)
