"""Short texts from book.yaml as elements."""

from collections.abc import Iterable

from lxml import etree

from bookbuild.filters.typography import Usage, typeset
from bookbuild.formats._xhtml.markup import add, append_text
from bookbuild.formats.inline import Run, Voice, paragraphs, runs

_ELEMENTS = {Voice.EMPHASIS: "em", Voice.STRONG: "strong", Voice.SUPERSCRIPT: "sup"}


def set_prose(element: etree._Element, text: str) -> None:
    """Add one paragraph's text, with its little markup, to an element."""
    set_runs(element, runs(text))


def set_runs(element: etree._Element, text: Iterable[Run]) -> None:
    """Add runs of text, each in its voice, to an element."""
    for run in text:
        if run.voice is Voice.PLAIN:
            append_text(element, run.text)
        else:
            add(element, _ELEMENTS[run.voice], run.text)


def add_paragraphs(parent: etree._Element, text: str, usage: Usage) -> None:
    """Add a text as book.yaml has it, typeset, as one `p` a paragraph."""
    for paragraph in paragraphs(text):
        set_prose(add(parent, "p"), typeset(paragraph, usage))
