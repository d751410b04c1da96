"""Tiny books as data, for tests of the formats."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bookbuild.book.model import Book
from bookbuild.book.order import extent, reading_order
from bookbuild.document.summary import Summary
from bookbuild.filters.typography import Usage
from bookbuild.formats.content import EditionText, Written

WHEN = datetime(2026, 11, 16, tzinfo=UTC)

COLLECTIVE: Mapping[str, Any] = {
    "title": "Le Dernier Kilomètre",
    "subtitle": "Accès à l’information : un livre blanc",
    "language": "fr",
    "description": {"short": "Onze textes.", "long": "Premier *paragraphe*.\n\nSecond & dernier."},
    "contributors": [
        {"id": "sv", "name": "Salomé Vasseur", "file-as": "Vasseur, Salomé", "role": "editor",
         "biography": "Elle lit."},
        {"id": "ca", "name": "Colette Ambrosini", "role": "preface-author", "orcid": "0000-0002-1825-0097"},
        {"id": "ek", "name": "Élise Karakachian", "role": "contributor"},
        {"id": "bo", "name": "Bastien Oyono", "role": "contributor"},
        {"id": "im", "name": "Imprimeur Caché", "role": "printer"},
    ],
    "publisher": {
        "name": "Éditions de la Traille",
        "imprint": "Traverses",
        "address": "12, quai du Passeur, 69009 Lyon, France",
        "email": "contact@traille.example",
        "website": "https://traille.example",
    },
    "rights": {"holder": "Éditions de la Traille", "year": 2026, "licence": "CC-BY-SA-4.0"},
    "series": {"title": "Traverses", "number": 2},
    "dates": {"published": "2026-11-16"},
    "subjects": {"thema": ["JBCT1", "1DDF"], "bisac": ["SOC052000"], "clil": ["3126"],
                 "keywords": ["réseaux", "radio"]},
    "accessibility": {"contact": "acces@traille.example"},
    "cover": {"blurb": "« L’information est en ligne », dit la préfecture.\n\nM^me^ Astier attend dehors."},
    "text": {
        "front": ["title-page", {"file": "preface.md", "kind": "preface", "by": "ca"}],
        "body": [{"file": "radio.md", "by": "ek", "abstract": "La radio."},
                 {"file": "journal.md", "by": ["bo", "sv"]}],
    },
    "editions": [
        {"id": "paperback", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210",
         "price": {"EUR": "18.00"}},
        {"id": "epub", "format": "epub", "isbn": "979-10-999999-1-7", "price": {"EUR": "7.99"}},
        {"id": "kindle", "format": "kindle", "price": {"EUR": "0"}},
        {"id": "radio", "format": "epub", "isbn": "979-10-999999-2-4", "offprint": "radio"},
    ],
}  # fmt: skip

NOVEL: Mapping[str, Any] = {
    "title": "The Mill on the Hill",
    "language": "en-GB",
    "contributors": [{"id": "al", "name": "Ann Lee", "role": "author"}],
    "publisher": {"name": "Quay Press"},
    "dates": {"published": "2026-11-16"},
    "text": {"body": ["one.md"]},
    "editions": [
        {"id": "kdp", "format": "print", "trim": "us-trade", "profile": "kdp-paperback", "paper": "kdp-cream"}
    ],
}

TITLES = {"preface.md": "Préface", "radio.md": "Une radio", "journal.md": "Un journal", "one.md": "One"}


def book(data: Mapping[str, Any] = COLLECTIVE, **changes: Any) -> Book:
    """A book, with some of its fields changed."""
    return Book.model_validate({**data, **changes})


def pieces(of: Book) -> tuple[Written, ...]:
    """Its pieces as they are once read; no text is written."""
    summaries = {file: Summary(title=title, words=1000) for file, title in TITLES.items()}
    return tuple(
        Written(piece, summaries.get(piece.file or "", Summary()), None) for piece in reading_order(of)
    )


def edition_text(of: Book, folder: Path, edition: int = 0) -> EditionText:
    """One edition of it, to be made in `folder`/build; its pictures are in `folder`."""
    chosen = of.editions[edition]
    kept = {piece.id for piece in extent(reading_order(of), chosen)}
    written = tuple(one for one in pieces(of) if one.piece.id in kept)
    build = folder / "build"
    build.mkdir(parents=True, exist_ok=True)
    return EditionText(of, chosen, written, folder, build, WHEN, Usage(of.language), of.editions)
