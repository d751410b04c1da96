"""Every artifact to its own checks: the list of which is which."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bookbuild._tools import epubcheck
from bookbuild._tools.beside import both
from bookbuild.book.identifiers import isbn_digits
from bookbuild.book.order import Piece
from bookbuild.diagnostics import Finding
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.preflight.ace import ace_findings, without_echoes
from bookbuild.preflight.agreement import agreement_findings

EPUBS = frozenset({"epub", "kepub", "kindle-epub"})
PDFS = frozenset({"interior-pdf", "cover-pdf", "jacket-pdf"})


def check_artifacts(made: Sequence[tuple[EditionText | None, Made]], ask_ace: bool) -> Iterator[Finding]:
    """Faults of everything that was made. One EPUBCheck reads all EPUBs, while Ace, if it is to, shows each page.

    Ace does not see those for Kindle: their pages are the same, and KDP reads no accessibility metadata.
    """
    pairs = [(text, result, artifact) for text, result in made for artifact in result.artifacts]
    epubs = [artifact.path for _, _, artifact in pairs if artifact.kind in EPUBS]
    shown = [(text, artifact) for text, _, artifact in pairs if text and artifact.kind == "epub" and ask_ace]
    said, heard = both(lambda: _ace(shown), lambda: epubcheck.check_all(epubs) if epubs else [])
    messages = dict(zip(epubs, heard, strict=True))
    for text, result, artifact in pairs:
        if text is not None and artifact.kind in EPUBS:
            ours = _epub(text, artifact, messages[artifact.path])
            yield from (*ours, *without_echoes(said.get(artifact.path, ()), ours))
        elif text is not None and artifact.kind in PDFS:
            yield from _pdf(text, result, artifact)
        elif artifact.kind == "screen-pdf":
            yield from _screen(artifact.path)
        elif artifact.kind == "onix":
            yield from _onix(artifact.path)
        elif artifact.kind == "azw3":
            yield from _azw3(artifact.path)
        elif text is not None and artifact.kind == "html":
            yield from _html(text, artifact.path)
    yield from agreement_findings(made)


def _ace(epubs: Sequence[tuple[EditionText, Artifact]]) -> dict[Path, list[Finding]]:
    return {
        artifact.path: ace_findings(artifact.path, _sources(text), text.folder) for text, artifact in epubs
    }


def _epub(text: EditionText, artifact: Artifact, messages: Sequence[epubcheck.Message]) -> list[Finding]:
    from bookbuild.preflight.epub import check_epub
    from bookbuild.preflight.kindle.check import check_kindle
    from bookbuild.preflight.shop import GENERIC

    if artifact.kind == "kindle-epub":
        return check_kindle(artifact.path, _sources(text), text.folder, messages)
    shops = text.edition.shops or (GENERIC,)
    return check_epub(artifact.path, _sources(text), text.folder, messages, shops)


def page_sources(pieces: Iterable[Piece]) -> dict[str, str]:
    """The manuscript file, relative to book.yaml, of each page of an EPUB of ours."""
    return {f"EPUB/text/{piece.id}.xhtml": piece.file for piece in pieces if piece.file}


def _sources(text: EditionText) -> dict[str, str]:
    return page_sources(written.piece for written in text.pieces)


def _pdf(text: EditionText, result: Made, artifact: Artifact) -> Iterator[Finding]:
    from bookbuild.formats.print.cover_size import CoverPart
    from bookbuild.formats.print.kept_pages import pages_as_kept
    from bookbuild.preflight.expectation import expected_cover, expected_interior
    from bookbuild.preflight.pdf.check import check_pdf
    from bookbuild.preflight.pdf.lines import Lines
    from bookbuild.preflight.pdf.suspects import is_suspect

    if artifact.kind != "interior-pdf":
        part = CoverPart.JACKET if artifact.kind == "jacket-pdf" else CoverPart.COVER
        yield from check_pdf(artifact.path, expected_cover(text, result.pages or 0, part))
        return
    files = {written.piece.id: written.piece.file for written in text.pieces if written.piece.file}
    with Lines(artifact.path, text.folder, files, pages_as_kept(artifact.path.parent)) as lines:
        # reading every page takes as long as setting it: `bookbuild check FILE` does
        yield from check_pdf(
            artifact.path, expected_interior(text, result.pages), lines.place, reads=is_suspect
        )


def _screen(path: Path) -> Iterator[Finding]:
    from bookbuild.preflight.pdf_tags import check_screen_pdf

    yield from check_screen_pdf(path)


def _azw3(path: Path) -> Iterator[Finding]:
    from bookbuild.preflight.azw3 import check_azw3

    yield from check_azw3(path)


def _html(text: EditionText, path: Path) -> Iterator[Finding]:
    from bookbuild.preflight.html import check_html

    yield from check_html(path, _foreign_isbns(text))


def _foreign_isbns(text: EditionText) -> frozenset[str]:
    """Of an offprint: digits of the ISBNs of the whole book."""
    if text.edition.offprint is None:
        return frozenset()
    return frozenset(
        isbn_digits(other.isbn) for other in text.book.editions if other.isbn and other.offprint is None
    )


def _onix(path: Path) -> Iterator[Finding]:
    from bookbuild.preflight.onix.check import check_onix_file

    yield from check_onix_file(path)
