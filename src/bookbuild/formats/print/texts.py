"""Texts of book.yaml as Typst content: typeset, with the little markup they may hold."""

from collections.abc import Iterable

from bookbuild.design import typ
from bookbuild.document.nodes import SmallCaps, Superscript
from bookbuild.document.walk import text_of
from bookbuild.filters.typography import Usage, typeset
from bookbuild.filters.typography.edits import rewrite
from bookbuild.filters.typography.marks import nodes_of
from bookbuild.filters.typography.usage import kept_by, rules_of
from bookbuild.formats.inline import Run, Voice, paragraphs, runs

_CALLS = {Voice.EMPHASIS: "emph", Voice.STRONG: "strong", Voice.SUPERSCRIPT: "super"}


def set_line(text: str, usage: Usage) -> str:
    """One line as a content argument: `[…]`."""
    return set_runs(runs(typeset(text, usage)))


def set_title(text: str, usage: Usage) -> str:
    """A title, which is plain text, as a content argument: centuries and ordinals in it are set as in the text."""
    pieces = []
    for node in nodes_of(rewrite(text, rules_of(usage), kept_by(usage))):
        words = typ.markup(text_of([node]))
        if isinstance(node, Superscript):
            words = f"#super[{words}];"
        elif isinstance(node, SmallCaps):
            words = f"#smallcaps(all: true)[{words}];"
        pieces.append(words)
    return "[" + "".join(pieces) + "]"


def set_runs(text: Iterable[Run]) -> str:
    """Typeset runs as a content argument."""
    pieces = []
    for run in text:
        words = typ.markup(run.text)
        pieces.append(f"#{_CALLS[run.voice]}[{words}];" if run.voice in _CALLS else words)
    return "[" + "".join(pieces) + "]"


def set_paragraphs(text: str | None, usage: Usage) -> str:
    """Paragraphs as a content argument, `none` for no text."""
    blocks = [set_line(paragraph, usage)[1:-1] for paragraph in paragraphs(text or "")]
    return "[" + "\n\n".join(blocks) + "]" if blocks else "none"


def set_lines(lines: Iterable[str], usage: Usage) -> str:
    """Several lines as an array of contents; empty ones are left out."""
    return typ.array([set_line(line, usage) for line in lines if line])
