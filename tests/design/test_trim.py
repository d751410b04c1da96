"""Trim sizes as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.design.trim import Trim, UnknownTrim, parse_trim, trims


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("150x210", Trim(150, 210)),
        ("150 × 210 mm", Trim(150, 210)),
        ("11x17,8cm", Trim(110, 178)),
        ("5.5x8.5in", Trim(139.7, 215.9)),
        ('6x9"', Trim(152.4, 228.6)),
        ("a5", Trim(148, 210)),
        ("A5", Trim(148, 210)),
    ],
)
def test_a_size_is_read_width_first_in_its_unit(written: str, meant: Trim) -> None:
    assert parse_trim(written) == meant


@pytest.mark.parametrize("written", ["", "folio", "150", "150x", "x210", "-150x210", "150x210pt", "1e3x210"])
def test_what_is_no_size_is_refused_with_what_would_do(written: str) -> None:
    with pytest.raises(UnknownTrim, match="a5"):
        parse_trim(written)


def test_inches_taken_for_millimetres_are_noticed() -> None:
    with pytest.raises(UnknownTrim, match="unit"):
        parse_trim("6x9")


def test_every_named_trim_is_a_page() -> None:
    assert all(50 <= trim.width_mm <= 600 and 50 <= trim.height_mm <= 600 for trim in trims().values())


@given(st.integers(50, 600), st.integers(50, 600))
def test_millimetres_are_read_back(width: int, height: int) -> None:
    assert parse_trim(f"{width}x{height}") == Trim(width, height)
