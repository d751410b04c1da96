"""Profiles of recipients, as data."""

import pytest

from bookbuild.design.profile import BleedSides, Figure, UnknownProfile, load_profile, profile_names


def test_three_recipients_ship() -> None:
    assert profile_names() == ("kdp-paperback", "office", "offset-eu")


@pytest.mark.parametrize("name", profile_names())
def test_every_figure_says_its_source_and_how_far_to_trust_it(name: str) -> None:
    profile = load_profile(name)
    figures = [value for value in vars(profile).values() if isinstance(value, Figure)]
    figures += profile.inner_margins_mm.values()
    figures += vars(profile.spine_text).values()
    assert all(figure.source for figure in figures)
    assert {figure.confidence for figure in figures} <= {"documented", "secondary", "memory", "default"}


@pytest.mark.parametrize("name", profile_names())
def test_a_thicker_book_never_gets_a_narrower_inner_margin(name: str) -> None:
    profile = load_profile(name)
    margins = [profile.inner_margin_mm(pages) for pages in range(24, 1300, 7)]
    assert margins == sorted(margins)


def test_kdp_bleeds_at_three_edges_and_prints_the_barcode() -> None:
    kdp = load_profile("kdp-paperback")
    assert kdp.bleed_sides is BleedSides.OUTER
    assert kdp.barcode.printed_by_recipient


@pytest.mark.parametrize(
    ("pages", "spine_mm", "allowed"), [(79, 4.6, False), (80, 4.6, True), (80, 4.4, False)]
)
def test_type_on_the_spine_needs_pages_and_width(pages: int, spine_mm: float, allowed: bool) -> None:
    assert load_profile("kdp-paperback").spine_text.allows(pages, spine_mm) is allowed


def test_an_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownProfile, match="offset-eu"):
        load_profile("../../etc/passwd")
