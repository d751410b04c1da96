"""Which book made a file that is to be checked: then its findings point into the manuscript."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookbuild.book.load import find_folder, load
from bookbuild.book.order import reading_order
from bookbuild.errors import NoBook
from bookbuild.preflight.artifacts import page_sources


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
