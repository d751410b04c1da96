"""Margins: the ladder of the profile, whole lines, nothing too near the trim."""

import pytest

from bookbuild.design.margins import margins_for, pages_estimate
from bookbuild.design.profile import load_profile, profile_names
from bookbuild.design.tokens import load_tokens
from bookbuild.design.trim import MM_PER_POINT, parse_trim

HOUSE = load_tokens({})
OFFSET, KDP = load_profile("offset-eu"), load_profile("kdp-paperback")


@pytest.mark.parametrize("trim", ["150x210", "5.5x8.5in", "poche", "a4", "carre"])
@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("pages", [24, 150, 151, 400, 800])
def test_the_text_block_holds_whole_lines_and_keeps_its_distance(trim: str, profile: str, pages: int) -> None:
    page, demands = parse_trim(trim), load_profile(profile)
    margins = margins_for(page, demands, pages, HOUSE)
    height_pt = (page.height_mm - margins.head_mm - margins.foot_mm) / MM_PER_POINT
    assert height_pt == pytest.approx(margins.lines * 14, abs=0.01)
    assert margins.inner_mm >= demands.inner_margin_mm(pages)
    least_mm = max(demands.outer_margin_mm.value, demands.safety_mm.value)
    assert min(margins.outer_mm, margins.head_mm, margins.foot_mm) >= least_mm


def test_a_thicker_book_has_a_wider_inner_margin() -> None:
    trim = parse_trim("5.5x8.5in")
    inner = [margins_for(trim, KDP, pages, HOUSE).inner_mm for pages in (100, 200, 400, 600, 800)]
    assert inner == sorted(inner) and inner[-1] > inner[0]


def test_the_estimate_of_pages_is_good_to_a_fifth() -> None:
    # 565,600 words of a novel made 1,606 pages with 14 pt of leading (typst 0.15.2)
    assert 1300 < pages_estimate(565_600, parse_trim("5.5x8.5in"), OFFSET, HOUSE) < 1900
