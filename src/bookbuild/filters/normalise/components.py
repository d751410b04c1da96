"""The vocabulary of components; other classes are reported."""

from bookbuild.document.nodes import Div, Document, Header, Span
from bookbuild.document.walk import walk_blocks, walk_inlines
from bookbuild.filters.context import FileContext
from bookbuild.rules import manuscript

BLOCKS = frozenset(
    [
        "abstract",
        "acknowledgements",
        "bibliography",
        "colophon",
        "dedication",
        "description",
        "dialogue",
        "epigraph",
        "extract",
        "glossary",
        "letter",
        "no-typo",
        "pull-quote",
        "sidebar",
        "verse",
    ]
)
"""Classes of fenced divs; each has a style of the same name in styles/epub and styles/print."""
WAYS = {"pull-quote": frozenset({"bleed"}), "sidebar": frozenset({"bleed"})}
"""Further classes of some of them, that say how one is set: `bleed` lets its ground go out to the trim in print."""
INLINES = frozenset(
    [
        "abbr",
        "attribution",
        "dateline",
        "decorative",
        "index",
        "kbd",
        "mark",
        "no-typo",
        "page",
        "salutation",
        "signature",
        "smallcaps",
        "speaker",
        "underline",
    ]
)
"""Classes of bracketed spans, links and images."""
HEADINGS = frozenset({"part", "unnumbered", "unlisted"})
"""Classes of headings."""
CITATION_CLASSES = frozenset({"references", "csl-bib-body", "csl-entry", "uri", "email"})
"""Classes that pandoc itself sets."""


def components(document: Document, context: FileContext) -> Document:
    """Report classes that nothing will style. The nodes stay: their text is never lost."""
    for block in walk_blocks(document.blocks):
        if isinstance(block, Div):
            ways = frozenset[str]().union(*(WAYS.get(name, ()) for name in block.c.attr.classes))
            _report(block.c.attr.classes, BLOCKS | ways, 0, context)
        elif isinstance(block, Header):
            _report(block.c.attr.classes, HEADINGS, block.line, context)
    for inline, line in walk_inlines(document.blocks):
        if isinstance(inline, Span):
            _report(inline.c.attr.classes, INLINES, line, context)
    return document


def _report(classes: list[str], known: frozenset[str], line: int, context: FileContext) -> None:
    for name in classes:
        if name in known or name in CITATION_CLASSES:
            continue
        close = _nearest(name, known)
        context.findings.append(
            manuscript.UNKNOWN_CLASS(
                f"no style knows the class “{name}”",
                at=context.at(line, name),
                hint=f"Did you mean “{close}”?" if close else f"Known here: {', '.join(sorted(known))}.",
            )
        )


def _nearest(name: str, known: frozenset[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), 1)), "")
