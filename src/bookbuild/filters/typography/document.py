"""The rules of a language over a document: each passage in its own language, never in code or mathematics."""

import re
from collections.abc import Iterator

from bookbuild.document.nodes import Attr, Blocks, Div, Document, Inlines, Note, Span, SpanC, Str
from bookbuild.document.walk import children, inline_lists, map_inlines, walk_blocks
from bookbuild.filters.typography.edits import HOLE, Rules, rewrite_between
from bookbuild.filters.typography.text import rules_for

INCLUSIVE = re.compile(
    r"[^\W\d_]{2,}(?:·(?:e|es|ne|nes|le|les|te|tes|ve|ves|se|ses|euse|euses|rice|rices|trice|trices|ère|ères|fe|fes|sse|sses|x|s))+(?![^\W\d_])"
)
"""Forms with a median point (`innovant·e·s`): they never break and are never hyphenated."""
_FORM = re.compile(f"({INCLUSIVE.pattern})")


def typography(document: Document, language: str) -> Document:
    """The document set as its language wants it. Changes text only, never structure, but for the spans that keep
    inclusive forms whole.
    """
    _blocks(document.blocks, language)
    return map_inlines(document, _keep_inclusive_forms_whole)


def _blocks(blocks: list[Blocks], language: str) -> None:
    inside: set[int] = set()
    for block in walk_blocks(blocks):
        if id(block) in inside:
            continue
        if isinstance(block, Div) and (block.c.attr.get("lang") or "no-typo" in block.c.attr.classes):
            inside.update(id(inner) for inner in walk_blocks(block.c.blocks))
            if "no-typo" not in block.c.attr.classes:
                _blocks(block.c.blocks, block.c.attr.get("lang"))
            continue
        for inlines in inline_lists(block):
            _phrase(inlines, language)


def _phrase(inlines: list[Inlines], language: str) -> None:
    """One run of text through all its emphasis and links; what is in another language is a hole in it."""
    strings: list[Str] = []
    parts: list[str] = []
    for part in _parts(inlines, language):
        parts.append(HOLE if part is None else part.c)
        strings.append(Str("") if part is None else part)
    if strings:
        _set(strings, parts, rules_for(language))


def _set(strings: list[Str], parts: list[str], rules: Rules) -> None:
    borders: list[int] = []
    total = 0
    for part in parts[:-1]:
        total += len(part)
        borders.append(total)
    text = rewrite_between("".join(parts), borders, rules)
    for string, start, end in zip(strings, [0, *borders], [*borders, len(text)], strict=True):
        string.c = text[start:end]


def _parts(inlines: list[Inlines], language: str) -> Iterator[Str | None]:
    """The strings of a phrase in order; None for what is no text of this language."""
    for inline in inlines:
        if isinstance(inline, Str):
            yield inline
        elif isinstance(inline, Note):
            _blocks(inline.c, language)
            yield None
        elif isinstance(inline, Span) and "no-typo" in inline.c.attr.classes:
            yield None
        elif isinstance(inline, Span) and (other := inline.c.attr.get("lang")):
            _phrase(inline.c.inlines, other)
            yield None
        elif (inner := children(inline)) is not None:
            yield from _parts(inner, language)
        else:
            yield None


def _keep_inclusive_forms_whole(inlines: list[Inlines]) -> list[Inlines]:
    if not any(isinstance(inline, Str) and "·" in inline.c for inline in inlines):
        return inlines
    out: list[Inlines] = []
    for inline in inlines:
        if not (isinstance(inline, Str) and "·" in inline.c):
            out.append(inline)
            continue
        for text in _FORM.split(inline.c):
            if INCLUSIVE.fullmatch(text):
                out.append(Span(SpanC(Attr("", ["incl"]), [Str(text)])))
            elif text:
                out.append(Str(text))
    return out
