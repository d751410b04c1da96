"""What Adobe's older engine does not know is found in any sheet, and is in none of ours."""

import re
import zipfile
from pathlib import Path

import pytest
import tinycss2

from bookbuild.design.css import stylesheet
from bookbuild.preflight.epub import check_epub
from bookbuild.preflight.epub_css import known, sheet_faults, style_faults
from tests.preflight.epubs import make_epub

_ADJUSTED = re.compile(r"(font-size|line-height|font-family|font|color|background(-color)?)\s*:")


def ours() -> str:
    return stylesheet("epub", {}).decode()


def test_our_sheet_holds_nothing_the_old_engine_drops_it_for() -> None:
    assert sheet_faults(ours()) == []


def test_our_sheet_avoids_the_selectors_that_nook_drops_it_for() -> None:
    rules = tinycss2.parse_stylesheet(ours(), skip_comments=True, skip_whitespace=True)
    literals = {token.value for rule in rules for token in rule.prelude if token.type == "literal"}
    assert not literals & known()["avoided-combinators"]


def test_our_second_sheet_is_all_conditional_so_that_nothing_else_goes_with_it() -> None:
    sheet = stylesheet("epub-modern", {}).decode()
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    assert {rule.at_keyword for rule in rules} == {"media", "supports"}
    assert sheet_faults(sheet) == []
    assert not re.search(r"\b(min|max|clamp|calc|var|env)\(", sheet)  # some engines refuse the book for one


def test_face_size_leading_and_colours_of_the_text_are_left_to_the_reader() -> None:
    for rule in re.findall(r"(?m)^(?:html|body|p|li)\b[^{]*\{([^}]*)\}", ours()):
        assert not _ADJUSTED.search(rule), rule
    assert not re.search(r"line-height:(?! 0;)", ours())
    assert not re.search(r"font-size:[^;]*(px|pt|cm|mm)", ours())


def test_our_sheets_are_small() -> None:
    assert len(ours().encode()) < 12_000
    assert len(stylesheet("epub-modern", {})) < 4_000


@pytest.mark.parametrize(
    ("css", "what"),
    [
        ("p { width: min(150px, 30%) }", "min()"),
        ("p { margin: 0 1rem }", "the unit “rem”"),
        ("p { --indent: 1em }", "custom properties"),
        ("a:not(.b) { margin: 0 }", "the selector “:not()”"),
        ("li:nth-child(2) { margin: 0 }", "the selector “:nth-child()”"),
        ("p::marker { margin: 0 }", "the selector “::marker”"),
        ("h1 ~ p { margin: 0 }", "the combinator “~”"),
        ("div { display: flex }", "display: flex"),
        ("@media (min-width: 20em) { p { margin: 0 } } p { margin: 1em }", "@media (min-width)"),
        ("@media print {} p { margin: 1em }", "an empty @media"),
        ("@supports (display: grid) { p { margin: 0 } } p { margin: 1em }", "@supports"),
        ("div { p { margin: 0 } }", "a rule within a rule"),
    ],
)
def test_what_came_after_css_2_is_found(css: str, what: str) -> None:
    assert [fault.what for fault in sheet_faults(f"b {{ margin: 0 }}\n{css}")][:1] == [what]


@pytest.mark.parametrize(
    "css",
    [
        "h1 + p, ul > li, p:first-child, a:hover, p:lang(fr), q:before, q::after { margin: 0 1em 2% 3px }",
        "@media print { p { color: rgb(0, 0, 0) } } @media amzn-kf8 { p { margin: 0 } }",
        '@font-face { font-family: A; src: url("a.ttf") format("truetype") } @page { margin: 5pt }',
        '@charset "utf-8"; @import url(b.css); p[class="a"] { hyphens: auto; -epub-hyphens: auto }',
        "@media all and (min-width: 20em) { p { width: calc(1px + 1rem) } } @supports (a: b) { p { a: b } }",
    ],
)
def test_css_2_is_let_through_and_so_is_a_sheet_of_conditions_alone(css: str) -> None:
    assert sheet_faults(css) == []


def test_a_broken_sheet_and_a_style_attribute_are_looked_at_too() -> None:
    assert sheet_faults("p { margin")[0].broken
    assert style_faults("width: calc(1px)")[0].what == "calc()"


def test_a_nest_without_end_is_a_finding_at_most() -> None:
    assert len(sheet_faults("@media " + "(" * 50_000)) <= 2
    assert len(sheet_faults("p { margin: " + "calc(" * 50_000)) >= 1
    assert sheet_faults("p { margin: " + "1px " * 200_000 + "}") == []


def test_the_check_of_a_file_names_sheet_and_line_once_for_each_construct(tmp_path: Path) -> None:
    path = make_epub(tmp_path)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    package = files["EPUB/package.opf"].decode()
    files["EPUB/package.opf"] = package.replace(
        "<manifest>", '<manifest><item id="css" href="a.css" media-type="text/css"/>'
    ).encode()
    files["EPUB/a.css"] = b"p { margin: 0 }\nb { width: min(1px, 2px) }\ni { width: min(1px, 2px) }\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    found = [finding for finding in check_epub(path, {}, tmp_path, []) if finding.rule == "EP150"]
    assert [(finding.message, str(finding.at)) for finding in found] == [("min()", "book.epub/EPUB/a.css:2")]
