"""Drop capitals: as many lines high as the design says, where the paragraph has as many."""

from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from bookbuild._tools.pandoc import Pandoc
from tests.formats.print.setting import SetBook

TEXT = (
    "Les rues étaient vides ; *personne*, dit-on, ne passait.[^n] "
    + "La ville dormait encore sous la pluie. " * 9
)
BOOK: dict[str, Any] = {
    "title": "La Ville",
    "language": "fr",
    "publisher": {"name": "Maison"},
    "dates": {"published": "2026-11-16"},
    "text": {"body": ["une.md"]},
    "editions": [{"id": "papier", "format": "print", "trim": "roman", "profile": "office"}],
}


def _set(text: str, lines: int, folder: Path, pandoc: Pandoc) -> SetBook:
    design = {"name": ["novel"], "drop-cap-lines": lines}
    files: dict[str, str | bytes] = {"une.md": f"# Une ville\n\n{text}\n\nPuis tout reprit.\n\n[^n]: Note.\n"}
    return SetBook.of(BOOK | {"design": design}, files, folder, pandoc)


def _letter(book: SetBook, at: int) -> tuple[str, float, float]:
    """The letter at a place after the title, its left edge, and its foot, in points."""
    with PdfDocument(book.path) as pdf:
        words = pdf[0].get_textpage()
        start = words.get_text_range().index("ville") + 5
        text = words.get_text_range()[start:]
        n = start + [i for i, char in enumerate(text) if char.isalpha()][at]
        left, bottom, _, _ = words.get_charbox(n)
        return words.get_text_range(n, 1), left, bottom


@pytest.mark.parametrize("lines", [2, 3, 4])
def test_a_drop_capital_stands_on_the_line_the_design_says(
    lines: int, tmp_path: Path, pandoc: Pandoc
) -> None:
    book = _set(TEXT, lines, tmp_path, pandoc)
    (capital, left, foot), (second, beside, above) = _letter(book, 0), _letter(book, 1)
    assert (capital, second.lower()) == ("L", "e")
    assert beside > left + 5
    assert above - foot == pytest.approx((lines - 1) * 14.2, abs=0.4)


def test_the_words_are_those_of_the_manuscript_in_their_order(tmp_path: Path, pandoc: Pandoc) -> None:
    divided = str.maketrans("", "", "-\u00ad\u0002\ufffe")  # a hyphen at a line's end, as PDFium may call it
    plain, dropped = (
        "".join(_set(TEXT, n, tmp_path / str(n), pandoc).pages[0].casefold().translate(divided).split())
        for n in (0, 3)
    )
    assert plain == dropped


@pytest.mark.parametrize("text", ["Un mot.", "« Les rues », dit-il. " + TEXT, "*Les* rues. " + TEXT])
def test_a_short_paragraph_or_one_that_begins_with_no_letter_has_none(
    text: str, tmp_path: Path, pandoc: Pandoc
) -> None:
    folders = tmp_path / "a", tmp_path / "b"
    without, asked = (_set(text, n, folder, pandoc) for n, folder in zip((0, 3), folders, strict=True))
    assert without.pages[0] == asked.pages[0]
    assert without.place(1, "Puis tout reprit") == asked.place(1, "Puis tout reprit")
    assert _letter(without, 0) == _letter(asked, 0)


def test_the_lines_after_a_drop_capital_stand_on_the_grid(tmp_path: Path, pandoc: Pandoc) -> None:
    feet = [
        _set(TEXT, n, tmp_path / str(n), pandoc).place(1, "Puis tout reprit")[1] * 72 / 25.4 for n in (0, 3)
    ]
    steps = (feet[1] - feet[0]) / 14.2
    assert steps == pytest.approx(round(steps), abs=0.02)
