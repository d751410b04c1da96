"""A cleaned text as chapters: each with one heading of the first level, links that find their place."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from bookbuild.book.order import slug
from bookbuild.document.nodes import (
    Attr,
    Blocks,
    Document,
    Header,
    HeaderC,
    Inlines,
    Link,
    Span,
    SpanC,
    Str,
)
from bookbuild.document.walk import map_inlines, text_of, walk_blocks, walk_inlines
from bookbuild.intake.clean import Cleaned
from bookbuild.intake.report import Remarks, quoted
from bookbuild.intake.source import Source
from bookbuild.rules import intake as rules

_OUTSIDE = ("http://", "https://", "mailto:")


@dataclass
class Chapter:
    """One file to be written."""

    name: str
    """Without ending."""
    blocks: list[Blocks]


def chapters(source: Source, cleaned: Cleaned, stem: str, remarks: Remarks) -> list[Chapter]:
    """The text in the order of the file; one chapter, or one for each heading of the first level when there are several
    and no title stands over them all.
    """
    _remark_names(source, cleaned, remarks)
    blocks = _titled(source, cleaned)
    groups = _divided(blocks)
    names = [stem] if len(groups) == 1 else [f"{stem}-{number:02d}" for number in range(1, len(groups) + 1)]
    made = [Chapter(name, group) for name, group in zip(names, groups, strict=True)]
    _keep_links(made, remarks)
    return made


def _remark_names(source: Source, cleaned: Cleaned, remarks: Remarks) -> None:
    if source.authors:
        names = ", ".join(source.authors)
        remarks.say(rules.NAMES_LEFT_OUT, f"by {names}", "Say so with `by:` in book.yaml.")
    if cleaned.subtitle:
        remarks.say(
            rules.NOT_CARRIED,
            f"the subtitle {quoted(text_of(cleaned.subtitle))} is left out",
            "Put it into the title.",
        )


def _titled(source: Source, cleaned: Cleaned) -> list[Blocks]:
    """With its title as the one heading of the first level, when it has one; headings begin with the first level."""
    blocks = cleaned.blocks
    headings = [block for block in walk_blocks(blocks) if isinstance(block, Header)]
    tops = [heading for heading in headings if heading.c.level == min(one.c.level for one in headings)]
    title = cleaned.title or (
        [Str(source.title)] if source.title and source.path.suffix.lower() not in _BOOKS else []
    )
    words = text_of(title).strip()
    is_there = not words or any(text_of(heading.c.inlines).strip() == words for heading in tops)
    alone = len(tops) == 1 and blocks and blocks[0] is tops[0] and not cleaned.title
    shift = 1 - (tops[0].c.level if tops else 1)
    if not is_there and not alone:
        shift += 1
        blocks = [Header(HeaderC(1, Attr(), title)), *blocks]
    for heading in headings:
        heading.c.level = min(6, heading.c.level + shift)
    return blocks


_BOOKS = frozenset({".epub"})
"""Their title is that of a whole book."""


def _divided(blocks: list[Blocks]) -> list[list[Blocks]]:
    """At headings of the first level; what stands before the first is a part of its own when there are several."""
    groups: list[list[Blocks]] = [[]]
    for block in blocks:
        if isinstance(block, Header) and block.c.level == 1 and groups[-1]:
            groups.append([])
        groups[-1].append(block)
    headings = sum(isinstance(block, Header) and block.c.level == 1 for block in blocks)
    return groups if headings > 1 else [blocks]


def _keep_links(made: list[Chapter], remarks: Remarks) -> None:
    """Names stay where a link leads to them, links where they lead to something."""
    owners: dict[str, str] = {}
    for chapter in made:
        for block in walk_blocks(chapter.blocks):
            if isinstance(block, Header) and block.c.attr.id:
                owners.setdefault(block.c.attr.id, chapter.name)
        for one, _ in walk_inlines(chapter.blocks):
            if isinstance(one, Span) and one.c.attr.id:
                owners.setdefault(one.c.attr.id, chapter.name)
    wanted = {
        unquote(one.c.target.url[1:])
        for chapter in made
        for one, _ in walk_inlines(chapter.blocks)
        if isinstance(one, Link) and one.c.target.url.startswith("#")
    } & owners.keys()
    ids = {id: id if _is_plain(id) else f"{slug(id)}-{n}" for n, id in enumerate(sorted(wanted), 1)}
    for chapter in made:
        for block in walk_blocks(chapter.blocks):
            if isinstance(block, Header):
                id = block.c.attr.id
                block.c.attr = Attr(ids[id] if id in wanted and owners[id] == chapter.name else "")
        map_inlines(Document(chapter.blocks), partial(_links_kept, chapter.name, owners, ids, remarks))


def _is_plain(id: str) -> bool:
    """Whether Markdown takes it as it is."""
    return id.isascii() and id[:1].isalpha() and id.replace("-", "").replace("_", "").isalnum()


def _links_kept(
    name: str, owners: dict[str, str], ids: dict[str, str], remarks: Remarks, inlines: list[Inlines]
) -> list[Inlines]:
    return [new for one in inlines for new in _linked(one, name, owners, ids, remarks)]


def _linked(
    one: Inlines, name: str, owners: dict[str, str], ids: dict[str, str], remarks: Remarks
) -> list[Inlines]:
    if isinstance(one, Span) and one.c.attr.id:
        id = one.c.attr.id
        kept = ids[id] if id in ids and owners[id] == name else ""
        if not (kept or one.c.attr.classes or one.c.attr.pairs):
            return list(one.c.inlines)
        one.c = SpanC(Attr(kept, one.c.attr.classes, one.c.attr.pairs), one.c.inlines)
    if not isinstance(one, Link):
        return [one]
    url = one.c.target.url
    one.c.attr = Attr()
    if url.startswith("#") and (id := unquote(url[1:])) in ids:
        one.c.target.url = f"#{ids[id]}" if owners[id] == name else f"{owners[id]}.md#{ids[id]}"
    elif not url.lower().startswith(_OUTSIDE):
        remarks.say(
            rules.LINK_TO_NOTHING,
            f"the link {quoted(text_of(one.c.inlines))} leads to {url[:80] or 'nothing'}",
        )
        return list(one.c.inlines)
    return [one]
