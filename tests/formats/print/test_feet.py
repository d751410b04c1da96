"""Level feet in set books: pages come out as they were reckoned, and facing ones end on the same line."""

import random
from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.formats.print.breaks import Ends
from bookbuild.formats.print.feet import Plan, astray, feet_typ, until
from bookbuild.formats.print.galley import Way
from bookbuild.formats.print.turns import Turn
from tests.bench.lines import HYPHENS, measure_of, read_pages
from tests.formats.print.setting import SetBook


def test_names_and_numbers_of_the_plan_are_literals() -> None:
    turn = Turn(3, 1.0, 0.0, (), (3, 12.5), ((5, 31.0),), ((7, Way.TIGHT),))
    source = feet_typ(Plan({'a"b': Ends((turn,), (0,))}, {"c": (1, 2)}))
    assert '#let held = ("a\\"b": (r3: 12.5pt,))' in source
    assert '#let filled = ("a\\"b": (r5: 31pt,))' in source
    assert '#let changed = ("a\\"b": (r7: "tight",))' in source
    assert '#let tried = ("c": (r1: true, r2: true,))' in source
    assert "#let galley = none" in source
    assert "#let held = (:)" in feet_typ(Plan())
    assert "#let galley = 210mm" in feet_typ(Plan(page_mm=210))


def pages(*first_rows: int) -> Ends:
    return Ends(tuple(Turn(n, 0.0, 0.0, ()) for n in range(len(first_rows))), first_rows)


def begun(*at: int) -> list[Any]:
    """Rows as Typst tells them: each begins on this page."""
    return [[["a", number, "begins"], page] for number, page in enumerate(at)]


def test_a_piece_that_came_out_as_reckoned_is_not_astray() -> None:
    assert not [*astray({"a": pages(0, 2, 4)}, begun(7, 7, 8, 8, 9))]
    # The mark of what begins a page may have stayed at the foot of the one before.
    assert not [*astray({"a": pages(0, 2, 4)}, begun(7, 7, 7, 8, 9))]


def test_a_row_on_another_page_is_astray_and_nothing_is_done_from_there_on() -> None:
    ends = pages(0, 2, 4)
    assert [*astray({"a": ends}, begun(7, 7, 8, 9, 9))] == [("a", 1)]
    cut = until(pages(0, 2, 4, 6, 8), 4)
    assert (len(cut.pages), cut.is_whole) == (2, False)
    assert not [*astray({"a": cut}, begun(7, 7, 8, 8, 8, 8, 9))]


SENTENCE = "Le réseau passe ici, mais pas la lettre ; on attend le facteur. "
NOTE = "[^n{0}]\n\n[^n{0}]: Une note qui tient en une ligne ou en deux, selon la mesure du texte de ce livre."
QUOTE = "> Une lettre est arrivée ce matin, et personne ne l’attendait plus.\n>\n> Elle disait peu de chose, et tout."
VERSE = "| Le facteur passe\n| sous la pluie de mars,\n| la lettre attend."


def chapter(seed: int, between: str = "") -> str:
    """Ninety paragraphs, a change of scene, and something between every eighth and the next."""
    chance = random.Random(seed)
    paragraphs = [SENTENCE * chance.choice((1, 2, 2, 3, 4, 6, 8)) for _ in range(90)]
    for n in range(7, 90, 8):
        paragraphs[n] += between.format(n)
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
    """Spreads of full pages whose feet differ."""
    feet = feet_of(path)
    last = max(feet)
    return sum(
        abs(feet[n] - feet[n + 1]) > 5
        for n in feet
        if n % 2 == 0 and n + 2 < last and feet[n] < 200 and feet.get(n + 1, 999) < 200
    )


@pytest.mark.parametrize(
    "between",
    ["", NOTE, f"\n\n{QUOTE}", f"\n\n{VERSE}\n\n## Une tête"],
    ids=["running", "notes", "quotations", "verse"],
)
def test_facing_pages_of_a_set_book_end_level(between: str, tmp_path: Path, pandoc: Pandoc) -> None:
    files = {"un.md": chapter(1, between), "deux.md": chapter(2, between)}
    made = SetBook.of(BOOK, files, tmp_path / "level", pandoc)
    ragged = SetBook.of(BOOK | {"design": {"feet": "ragged"}}, files, tmp_path / "ragged", pandoc)
    assert unlevel(made.path) == 0
    assert between == NOTE or unlevel(ragged.path) > 2  # notes stand at the foot in any case
    words = [" ".join("".join(one.pages).split()) for one in (made, ragged)]
    assert len(words[0]) == pytest.approx(len(words[1]), rel=0.01)


def table(rows: int) -> str:
    """A head and rows of several lines."""
    cells = (f"| {n} | {SENTENCE * (1 + n % 3)}|" for n in range(rows))
    return "\n\n| No | Mot |\n|:---|:------------|\n" + "\n".join(cells)


def test_long_tables_part_between_rows_and_the_text_after_them_is_on_its_lines_again(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    paragraphs = chapter(3).split("\n\n")
    for n, rows in ((8, 25), (38, 60), (68, 30)):
        paragraphs[n] += table(rows)
    files = {"un.md": "\n\n".join(paragraphs) + "\n"}
    made = SetBook.of(BOOK | {"text": {"body": ["un.md"]}}, files, tmp_path / "level", pandoc)
    pages = read_pages(made.path)
    text = measure_of(pages)
    baselines = [line.baseline for page in pages for line in page if line.size == text.size]
    assert {round((text.top - baseline) / text.lead % 1, 1) % 1 for baseline in baselines} == {0.0}
    in_tables = [
        [line for line in page if line.size < text.size and line.baseline < text.top + text.size]
        for page in pages
    ]
    full = [(page, rows) for page, rows in zip(pages, in_tables, strict=True) if len(rows) > 8]
    assert len(full) > 5
    assert all(rows[0].words == "No Mot" for page, rows in full if rows[0].baseline > text.top - 10)
    assert all(rows[-1].words.endswith("facteur.") for _, rows in full)
    assert all(-1 < page[-1].baseline - text.foot < 2 * text.lead for page, _ in full)


def in_a_row(made: SetBook) -> int:
    """The most lines in a row that end in a hyphen."""
    most = steps = 0
    for line in chain.from_iterable(read_pages(made.path)):
        steps = steps + 1 if line.words[-1] in HYPHENS else 0
        most = max(most, steps)
    return most


def test_no_more_than_three_lines_in_a_row_divide_a_word(tmp_path: Path, pandoc: Pandoc) -> None:
    words = "anticonstitutionnellement incompréhensiblement internationalisation désinstitutionnalisation "
    text = "# Un\n\n" + "\n\n".join(words * (2 + n % 5) for n in range(12)) + "\n"
    tokens = {"hyphenation-cost-pct": 1, "space-least-pct": 99, "space-most-pct": 101}
    book = BOOK | {"text": {"body": ["un.md"]}, "design": tokens}
    made = SetBook.of(book, {"un.md": text}, tmp_path / "level", pandoc)
    ragged = SetBook.of(
        book | {"design": tokens | {"feet": "ragged"}}, {"un.md": text}, tmp_path / "ragged", pandoc
    )
    assert in_a_row(ragged) > 3
    assert in_a_row(made) <= 3
