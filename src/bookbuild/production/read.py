"""Every manuscript file read and understood, in parallel: a document and a summary each, kept by content."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bookbuild._tools.pandoc import Pandoc
from bookbuild._tools.workers import Workers
from bookbuild.book.order import Piece
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.nodes import Document
from bookbuild.document.read import decode_text, read_document
from bookbuild.document.summary import Summary
from bookbuild.filters.context import FileContext, stamp
from bookbuild.filters.pipeline import understand
from bookbuild.production.cache import Cache, code_key, digest
from bookbuild.production.progress import Progress
from bookbuild.rules import manuscript

MAX_BYTES = 20_000_000
"""Largest manuscript file: forty times the longest chapter seen. Pandoc takes 60 bytes of memory a byte."""


@dataclass(frozen=True)
class ReadTask:
    """One file for a worker."""

    folder: Path
    file: str
    extensions: str
    bibliography: Path | None
    lang: str
    cache: Path
    use_cache: bool


class Kept(msgspec.Struct):
    """What is kept of a file besides its document."""

    summary: Summary
    findings: list[Finding]
    pictures: dict[str, str]
    """Stamps of the pictures, as they were."""


@dataclass(frozen=True)
class ReadText:
    """A file that was read: its key, and all of it that the whole book needs."""

    key: str
    summary: Summary
    findings: tuple[Finding, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DOCUMENT_DECODER = msgspec.msgpack.Decoder(Document)
_KEPT_DECODER = msgspec.msgpack.Decoder(Kept)


def read_all(
    pieces: Sequence[Piece], tasks: Sequence[ReadTask], workers: Workers, progress: Progress
) -> dict[str, ReadText]:
    """By piece id, every piece that has a file."""
    named = [piece for piece in pieces if piece.file]
    texts: dict[str, ReadText] = {}
    with progress.step("reading", len(tasks)) as step:
        for piece, text in zip(named, workers.map(read_one, tasks, _size), strict=True):
            texts[piece.id] = text
            step(piece.file or "")
    return texts


def load_document(cache: Path, key: str) -> Document:
    """The document kept under a key by `read_one`."""
    return _DOCUMENT_DECODER.decode((cache / key).read_bytes())


def read_one(task: ReadTask) -> ReadText:
    """Read one file, or take what was kept of it. Runs in a worker."""
    cache = Cache(task.cache, task.use_cache)
    raw = (task.folder / task.file).read_bytes()
    if len(raw) > MAX_BYTES:
        fault = manuscript.TOO_LARGE(
            f"{len(raw) // 1_000_000} MB; at most {MAX_BYTES // 1_000_000}", at=Location(task.file)
        )
        return ReadText("", Summary(), (fault,))
    code = code_key("document", "filters", "_tools", "rules", "book")
    cited = task.bibliography.read_bytes() if task.bibliography else b""
    key = digest("read", code, task.file, task.extensions, task.lang, cited, raw)
    stored = cache.get(f"{key}.kept")
    if stored is not None and (task.cache / key).is_file():
        kept = _KEPT_DECODER.decode(stored)
        if _pictures_unchanged(task.folder, kept.pictures):
            return ReadText(key, kept.summary, tuple(kept.findings))
    document, kept = _understood(task, raw)
    cache.put(key, _ENCODER.encode(document))
    cache.put(f"{key}.kept", _ENCODER.encode(kept))
    return ReadText(key, kept.summary, tuple(kept.findings))


def _understood(task: ReadTask, raw: bytes) -> tuple[Document, Kept]:
    text, findings = decode_text(raw, task.file)
    pandoc = running_pandoc()
    document, warnings = read_document(text, pandoc, task.file, task.extensions, task.bibliography, task.lang)
    cited = task.bibliography is not None
    context = FileContext(task.folder, task.file, text, pandoc, cited, findings=[*findings, *warnings])
    document = understand(document, context)
    return document, Kept(context.summary, context.findings, context.pictures)


def _pictures_unchanged(folder: Path, pictures: dict[str, str]) -> bool:
    """Findings about pictures depend on the picture files too."""
    return all(stamp(folder / image) == then for image, then in pictures.items())


_running: Pandoc | None = None


def running_pandoc() -> Pandoc:
    """This process's pandoc, started at the first need and ended with the process."""
    global _running  # noqa: PLW0603 — one per worker process, by design
    if _running is None:
        import atexit

        _running = Pandoc()
        atexit.register(_running.close)
    return _running


def _size(task: ReadTask) -> int:
    return (task.folder / task.file).stat().st_size
