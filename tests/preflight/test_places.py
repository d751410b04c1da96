"""From a place in a page to the line of the Markdown."""

import pytest

from bookbuild.preflight.places import BuiltPage

MARKDOWN = """# Un titre

Elle dit : « Le *dernier* kilomètre, c’est [le nôtre](#x){.page}. »

Même phrase ici même.

Même phrase ici même.

Les lecteur·rices
attendent le
bus[^1].
"""
PAGE = """<html><body>
<h1 id="un">Un titre</h1>
<p>Elle dit&#160;: «\u00a0Le <em>dernier</em> kilomètre, c’est <a href="x">le nôtre</a>.\u00a0»</p>
<p>Même phrase ici même.</p>
<p id="two">Même phrase ici même.</p>
<p>Les <span class="incl">lecteur·rices</span> attendent le bus<a id="r1">1</a>.</p>
</body></html>
"""
page = BuiltPage(PAGE, MARKDOWN)


@pytest.mark.parametrize(
    ("line", "column", "source"),
    [(3, 4, 3), (2, 13, 1), (4, 4, 5), (5, 13, 7), (5, 15, 7), (6, 4, 9), (6, 62, 11)],
    ids=[
        "typography",
        "a short heading",
        "the first of two",
        "the second",
        "inside a word",
        "a span",
        "the end",
    ],
)
def test_the_words_near_the_place_are_found_in_the_manuscript(line: int, column: int, source: int) -> None:
    assert page.source_line(line, column) == source


def test_a_place_inside_a_tag_means_what_the_tag_holds() -> None:
    assert page.source_line(5, 3) == 7


def test_words_that_are_not_there_have_no_line() -> None:
    assert BuiltPage("<p>Tout autre chose que cela</p>", MARKDOWN).source_line(1, 4) == 0


def test_an_empty_page_or_manuscript_does_no_harm() -> None:
    assert BuiltPage("", "").source_line(7, 7) == 0
