"""Marks that rules put around what is more than text: superscripts, small capitals, forms that stay whole.

A rule sees plain text, so it can only write text: it writes one of these pairs, and `filters.typography.document`
makes the node of it. They are non-characters (Unicode 16, 23.7), which no manuscript holds: NORMALISE takes
them out.
"""

import re
from collections.abc import Callable

from bookbuild.document.nodes import Attr, Inlines, SmallCaps, Span, SpanC, Str, Superscript

SUPERSCRIPT = "\ufdd0", "\ufdd1"
SMALL_CAPITALS = "\ufdd2", "\ufdd3"
INCLUSIVE = "\ufdd4", "\ufdd5"
"""A form such as `innovant·e·s`: no line ends in it."""
HYPHENATED = "\ufdd6", "\ufdd7"
"""A word that breaks where the book says, and nowhere else."""

_MARKS = re.compile("[\ufdd0-\ufdd7]")
_MARKED = re.compile("([\ufdd0\ufdd2\ufdd4\ufdd6][^\ufdd0-\ufdd7]*[\ufdd1\ufdd3\ufdd5\ufdd7])")


def marked(pair: tuple[str, str], text: str) -> str:
    """The text between two marks."""
    return f"{pair[0]}{text}{pair[1]}"


def without_marks(text: str) -> str:
    """What the text says, for places that hold nothing but text."""
    return _MARKS.sub("", text)


def has_marks(text: str) -> bool:
    """Whether a rule has marked something."""
    return _MARKS.search(text) is not None


def nodes_of(text: str) -> list[Inlines]:
    """Marked text as inlines. A mark without its other half says nothing and goes."""
    out: list[Inlines] = []
    for part in _MARKED.split(text):
        plain = without_marks(part)
        if not plain:
            continue
        make = _NODES.get(part[0]) if _MARKED.fullmatch(part) else None
        out.append(make(Str(plain)) if make else Str(plain))
    return out


def _span(name: str) -> Callable[[Inlines], Inlines]:
    return lambda text: Span(SpanC(Attr("", [name]), [text]))


_NODES: dict[str, Callable[[Inlines], Inlines]] = {
    SUPERSCRIPT[0]: lambda text: Superscript([text]),
    SMALL_CAPITALS[0]: lambda text: SmallCaps([text]),
    INCLUSIVE[0]: _span("incl"),
    HYPHENATED[0]: _span("hyph"),
}
