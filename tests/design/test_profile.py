"""Profiles of recipients, as data."""

import pytest

from bookbuild.design.offer import Case, PageRange, Sizes, Terms
from bookbuild.design.profile import BleedSides, Figure, UnknownProfile, load_profile, profile_names
from bookbuild.design.spine import papers
from bookbuild.design.trim import parse_trim


def test_seven_recipients_ship() -> None:
    assert profile_names() == (
        "bod", "ingramspark", "kdp-hardcover", "kdp-paperback", "lulu", "office", "offset-eu",
    )  # fmt: skip


@pytest.mark.parametrize("name", profile_names())
def test_every_figure_says_its_source_and_how_far_to_trust_it(name: str) -> None:
    profile = load_profile(name)
    figures: list[Figure | PageRange | Sizes | Case] = [
        value for value in vars(profile).values() if isinstance(value, Figure)
    ]
    figures += profile.inner_margins_mm.values()
    figures += vars(profile.spine_text).values()
    offer = profile.offer
    terms = [Terms(sizes=offer.sizes), *offer.papers.values(), *offer.bindings.values()]
    figures += [one.sizes for one in terms if one.sizes]
    figures += [one.pages for one in terms if one.pages]
    figures += [pages for _, by_paper in offer.fewer for pages in by_paper.values()]
    figures += [offer.case] if offer.case else []
    assert all(figure.source for figure in figures)
    assert {figure.confidence for figure in figures} <= {"documented", "secondary", "memory", "default"}


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_names_only_papers_that_there_are(name: str) -> None:
    offer = load_profile(name).offer
    assert set(offer.papers) <= set(papers())
    assert all(set(by_paper) <= set(offer.papers) for _, by_paper in offer.fewer)


@pytest.mark.parametrize("name", profile_names())
def test_where_nothing_but_his_own_figure_is_right_no_table_pretends_to_know(name: str) -> None:
    profile = load_profile(name)
    unsure = {id for id in profile.offer.papers if papers()[id].confidence == "conflict"}
    assert not unsure or "spine_mm" in profile.offer.demands


PAGES = [
    ("kdp-paperback", "6x9in", "kdp-white", "paperback", 24, 828),
    ("kdp-paperback", "6x9in", "kdp-cream", "paperback", 24, 776),
    ("kdp-paperback", "6x9in", "kdp-standard-colour", "paperback", 72, 600),
    ("kdp-paperback", "8.5x11in", "kdp-cream", "paperback", 24, 550),
    ("kdp-paperback", "a4", "kdp-white", "paperback", 24, 780),
    ("kdp-hardcover", "6x9in", "kdp-cream", "hardback", 75, 550),
    ("ingramspark", "6x9in", "ingram-creme-50", "paperback", 18, 1050),
    ("ingramspark", "6x9in", "ingram-white-50", "paperback", 18, 1200),
    ("lulu", "6x9in", "lulu", "paperback", 32, 800),
    ("lulu", "6x9in", "lulu", "hardback", 24, 800),
    ("bod", "120x190", "bod-200", "paperback", 24, 630),
    ("offset-eu", "150x210", "offset-90", "paperback", 4, 1200),
]


@pytest.mark.parametrize(("name", "trim", "stock", "binding", "least", "most"), PAGES)
def test_how_many_pages_are_bound_depends_on_size_paper_and_binding(
    name: str, trim: str, stock: str, binding: str, least: int, most: int
) -> None:
    pages = load_profile(name).page_range(parse_trim(trim), stock, binding)
    assert (pages.least, pages.most) == (least, most)


def test_an_edition_without_paper_gets_the_first_of_its_recipient() -> None:
    assert load_profile("kdp-paperback").paper_id(None) == "kdp-white"
    assert load_profile("kdp-paperback").paper_id("kdp-cream") == "kdp-cream"
    assert load_profile("office").paper_id(None) == "offset-90"


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
