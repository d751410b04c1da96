"""`bookbuild show --diff`: what two editions, or two versions of the book in git, leave out or say otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bookbuild._tools import git
from bookbuild._tools.workers import Workers
from bookbuild.book.load import find_folder
from bookbuild.book.model import Edition, MadePage
from bookbuild.book.order import Piece
from bookbuild.build import Understood, understand
from bookbuild.cli import Settings
from bookbuild.commands.findings import show_findings
from bookbuild.diagnostics import Report
from bookbuild.errors import Exit, NoBook
from bookbuild.formats.edition_book import edition_book
from bookbuild.production.differences import Difference, Mark, differences
from bookbuild.production.plan import Options
from bookbuild.production.progress import Progress
from bookbuild.production.reading import PieceReading, read_passages, readings

_CONTEXT_SIGNS = 60
"""How much is shown of what is the same, at least, on each side of a change."""
_LONGEST_RUN = 4
"""Of more passages in a row that one text has alone, the first and the last are shown."""
_STYLES = {Mark.GONE: ("[-{}-]", "red"), Mark.NEW: ("{{+{}+}}", "green")}


@dataclass(frozen=True)
class _Side:
    """One of the two texts."""

    name: str
    title: str
    pieces: Mapping[Piece, PieceReading]
    words: int


@dataclass(frozen=True)
class _Run:
    """What both sides are read with."""

    settings: Settings
    root: Path
    workers: Workers
    progress: Progress


def run(settings: Settings, first: str, second: str) -> int:
    """Print the differences. FINDINGS only when book.yaml of one side can't be read, else OK, same text or not."""
    progress = Progress()
    with Workers(settings.jobs) as workers, ExitStack() as stack:
        work = _Run(settings, settings.root.resolve(), workers, progress)
        here = _understood(work, work.root)
        if here is None:
            return Exit.FINDINGS
        editions = {edition.id: edition for edition in here.book.editions}
        sides = []
        for name, other in ((first, second), (second, first)):
            if name in editions:
                sides.append(_side(work, here, editions[name], name, work.root))
                continue
            version = _version(work, name, stack, list(editions))
            if version is None:
                return Exit.FINDINGS
            book, root = version
            same = next((one for one in book.book.editions if one.id == other), book.book.editions[0])
            sides.append(_side(work, book, same, f"{name} ({same.id})", root))
        text = "\n".join(_compared(sides[0], sides[1], workers))
        progress.clear()
    click.echo(text)
    return Exit.OK


def _understood(work: _Run, root: Path) -> Understood | None:
    """The book at a root, less its findings; with those in book.yaml shown when there is no book without them."""
    settings, report = work.settings, Report()
    options = Options(settings.jobs, settings.strict, settings.use_cache)
    cache = work.root / "build" / ".cache"
    book = understand(
        root, report, work.workers, options, work.progress, cache if root == work.root else cache / "versions"
    )
    if book is None:
        show_findings(report, find_folder(root), settings.format)
    return book


def _version(
    work: _Run, name: str, stack: ExitStack, editions: Sequence[str]
) -> tuple[Understood, Path] | None:
    """The book as a commit has it, in a folder that goes with the stack. Raises UsageError when there is none."""
    commit = git.commit_of(work.root, name)
    if not commit:
        known = ", ".join(editions)
        raise click.UsageError(
            f"“{name}” is no edition of this book ({known}), and no commit, branch or tag."
        )
    root = Path(stack.enter_context(TemporaryDirectory(prefix="bookbuild-")))
    git.extract(work.root, commit, root)
    try:
        book = _understood(work, root)
    except NoBook as error:
        raise click.UsageError(f"There is no book.yaml here in “{name}”.") from error
    return (book, root) if book else None


def _side(work: _Run, book: Understood, edition: Edition, name: str, root: Path) -> _Side:
    cache = work.root / "build" / ".cache"
    view = book.views[edition.id]
    pieces = readings(book.book, edition, view, cache if root == work.root else cache / "versions")
    mine = edition_book(book.book, edition)
    title = f"{mine.title} : {mine.subtitle}" if mine.subtitle else mine.title
    words = sum(view.texts[piece.id].summary.words for piece in pieces if piece.id in view.texts)
    return _Side(name, title, pieces, words)


# --- what is said --------------------------------------------------------------------------------------------


def _compared(first: _Side, second: _Side, workers: Workers) -> Iterator[str]:
    """The lines: both sides, then each piece that differs."""
    yield click.style(f"--- {first.name}: {first.words} words", fg="red")
    yield click.style(f"+++ {second.name}: {second.words} words", fg="green")
    same = first.title == second.title
    if not same:
        yield f"title: {_gone(first.title)}{_new(second.title)}"
    there = {piece.id: piece for piece in second.pieces}
    both = [
        (piece, first.pieces[piece], second.pieces[there[piece.id]])
        for piece in first.pieces
        if piece.id in there and not first.pieces[piece].same(second.pieces[there[piece.id]])
    ]
    passages = read_passages([side for _, *sides in both for side in sides], workers)
    changed = {
        piece.id: found
        for n, (piece, *_) in enumerate(both)
        if (found := list(differences(passages[2 * n], passages[2 * n + 1])))
    }
    for piece in _in_order(first.pieces, second.pieces):
        if piece.id in changed:
            yield from ("", click.style(_named(piece), bold=True), *_shown(changed[piece.id]))
            same = False
        elif piece.id not in there:
            yield from ("", _gone(_named(piece)))
            same = False
        elif not any(piece.id == one.id for one in first.pieces):
            yield from ("", _new(_named(piece)))
            same = False
    if same:
        yield f"{first.name} and {second.name} have the same text."


def _in_order(first: Mapping[Piece, PieceReading], second: Mapping[Piece, PieceReading]) -> Iterator[Piece]:
    """The pieces of both: between two that both have, those of the first alone, then those of the second alone."""
    ids, there = {piece.id for piece in first}, {piece.id for piece in second}
    alone: dict[str, list[Piece]] = {}
    last = ""
    for piece in second:
        if piece.id in ids:
            last = piece.id
        else:
            alone.setdefault(last, []).append(piece)
    last = ""
    for piece in first:
        if piece.id in there:
            yield from alone.pop(last, ())
            last = piece.id
        yield piece
    for rest in alone.values():
        yield from rest


def _named(piece: Piece) -> str:
    if isinstance(piece.kind, MadePage):
        return f"({piece.kind.value})"
    return piece.file or piece.title or piece.id


def _shown(found: Sequence[Difference]) -> Iterator[str]:
    """A line for each passage; long runs of passages that one text has alone are cut."""
    run: list[Difference] = []
    for difference in found:
        if run and (len(difference.words) > 1 or difference.words[0][0] is not run[0].words[0][0]):
            yield from _run_shown(run)
            run = []
        if len(difference.words) > 1:
            yield _line(difference)
        else:
            run.append(difference)
    yield from _run_shown(run)


def _run_shown(run: Sequence[Difference]) -> Iterator[str]:
    if len(run) <= _LONGEST_RUN:
        yield from map(_line, run)
        return
    words = sum(len(one.words[0][1].split()) for one in run[1:-1])
    yield _line(run[0])
    yield f"       … {len(run) - 2} more passages, {words} words …"
    yield _line(run[-1])


def _line(difference: Difference) -> str:
    last = len(difference.words) - 1
    parts = []
    for number, (mark, text) in enumerate(difference.words):
        if mark is Mark.SAME:
            parts.append(_cut(_printable(text), from_left=number > 0, from_right=number < last))
        else:
            parts.append(_gone(text) if mark is Mark.GONE else _new(text))
    return f"{difference.line or '':>5}: {''.join(parts)}"


def _cut(text: str, *, from_left: bool, from_right: bool) -> str:
    """What is the same: only what stands next to a change, to whole words."""
    room = _CONTEXT_SIGNS * (from_left + from_right)
    if len(text) <= room + 20:
        return text
    left = text[:_CONTEXT_SIGNS].rpartition(" ")[0] if from_left else ""
    right = text[-_CONTEXT_SIGNS:].partition(" ")[2] if from_right else ""
    return f"{left} … {right}" if left else f"… {right}"


def _gone(text: str) -> str:
    return _marked(Mark.GONE, text)


def _new(text: str) -> str:
    return _marked(Mark.NEW, text)


def _marked(mark: Mark, text: str) -> str:
    frame, colour = _STYLES[mark]
    return click.style(frame.format(_printable(text)), fg=colour)


def _printable(text: str) -> str:
    """No sign of a manuscript commands a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
