"""The text of an offprint: references to the rest of the book cite it, bibliographies keep the works referred to."""

from collections.abc import Iterable

from bookbuild.document.nodes import (
    Attr,
    Blocks,
    BulletList,
    DefinitionList,
    Div,
    Document,
    Emph,
    Header,
    Inlines,
    Link,
    LinkC,
    OrderedList,
    Span,
    SpanC,
    Str,
    Target,
)
from bookbuild.document.walk import map_inlines, text_of, walk_blocks, walk_inlines
from bookbuild.filters.target import Excerpt, TargetContext


def excerpt(document: Document, context: TargetContext) -> Document:
    """The document as an offprint has it, changed in place; of a whole book, as it is."""
    if context.excerpt is None:
        return document
    if context.excerpt.is_bibliography:
        prefix = f"{context.piece_id}#"
        works = frozenset(
            work.removeprefix(prefix) for work in context.excerpt.works if work.startswith(prefix)
        )
        document.blocks = _with_works(document.blocks, works)
    references = _References(context, context.excerpt)
    return map_inlines(
        document, lambda inlines: [new for inline in inlines for new in references.settled(inline)]
    )


class _References:
    """References of one piece; the first to each other piece says where that is."""

    def __init__(self, context: TargetContext, excerpt: Excerpt) -> None:
        self._excerpt = excerpt
        self._held = context.extent
        self._elsewhere = {one.piece: one for one in excerpt.elsewhere}
        self._bibliographies = {work.partition("#")[0] for work in excerpt.works}
        self._cited: set[str] = set()

    def settled(self, inline: Inlines) -> list[Inlines]:
        """A link to what the offprint holds, or out of the book, as it is; any other to the web, or its words."""
        if not isinstance(inline, Link) or not inline.c.target.url.startswith("book:"):
            return [inline]
        place = inline.c.target.url.removeprefix("book:")
        piece, _, anchor = place.partition("#")
        if piece in self._held:
            gone = anchor and piece in self._bibliographies and place not in self._excerpt.works
            return _words(inline) if gone else [inline]
        other = self._elsewhere.get(piece)
        if other is not None and other.url and self._excerpt.linked:
            inline.c.target.url = other.url
            return [inline]
        return [*_words(inline), *self._citation(piece, other.title if other else "", inline)]

    def _citation(self, piece: str, title: str, link: Link) -> list[Inlines]:
        """` [« La tournée », dans *Le Livre*]`, once a piece; without the title where the words are that already."""
        if piece in self._cited:
            return []
        self._cited.add(piece)
        book: Inlines = Emph([Str(self._excerpt.book)])
        if self._excerpt.url and self._excerpt.linked:
            book = Link(LinkC(Attr(), [book], Target(self._excerpt.url)))
        named = _letters(text_of(link.c.inlines)) == _letters(title)
        before = f"{title}, " if title and not named else ""
        return [Str(f" [{before}{self._excerpt.inside} "), book, Str("]")]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _words(link: Link) -> list[Inlines]:
    attr = Attr(link.c.attr.id, [], [pair for pair in link.c.attr.pairs if pair[0] == "lang"])
    return [Span(SpanC(attr, link.c.inlines))] if attr.id or attr.pairs else link.c.inlines


def _with_works(blocks: list[Blocks], works: frozenset[str]) -> list[Blocks]:
    """The first heading, the entries in which one of these anchors stands, and the headings above them."""
    kept: list[Blocks] = []
    for block in reversed(blocks):
        if isinstance(block, Header):
            below = kept[-1] if kept else None
            opens = below is not None and not (isinstance(below, Header) and below.c.level <= block.c.level)
            if opens or block is blocks[0]:
                kept.append(block)
        elif works & _ids([block]):
            kept.append(_entries(block, works))
    return kept[::-1]


def _entries(block: Blocks, works: frozenset[str]) -> Blocks:
    """A block in which a work stands, without the works that nobody refers to."""
    match block:
        case Div() if block.c.attr.id not in works:
            block.c.blocks = _with_works(block.c.blocks, works)
        case BulletList():
            block.c = [item for item in block.c if works & _ids(item)]
        case OrderedList():
            block.c.items = [item for item in block.c.items if works & _ids(item)]
        case DefinitionList():
            block.c = [entry for entry in block.c if works & _ids([DefinitionList([entry])])]
        case _:
            pass
    return block


def _ids(blocks: Iterable[Blocks]) -> set[str]:
    """The anchors in some blocks."""
    listed = list(blocks)
    found = {block.c.attr.id for block in walk_blocks(listed) if isinstance(block, Div)}
    found |= {inline.c.attr.id for inline, _ in walk_inlines(listed) if isinstance(inline, Span | Link)}
    return found - {""}
