"""What our rules see in a finished EPUB that EPUBCheck does not: each planted fault, and a look-alike that is none."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub import check_epub
from bookbuild.preflight.epub_language import looks_like
from tests.preflight.epubs import SOURCES, cover_png, make_epub

ENGLISH = (
    "It was the best of times and it was the worst of times, and he had no doubt that she would not be there when they "
    "came to the house by the river, for this was what they had been told by those who were with them on that day. "
) * 5
FRENCH = (
    "Le bus passe dans la rue et il est plus tard que nous ne pensions, mais elle ne se presse pas pour autant, car les "
    "gens qui sont dans le bus ont tout leur temps et ne vont que là où la route les mène avec lui. "
) * 5
META = '<meta property="schema:accessMode">textual</meta>'
HAZARD = '<meta property="schema:accessibilityHazard">none</meta>'
ITEM = '<item id="a" '
PARAGRAPH = "<p>Le bus passe"
PICTURE = '<p><img src="../cover.png" alt="Un bus jaune."/></p>'


def picture(format: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (400, 300)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, format)
    return out.getvalue()


def meta(property: str, value: str) -> str:
    return f'<meta property="{property}">{value}</meta>'


def feature(name: str) -> dict[str, str]:
    return {META: META + meta("schema:accessibilityFeature", name)}


def item(id: str, href: str, type: str, more: str = "") -> dict[str, str]:
    return {ITEM: f'<item id="{id}" href="{href}" media-type="{type}" {more}/>{ITEM}'}


def faults(path: Path) -> list[Finding]:
    return check_epub(path, SOURCES, path.parent, [])


Case = tuple[str, dict[str, str], dict[str, bytes]]
PLANTED: dict[str, Case] = {
    "a deprecated claim": ("EP117", feature("printPageNumbers"), {}),
    "a hazard and its denial": (
        "EP118",
        {HAZARD: meta("schema:accessibilityHazard", "sound") + meta("schema:accessibilityHazard", "noSoundHazard")},
        {},
    ),
    "alternative texts of no pictures": ("EP119", {PICTURE: ""}, {}),
    "a conformance in words of its own": ("EP120", {"EPUB Accessibility 1.1 - WCAG 2.2 Level AA": "WCAG 2.2 AA"}, {}),
    "pictures and no mode for them": ("EP121", {meta("schema:accessMode", "visual"): "", **item("x", "x.jpg", "image/jpeg"), '"../cover.png"': '"../x.jpg"'}, {"EPUB/x.jpg": picture()}),
    "sound and no mode for it": (
        "EP121",
        {**item("m", "a.mp3", "audio/mpeg"), PARAGRAPH: '<audio src="../a.mp3" controls=""></audio>' + PARAGRAPH},
        {"EPUB/a.mp3": b"ID3"},
    ),
    "a page-list that is not claimed": ("EP122", {meta("schema:accessibilityFeature", "pageNavigation"): ""}, {}),
    "an unknown hazard of a still book": ("EP123", {">none<": ">unknown<"}, {}),
    "pages of no printed edition": ("EP124", {"<dc:source>urn:isbn:9791099999900</dc:source>": ""}, {}),
    "a page break that is not listed": ("EP125", {'<li><a href="text/b.xhtml#p2">2</a></li>': ""}, {}),
    "a picture without alt": ("EP126", {' alt="Un bus jaune."': ""}, {}),
    "an empty alt over a caption": (
        "EP126",
        {PICTURE: '<figure><img src="../cover.png" alt=""/><figcaption>Le bus</figcaption></figure>'},
        {},
    ),
    "an empty alt in a link": ("EP126", {PICTURE: '<p><a href="b.xhtml"><img src="../cover.png" alt=""/></a></p>'}, {}),
    "an empty alt of a large picture": ("EP126", {"Un bus jaune.": ""}, {}),
    "a file name for an alt": ("EP127", {"Un bus jaune.": "IMG_2041.JPG"}, {}),
    "the stem of the file for an alt": ("EP127", {"Un bus jaune.": "cover"}, {}),
    "a word that is none for an alt": ("EP127", {"Un bus jaune.": "image 3"}, {}),
    "a page without language": (
        "EP128",
        {'lang="fr" xml:lang="fr">\n<head><title>Un<': ">\n<head><title>Un<"},
        {},
    ),
    "an English chapter marked French": ("EP129", {PARAGRAPH: f"<p>{ENGLISH}</p>{PARAGRAPH}"}, {}),
    "a long English part marked French": ("EP129", {PARAGRAPH: f'<div lang="es">{FRENCH}</div>{PARAGRAPH}'}, {}),
    "an English summary of a French book": (
        "EP130",
        {"Tout est lisible.": "This book has text that can be read with all the aids and not by eye alone."},
        {},
    ),
    "an empty heading": ("EP131", {"La carte des arrêts": ""}, {}),
    "a day that no month has": ("EP132", {"<dc:date>2026-11-16": "<dc:date>2021-13-45"}, {}),
    "a season": ("EP132", {"<dc:date>2026-11-16": "<dc:date>printemps 2021"}, {}),
    "a Thema code in small letters": ("EP133", {'"term">FBA<': '"term">fba<'}, {}),
    "a BISAC code too short": ("EP133", {">Thema<": ">BISAC<", '"term">FBA<': '"term">FIC019<'}, {}),
    "a picture that nothing shows": ("EP134", item("x", "x.jpg", "image/jpeg"), {"EPUB/x.jpg": picture()}),
    "a file in no manifest": ("EP135", {}, {"EPUB/.DS_Store": b"x"}),
    "a picture cut off": (
        "EP136",
        {**item("x", "x.jpg", "image/jpeg"), '"../cover.png"': '"../x.jpg"'},
        {"EPUB/x.jpg": picture()[:-40]},
    ),
    "a picture that is none": (
        "EP136",
        {**item("x", "x.png", "image/png"), '"../cover.png"': '"../x.png"'},
        {"EPUB/x.png": b"GIF89"},
    ),
    "a picture in four inks": (
        "EP137",
        {**item("x", "x.jpg", "image/jpeg"), '"../cover.png"': '"../x.jpg"'},
        {"EPUB/x.jpg": picture(mode="CMYK")},
    ),
    "no cover": ("EP138", {' properties="cover-image"': ""}, {}),
    "an exemption nobody grants": ("EP110", {META: META + meta("a11y:exemption", "too-expensive")}, {}),
    "a role that is none in EPUB 2": ("EP106", {'<dc:creator id="c1">': '<dc:creator id="c1" opf:role="zzz" xmlns:opf="http://www.idpf.org/2007/opf">'}, {}),
    "a wrong ISBN of the printed book": ("EP102", {"urn:isbn:9791099999900": "urn:isbn:9791099999901"}, {}),
    "roman numbers backwards": ("EP114", {'#p1">1<': '#p1">x<', '#p2">2<': '#p2">ix<'}, {}),
}  # fmt: skip
UNTRUE = {
    "an index": feature("index"),
    "long descriptions": feature("longDescription"),
    "narration": feature("synchronizedAudioText"),
    "captions of no film": feature("closedCaptions"),
    "a transcript of no sound": feature("transcript"),
    "ruby": feature("rubyAnnotations"),
    "speech": feature("ttsMarkup"),
    "sound": {META: META + meta("schema:accessMode", "auditory")},
    "pictures": {PICTURE: ""},
    "sufficient hearing": {META: META + meta("schema:accessModeSufficient", "auditory")},
    "flashing": {">none<": ">flashing<"},
    "a dangerous sound": {">none<": ">sound<"},
    "sufficient text, a picture without words": {" alt=\"Un bus jaune.\"": "", "alternativeText": "readingOrder"},
    "conformance, a page without title": {"<title>Deux</title>": "<title/>"},
    "conformance, a page without language": {'lang="fr" xml:lang="fr">\n<head><title>Deux<': ">\n<head><title>Deux<"},
    "a free layout": {META: META + meta("rendition:layout", "pre-paginated") + meta("schema:accessibilityFeature", "displayTransformability")},
}  # fmt: skip
RIGHT: dict[str, dict[str, str]] = {
    "an index that is there": {**feature("index"), "<h2>La carte des arrêts</h2>": '<section role="doc-index"><h2>Index</h2></section>'},
    "a long description that is there": {**feature("longDescription"), "<h2>": '<h2 id="d">', PICTURE: PICTURE.replace("/>", ' aria-describedby="d"/>')},
    "claims as EPUB 2 has them": {META: '<meta name="schema:accessMode" content="textual"/>'},
    "three negative hazards": {HAZARD: "".join(meta("schema:accessibilityHazard", f"no{name}Hazard") for name in ("Flashing", "MotionSimulation", "Sound"))},
    "an exemption": {META: META + meta("a11y:exemption", "eaa-microenterprise")},
    "no conformance, said so": {"EPUB Accessibility 1.1 - WCAG 2.2 Level AA": "none"},
    "conformance to something else": {"EPUB Accessibility 1.1 - WCAG 2.2 Level AA": "http://www.idpf.org/epub/profiles/edu/specs/"},
    "WCAG at the highest level": {"WCAG 2.2 Level AA": "WCAG 2.1 Level AAA"},
    "a decorative picture": {' alt="Un bus jaune."': ' alt="" role="presentation"', meta("schema:accessMode", "visual"): ""},
    "an empty alt in a link with words": {PICTURE: '<p><a href="b.xhtml"><img src="../cover.png" alt="" role="none"/>la suite</a></p>' + PICTURE},
    "an alt that begins like one that is none": {"Un bus jaune.": "Image satellite du bus jaune."},
    "a heading that is a picture": {"La carte des arrêts": '<img src="../cover.png" alt="La carte"/>'},
    "a date with a time": {"<dc:date>2026-11-16": "<dc:date>2026-11-16T10:00:00Z"},
    "a year": {"<dc:date>2026-11-16": "<dc:date>2026"},
    "a Thema qualifier": {'"term">FBA<': '"term">1DDF-FR<'},
    "a code of an unknown scheme": {">Thema<": ">Nuestro<", '"term">FBA<': '"term">no-code<'},
    "a rarer role": {">edt<": ">pat<"},
    "a small region in a language": {"<dc:language>fr<": "<dc:language>fr-ca<"},
    "English marked English": {PARAGRAPH: f'<div lang="en">{ENGLISH}</div>{PARAGRAPH}'},
    "English code in a French page": {PARAGRAPH: f"<pre>{ENGLISH}</pre>{PARAGRAPH}"},
    "a short English sentence": {PARAGRAPH: f"<p>{ENGLISH[:120]}</p>{PARAGRAPH}"},
    "a Latin page": {'lang="fr" xml:lang="fr">\n<head><title>Deux<': 'lang="la" xml:lang="la">\n<head><title>Deux<', "Fin.": ENGLISH},
    "folios before page 1": {'#p1">1<': '#p1">xii<', '#p2">2<': '#p2">1<'},
    "a second volume": {'#p1">1<': '#p1">312<', '#p2">2<': '#p2">1<'},
    "a folio of 5,000 digits": {'#p1">1<': '#p1">' + "9" * 5000 + "<"},
    "a folio of another kind": {'#p1">1<': '#p1">A-3<'},
    "a page-list that names the paragraph": {"<p><span id=\"p2\" epub:type": '<p id="p2"><span epub:type'},
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(tmp_path: Path, name: str) -> None:
    rule, replace, extra = PLANTED[name]
    found = {finding.rule for finding in faults(make_epub(tmp_path, replace, extra=extra))}
    assert rule in found


@pytest.mark.parametrize("name", UNTRUE)
def test_a_claim_that_the_file_contradicts_is_an_error(tmp_path: Path, name: str) -> None:
    assert "EP112" in {finding.rule for finding in faults(make_epub(tmp_path, UNTRUE[name]))}


@pytest.mark.parametrize("name", RIGHT)
def test_a_look_alike_is_no_fault(tmp_path: Path, name: str) -> None:
    said = [f"{finding.rule} {finding.message}" for finding in faults(make_epub(tmp_path, RIGHT[name]))]
    assert [one for one in said if not one.startswith("EP122")] == []  # an index that is there may be claimed


def test_a_small_picture_with_an_empty_alt_may_be_an_ornament(tmp_path: Path) -> None:
    ornament = {**item("o", "o.png", "image/png"), PICTURE: PICTURE + '<p><img src="../o.png" alt=""/></p>'}
    assert faults(make_epub(tmp_path, ornament, extra={"EPUB/o.png": cover_png(200, 40)})) == []


def test_pages_that_can_not_be_read_prove_nothing_missing(tmp_path: Path) -> None:
    path = make_epub(tmp_path, {**feature("index"), "Fin.</p>": "Fin."})
    assert {finding.rule for finding in faults(path)} == {"EP105"}


def test_a_used_file_is_found_in_sheets_drawings_and_sets(tmp_path: Path) -> None:
    declared = "".join(
        f'<item id="{name[0]}x{n}" href="{name}" media-type="{type}"/>'
        for n, (name, type) in enumerate(
            (
                ("s.css", "text/css"), ("t.css", "text/css"), ("f.otf", "font/otf"), ("d.svg", "image/svg+xml"),
                ("i.png", "image/png"), ("2x.png", "image/png"),
            )
        )
    )  # fmt: skip
    path = make_epub(
        tmp_path,
        {
            ITEM: declared + ITEM,
            "<title>Un</title>": '<title>Un</title><link rel="stylesheet" href="../s.css"/>',
            PICTURE: PICTURE + '<p><img src="../d.svg" alt="Un plan." srcset="../2x.png 2x"/></p>',
        },
        extra={
            "EPUB/s.css": b"@import 't.css';",
            "EPUB/t.css": b'@font-face { src: url( "f.otf" ) }',
            "EPUB/f.otf": b"x",
            "EPUB/d.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="i.png"/></svg>',
            "EPUB/i.png": cover_png(9, 9),
            "EPUB/2x.png": cover_png(9, 9),
        },
    )
    assert [finding for finding in faults(path) if finding.rule == "EP134"] == []


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        (ENGLISH, "fr", "en"),
        (FRENCH, "en-GB", "fr"),
        (FRENCH, "it", "fr"),
        (FRENCH, "fr-CA", ""),
        (ENGLISH, "cy", ""),
        (FRENCH + ENGLISH, "fr", ""),
        ("abc " * 400, "fr", ""),
        ("", "fr", ""),
    ],
    ids=["en", "fr", "fr as it", "right", "unknown", "half and half", "no words", "nothing"],
)
def test_only_sure_cases_are_told(text: str, lang: str, found: str) -> None:
    words = text.lower().replace(",", " ").replace(".", " ").split()
    assert looks_like(words, lang) == found
