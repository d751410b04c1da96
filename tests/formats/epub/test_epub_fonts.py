"""Fonts on request: only with leave, only the letters of the book."""

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from bookbuild._tools import epubcheck
from bookbuild.design.font_files import FontFault, FontForbidden, font_files
from bookbuild.diagnostics import Finding
from bookbuild.formats.epub.make import make
from bookbuild.formats.epub.obfuscate import obfuscated
from bookbuild.formats.epub.subset import faces
from bookbuild.preflight.epub_css import sheet_faults
from tests.formats.tiny_fonts import BITMAPS, EDITABLE, NO_SUBSET, RESTRICTED, tiny_font
from tests.formats.written_book import edition_text

LETTERS = "".join(map(chr, [*range(0x20, 0x7F), 0xA0, *range(0xC0, 0x180), 0x2010, 0x2013, 0x2019, 0x2022]))
ENC = {"e": "http://www.w3.org/2001/04/xmlenc#"}


def built(folder: Path, *fonts: str, **edition: Any) -> tuple[zipfile.ZipFile, list[Finding]]:
    text = edition_text(folder)
    made = make(replace(text, edition=text.edition.model_copy(update={"fonts": fonts, **edition})))
    return zipfile.ZipFile(made.artifacts[0].path), list(made.findings)


def packed(book: zipfile.ZipFile) -> dict[str, bytes]:
    return {name: book.read(name) for name in book.namelist() if name.startswith("EPUB/fonts/")}


def test_without_request_no_font_is_packed_and_nothing_says_so(tmp_path: Path) -> None:
    book, _ = built(tmp_path)
    assert not [name for name in book.namelist() if "font" in name or "encryption" in name]
    assert b"ibooks" not in book.read("EPUB/content.opf")


def test_a_face_by_name_comes_in_four_styles_and_epubcheck_has_nothing_to_say(tmp_path: Path) -> None:
    book, findings = built(tmp_path, "EB Garamond")
    assert findings == [] and len(packed(book)) == 4
    assert all(len(data) < 120_000 for data in packed(book).values())
    assert b'href="../styles/fonts.css"' in book.read("EPUB/text/carte.xhtml")
    assert b"ibooks:specified-fonts" in book.read("EPUB/content.opf")
    assert sheet_faults(book.read("EPUB/styles/fonts.css").decode()) == []
    assert epubcheck.check(Path(str(book.filename))) == []


def test_a_font_keeps_the_letters_of_the_book_and_what_readers_add_and_no_others(tmp_path: Path) -> None:
    tiny_font(tmp_path / "fonts/tiny.ttf", LETTERS)
    book, findings = built(tmp_path, "fonts/tiny.ttf")
    (data,) = packed(book).values()
    letters = "".join(map(chr, TTFont(io.BytesIO(data)).getBestCmap()))
    assert {*"Latourné-•0"} <= set(letters) and not {*"Ŵžµ"} & set(letters)
    assert TTFont(io.BytesIO(data))["name"].getDebugName(13) == "OFL"
    assert [finding.rule for finding in findings] == ["EP053"]  # no guillemets, no ©


def test_a_face_for_code_has_the_letters_of_code_only(tmp_path: Path) -> None:
    tiny_font(tmp_path / "mono.ttf", LETTERS, fixed=True, family="Mono")
    book, findings = built(tmp_path, "mono.ttf")
    (data,) = packed(book).values()
    assert ord("é") not in TTFont(io.BytesIO(data)).getBestCmap()
    assert b'code, kbd, pre { font-family: "Mono"' in book.read("EPUB/styles/fonts.css")
    assert findings == []


def test_ligatures_and_old_style_figures_stay_small_capitals_where_they_are_used() -> None:
    file = font_files("EB Garamond", Path())[1]
    letters = frozenset(map(ord, "affine 123"))
    for capitals in (False, True):
        font = TTFont(io.BytesIO(faces(file, letters, capitals)[0].data))
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert {"liga", "onum"} <= features and ("smcp" in features) == capitals
        assert "fvar" not in font


@pytest.mark.parametrize(("bits", "asked"), [(EDITABLE, False), (0, True)])
def test_a_font_whose_licence_asks_for_it_opens_in_its_book_only(
    bits: int, asked: bool, tmp_path: Path
) -> None:
    tiny_font(tmp_path / "tiny.ttf", LETTERS, bits)
    book, _ = built(tmp_path, "tiny.ttf", obfuscate_fonts=asked)
    ((name, data),) = packed(book).items()
    encryption = etree.fromstring(book.read("META-INF/encryption.xml"))
    assert encryption.xpath("//e:CipherReference/@URI", namespaces=ENC) == [name]
    assert data[:4] != b"\0\1\0\0" and obfuscated(data, "urn:isbn:9791099999917")[:4] == b"\0\1\0\0"
    said = [message for message in epubcheck.check(Path(str(book.filename))) if message.severity != "INFO"]
    assert said == []


def test_the_key_is_the_identifier_without_white_space() -> None:
    key = hashlib.sha1(b"urn:isbn:1").digest()
    mixed = obfuscated(bytes(2000), " urn:\tisbn:1\n")
    assert mixed == (key * 60)[:1040] + bytes(960)


def test_a_font_that_must_stay_whole_stays_byte_for_byte(tmp_path: Path) -> None:
    path = tiny_font(tmp_path / "tiny.ttf", LETTERS, NO_SUBSET)
    book, _ = built(tmp_path, "tiny.ttf")
    assert list(packed(book).values()) == [path.read_bytes()]


def test_the_same_book_gives_the_same_fonts(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        tiny_font(tmp_path / name / "tiny.ttf", LETTERS)
        faces.cache_clear()
        made.append(packed(built(tmp_path / name, "tiny.ttf", kepub=True)[0]))
    assert made[0] == made[1]


@pytest.mark.parametrize("bits", [RESTRICTED, BITMAPS, RESTRICTED | NO_SUBSET])
def test_a_font_that_may_not_be_embedded_is_refused(bits: int, tmp_path: Path) -> None:
    tiny_font(tmp_path / "tiny.ttf", LETTERS, bits)
    with pytest.raises(FontForbidden):
        font_files("tiny.ttf", tmp_path)


@pytest.mark.parametrize(
    "name", ["gone.ttf", "../out.ttf", "bad.otf", "cut.ttf", "empty.ttf", "No Such Face", "a.woff2"]
)
def test_what_is_no_font_of_the_book_is_refused(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    data = tiny_font(tmp_path / "out.ttf", LETTERS).read_bytes()
    folder.mkdir()
    (folder / "bad.otf").write_bytes(b"OTTO" + bytes(200))
    (folder / "cut.ttf").write_bytes(data[:300])
    (folder / "empty.ttf").write_bytes(b"")
    with pytest.raises(FontFault):
        font_files(name, folder)


def test_a_table_that_turns_out_to_be_broken_is_a_finding(tmp_path: Path) -> None:
    path = tiny_font(tmp_path / "tiny.ttf", LETTERS)
    with TTFont(path) as font:
        font["glyf"]
        offset = font.reader.tables["loca"].offset
    data = bytearray(path.read_bytes())
    data[offset : offset + 200] = b"\xff" * 200
    path.write_bytes(data)
    _, findings = built(tmp_path, "tiny.ttf")
    assert "EP050" in [finding.rule for finding in findings]
