"""The work in schema.org's words, for search engines: a chapter of its book, or the book (schema.org 29)."""

from typing import Any

from bookbuild.book.model import Format
from bookbuild.formats._xhtml.made.copyright_page import licence_address
from bookbuild.formats._xhtml.made.title_page import marc
from bookbuild.formats.citation import folios, web_address
from bookbuild.formats.content import EditionText
from bookbuild.formats.inline import plain
from bookbuild.formats.offprint import authors_of, keywords_of, summary_of, title_of

_ROLES = {"aut": "author", "edt": "editor", "trl": "translator", "ill": "illustrator"}
"""MARC codes and schema.org's names of what they did."""
_CONTEXT = "https://schema.org"


def work(text: EditionText) -> dict[str, Any]:
    """JSON-LD of one edition. What nobody has said is left out."""
    found = _chapter(text) if text.excerpted else _book(text)
    return {"@context": _CONTEXT, **_said(found)}


def _chapter(text: EditionText) -> dict[str, Any]:
    assert text.excerpted is not None  # noqa: S101 — the caller has looked
    piece = text.excerpted.piece
    first, last = folios(text.cited, piece.id)
    return {
        "@type": "Chapter",
        "@id": web_address(text.book, piece) if piece.doi or piece.url else None,
        "name": title_of(text),
        "author": [{"@type": "Person", "name": name} for name in authors_of(text)],
        "abstract": summary_of(text.excerpted),
        "url": piece.url,
        "identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": piece.doi}
        if piece.doi
        else None,
        "pagination": f"{first}-{last}" if first != last else first,
        **_shared(text),
        "isPartOf": {"@type": "Book", **_said(_title(text))},
    }


def _book(text: EditionText) -> dict[str, Any]:
    book = text.book
    ebook = text.edition.format is not Format.PRINT
    return {
        "@type": "Book",
        **_title(text),
        **{name: _people(text, code) for code, name in _ROLES.items()},
        "description": plain(book.description.long).strip() if book.description else None,
        "isbn": text.edition.isbn,
        "bookFormat": f"{_CONTEXT}/EBook" if ebook else f"{_CONTEXT}/Paperback",
        **_shared(text),
    }


def _people(text: EditionText, code: str) -> list[dict[str, str]]:
    return [
        {"@type": "Person", "name": person.name}
        for person in text.book.contributors
        if marc(person.role) == code
    ]


def _title(text: EditionText) -> dict[str, Any]:
    book = text.book
    return {"name": book.title, "alternativeHeadline": book.subtitle, "url": book.url}


def _shared(text: EditionText) -> dict[str, Any]:
    book = text.book
    rights = book.rights
    return {
        "inLanguage": book.language,
        "datePublished": book.dates.published.isoformat(),
        "publisher": _said(
            {"@type": "Organization", "name": book.publisher.name, "url": book.publisher.website}
        ),
        "copyrightHolder": _holder(text, rights.holder) if rights else None,
        "copyrightYear": rights.year if rights else None,
        "license": licence_address(rights.licence if rights else None),
        "keywords": list(keywords_of(text)),
    }


def _holder(text: EditionText, name: str) -> dict[str, str]:
    people = {person.name for person in text.book.contributors}
    return {"@type": "Person" if name in people else "Organization", "name": name}


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [])}
