"""What offprints say about themselves in every format: summary, keywords, the book they come from, its other texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.book.model import Kind
from bookbuild.book.offprints import makers
from bookbuild.filters.typography import typeset
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.inline import Run, Voice, paragraphs, plain
from bookbuild.formats.wording import Wording, and_list, byline, wording

_LEADING = frozenset({"author", "aut", "editor", "edt"})
"""Roles of those whom a PDF names as authors of the book."""


@dataclass(frozen=True)
class OtherText:
    """Another contribution of the same book."""

    title: str
    """Typeset."""
    by: str
    """`A et B`; empty for nobody named."""
    url: str
    """Where it can be read; empty when that is not known."""


def summary_of(written: Written) -> str:
    """The abstract of a text, plain, on one line: from book.yaml, else from the text itself."""
    return " ".join(paragraphs(plain(written.piece.abstract or written.summary.abstract or "")))


def keywords_of(text: EditionText) -> tuple[str, ...]:
    """The text's own keywords, else the book's."""
    own = text.excerpted.piece.keywords if text.excerpted else ()
    return own or text.book.subjects.keywords


def title_of(text: EditionText) -> str:
    """The title of an edition: the text's own for an offprint. Not typeset."""
    return (text.excerpted.title if text.excerpted else "") or text.book.title


def authors_of(text: EditionText) -> list[str]:
    """Names of the authors or editors of an edition: of its text's authors for an offprint. Not typeset."""
    book = text.book
    if text.excerpted:
        return [person.name for person, code in makers(book, text.excerpted.piece) if code == "aut"]
    return [person.name for person in book.contributors if person.role in _LEADING]


def signature(text: EditionText, written: Written) -> str:
    """`Texte de A et B`, typeset; of an unsigned text the book's author, without words before the name."""
    words = wording(text.book.language)
    people = [typeset(text.book.contributor(id).name, text.usage) for id in written.piece.by]
    if people:
        return byline(people, words, typeset(written.piece.byline or "", text.usage))
    return and_list([typeset(name, text.usage) for name in authors_of(text)], words)


def source_line(text: EditionText, words: Wording) -> str:
    """`Extrait de « Le Dernier Kilomètre »`."""
    return f"{words.excerpt_of} {words.open_quote}{typeset(text.book.title, text.usage)}{words.close_quote}"


def source_runs(text: EditionText, words: Wording) -> tuple[Run, ...]:
    """`Ce texte est extrait de *Le Dernier Kilomètre*, Éditions de la Traille, 2026.`"""
    book = text.book
    house = typeset(book.publisher.name, text.usage)
    return (
        Run(f"{words.taken_from} "),
        Run(typeset(book.title, text.usage), Voice.EMPHASIS),
        Run(f", {house}, {book.dates.published.year}."),
    )


def other_texts(text: EditionText) -> Iterator[OtherText]:
    """The book's other contributions in reading order; none of a book of unsigned chapters."""
    words = wording(text.book.language)
    for written in text.others:
        piece = written.piece
        if piece.kind is Kind.CONTRIBUTION and written.title:
            names = [typeset(text.book.contributor(id).name, text.usage) for id in piece.by]
            yield OtherText(typeset(written.title, text.usage), and_list(names, words), piece.url or "")
