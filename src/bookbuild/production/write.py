"""Every piece finished and written for one target, in parallel, kept by content."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bookbuild._tools.workers import Workers
from bookbuild.document.nodes import encode
from bookbuild.filters.pipeline import finish
from bookbuild.filters.resolve.targets import PieceTargets
from bookbuild.filters.target import TargetContext
from bookbuild.filters.typography import Usage
from bookbuild.formats._xhtml.head import PageHead
from bookbuild.formats._xhtml.page import piece_page
from bookbuild.production.cache import Cache, code_key, digest, write_whole
from bookbuild.production.progress import Progress
from bookbuild.production.read import load_document, running_pandoc

SUFFIX = {"html5": ".xhtml", "typst": ".typ"}
"""Of a written piece, by pandoc's name of the writer."""


@dataclass(frozen=True)
class WriteTask:
    """One piece for a worker."""

    read_key: str
    """Key of its document in the cache."""
    writer: str
    """html5 or typst."""
    usage: Usage
    context: TargetContext
    targets: PieceTargets
    head: PageHead | None
    """For html5: what the page says besides its text."""
    cache: Path
    use_cache: bool
    output: Path
    """Where the text is put under its plain name."""


def write_all(tasks: Sequence[WriteTask], workers: Workers, progress: Progress) -> None:
    """Write every piece to its output."""
    missing = [task for task in tasks if not put_kept(task)]
    with progress.step("setting", len(missing)) as step:
        for task, _ in zip(missing, workers.map(write_one, missing, _size), strict=True):
            step(task.output.name)


def put_kept(task: WriteTask) -> bool:
    """Put the text that was kept of an unchanged piece in its place; whether there was one."""
    written = Cache(task.cache, task.use_cache).get(_key(task))
    if written is None:
        return False
    if not task.output.is_file() or task.output.read_bytes() != written:
        write_whole(task.output, written)
    return True


def write_one(task: WriteTask) -> None:
    """Write one piece and keep it. Runs in a worker."""
    written = _written(task)
    Cache(task.cache).put(_key(task), written)
    write_whole(task.output, written)


def _key(task: WriteTask) -> str:
    context = task.context
    return digest(
        "write",
        code_key(
            "document",
            "filters",
            "_tools",
            "formats/_xhtml",
            "formats/wording.py",
            "formats/inline.py",
            "book",
        ),
        task.read_key,
        task.writer,
        repr(task.usage),
        repr(
            (
                context.piece_id,
                context.kind,
                context.matter,
                context.lang,
                context.depth,
                _linked_extent(task),
                context.excerpt,
                context.shows_lines,
            )
        ),
        msgspec.json.encode(task.targets, order="sorted"),
        repr(task.head),
    )


def _linked_extent(task: WriteTask) -> list[str]:
    """Of the pieces that this one links to, those the edition holds: no other change of extent concerns it."""
    linked = {found.url.removeprefix("book:").partition("#")[0] for found in task.targets.references.values()}
    return sorted(linked & task.context.extent)


def _written(task: WriteTask) -> bytes:
    document = load_document(task.cache, task.read_key)
    document = finish(document, task.targets, task.usage, task.writer, task.context)
    text, _ = running_pandoc().write(encode(document), task.writer)
    return piece_page(text, task.head) if task.head else text


def _size(task: WriteTask) -> int:
    return (task.cache / task.read_key).stat().st_size
