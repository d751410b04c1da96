"""The files of the manuscript: those book.yaml lists are there and inside, those on disk are listed."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, MadePage, Part
from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import manuscript

NOT_TEXT = frozenset({"readme.md", "changelog.md", "licence.md", "license.md", "notes.md"})
"""Markdown that lies beside manuscripts and is none."""


def resolve_inside(folder: Path, base: PurePosixPath, url: str) -> str | None:
    """A path as a book names it, made relative to the book's folder; None when it leads out of it.

    `base` is the folder of the file that names it, relative to the book. Symbolic links are followed before judging.
    """
    if url.startswith(("/", "\\")) or ":" in url.split("/", maxsplit=1)[0] or "\0" in url:
        return None
    path, root = (folder / base / url).resolve(), folder.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


def check_files(book: Book, folder: Path, lines: YamlLines) -> tuple[list[Finding], frozenset[str]]:
    """Findings about listed and unlisted files and the bibliography; and those of them that can't be read."""
    findings: list[Finding] = []
    unreadable: set[str] = set()
    for file, path in _listed(book):
        at = lines.at(*path, "file")
        if resolve_inside(folder, PurePosixPath(), file) is None:
            findings.append(manuscript.OUTSIDE_BOOK(f"{file} is outside the book's folder", at=at))
            unreadable.add(file)
        elif not is_file(folder / file):
            findings.append(
                manuscript.MISSING_FILE(f"{file} is not there", at=at, hint=_similar(folder, file))
            )
            unreadable.add(file)
    if book.bibliography:
        at = lines.at("bibliography")
        if resolve_inside(folder, PurePosixPath(), book.bibliography) is None:
            findings.append(
                manuscript.OUTSIDE_BOOK(f"{book.bibliography} is outside the book's folder", at=at)
            )
            unreadable.add(book.bibliography)
        elif not is_file(folder / book.bibliography):
            findings.append(
                manuscript.MISSING_FILE(
                    f"{book.bibliography} is not there", at=at, hint="It is a CSL JSON file."
                )
            )
            unreadable.add(book.bibliography)
    return findings + list(_unlisted(book, folder)), frozenset(unreadable)


def is_file(path: Path) -> bool:
    """Whether there is a regular file: a pipe is none, nor is a name that no disk can hold."""
    try:
        return path.is_file()
    except OSError:
        return False


def _listed(book: Book) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for matter in ("front", "body", "back"):
        for number, item in enumerate(getattr(book.text, matter)):
            if isinstance(item, MadePage):
                continue
            if item.file:
                yield item.file, ("text", matter, number)
            if isinstance(item, Part):
                for inner, piece in enumerate(item.contents):
                    yield piece.file, ("text", matter, number, "contents", inner)


def _unlisted(book: Book, folder: Path) -> Iterator[Finding]:
    """Markdown beside listed files, or in front/, body/ and back/, that book.yaml does not name."""
    listed = {PurePosixPath(file) for file in book.text.files()}
    places = {file.parent for file in listed} | {PurePosixPath(name) for name in ("front", "body", "back")}
    for place in sorted(places):
        for path in sorted((folder / place).glob("*.md")):
            file = PurePosixPath(path.relative_to(folder).as_posix())
            if file not in listed and path.name.lower() not in NOT_TEXT:
                yield manuscript.UNLISTED_FILE(
                    f"{file} is in no part of the text",
                    at=Location(str(file)),
                    hint="List it in book.yaml, or move it away.",
                )


def _similar(folder: Path, file: str) -> str:
    from difflib import get_close_matches

    there = sorted(path.relative_to(folder).as_posix() for path in folder.glob("**/*.md"))
    close = get_close_matches(file, there, 1)
    return f"Did you mean {close[0]}?" if close else "Write it, or take it out of book.yaml."
