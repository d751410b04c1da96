"""The printed cover and the picture of its front."""

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageStat

from bookbuild.book.model import Book
from bookbuild.design.tokens import load_tokens
from bookbuild.design.trim import MM_PER_INCH, MM_PER_POINT, Trim
from bookbuild.formats.content import EditionText, Made
from bookbuild.formats.print.artwork import Around, contrast, place_artwork, readable_on
from bookbuild.formats.print.cover import make_cover
from bookbuild.formats.print.cover_size import cover_size
from bookbuild.formats.print.cover_words import front_words
from bookbuild.formats.print.front import front_png
from bookbuild.preflight.expectation import expected_cover
from bookbuild.preflight.pdf.check import check_pdf
from bookbuild.preflight.pdf.expected import Expected
from bookbuild.preflight.pdf.geometry import Box
from bookbuild.preflight.pdf.interpret import Interpreter
from bookbuild.preflight.pdf.mark import Kind
from tests.formats.books import COLLECTIVE, NOVEL, book, edition_text

CALM = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 160">
<rect width="100" height="160" fill="#1f2a44"/>
<rect y="90" width="100" height="50" fill="#e3b072"/></svg>"""
BUSY = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 160">
<rect width="100" height="160" fill="#fff"/>
<path d="M0 0L100 160M0 40L100 40M0 80H100M50 0V160" stroke="#000" stroke-width="12"/></svg>"""


def made(of: Book, folder: Path, pages: int = 192) -> tuple[EditionText, Made]:
    text = edition_text(of, folder)
    return text, make_cover(text, pages)


def rendered(result: Made, ppi: float = 300) -> Image.Image:
    with pypdfium2.PdfDocument(result.artifacts[0].path) as pdf:
        picture: Image.Image = pdf[0].render(scale=ppi / 72).to_pil()
    return picture.convert("RGB")


def words(result: Made) -> str:
    with pypdfium2.PdfDocument(result.artifacts[0].path) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_bounded().split())


def with_artwork(folder: Path, svg: str, **changes: Any) -> Book:
    (folder / "art.svg").write_text(svg)
    return book(COLLECTIVE, cover={**COLLECTIVE["cover"], "image": "art.svg"}, **changes)


@pytest.mark.parametrize("svg", ["", CALM, BUSY], ids=["type alone", "calm artwork", "busy artwork"])
def test_the_cover_passes_the_preflight_of_its_printer(tmp_path: Path, svg: str) -> None:
    text, result = made(with_artwork(tmp_path, svg) if svg else book(), tmp_path)
    size = cover_size(text, 192)
    assert check_pdf(result.artifacts[0].path, Expected(size.sheet, 3, pages=1, page_multiple=1)) == []
    assert {finding.rule for finding in result.findings} == {"PR130"}


def test_the_page_is_back_and_spine_and_front(tmp_path: Path) -> None:
    size = cover_size(edition_text(book(), tmp_path), 192)
    assert (size.spine_mm, size.sheet) == (10.8, Trim(310.8, 210))


def test_a_published_example_of_kdp_comes_out(tmp_path: Path) -> None:
    # 200 pages on white paper at 6 × 9 in: a cover of 12.700 × 9.250 in, bleed included
    white = [{**NOVEL["editions"][0], "paper": "kdp-white"}]
    size = cover_size(edition_text(book(NOVEL, editions=white), tmp_path), 200)
    assert (size.sheet.width_mm + 2 * size.bleed_mm) / MM_PER_INCH == pytest.approx(12.700, abs=0.001)
    assert (size.sheet.height_mm + 2 * size.bleed_mm) / MM_PER_INCH == pytest.approx(9.250, abs=0.001)


@pytest.mark.parametrize("svg", ["", CALM], ids=["on paper", "on dark artwork"])
def test_a_scanner_reads_the_isbn(tmp_path: Path, svg: str) -> None:
    _, result = made(with_artwork(tmp_path, svg) if svg else book(), tmp_path)
    picture = rendered(result)
    back = picture.crop((0, 0, picture.width // 2, picture.height))
    assert [(code.text, str(code.format)) for code in zxingcpp.read_barcodes(back)] == [
        ("9791099999900", "EAN-13")
    ]


def barcode_row(result: Made, ppi: float = 600) -> tuple[list[int], int, int]:
    """Greys of a row of pixels through the bars, and where the first bar begins and the last ends."""
    picture = rendered(result, ppi)
    (code,) = zxingcpp.read_barcodes(picture)
    y = (code.position.top_left.y + code.position.bottom_left.y) // 2
    row = list(picture.convert("L").crop((0, y, picture.width, y + 1)).tobytes())
    left, right = code.position.top_left.x, code.position.top_right.x
    dark = [x for x in range(left - 20, right + 20) if row[x] < 128]
    return row, dark[0], dark[-1]


@pytest.mark.parametrize("svg", ["", CALM], ids=["on paper", "on dark artwork"])
def test_the_bars_have_their_size_and_quiet_zones_of_11_and_7_modules(tmp_path: Path, svg: str) -> None:
    _, result = made(with_artwork(tmp_path, svg) if svg else book(), tmp_path)
    row, first, last = barcode_row(result)
    module = 0.33 / MM_PER_INCH * 600
    assert (last + 1 - first) / module == pytest.approx(95, abs=0.3)
    assert min(row[first - int(11 * module) : first - 1]) > 250
    assert min(row[last + 2 : last + 1 + int(7 * module)]) > 250


def test_everything_of_the_barcode_is_black_ink_alone_on_white(tmp_path: Path) -> None:
    _, result = made(with_artwork(tmp_path, CALM), tmp_path)
    with pikepdf.open(result.artifacts[0].path) as pdf:
        marks = Interpreter().marks(pdf.pages[0])
    bars = [mark for mark in marks if mark.kind is Kind.FILL and mark.box.height > 19 / MM_PER_POINT - 0.1
            and mark.box.width < 5 * 0.33 / MM_PER_POINT]  # fmt: skip
    assert len(bars) == 30
    around = Box(bars[0].box.x0, bars[0].box.y0, bars[-1].box.x1, bars[0].box.y1)
    digits = [mark for mark in marks if mark.kind is Kind.TEXT and not mark.box.cut(around).is_empty]
    assert digits
    assert {mark.colour.inks for mark in (*bars, *digits)} == {(0, 0, 0, 1)}
    label = marks[marks.index(bars[0]) - 2 :: -1]
    assert next(m.colour.inks for m in label if m.kind is Kind.FILL) == (0, 0, 0, 0)


def test_what_must_stand_on_a_cover_stands_there_typeset(tmp_path: Path) -> None:
    _, result = made(book(), tmp_path)
    said = words(result)
    front = ("Le Dernier Kilomètre", "Sous la direction de Salomé Vasseur", "Préface de Colette Ambrosini")
    back = ("ISBN 979-10-999999-0-0", "18 €", "Textes d’Élise", "traille.example", "dit la préfecture")
    for line in front + back:
        assert line.replace(" ", "") in said.replace(" ", "").replace("\u00a0", ""), line


def test_a_novel_of_another_language_has_its_authors_cover(tmp_path: Path) -> None:
    _, result = made(book(NOVEL), tmp_path, pages=300)
    assert "Ann Lee" in words(result)
    assert "Sous la direction" not in words(result)
    assert result.findings == ()  # KDP prints the barcode, and its formula is what its calculator uses


def test_without_isbn_an_offset_cover_has_no_barcode_and_that_is_a_finding(tmp_path: Path) -> None:
    bare = [{"id": "p", "format": "print", "trim": "150x210", "spine_mm": 12}]
    _, result = made(book(editions=bare), tmp_path)
    assert [finding.rule for finding in result.findings] == ["PR132"]
    assert not zxingcpp.read_barcodes(rendered(result, 150))


def test_a_thin_spine_carries_no_type(tmp_path: Path) -> None:
    _, thin = made(book(), tmp_path / "thin", pages=48)
    _, thick = made(book(), tmp_path / "thick", pages=300)
    assert "PR131" in {finding.rule for finding in thin.findings}
    assert words(thick).count("Kilomètre") == words(thin).count("Kilomètre") + 1


def test_the_spine_is_read_upwards_in_french_and_downwards_in_english(tmp_path: Path) -> None:
    def marks(of: Book, folder: Path) -> tuple[float, float]:
        """Ink of the spine's lower and upper third: the longer words stand where reading begins."""
        text, result = made(of, folder, pages=400)
        picture = rendered(result, 100).convert("L")
        size = cover_size(text, 400)
        middle, half = picture.width / 2, size.spine_mm / MM_PER_INCH * 40
        spine = picture.crop((int(middle - half), 0, int(middle + half), picture.height))
        third = spine.height // 3
        upper, lower = (
            ImageStat.Stat(spine.crop((0, y, spine.width, y + third))).stddev[0] for y in (0, 2 * third)
        )
        return upper, lower

    title = "Mmmmmmmmmmmmmmmmmm"
    upper, lower = marks(book(title=title), tmp_path / "fr")
    assert lower > upper
    upper, lower = marks(book(title=title, language="en"), tmp_path / "en")
    assert upper > lower


def test_a_text_too_long_for_the_back_is_a_finding(tmp_path: Path) -> None:
    _, result = made(book(cover={"blurb": "Beaucoup de mots sans fin. " * 200}), tmp_path)
    assert "PR134" in {finding.rule for finding in result.findings}


def test_the_very_long_title_shrinks_and_stays_whole(tmp_path: Path) -> None:
    title = "Anticonstitutionnellement : essai sur les mots qui ne tiennent pas sur une couverture"
    _, result = made(book(title=title), tmp_path)
    assert "PR134" not in {finding.rule for finding in result.findings}
    assert "Anticonstitutionnellement" in words(result)


LONG = "De la manière dont les sociétés savantes de province, ayant perdu leurs bibliothèques, les reconstituèrent"
NAMES = [
    "Marie-Clémentine de La Rochefoucauld-Montbel",
    "Jean-Baptiste Emmanuel Zorg",
    "Aïssata Traoré-Lindqvist",
]


def written_by(names: list[str], **changes: Any) -> Book:
    people = [{"id": f"a{n}", "name": name, "role": "author"} for n, name in enumerate(names)]
    return book(contributors=people, text={"body": ["radio.md"]}, **changes)


def test_many_long_names_and_a_long_title_stand_apart_inside_the_front(tmp_path: Path) -> None:
    text, result = made(written_by(NAMES * 2, title=LONG), tmp_path)
    assert {finding.rule for finding in result.findings} == {"PR130", "PR137"}
    assert check_pdf(result.artifacts[0].path, expected_cover(text, 192)) == []
    with pypdfium2.PdfDocument(result.artifacts[0].path) as pdf:
        page = pdf[0].get_textpage()
        said = page.get_text_range()
        names = page.get_charbox(said.rindex("Lindqvist"))
        title = page.get_charbox(said.rindex("De la manière"))
    assert names[1] > title[3]


@pytest.mark.parametrize(
    ("names", "title", "spine"),
    [
        (NAMES, "Le Pré", []),
        (NAMES * 2, "Le Pré", ["it says: Rochefoucauld-Montbel, Zorg, Traoré-Lindqvist, Rochefoucauld"]),
        (NAMES * 2, LONG, ["it says: De la manière"]),
    ],
)
def test_a_spine_says_family_names_or_the_first_before_its_words_are_too_small(
    tmp_path: Path, names: list[str], title: str, spine: list[str]
) -> None:
    _, result = made(written_by(names, title=title), tmp_path)
    told = [finding.message for finding in result.findings if finding.rule == "PR137"]
    assert len(told) == len(spine)
    assert all(part in message for part, message in zip(spine, told, strict=True))


def test_a_spine_on_which_not_even_the_title_fits_has_none(tmp_path: Path) -> None:
    _, result = made(written_by(NAMES, title=LONG * 3), tmp_path)
    (told,) = [finding.message for finding in result.findings if finding.rule == "PR137"]
    assert "carries no type" in told


def test_the_back_keeps_free_where_the_recipient_prints_his_barcode(tmp_path: Path) -> None:
    edition = {**NOVEL["editions"][0], "isbn": "979-10-999999-0-0"}
    blurb = "Un paragraphe assez long pour descendre vers le pied de la page. " * 40
    text, result = made(book(NOVEL, editions=[edition], cover={"blurb": blurb}), tmp_path, pages=300)
    assert "PR134" not in {finding.rule for finding in result.findings}
    size = cover_size(text, 300)
    right_mm, foot_mm = size.bleed_mm + size.panel.width_mm - 6.35, size.bleed_mm + 6.35
    box = [(right_mm - 50.8) / MM_PER_POINT, foot_mm / MM_PER_POINT, right_mm / MM_PER_POINT,
           (foot_mm + 30.48) / MM_PER_POINT]  # fmt: skip
    with pypdfium2.PdfDocument(result.artifacts[0].path) as pdf:
        page = pdf[0].get_textpage()
        assert page.get_text_bounded(*box).strip() == ""
        lowest = [
            page.get_charbox(match.start())[1] for match in re.finditer("paragraphe", page.get_text_range())
        ]
    assert min(lowest) < 2 * box[3], "the text comes down as far as it may"


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (made(book(), tmp_path / name)[1].artifacts[0].path.read_bytes() for name in "ab")
    assert first == second


def test_typst_code_in_the_metadata_is_only_text(tmp_path: Path) -> None:
    hostile = '#read("/etc/passwd") $x$ *a* "]) #panic("no")'
    _, result = made(book(title=hostile, cover={"blurb": hostile}), tmp_path)
    assert "#panic" in words(result)


@pytest.mark.parametrize(
    ("image", "rule"), [("gone.png", "MS030"), ("../secret.svg", "MS005"), ("art.gif", "MS035")]
)
def test_a_picture_that_can_not_be_used_is_a_finding_and_the_cover_is_made_without(
    tmp_path: Path, image: str, rule: str
) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text(CALM)
    (folder / "art.gif").write_bytes(b"GIF89a")
    _, result = made(book(cover={"image": image}), folder)
    assert rule in {finding.rule for finding in result.findings}
    assert result.artifacts[0].path.is_file()


def test_a_picture_with_too_few_pixels_is_a_finding(tmp_path: Path) -> None:
    Image.new("RGB", (600, 900), "#1f2a44").save(tmp_path / "small.png")
    _, result = made(book(cover={"image": "small.png"}), tmp_path)
    assert "PR133" in {finding.rule for finding in result.findings}


def test_the_back_takes_up_the_ground_of_the_artwork(tmp_path: Path) -> None:
    _, result = made(with_artwork(tmp_path, CALM), tmp_path)
    picture = rendered(result, 50)
    assert picture.getpixel((5, 5)) == pytest.approx((0x1F, 0x2A, 0x44), abs=3)


@pytest.mark.parametrize(("svg", "is_calm"), [(CALM, True), (BUSY, False)])
def test_type_gets_a_ground_of_its_own_only_on_busy_artwork(tmp_path: Path, svg: str, is_calm: bool) -> None:
    (tmp_path / "art.svg").write_text(svg)
    root = tmp_path / "root"
    root.mkdir()
    artwork, _ = place_artwork("art.svg", tmp_path, root, Trim(150, 210))
    assert artwork is not None
    assert (artwork.calm_to is not None) is is_calm


def test_type_is_chosen_for_what_of_the_picture_is_seen_inside_the_wrap(tmp_path: Path) -> None:
    """A frame that is turned in around the boards says nothing of the ground of the type."""
    framed = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 170 250">
    <rect width="170" height="250" fill="#fff"/><rect x="12" y="20" width="146" height="210" fill="#1f2a44"/></svg>"""
    (tmp_path / "art.svg").write_text(framed)
    seen, _ = place_artwork("art.svg", tmp_path, tmp_path, Trim(130, 210), Around(20, 20, 20))
    whole, _ = place_artwork("art.svg", tmp_path, tmp_path, Trim(170, 250))
    assert seen and whole
    assert (seen.foot, whole.foot) == ("#1f2a44", "#ffffff")


@pytest.mark.parametrize(("ground", "ink"), [("#1f2a44", "#ffffff"), ("#f6ecdc", "#1a1a1a")])
def test_the_ink_that_reads_better_is_chosen(ground: str, ink: str) -> None:
    assert readable_on(ground, "#ffffff", "#1a1a1a") == ink


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("svg", ["", CALM])
def test_the_front_is_a_picture_of_just_the_pixels_asked_for(tmp_path: Path, svg: str) -> None:
    of = with_artwork(tmp_path, svg) if svg else book()
    with Image.open(io.BytesIO(front_png(edition_text(of, tmp_path, 1), 800, 1280))) as picture:
        assert picture.size == (800, 1280)


def test_the_front_of_an_offprint_names_its_author_and_the_book(tmp_path: Path) -> None:
    of = book()
    said = front_words(edition_text(of, tmp_path, 3), load_tokens({}), None, for_press=False)
    assert said["title"] == "Une radio"
    assert said["people"] == ["Texte d’Élise Karakachian"]
    assert "Le Dernier Kilomètre" in said["subtitle"]
