"""Galleys: what Typst tells of the places of rows, and what is made of it."""

from typing import Any

import pytest

from bookbuild.formats.print.galley import Extra, Kind, Lines, Row, Way, galleys_of, tried_of

GRID = Lines(head_pt=60.0, leading_pt=14.0, size_pt=11.0, count=30)


def answers(*rows: tuple[Any, ...], page: int = 3, **others: Any) -> dict[str, Any]:
    """Rows as (number, what, line or baseline in lines, sizes…), of one piece."""
    told = [[["a", number, what, *sizes], page, 60 + 14 * line] for number, what, line, *sizes in rows]
    return {"rows": told, "calls": [], "notes": [], "parts": [], "notes-room": [], **others}


def galley(*rows: tuple[Any, ...], **others: Any) -> Any:
    return galleys_of(answers(*rows, **others), GRID)["a"]


def test_a_paragraph_ends_where_the_next_begins_or_where_it_says() -> None:
    found = galley((0, "begins", 2), (1, "begins", 5), (1, "ends", 6 + 8.25 / 14), (2, "head", 8, 25.0))
    assert [(row.kind, row.lines) for row in found.rows] == [
        (Kind.PARAGRAPH, 3),
        (Kind.PARAGRAPH, 2),
        (Kind.HEAD, 0),
    ]
    assert found.rows[0].bottom_pt == pytest.approx(5 * 14 - 3)
    assert found.rows[1].bottom_pt == pytest.approx(6 * 14 + 11)
    assert found.page == 3


def test_a_paragraph_off_the_grid_stays_on_one_page() -> None:
    assert galley((0, "begins", 0), (1, "begins", 3.5), (1, "ends", 4)).rows[0].kind is Kind.SOLID


def test_only_the_first_paragraph_of_a_quotation_can_have_something_before_it() -> None:
    found = galley(
        (0, "within", 0),
        (0, "ends", 0.6),
        (1, "within", 1),
        (1, "ends", 1.6),
        (2, "begins", 3),
        (2, "ends", 3.6),
    )
    assert [(row.is_free, row.is_text) for row in found.rows] == [(True, False), (False, False), (True, True)]


def test_a_figure_that_floats_is_no_row_but_takes_room() -> None:
    found = galley(
        (0, "begins", 0), (0, "ends", 1.6), (1, "float", 2, 150.0), (2, "begins", 2), (2, "ends", 3.6)
    )
    assert [row.number for row in found.rows] == [0, 2]
    assert found.floats == (Extra(28.0, 150.0 + 17.0),)


def test_long_code_may_be_cut_between_its_parts_and_what_is_as_long_may_not() -> None:
    parts = [[[2.0, 9.0], 3, 60 + 14 * line] for line in (10.6, 13.6, 16.6)]
    (row,) = galley((0, "solid", 10, 140.0), parts=parts).rows
    assert row.kind is Kind.SOLID
    assert [(round(part.end_pt, 3), round(part.start_pt, 3)) for part in row.parts] == [
        (197.4, 181.4),
        (239.4, 223.4),
    ]
    assert galley((0, "solid", 10, 240.0)).rows[0].kind is Kind.OPEN


def test_notes_have_the_height_they_are_set_in_and_the_room_before_them() -> None:
    told = {
        "calls": [[3, 60 + 14.0], [3, 60 + 28.0]],
        "notes": [["start", 3, 900.0], ["end", 3, 920.0], ["start", 3, 922.0], ["end", 3, 931.0]],
        "notes-room": [[11.2, 2.0]],
    }
    found = galley((0, "begins", 0), (0, "ends", 1.6), **told)
    assert found.notes == (Extra(14.0, 22.0), Extra(28.0, 11.0))
    assert found.notes_rule_pt == 11.2


def test_a_piece_whose_notes_do_not_match_its_calls_is_left_to_typst() -> None:
    assert galleys_of(answers((0, "begins", 0), (0, "ends", 1.6), calls=[[3, 74.0]]), GRID) == {}


def test_a_piece_that_is_longer_than_its_page_is_left_to_typst() -> None:
    told = answers((0, "begins", 0))
    told["rows"] += answers((1, "begins", 0), page=4)["rows"]
    assert galleys_of(told, GRID) == {}


def test_only_a_paragraph_that_comes_out_as_it_stands_is_set_otherwise() -> None:
    found = galley((0, "begins", 0), (1, "begins", 6), (2, "begins", 11), (2, "ends", 16.6))

    def counts(plain: int, **others: int) -> dict[str, int]:
        return {"plain": plain, **dict.fromkeys(Way, plain), **others}

    told = [
        ["a", 0, counts(6, tighter=5, tightest=5, whole=6)],
        ["a", 1, counts(6, loose=7)],  # it has five lines where it stands
        ["a", 2, counts(6, loosest=7, whole=7)],
    ]
    rows: tuple[Row, ...] = tried_of(told, {"a": found})["a"].rows
    assert [row.ways for row in rows] == [{Way.TIGHTER, Way.TIGHTEST, Way.WHOLE}, set(), {Way.LOOSEST}]
