"""Margins: the ladder of the profile, whole lines, nothing too near the trim."""

from collections.abc import Callable

import pytest

from bookbuild.design.margins import Margins, margins_for, pages_estimate, settle
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
    furniture_mm = (1.1 * HOUSE.leading_pt + HOUSE.size_heads_pt) * MM_PER_POINT
    assert min(margins.head_mm, margins.foot_mm) - furniture_mm >= demands.safety_mm.value


def test_a_thicker_book_has_a_wider_inner_margin() -> None:
    trim = parse_trim("5.5x8.5in")
    inner = [margins_for(trim, KDP, pages, HOUSE).inner_mm for pages in (100, 200, 400, 600, 800)]
    assert inner == sorted(inner) and inner[-1] > inner[0]


def test_the_estimate_of_pages_is_good_to_a_fifth() -> None:
    # 565,600 words of a novel made 1,606 pages with 14 pt of leading (typst 0.15.2)
    assert 1300 < pages_estimate(565_600, parse_trim("5.5x8.5in"), OFFSET, HOUSE) < 1900


def steps(*limits: tuple[int, float]) -> Callable[[int], Margins]:
    """A ladder: up to so many pages, this inner margin."""

    def wanted(pages: int) -> Margins:
        inner_mm = next(width_mm for most, width_mm in limits if pages <= most)
        return Margins(inner_mm, 18, 20, 23, 38)

    return wanted


def setting(made: dict[float, int], done: list[float]) -> Callable[[Margins], int]:
    """Pages by inner margin; `done` keeps what was set."""

    def pages_at(margins: Margins) -> int:
        done.append(margins.inner_mm)
        return made[margins.inner_mm]

    return pages_at


LADDER = steps((150, 10), (300, 13), (500, 16), (700, 19), (9999, 22))
SETTLING = [
    # pages by inner margin, margin to begin with; margins set, whether they agree
    ({10: 140}, 10, [10], True),
    ({10: 151, 13: 160}, 10, [10, 13], True),
    ({10: 148, 13: 150}, 13, [13, 10], True),
    ({10: 151, 13: 149}, 10, [10, 13], False),
    ({10: 151, 13: 149}, 13, [13, 10, 13], False),
    ({10: 400, 16: 480}, 10, [10, 16], True),
    ({10: 299, 13: 301, 16: 490}, 10, [10, 13, 16], True),
    ({10: 299, 13: 301, 16: 501, 19: 600}, 10, [10, 13, 16, 19], True),
    ({10: 299, 13: 301, 16: 501, 19: 701}, 10, [10, 13, 16, 19], False),
    ({13: 301, 16: 499, 19: 480, 22: 650}, 22, [22, 19, 16], True),
    ({22: 650, 19: 450, 16: 290, 13: 200}, 22, [22, 19, 16, 22], False),
]


@pytest.mark.parametrize(("made", "first_mm", "expected", "agreed"), SETTLING)
def test_margins_and_page_count_find_each_other_in_four_settings_at_most(
    made: dict[float, int], first_mm: float, expected: list[float], agreed: bool
) -> None:
    done: list[float] = []
    settled = settle(Margins(first_mm, 18, 20, 23, 38), setting(made, done), LADDER)
    assert (done, settled.agreed) == (expected, agreed)
    assert settled.margins.inner_mm == done[-1]


def test_margins_that_waver_end_with_one_that_is_safe_for_its_count() -> None:
    for first_mm in (10.0, 13.0):
        settled = settle(Margins(first_mm, 18, 20, 23, 38), setting({10: 151, 13: 149}, []), LADDER)
        _, pages = settled.passes[-1]
        assert settled.margins.inner_mm >= LADDER(pages).inner_mm


@pytest.mark.parametrize("first_mm", [10.0, 13.0, 16.0, 19.0, 22.0])
def test_a_book_whose_pages_grow_with_its_margin_always_settles(first_mm: float) -> None:
    for words in range(60, 900, 7):
        made = {float(mm): round(words * (1 + mm / 200)) for mm in (10, 13, 16, 19, 22)}
        settled = settle(Margins(first_mm, 18, 20, 23, 38), setting(made, []), LADDER)
        assert settled.agreed
