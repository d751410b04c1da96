"""The last filter before pandoc's html5 writer."""

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.coalesce import coalesce
from bookbuild.document.nodes import decode, encode
from bookbuild.filters.target import TargetContext
from bookbuild.filters.target.html import image_href, to_html

CONTEXT = TargetContext("ici", "chapter", "body", "fr", frozenset({"ici", "autre"}))


def html(markdown: str, pandoc: Pandoc) -> str:
    document = coalesce(decode(pandoc.read(markdown.encode(), "markdown-smart")[0]))
    return pandoc.write(encode(to_html(document, CONTEXT)), "html5")[0].decode().strip()


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[a](book:autre#b)", '<a href="autre.xhtml#b">a</a>'),
        ("[a](book:autre)", '<a href="autre.xhtml">a</a>'),
        ("[a](book:ici#b){.page}", '<a href="#b">a</a>'),
        ("[a](book:ici)", '<a href="ici.xhtml">a</a>'),
        ("[a *b*](book:ailleurs#c)", "a <em>b</em>"),
        ("[a](javascript:alert(1))", "a"),
        ("[a](file:///etc/passwd)", "a"),
        ("[a](../autre.md)", "a"),
        ("[a](https://exemple.fr/é?x=1#y)", '<a href="https://exemple.fr/%C3%A9?x=1#y">a</a>'),
    ],
)
def test_a_link_goes_to_a_page_of_this_edition_or_out_or_is_its_text(
    link: str, expected: str, pandoc: Pandoc
) -> None:
    assert html(link, pandoc) == f"<p>{expected}</p>"


def test_verse_is_stanzas_of_lines_that_keep_their_indentation(pandoc: Pandoc) -> None:
    assert html("| un\n|    deux\n|\n| trois", pandoc).replace("\n", "") == (
        '<div class="stanzas"><p><span class="line">un</span><span class="line indent-2">deux</span></p>'
        '<p><span class="line">trois</span></p></div>'
    )


def test_a_figure_has_the_alt_that_was_typed_else_its_caption(pandoc: Pandoc) -> None:
    described = html('![Le plan.](images/x.svg){alt="Une vallée." credit="X" width=80%}', pandoc)
    assert '<figure data-credit="X">' in described
    assert '<img src="../images/x.svg" style="width:80.0%" alt="Une vallée." />' in described
    assert 'alt="Le plan."' in html("![Le plan.](images/x.svg)", pandoc)
    assert "alt=" not in html("![](images/x.svg){.decorative}", pandoc)


def test_an_index_mark_keeps_its_id_alone(pandoc: Pandoc) -> None:
    assert html('[mot]{.index #idx-1 entry="A!b"}', pandoc) == '<p><span id="idx-1">mot</span></p>'


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("images/a/b.PNG", "images/a/b.png"),
        ("body/b.tif", "images/body/b-tif.png"),
        ("images/../x.png", "images/x-22ccf240.png"),
    ],
)
def test_a_picture_has_a_safe_name_in_the_package(path: str, href: str) -> None:
    assert image_href(path) == href
