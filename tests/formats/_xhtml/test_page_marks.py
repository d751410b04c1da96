"""Where marks of printed pages stand in an XHTML page."""

import re

import pytest

from bookbuild.formats._xhtml.page_marks import mark_pages
from bookbuild.formats.printed import PrintedPage

_PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>T</title>
</head><body><section>{}</section></body></html>"""
_MARK = re.compile(
    r'<span epub:type="pagebreak" role="doc-pagebreak" id="([^"]+)" aria-label="([^"]+)"></span>'
)


def marked(body: str, *texts: str, figure_first: bool = False) -> str:
    """The body with `|label|` for each mark, its pages numbered from 1."""
    pages = tuple(PrintedPage(str(n), "a", text, figure_first) for n, text in enumerate(texts, start=1))
    data, marks = mark_pages(_PAGE.format(body).encode(), pages)
    text = data.decode().partition("<section>")[2].partition("</section></body>")[0]
    assert [mark.id for mark in marks] == [found[1] for found in _MARK.finditer(text)]
    return _MARK.sub(r"|\2|", text)


FIRST = "Un bus part de la place à six heures du matin."
"""Words of a first page."""


@pytest.mark.parametrize(
    ("body", "page", "expected"),
    [
        (f"<p>{FIRST} Il revient tard.</p>", "Il revient tard.", f"<p>{FIRST} |2|Il revient tard.</p>"),
        (f"<p>{FIRST} Il revient tard.</p>", "vient tard.", f"<p>{FIRST} Il revient |2|tard.</p>"),
        (f"<p>{FIRST}</p><p>Il revient.</p>", "Il revient.", f"<p>{FIRST}</p><p>|2|Il revient.</p>"),
        (f"<p>{FIRST}</p><p>– Il revient.</p>", "–\u00a0Il revient.", f"<p>{FIRST}</p><p>|2|– Il revient.</p>"),
        (f"<p>{FIRST} « Il revient. »</p>", "«\u00a0Il revient.", f"<p>{FIRST} |2|« Il revient. »</p>"),
        (f"<p>{FIRST} <em>Il revient</em>.</p>", "Il revient.", f"<p>{FIRST} |2|<em>Il revient</em>.</p>"),
        (f"<p>{FIRST} <em>Il revient</em>.</p>", "revient.", f"<p>{FIRST} <em>Il |2|revient</em>.</p>"),
        (f"<p>{FIRST}</p><h2 id='r'>Il revient</h2>", "Il revient", f'<p>{FIRST}</p>|2|<h2 id="r">Il revient</h2>'),
        (
            f"<p>{FIRST}</p><ul><li>Il revient.</li></ul>",
            "–\u2002Il revient.",
            f"<p>{FIRST}</p><ul><li>|2|Il revient.</li></ul>",
        ),
        (
            f"<p>{FIRST}</p><table><thead><tr><th>Ligne</th></tr></thead><tbody><tr><td>Il revient</td></tr></tbody>"
            "</table>",
            "Ligne\r\nIl revient",
            f"<p>{FIRST}</p>|2|<table><thead><tr><th>Ligne</th></tr></thead><tbody><tr><td>Il revient</td></tr></tbody>"
            "</table>",
        ),
        (
            f"<table><thead><tr><th>Ligne</th></tr></thead><tbody><tr><td>{FIRST}</td></tr><tr><td>Il revient</td></tr>"
            "</tbody></table>",
            "Ligne\r\nIl revient",
            f"<table><thead><tr><th>Ligne</th></tr></thead><tbody><tr><td>{FIRST}</td></tr><tr><td>|2|Il revient</td>"
            "</tr></tbody></table>",
        ),
    ],
)  # fmt: skip
def test_a_mark_stands_before_the_first_word(body: str, page: str, expected: str) -> None:
    first = "Ligne\r\n" + FIRST if body.startswith("<table>") else FIRST
    if page.startswith("vient"):
        first += " Il re\x02"
    elif page == "revient.":
        first += " Il"
    shown = marked(body, first, page).removeprefix("|1|")
    assert shown == expected


def test_the_first_mark_stands_before_all_the_page_says() -> None:
    assert marked(f"<header><h1>Bus</h1></header><p>{FIRST}</p>", f"Bus\r\n{FIRST}").startswith("|1|<header>")


def test_no_mark_stands_in_a_formula() -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>=</mo><mi>y</mi></math>'
    body = f"<p>{FIRST} Soit {math} et voici la suite du texte.</p>"
    shown = marked(body, f"{FIRST} Soit", "x=y et voici la suite du texte.")
    assert f"Soit |2|{math}" in shown


def test_notes_and_their_calls_are_not_the_running_text() -> None:
    body = (
        f'<p>{FIRST}<a epub:type="noteref" href="#fn1">1</a> Il revient.</p>'
        '<section epub:type="footnotes"><aside epub:type="footnote"><p>Il revient.</p></aside></section>'
    )
    assert "</a> |2|Il revient.</p>" in marked(body, FIRST + "1", "Il revient.")


def test_a_page_that_begins_with_a_picture_begins_before_it() -> None:
    body = f'<p>{FIRST}</p><figure><img src="a.png" alt=""/></figure><p>Il revient.</p>'
    assert "</p>|2|<figure>" in marked(body, FIRST, "Il revient.", figure_first=True)
    assert "</figure><p>|2|Il revient." in marked(body, FIRST, "Il revient.")


def test_an_id_of_the_manuscript_keeps_its_name() -> None:
    data, (mark,) = mark_pages(
        _PAGE.format('<h1 id="page-1">Bus</h1>').encode(), (PrintedPage("1", "a", "Bus"),)
    )
    assert mark.id == "page-1-2"
    assert data.count(b'id="page-1"') == 1


def test_marks_change_no_character_of_the_text() -> None:
    body = f"<p>{FIRST} Il <em>revient</em> tard, à <code>x-y</code> heures.</p>"
    for cut in range(5, len(FIRST)):
        shown = marked(body, FIRST[:cut], FIRST[cut:] + " Il revient tard")
        assert shown.replace("|1|", "").replace("|2|", "") == body
