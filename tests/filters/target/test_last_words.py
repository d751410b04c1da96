"""The last line of a paragraph is never one short word, nor a part of one."""

import pytest

from bookbuild.document.nodes import Code, Emph, Inlines, Str
from bookbuild.document.walk import text_of
from bookbuild.filters.target.last_words import bind_last_words


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("Il s’en va vers le jardin.", "Il s’en va vers le jardin\u2060."),
        ("Je me tournai vers Capi :", "Je me tournai vers\u00a0Capi\u2060 :"),
        ("On y est, on y va.", "On y est, on\u00a0y\u00a0va\u2060."),
        ("Est-ce loin ? demanda-t-il.", "Est-ce loin ? demanda-\u2060t-\u2060il\u2060."),
        ("Oui.", "Oui\u2060."),
        ("…", "…"),
    ],
)
def test_last_words_are_bound_until_they_fill_a_line_that_may_stand_alone(words: str, bound: str) -> None:
    text = Str(words)
    bind_last_words([text])
    assert text.c.replace("\u00a0:", " :") == bound


def test_they_are_bound_through_emphasis_but_not_beyond_code() -> None:
    through: list[Inlines] = [Str("le mot "), Emph([Str("si")]), Str(" !")]
    bind_last_words(through)
    assert text_of(through) == "le mot\u00a0si\u2060\u00a0!"
    beyond: list[Inlines] = [Str("on tape "), Code(c=through), Str(" !")]  # type: ignore[arg-type]
    bind_last_words(beyond)
    assert beyond[0] == Str("on tape ")
