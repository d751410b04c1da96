"""The line by which a text or the book is cited, as readers copy it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.book.codes import roles_in
from bookbuild.book.model import Book
from bookbuild.book.order import Piece
from bookbuild.filters.typography import typeset
from bookbuild.formats.content import EditionText
from bookbuild.formats.inline import Run, Voice
from bookbuild.formats.offprint import authors_of
from bookbuild.formats.printed import Printed
from bookbuild.formats.wording import Wording, and_list, wording

_DOI = "https://doi.org/"
_EDITORS = ("edt", "edc", "com")


@dataclass(frozen=True)
class Citation:
    """`Marie Durand, « La tournée », dans *Le Livre*, Éditions du Test, 2026, p. 12-20.`"""

    label: str
    """What stands before it: `Pour citer ce texte :`."""
    runs: tuple[Run, ...]
    """All of it but the address, typeset."""
    address: str
    """DOI or web address; empty for none."""

    @property
    def plain(self) -> str:
        """Without label and markup, with the address."""
        return " ".join(filter(None, ("".join(run.text for run in self.runs), self.address)))


def citation(text: EditionText) -> Citation:
    """Of the text that an offprint holds, else of the book."""
    words = wording(text.book.language)
    if text.excerpted is None:
        return Citation(words.cite_book, tuple(_book(text, words)), text.book.url or "")
    piece = text.excerpted.piece
    title = typeset(text.excerpted.title, text.usage)
    names = and_list([typeset(name, text.usage) for name in authors_of(text)], words)
    lead = f"{names}, " if names else ""
    opening = f"{lead}{words.open_quote}{title}{words.close_quote}, {words.inside} "
    # A novelist's chapter is in a book of the same hand, who is named once.
    runs = [Run(opening), *_book(text, words, named=bool(piece.by))]
    return Citation(words.cite_text, tuple(runs), web_address(text.book, piece))


def web_address(book: Book, piece: Piece) -> str:
    """Where a text is found for good: its DOI, its own address, the book's page; empty for none."""
    return f"{_DOI}{piece.doi}" if piece.doi else piece.url or book.url or ""


def folios(printed: Printed | None, piece: str) -> tuple[str, str]:
    """First and last page of a text in the printed book, as they are called there; empty when nothing is printed."""
    labels = (
        [page.label for page in printed.pages if page.piece == piece and not page.blank] if printed else []
    )
    return (labels[0], labels[-1]) if labels else ("", "")


def _book(text: EditionText, words: Wording, named: bool = True) -> Iterator[Run]:
    """`Salomé Vasseur (dir.), *Le Dernier Kilomètre*, traduit par …, Éditions de la Traille, 2026, p. 23-41.`"""
    book = text.book
    people = [("aut", "", ""), *((code, words.edited, words.edited_by_several) for code in _EDITORS)]
    for code, one, several in people if named else ():
        if names := _names(text, code):
            mark = several if len(names) > 1 else one
            yield Run(f"{and_list(names, words)}{' ' if mark else ''}{mark}, ")
            break
    yield Run(typeset(book.title, text.usage), Voice.EMPHASIS)
    rest = []
    if translators := _names(text, "trl"):
        rest.append(f"{words.translated} {and_list(translators, words)}")
    rest += [typeset(book.publisher.name, text.usage), str(book.dates.published.year)]
    if pages := _pages(text, words):
        rest.append(pages)
    yield Run("".join(f", {item}" for item in rest) + ".")


def _names(text: EditionText, code: str) -> Sequence[str]:
    return [
        typeset(person.name, text.usage)
        for person in text.book.contributors
        if roles_in(text.book, person)[0] == code
    ]


def _pages(text: EditionText, words: Wording) -> str:
    """`p. 23-41` of an offprint's text in the printed book."""
    first, last = folios(text.cited, text.edition.offprint or "")
    if not first:
        return ""
    return f"{words.page}{first}" if first == last else f"{words.pages}{first}{words.page_range}{last}"
