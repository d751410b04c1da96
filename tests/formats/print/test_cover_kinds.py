"""Covers of hardbacks, jackets, covers that a designer has finished, and the sheet that helps to draw them."""

import json
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pydantic import ValidationError

from bookbuild._tools.typst import compile_pdf
from bookbuild.book.model import Book
from bookbuild.design.trim import MM_PER_INCH, MM_PER_POINT, Trim
from bookbuild.errors import Exit
from bookbuild.formats.content import EditionText, Made
from bookbuild.formats.print.cover import make_cover
from bookbuild.formats.print.cover_size import CoverPart, cover_size, parts_of
from bookbuild.preflight.agreement import agreement_findings
from bookbuild.preflight.expectation import expected_cover
from bookbuild.preflight.pdf.check import check_pdf
from bookbuild.preflight.pdf.expected import Expected
from tests.book_folder import BookFolder
from tests.formats.books import COLLECTIVE, book, edition_text

PAPERBACK: dict[str, Any] = {
    "id": "p", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210", "spine_mm": 12,
}  # fmt: skip
HARDBACK = {**PAPERBACK, "binding": "hardback"}
CASE = {"wrap_mm": 17, "hinge_mm": 9, "overhang_mm": 4}
WHOLE = Trim(150 + 12 + 150 + 2 * 3, 210 + 2 * 3)
"""The paperback's sheet with its bleed."""


def of(edition: dict[str, Any], folder: Path, **changes: Any) -> EditionText:
    folder.mkdir(parents=True, exist_ok=True)
    return edition_text(book(editions=[edition], **changes), folder)


def rules(made: Made) -> set[str]:
    return {finding.rule for finding in made.findings}


def page_mm(path: Path, box: str = "/MediaBox") -> tuple[float, float]:
    with pikepdf.open(path) as pdf:
        sides = [float(side) * MM_PER_POINT for side in pdf.pages[0].obj[box]]
    return round(sides[2] - sides[0], 1), round(sides[3] - sides[1], 1)


def rendered(path: Path, ppi: float = 100) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        picture: Image.Image = pdf[0].render(scale=ppi / 72).to_pil()
    return picture.convert("RGB")


SIZES = [
    # edition, sheet, bleed
    (PAPERBACK, (312, 210), 3),
    ({**HARDBACK, "case": CASE}, (2 * 154 + 12 + 2 * 17, 218 + 2 * 17), 3),
    (HARDBACK, (2 * 153 + 12 + 2 * 15, 216 + 2 * 15), 3),
    ({**HARDBACK, "case": CASE, "jacket": {"flap_mm": 80}}, (2 * 154 + 12 + 2 * 17, 218 + 2 * 17), 3),
    ({**PAPERBACK, "jacket": {}}, (312 + 2 * 90, 210), 3),
    ({**PAPERBACK, "cover_mm": [322, 220]}, (312, 210), 5),
    ({**HARDBACK, "case": CASE, "cover_mm": [360, 260]}, (360, 260), 0),
]


@pytest.mark.parametrize(("edition", "sheet", "bleed"), SIZES)
def test_the_sheet_has_its_panels_spine_wrap_and_flaps(
    tmp_path: Path, edition: dict[str, Any], sheet: tuple[float, float], bleed: float
) -> None:
    text = of(edition, tmp_path)
    size = cover_size(text, 192)
    assert (size.sheet.width_mm, size.sheet.height_mm, size.bleed_mm) == pytest.approx((*sheet, bleed))
    made = make_cover(text, 192)
    path = made.artifacts[0].path
    assert page_mm(path, "/TrimBox") == pytest.approx(sheet, abs=0.1)
    assert "PR134" not in rules(made)
    assert check_pdf(path, Expected(size.sheet, size.bleed_mm, pages=1, page_multiple=1, is_cover=True)) == []


CLOTH = {**CASE, "printed": False}
JACKETS = [
    # jacket, sheet, bleed
    ({"flap_mm": 80}, (2 * 154 + 12 + 2 * 80, 218), 3),
    ({"flap_mm": 80, "spine_mm": 13}, (2 * 154 + 13 + 2 * 80, 218), 3),
    ({"cover_mm": [514, 228]}, (504, 218), 5),
]


@pytest.mark.parametrize(("jacket", "sheet", "bleed"), JACKETS)
def test_a_jacket_goes_around_the_boards_with_its_flaps(
    tmp_path: Path, jacket: dict[str, Any], sheet: tuple[float, float], bleed: float
) -> None:
    text = of({**HARDBACK, "case": CASE, "jacket": jacket}, tmp_path)
    made = make_cover(text, 192, part=CoverPart.JACKET)
    assert rules(made) == set()
    (file,) = made.artifacts
    assert (file.path.name, file.kind) == ("9791099999900_jaquette.pdf", "jacket-pdf")
    assert page_mm(file.path, "/TrimBox") == pytest.approx(sheet, abs=0.1)
    assert check_pdf(file.path, expected_cover(text, 192, CoverPart.JACKET)) == []
    assert [code.text for code in zxingcpp.read_barcodes(rendered(file.path, 300))] == ["9791099999900"]


@pytest.mark.parametrize(
    ("edition", "parts"),
    [
        (PAPERBACK, ["cover"]),
        ({**PAPERBACK, "jacket": {}}, ["cover"]),
        (HARDBACK, ["cover"]),
        ({**HARDBACK, "jacket": {}}, ["cover", "jacket"]),
        ({**HARDBACK, "case": CLOTH, "jacket": {}}, ["jacket"]),
        ({**HARDBACK, "case": CLOTH}, []),
    ],
)
def test_a_hardback_with_a_jacket_has_a_case_too_unless_that_is_of_cloth(
    tmp_path: Path, edition: dict[str, Any], parts: list[str]
) -> None:
    assert list(parts_of(of(edition, tmp_path).edition)) == parts


@pytest.mark.parametrize(
    "edition",
    [
        {**PAPERBACK, "jacket": {"cover_file": "own.pdf"}},
        {**PAPERBACK, "jacket": {"spine_mm": 13}},
        {**HARDBACK, "case": CLOTH, "jacket": {}, "cover_file": "own.pdf"},
        {**HARDBACK, "case": CLOTH, "jacket": {}, "cover_mm": [514, 228]},
    ],
)
def test_what_belongs_to_a_sheet_that_is_not_made_is_refused(tmp_path: Path, edition: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"paperback|not printed"):
        of(edition, tmp_path)


def test_case_and_jacket_are_made_checked_and_released_together(tmp_path: Path) -> None:
    made = BookFolder.small(tmp_path)
    made.change(
        "book.yaml", "profile: office", "profile: offset-eu, binding: hardback, jacket: {}, spine-mm: 9"
    )
    assert made.run("build", "cover").exit_code == Exit.OK
    said = json.loads((tmp_path / "dist" / "report.json").read_text(encoding="utf-8"))
    kinds = {one["name"]: one["kind"] for one in said["files"]}
    stem = next(iter(kinds)).partition("_")[0]
    assert kinds == {f"{stem}_couverture.pdf": "cover-pdf", f"{stem}_jaquette.pdf": "jacket-pdf"}
    assert kinds.keys() <= set(made.dist)
    usual = [finding["message"] for finding in said["findings"] if finding["rule"] == "PR135"]
    assert ["jacket" in message for message in sorted(usual)] == [False, True]


def test_a_spine_is_what_the_printers_full_width_leaves_between_the_panels(tmp_path: Path) -> None:
    given = {**PAPERBACK, "cover_mm": [2 * 150 + 14.5 + 6, 216]}
    del given["spine_mm"]
    assert cover_size(of(given, tmp_path), 192).spine_mm == pytest.approx(14.5)


def test_a_hardback_is_thicker_than_its_pages_by_two_boards(tmp_path: Path) -> None:
    bare = {key: value for key, value in HARDBACK.items() if key != "spine_mm"}
    soft = {key: value for key, value in PAPERBACK.items() if key != "spine_mm"}
    thick, thin = (cover_size(of(one, tmp_path), 192).spine_mm for one in (bare, soft))
    assert thick - thin == pytest.approx(5)


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (HARDBACK, {"PR135"}),
        ({**HARDBACK, "case": CASE}, set()),
        ({**HARDBACK, "cover_mm": [360, 260]}, set()),
        ({**HARDBACK, "profile": "kdp-hardcover", "trim": "6x9in"}, {"PR383"}),
        ({**HARDBACK, "profile": "kdp-hardcover", "trim": "6x9in", "cover_mm": [350, 264.6]}, set()),
        ({**HARDBACK, "profile": "lulu", "trim": "6x9in"}, set()),
        ({**HARDBACK, "profile": "ingramspark", "trim": "6x9in"}, {"PR135"}),
        (
            {
                **HARDBACK,
                "profile": "ingramspark",
                "trim": "6x9in",
                "case": {"hinge_mm": 9, "overhang_mm": 3},
            },
            set(),
        ),
    ],
)
def test_measures_of_a_case_that_nobody_gave_are_told_or_asked_for(
    tmp_path: Path, edition: dict[str, Any], said: set[str]
) -> None:
    assert rules(make_cover(of(edition, tmp_path), 192)) & {"PR135", "PR383", "PR130", "PR382"} == said


def test_the_ground_reaches_over_the_wrap_and_hinges(tmp_path: Path) -> None:
    made = make_cover(of({**HARDBACK, "case": CASE}, tmp_path), 192)
    picture = rendered(made.artifacts[0].path, 50)
    white = (255, 255, 255)
    scale = 50 / MM_PER_INCH
    middle = picture.height // 2
    spine = [(3 + 17 + 154 + dx) * scale for dx in (-8, 6, 12 + 8)]
    colours = {picture.getpixel((int(x), middle)) for x in spine}
    assert len(colours) == 1 and white not in colours
    corners = [(2, 2), (picture.width - 3, 2)]
    assert picture.getpixel(corners[1]) != white


def test_the_barcode_of_a_case_is_read_and_stands_clear_of_the_hinge(tmp_path: Path) -> None:
    made = make_cover(of({**HARDBACK, "case": CASE}, tmp_path), 192)
    (code,) = zxingcpp.read_barcodes(rendered(made.artifacts[0].path, 300))
    assert code.text == "9791099999900"
    right_mm = code.position.top_right.x / 300 * MM_PER_INCH
    assert right_mm < 3 + 17 + 154 - 9 - 5


def words_by_x(path: Path, text: str) -> float:
    """Where a word begins, in mm from the left edge of the sheet with its bleed."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0].get_textpage()
        said = page.get_text_range()
        return float(page.get_charbox(said.index(text))[0] * MM_PER_POINT)


def author(folder: Path) -> dict[str, Any]:
    Image.new("RGB", (600, 720), "#cc3311").save(folder / "ada.png")
    people = [{"id": "ada", "name": "Ada Martin", "role": "author", "biography": "Ada Martin habite Roanne.",
               "portrait": "ada.png"}]  # fmt: skip
    return {"contributors": people, "text": {"body": ["radio.md"]}}


def test_portrait_and_notice_of_the_author_stand_on_the_back_or_on_the_flap(tmp_path: Path) -> None:
    changes = author(tmp_path)
    back = make_cover(of(PAPERBACK, tmp_path, **changes), 192).artifacts[0].path
    assert words_by_x(back, "habite") < 3 + 150
    colours = rendered(back, 40).crop((0, 0, 240, 330)).getcolors(100_000)
    assert (204, 51, 17) in {colour for _, colour in colours or ()}
    flap = (
        make_cover(of({**PAPERBACK, "jacket": {"flap_mm": 80}}, tmp_path, **changes), 192).artifacts[0].path
    )
    assert words_by_x(flap, "habite") < 3 + 80
    assert words_by_x(flap, "Onze textes") > 3 + 80 + 312


@pytest.mark.parametrize("part", CoverPart)
def test_guides_are_a_sheet_of_the_same_size_only_when_asked_for(tmp_path: Path, part: CoverPart) -> None:
    text = of({**HARDBACK, "case": CASE, "jacket": {"flap_mm": 80}}, tmp_path)
    assert len(make_cover(text, 192, part=part).artifacts) == 1
    cover, guides = make_cover(text, 192, guides=True, part=part).artifacts
    assert page_mm(guides.path) == page_mm(cover.path)
    assert guides.kind == "cover-guides"
    assert guides.path.stem.endswith("jaquette") == (part is CoverPart.JACKET)
    with pypdfium2.PdfDocument(guides.path) as pdf:
        said = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert "Spine, 12 mm" in said and "EAN-13" in said


# Covers that a designer has finished.


def pdf_cover(folder: Path, trim: Trim = WHOLE, pages: int = 1, name: str = "own.pdf") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    source = f"#set page(width: {trim.width_mm}mm, height: {trim.height_mm}mm, margin: 0pt, fill: cmyk(80%, 10%, 20%, 0%))\n"
    (folder / "own.typ").write_text(source + "#pagebreak(weak: true)\n".join(["Dessin\n"] * pages))
    compile_pdf(folder, "own.typ", folder / name)


def picture_cover(folder: Path, name: str, size: tuple[int, int], mode: str = "RGB", **options: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, "#1f6a44" if mode != "CMYK" else (200, 20, 60, 0)).save(folder / name, **options)


PIXELS = (round(WHOLE.width_mm / MM_PER_INCH * 300), round(WHOLE.height_mm / MM_PER_INCH * 300))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}mm" height="{}mm" viewBox="0 0 10 10" preserveAspectRatio="none"><rect width="10" height="10" fill="#123456"/></svg>'


def write_cover(folder: Path, name: str) -> None:
    if name.endswith(".pdf"):
        pdf_cover(folder, name=name)
    elif name.endswith(".svg"):
        (folder / name).write_text(SVG.format(WHOLE.width_mm, WHOLE.height_mm))
    else:
        picture_cover(folder, name, PIXELS, "CMYK" if name.startswith("ink") else "RGB")


KINDS = ["own.pdf", "own.svg", "own.png", "own.jpg", "own.tif", "ink.tif", "ink.jpg"]


@pytest.mark.parametrize("name", KINDS)
def test_a_finished_cover_is_placed_whole_and_gets_the_barcode_when_that_is_asked(
    tmp_path: Path, name: str
) -> None:
    write_cover(tmp_path, name)
    text = of({**PAPERBACK, "cover_file": {"file": name, "barcode": True}}, tmp_path)
    made = make_cover(text, 192)
    assert made.findings == ()
    path = made.artifacts[0].path
    assert page_mm(path) == pytest.approx((WHOLE.width_mm, WHOLE.height_mm), abs=0.1)
    assert [code.text for code in zxingcpp.read_barcodes(rendered(path, 300))] == ["9791099999900"]
    assert rendered(path, 40).getpixel((2, 2)) != (255, 255, 255)
    bare = make_cover(of({**PAPERBACK, "cover_file": name}, tmp_path), 192).artifacts[0].path
    assert not zxingcpp.read_barcodes(rendered(bare, 200))


def test_the_inks_of_a_finished_cover_are_not_changed(tmp_path: Path) -> None:
    pdf_cover(tmp_path)
    path = make_cover(of({**PAPERBACK, "cover_file": "own.pdf"}, tmp_path), 192).artifacts[0].path
    with pikepdf.open(path) as pdf:
        (form,) = pdf.pages[0].obj.Resources.XObject.values()
        assert b"0.8 0.10196" in form.read_bytes() or b"0.8 0.1 0.2 0 k" in form.read_bytes()


def test_a_finished_cover_agrees_with_its_book(tmp_path: Path) -> None:
    pdf_cover(tmp_path)
    text = of({**PAPERBACK, "cover_file": {"file": "own.pdf", "barcode": True}}, tmp_path)
    assert list(agreement_findings([(text, make_cover(text, 192))])) == []


def encrypted(folder: Path) -> None:
    pdf_cover(folder)
    with pikepdf.open(folder / "own.pdf", allow_overwriting_input=True) as pdf:
        pdf.save(folder / "own.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))


def pdf_without_height(folder: Path) -> None:
    pdf_cover(folder)
    with pikepdf.open(folder / "own.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 500, 0])
        pdf.save(folder / "own.pdf")


def marked(folder: Path) -> None:
    pdf_cover(folder, Trim(WHOLE.width_mm + 20, WHOLE.height_mm + 20))
    with pikepdf.open(folder / "own.pdf", allow_overwriting_input=True) as pdf:
        media = [float(side) for side in pdf.pages[0].mediabox]
        pdf.pages[0].obj.BleedBox = pikepdf.Array([28, 28, media[2] - 28, media[3] - 28])
        pdf.save(folder / "own.pdf")


WRONG = {
    "PR387": [
        lambda folder: pdf_cover(folder, Trim(300, 216)),
        marked,
        lambda folder: picture_cover(folder, "own.pdf.png", (PIXELS[0] + 60, PIXELS[1])),
        lambda folder: (folder / "own.pdf.svg").write_text(SVG.format(300, 200)),
        lambda folder: (folder / "own.pdf.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    "PR388": [lambda folder: pdf_cover(folder, Trim(312, 210))],
    "PR389": [lambda folder: pdf_cover(folder, pages=2)],
    "PR390": [
        pdf_without_height,
        encrypted,
        lambda folder: (folder / "own.pdf").write_bytes(b"%PDF-1.7\nbroken"),
    ],
    "MS030": [lambda folder: None],
    "MS035": [lambda folder: (folder / "own.pdf.psd").write_bytes(b"8BPS")],
}
CASES = [(rule, number, make) for rule, makes in WRONG.items() for number, make in enumerate(makes)]


@pytest.mark.parametrize(("rule", "number", "write"), CASES)
def test_a_finished_cover_that_can_not_be_printed_is_a_finding_and_no_cover(
    tmp_path: Path, rule: str, number: int, write: Any
) -> None:
    write(tmp_path)
    name = next(
        (path.name for path in sorted(tmp_path.iterdir()) if path.name.startswith("own.pdf")), "own.pdf"
    )
    made = make_cover(of({**PAPERBACK, "cover_file": name}, tmp_path), 192)
    assert (rules(made), made.artifacts) == ({rule}, ())


@pytest.mark.parametrize("name", ["own.pdf", "own.svg", "own.png", "own.jpg", "own.tif"])
@pytest.mark.parametrize(
    ("rule", "bleed_mm", "wider_mm"), [("PR388", 2, 0), ("PR388", 0, 0), ("PR387", 5, 0), ("PR387", 3, 3)]
)
def test_too_little_bleed_and_another_spine_are_found_in_every_kind_of_file(
    tmp_path: Path, name: str, rule: str, bleed_mm: float, wider_mm: float
) -> None:
    have = Trim(312 + wider_mm + 2 * bleed_mm, 210 + 2 * bleed_mm)
    if name == "own.pdf":
        pdf_cover(tmp_path, have)
    elif name == "own.svg":
        (tmp_path / name).write_text(SVG.format(have.width_mm, have.height_mm))
    else:  # of the size it has at the resolution it says
        pixels = round(have.width_mm / MM_PER_INCH * 100), round(have.height_mm / MM_PER_INCH * 100)
        picture_cover(tmp_path, name, pixels, dpi=(100, 100))
    made = make_cover(of({**PAPERBACK, "cover_file": name}, tmp_path), 192)
    assert (rules(made), made.artifacts) == ({rule}, ())


@pytest.mark.parametrize("size", [[10, 10], [400, 150], [2000, 216], [340, 216]])
@pytest.mark.parametrize("edition", [PAPERBACK, {**HARDBACK, "case": CASE}])
def test_a_size_that_can_not_be_the_books_is_a_finding_and_no_cover(
    tmp_path: Path, edition: dict[str, Any], size: list[float]
) -> None:
    made = make_cover(of({**edition, "cover_mm": size}, tmp_path), 192)
    assert (rules(made), made.artifacts) == ({"PR138"}, ())


def test_a_finished_cover_outside_the_book_is_not_read(tmp_path: Path) -> None:
    pdf_cover(tmp_path / "elsewhere")
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "link.pdf").symlink_to(tmp_path / "elsewhere" / "own.pdf")
    for name in ("../elsewhere/own.pdf", str(tmp_path / "elsewhere" / "own.pdf"), "link.pdf"):
        made = make_cover(of({**PAPERBACK, "cover_file": name}, folder), 192)
        assert (rules(made), made.artifacts) == ({"MS005"}, ())


def test_a_finished_cover_of_few_pixels_is_found_by_the_preflight(tmp_path: Path) -> None:
    picture_cover(tmp_path, "own.png", (PIXELS[0] // 5, PIXELS[1] // 5))
    text = of({**PAPERBACK, "cover_file": "own.png"}, tmp_path)
    found = check_pdf(make_cover(text, 192).artifacts[0].path, expected_cover(text, 192))
    assert any("ppi as placed" in finding.message for finding in found)


def test_the_same_book_gives_the_same_case(tmp_path: Path) -> None:
    made: list[bytes] = []
    of_book: Book = book(COLLECTIVE, editions=[{**HARDBACK, "case": CASE}])
    for name in "ab":
        (tmp_path / name).mkdir()
        made.append(make_cover(edition_text(of_book, tmp_path / name), 192).artifacts[0].path.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("edition", [PAPERBACK, {**PAPERBACK, "jacket": {}}, {**HARDBACK, "case": CASE}])
def test_to_a_finished_front_back_and_spine_are_set(tmp_path: Path, edition: dict[str, Any]) -> None:
    size = cover_size(of(edition, tmp_path), 192)
    around = 2 * (size.bleed_mm + size.wrap_mm)
    pdf_cover(tmp_path, Trim(size.panel.width_mm + around, size.panel.height_mm + around))
    text = of({**edition, "cover_file": "own.pdf"}, tmp_path)
    made = make_cover(text, 192)
    assert rules(made) == set()
    path = made.artifacts[0].path
    check = Expected(size.sheet, size.bleed_mm, pages=1, page_multiple=1, is_cover=True)
    assert [fault for fault in check_pdf(path, check) if fault.severity == "error"] == []
    picture = rendered(path, 300)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == ["9791099999900"]
    pixel = 300 / MM_PER_INCH
    left = size.bleed_mm + size.back_mm + size.panel.width_mm
    places = (left - 20, left + size.spine_mm / 2, left + size.spine_mm + size.panel.width_mm - 10)
    colours = [picture.getpixel((int(x * pixel), picture.height // 3)) for x in places]
    assert len(set(colours)) == 3
    trimmed_edge = picture.getpixel((int((left + size.spine_mm + 1) * pixel), 3))
    assert trimmed_edge == colours[2]


@pytest.mark.parametrize(("rule", "trim"), [("PR387", Trim(160, 222)), ("PR388", Trim(150, 210))])
def test_a_finished_front_of_another_size_is_a_finding(tmp_path: Path, rule: str, trim: Trim) -> None:
    pdf_cover(tmp_path, trim)
    made = make_cover(of({**PAPERBACK, "cover_file": "own.pdf"}, tmp_path), 192)
    assert (rules(made), made.artifacts) == ({rule}, ())
    assert "156 × 216 mm" in made.findings[0].hint
