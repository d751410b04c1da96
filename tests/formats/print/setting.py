"""Small books set in type for the tests: Markdown through all filters to the finished interior."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pypdfium2 import PdfDocument

from bookbuild._tools.pandoc import Pandoc
from bookbuild.book.model import Book
from bookbuild.book.order import extent, reading_order
from bookbuild.document.nodes import encode
from bookbuild.document.read import read_document
from bookbuild.document.summary import Summary
from bookbuild.filters.context import FileContext
from bookbuild.filters.pipeline import finish, understand
from bookbuild.filters.resolve.targets import resolve_book
from bookbuild.filters.target import TargetContext
from bookbuild.filters.typography import Usage
from bookbuild.formats.content import EditionText, Made, Written
from bookbuild.formats.print.interior import make
from tests.formats.books import WHEN

POINTS_PER_MM = 72 / 25.4
_PLAIN = str.maketrans({"\u2060": "", "\u2006": " ", "\u00a0": " "})


def edition_text(
    data: Mapping[str, Any], files: Mapping[str, str | bytes], folder: Path, pandoc: Pandoc
) -> EditionText:
    """The first edition of the book, its files written to `folder` and made into Typst bodies."""
    book = Book.model_validate(data)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    pieces, edition = reading_order(book), book.editions[0]
    documents, summaries = {}, {}
    for piece in (piece for piece in pieces if piece.file):
        source = str(files[piece.file or ""])
        context = FileContext(folder, piece.file or "", source, pandoc)
        documents[piece.id] = understand(read_document(source, pandoc, piece.file or "")[0], context)
        summaries[piece.id] = context.summary
    targets, _ = resolve_book(pieces, summaries, book.language)
    held = extent(pieces, edition)
    ids = frozenset(piece.id for piece in held)
    bodies = folder / "build" / "bodies"
    bodies.mkdir(parents=True, exist_ok=True)
    written = []
    for piece in held:
        body = bodies / f"{piece.id}.typ" if piece.id in documents else None
        if body:
            matter = piece.matter.value
            target = TargetContext(piece.id, piece.kind.value, matter, book.language, ids, piece.depth)
            document = finish(documents[piece.id], targets[piece.id], Usage("fr"), "typst", target)
            body.write_bytes(pandoc.write(encode(document), "typst")[0])
        written.append(Written(piece, summaries.get(piece.id, Summary()), body))
    return EditionText(
        book, edition, tuple(written), folder, folder / "build", WHEN, Usage("fr"), book.editions
    )


@dataclass
class SetBook:
    """A finished interior, with its pages as a reader sees them. Pages count from 1."""

    made: Made

    @classmethod
    def of(
        cls, data: Mapping[str, Any], files: Mapping[str, str | bytes], folder: Path, pandoc: Pandoc
    ) -> "SetBook":
        return cls(make(edition_text(data, files, folder, pandoc)))

    @property
    def path(self) -> Path:
        return self.made.artifacts[0].path

    @cached_property
    def pages(self) -> list[str]:
        """The text of every page, with plain spaces for thin and no-break ones."""
        with PdfDocument(self.path) as pdf:
            texts = [page.get_textpage().get_text_bounded() for page in pdf]
        return [
            text.replace("\u2060", "").replace("\u2006", " ").replace("\u00a0", " ").replace("\r\n", "\n")
            for text in texts
        ]

    def page_of(self, words: str, after: int = 0) -> int:
        """The first page, after a page, that has these words."""
        return next(n for n, text in enumerate(self.pages, start=1) if n > after and words in text)

    def place(self, page: int, words: str) -> tuple[float, float]:
        """Left edge and foot of the first of these words, in millimetres from the page's left and top."""
        with PdfDocument(self.path) as pdf:
            sheet = pdf[page - 1]
            found = sheet.get_textpage().search(words).get_next()
            assert found, f"{words!r} is not on page {page}"
            left, bottom, _, _ = sheet.get_textpage().get_charbox(found[0], loose=True)
            return left / POINTS_PER_MM, (sheet.get_height() - bottom) / POINTS_PER_MM

    def ink(self, page: int) -> int:
        """How many pixels of a page are not white, at 36 ppi."""
        with PdfDocument(self.path) as pdf:
            grey = pdf[page - 1].render(scale=0.5, grayscale=True).to_pil().getcolors(256) or []
        return sum(count for count, value in grey if value != 255)
