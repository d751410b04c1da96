"""What our own checks see in a finished EPUB, one planted fault at a time."""

import zipfile
from pathlib import Path

import pytest

from bookbuild._tools.epubcheck import Message
from bookbuild.diagnostics import Finding, Location, Severity
from bookbuild.preflight.epub import check_epub
from tests.preflight.epubs import SOURCES, cover_png, make_epub


def faults(path: Path, messages: list[Message] | None = None) -> list[Finding]:
    return check_epub(path, SOURCES, path.parent, messages or [])


def test_a_right_epub_has_no_findings(tmp_path: Path) -> None:
    assert faults(make_epub(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place"),
    [
        ("urn:isbn:9791099999917", "urn:isbn:9791099999918", "EP102", "book.yaml"),
        ("urn:isbn:9791099999917", "urn:isbn:979109999991", "EP102", "book.yaml"),
        ("<dc:language>fr<", "<dc:language>french<", "EP103", "book.yaml"),
        ("<dc:language>fr<", "<dc:language>qq-XX<", "EP103", "book.yaml"),
        ("<dc:language>fr<", "<dc:language>fre<", "EP103", "book.yaml"),
        ('<i lang="en" xml:lang="en">', '<i lang="en_GB" xml:lang="en_GB">', "EP103", "body/a.md:3"),
        ('"b.xhtml#deux"', '"c.xhtml"', "EP104", "body/a.md:3"),
        ('"b.xhtml#deux"', '"b.xhtml#trois"', "EP104", "body/a.md:3"),
        ("<p>Le bus", "<p>Le <b>bus", "EP105", "body/a.md:3"),
        (">edt<", ">zzz<", "EP106", "book.yaml"),
        (">edt<", ">editor<", "EP106", "book.yaml"),
        (">visual<", ">textuel<", "EP110", "book.yaml"),
        (">tableOfContents<", ">superAccessible<", "EP110", "book.yaml"),
        (">none<", ">none</meta><meta property='schema:accessibilityHazard'>sound<", "EP110", "book.yaml"),
        ("schema:accessibilitySummary", "dcterms:abstract", "EP111", "book.yaml"),
        (' alt="Un bus jaune."', ' alt=""', "EP126", "body/a.md"),
        (' alt="Un bus jaune."', "", "EP112", "book.yaml"),
        ('epub:type="page-list"', 'epub:type="lot"', "EP112", "book.yaml"),
        (">alternativeText<", ">MathML<", "EP112", "book.yaml"),
        ("a11y:certifiedBy", "dcterms:creator", "EP113", "book.yaml"),
        ('#p2">2<', '#p2">0<', "EP114", "book.yaml"),
        ("<h2>La carte des arrêts</h2>", "<h4>La carte des arrêts</h4>", "EP115", "body/a.md:6"),
    ],
)
def test_a_planted_fault_is_found_at_its_line(
    tmp_path: Path, old: str, new: str, rule: str, place: str
) -> None:
    found = [finding for finding in faults(make_epub(tmp_path, {old: new})) if finding.rule == rule]
    assert found, f"{rule} was not found"
    assert str(found[0].at).startswith(place)


def test_a_decorative_picture_needs_no_words(tmp_path: Path) -> None:
    assert faults(make_epub(tmp_path, {' alt="Un bus jaune."': ' alt="" role="presentation"'})) == []


def test_a_small_cover_is_a_warning(tmp_path: Path) -> None:
    (finding,) = faults(make_epub(tmp_path, cover=cover_png(180, 236)))
    assert (finding.rule, finding.severity) == ("EP116", Severity.WARNING)


def test_page_places_against_the_reading_order_are_found(tmp_path: Path) -> None:
    swapped = {'a.xhtml#p1">1': 'a.xhtml#p1">2', 'b.xhtml#p2">2': 'b.xhtml#p2">1'}
    assert {finding.rule for finding in faults(make_epub(tmp_path, swapped))} == {"EP114"}


def test_messages_of_epubcheck_keep_their_id_and_gain_a_line_of_markdown(tmp_path: Path) -> None:
    path = make_epub(tmp_path)
    messages = [
        Message("EPUB/text/a.xhtml", 7, 5, "RSC-005", "ERROR", "element h2 not allowed", "Move it."),
        Message("EPUB/text/a.xhtml", 4, 5, "ACC-001", "USAGE", "a remark"),
        Message("EPUB/styles/book.css", 12, 1, "CSS-008", "WARNING", "odd property"),
    ]
    error, warning = faults(path, messages)
    assert (error.rule, error.severity, error.at) == ("RSC-005", Severity.ERROR, Location("body/a.md", 6))
    assert error.hint == "Move it."
    assert (warning.severity, warning.at) == (
        Severity.WARNING,
        Location("book.epub/EPUB/styles/book.css", 12, 1),
    )


def test_a_lost_link_is_said_once(tmp_path: Path) -> None:
    path = make_epub(tmp_path, {'"b.xhtml#deux"': '"b.xhtml#trois"'})
    message = Message("EPUB/text/a.xhtml", 5, 90, "RSC-012", "ERROR", "Fragment identifier is not defined.")
    assert [finding.rule for finding in faults(path, [message])] == ["RSC-012"]


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_epub_is_one_clear_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(content)
    (finding,) = faults(path)
    assert finding.rule == "EP101"


def test_a_container_that_points_nowhere_is_one_clear_finding(tmp_path: Path) -> None:
    path = make_epub(tmp_path, {"EPUB/package.opf": "EPUB/other.opf"})
    (finding,) = faults(path)
    assert "other.opf" in finding.message


def test_entities_of_a_hostile_page_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html xmlns="http://www.w3.org/1999/xhtml"><body><h1>&x;</h1></body></html>'
    path = make_epub(tmp_path)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("EPUB/text/b.xhtml", bomb)
    assert not any("root:" in finding.message for finding in faults(path))


def test_the_real_epubcheck_points_into_the_markdown(tmp_path: Path) -> None:
    path = make_epub(tmp_path, {"<h2>La carte": '<h2 frame="x">La carte'})
    found = [finding for finding in check_epub(path, SOURCES, tmp_path) if finding.rule == "RSC-005"]
    assert [str(finding.at) for finding in found] == ["body/a.md:6"]
