"""Where pages end: chosen together, level, and never beside what belongs together."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from bookbuild.formats.print.breaks import Breaks, Ends, worth_trying
from bookbuild.formats.print.galley import Extra, Galley, Kind, Lines, Part, Row, Way
from bookbuild.formats.print.turns import Cut, Turns

GRID = Lines(head_pt=60.0, leading_pt=14.0, size_pt=11.0, count=30)
LEAD, GAP = 14.0, 3.0


def galley(
    *parts: int | tuple[Kind, int, int],
    first: int = 0,
    ways: frozenset[Way] = frozenset(),
    has_title: bool = False,
) -> Galley:
    """Rows one below the other: paragraphs of so many lines, or (kind, empty lines above and below, lines).

    The space between a title and row 0 may change; without a title they are numbered from 1.
    """
    rows: list[Row] = []
    line, owed = first, 0
    for part in parts:
        kind, apart, lines = (Kind.PARAGRAPH, 0, part) if isinstance(part, int) else part
        line += max(apart, owed)
        top, bottom = line * LEAD, (line + lines) * LEAD - GAP
        rows.append(
            Row(
                len(rows) + (not has_title),
                kind,
                top,
                bottom,
                lines if kind is Kind.PARAGRAPH else 0,
                ways=ways,
            )
        )
        line, owed = line + lines, 0 if kind is Kind.HEAD else apart
    return Galley(1, tuple(rows))


HEAD, BREAK, BOX = (Kind.HEAD, 1, 1), (Kind.BREAK, 1, 1), (Kind.SOLID, 1, 8)


def best(text: Galley, page: int = 2) -> Ends:
    ends = Breaks(text, GRID).best(page)
    assert ends is not None
    return ends


def cuts_of(text: Galley, ends: Ends) -> list[Cut]:
    return [Turns(text, GRID).cuts[page.end] for page in ends.pages]


def test_pages_that_end_well_are_left_alone() -> None:
    ends = best(galley(10, 10, 10, 10, 10, 10, 5))
    assert [(page.short, page.held, page.filled, page.changed) for page in ends.pages] == [
        (0.0, None, (), ())
    ] * 3
    assert ends.first_rows == (1, 4, 7)


def test_a_widow_makes_both_pages_of_its_spread_a_line_short() -> None:
    ends = best(galley(*[6] * 4, 7, *[6] * 8))
    assert [page.short for page in ends.pages[:2]] == [1.0, 1.0]
    assert all(page.held for page in ends.pages[:2])


def test_what_holds_a_foot_leaves_no_room_for_a_line_and_room_for_all_that_is_meant() -> None:
    text = galley(*[6] * 4, 7, *[6] * 8)
    first = best(text).pages[0]
    assert first.held is not None
    used_pt = Turns(text, GRID).cuts[first.end].end_pt
    assert used_pt < GRID.height_pt - first.held[1] < used_pt + LEAD


@pytest.mark.parametrize("kind", [Kind.HEAD, Kind.BREAK])
def test_no_page_ends_after_a_head_or_a_change_of_scene(kind: Kind) -> None:
    text = galley(14, 13, (kind, 1, 1), 20, 20, 20)
    assert all(
        cut.lines or cut.row == len(text.rows) or text.rows[cut.row - 1].kind is not kind
        for cut in cuts_of(text, best(text))
    )


def test_no_page_ends_after_one_line_below_a_head() -> None:
    text = galley(*[6] * 4, 4, HEAD, 1, 1, 1, *[6] * 6)
    starts = {cut.row for cut in Turns(text, GRID).cuts}
    assert 7 not in starts and {5, 8} <= starts


def test_what_stays_whole_is_never_cut() -> None:
    text = galley(*[(Kind.SOLID, 1, 8)] * 12)
    assert all(cut.lines == 0 for cut in cuts_of(text, best(text)))


def test_code_is_cut_between_its_parts_and_its_frame_is_counted_on_both_pages() -> None:
    parts = tuple(Part(line * LEAD + 6, line * LEAD - 9) for line in range(23, 50, 3))
    code = Row(1, Kind.SOLID, 21 * LEAD, 51 * LEAD, parts=parts)
    text = Galley(1, (*galley(20).rows, code))
    (cut, _) = cuts_of(text, best(text))
    assert cut.end_pt in {part.end_pt for part in parts}
    assert cut.end_pt <= GRID.height_pt


def test_after_something_that_went_on_over_the_page_space_sets_the_text_on_its_lines_again() -> None:
    parts = tuple(Part(line * LEAD + 6, line * LEAD - 9) for line in range(23, 50, 3))
    table = Row(21, Kind.SOLID, 21 * LEAD, 50 * LEAD, parts=parts)
    rows = galley(20, *[(Kind.SOLID, 1, 28)], *[6] * 8, has_title=True).rows
    text = Galley(1, (rows[0], table, *(replace(row, number=row.number + 30) for row in rows[2:])))
    first, second = best(text).pages[:2]
    begin = Turns(text, GRID).cuts[first.end].start_pt
    after = text.rows[2]
    assert (begin % LEAD) == pytest.approx(5)
    (filled,) = [space for number, space in second.filled if number == after.number]
    assert (after.top_pt - begin - (after.top_pt - table.bottom_pt) + filled) % LEAD == pytest.approx(0)


def test_no_page_begins_with_the_last_row_of_a_table_alone() -> None:
    parts = tuple(Part(line * LEAD, line * LEAD - 9) for line in range(7, 31))
    table = Row(1, Kind.SOLID, 5 * LEAD, 31 * LEAD, parts=parts)
    text = Galley(1, (*galley(5, has_title=True).rows, table))
    (cut, _) = cuts_of(text, best(text))
    assert cut.end_pt <= 28 * LEAD


def test_lines_that_are_wanting_go_above_heads() -> None:
    (first, *_) = best(galley(12, HEAD, 6, HEAD, 6, 3, *[6] * 12)).pages
    assert first.short == 1.0  # as the page it faces; without the line above a head it would lack two
    assert first.filled == ((2, LEAD + GAP + LEAD),)


def test_a_title_is_lifted_where_its_first_page_would_lack_two_lines() -> None:
    ends = best(galley(17, HEAD, *[7] * 12, first=10, has_title=True), page=3)
    assert ends.pages[0].filled == ((0, -LEAD),)
    assert ends.pages[0].short == 0.0


def test_a_page_with_notes_ends_at_its_foot_whatever_is_above_them() -> None:
    notes = tuple(Extra(line * LEAD, 22.0) for line in (5, 12, 40))
    text = replace(galley(*[6] * 15), notes=notes, notes_rule_pt=11.2)
    ends = best(text)
    assert [page.short for page in ends.pages[:2]] == [0.0, 0.0]
    first = cuts_of(text, ends)[0]
    assert first.end_pt + 2 * 22.0 + 11.2 <= GRID.height_pt


def test_a_figure_that_has_no_room_waits_for_the_next_page_and_takes_it_there() -> None:
    text = replace(galley(*[5] * 20), floats=(Extra(20 * LEAD, 12 * LEAD),))
    ends = best(text)
    first, second = cuts_of(text, ends)[:2]
    assert ends.pages[0].queue == (12 * LEAD,)
    assert second.end_pt - first.start_pt <= GRID.height_pt - 12 * LEAD
    placed = replace(text, floats=(Extra(10 * LEAD, 12 * LEAD),))
    assert best(placed).pages[0].queue == ()
    assert cuts_of(placed, best(placed))[0].end_pt <= GRID.height_pt - 12 * LEAD


def test_what_is_not_reckoned_ends_the_plan() -> None:
    ends = best(galley(*[10] * 6, (Kind.OPEN, 1, 40), 10))
    assert not ends.is_whole
    assert len(ends.pages) == 2
    assert Breaks(galley((Kind.OPEN, 1, 40), 10), GRID).best(2) is None


def test_a_paragraph_that_can_be_a_line_longer_saves_a_foot_of_two_lines() -> None:
    plain = galley(22, 6, 3, *[6] * 10)
    able = replace(plain.rows[1], ways=frozenset({Way.LOOSE}))
    ends = best(replace(plain, rows=(plain.rows[0], able, *plain.rows[2:])))
    assert max(page.short for page in best(plain).pages) == 2.0
    assert ends.pages[0].changed == ((2, Way.LOOSE),)
    assert all(page.short < 2 for page in ends.pages)


def test_a_shorter_paragraph_leaves_no_single_line_on_the_next_page() -> None:
    chance = random.Random(7)
    sizes = [chance.choice((3, 4, 5, 7, 9)) for _ in range(60)]
    text = galley(*sizes, ways=frozenset({Way.TIGHT, Way.LOOSE}))
    ends = best(text)
    longer = {row: -1 if way is Way.TIGHT else 1 for page in ends.pages for row, way in page.changed}
    for cut in cuts_of(text, ends)[:-1]:
        if cut.lines:
            row = text.rows[cut.row]
            lines = row.lines + longer.get(row.number, 0)
            assert 2 <= cut.lines <= lines - 2


def test_a_recto_ends_in_no_divided_word_where_another_break_does() -> None:
    text = galley(29, *[9] * 12)
    asked: list[tuple[float, float]] = []

    def divides(top_pt: float, bottom_pt: float) -> bool:
        asked.append((top_pt, bottom_pt))
        return True

    ends = Breaks(text, GRID, divides).best(3)
    assert ends is not None
    assert cuts_of(text, ends)[0].lines == 0  # between two paragraphs no word is divided
    assert asked
    assert all(bottom - top == pytest.approx(11.0) for top, bottom in asked)


def test_a_divided_word_at_the_turn_of_a_leaf_is_kept_whole_where_that_moves_no_line() -> None:
    text = galley(40, 40, 40, ways=frozenset({Way.WHOLE}))
    ends = Breaks(text, GRID, lambda top, bottom: True).best(3)
    assert ends is not None
    assert ends.pages[0].changed == ((1, Way.WHOLE),)


def test_what_is_tried_are_paragraphs_near_a_bad_foot() -> None:
    text = galley(28, 3, *[6] * 200)
    ends = best(text)
    assert ends.doubts
    tried = worth_trying(text, ends, GRID)
    assert 2 in tried and 1 not in tried and 200 not in tried


@pytest.mark.parametrize("page", [2, 3])
@pytest.mark.parametrize("seed", range(6))
def test_breaks_leave_no_widow_no_orphan_and_level_spreads(seed: int, page: int) -> None:
    chance = random.Random(seed)
    some = [chance.choice((1, 1, 2, 3, 4, 5, 7, 9, 12, HEAD, BREAK, BOX)) for _ in range(120)]
    parts = [
        3,
        *(one if isinstance(one, int) or isinstance(two, int) else 6 for one, two in pairwise([*some, 3])),
        9,
    ]
    text = galley(*parts, first=8, ways=frozenset({Way.TIGHT, Way.LOOSE}))
    ends = best(text, page)
    begin_pt = 0.0
    feet = {}
    for number, (turn, cut) in enumerate(zip(ends.pages, cuts_of(text, ends), strict=True), start=page):
        assert cut.end_pt - begin_pt <= GRID.height_pt + 3 * LEAD  # with paragraphs set shorter
        if cut.row < len(text.rows):
            feet[number] = turn.short
            row = text.rows[cut.row]
            assert (cut.lines == 0 and text.rows[cut.row - 1].kind not in (Kind.HEAD, Kind.BREAK)) or (
                2 <= cut.lines <= row.lines - 2
            )
        begin_pt = cut.start_pt
    assert all(feet[number] == feet[number + 1] for number in feet if number % 2 == 0 and number + 1 in feet)
    assert max(feet.values()) <= 1.0
