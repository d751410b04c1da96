"""Findings that a comment allows: in its paragraph or the next, with a reason, and only where there are any."""

from pathlib import Path

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import encode
from bookbuild.document.read import read_document
from bookbuild.filters.context import FileContext
from bookbuild.filters.pipeline import understand
from tests.proofreading.judging import fixed, places


@pytest.mark.parametrize(
    "text",
    [
        "<!-- bookbuild: allow MS043 because he stammers -->\n\nIl est est venu.",
        "<!-- bookbuild: allow MS043 because he stammers -->\nIl est est venu.",
        "Il est est <!-- bookbuild: allow doubled-word car il bégaie --> venu.",
        "Il est est venu  tard.\n<!-- bookbuild: allow MS042, MS043 because of both -->",
    ],
)
def test_a_comment_allows_a_rule_in_its_paragraph_or_in_the_next(text: str) -> None:
    assert places(text) == []


def test_what_is_allowed_is_not_mended() -> None:
    text = "<!-- bookbuild: allow MS047 because the sign is old -->\n\nLe coeur.\n\nLe coeur."
    assert places(text) == ["5:4 missing-ligature"]
    assert fixed(text) == text[:-9] + "Le cœur."


def test_it_allows_nothing_beyond() -> None:
    text = "<!-- bookbuild: allow MS043 because he stammers -->\n\nIl est est là.\n\nElle est est là."
    assert places(text) == ["5:10 doubled-word"]


@pytest.mark.parametrize(
    "comment",
    [
        "allow MS043",
        "allow MS043 because",
        "allow MS014 because",
        "allow MS999 because no",
        "alow MS043 because no",
        "",
    ],
)
def test_an_allowance_without_a_reason_or_a_rule_is_a_finding_and_allows_nothing(comment: str) -> None:
    assert places(f"<!-- bookbuild: {comment} -->\n\nIl est est venu.") == [
        "1:1 unexplained-allowance",
        "3:8 doubled-word",
    ]


def test_an_allowance_that_nothing_needs_is_a_finding() -> None:
    assert places("Un. <!-- bookbuild: allow MS043 because he stammers -->") == ["1:5 unused-allowance"]


def test_other_comments_are_nobodys_business() -> None:
    assert places("<!-- allow MS043, says my bookbuild-free editor -->\n\nUn.") == []


def test_the_comment_reaches_no_edition(pandoc: Pandoc, tmp_path: Path) -> None:
    text = "# Un\n\n<!-- bookbuild: allow MS043 because a -->\n\nMot <!-- bookbuild: allow MS043 because b --> fin.\n"
    document, _ = read_document(text, pandoc, "a.md")
    assert b"bookbuild" not in encode(understand(document, FileContext(tmp_path, "a.md", text, pandoc)))
