"""What an AZW3 says about the book: metadata, contents, landmarks, pictures, fonts, styles, page numbers."""

import hashlib
import io
import json
import random
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.formats.kindle.apnx import page_map
from bookbuild.formats.kindle.kf8.images import LARGEST_BYTES, jfif_first
from bookbuild.formats.kindle.kf8.write import write_azw3
from bookbuild.preflight.azw3 import check_azw3
from tests.formats.kindle.kf8.epubs import make_epub, page, picture
from tests.formats.kindle.kf8.reader import NULL, Azw3File

ONE = {"a.xhtml": "<h1>Un</h1>"}
FONT = b"\0\1\0\0" + bytes(range(256)) * 20


def written(folder: Path, pages: dict[str, str], rules: tuple[str, ...] = (), **more: object) -> Azw3File:
    epub = make_epub(folder / "b.epub", pages, **more)  # type: ignore[arg-type]  # passed on as they are
    result = write_azw3(epub, folder / "b.azw3")
    assert tuple(sorted({finding.rule for finding in result.findings})) == rules
    assert check_azw3(folder / "b.azw3") == []
    return Azw3File(folder / "b.azw3")


# Metadata


def test_the_metadata_are_the_epubs(tmp_path: Path) -> None:
    more = (
        "<dc:creator>Élise Roy</dc:creator><dc:publisher>Les Essais</dc:publisher><dc:description>Un &lt;livre&gt;.</dc:description>"
        "<dc:subject>Essai</dc:subject><dc:subject>Radio</dc:subject><dc:date>2026-03-01</dc:date><dc:rights>© Ada</dc:rights>"
        "<dc:contributor>Max</dc:contributor><dc:source>urn:isbn:9791099999900</dc:source>"
    )
    book = written(tmp_path, ONE, metadata=more)
    assert book.title == "Le Livre & l’Été"
    assert book.meta(503) == ["Le Livre & l’Été"]
    assert book.meta(100) == ["Ada Martin", "Élise Roy"]
    assert book.meta(101) == ["Les Essais"]
    assert book.meta(103) == ["Un <livre>."]
    assert book.meta(104) == ["9791099999917"]
    assert book.meta(105) == ["Essai", "Radio"]
    assert book.meta(106) == ["2026-03-01"]
    assert book.meta(108) == ["Max"]
    assert book.meta(109) == ["© Ada"]
    assert book.meta(112) == ["urn:isbn:9791099999900"]
    assert book.meta(524) == ["fr"]
    assert book.u32(92) == 12
    assert book.meta_number(125) == 0
    assert book.meta_number(131) == 0


def test_by_default_a_book_is_no_shop_item(tmp_path: Path) -> None:
    book = written(tmp_path, ONE, files={"c.jpg": picture("JPEG")}, cover="c.jpg")
    assert {113, 501, 504} & {number for number, _ in book.exth} == set()
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".azw3", ".epub"]


def test_on_the_books_shelf_it_has_a_name_and_a_thumbnail_file_named_after_it(tmp_path: Path) -> None:
    epub = make_epub(tmp_path / "b.epub", ONE, files={"c.jpg": picture("JPEG", (800, 1280))}, cover="c.jpg")
    result = write_azw3(epub, tmp_path / "b.azw3", shelf=True)
    book = Azw3File(tmp_path / "b.azw3")
    assert book.meta(501) == ["EBOK"]
    assert book.meta(113) == book.meta(504)
    assert re.fullmatch(r"[0-9a-f-]{36}", book.meta(113)[0])
    thumbnail = tmp_path / f"thumbnail_{book.meta(113)[0]}_EBOK_portrait.jpg"
    assert result.files == (tmp_path / "b.azw3", thumbnail)
    with Image.open(thumbnail) as image:
        assert (image.format, image.size) == ("JPEG", (294, 470))


def test_the_cover_follows_its_thumbnail_and_has_not_the_number_zero(tmp_path: Path) -> None:
    cover = picture("JPEG", (800, 1280))
    book = written(tmp_path, ONE, files={"x.png": picture(), "c.jpg": cover}, cover="c.jpg")
    assert book.meta(129) == ["kindle:embed:0002"]
    assert book.meta_number(201) == 1 and book.meta_number(202) == 0 and book.meta_number(203) == 0
    assert book.resources[1] == cover
    assert len(book.resources[0]) < len(cover)
    assert book.meta_number(125) == 2


def test_the_cover_of_epub_2_is_found(tmp_path: Path) -> None:
    book = written(
        tmp_path, ONE, files={"c.jpg": picture("JPEG")}, metadata='<meta name="cover" content="f0"/>'
    )
    assert book.meta(129) == ["kindle:embed:0002"]


@pytest.mark.parametrize(
    ("spine", "metadata", "css", "expected"),
    [
        ("", "", "", (None, None)),
        ('page-progression-direction="rtl"', "", "", ("rtl", "horizontal-rl")),
        ('page-progression-direction="rtl"', "", "html { writing-mode: vertical-rl }", ("rtl", "vertical-rl")),
        ("", "", "html { -epub-writing-mode: vertical-rl }", ("rtl", "vertical-rl")),
        ("", '<meta name="primary-writing-mode" content="vertical-rl"/>', "", ("rtl", "vertical-rl")),
        ("", '<meta name="primary-writing-mode" content="horizontal-lr"/>', "", ("ltr", "horizontal-lr")),
    ],
)  # fmt: skip
def test_direction_and_writing_mode(
    tmp_path: Path, spine: str, metadata: str, css: str, expected: tuple[str | None, str | None]
) -> None:
    pages = {"a.xhtml": page("<p>א</p>", '<link rel="stylesheet" href="s.css"/>')}
    book = written(tmp_path, pages, spine=spine, metadata=metadata, files={"s.css": css.encode()})
    assert (*book.meta(527)[:1], *book.meta(525)[:1]) == tuple(filter(None, expected))


# Contents and landmarks


def test_contents_of_any_depth_lead_to_their_places(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<h1 id="p">Partie</h1><h2 id="c1">Un</h2><p>x</p><h3 id="s">Section</h3><h2 id="c2">Deux</h2>',
        "b.xhtml": '<h1 id="q">Fin</h1>',
    }
    contents = [
        ("Partie", "a.xhtml#p", [("Un", "a.xhtml#c1", [("Section", "a.xhtml#s", ())]), ("Deux", "a.xhtml#c2", ())]),
        ("Fin", "b.xhtml#q", ()),
    ]  # fmt: skip
    book = written(tmp_path, pages, contents=contents)
    entries, words = book.index(244)
    text = book.assembled
    assert [(words[e.tags[3][0]], e.tags[4][0]) for e in entries] == [
        ("Partie", 0), ("Fin", 0), ("Un", 1), ("Deux", 1), ("Section", 2),
    ]  # fmt: skip
    partie, fin, un, deux, section = entries
    assert (partie.tags[22], partie.tags[23]) == ([2], [3])
    assert un.tags[21] == deux.tags[21] == [0] and section.tags[21] == [2]
    assert 21 not in partie.tags and 22 not in fin.tags
    for entry in entries:
        start, length = entry.tags[1][0], entry.tags[2][0]
        assert re.match(rb"<h\d id=", text[start:])
        assert start + length == len(text) or re.match(rb"<h\d id=", text[start + length :])
        assert text[start:].startswith(
            book.at(f"kindle:pos:fid:{_base32(entry.tags[6][0], 4)}:off:{_base32(entry.tags[6][1], 10)}")[:20]
        )
    assert partie.tags[1][0] + partie.tags[2][0] == fin.tags[1][0]


def _base32(number: int, width: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
    return "".join(digits[number >> 5 * place & 31] for place in reversed(range(width)))


def test_three_hundred_lines_of_contents_are_in_order_of_their_hexadecimal_names(tmp_path: Path) -> None:
    body = "".join(f'<h2 id="h{n}">T{n}</h2>' for n in range(300))
    book = written(tmp_path, {"a.xhtml": body}, contents=[(f"T{n}", f"a.xhtml#h{n}", ()) for n in range(300)])
    entries, words = book.index(244)
    assert [words[entry.tags[3][0]] for entry in entries] == [f"T{n}" for n in range(300)]
    assert entries[-1].name == "12B"


def test_contents_out_of_order_are_put_in_order_of_the_text(tmp_path: Path) -> None:
    pages = {"a.xhtml": "<h1>A</h1>", "b.xhtml": "<h1>B</h1>"}
    book = written(
        tmp_path, pages, contents=[("B", "b.xhtml", ()), ("Nowhere", "c.xhtml", ()), ("A", "a.xhtml", ())]
    )
    entries, words = book.index(244)
    assert [words[entry.tags[3][0]] for entry in entries] == ["A", "B"]


def test_a_book_without_contents_has_its_title_as_only_chapter(tmp_path: Path) -> None:
    entries, words = written(tmp_path, ONE, contents=[]).index(244)
    assert [words[entry.tags[3][0]] for entry in entries] == ["Le Livre & l’Été"]


def test_contents_of_epub_2_are_read_from_the_ncx(tmp_path: Path) -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Un</text></navLabel><content src="a.xhtml"/>'
        '<navPoint><navLabel><text>Bis</text></navLabel><content src="a.xhtml#x"/></navPoint></navPoint></navMap>'
        '<pageList><pageTarget><navLabel><text>7</text></navLabel><content src="a.xhtml#x"/></pageTarget></pageList></ncx>'
    )
    book = written(
        tmp_path, {"a.xhtml": '<p>A</p><p id="x">B</p>'}, contents=[], files={"toc.ncx": ncx.encode()}
    )
    entries, words = book.index(244)
    assert [words[entry.tags[3][0]] for entry in entries] == ["Un", "Bis"]
    assert (tmp_path / "b.apnx").is_file()


def test_every_record_of_text_says_which_chapters_it_touches(tmp_path: Path) -> None:
    pages = {f"{n}.xhtml": f"<h1>{n}</h1><p>{'mot ' * 3000}</p>" for n in range(6)}
    book = written(tmp_path, pages)
    assert book.u32(240) == 3
    assert all(strands for _, _, strands in book.trailers)


def test_landmarks_become_the_guide_and_the_start_of_reading(tmp_path: Path) -> None:
    pages = {"a.xhtml": "<p>Titre</p>", "b.xhtml": '<h1 id="d">Début</h1>'}
    marks = [("bodymatter", "b.xhtml#d"), ("titlepage", "a.xhtml"), ("nothing", "a.xhtml")]
    book = written(tmp_path, pages, landmarks=marks)
    entries, words = book.index(260)
    assert [(entry.name, words[entry.tags[1][0]]) for entry in entries] == [
        ("text", "bodymatter"),
        ("title-page", "titlepage"),
    ]
    start = book.meta_number(116)
    assert start is not None and book.assembled[start:].startswith(b'<h1 id="d"')


def test_a_book_without_landmarks_has_no_guide(tmp_path: Path) -> None:
    assert written(tmp_path, ONE).u32(260) == NULL


# Pictures, drawings, fonts, styles


def test_pictures_that_a_kindle_takes_are_the_same_bytes(tmp_path: Path) -> None:
    files = {
        "a.png": picture(),
        "b.jpg": picture("JPEG"),
        "c.gif": picture("GIF"),
        "unused.png": picture(seed=3),
    }
    book = written(
        tmp_path, {"a.xhtml": "".join(f'<img src="{name}" alt=""/>' for name in list(files)[:3])}, files=files
    )
    assert book.resources == list(files.values())[:3]
    assert re.findall(rb'src="([^"]*)"', book.pages[0]) == [
        b"kindle:embed:0001?mime=image/png", b"kindle:embed:0002?mime=image/jpeg", b"kindle:embed:0003?mime=image/gif",
    ]  # fmt: skip


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF"])
def test_a_picture_of_over_127_kilobytes_is_written_smaller(tmp_path: Path, format: str) -> None:
    name = f"a.{ {'JPEG': 'jpg'}.get(format, format.lower()) }"
    data = picture(format, (700, 700), noise=True)
    assert len(data) > LARGEST_BYTES
    book = written(tmp_path, {"a.xhtml": f'<img src="{name}" alt=""/>'}, files={name: data})
    (kept,) = book.resources
    with Image.open(io.BytesIO(kept)) as image:
        assert len(kept) <= LARGEST_BYTES and image.format == "JPEG" and image.size[0] == image.size[1]
    assert b"mime=image/jpeg" in book.pages[0]


def test_without_a_limit_pictures_stay_as_they_are(tmp_path: Path) -> None:
    data = picture("JPEG", (700, 700), noise=True)
    epub = make_epub(tmp_path / "b.epub", {"a.xhtml": '<img src="a.jpg" alt=""/>'}, files={"a.jpg": data})
    write_azw3(epub, tmp_path / "b.azw3", largest_picture=None)
    assert Azw3File(tmp_path / "b.azw3").resources == [data]


def test_a_jpeg_that_begins_with_exif_gets_a_jfif_head_before_it(tmp_path: Path) -> None:
    jfif = picture("JPEG")
    exif = jfif[:2] + b"\xff\xe1\0\x16Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + jfif[20:]
    book = written(tmp_path, {"a.xhtml": '<img src="a.jpg" alt=""/>'}, files={"a.jpg": exif})
    (kept,) = book.resources
    assert kept[2:4] == b"\xff\xe0" and kept[6:11] == b"JFIF\0"
    assert kept[20:] == exif[2:]
    assert jfif_first(jfif) == jfif


def test_webp_becomes_a_kind_that_a_kindle_shows(tmp_path: Path) -> None:
    book = written(tmp_path, {"a.xhtml": '<img src="a.webp" alt=""/>'}, files={"a.webp": picture("WEBP")})
    assert book.resources[0][:4] in {b"\xff\xd8\xff\xe0", b"\x89PNG"}


def test_a_picture_that_is_not_there_or_broken_or_remote_is_a_finding(tmp_path: Path) -> None:
    body = '<p><img src="no.png" alt="a"/><img src="bad.png" alt="b"/><img src="https://example.org/x.png" alt="c"/></p>'
    book = written(tmp_path, {"a.xhtml": body}, ("KI104", "KI105"), files={"bad.png": b"\x89PNG\r\n\x1a\nno"})
    assert book.resources == [] and b"src=" not in book.pages[0]
    assert book.u32(108) == NULL


def test_drawings_are_flows_and_a_framed_picture_is_a_picture(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
    framed = '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="c.jpg"/>'
    drawn = '<title>Un rond</title><circle r="3"/><script>x</script>'
    body = f'<p>{svg.format(framed)}A{svg.format(drawn)}B<img src="d.svg" alt="D"/><img src="d.svg" alt="D"/></p>'
    files = {"c.jpg": picture("JPEG"), "d.svg": svg.format('<rect width="9"/>').encode()}
    book = written(tmp_path, {"a.xhtml": body}, files=files)
    assert re.findall(rb'src="([^"]*)"', book.pages[0]) == [
        b"kindle:embed:0001?mime=image/jpeg", b"kindle:flow:0001?mime=image/svg+xml",
        b"kindle:flow:0002?mime=image/svg+xml", b"kindle:flow:0002?mime=image/svg+xml",
    ]  # fmt: skip
    assert b"circle" in book.flows[1] and b"script" not in book.flows[1] and b"rect" in book.flows[2]
    assert b'alt="Un rond"' in book.pages[0] and b">A<" in book.pages[0] and b">B<" in book.pages[0]
    assert len(book.flows) == 3


def test_fonts_are_packed_and_found_again_byte_for_byte(tmp_path: Path) -> None:
    css = "@font-face { font-family: F; src: url('f.ttf') }"
    book = written(tmp_path, {"a.xhtml": page("<p>A</p>", f"<style>{css}</style>")}, files={"f.ttf": FONT})
    assert book.flows[1] == b"@font-face { font-family: F; src: url(kindle:embed:0001) }"
    assert _font(book.resources[0]) == FONT
    assert book.meta(528) == ["true"] and book.u32(128) & 0x1000


def _font(record: bytes) -> bytes:
    magic, length, flags, start, key_length, _ = struct.unpack_from(">4sIIIII", record)
    assert (magic, flags, start, key_length) == (b"FONT", 1, 24, 0)
    font = zlib.decompress(record[start:])
    assert len(font) == length
    return font


def test_obfuscated_fonts_are_made_plain(tmp_path: Path) -> None:
    key = hashlib.sha1(b"urn:isbn:9791099999917").digest()
    hidden = bytes(byte ^ key[n % 20] for n, byte in enumerate(FONT[:1040])) + FONT[1040:]
    book = written(
        tmp_path,
        {"a.xhtml": page("<p>A</p>", "<style>@font-face{src:url(f.otf)}</style>")},
        files={"f.otf": hidden},
        archive_files={
            "META-INF/encryption.xml": _encryption("http://www.idpf.org/2008/embedding", "EPUB/f.otf")
        },
    )
    assert _font(book.resources[0]) == FONT


def _encryption(algorithm: str, name: str) -> bytes:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
        f'<e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData><e:CipherReference URI="{name}"/></e:CipherData></e:EncryptedData></encryption>'
    ).encode()


def test_a_font_that_a_kindle_does_not_read_is_a_finding(tmp_path: Path) -> None:
    head = "<style>@font-face{src:url(f.woff)}</style>"
    book = written(tmp_path, {"a.xhtml": page("<p>A</p>", head)}, ("KI105",), files={"f.woff": b"wOFF1234"})
    assert book.flows[1] == b"@font-face{src:url()}" and book.meta(528) == []


def test_style_sheets_are_flows_once_with_what_they_import(tmp_path: Path) -> None:
    link = '<link rel="stylesheet" href="css/s.css"/><link rel="icon" href="x"/><meta charset="utf-8"/>'
    files = {
        "css/s.css": b"/* url(no) */ @import 'more/t.css'; @import url(more/t.css) print; p { background: url( \"../a.png\" ) }",
        "css/more/t.css": b"@import '../s.css'; i { content: url(../../a.png) }",
        "a.png": picture(),
    }
    pages = {
        name: page("<p style=\"background:url('a.png')\">A</p>", link) for name in ("a.xhtml", "b.xhtml")
    }
    book = written(tmp_path, pages, files=files)
    assert len(book.flows) == 2 and len(book.resources) == 1
    embed = b"url(kindle:embed:0001?mime=image/png)"
    assert b"".join(book.flows[1].split()) == b"i{content:" + embed + b"}p{background:" + embed + b"}"
    for one in book.pages:
        assert b'<link href="kindle:flow:0001?mime=text/css" rel="stylesheet" type="text/css"/>' in one
        assert b"background:" + embed in one and b"icon" not in one


# Page numbers


def test_page_numbers_stand_at_their_elements(tmp_path: Path) -> None:
    spans = [
        f'<p>{"mot " * n}<span epub:type="pagebreak" id="p{n}" role="doc-pagebreak" aria-label="{n}"/>x</p>'
        for n in range(40)
    ]
    pages = {"a.xhtml": "".join(spans[:20]), "b.xhtml": "".join(spans[20:])}
    labels = ["i", "ii", "iii", *map(str, range(1, 38))]
    listed = [(label, f"{'a' if n < 20 else 'b'}.xhtml#p{n}") for n, label in enumerate(labels)]
    book = written(tmp_path, pages, page_list=listed)
    first, second, positions = read_apnx(tmp_path / "b.apnx")
    assert first["format"] == "MOBI_8" and first["cdeType"] == "PDOC" and first["asin"] == ""
    assert first["acr"] == book.data[:32].rstrip(b"\0").decode()
    assert second["pageMap"] == "(1,r,1),(4,a,1)"
    text = book.assembled
    assert [text[position:].partition(b" aid")[0] for position in positions] == [
        f'<span id="p{n}"'.encode() for n in range(40)
    ]


def read_apnx(path: Path) -> tuple[dict[str, str], dict[str, str], list[int]]:
    data = path.read_bytes()
    mark, second, length = struct.unpack_from(">III", data)
    assert mark == 0x10001 and second == 12 + length
    _, size, count, bits = struct.unpack_from(">HHHH", data, second)
    assert bits == 32
    at = second + 8
    positions = struct.unpack_from(f">{count}I", data, at + size)
    assert at + size + 4 * count == len(data)
    return json.loads(data[12:second]), json.loads(data[at : at + size]), list(positions)


def test_a_page_that_is_not_in_the_text_is_a_finding(tmp_path: Path) -> None:
    pages = {"a.xhtml": '<p id="x">A</p>'}
    written(tmp_path, pages, ("KI107",), page_list=[("1", "a.xhtml#x"), ("2", "a.xhtml#y")])
    assert len(read_apnx(tmp_path / "b.apnx")[2]) == 1


def test_no_page_list_no_page_numbers(tmp_path: Path) -> None:
    written(tmp_path, ONE)
    assert not (tmp_path / "b.apnx").exists()


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["1", "2", "3"], "(1,a,1)"),
        (["I", "II", "iv"], "(1,r,1),(3,r,4)"),
        (["12", "12a", "13"], "(1,a,12),(2,c,12a),(3,a,13)"),
        (["vic", "civil", "a,b"], "(1,c,vic),(2,c,civil),(3,c,a b)"),
    ],
)
def test_the_map_of_pages(labels: list[str], expected: str) -> None:
    assert page_map(labels) == expected


# What is refused


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"metadata": '<meta property="rendition:layout">pre-paginated</meta>'}, "KI101"),
        ({"metadata": '<meta name="fixed-layout" content="true"/>'}, "KI101"),
        ({"archive_files": {"META-INF/encryption.xml": _encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "EPUB/a.xhtml")}}, "KI102"),
        ({"archive_files": {"META-INF/encryption.xml": b"<no"}}, "KI100"),
        ({"archive_files": {"META-INF/encryption.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}}, "KI100"),
    ],
)  # fmt: skip
def test_what_can_not_be_converted_is_an_error_and_no_file(
    tmp_path: Path, more: dict[str, object], rule: str
) -> None:
    epub = make_epub(tmp_path / "b.epub", ONE, **more)  # type: ignore[arg-type]  # passed on as they are
    result = write_azw3(epub, tmp_path / "b.azw3")
    assert ([finding.rule for finding in result.findings], result.files) == ([rule], ())
    assert not (tmp_path / "b.azw3").exists()


@pytest.mark.parametrize(
    "page",
    [
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><body>&b;</body></html>',
        "<?xml version='1.0'?><html><p>",
        "<?xml version='1.0' encoding='no-such'?><html/>",
    ],
    ids=["entities", "ill-formed", "encoding"],
)
def test_a_page_that_can_not_be_trusted_or_read_is_an_error(tmp_path: Path, page: str) -> None:
    epub = make_epub(tmp_path / "b.epub", {"a.xhtml": page})
    assert [finding.rule for finding in write_azw3(epub, tmp_path / "b.azw3").findings] == ["KI100"]


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\0" * 60])
def test_what_is_no_epub_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "b.epub").write_bytes(data)
    assert [finding.rule for finding in write_azw3(tmp_path / "b.epub", tmp_path / "b.azw3").findings] == [
        "KI100"
    ]


def test_a_damaged_epub_is_converted_or_refused_without_traceback(tmp_path: Path) -> None:
    whole = make_epub(tmp_path / "b.epub", ONE, files={"c.jpg": picture("JPEG")}, cover="c.jpg").read_bytes()
    chance = random.Random(7)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (tmp_path / "d.epub").write_bytes(
            damaged[: chance.choice((len(damaged), chance.randrange(len(damaged))))]
        )
        result = write_azw3(tmp_path / "d.epub", tmp_path / "d.azw3")
        assert bool(result.files) != any(finding.severity == "error" for finding in result.findings)


def test_a_file_that_unpacks_to_over_64_megabytes_is_an_error(tmp_path: Path) -> None:
    epub = make_epub(
        tmp_path / "b.epub", {"a.xhtml": '<img src="a.png" alt=""/>'}, files={"a.png": bytes(65 << 20)}
    )
    assert [finding.rule for finding in write_azw3(epub, tmp_path / "b.azw3").findings] == ["KI100"]


def test_paths_out_of_the_epub_are_only_names_that_are_not_there(tmp_path: Path) -> None:
    body = '<p><img src="../../../../etc/passwd" alt=""/><a href="/etc/passwd">x</a></p>'
    written(tmp_path, {"a.xhtml": body}, ("KI105", "KI106"))


def test_the_preflight_sees_a_file_that_was_cut_or_changed(tmp_path: Path) -> None:
    data = written(tmp_path, ONE).data
    changed = bytearray(data)
    first = int.from_bytes(data[78:82])
    changed[first + 4 : first + 8] = (99_999).to_bytes(4)  # length of the text
    for spoilt in (data[:-3], data[:500], bytes(changed), b"no", data.replace(b"EXTH", b"EXTX")):
        (tmp_path / "spoilt.azw3").write_bytes(spoilt)
        assert {finding.rule for finding in check_azw3(tmp_path / "spoilt.azw3")} == {"KI109"}
