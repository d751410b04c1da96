"""How thick a paper makes a book."""

import pytest

from bookbuild.design.spine import UnknownPaper, paper, papers, spine_width_mm, weight_g
from bookbuild.design.trim import MM_PER_INCH, Trim


@pytest.mark.parametrize(
    ("pages", "stock", "inches"),
    [
        (250, "kdp-white", 0.563),
        (300, "kdp-cream", 0.750),
        (128, "us-offset-50", 0.2486),
        (444, "lulu", 1.06),
    ],
)
def test_the_spine_agrees_with_published_examples(pages: int, stock: str, inches: float) -> None:
    assert spine_width_mm(pages, paper(stock)) / MM_PER_INCH == pytest.approx(inches, abs=0.001)


def test_bulk_makes_the_caliper_of_european_papers() -> None:
    # a leaf is grammage × bulk / 1000 mm: 80 g/m² at 1.5 is 0.12 mm, so 200 pages are 12 mm
    assert spine_width_mm(200, paper("bouffant-80-15")) == 12.0


def test_the_printers_own_figure_beats_the_formula() -> None:
    assert spine_width_mm(200, paper("offset-90"), given_mm=13.4) == 13.4


def test_an_unknown_paper_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownPaper, match="offset-90"):
        paper("vellum")


def test_every_paper_says_where_its_caliper_comes_from() -> None:
    assert all(stock.source and 0.03 < stock.caliper_mm <= 0.1 for stock in papers().values())
    assert {stock.confidence for stock in papers().values()} <= {
        "documented",
        "secondary",
        "formula",
        "conflict",
    }


def test_a_book_weighs_its_leaves_and_its_cover() -> None:
    # 100 leaves of A5 at 90 g/m² are 279.7 g, the cover's two at 300 g/m² 18.6 g
    assert weight_g(200, Trim(148, 210), paper("offset-90")) == 298
    assert weight_g(200, Trim(148, 210), paper("kdp-white")) is None
