"""Printed pages shown by example: a small book with every component, as pictures in tests/golden/pages.

`make accept` (pytest --accept) draws them anew; look at the pictures that changed before you commit. When a page differs,
the message names a picture of three columns: what was expected, what came, and both over each other, in red what
is new and in blue what is gone.
"""

import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from tests.book_folder import BookFolder

HERE = Path(__file__).parent
BOOK = HERE.parent / "tools" / "components"
PAGES = HERE / "pages"
PPI = 64
_BLOCK_PX = 6
_NEAR = 26
"""Steps, of 255, by which the mean of a block of pixels may differ: versions of PDFium smooth edges a little otherwise, a
letter that moves by a point or changes is over 40."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """Every page of the interior, in grey."""
    root = tmp_path_factory.mktemp("composants")
    shutil.copytree(BOOK, root / "manuscript", copy_function=shutil.copyfile)
    book = BookFolder(root)
    book.change(
        "book.yaml",
        "editions:\n",
        "editions:\n  - {id: papier, format: print, trim: 150x210, profile: office}\n",
    )
    book.run("build", "--draft", "papier")
    (interior,) = (root / "build" / "papier").glob("*_interieur.pdf")
    with pypdfium2.PdfDocument(interior) as pdf:
        return [page.render(scale=PPI / 72).to_pil().convert("L") for page in pdf]


def blocks(picture: Image.Image) -> Image.Image:
    return picture.resize(
        (max(1, picture.width // _BLOCK_PX), max(1, picture.height // _BLOCK_PX)), Image.Resampling.BOX
    )


def differs(expected: Image.Image, got: Image.Image) -> bool:
    if expected.size != got.size:
        return True
    most = max(ImageChops.difference(blocks(expected), blocks(got)).tobytes())
    return most > _NEAR


def side_by_side(expected: Image.Image, got: Image.Image) -> Image.Image:
    """Expected, got, and both: red is ink that only the second has, blue that only the first has."""
    size = (max(expected.width, got.width), max(expected.height, got.height))
    first, second = (ImageOps.pad(one, size, color=255, centering=(0, 0)) for one in (expected, got))
    both = Image.merge("RGB", (first, ImageChops.darker(first, second), second))
    sheet = Image.new("RGB", (3 * size[0] + 40, size[1]), "#777777")
    for number, column in enumerate((first.convert("RGB"), second.convert("RGB"), both)):
        sheet.paste(column, (number * (size[0] + 20), 0))
    return sheet


def test_every_page_looks_as_it_did(
    drawn: list[Image.Image], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if request.config.getoption("--accept"):
        accept(drawn)
    expected = [Image.open(path).convert("L") for path in sorted(PAGES.glob("*.png"))]
    changed = []
    for number, (then, now) in enumerate(zip(expected, drawn, strict=False), start=1):
        if differs(then, now):
            sheet = tmp_path / f"page-{number}.png"
            side_by_side(then, now).save(sheet)
            changed.append(str(sheet))
    assert changed == []
    assert len(drawn) == len(expected)


def accept(drawn: list[Image.Image]) -> None:
    """Draw anew what has changed: pictures that still hold keep their bytes."""
    PAGES.mkdir(exist_ok=True)
    for number, page in enumerate(drawn, start=1):
        path = PAGES / f"{number:02}.png"
        if not path.is_file() or differs(Image.open(path).convert("L"), page):
            page.quantize(16).save(path, optimize=True)
    for path in sorted(PAGES.glob("*.png"))[len(drawn) :]:
        path.unlink()


def test_a_word_that_changes_is_seen_and_so_is_a_line_that_moves(drawn: list[Image.Image]) -> None:
    page = max(
        drawn,
        key=lambda one: 255 - sum(one.histogram()[n] * n for n in range(256)) / (one.width * one.height),
    )
    assert not differs(page, page)
    moved = ImageChops.offset(page, 0, 2)
    word = page.copy()
    dark = next(
        (x, y)
        for y in range(60, page.height, 3)
        for x in range(60, page.width - 60)
        if page.getpixel((x, y)) < 90  # type: ignore[operator]  # grey
    )
    word.paste(255, (dark[0] - 2, dark[1] - 5, dark[0] + 14, dark[1] + 6))
    assert differs(page, moved)
    assert differs(page, word)


def test_the_sheet_of_differences_shows_what_is_new_in_red_and_what_is_gone_in_blue() -> None:
    then, now = Image.new("L", (30, 30), 255), Image.new("L", (30, 30), 255)
    then.paste(0, (2, 2, 10, 10))
    now.paste(0, (20, 20, 28, 28))
    sheet = side_by_side(then, now)
    left = 2 * (30 + 20)
    assert sheet.getpixel((left + 5, 5)) == (0, 0, 255)
    assert sheet.getpixel((left + 24, 24)) == (255, 0, 0)
    assert sheet.getpixel((left + 15, 15)) == (255, 255, 255)
