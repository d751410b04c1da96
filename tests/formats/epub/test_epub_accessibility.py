"""What an EPUB of ours says of its accessibility: in the vocabulary, in the book's language, and true."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bookbuild.book.model import Accessibility
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.accessibility import claims, look_at
from bookbuild.formats.epub.accessibility_summary import sentences
from bookbuild.formats.epub.make import make
from bookbuild.preflight.epub import check_epub
from bookbuild.preflight.epub_language import looks_like
from tests.formats.written_book import edition_text, without_alt

PAGE = ("text/a.xhtml", b'<h1>Un</h1><img src="../x.png" alt="Un bus"/><table aria-details="d"></table>')


def package(text: EditionText) -> etree._Element:
    with zipfile.ZipFile(make(text).artifacts[0].path) as book:
        return etree.fromstring(book.read("EPUB/content.opf"))


def said(text: EditionText, foreign: bool = False) -> list[str]:
    path = make(text).artifacts[0].path
    findings = check_epub(path, {}, path.parent, None if foreign else [])
    return [f"{finding.rule} {finding.message}" for finding in findings]


def test_nothing_claimed_is_against_the_built_file_and_nothing_is_forgotten(tmp_path: Path) -> None:
    assert said(edition_text(tmp_path)) == []


def test_a_book_without_descriptions_claims_only_what_is_left(tmp_path: Path) -> None:
    assert {finding.split()[0] for finding in said(without_alt(edition_text(tmp_path)))} <= {"EP126"}


def test_an_exemption_and_a_certifiers_papers_are_said_as_epubcheck_knows_them(tmp_path: Path) -> None:
    accessibility: dict[str, Any] = {
        "certified-by": "Contrôle & Cie",
        "certifier-credential": "https://example.org/credential",
        "certifier-report": "https://example.org/report",
        "exemption": "eaa-microenterprise",
        "hazards": "unknown",
    }
    text = edition_text(tmp_path, changes={"accessibility": accessibility})
    found = said(text, foreign=True)
    assert [finding.split()[0] for finding in found] == ["EP123"]  # a still book: the hazard can be known
    root = package(text)
    namespace = {"o": "http://www.idpf.org/2007/opf"}
    values = {
        meta.get("property"): meta.text for meta in root.iterfind("o:metadata/o:meta[@property]", namespace)
    }
    assert values["a11y:exemption"] == "eaa-microenterprise"
    assert values["a11y:certifierCredential"] == "https://example.org/credential"
    (link,) = root.iterfind("o:metadata/o:link[@rel='a11y:certifierReport']", namespace)
    assert (link.get("rel"), link.get("refines")) == ("a11y:certifierReport", "#certifier")


def test_features_are_those_of_the_pages() -> None:
    found = [value for name, value in claims(look_at([PAGE]), Accessibility(), "fr") if "Feature" in name]
    assert "longDescription" in found
    assert "MathML" not in found


@pytest.mark.parametrize("lang", ["de", "en", "es", "fr", "it", "nl", "pt"])
def test_the_summary_is_in_the_language_of_the_book(lang: str) -> None:
    words = sentences(f"{lang}-XX")
    text = " ".join(
        (words.text, words.described, words.undescribed, words.math, words.index, words.pages, words.conforms)
    )
    found = text.lower().replace(",", " ").replace(".", " ").replace("’", " ").split()
    assert not looks_like(found, lang, short=True)
    assert all(sentences(other) is not words for other in {"de", "en", "fr"} - {lang})


def test_a_summary_says_who_certifies(tmp_path: Path) -> None:
    summary = dict(claims(look_at([PAGE]), Accessibility(certified_by="Contrôle"), "fr"))[
        "schema:accessibilitySummary"
    ]
    assert summary.endswith("est attestée par Contrôle.")
