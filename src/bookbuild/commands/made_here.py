"""Which book made a file that is to be checked: then its findings point into the manuscript."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookbuild.book.load import find_folder, load
from bookbuild.book.order import reading_order
from bookbuild.errors import NoBook
from bookbuild.formats.print.kept_pages import pages_as_kept
from bookbuild.preflight.artifacts import page_sources
from bookbuild.preflight.pdf.any_file import PrintedBy


@dataclass(frozen=True)
class Origin:
    """Where a file comes from."""

    folder: Path
    """Of book.yaml; of the file itself when no book made it."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """The manuscript file of each page; empty when no book made it."""


def origin_of(file: Path) -> Origin:
    """The book whose build/ or dist/ holds the file, if it can be read."""
    for folder in file.resolve().parents:
        if folder.name not in {"build", "dist"}:
            continue
        try:
            home = find_folder(folder.parent)
            book = load(folder.parent).book
        except (NoBook, OSError):
            continue
        if book is not None:
            return Origin(home, page_sources(reading_order(book)))
    return Origin(file.parent)


def printed_by(file: Path) -> PrintedBy | None:
    """The edition here that a PDF was made for, and what its pages hold; None for a PDF of others."""
    origin = origin_of(file)
    if not origin.sources:
        return None
    root = next(folder for folder in file.resolve().parents if folder.name in {"build", "dist"}).parent
    book = load(origin.folder).book
    for edition in book.editions if book is not None else ():
        if book is not None and (root / "build" / edition.id / file.name).is_file():
            files = {piece.id: piece.file for piece in reading_order(book) if piece.file}
            return PrintedBy(origin.folder, edition, files, pages_as_kept(root / "build" / edition.id))
    return None
