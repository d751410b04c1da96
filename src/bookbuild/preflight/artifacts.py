"""Every artifact to its own checks: the list of which is which."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bookbuild._tools import epubcheck
from bookbuild.diagnostics import Finding
from bookbuild.formats.content import Artifact, EditionText, Made

EPUBS = frozenset({"epub", "kepub", "kindle-epub"})
PDFS = frozenset({"interior-pdf", "cover-pdf"})


def check_artifacts(made: Sequence[tuple[EditionText | None, Made]], jobs: int) -> Iterator[Finding]:
    """Faults of everything that was made; the EPUBs go to EPUBCheck side by side."""
    pairs = [(text, result, artifact) for text, result in made for artifact in result.artifacts]
    epubs = [artifact.path for _, _, artifact in pairs if artifact.kind in EPUBS]
    messages = dict(zip(epubs, epubcheck.check_all(epubs, jobs), strict=True)) if epubs else {}
    for text, result, artifact in pairs:
        if text is not None and artifact.kind in EPUBS:
            yield from _epub(text, artifact, messages[artifact.path])
        elif text is not None and artifact.kind in PDFS:
            yield from _pdf(text, result, artifact)
        elif artifact.kind == "onix":
            yield from _onix(artifact.path)
        elif artifact.kind == "azw3":
            yield from _azw3(artifact.path)


def _epub(text: EditionText, artifact: Artifact, messages: Sequence[epubcheck.Message]) -> Iterator[Finding]:
    from bookbuild.preflight.epub import check_epub
    from bookbuild.preflight.kindle.check import check_kindle

    check = check_kindle if artifact.kind == "kindle-epub" else check_epub
    pages = {
        f"EPUB/text/{written.piece.id}.xhtml": written.piece.file
        for written in text.pieces
        if written.piece.file
    }
    yield from check(artifact.path, pages, text.folder, messages)


def _pdf(text: EditionText, result: Made, artifact: Artifact) -> Iterator[Finding]:
    from bookbuild.preflight.expectation import expected_cover, expected_interior
    from bookbuild.preflight.pdf import check_pdf

    if artifact.kind == "cover-pdf":
        yield from check_pdf(artifact.path, expected_cover(text, result.pages or 0))
    else:
        yield from check_pdf(artifact.path, expected_interior(text, result.pages))


def _azw3(path: Path) -> Iterator[Finding]:
    from bookbuild.preflight.azw3 import check_azw3

    yield from check_azw3(path)


def _onix(path: Path) -> Iterator[Finding]:
    from bookbuild.formats.onix.check import validate

    yield from validate(path.read_bytes())
