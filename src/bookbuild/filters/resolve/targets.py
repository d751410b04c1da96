"""The whole book's links: where each one leads, and the number of each figure and table.

Works on summaries only. What a piece needs of the result is small and its own, so that a change in one chapter
leaves the others' cached text valid.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

import msgspec

from bookbuild.book.order import Piece
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.summary import Reference, Summary
from bookbuild.filters.normalise.ids import valid_id
from bookbuild.rules import manuscript

LABELS = {
    "fr": {"figure": "figure", "table": "tableau"},
    "en": {"figure": "figure", "table": "table"},
    "de": {"figure": "Abbildung", "table": "Tabelle"},
    "es": {"figure": "figura", "table": "tabla"},
    "it": {"figure": "figura", "table": "tabella"},
    "pt": {"figure": "figura", "table": "tabela"},
}
"""What a cross-reference calls a figure and a table."""


class Resolved(msgspec.Struct):
    """Where a reference leads."""

    url: str
    """`book:piece` or `book:piece#anchor`; empty when the place is not in this edition, and only words are left."""
    text: str = ""
    """What a cross-reference says: “figure 2”. Empty for a link, which has its own words."""


class PieceTargets(msgspec.Struct):
    """What RESOLVE needs to know for one piece."""

    references: dict[str, Resolved] = {}
    """By the target as the manuscript writes it; an unresolved one is not in."""
    numbers: dict[str, str] = {}
    """Number of each figure and table, by anchor."""


def resolve_book(
    pieces: Sequence[Piece], summaries: Mapping[str, Summary], language: str
) -> tuple[dict[str, PieceTargets], list[Finding]]:
    """Targets by piece id, and a finding for every reference that leads nowhere and every id given twice.

    `summaries` are by piece id; a piece without a file has none, and can be linked to by its id.
    """
    texts = [(piece, summaries[piece.id]) for piece in pieces if piece.id in summaries]
    labels = LABELS.get(language.split("-", maxsplit=1)[0], LABELS["en"])
    numbers, named = _number(texts, labels)
    by_file = {piece.file: (piece, summary) for piece, summary in texts if piece.file}
    by_id = {piece.id: piece for piece in pieces}
    findings = list(_twice(texts))
    anywhere = {
        anchor: piece.id
        for piece, summary in reversed(texts)
        for anchor, info in summary.anchors.items()
        if info.explicit
    }
    targets: dict[str, PieceTargets] = {}
    for piece, summary in texts:
        mine = targets[piece.id] = PieceTargets(numbers=numbers.get(piece.id, {}))
        for reference in summary.references:
            if reference.target in mine.references:
                continue
            if reference.target.startswith("@"):
                found = named.get(valid_id(reference.target[1:]))
            else:
                found = _link(reference.target, piece, summary, by_file, by_id, anywhere)
            if found:
                mine.references[reference.target] = found
            else:
                findings.append(_unresolved(reference, piece, by_file, anywhere))
    return targets, findings


def _number(
    texts: Sequence[tuple[Piece, Summary]], labels: dict[str, str]
) -> tuple[dict[str, dict[str, str]], dict[str, Resolved]]:
    """Figures and tables numbered through the book: numbers by piece and anchor, cross-references by anchor."""
    counts = {"figure": 0, "table": 0}
    numbers: dict[str, dict[str, str]] = {}
    named: dict[str, Resolved] = {}
    for piece, summary in texts:
        for anchor, info in summary.anchors.items():
            if info.kind in counts:
                counts[info.kind] += 1
                number = str(counts[info.kind])
                numbers.setdefault(piece.id, {})[anchor] = number
                named.setdefault(
                    anchor, Resolved(f"book:{piece.id}#{anchor}", f"{labels[info.kind]}\u00a0{number}")
                )
    return numbers, named


def _link(
    target: str,
    piece: Piece,
    summary: Summary,
    by_file: dict[str, tuple[Piece, Summary]],
    by_id: dict[str, Piece],
    anywhere: dict[str, str],
) -> Resolved | None:
    path, _, fragment = unquote(target).partition("#")
    anchor = valid_id(fragment) if fragment else ""
    if path:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(piece.file or ""), path))
        # mdBook's manuscripts link to the HTML that it will make: x.html can only mean x.md.
        found = by_file.get(file) or by_file.get(re.sub(r"\.html?$", ".md", file))
        if not found:
            return None
        there, its_summary = found
        if anchor and anchor not in its_summary.anchors:
            return None
        return Resolved(f"book:{there.id}#{anchor}" if anchor else f"book:{there.id}")
    if anchor in summary.anchors:
        return Resolved(f"book:{piece.id}#{anchor}")
    if anchor in anywhere:
        return Resolved(f"book:{anywhere[anchor]}#{anchor}")
    return Resolved(f"book:{anchor}") if anchor in by_id else None


def _twice(texts: Sequence[tuple[Piece, Summary]]) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for piece, summary in texts:
        for anchor, info in summary.anchors.items():
            if not info.explicit or anchor.startswith("idx-"):
                continue
            if anchor in first and first[anchor] != piece.file:
                yield manuscript.DUPLICATE_ID(
                    f"the id “{anchor}” is also in {first[anchor]}",
                    at=Location(piece.file or "", info.line),
                    hint="Rename one: a link to it could mean either.",
                )
            first.setdefault(anchor, piece.file or "")


def _unresolved(
    reference: Reference, piece: Piece, by_file: dict[str, tuple[Piece, Summary]], anywhere: dict[str, str]
) -> Finding:
    target, at = reference.target, Location(piece.file or "", reference.line)
    if target.startswith("@"):
        close = get_close_matches(valid_id(target[1:]), sorted(anywhere), 1)
        hint = (
            f"Did you mean @{close[0].replace('-', ':', 1)}?"
            if close
            else "Give the figure or table this id."
        )
        return manuscript.UNRESOLVED_REFERENCE(f"{target} is nowhere in the book", at=at, hint=hint)
    path, _, fragment = target.partition("#")
    if path:
        here = posixpath.dirname(piece.file or "")
        names = {posixpath.relpath(file, here or "."): file for file in sorted(by_file)}
        same_name = [name for name in names if posixpath.basename(name) == posixpath.basename(path)]
        close = same_name or get_close_matches(path, sorted(names), 1)
    else:
        close = [f"#{name}" for name in get_close_matches(valid_id(fragment), sorted(anywhere), 1)]
    hint = f"Did you mean {close[0]}?" if close else "Mend the link, or take it out."
    return manuscript.UNRESOLVED_LINK(f"the link to {target} leads nowhere in this book", at=at, hint=hint)
