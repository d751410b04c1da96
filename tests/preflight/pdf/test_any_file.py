"""A PDF of others is held against its printer's profile, as far as its pages say what they are."""

from pathlib import Path

import pytest
from pikepdf import Array, Pdf

from bookbuild.design.profile import load_profile
from bookbuild.design.trim import MM_PER_POINT
from bookbuild.preflight.pdf.any_file import check_any_pdf
from bookbuild.preflight.pdf.unknown import expected_of
from tests.preflight.pdf.files import TEXT, Spoil, make_file

BLEED_IN, TRIM_IN = 0.125, (6.0, 9.0)


def _us_trade(bleeds: bool, content: bytes = b"") -> Spoil:
    """6 × 9 in for KDP: a MediaBox alone, with bleed at the three outer edges or without."""

    def spoil(pdf: Pdf) -> None:
        by_in = BLEED_IN if bleeds else 0.0
        for page in pdf.pages:
            del page.obj["/TrimBox"]
            del page.obj["/BleedBox"]
            page.obj.MediaBox = Array([0, 0, 72 * (TRIM_IN[0] + by_in), 72 * (TRIM_IN[1] + 2 * by_in)])
        pdf.pages[2].obj.Contents = pdf.make_stream(TEXT + content)

    return spoil


def _found(folder: Path, spoil: Spoil, profile: str = "kdp-paperback") -> set[tuple[str, str]]:
    path = make_file(folder / "a.pdf", spoil, pages=24)
    return {(finding.rule, finding.message.partition(":")[0]) for finding in check_any_pdf(path, profile)}


@pytest.mark.parametrize("bleeds", [True, False])
def test_pages_without_boxes_are_taken_where_no_boxes_are_asked_for(tmp_path: Path, bleeds: bool) -> None:
    assert _found(tmp_path, _us_trade(bleeds)) == set()


def test_pages_without_boxes_are_refused_by_a_press(tmp_path: Path) -> None:
    assert ("PR111", "No TrimBox and no BleedBox") in _found(tmp_path, _us_trade(True), "offset-eu")


def test_distances_are_measured_from_the_trim_within_the_bleed(tmp_path: Path) -> None:
    foot_pt = 72 * BLEED_IN + 4 / MM_PER_POINT
    low = b"BT /F1 11 Tf 100 %f Td (Bas) Tj ET" % foot_pt
    assert _found(tmp_path, _us_trade(True, low)) == {
        ("PR260", "Type stands 4.0 mm from the foot trim; 6.35 mm are asked for")
    }


def test_a_picture_to_the_edge_needs_bleed(tmp_path: Path) -> None:
    to_the_edge = b"0 0 0 0.3 k 100 400 400 50 re f"
    assert _found(tmp_path, _us_trade(False, to_the_edge)) == {
        ("PR262", "An area reaches the trim at the right, where the page has no bleed")
    }
    assert _found(tmp_path, _us_trade(True, to_the_edge)) == set()


def test_a_page_of_another_size_is_found(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        _us_trade(False)(pdf)
        pdf.pages[5].obj.MediaBox = Array([0, 0, 400, 648])

    assert {rule for rule, _ in _found(tmp_path, spoil)} == {"PR113"}


def test_a_size_that_the_recipient_does_not_make_is_found(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.MediaBox = page.obj.TrimBox = page.obj.BleedBox = Array([0, 0, 700, 900])

    assert (
        "PR380",
        "The pages are of 246.94 × 317.5 mm, a size that the recipient does not make.",
    ) in _found(tmp_path, spoil)


def test_the_page_count_is_held_against_the_papers_had_in_that_size() -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(8.5 * 72, 11 * 72))
        wanted = expected_of(pdf, load_profile("kdp-paperback"))
        assert (wanted.page_minimum, wanted.page_maximum) == (24, 600)
        wanted = expected_of(pdf, load_profile("kdp-paperback"), None, "kdp-cream", "paperback")
        assert (wanted.page_minimum, wanted.page_maximum) == (24, 550)


def test_a_single_wide_page_is_a_cover_and_bound_by_no_page_count(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.MediaBox = page.BleedBox = Array([0, 0, 900, 600])
        page.TrimBox = Array([9, 9, 891, 591])

    path = make_file(tmp_path / "a.pdf", spoil, pages=1)
    assert {finding.rule for finding in check_any_pdf(path, "kdp-paperback")} == set()
