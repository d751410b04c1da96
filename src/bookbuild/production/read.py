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
    """Of its document in the cache; empty when the file is too large to be read."""
    summary: Summary
    findings: tuple[Finding, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DOCUMENT_DECODER = msgspec.msgpack.Decoder(Document)
_KEPT_DECODER = msgspec.msgpack.Decoder(Kept)


def read_all(
    pieces: Sequence[Piece], tasks: Sequence[ReadTask], workers: Workers, progress: Progress
) -> dict[str, ReadText]:
    """By piece id, every piece that has a file."""
    named = [piece.id for piece in pieces if piece.file]
    kept = {id: kept_text(task) for id, task in zip(named, tasks, strict=True)}
    missing = {id: task for id, task in zip(named, tasks, strict=True) if kept[id] is None}
    read: dict[str, ReadText] = {}
    with progress.step("reading", len(missing)) as step:
        for id, text in zip(missing, workers.map(read_one, list(missing.values()), _size), strict=True):
            read[id] = text
            step(missing[id].file)
    return {id: kept[id] or read[id] for id in named}


def load_document(cache: Path, key: str) -> Document:
    """The document kept under a key by `read_one`."""
    return _DOCUMENT_DECODER.decode((cache / key).read_bytes())


def kept_text(task: ReadTask) -> ReadText | None:
    """What was kept of a file that has not changed since, nor any picture it names."""
    cache = Cache(task.cache, task.use_cache)
    raw = _raw(task)
    if raw is None:
        return None
    key = _key(task, raw)
    stored = cache.get(f"{key}.kept")
    if stored is None or not (task.cache / key).is_file():
        return None
    kept = _KEPT_DECODER.decode(stored)
    if not _pictures_unchanged(task.folder, kept.pictures):
        return None
    return ReadText(key, kept.summary, tuple(kept.findings))


def read_one(task: ReadTask) -> ReadText:
    """Read one file and keep what it says. Runs in a worker."""
    cache = Cache(task.cache)
    raw = _raw(task)
    if raw is None:
        fault = manuscript.TOO_LARGE(f"more than {MAX_BYTES // 1_000_000} MB", at=Location(task.file))
        return ReadText("", Summary(), (fault,))
    key = _key(task, raw)
    document, kept = _understood(task, raw)
    cache.put(key, _ENCODER.encode(document))
    cache.put(f"{key}.kept", _ENCODER.encode(kept))
    return ReadText(key, kept.summary, tuple(kept.findings))


def _raw(task: ReadTask) -> bytes | None:
    """The file's bytes; None when it is too large to be a chapter."""
    path = task.folder / task.file
    return path.read_bytes() if path.stat().st_size <= MAX_BYTES else None


def _key(task: ReadTask, raw: bytes) -> str:
    code = code_key("document", "filters", "_tools", "rules", "book")
    cited = task.bibliography.read_bytes() if task.bibliography else b""
    return digest("read", code, task.file, task.extensions, task.lang, cited, raw)


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
    """This process's pandoc, started at the first need, anew when it has failed, and ended with the process."""
    global _running  # noqa: PLW0603 — one per worker process, by design
    if _running is None or _running.ended:
        import atexit

        _running = Pandoc()
        atexit.register(_running.close)
    return _running


def _size(task: ReadTask) -> int:
    return (task.folder / task.file).stat().st_size
