"""What a page must know besides its text: a small picklable value, made by the main process for a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookbuild.filters.target.html import image_href
from bookbuild.filters.typography import Usage, typeset
from bookbuild.formats.inline import paragraphs
from bookbuild.formats.wording import byline, wording

if TYPE_CHECKING:
    from bookbuild.book.model import Book, Contributor
    from bookbuild.book.order import Piece
    from bookbuild.document.summary import Summary


@dataclass(frozen=True)
class Person:
    """Who wrote a contribution."""

    name: str
    biography: tuple[str, ...] = ()
    """Paragraphs, typeset, with the little markup of `formats.inline`."""
    portrait: str = ""
    """Path in the package, from its root; empty for none."""
    portrait_alt: str = ""


@dataclass(frozen=True)
class PageHead:
    """Plain values only: a worker reads this without loading book.yaml's model."""

    id: str
    kind: str
    """A value of `Kind`."""
    matter: str
    """front, body or back."""
    lang: str
    title: str = ""
    """Plain text, typeset; used where the text has no heading."""
    byline: str = ""
    people: tuple[Person, ...] = ()
    """Those whose portrait and biography stand with the text."""
    abstract: tuple[str, ...] = ()
    """Paragraphs from book.yaml, as in `Person.biography`."""
    notes_at_end: bool = False
    """Whether its notes are endnotes, under a head of their own."""


def head_of(book: Book, piece: Piece, summary: Summary, usage: Usage, is_offprint: bool = False) -> PageHead:
    """The head of a piece's page. `usage` is the typographic usage for texts from book.yaml.

    Those who wrote a contribution are presented, and those of any text that is an offprint.
    """
    people = [book.contributor(id) for id in piece.by]
    names = [typeset(person.name, usage) for person in people]
    words = wording(book.language)
    return PageHead(
        id=piece.id,
        kind=piece.kind.value,
        matter=piece.matter.value,
        lang=book.language,
        title=typeset(piece.title or summary.title, usage),
        byline=byline(names, words, typeset(piece.byline or "", usage)) if names else "",
        people=tuple(person_of(person, usage) for person in people)
        if is_offprint or piece.kind == "contribution"
        else (),
        abstract=_typeset_paragraphs(piece.abstract, usage),
        notes_at_end=book.notes == "end",
    )


def person_of(person: Contributor, usage: Usage) -> Person:
    """A contributor as pages show them."""
    return Person(
        name=typeset(person.name, usage),
        biography=_typeset_paragraphs(person.biography, usage),
        portrait=image_href(person.portrait) if person.portrait else "",
        portrait_alt=typeset(person.portrait_alt or "", usage),
    )


def _typeset_paragraphs(text: str | None, usage: Usage) -> tuple[str, ...]:
    return tuple(typeset(paragraph, usage) for paragraph in paragraphs(text or ""))
