"""Note calls without a note."""

import re

from bookbuild.document.nodes import Document, Str
from bookbuild.document.walk import walk_inlines
from bookbuild.filters.context import FileContext
from bookbuild.rules import manuscript

_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def undefined_notes(document: Document, context: FileContext) -> Document:
    """Report `[^x]` that pandoc left as text because no `[^x]:` is in the file."""
    for inline, line in walk_inlines(document.blocks):
        if isinstance(inline, Str) and "[^" in inline.c:
            for call in _CALL.finditer(inline.c):
                context.findings.append(
                    manuscript.NOTE_UNDEFINED(
                        f"the note {call[0]} is called but never given",
                        at=context.at(line, call[0]),
                        hint=f"Add a line “{call[0]}: …” to this file.",
                    )
                )
    return document
