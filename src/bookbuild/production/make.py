"""Every artifact that is asked for: each edition's text, its cover, and the ONIX messages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from bookbuild._tools.beside import both
from bookbuild.book.load import NAME, YamlLines
from bookbuild.book.model import Book, Edition, Format, Kind
from bookbuild.book.order import Piece, extent
from bookbuild.diagnostics import Finding, Location, Severity
from bookbuild.document.summary import Summary
from bookbuild.formats.content import Artifact, EditionText, Made, Written
from bookbuild.formats.edition_book import edition_book
from bookbuild.formats.registry import FORMATS, maker
from bookbuild.production.messages import make_messages
from bookbuild.production.offprints import Folios, make_offprints, showing_folios
from bookbuild.production.page_lists import pages_shown, show_pages, with_pages
from bookbuild.production.plan import Options, Wanted, date_of, usage_of
from bookbuild.production.read import ReadText
from bookbuild.production.views import View
from bookbuild.production.write import WriteTask

if TYPE_CHECKING:
    from bookbuild.formats.print.cover_size import CoverPart


_AROUND = frozenset({"cover-pdf", "jacket-pdf", "cover-guides"})
"""Kinds of artifacts that `cover` asks for."""


def edition_texts(
    book: Book,
    folder: Path,
    build: Path,
    views: Mapping[str, View],
    tasks: Mapping[str, Mapping[str, WriteTask]],
    epoch: str,
    progress: Callable[[str], Callable[[str], None]],
    draft: bool = False,
) -> list[EditionText]:
    """The text of every edition that has tasks, in the order of FORMATS.

    `views` are by edition id; `progress` is asked for by it.
    """
    chosen = [
        edition
        for format in FORMATS
        for edition in book.editions
        if edition.format is format and edition.id in tasks
    ]
    return [
        EditionText(
            mine := edition_book(book, edition),
            edition,
            _pieces(views[edition.id], edition, tasks[edition.id]),
            folder,
            _made_folder(build / edition.id),
            date_of(book, epoch),
            usage_of(mine, edition),
            () if edition.sample else book.editions,
            progress(edition.id),
            others=_others(views[edition.id], edition),
            is_draft=draft,
        )
        for edition in chosen
    ]


def _pieces(view: View, edition: Edition, tasks: Mapping[str, WriteTask]) -> tuple[Written, ...]:
    """What the edition holds of its view, written; an offprint only those bibliographies, and as much of them, as
    were written for it.
    """
    held = []
    for piece in extent(tuple(view.pieces), edition):
        written = _written(piece, view.texts, tasks)
        if edition.offprint not in {None, piece.id} and piece.kind is Kind.BIBLIOGRAPHY:
            if piece.id not in tasks:
                continue
            short = structs.replace(written.summary, headings=written.summary.headings[:1], anchors={})
            written = replace(written, summary=short)
        held.append(written)
    return tuple(held)


def _others(view: View, edition: Edition) -> tuple[Written, ...]:
    """Of an offprint: the rest of the book."""
    if edition.offprint is None:
        return ()
    return tuple(_written(piece, view.texts, {}) for piece in view.pieces if piece.id != edition.offprint)


def make_all(
    book: Book, texts: Sequence[EditionText], what: Wanted, build: Path, options: Options
) -> list[tuple[EditionText | None, Made]]:
    """Everything asked for, in the order of `texts`: printed editions, which mostly wait for Typst, beside the others.

    An e-book waits for the pages that its page-list names; offprints follow, which are cited by pages of the book.
    The ONIX messages, which are about the others' files, come last with None.
    """
    offprints = [text for text in texts if text.edition.offprint]
    whole = [text for text in texts if not text.edition.offprint]
    folios: Folios = {}
    if not options.draft:
        announced = texts if "onix" in what.products else ()
        whole = showing_folios(with_pages(whole, options), offprints, announced, folios)
    printed = [text for text in whole if text.edition.format is Format.PRINT]
    others = [text for text in whole if text.edition.format is not Format.PRINT]
    pages, flowing = both(lambda: _make_each(printed, what), lambda: _make_each(others, what))
    everything = [*pages, *flowing, *make_offprints(offprints, folios, what, options, _make_each)]
    made: list[tuple[EditionText | None, Made]] = []
    made += [(text, _asked_for(text, result, what)) for text, result in everything]
    if "onix" in what.products and texts:
        texts[0].progress("writing ONIX")
        made.append((None, make_messages(book, texts, everything, folios, _made_folder(build / "onix"))))
    return made


def _asked_for(text: EditionText, made: Made, what: Wanted) -> Made:
    """Without what was made only because something else needs it: the text for the cover, all editions for ONIX."""
    kept = [
        artifact
        for artifact in made.artifacts
        if text.edition in what.editions
        and ("cover" if artifact.kind in _AROUND else "text") in what.products
    ]
    return replace(made, artifacts=tuple(kept))


def _make_each(texts: Sequence[EditionText], what: Wanted) -> list[tuple[EditionText, Made]]:
    """One edition after the other, each with its cover after it."""
    made = []
    for text in texts:
        result = _make_one(text, what)
        made.append((text, result))
        has_cover = text.edition.format is Format.PRINT and text.has_cover and text.edition in what.editions
        if "cover" in what.products and result.pages and has_cover:
            text.progress("setting the cover")
            made.append((text, _covers(text, result.pages, "guides" in what.products)))
        text.progress("")
    return made


def _covers(text: EditionText, pages: int, guides: bool) -> Made:
    """All that goes around an interior of so many pages; what case and jacket both miss is said once."""
    from bookbuild.formats.print.cover_size import parts_of

    made = [_cover(text, pages, guides, part) for part in parts_of(text.edition)]
    artifacts = tuple(artifact for one in made for artifact in one.artifacts)
    return Made(artifacts, tuple(dict.fromkeys(found for one in made for found in one.findings)), pages)


def _cover(text: EditionText, pages: int, guides: bool, part: "CoverPart") -> Made:
    """One sheet of them; none when the book's own file for it can't be used."""
    from bookbuild.formats.print.cover import make_cover
    from bookbuild.formats.print.cover_size import asked_of
    from bookbuild.preflight.own_cover import own_cover_faults

    faults = own_cover_faults(text, asked_of(text.edition, part).file)
    if any(fault.severity is Severity.ERROR for fault in faults):
        return Made((), tuple(faults), pages)
    cover = make_cover(text, pages, guides, part)
    return replace(cover, findings=(*faults, *cover.findings))


def _make_one(text: EditionText, what: Wanted) -> Made:
    """The edition's own files, or of a printed one only the pages that e-books ask for."""
    if text.edition not in what.editions:
        return show_pages(text)
    if not _text_needed(text, what):
        return Made(())
    with pages_shown(text):
        return maker(text.edition.format)(text)


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
