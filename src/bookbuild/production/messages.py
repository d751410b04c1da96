"""The ONIX messages, from what has become known of the files that were made."""

from collections.abc import Sequence
from pathlib import Path

from bookbuild.book.model import Book
from bookbuild.book.order import slug
from bookbuild.formats.content import EditionText, Made
from bookbuild.production.offprints import Folios

_EPUBS = frozenset({"epub", "kindle-epub"})


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
