"""Runs of words and spaces as one string each."""

from bookbuild.document.nodes import Document, Inlines, SoftBreak, Space, Str
from bookbuild.document.walk import map_inlines


def coalesce(document: Document) -> Document:
    """Every run of Str, Space and SoftBreak becomes one Str. Changes in place."""
    return map_inlines(document, join_strings)


def join_strings(inlines: list[Inlines]) -> list[Inlines]:
    """One list of inlines with its runs of text joined."""
    out: list[Inlines] = []
    run: list[str] = []
    for inline in inlines:
        if isinstance(inline, Str):
            run.append(inline.c)
        elif isinstance(inline, Space | SoftBreak):
            run.append(" ")
        else:
            if run:
                out.append(Str("".join(run)))
                run = []
            out.append(inline)
    if run:
        out.append(Str("".join(run)))
    return out
