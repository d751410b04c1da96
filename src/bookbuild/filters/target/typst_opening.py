"""The paragraph that opens a piece, in words: a design may set its first letter as a drop capital."""

from collections.abc import Callable, Sequence

from bookbuild.design import typ
from bookbuild.document.nodes import Inlines, SoftBreak, Space, Str

KINDS = frozenset(
    {
        *("chapter", "contribution", "preface", "foreword", "introduction"),
        *("conclusion", "afterword", "other"),
    }
)
"""Kinds of pieces that open with prose."""
_MOST_WORDS = 150
"""More than six lines hold: what comes after them is not looked at word by word."""


def opening(inlines: Sequence[Inlines], write: Callable[[Sequence[Inlines]], str]) -> str:
    """The call of the `opening` component; empty for a paragraph that begins with no letter.

    What is no plain text (emphasis, notes) goes with the word it touches, whole.
    """
    if not inlines or not isinstance(inlines[0], Str) or not inlines[0].c[:1].isalpha():
        return ""
    letter, rest = inlines[0].c[0], inlines[0].c[1:]
    words = [""]
    for inline in (Str(rest), *inlines[1:]):
        if isinstance(inline, Space | SoftBreak):
            words.append("")
        elif isinstance(inline, Str):
            first, *others = inline.c.split(" ")
            words[-1] += typ.markup(first)
            words += map(typ.markup, others)
        else:
            words[-1] += write([inline])
    first, head, tail = words[0], words[1 : _MOST_WORDS + 1], words[_MOST_WORDS + 1 :]
    parts = typ.array([f"[{word}]" for word in head if word])
    more = f"[{' '.join(word for word in tail if word)}]" if tail else "none"
    return f"#opening({typ.string(letter)}, [{first}], {parts}, {more})"
