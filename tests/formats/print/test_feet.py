"""Level feet: breaks of a piece chosen together, and pages that come out as they were reckoned."""

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.formats.print.feet import (
    Change,
    Ends,
    Foot,
    Item,
    Running,
    Way,
    feet_typ,
    level,
    pieces_of,
    tried_of,
    worth_trying,
)
from tests.formats.print.setting import SetBook

N = 30
"""Lines of a full page."""


def running(*lines: int, page: int = 2, first: int = 0, gaps: dict[int, int] | None = None) -> Running:
    """Paragraphs of so many lines; `gaps` are lines of something else after a paragraph."""
    items: list[Item] = []
    for number, count in enumerate(lines):
        items.append(Item(count, number))
        if gaps and number in gaps:
            items.append(Item(gaps[number], None))
    return Running(page, first, tuple(items))


def pages_of(text: Running, ends: Ends) -> list[list[tuple[Item, int, int]]]:
    """What stands on each page: items with their first line there, from 0, and the line after their last."""
    short = {foot.paragraph: foot.lines for foot in ends.feet}
    column = [(item, line) for item in text.items for line in range(item.lines)]
    pages, room = [], N - text.first_line
    while column:
        begin = [item.number for item, line in column[:room] if line == 0 and item.number is not None]
        end = room - max((short.get(number, 0) for number in begin[:1]), default=0)
        page: list[tuple[Item, int, int]] = []
        for item, line in column[:end]:
            if page and page[-1][0] is item:
                page[-1] = (item, page[-1][1], line + 1)
            else:
                page.append((item, line, line + 1))
        pages.append(page)
        column, room = column[end:], N
    return pages


def test_pages_that_end_well_are_left_alone() -> None:
    ends = level(running(10, 10, 10, 10, 10, 10, 5), N)
    assert ends == Ends(3, ())


def test_a_widow_makes_both_pages_of_its_spread_a_line_short() -> None:
    ends = level(running(*[6] * 4, 7, *[6] * 8), N)  # line 30 is the last of the fifth paragraph
    assert ends is not None
    assert [foot.lines for foot in ends.feet[:2]] == [1, 1]


def test_a_paragraph_of_three_lines_goes_to_the_next_page_whole() -> None:
    ends = level(running(28, 3, *[6] * 10), N)
    assert ends is not None
    assert ends.feet[0] == Foot(0, 2)


def test_no_page_ends_beside_a_scene_break_or_within_it() -> None:
    ends = level(running(14, 14, 20, 20, 20, gaps={1: 3}), N)
    assert ends is None or all(
        page[-1][0].number is not None and page[0][0].number is not None
        for page in pages_of(running(14, 14, 20, 20, 20, gaps={1: 3}), ends)
    )


def test_a_recto_ends_in_no_divided_word_where_another_break_does() -> None:
    text = running(29, *[9] * 12, page=3)
    asked: list[tuple[int, int]] = []

    def divides(page: int, line: int) -> bool:
        asked.append((page, line))
        return True

    text = Running(3, 0, tuple(Item(item.lines, item.number, (7, 5)) for item in text.items))
    ends = level(text, N, divides)
    assert ends is not None
    assert ends.feet[0] == Foot(0, 1)  # between two paragraphs no word is divided
    assert asked


def test_what_can_not_be_parted_well_is_left_to_typst() -> None:
    assert level(running(2, gaps={0: 80}), N) is None


@pytest.mark.parametrize("page", [2, 3])
@pytest.mark.parametrize("seed", range(12))
def test_breaks_leave_no_widow_no_orphan_and_level_spreads(seed: int, page: int) -> None:
    chance = random.Random(seed)
    text = running(*[chance.choice((1, 1, 2, 3, 4, 5, 7, 9, 12)) for _ in range(120)], page=page, first=8)
    ends = level(text, N)
    assert ends is not None
    pages = pages_of(text, ends)
    assert len(pages) == ends.pages
    for before, after in pairwise(pages):
        (item, _, cut), (following, begin, _) = before[-1], after[0]
        if item is following:
            assert cut >= 2 and item.lines - begin >= 2
    counts = [sum(end - begin for _, begin, end in one) for one in pages]
    counts[0] += 8
    full = {page + number: count for number, count in enumerate(counts[:-1])}
    apart = [
        abs(full[number] - full[number + 1]) for number in full if number % 2 == 0 and number + 1 in full
    ]
    assert sum(apart) <= len(apart) * 0.34
    assert min(full.values()) >= N - 2


Place = tuple[int, str, int, int]


def answers(places: list[Place]) -> list[Any]:
    """As Typst gives them, of one piece: number, what, page, line."""
    return [(("a", number, what), page, 63.5 + line * 14.0) for number, what, page, line in places]


def test_places_that_typst_gives_become_lines() -> None:
    places: list[Place] = [
        (0, "begins", 5, 0), (1, "begins", 5, 3), (1, "break", 6, 1), (2, "begins", 6, 5), (2, "end", 6, 7),
    ]  # fmt: skip
    (found,) = pieces_of(answers(places), 63.5, 14, N).values()
    assert found == Running(
        5, 0, (Item(3, 0, (5, 0)), Item(29, 1, (5, 3)), Item(3, None), Item(3, 2, (6, 5)))
    )


def test_a_scene_break_at_the_head_of_a_page_has_lost_the_space_above_it() -> None:
    places: list[Place] = [(0, "begins", 2, 13), (0, "break", 2, 27), (1, "begins", 3, 2), (1, "end", 3, 4)]
    (found,) = pieces_of(answers(places), 63.5, 14, N).values()
    assert [item.lines for item in found.items] == [15, 3, 3]


def test_something_that_a_page_has_parted_leaves_its_piece_to_typst() -> None:
    parted: list[Place] = [(0, "begins", 2, 0), (0, "end", 2, 29), (1, "begins", 3, 5), (1, "end", 3, 9)]
    assert pieces_of(answers(parted), 63.5, 14, N) == {}
    whole: list[Place] = [(0, "begins", 2, 0), (0, "end", 2, 19), (1, "begins", 2, 25), (1, "end", 2, 29)]
    (found,) = pieces_of(answers(whole), 63.5, 14, N).values()
    assert [item.lines for item in found.items] == [20, 5, 5]


def test_names_and_numbers_of_the_plan_are_literals() -> None:
    assert '"a\\"b": (p3: 1)' in feet_typ({'a"b': Ends(1, (Foot(3, 1),))}, ["c"])
    assert "#let short = (:)" in feet_typ({})


def test_a_paragraph_that_can_be_a_line_longer_saves_a_foot_of_two_lines() -> None:
    text = running(22, 6, 3, *[6] * 10)
    able = text.items[1]
    plain = level(text, N)
    ways = frozenset({Way.LOOSE})
    changed = level(Running(2, 0, (text.items[0], replace(able, ways=ways), *text.items[2:])), N)
    assert plain is not None and Foot(0, 2) in plain.feet
    assert changed is not None and changed.changes == (Change(1, Way.LOOSE),)
    assert all(foot.lines < 2 for foot in changed.feet)


def test_a_divided_word_at_the_turn_of_a_leaf_is_kept_whole_where_that_moves_no_line() -> None:
    items = tuple(Item(40, number, (7, 5), ways=frozenset({Way.WHOLE})) for number in range(4))
    ends = level(Running(3, 0, items), N, lambda page, line: True)
    assert ends is not None
    assert Change(0, Way.WHOLE) in ends.changes
    assert not ends.feet


def test_what_is_tried_are_paragraphs_near_a_bad_foot() -> None:
    text = running(28, 3, *[6] * 100)
    ends = level(text, N)
    assert ends is not None and ends.doubts
    tried = worth_trying(text, N, ends)
    assert 1 in tried and 0 not in tried and 99 not in tried
    assert worth_trying(text, N, None) == tuple(range(1, 102))


def test_only_a_paragraph_that_comes_out_as_it_stands_is_set_otherwise() -> None:
    answers = [["a", 0, 6, 5, 6, 6], ["a", 1, 5, 5, 7, 6], ["a", 2, 6, 6, 7, 7]]
    (found,) = tried_of(answers, {"a": running(6, 6, 6)}).values()
    assert [item.ways for item in found.items] == [{Way.TIGHT, Way.WHOLE}, set(), {Way.LOOSE}]


SENTENCE = "Le réseau passe ici, mais pas la lettre ; on attend le facteur. "


def chapter(seed: int) -> str:
    chance = random.Random(seed)
    paragraphs = [SENTENCE * chance.choice((1, 2, 2, 3, 4, 6, 8)) for _ in range(90)]
    paragraphs[30] += "\n\n---"
    return "# Un\n\n" + "\n\n".join(paragraphs) + "\n"


BOOK: dict[str, Any] = {
    "title": "Essai",
    "language": "fr",
    "publisher": {"name": "Essais"},
    "dates": {"published": "2026-11-16"},
    "text": {"body": ["un.md", "deux.md"]},
    "editions": [{"id": "p", "format": "print", "trim": "140x210", "profile": "office"}],
}


def feet_of(path: Path) -> dict[int, float]:
    """By page, from 1: where the lowest line of its text stands, in points, the folio left out."""
    found = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, start=1):
            text = page.get_textpage()
            rows = {round(text.get_rect(n)[1]) for n in range(text.count_rects())}
            found[number] = min((row for row in rows if row > 60), default=0.0)
    return found


def unlevel(path: Path) -> int:
    feet = feet_of(path)
    last = max(feet)
    return sum(
        abs(feet[n] - feet[n + 1]) > 4
        for n in feet
        if n % 2 == 0 and n + 2 < last and feet[n] < 200 and feet.get(n + 1, 999) < 200
    )


def test_facing_pages_of_a_set_book_end_level(tmp_path: Path, pandoc: Pandoc) -> None:
    files = {"un.md": chapter(1), "deux.md": chapter(2)}
    made = SetBook.of(BOOK, files, tmp_path / "level", pandoc)
    ragged = SetBook.of(BOOK | {"design": {"feet": "ragged"}}, files, tmp_path / "ragged", pandoc)
    assert unlevel(made.path) < unlevel(ragged.path)
    assert unlevel(made.path) <= 3
    words = [" ".join("".join(one.pages).split()) for one in (made, ragged)]
    assert len(words[0]) == pytest.approx(len(words[1]), rel=0.01)
