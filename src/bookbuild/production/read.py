"""Every manuscript file read and understood, in parallel: a document and a summary each, kept by content."""

from collections.abc import Iterator, Sequence
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
from bookbuild.filters.normalise.conditions import may_have_conditions
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
    names: tuple[frozenset[str], ...] = (frozenset(),)
    """What each edition answers to."""


class Kept(msgspec.Struct):
    """What is kept of one reading of a file besides its document."""

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


@dataclass(frozen=True)
class ReadFile:
    """A file as its editions have it: one reading for all of them, unless it has conditions."""

    readings: dict[str, ReadText]
    """By the names that its conditions ask for and the edition has."""

    def reading(self, names: frozenset[str]) -> ReadText:
        """As an edition that answers to these names has it."""
        return self.readings[_asked(next(iter(self.readings.values())).summary, names)]


def _asked(summary: Summary, names: frozenset[str]) -> str:
    """The names among those that a file asks for; any reading of it knows them."""
    terms = {term for condition in summary.conditions for term in condition.terms}
    return " ".join(sorted(terms & names))


_ENCODER = msgspec.msgpack.Encoder()
_DOCUMENT_DECODER = msgspec.msgpack.Decoder(Document)
_KEPT_DECODER = msgspec.msgpack.Decoder(dict[str, Kept])


def read_all(
    pieces: Sequence[Piece], tasks: Sequence[ReadTask], workers: Workers, progress: Progress
) -> dict[str, ReadFile]:
    """By piece id, every piece that has a file."""
    named = [piece.id for piece in pieces if piece.file]
    kept = {id: kept_file(task) for id, task in zip(named, tasks, strict=True)}
    missing = {id: task for id, task in zip(named, tasks, strict=True) if kept[id] is None}
    read: dict[str, ReadFile] = {}
    with progress.step("reading", len(missing)) as step:
        for id, file in zip(missing, workers.map(read_one, list(missing.values()), _size), strict=True):
            read[id] = file
            step(missing[id].file)
    return {id: kept[id] or read[id] for id in named}


def load_document(cache: Path, key: str) -> Document:
    """The document kept under a key by `read_one`."""
    return _DOCUMENT_DECODER.decode((cache / key).read_bytes())


def kept_file(task: ReadTask) -> ReadFile | None:
    """What was kept of a file that has not changed since, nor any picture it names; all readings or none."""
    cache = Cache(task.cache, task.use_cache)
    raw = _raw(task)
    if raw is None:
        return None
    key = _key(task, raw)
    stored = cache.get(f"{key}.kept")
    if stored is None:
        return None
    kept = _KEPT_DECODER.decode(stored)
    some = next(iter(kept.values()))
    asked = {_asked(some.summary, names) for names in task.names}
    if not asked <= kept.keys() or not all(
        (task.cache / _reading_key(key, name)).is_file()
        and _pictures_unchanged(task.folder, kept[name].pictures)
        for name in asked
    ):
        return None
    return ReadFile({name: _text(key, name, kept[name]) for name in sorted(asked)})


def read_one(task: ReadTask) -> ReadFile:
    """Read one file and keep what it says. Runs in a worker."""
    cache = Cache(task.cache)
    raw = _raw(task)
    if raw is None:
        fault = manuscript.TOO_LARGE(f"more than {MAX_BYTES // 1_000_000} MB", at=Location(task.file))
        return ReadFile({"": ReadText("", Summary(), (fault,))})
    key = _key(task, raw)
    kept: dict[str, Kept] = {}
    for name, document, reading in _readings(task, raw):
        cache.put(_reading_key(key, name), _ENCODER.encode(document))
        kept[name] = reading
    cache.put(f"{key}.kept", _ENCODER.encode(kept))
    return ReadFile({name: _text(key, name, reading) for name, reading in sorted(kept.items())})


def _reading_key(key: str, name: str) -> str:
    return digest(key, name) if name else key


def _text(key: str, name: str, kept: Kept) -> ReadText:
    return ReadText(_reading_key(key, name), kept.summary, tuple(kept.findings))


def _raw(task: ReadTask) -> bytes | None:
    """The file's bytes; None when it is too large to be a chapter."""
    path = task.folder / task.file
    return path.read_bytes() if path.stat().st_size <= MAX_BYTES else None


def _key(task: ReadTask, raw: bytes) -> str:
    code = code_key("document", "filters", "_tools", "rules", "book")
    cited = task.bibliography.read_bytes() if task.bibliography else b""
    return digest("read", code, task.file, task.extensions, task.lang, cited, raw)


def _readings(task: ReadTask, raw: bytes) -> Iterator[tuple[str, Document, Kept]]:
    """The file as each of the editions has it, without repetition, with the names that told them apart."""
    text, findings = decode_text(raw, task.file)
    asked: set[str] = set()
    summary: Summary | None = None
    for names in task.names:
        if summary is not None and _asked(summary, names) in asked:
            continue
        document, kept = _understood(task, text, names)
        kept.findings = [*findings, *kept.findings]
        summary = kept.summary
        name = _asked(summary, names)
        asked.add(name)
        yield name, document, kept


def _understood(task: ReadTask, text: str, names: frozenset[str]) -> tuple[Document, Kept]:
    pandoc, cited = running_pandoc(), task.bibliography
    later = cited if may_have_conditions(text) else None
    document, warnings = read_document(
        text, pandoc, task.file, task.extensions, None if later else cited, task.lang
    )
    context = FileContext(
        task.folder, task.file, text, pandoc, names, cited is not None, later, task.lang, findings=warnings
    )
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
