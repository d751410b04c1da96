"""The printed pages of a book with every component once, held against stored pictures of them.

A page that looks otherwise than its picture is shown beside it in an HTML page, which the failure names. When the new
look is wanted, `make accept` stores it (`pytest tests/golden --accept`); look at the pictures before you commit.
"""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from tests.book_folder import BookFolder

PICTURES = Path(__file__).parent / "pages"
BOOK = Path(__file__).parent.parent / "tools" / "components"
EDITION = "editions:\n  - {id: papier, format: print, trim: 150x210, profile: office}\n"
_GREYS = 16
"""Shades of a stored picture: enough to see a hairline, and a page takes 15 KB."""
_CELL = 6
"""Pixels (of 72 to the inch) that are compared as one: versions of PDFium draw the edges of letters differently."""
_MOST = 44
"""Most that a cell may differ, of 255; a letter more or less is about twice that."""


def rendered(pdf: Path) -> list[Image.Image]:
    """Each page in grey, a pixel a point."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [ImageOps.grayscale(page.render(scale=1).to_pil()) for page in document]


def difference(was: Image.Image, now: Image.Image) -> int:
    """The most that two pages differ in any cell; 255 when they have not the same size."""
    if was.size != now.size:
        return 255
    cells = [page.filter(ImageFilter.BoxBlur(_CELL / 2)) for page in (was, now)]
    _, most = ImageChops.difference(*cells).getextrema()
    return int(most)  # type: ignore[arg-type]  # a number for a picture of one band


def side_by_side(pages: Sequence[tuple[int, Image.Image | None, Image.Image | None]], folder: Path) -> Path:
    """An HTML page with the stored picture, the page as it is, and what differs, in a row."""
    rows = []
    for number, was, now in pages:
        shown = {"was": was, "is": now}
        if was and now and was.size == now.size:
            shown["differs"] = ImageOps.invert(ImageChops.difference(was, now))
        cells = ""
        for name, picture in shown.items():
            if picture:
                picture.save(folder / f"{number}-{name}.png")
                cells += f'<figure><figcaption>{name}</figcaption><img src="{number}-{name}.png"></figure>'
        rows.append(f"<h2>Page {number}</h2><div>{cells}</div>")
    style = "<style>div{display:flex;gap:1em}img{border:1px solid #999}figure{margin:0}</style>"
    target = folder / "pages.html"
    target.write_text(f"<!doctype html><meta charset=utf-8>{style}{''.join(rows)}", encoding="utf-8")
    return target


def stored() -> list[Image.Image]:
    pictures = []
    for path in sorted(PICTURES.glob("*.png")):
        with Image.open(path) as picture:
            pictures.append(picture.convert("L"))
    return pictures


def store(pages: Sequence[Image.Image]) -> None:
    for path in PICTURES.glob("*.png"):
        path.unlink()
    for number, page in enumerate(pages, start=1):
        page.quantize(_GREYS).save(PICTURES / f"{number:02}.png", optimize=True)


def test_every_printed_page_looks_like_its_picture(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    root = tmp_path / "book"
    shutil.copytree(BOOK, root / "manuscript")
    data = root / "manuscript" / "book.yaml"
    data.write_text(re.sub(r"editions:\n.*\Z", EDITION, data.read_text("utf-8"), flags=re.S), "utf-8")
    done = BookFolder(root).run("build", "--draft", "papier")
    assert done.exit_code == 0, done.output
    (pdf,) = (root / "build" / "papier").glob("*_interieur.pdf")
    pages = rendered(pdf)
    if request.config.getoption("--accept"):
        store(pages)
    pictures = stored()
    longest = max(len(pictures), len(pages))
    padded = [
        (n + 1, pictures[n] if n < len(pictures) else None, pages[n] if n < len(pages) else None)
        for n in range(longest)
    ]
    other = [(n, was, now) for n, was, now in padded if not (was and now) or difference(was, now) > _MOST]
    numbers = ", ".join(str(n) for n, _, _ in other)
    assert not other, f"pages {numbers} look otherwise: see {side_by_side(other, tmp_path)}"


def test_a_letter_more_is_seen_and_an_edge_drawn_otherwise_is_not(tmp_path: Path) -> None:
    page = stored()[8]
    drawn = page.filter(ImageFilter.GaussianBlur(0.4))
    assert difference(page, drawn) <= _MOST
    left, top, _, _ = ImageOps.invert(page).getbbox() or (0, 0, 0, 0)
    more = page.copy()
    more.paste(0, (left, top, left + 5, top + 8))
    more.paste(0, (60, 520, 66, 529))
    assert difference(page, more) > _MOST
    shown = side_by_side([(9, page, more)], tmp_path)
    assert shown.read_text("utf-8").count("<img") == 3
    assert (tmp_path / "9-differs.png").is_file()
