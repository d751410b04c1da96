"""Every artifact that is asked for: each edition's text, its cover, and the ONIX message."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from bookbuild._tools.beside import both
from bookbuild.book.load import NAME, YamlLines
from bookbuild.book.model import Book, Edition, Format, Kind
from bookbuild.book.order import Piece, extent, slug
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.summary import Summary
from bookbuild.formats.content import Artifact, EditionText, Made, Written
from bookbuild.formats.registry import FORMATS, maker
from bookbuild.production.offprints import Folios, make_offprints, showing_folios
from bookbuild.production.page_lists import pages_shown, show_pages, with_pages
from bookbuild.production.plan import Options, Wanted, date_of, usage_of
from bookbuild.production.read import ReadText
from bookbuild.production.write import WriteTask


def edition_texts(
    book: Book,
    folder: Path,
    build: Path,
    pieces: Sequence[Piece],
    texts: Mapping[str, ReadText],
    tasks: Mapping[str, Mapping[str, WriteTask]],
    epoch: str,
    progress: Callable[[str], Callable[[str], None]],
) -> list[EditionText]:
    """The text of every edition that has tasks, in the order of FORMATS. `progress` is asked for by edition id."""
    chosen = [
        edition
        for format in FORMATS
        for edition in book.editions
        if edition.format is format and edition.id in tasks
    ]
    return [
        EditionText(
            book,
            edition,
            _held(pieces, texts, tasks[edition.id], edition),
            folder,
            _made_folder(build / edition.id),
            date_of(book, epoch),
            usage_of(book, edition),
            book.editions,
            progress(edition.id),
            others=_others(pieces, texts, edition),
        )
        for edition in chosen
    ]


def _held(
    pieces: Sequence[Piece], texts: Mapping[str, ReadText], tasks: Mapping[str, WriteTask], edition: Edition
) -> tuple[Written, ...]:
    """What the edition holds; an offprint only those bibliographies, and as much of them, as were written for it."""
    held = []
    for piece in extent(tuple(pieces), edition):
        written = _written(piece, texts, tasks)
        if edition.offprint not in {None, piece.id} and piece.kind is Kind.BIBLIOGRAPHY:
            if piece.id not in tasks:
                continue
            short = structs.replace(written.summary, headings=written.summary.headings[:1], anchors={})
            written = replace(written, summary=short)
        held.append(written)
    return tuple(held)


def _others(pieces: Sequence[Piece], texts: Mapping[str, ReadText], edition: Edition) -> tuple[Written, ...]:
    """Of an offprint: the rest of the book."""
    if edition.offprint is None:
        return ()
    return tuple(_written(piece, texts, {}) for piece in pieces if piece.id != edition.offprint)


def make_all(
    texts: Sequence[EditionText], what: Wanted, build: Path, options: Options
) -> list[tuple[EditionText | None, Made]]:
    """Everything asked for, in the order of `texts`: printed editions, which mostly wait for Typst, beside the others.

    An e-book waits for the pages that its page-list names; offprints follow, which are cited by pages of the book.
    The ONIX message, which belongs to no single edition, comes last with None.
    """
    offprints = [text for text in texts if text.edition.offprint]
    whole = [text for text in texts if not text.edition.offprint]
    folios: Folios = {}
    if not options.draft:
        whole = showing_folios(with_pages(whole, options), offprints, folios)
    printed = [text for text in whole if text.edition.format is Format.PRINT]
    others = [text for text in whole if text.edition.format is not Format.PRINT]
    pages, flowing = both(lambda: _make_each(printed, what), lambda: _make_each(others, what))
    made: list[tuple[EditionText | None, Made]] = [*pages, *flowing]
    made += make_offprints(offprints, folios, what, options, _make_each)
    if "onix" in what.products and any(text.edition.format is not Format.HTML for text in texts):
        texts[0].progress("writing ONIX")
        made.append((None, _onix(texts, made, build)))
    return made


def _make_each(texts: Sequence[EditionText], what: Wanted) -> list[tuple[EditionText, Made]]:
    """One edition after the other, each with its cover after it."""
    made = []
    for text in texts:
        result = _make_one(text, what)
        wanted = result.artifacts if "text" in what.products and text.edition in what.editions else ()
        made.append((text, Made(wanted, result.findings, result.pages)))
        covered = text.has_cover and text.edition in what.editions
        if "cover" in what.products and covered and result.pages:
            from bookbuild.formats.print.cover import make_cover

            text.progress("setting the cover")
            cover = make_cover(text, result.pages)
            made.append((text, Made(cover.artifacts, cover.findings, result.pages)))
        text.progress("")
    return made


def _make_one(text: EditionText, what: Wanted) -> Made:
    """The edition's own files, or of a printed one only the pages that e-books ask for."""
    if text.edition not in what.editions:
        return show_pages(text)
    if not _text_needed(text, what):
        return Made(())
    with pages_shown(text):
        return maker(text.edition.format)(text)


def _onix(
    texts: Sequence[EditionText],
    made: Sequence[tuple[EditionText | None, Made]],
    build: Path,
) -> Made:
    """The message about all editions; what it says of accessibility is what the built EPUBs say."""
    from bookbuild.formats.onix.accessibility import features_of
    from bookbuild.formats.onix.make import make_onix, write

    texts = [text for text in texts if text.edition.format is not Format.HTML]  # a web page is not traded
    book, when = texts[0].book, texts[0].when
    whole = max(texts, key=lambda text: len(text.pieces))
    pages = {text.edition.id: result.pages for text, result in made if text and result.pages}
    features = {
        text.edition.id: features_of(artifact.path)
        for text, result in made
        for artifact in result.artifacts
        if text and artifact.kind in {"epub", "kindle-epub"}
    }
    message = make_onix(book, whole.pieces, [text.edition for text in texts], pages, when, features)
    artifact = write(message, _made_folder(build / "onix"), f"{slug(book.title)}_onix.xml")
    return Made((artifact,))


def _text_needed(text: EditionText, what: Wanted) -> bool:
    """A print interior is set for its page count even when only the cover or ONIX is asked for."""
    return "text" in what.products or text.edition.format is Format.PRINT or "onix" in what.products


def _written(piece: Piece, texts: Mapping[str, ReadText], tasks: Mapping[str, WriteTask]) -> Written:
    task = tasks.get(piece.id)
    return Written(
        piece, texts[piece.id].summary if piece.id in texts else Summary(), task.output if task else None
    )


def _made_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def artifacts_of(made: Sequence[tuple[EditionText | None, Made]]) -> list[Artifact]:
    """All artifacts, in the order they were made."""
    return [artifact for _, result in made for artifact in result.artifacts]


def placed(findings: Sequence[Finding], text: EditionText | None, lines: YamlLines) -> Iterator[Finding]:
    """A format knows which edition it makes, not where book.yaml says so: that line is added here."""
    for finding in findings:
        if text is not None and finding.at == Location(NAME):
            number = text.book.editions.index(text.edition)
            yield replace(finding, at=lines.at("editions", number))
        else:
            yield finding
