"""Pages as Kindle takes them."""

import pytest

from bookbuild.formats._xhtml.page import PageHead, piece_page
from bookbuild.formats.kindle.adapt import adapt_page

HEAD = PageHead("essai", "chapter", "body", "fr", "Essai")


def adapted(fragment: str) -> str:
    text = adapt_page(piece_page(fragment.encode(), HEAD)).decode()
    return text[text.index(">", text.index("<section")) + 1 : text.rindex("</section>")].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oui\u202f!", "Oui\u00a0!"),
        ("a\u2009b", "a b"),
        ("mot\u2060\u200b\ufeffs", "mots"),
        ("in\u00adsé\u00adcable", "insécable"),
        ("«\u00a0x\u00a0»", "«\u00a0x\u00a0»"),
    ],
)
def test_spaces_are_those_kindle_knows(text: str, expected: str) -> None:
    assert adapted(f"<p>{text}</p>") == f"<p>{expected}</p>"


def test_a_drawing_is_shown_as_its_png() -> None:
    assert adapted('<p><img src="../images/a.svg" alt="A"/></p>') == (
        '<p><img src="../images/a-svg.png" alt="A"/></p>'
    )


def test_a_key_is_shown_as_code() -> None:
    assert adapted("<p><kbd>Ctrl</kbd></p>") == "<p><code>Ctrl</code></p>"


def test_a_formula_without_tex_gets_its_letters_for_words() -> None:
    math = '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a</mi><mo>=</mo><mi>b</mi></math></p>'
    assert 'alttext="a=b"' in adapted(math)


def test_words_that_look_like_a_tag_stay_words() -> None:
    assert adapted('<p>&lt;img src="a.svg"&gt;</p>') == '<p>&lt;img src="a.svg"&gt;</p>'


def test_a_formula_keeps_its_tex_as_alttext_only() -> None:
    math = (
        '<p><math display="inline" xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi>'
        '<annotation encoding="application/x-tex">x</annotation></semantics></math> et</p>'
    )
    assert adapted(math) == (
        '<p><math xmlns="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x">'
        "<mi>x</mi></math> et</p>"
    )
