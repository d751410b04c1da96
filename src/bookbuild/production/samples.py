"""A free sample of the book: its first pages, or some of its pieces, and a last page that says where the rest is.

The text is that of the edition's view; figures keep the numbers they have in the book, and what leads out of the
sample keeps its words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from bookbuild.book.identifiers import isbn_fault, isbn_hyphenated
from bookbuild.book.model import Book, Edition, Kind, MadePage, Sample
from bookbuild.book.order import Matter, Piece
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.nodes import (
    Attr,
    Blocks,
    BulletList,
    Div,
    Document,
    Emph,
    Header,
    HeaderC,
    HorizontalRule,
    Inlines,
    Link,
    LinkC,
    Para,
    Plain,
    Str,
    Target,
)
from bookbuild.document.read import decode_text
from bookbuild.document.summary import Heading, Summary
from bookbuild.document.walk import text_of_blocks
from bookbuild.filters.context import FileContext
from bookbuild.filters.pipeline import STRUCTURE
from bookbuild.filters.resolve.targets import PieceTargets, Resolved
from bookbuild.filters.structure.summarise import count_words
from bookbuild.formats.print.words import print_words
from bookbuild.formats.wording import and_list, wording
from bookbuild.production.cache import Cache, code_key, digest
from bookbuild.production.read import ReadText, load_document, running_pandoc
from bookbuild.production.views import View
from bookbuild.rules import metadata

END = "sample-end"
"""Id of the last page."""
_AUTHORS = frozenset({"author", "aut"})


@dataclass(frozen=True)
class _Held:
    """What a sample holds of a view."""

    pieces: tuple[Piece, ...]
    texts: Mapping[str, ReadText]


def sampled(
    view: View, book: Book, edition: Edition, folder: Path, cache: Path, at: Location
) -> tuple[View, list[Finding]]:
    """The view of a sample edition, made of that of the whole text; `at` is where book.yaml asks for it."""
    assert edition.sample is not None  # noqa: S101 — the caller asks for samples only
    sample = edition.sample
    kept = _chosen(view, sample) if sample.pieces else _beginning(view, sample, folder, cache)
    if not any(piece.matter is Matter.BODY or piece.id in kept.texts for piece in kept.pieces):
        fault = metadata.SAMPLE_EMPTY(f"the sample “{edition.id}” holds no text", at=at)
        return replace(view, name=edition.id, editions=(edition.id,)), [fault]
    targets = {id: _targets(view.targets[id], kept) for id in kept.texts if id in view.targets}
    last = _unused(view.pieces)
    end, document = _end_page(book, edition, last, view.language)
    key = digest("sample", code_key("production/samples.py", "document"), msgspec.msgpack.encode(document))
    Cache(cache).put(key, msgspec.msgpack.encode(document))
    summary = Summary(title=end.title or "", headings=[Heading(1, last, end.title or "")])
    texts = {**kept.texts, last: ReadText(key, summary, ())}
    sample_targets = {**targets, last: PieceTargets()}
    return (
        View(edition.id, (edition.id,), view.language, (*kept.pieces, end), texts, sample_targets),
        [],
    )


# --- what is in ----------------------------------------------------------------------------------------------


def _chosen(view: View, sample: Sample) -> _Held:
    """The pieces and parts that the sample names, between the pages we make before them."""
    named = {piece.id for piece in view.pieces if piece.id in sample.pieces or piece.part in sample.pieces}
    parts = {piece.part for piece in view.pieces if piece.id in named}
    pieces = tuple(
        piece
        for piece in view.pieces
        if piece.id in named or piece.id in parts or (_is_opening(piece) and isinstance(piece.kind, MadePage))
    )
    return _Held(pieces, {piece.id: view.texts[piece.id] for piece in pieces if piece.id in view.texts})


def _is_opening(piece: Piece) -> bool:
    return piece.matter is Matter.FRONT or piece.kind is MadePage.COPYRIGHT_PAGE


def _beginning(view: View, sample: Sample, folder: Path, cache: Path) -> _Held:
    """Front matter, and so many of the body's words, to the end of the last whole block among them."""
    words = {
        piece.id: view.texts[piece.id].summary.words
        for piece in view.pieces
        if piece.matter is Matter.BODY and piece.id in view.texts
    }
    left = int(sum(words.values()) * sample.percentage / 100)
    texts = {
        piece.id: view.texts[piece.id]
        for piece in view.pieces
        if _is_opening(piece) and piece.id in view.texts
    }
    body: list[Piece] = []
    begun = False
    for piece in (piece for piece in view.pieces if piece.matter is Matter.BODY):
        if piece.id in words and words[piece.id] > left:
            if cut := _cut_text(view.texts[piece.id], piece, left, not begun, folder, cache):
                body.append(piece)
                texts[piece.id] = cut
            break
        body.append(piece)
        if piece.id in words:
            texts[piece.id] = view.texts[piece.id]
            left -= words[piece.id]
            begun = begun or piece.kind is not Kind.PART
    while body and body[-1].kind is Kind.PART:
        texts.pop(body.pop().id, None)
    front = [piece for piece in view.pieces if piece.matter is Matter.FRONT]
    back = [piece for piece in view.pieces if piece.matter is Matter.BACK and _is_opening(piece)]
    return _Held((*front, *body, *back), texts)


def _cut_text(
    text: ReadText, piece: Piece, words: int, at_least_one: bool, folder: Path, cache: Path
) -> ReadText | None:
    """A file's first blocks with so many words in all; None when not even the first fits, unless it must."""
    document = load_document(cache, text.key)
    blocks = first_blocks(document.blocks, words)
    if not _says_something(blocks) and at_least_one:
        blocks = _first_block(document.blocks)
    if not _says_something(blocks):
        return None
    document.blocks = blocks
    raw = (folder / (piece.file or "")).read_bytes()
    source, _ = decode_text(raw, piece.file or "")
    context = FileContext(folder, piece.file or "", source, running_pandoc())
    for act in STRUCTURE:
        document = act(document, context)
    key = digest(
        "cut", code_key("production/samples.py", "document", "filters"), text.key, f"{words} {at_least_one}"
    )
    Cache(cache).put(key, msgspec.msgpack.encode(document))
    return ReadText(key, context.summary, ())


def first_blocks(blocks: Sequence[Blocks], words: int) -> list[Blocks]:
    """The first blocks that have so many words, whole each; what only groups blocks may be cut between them.

    They never end with a heading or a scene break.
    """
    out: list[Blocks] = []
    for block in blocks:
        its_words = count_words(text_of_blocks([block]))
        if its_words <= words:
            out.append(block)
            words -= its_words
            continue
        if isinstance(block, Div) and not block.c.attr.classes:
            block.c.blocks = first_blocks(block.c.blocks, words)
            if block.c.blocks:
                out.append(block)
        break
    while out and isinstance(out[-1], Header | HorizontalRule):
        out.pop()
    return out


def _first_block(blocks: Sequence[Blocks]) -> list[Blocks]:
    """To the end of the first block that is no heading."""
    for number, block in enumerate(blocks):
        if _says_something([block]):
            return list(blocks[: number + 1])
    return []


def _says_something(blocks: Sequence[Blocks]) -> bool:
    return any(not isinstance(block, Header) and text_of_blocks([block]).strip() for block in blocks)


# --- where links lead ----------------------------------------------------------------------------------------


def _targets(targets: PieceTargets, held: _Held) -> PieceTargets:
    """The same, but what is not in the sample keeps its words only."""
    ids = {piece.id for piece in held.pieces}
    references = {
        target: found if _is_in(found, ids, held.texts) else Resolved("", found.text)
        for target, found in targets.references.items()
    }
    return PieceTargets(references, targets.numbers)


def _is_in(found: Resolved, ids: set[str], texts: Mapping[str, ReadText]) -> bool:
    piece, _, anchor = found.url.removeprefix("book:").partition("#")
    return piece in ids and (not anchor or (piece in texts and anchor in texts[piece].summary.anchors))


# --- the last page -------------------------------------------------------------------------------------------


def _unused(pieces: Sequence[Piece]) -> str:
    ids, id = {piece.id for piece in pieces}, END
    while id in ids:
        id += "-x"
    return id


def _end_page(book: Book, edition: Edition, id: str, language: str) -> tuple[Piece, Document]:
    """The page behind the sample: whose it is, in which editions the book is to be had, where to find it."""
    words, names = wording(language), print_words(language).editions
    people = [person.name for person in book.contributors if person.role in _AUTHORS]
    first: list[Inlines] = [
        Str(f"{words.sample_of} "),
        Emph([Str(edition.title or book.title)]),
        Str(", ".join(["", *filter(None, (and_list(people, words), book.imprint))]) + "."),
    ]
    whole = [other for other in book.editions if not other.sample and not other.offprint]
    lines = [_named(other, names[other.format.value], whole) for other in whole]
    blocks: list[Blocks] = [
        Header(HeaderC(1, Attr(id), [Str(words.sample_end)])),
        Para(first),
        Para([Str(words.sample_editions)]),
        BulletList([[Plain([Str(line)])] for line in lines]),
    ]
    address = (edition.sample.link if edition.sample else None) or book.publisher.website
    if address:
        link = Link(LinkC(Attr(), [Str(address)], Target(address)))
        blocks.append(Para([Str(f"{words.sample_link} "), link]))
    piece = Piece(id, Kind.OTHER, Matter.BACK, title=words.sample_end)
    return piece, Document(blocks)


def _named(edition: Edition, name: str, all: Sequence[Edition]) -> str:
    """An edition as the list has it, with its id where several have one format."""
    alike = [other for other in all if other.format is edition.format]
    name = name[0].upper() + name[1:] + (f" ({edition.id})" if len(alike) > 1 else "")
    return f"{name}, ISBN {_isbn(edition.isbn)}" if edition.isbn else name


def _isbn(isbn: str) -> str:
    return isbn if isbn_fault(isbn) else isbn_hyphenated(isbn)
