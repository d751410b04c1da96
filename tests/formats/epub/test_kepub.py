"""The EPUB for Kobo's engine: nothing but spans and boxes are added."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bookbuild._tools import epubcheck
from bookbuild.formats.epub.kepub import kepub_page
from bookbuild.formats.epub.make import make
from tests.formats.written_book import edition_text

NS = {"x": "http://www.w3.org/1999/xhtml"}
HEAD = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr">'
    "<head><title>A. B. C.</title></head><body>"
)


def page(inner: str) -> etree._Element:
    return etree.fromstring(kepub_page(f"{HEAD}{inner}</body></html>".encode()))


def spans(inner: str) -> list[tuple[str, str]]:
    found = page(inner).iterfind(".//x:span[@class='koboSpan']", NS)
    return [(span.get("id"), "".join(span.itertext())) for span in found]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[zipfile.ZipFile, zipfile.ZipFile]:
    text = edition_text(tmp_path_factory.mktemp("kobo"))
    text = replace(text, edition=text.edition.model_copy(update={"kepub": True}))
    plain, kobo = (artifact.path for artifact in make(text).artifacts)
    assert kobo.name == plain.name.removesuffix(".epub") + ".kepub.epub"
    return zipfile.ZipFile(plain), zipfile.ZipFile(kobo)


def test_spans_are_counted_by_paragraph_and_sentence() -> None:
    assert spans("<h1>Un</h1><p>Deux. Trois\u202f! <em>Quatre.</em> Cinq.</p><ul><li>Six</li></ul>") == [
        ("kobo.1.1", "Un"),
        ("kobo.2.1", "Deux. "),
        ("kobo.2.2", "Trois\u202f! "),
        ("kobo.2.3", "Quatre."),
        ("kobo.2.4", " Cinq."),
        ("kobo.3.1", "Six"),
    ]


def test_pictures_are_marked_formulas_are_not_and_code_goes_by_lines() -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
    assert spans(f'<p>A {math} b. <img src="a.png" alt=""/> C.</p><pre><code>a. B\nc\n</code></pre>') == [
        ("kobo.1.1", "A "),
        ("kobo.1.2", " b. "),
        ("kobo.1.3", ""),
        ("kobo.1.4", " C."),
        ("kobo.2.1", "a. B\n"),
        ("kobo.2.2", "c\n"),
    ]


def test_the_language_of_a_span_says_what_is_an_abbreviation() -> None:
    assert [text for _, text in spans('<p>Fin. <i lang="en">Mrs. Lee. She.</i></p>')] == [
        "Fin. ",
        "Mrs. Lee. ",
        "She.",
    ]


def test_ids_of_the_book_are_left_to_it() -> None:
    root = page('<p id="kobo.1.1">Un. Deux.</p><h2 id="book-inner">Trois</h2>')
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) and {"kobo.1.1", "book-inner", "book-columns"} <= set(ids)


def test_deep_pages_are_no_reason_to_stop() -> None:
    deep = 200
    assert spans("<div>" * deep + "Un." + "</div>" * deep) == [(f"kobo.{deep}.1", "Un.")]


def test_epubcheck_has_nothing_to_say(both: tuple[zipfile.ZipFile, zipfile.ZipFile]) -> None:
    assert epubcheck.check(Path(str(both[1].filename))) == []


def test_words_links_notes_and_page_breaks_are_those_of_the_epub(
    both: tuple[zipfile.ZipFile, zipfile.ZipFile],
) -> None:
    plain, kobo = both
    assert sorted(plain.namelist()) == sorted(kobo.namelist())
    changed = [name for name in plain.namelist() if plain.read(name) != kobo.read(name)]
    assert changed and all(name.endswith(".xhtml") for name in changed)
    for name in changed:
        before, after = etree.fromstring(plain.read(name)), etree.fromstring(kobo.read(name))
        etree.strip_elements(after, f"{{{NS['x']}}}style", with_tail=False)
        for question in (
            "string(/x:html/x:body)",
            "//x:body//@href",
            "//x:body//*[not(@class='koboSpan')]/@id",
        ):
            old, new = (tree.xpath(question, namespaces=NS) for tree in (before, after))
            assert [id for id in new if id not in {"book-columns", "book-inner"}] == list(old)


def test_every_word_of_a_page_can_be_marked(both: tuple[zipfile.ZipFile, zipfile.ZipFile]) -> None:
    body = etree.fromstring(both[1].read("EPUB/text/tournee.xhtml")).find("x:body", NS)
    for math in body.xpath("//*[local-name()='math']"):
        math.clear(keep_tail=True)
    for span in body.iterfind(".//x:span[@class='koboSpan']", NS):
        span.text = None
    assert re.sub(r"\s", "", "".join(body.itertext())) == ""


def test_the_same_page_gives_the_same_bytes() -> None:
    data = f"{HEAD}<p>Un. Deux.</p></body></html>".encode()
    assert kepub_page(data) == kepub_page(data)
