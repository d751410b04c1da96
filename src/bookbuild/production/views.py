"""The book as its editions have it: one view for all editions that leave out the same, each resolved by itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.book.conditions import names_of
from bookbuild.book.model import Book, MadePage
from bookbuild.book.order import Piece, held
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.read import decode_text
from bookbuild.filters.resolve.conditions import condition_findings
from bookbuild.filters.resolve.targets import PieceTargets, resolve_book
from bookbuild.production.read import ReadFile, ReadText
from bookbuild.rules import manuscript

_DEAD = frozenset({manuscript.UNRESOLVED_LINK.id, manuscript.UNRESOLVED_REFERENCE.id})


@dataclass(frozen=True)
class View:
    """What `only` and `except` leave of the book for some of its editions."""

    name: str
    """Empty when all editions have the same, else the id of the first of these editions."""
    editions: tuple[str, ...]
    """Ids of the editions that share it."""
    language: str
    pieces: tuple[Piece, ...]
    """In reading order."""
    texts: Mapping[str, ReadText]
    """By piece id; a piece whose file can't be read is not in."""
    targets: Mapping[str, PieceTargets]
    """By piece id."""

    @property
    def words(self) -> int:
        """In all its texts."""
        return sum(text.summary.words for text in self.texts.values())


Files = Mapping[str, Mapping[str, ReadFile]]
"""What was read: by main language of the edition, then by piece id."""


def views_of(book: Book, pieces: tuple[Piece, ...], files: Files) -> tuple[dict[str, View], list[Finding]]:
    """The view of each edition, by its id, and the findings about their texts and links.

    What is wrong in some editions only says in which. Where others have index marks, an edition that has none has
    no index.
    """
    indexed = any(
        text.summary.index
        for read in files.values()
        for file in read.values()
        for text in file.readings.values()
    )
    unlike: dict[object, View] = {}
    for edition in book.editions:
        names, language = names_of(book, edition), language_of(book, edition.languages)
        mine = held(pieces, names)
        read = files.get(language) or next(iter(files.values()))
        texts = {piece.id: read[piece.id].reading(names) for piece in mine if piece.id in read}
        if indexed and not any(text.summary.index for text in texts.values()):
            mine = tuple(piece for piece in mine if piece.kind is not MadePage.INDEX)
        key = (language, mine, tuple(text.key for text in texts.values()))
        known = unlike.get(key)
        if known is None:
            texts = {id: text for id, text in texts.items() if text.key}
            unlike[key] = View(edition.id, (edition.id,), language, mine, texts, {})
        else:
            unlike[key] = replace(known, editions=(*known.editions, edition.id))
    views = list(unlike.values())
    if len(views) == 1:
        views = [replace(views[0], name="")]
    resolved = [_resolved(view) for view in views]
    findings = [*_reading_findings(book, files, pieces), *_link_findings(resolved)]
    return {id: view for view, _ in resolved for id in view.editions}, findings


def stray_conditions(book: Book, pieces: Sequence[Piece], files: Files, folder: Path) -> Iterator[Finding]:
    """What conditions of the manuscript can't mean; a file without any is not looked at again."""
    read = next(iter(files.values()))
    editions = [names_of(book, edition) for edition in book.editions]
    for piece in pieces:
        if piece.file is None or piece.id not in read:
            continue
        conditions = next(iter(read[piece.id].readings.values())).summary.conditions
        if conditions:
            source, _ = decode_text((folder / piece.file).read_bytes(), piece.file)
            held_by = [names for names in editions if all(one.holds(names) for one in piece.conditions)]
            yield from condition_findings(book, piece.file, source, conditions, held_by)


def language_of(book: Book, languages: Sequence[str]) -> str:
    """The main language of an edition that names these."""
    return languages[0] if languages else book.language


def _resolved(view: View) -> tuple[View, list[Finding]]:
    summaries = {id: text.summary for id, text in view.texts.items()}
    targets, findings = resolve_book(view.pieces, summaries, view.language)
    return replace(view, targets=targets), findings


def _reading_findings(book: Book, files: Files, pieces: tuple[Piece, ...]) -> Iterator[Finding]:
    """What was found as the files were read, once."""
    for piece in pieces:
        readings: dict[str, tuple[ReadText, list[str]]] = {}
        for edition in book.editions:
            names = names_of(book, edition)
            read = files.get(language_of(book, edition.languages)) or next(iter(files.values()))
            if piece.id in read and all(condition.holds(names) for condition in piece.conditions):
                text = read[piece.id].reading(names)
                readings.setdefault(text.key, (text, []))[1].append(edition.id)
        yield from _in_some([(editions, text.findings) for text, editions in readings.values()])


def _link_findings(resolved: Sequence[tuple[View, Sequence[Finding]]]) -> Iterator[Finding]:
    """Of the links: one that is dead in some editions and leads somewhere in others is a finding of its own."""
    other: list[tuple[Sequence[str], Sequence[Finding]]] = []
    left_out: dict[tuple[Location, str], list[str]] = {}
    for view, findings in resolved:
        rest = []
        for finding in findings:
            target = _leads_elsewhere(finding, resolved)
            if target and finding.at:
                left_out.setdefault((finding.at, target), []).extend(view.editions)
            else:
                rest.append(finding)
        other.append((view.editions, rest))
    yield from _in_some(other)
    for (at, target), editions in left_out.items():
        yield manuscript.LEFT_OUT_TARGET(
            f"{target} leads to a passage that is left out in {', '.join(editions)}",
            at=at,
            hint="Put the same `only` or `except` on the link, or give these editions another.",
        )


def _leads_elsewhere(finding: Finding, resolved: Sequence[tuple[View, Sequence[Finding]]]) -> str:
    """The target of a dead link that is not dead in another view; empty for any other finding."""
    if finding.rule not in _DEAD or finding.at is None or len(resolved) == 1:
        return ""
    for view, findings in resolved:
        if finding in findings:
            continue
        for piece in view.pieces:
            if piece.file == finding.at.file and piece.id in view.texts:
                for reference in view.texts[piece.id].summary.references:
                    if reference.line == finding.at.line and reference.target in finding.message:
                        return reference.target
    return ""


def _in_some(found: Sequence[tuple[Sequence[str], Iterable[Finding]]]) -> Iterator[Finding]:
    """Each finding once; one that not all have says which editions do."""
    where: dict[Finding, list[str]] = {}
    for editions, findings in found:
        for finding in dict.fromkeys(findings):
            where.setdefault(finding, []).extend(editions)
    all = sum(len(editions) for editions, _ in found)
    for finding, editions in where.items():
        if len(editions) == all:
            yield finding
        else:
            yield replace(finding, message=f"{finding.message} (in {', '.join(editions)})")
