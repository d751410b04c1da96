"""The finished PDFs as a press would see them: Ghostscript's plates, poppler's list of faces, qpdf's check."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.book_folder import BookFolder
from tests.formats.print.icc import press_profile
from tests.formats.print.test_pdfx import book_of

PRESS = "profile: offset-eu, output-profile: press.icc, output-condition: FOGRA39"
EDITIONS = {
    "plain": "profile: offset-eu",
    "X-4": PRESS,
    "X-1a": f"{PRESS}, pdfx: 'X-1a:2003'",
    "X-1a:2001 with marks": f"{PRESS}, pdfx: 'X-1a:2001', marks: true",
}
Tool = Callable[[str], str]


def said(*argv: str) -> str:
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module", params=list(EDITIONS))
def dist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished files of a book with pictures of every kind, its interior in black."""
    book = book_of(tmp_path_factory.mktemp("plates"), EDITIONS[request.param])
    assert book.run("build", "papier").exit_code == 0
    return book.root / "dist"


def test_an_interior_in_black_has_nothing_on_the_three_other_plates(dist: Path, require_tool: Tool) -> None:
    (path,) = dist.glob("*interieur.pdf")
    lines = said(require_tool("gs"), "-q", "-o", "-", "-sDEVICE=inkcov", str(path)).splitlines()
    covered = [[float(part) for part in line.split()[:4]] for line in lines if "CMYK OK" in line]
    with pypdfium2.PdfDocument(path) as pdf:
        assert len(covered) == len(pdf)
    assert all(page[:3] == [0, 0, 0] for page in covered)
    assert any(page[3] > 0 for page in covered)


def test_type_stands_on_the_black_plate_alone_even_between_colours(
    tmp_path: Path, require_tool: Tool
) -> None:
    gs = require_tool("gs")
    book = book_of(tmp_path, f"{PRESS}, colour: true")
    assert book.run("build", "papier").exit_code == 0
    (path,) = (tmp_path / "dist").glob("*interieur.pdf")
    said(
        gs,
        "-q",
        "-dNOPAUSE",
        "-dBATCH",
        "-sDEVICE=tiffsep",
        "-r72",
        f"-sOutputFile={tmp_path}/p%d.tif",
        str(path),
    )
    number = _page_with(path, "Et du code") or _page_with(path, "un lien")
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[number - 1].get_textpage()
        found = text.search("lien").get_next()
        assert found
        left, bottom, right, top = (round(n) for n in text.get_rect(text.count_rects(*found) - 1))
        height = round(pdf[number - 1].get_height())
    box = (left, height - top, right + 1, height - bottom + 1)
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"p{number}({ink}).tif") as plate:
            darkest = min(plate.convert("L").crop(box).tobytes())
        assert (darkest < 200) == (ink == "Black"), ink


def _page_with(path: Path, words: str) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, start=1):
            if page.get_textpage().search(words).get_next():
                return number
    return 0


def test_all_faces_are_embedded_subsets_and_readable_as_text(dist: Path, require_tool: Tool) -> None:
    for path in dist.glob("*.pdf"):
        rows = said(require_tool("pdffonts"), str(path)).splitlines()[2:]
        assert rows
        for row in rows:
            assert row[6] == "+"
            embedded, subset, unicode = row.split()[-5:-2]
            assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_qpdf_finds_nothing_to_say(dist: Path, require_tool: Tool) -> None:
    for path in dist.glob("*.pdf"):
        assert "No syntax or stream encoding errors" in said(require_tool("qpdf"), "--check", str(path))


def test_qpdf_finds_nothing_to_say_of_a_pdf_for_screens(tmp_path: Path, require_tool: Tool) -> None:
    book = BookFolder.small(tmp_path).write("press.icc", press_profile())
    book.change(
        "book.yaml", "{id: kindle, format: kindle", "{id: ecran, format: pdf, isbn: 979-10-999999-3-1"
    )
    assert book.run("build", "pdf").exit_code == 0
    assert "No syntax or stream encoding errors" in said(
        require_tool("qpdf"), "--check", str(tmp_path / "dist" / "9791099999931.pdf")
    )


def test_what_ghostscript_prints_keeps_within_the_limit_that_was_measured(
    tmp_path: Path, require_tool: Tool
) -> None:
    """Of every pixel of the cover, the four plates together: no thicker than what the build has said."""
    gs = require_tool("gs")
    book = book_of(tmp_path, PRESS)
    assert book.run("build", "papier").exit_code == 0
    (path,) = (tmp_path / "dist").glob("*couverture.pdf")
    said(
        gs,
        "-q",
        "-dNOPAUSE",
        "-dBATCH",
        "-sDEVICE=tiffsep",
        "-r36",
        f"-sOutputFile={tmp_path}/c%d.tif",
        str(path),
    )
    plates = []
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"c1({ink}).tif") as plate:
            plates.append(plate.convert("L").tobytes())
    thickest = max(4 * 255 - sum(pixel) for pixel in zip(*plates, strict=True)) / 255 * 100
    assert 100 < thickest <= 300
