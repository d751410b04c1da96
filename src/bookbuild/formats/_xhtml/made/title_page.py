"""The title page, for the whole book or for an offprint of one contribution."""

from collections.abc import Iterator

from bookbuild.book.codes import marc_roles, role
from bookbuild.book.model import Book, Kind
from bookbuild.filters.typography import Usage, typeset
from bookbuild.formats._xhtml.head import head_of
from bookbuild.formats._xhtml.markup import add, new_page, write_page
from bookbuild.formats.content import EditionText
from bookbuild.formats.wording import Wording, byline, wording

_ON_TITLE_PAGE = ("aut", "edt", "edc", "trl", "aui", "wpr", "wfw", "win", "waw", "ill", "pht", "art", "ann")
"""Roles the title page names, in this order. Designers and proofreaders stand in the colophon."""
_NAMED_ALONE = frozenset({"aut"})
"""The author of a book is named without words before the name."""


def title_page(text: EditionText) -> bytes:
    """The XHTML of the title page."""
    book, words = text.book, wording(text.book.language)
    root = new_page(book.language, words.title_page, "frontmatter")
    section = add(root[1], "section", epub_type="titlepage", class_="title-page", aria_label=words.title_page)
    offprint = next((piece for piece in text.pieces if piece.piece.id == text.edition.offprint), None)
    title = typeset(book.title, text.usage)
    if offprint is not None:
        head = head_of(book, offprint.piece, offprint.summary, text.usage)
        add(section, "h1", head.title, class_="title")
        if head.byline:
            add(section, "p", head.byline, class_="people")
        source = f"{words.excerpt_of} {words.open_quote}{title}{words.close_quote}"
        add(section, "p", source, class_="source")
    else:
        add(section, "h1", title, class_="title")
        if book.subtitle:
            subtitle = typeset(book.subtitle, text.usage)
            add(section, "p", subtitle, class_="subtitle", epub_type="subtitle", role="doc-subtitle")
        for line in credit_lines(book, words, text.usage):
            add(section, "p", line, class_="people")
    add(section, "p", typeset(book.imprint, text.usage), class_="imprint")
    return write_page(root)


def credit_lines(book: Book, words: Wording, usage: Usage) -> Iterator[str]:
    """`Sous la direction de …`, `Préface de …`: a line a role."""
    for code in _ON_TITLE_PAGE:
        names = [typeset(person.name, usage) for person in book.contributors if code in marc_roles(person)]
        if names:
            before = words.roles.get(code) or role(code).byline_fr
            yield byline(names, words, before) if code not in _NAMED_ALONE else ", ".join(names)
    texts = {id for item in book.text.body for id in _authors(item)}
    names = [
        typeset(person.name, usage)
        for person in book.contributors
        if person.id in texts and "ctb" in marc_roles(person)
    ]
    if names:
        yield byline(names, words, words.roles.get("ctb") or "Textes de")


def _authors(item: object) -> Iterator[str]:
    for piece in getattr(item, "contents", (item,)):
        if getattr(piece, "kind", None) in {None, Kind.CONTRIBUTION}:
            yield from getattr(piece, "by", ())
