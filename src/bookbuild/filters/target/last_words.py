"""The end of a paragraph, bound so that its last line is never one short word or a part of one."""

import re
from collections.abc import Iterator, Sequence

from bookbuild.document.nodes import CONTAINERS, Inlines, Note, Quoted, Span, Str
from bookbuild.document.walk import children

LEAST_LETTERS = 5
"""Letters and figures of the shortest last line: they are as wide as an indent of 1.3 em, points and all."""
_JOINER = "\u2060"
_BREAKS = {" ": "\u00a0", "-": f"-{_JOINER}", "\u2010": f"\u2010{_JOINER}"}
"""Where a line could end, and the same where it can't."""
_WORD_END = re.compile(rf"[^\W_](?!{_JOINER})(?=[\W_]*$)")


def bind_last_words(inlines: Sequence[Inlines]) -> None:
    """Make a paragraph's last words, as many as a line needs, one that breaks nowhere. Changes their text in place.

    Typst hyphenates no word with a WORD JOINER in it (typst 0.15); what is set otherwise, code or a picture, ends
    what is bound.
    """
    letters = 0
    for text in _last_texts(inlines):
        if not letters:
            text.c = _WORD_END.sub(rf"\g<0>{_JOINER}", text.c, count=1)
        at = len(text.c)
        while at and letters < LEAST_LETTERS:
            at -= 1
            letters += text.c[at].isalnum()
        start = _word_start(text.c, at)
        text.c = text.c[:start] + "".join(_BREAKS.get(char, char) for char in text.c[start:])
        if letters >= LEAST_LETTERS:
            return


def _word_start(text: str, at: int) -> int:
    """Where the word begins that has the character at `at`: it is bound whole."""
    while at and text[at - 1] not in _BREAKS:
        at -= 1
    return at


def _last_texts(inlines: Sequence[Inlines]) -> Iterator[Str]:
    """Texts from the last one back, as long as nothing but formatting and notes is between them."""
    for inline in reversed(inlines):
        if isinstance(inline, Str):
            yield inline
        elif isinstance(inline, (*CONTAINERS, Span, Quoted)):
            yield from _last_texts(children(inline) or [])
        elif not isinstance(inline, Note):
            return
