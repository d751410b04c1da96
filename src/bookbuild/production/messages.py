"""The ONIX messages, from what has become known of the files that were made."""

from collections.abc import MutableMapping, Sequence
from dataclasses import replace
from pathlib import Path

from bookbuild.book.model import Book, Format
from bookbuild.book.order import slug
from bookbuild.formats.content import EditionText, Made
from bookbuild.formats.printed import PrintedPage

Folios = MutableMapping[str, tuple[PrintedPage, ...]]
"""The pages of printed editions, by id; filled while they are set."""

_EPUBS = frozenset({"epub", "kindle-epub"})


def also_showing(text: EditionText, folios: Folios) -> EditionText:
    """A printed edition whose pages are also kept in `folios`: ONIX names those of each contribution."""
    if text.edition.format is not Format.PRINT:
        return text
    others = text.show_pages

    def show(pages: tuple[PrintedPage, ...]) -> None:
        if pages:
            folios[text.edition.id] = pages
        if others:
            others(pages)

    return replace(text, show_pages=show)


def make_messages(
    book: Book,
    texts: Sequence[EditionText],
    made: Sequence[tuple[EditionText, Made]],
    folios: Folios,
    folder: Path,
) -> Made:
    """Written into `folder`. What they say of accessibility is what the built e-books say."""
    from bookbuild.formats.onix.accessibility import claims_of, claims_of_pdf
    from bookbuild.formats.onix.make import write_messages
    from bookbuild.formats.onix.record import Known

    whole = max(texts, key=lambda text: len(text.pieces))
    epubs = {
        artifact.edition: artifact.path
        for _, result in made
        for artifact in result.artifacts
        if artifact.kind in _EPUBS
    }
    pdfs = {
        artifact.edition: artifact.path
        for _, result in made
        for artifact in result.artifacts
        if artifact.kind == "screen-pdf"
    }
    known = Known(
        {text.edition.id: result.pages for text, result in made if result.pages},
        folios,
        {id: claims_of(path) for id, path in epubs.items()}
        | {id: claims_of_pdf(path) for id, path in pdfs.items()},
        {id: path.stat().st_size for id, path in (epubs | pdfs).items()},
    )
    stems = {"": slug(book.title), **{text.edition.id: text.stem for text in texts}}
    return Made(tuple(write_messages(book, whole.pieces, known, texts[0].when, folder, stems)))
