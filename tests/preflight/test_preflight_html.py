"""The rules about web pages, each with a page that breaks it and one that does not."""

import base64
import hashlib
from pathlib import Path

import pytest

from bookbuild.preflight.html import check_html
from tests.book_folder import BookFolder

STYLE = "p { color: black }"
DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
CLEAN = f"""<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Un texte – Un livre</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{DIGEST}'">
<link rel="canonical" href="https://a.example/x"><meta property="og:url" content="https://a.example/x">
<style>{STYLE}</style><script type="application/ld+json">{{"@type": "Chapter", "name": "Un texte"}}</script></head>
<body><a href="#t">Aller</a><main id="t" aria-labelledby="h"><h1 id="h">Un texte</h1>
<p>Texte. <a href="https://b.example/">Ailleurs</a> <a href="mailto:a@b.example">écrire</a></p>
<img src="data:image/png;base64,AA==" alt=""></main></body></html>
"""
FAULTS = {
    "HT002": ('<html lang="fr">', "<html>"),
    "HT003": ("<title>Un texte – Un livre</title>", "<title> </title>"),
    "HT004": ("data:image/png;base64,AA==", "https://c.example/x.png"),
    "HT004 sheet": ("<link rel=", '<link rel="stylesheet" href="book.css"><link rel='),
    "HT004 set": ('alt=""', 'alt="" srcset="x.png 2x"'),
    "HT005": ("<main", "<script>alert(1)</script><main"),
    "HT005 handler": ("<h1 ", '<h1 onclick="x()" '),
    "HT005 address": ("https://b.example/", "javascript:x()"),
    "HT006": (' alt=""', ""),
    "HT007": ('<p>', '<p id="h">'),
    "HT008": ('href="#t"', 'href="#u"'),
    "HT008 file": ("https://b.example/", "autre.html"),
    "HT008 label": ('aria-labelledby="h"', 'aria-labelledby="g"'),
    "HT009": ("main", "div"),
    "HT010": ('"name": "Un texte"', '"name": '),
    "HT010 other": ('"name": "Un texte"', '"name": "Un autre"'),
    "HT010 address": ('content="https://a.example/x"', 'content="https://a.example/y"'),
    "HT012": ("color: black", "color: blue"),
    "HT012 attribute": ("<p>", '<p style="color: red">'),
    "HT013": ('<meta charset="utf-8">', ""),
}  # fmt: skip


def rules_of(folder: Path, page: str | bytes, isbns: frozenset[str] = frozenset()) -> set[str]:
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return {finding.rule for finding in check_html(path, isbns)}


def test_a_clean_page_breaks_no_rule(tmp_path: Path) -> None:
    assert rules_of(tmp_path, CLEAN, frozenset({"9791099999900"})) == set()


@pytest.mark.parametrize("fault", FAULTS)
def test_each_rule_finds_its_fault(tmp_path: Path, fault: str) -> None:
    old, new = FAULTS[fault]
    assert old in CLEAN
    assert rules_of(tmp_path, CLEAN.replace(old, new)) >= {fault[:5]}
    if fault not in {"HT003", "HT005"}:  # without a title the claims contradict it; a script needs its policy
        assert rules_of(tmp_path, CLEAN.replace(old, new)) == {fault[:5]}


def test_the_isbn_of_the_book_is_found_with_its_hyphens(tmp_path: Path) -> None:
    page = CLEAN.replace("Texte.", "ISBN 979-10-999999-0-0")
    assert rules_of(tmp_path, page, frozenset({"9791099999900"})) == {"HT014"}
    assert rules_of(tmp_path, page, frozenset({"9791099999917"})) == set()


def test_a_style_that_fetches_is_found(tmp_path: Path) -> None:
    page = CLEAN.replace("color: black", "background: url(x.png)").replace(DIGEST, "")
    assert "HT004" in rules_of(tmp_path, page)


def test_a_heavy_page_is_named(tmp_path: Path) -> None:
    assert rules_of(tmp_path, CLEAN.replace("Texte.", "x" * 5_300_000)) == {"HT011"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"<" * 5000,
        b"<div>" * 20_000,
        b'<!DOCTYPE x [<!ENTITY a "b">]>&a;',
        "é".encode("latin-1"),
    ],
)
def test_no_file_makes_the_check_fail(tmp_path: Path, data: bytes) -> None:
    assert rules_of(tmp_path, data)


def test_check_takes_a_page_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(CLEAN.replace('lang="fr"', ""), encoding="utf-8")
    result = BookFolder(tmp_path).run("check", str(tmp_path / "page.html"))
    assert result.exit_code == 1 and "HT002" in result.output
