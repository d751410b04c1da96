"""Links and cross-references in one document, pointed at their targets; figures and tables numbered."""

from bookbuild.document.coalesce import join_strings
from bookbuild.document.nodes import (
    Attr,
    Cite,
    Document,
    Figure,
    Image,
    Inlines,
    Link,
    LinkC,
    Span,
    SpanC,
    Str,
    Table,
    Target,
)
from bookbuild.document.walk import map_inlines, walk_blocks
from bookbuild.filters.resolve.targets import PieceTargets
from bookbuild.filters.structure.summarise import EXTERNAL

SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:", "doi:", "urn:")
"""Links out of the book that readers may follow."""

_GOALS: dict[type[Inlines], str] = {Image: "details", Span: "to"}
"""Attributes that name a place as links do."""


def references(document: Document, targets: PieceTargets) -> Document:
    """Internal links get `book:` URLs; one that leads nowhere keeps its words. Changes in place."""

    def change(inlines: list[Inlines]) -> list[Inlines]:
        if not any(isinstance(inline, Link | Cite | Image | Span) for inline in inlines):
            return inlines
        return join_strings([new for inline in inlines for new in _changed(inline, targets)])

    for block in walk_blocks(document.blocks):
        if isinstance(block, Figure | Table) and (number := targets.numbers.get(block.c.attr.id)):
            block.c.attr.pairs = [*block.c.attr.without("number").pairs, ("number", number)]
    return map_inlines(document, change)


def _changed(inline: Inlines, targets: PieceTargets) -> list[Inlines]:
    if isinstance(inline, Cite):
        return _cross_reference(inline, targets)
    if not isinstance(inline, Link):
        return [_with_goal(inline, _GOALS[type(inline)], targets) if type(inline) in _GOALS else inline]
    url = inline.c.target.url
    if EXTERNAL.match(url) and not url.startswith("@"):
        return [inline] if url.lower().startswith(SAFE_SCHEMES) else [_words(inline)]
    found = targets.references.get(url)
    if found is None:
        return [_words(inline)]
    if not found.url:
        return [_words(inline)] if not found.text else [Str(found.text)]
    inline.c.target.url = found.url
    if found.text:
        inline.c.inlines = [Str(found.text)]
    return [inline]


def _with_goal(inline: Inlines, key: str, targets: PieceTargets) -> Inlines:
    """A picture whose long description, an index mark whose end was found, or is not spoken of."""
    attr: Attr = inline.c.attr  # type: ignore[union-attr]  # those of _GOALS have one
    if goal := attr.get(key):
        found = targets.references.get(goal)
        attr.pairs = [*attr.without(key).pairs, *([(key, found.url)] if found else [])]
    return inline


def _words(link: Link) -> Span:
    return Span(SpanC(Attr(link.c.attr.id), link.c.inlines))


def _cross_reference(cite: Cite, targets: PieceTargets) -> list[Inlines]:
    """`@fig:x` as a link that says “figure 2”; any other citation keeps its words."""
    keys = [f"@{item.citationId}" for item in cite.c.citations]
    if not all(key in targets.references for key in keys):
        return cite.c.inlines
    out: list[Inlines] = []
    for number, (item, key) in enumerate(zip(cite.c.citations, keys, strict=True)):
        found = targets.references[key]
        if number:
            out.append(Str(", "))
        out.extend(item.citationPrefix)
        if item.citationPrefix:
            out.append(Str(" "))
        said: list[Inlines] = [Str(found.text)]
        out.extend([Link(LinkC(Attr(), said, Target(found.url)))] if found.url else said)
        out.extend(item.citationSuffix)
    return out
