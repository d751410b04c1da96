"""Ace's violations at the lines of the manuscript."""

from pathlib import Path

import pytest
from lxml import etree

from bookbuild._tools import ace
from bookbuild._tools.ace import Violation
from bookbuild.diagnostics import Finding, Location, Severity
from bookbuild.errors import ToolFailed
from bookbuild.preflight.ace import ace_findings, element_at, without_echoes
from tests.preflight.epubs import SOURCES, make_epub


def said(monkeypatch: pytest.MonkeyPatch, *violations: Violation) -> None:
    monkeypatch.setattr(ace, "is_here", lambda: True)
    monkeypatch.setattr(ace, "check", lambda epub: list(violations))


def test_a_violation_points_into_the_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said(
        monkeypatch,
        Violation(
            "text/a.xhtml", "/4/8", "heading-order", "moderate", "wrong order", "<h2>La carte", "Mend it."
        ),
        Violation("text/b.xhtml", "", "document-title", "serious", "no title"),
        Violation("", "", "metadata-x", "minor", "no x"),
    )
    heading, title, metadata = ace_findings(make_epub(tmp_path), SOURCES, tmp_path)
    assert heading == Finding(
        "heading-order",
        Severity.WARNING,
        "wrong order (moderate): <h2>La carte",
        Location("body/a.md", 6),
        "Mend it.",
        "ace",
    )
    assert (title.severity, title.at and title.at.file) == (Severity.ERROR, "body/b.md")
    assert metadata.at == Location("book.yaml")


def test_steps_that_lead_too_far_end_at_the_last_element() -> None:
    page = etree.fromstring("<html><!-- x --><head/><body><p/><p id='b'><i/></p></body></html>")
    places = [element_at(page, cfi) for cfi in ("", "/", "/4", "/4/4", "/4/4/2", "/4/4/2/8", "/90")]
    assert [place.tag for place in places] == ["html", "html", "body", "p", "i", "i", "html"]


def test_what_a_rule_of_ours_says_of_the_same_file_is_said_once() -> None:
    at, elsewhere = Location("a.md", 3), Location("b.md", 3)
    ours = [Finding("EP115", Severity.WARNING, "level 4 under level 1", at)]
    theirs = [
        Finding("heading-order", Severity.WARNING, "order", at),
        Finding("heading-order", Severity.WARNING, "order", elsewhere),
        Finding("color-contrast", Severity.ERROR, "contrast", at),
    ]
    assert without_echoes(theirs, ours) == theirs[1:]


def test_a_machine_without_ace_gives_a_remark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ace, "is_here", lambda: False)
    (finding,) = ace_findings(make_epub(tmp_path), SOURCES, tmp_path)
    assert (finding.rule, finding.severity) == ("TL020", Severity.INFO)


def test_an_ace_that_fails_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(epub: Path) -> list[Violation]:
        raise ToolFailed("Ace", "ended with exit code 3")

    monkeypatch.setattr(ace, "is_here", lambda: True)
    monkeypatch.setattr(ace, "check", fail)
    (finding,) = ace_findings(make_epub(tmp_path), SOURCES, tmp_path)
    assert (finding.rule, finding.severity) == ("TL021", Severity.WARNING)


def test_what_is_no_epub_is_not_shown_to_ace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ace, "is_here", lambda: True)
    monkeypatch.setattr(ace, "check", lambda epub: pytest.fail("was asked"))
    path = tmp_path / "x.epub"
    path.write_bytes(b"no zip")
    assert ace_findings(path, {}, tmp_path) == []
