"""Which part of a printed page is read for its running text."""

from bookbuild.formats.print.pages import Area, _bands

AREA = Area(height_pt=600, head_pt=60, foot_pt=60, measure_pt=300, leading_pt=14, lines=34, bleed_pt=0)


def test_a_float_at_the_foot_leaves_nothing_below_it() -> None:
    for end_pt in (539.0, 545.0):
        assert [*_bands(AREA, 543.0, [(300.0, end_pt)])] == [(57.0, 300.0)]


def test_text_is_above_a_float_and_below_it() -> None:
    assert [*_bands(AREA, 543.0, [(200.0, 300.0)])] == [(57.0, 200.0), (300.0, 543.0)]
