"""Marks and slug around finished pages."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.book_folder import BookFolder

POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """dist/ of a book whose printed edition has marks."""
    root = tmp_path_factory.mktemp("marked")
    book = BookFolder.small(root)
    book.change("book.yaml", "profile: office", "profile: offset-eu, marks: true")
    assert book.run("build", "papier").exit_code == 0
    return root / "dist"


def interior(dist: Path) -> Path:
    return next(dist.glob("*_interieur.pdf"))


def slug_words(path: Path, page: int) -> str:
    """What stands below the bleed."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[page - 1].get_textpage()
        return str(text.get_text_bounded(0, 0, pdf[page - 1].get_width(), 9.5 * POINTS_PER_MM))


def test_the_media_has_room_for_marks_and_trim_and_bleed_are_the_same_as_ever(made: Path) -> None:
    with pikepdf.open(interior(made)) as pdf:
        for page in pdf.pages:
            media, bleed, trim = (
                [float(n) / POINTS_PER_MM for n in page.obj[key]]
                for key in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            assert media == pytest.approx([0, 0, 166, 236], abs=0.01)
            assert bleed == pytest.approx([10, 10, 156, 226], abs=0.01)
            assert trim == pytest.approx([13, 13, 153, 223], abs=0.01)


def test_the_slug_says_title_edition_date_and_folio(made: Path) -> None:
    said = slug_words(interior(made), 3)
    for words in ("Un livre d’essai", "papier", "979-10-999999-0-0", "2026-03-01", "3"):
        assert words in said
    assert slug_words(interior(made), 4).strip().endswith("4")
    assert "2026-03-01" in slug_words(next(made.glob("*_couverture.pdf")), 1)


def test_no_mark_lies_inside_the_bleed_and_some_on_all_four_sides(made: Path) -> None:
    with pypdfium2.PdfDocument(interior(made)) as pdf:
        scale = 4
        for page in pdf:
            picture = page.render(scale=scale, grayscale=True).to_pil()
            blank = "Un" not in page.get_textpage().get_text_bounded(0, 13 * POINTS_PER_MM, 600, 700)
            mm = scale * POINTS_PER_MM
            inside = picture.crop((round(10.2 * mm), round(10.2 * mm), round(155.8 * mm), round(225.8 * mm)))
            if blank and page.get_textpage().count_chars() < 90:
                assert inside.getextrema() == (255, 255)
            for at in (13, 153):
                column = picture.crop((round(at * mm) - 2, 0, round(at * mm) + 3, round(8 * mm)))
                assert column.getextrema()[0] < 200
            for at in (13, 223):
                row = picture.crop((0, round(at * mm) - 2, round(8 * mm), round(at * mm) + 3))
                assert row.getextrema()[0] < 200


def test_a_cover_has_marks_where_it_is_folded(made: Path) -> None:
    path = next(made.glob("*_couverture.pdf"))
    with pikepdf.open(path) as pdf:
        trim = [float(n) / POINTS_PER_MM for n in pdf.pages[0].obj.TrimBox]
    spine = trim[2] - trim[0] - 2 * 140
    with pypdfium2.PdfDocument(path) as pdf:
        mm = 4 * POINTS_PER_MM
        picture = pdf[0].render(scale=4, grayscale=True).to_pil()
    for fold in (13 + 140, 13 + 140 + spine):
        column = picture.crop((round(fold * mm) - 2, 0, round(fold * mm) + 3, round(8 * mm)))
        assert column.getextrema()[0] < 200


def test_without_them_the_media_is_the_bleed(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "profile: office", "profile: offset-eu")
    book.run("build", "papier")
    with pikepdf.open(interior(tmp_path / "dist")) as pdf:
        assert all([*page.obj.MediaBox] == [*page.obj.BleedBox] for page in pdf.pages)
