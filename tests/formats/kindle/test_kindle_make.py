"""The Kindle edition of a small book, against Amazon's guidelines."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bookbuild.formats.kindle.make import make
from tests.formats.written_book import edition_text
from tests.preflight.kindle.checking import kindle_rules

OPF = {"o": "http://www.idpf.org/2007/opf"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    made = make(edition_text(tmp_path_factory.mktemp("book"), "kindle"))
    assert made.findings == ()
    assert made.artifacts[0].path.name == "le-petit-livre-kindle.epub"
    return zipfile.ZipFile(made.artifacts[0].path)


def test_no_page_shows_the_cover_and_both_ways_declare_it(book: zipfile.ZipFile) -> None:
    package = book.read("EPUB/content.opf").decode()
    assert "EPUB/cover.xhtml" not in book.namelist()
    assert 'properties="cover-image"' in package and '<meta name="cover" content="cover-image"/>' in package


def test_a_contents_page_is_read_near_the_front_and_the_nav_is_not(book: zipfile.ZipFile) -> None:
    package = etree.fromstring(book.read("EPUB/content.opf"))
    order = [ref.get("idref") for ref in package.iterfind("o:spine/o:itemref", OPF)]
    assert order[:4] == ["p-title-page", "p-copyright-page", "contents-page", "p-arriver"]
    assert "nav" not in order


def test_the_contents_have_two_levels(book: zipfile.ZipFile) -> None:
    assert 'name="dtb:depth" content="2"' in book.read("EPUB/toc.ncx").decode()


def test_contents_landmarks_and_ncx_agree(book: zipfile.ZipFile) -> None:
    nav, ncx = book.read("EPUB/nav.xhtml").decode(), book.read("EPUB/toc.ncx").decode()
    assert not re.search(r"<ol>(?:(?!</ol>).)*<ol>(?:(?!</ol>).)*<ol>", nav, re.DOTALL)
    assert 'epub:type="toc" href="contents.xhtml' in nav or 'href="contents.xhtml" epub:type="toc"' in nav
    assert 'epub:type="bodymatter"' in nav
    count = len(re.findall("<navPoint", ncx))
    assert re.findall(r'playOrder="(\d+)"', ncx) == [str(n) for n in range(1, count + 1)]


def test_the_link_back_is_the_first_thing_in_a_note(book: zipfile.ZipFile) -> None:
    page = book.read("EPUB/text/tournee.xhtml").decode()
    assert re.search(r'<aside[^>]*epub:type="footnote"[^>]*>\s*<p><a [^>]*href="#fnref1"', page)


def test_a_formula_has_words_for_readers_without_mathml(book: zipfile.ZipFile) -> None:
    page = book.read("EPUB/text/tournee.xhtml").decode()
    assert 'alttext="x"' in page and "annotation" not in page


def test_amazons_rules_find_nothing(book: zipfile.ZipFile) -> None:
    assert kindle_rules(Path(str(book.filename))) == []


def test_every_picture_is_jpeg_or_png_without_transparency(book: zipfile.ZipFile) -> None:
    pictures = [name for name in book.namelist() if "/images/" in name]
    assert len(pictures) == 3
    for name in pictures:
        with Image.open(io.BytesIO(book.read(name))) as picture:
            assert (picture.format, picture.mode) in {("JPEG", "RGB"), ("PNG", "RGB")}


def test_a_drawing_is_as_wide_as_its_page_asks_and_a_portrait_less(book: zipfile.ZipFile) -> None:
    sizes = {
        name: Image.open(io.BytesIO(book.read(f"EPUB/images/{name}-svg.png"))).size
        for name in ("plan", "elise")
    }
    assert sizes == {"plan": (960, 720), "elise": (480, 360)}


def test_every_page_begins_with_a_declaration_and_names_its_language(book: zipfile.ZipFile) -> None:
    for name in book.namelist():
        if name.endswith(".xhtml"):
            page = book.read(name)
            assert page.startswith(b'<?xml version="1.0" encoding="utf-8"?>') and b' lang="fr"' in page


def test_the_style_sheet_leaves_size_leading_and_colour_to_the_reader(book: zipfile.ZipFile) -> None:
    sheet = book.read("EPUB/styles/book.css").decode()
    assert not re.search(
        r"line-height|hyphens|[^-]color:|\bhtml\b|\bbody\b|max-width|[+~]\s|var\(|calc\(|@", sheet
    )
