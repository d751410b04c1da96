"""Texts of book.yaml as Typst content: typeset, with the little markup they may hold."""

from collections.abc import Iterable

from bookbuild.design import typ
from bookbuild.filters.typography import Usage, typeset
from bookbuild.formats.inline import Run, Voice, paragraphs, runs

_CALLS = {Voice.EMPHASIS: "emph", Voice.STRONG: "strong", Voice.SUPERSCRIPT: "super"}


def set_line(text: str, usage: Usage) -> str:
    """One line as a content argument: `[…]`."""
    return set_runs(runs(typeset(text, usage)))


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
