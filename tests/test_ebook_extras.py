"""What an e-book has only on request, through the command line: fonts, a cover of its own, a file for Kobo."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.errors import Exit
from tests.book_folder import BookFolder
from tests.formats.tiny_fonts import NO_SUBSET, RESTRICTED, tiny_font

LETTERS = "".join(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2010, 0x2011, 0x2013, 0x2019, 0x2022, 0x202F])
)
EPUB = "{id: epub, format: epub,"


@pytest.fixture
def book(tmp_path: Path) -> BookFolder:
    return BookFolder.small(tmp_path)


@pytest.mark.parametrize(
    ("bits", "rule"), [(RESTRICTED, "EP051"), (NO_SUBSET, "EP052")], ids=["restricted", "whole"]
)
def test_what_the_licence_of_a_font_forbids_is_said_at_its_line(
    bits: int, rule: str, book: BookFolder
) -> None:
    tiny_font(book.root / "manuscript/fonts/tiny.ttf", LETTERS, bits)
    book.change("book.yaml", EPUB, f"{EPUB} fonts: [fonts/tiny.ttf],")
    lines = (book.root / "manuscript/book.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if "tiny.ttf" in text)
    assert (rule, "book.yaml", line) in book.findings("build", "--draft", "epub")
    assert bool(list(book.root.glob("build/epub/*.epub"))) == (bits == NO_SUBSET)


@pytest.mark.parametrize("name", ["../tiny.ttf", "fonts/gone.ttf", "No Face"])
def test_a_font_that_is_not_in_the_book_stops_the_build_at_its_line(name: str, book: BookFolder) -> None:
    tiny_font(book.root / "tiny.ttf", LETTERS)
    book.change("book.yaml", EPUB, f"{EPUB} fonts: [{name}],")
    assert "EP050" in [rule for rule, _, _ in book.findings("build", "--draft", "epub")]
    assert book.run("build", "--draft", "epub").exit_code == Exit.FINDINGS


def test_a_cover_of_the_ebooks_own_takes_the_place_of_the_printed_front(book: BookFolder) -> None:
    out = io.BytesIO()
    Image.new("RGB", (1500, 2000), "teal").save(out, "JPEG", quality=80)
    book.write("images/front.jpg", out.getvalue())
    book.change("book.yaml", "editions:", "cover: {ebook: images/front.jpg}\neditions:")
    assert book.run("build", "--draft", "epub", "kindle").exit_code == 0
    for path in (book.root / "build").glob("*/*.epub"):
        with zipfile.ZipFile(path) as epub:
            assert epub.read("EPUB/images/cover-front.jpg") == out.getvalue()


@pytest.mark.parametrize("name", ["images/gone.jpg", "images/front.svg", "../front.jpg"])
def test_a_cover_that_is_not_there_or_no_picture_is_a_finding_in_book_yaml(
    name: str, book: BookFolder
) -> None:
    book.change("book.yaml", "editions:", f"cover: {{ebook: {name}}}\neditions:")
    assert book.run("build", "--draft", "epub").exit_code == Exit.FINDINGS
    assert {file for _, file, _ in book.findings("build", "--draft", "epub")} == {"book.yaml"}


def test_a_release_holds_the_file_for_kobo_and_no_checker_objects(book: BookFolder) -> None:
    book.change("book.yaml", EPUB, f"{EPUB} kepub: true,")
    found = book.findings("build", "epub")
    assert sorted(path.name for path in (book.root / "dist").glob("*.epub")) == [
        "9791099999917.epub",
        "9791099999917.kepub.epub",
    ]
    assert [rule for rule, _, _ in found if "-" in rule or rule.startswith("EP")] == []
