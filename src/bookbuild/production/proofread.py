"""The manuscript proofread, in parallel: a `Proof` for each file, kept by its bytes and our code."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bookbuild._tools.workers import Workers
from bookbuild.book.model import Book, Edition, Format, Kind
from bookbuild.book.order import Piece
from bookbuild.design.margins import margins_for, profile_middle
from bookbuild.design.profile import DEFAULT_PROFILE, UnknownProfile, load_profile
from bookbuild.design.tokens import load_tokens
from bookbuild.design.trim import DEFAULT_TRIM, UnknownTrim, parse_trim
from bookbuild.document.read import decode_text
from bookbuild.production.cache import Cache, code_key, digest
from bookbuild.production.plan import Options
from bookbuild.production.progress import Progress
from bookbuild.production.read import MAX_BYTES
from bookbuild.production.spelling import check_spelling
from bookbuild.proofreading.judge import Judged, judge
from bookbuild.proofreading.pictures import coarse_pictures
from bookbuild.proofreading.proof import Proof, Remark
from bookbuild.proofreading.proofread import proofread


@dataclass(frozen=True)
class ProofTask:
    """One file for a worker."""

    folder: Path
    file: str
    lang: str
    cache: Path
    use_cache: bool
    spelling: bool = False
    """Whether the words are wanted."""


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Proof)


def proofread_book(  # noqa: PLR0913, PLR0917 — all that is known of the book
    book: Book,
    folder: Path,
    pieces: Sequence[Piece],
    further: frozenset[str],
    options: Options,
    cache: Path,
    workers: Workers,
    progress: Progress,
    spelling: bool = False,
) -> Judged:
    """The book at `folder` proofread: the files of its readable `pieces`, and `further` ones beside them."""
    files = [piece.file for piece in pieces if piece.file]
    files += sorted(further.difference(files))
    tasks = [
        ProofTask(folder, file, book.language, cache, options.use_cache, spelling)
        for file in dict.fromkeys(files)
    ]
    proofs = proofread_all(tasks, workers, progress)
    if not spelling:
        return judged(book, folder, pieces, proofs, None)
    progress.say("looking words up")
    kept = Cache(cache, options.use_cache)
    misspelt, findings = check_spelling(book, folder, list(proofs.values()), kept)
    found = judged(book, folder, pieces, proofs, misspelt)
    return Judged((*findings, *found.findings), found.mends)


def proofread_all(tasks: Sequence[ProofTask], workers: Workers, progress: Progress) -> dict[str, Proof]:
    """By file. Files that can't be read, or are too large, are not in: `read_all` has said so."""
    kept = {task.file: _kept(task) for task in tasks}
    missing = [task for task in tasks if kept[task.file] is None and _size(task) <= MAX_BYTES]
    found = {file: proof for file, proof in kept.items() if proof is not None}
    with progress.step("proofreading", len(missing)) as step:
        for task, proof in zip(missing, workers.map(proofread_one, missing, _size), strict=True):
            found[task.file] = proof
            step(task.file)
    return {task.file: found[task.file] for task in tasks if task.file in found}


def proofread_one(task: ProofTask) -> Proof:
    """Proofread one file and keep what was found. Runs in a worker."""
    raw = (task.folder / task.file).read_bytes()
    text, _ = decode_text(raw, task.file)
    proof = proofread(text, task.file, task.lang, task.spelling)
    Cache(task.cache).put(_key(task, raw), _ENCODER.encode(proof))
    return proof


def remedies(text: str, file: str, language: str) -> list[Remark]:
    """What can be mended for certain in a text, less what comments allow."""
    return judge([proofread(text, file, language)], frozenset()).mends[file]


def judged(
    book: Book,
    folder: Path,
    pieces: Sequence[Piece],
    proofs: dict[str, Proof],
    misspelt: Iterable[Remark] | None,
) -> Judged:
    """The findings of a book that was proofread; `misspelt` comes from `spelling`, None when it was not asked for."""
    all = list(proofs.values())
    widths_mm = [width for edition in book.editions if (width := _measure_mm(edition))]
    coarse = coarse_pictures(all, folder, max(widths_mm)) if widths_mm else ()
    further = (*coarse, *(misspelt or ()))
    return judge(all, frozenset(_names(book, pieces, proofs)), further, spelling=misspelt is not None)


def _measure_mm(edition: Edition) -> float:
    """Width of the text of a printed edition; 0 for one that is not printed, or whose page is unknown."""
    if edition.format is not Format.PRINT:
        return 0.0
    try:
        trim, profile = (
            parse_trim(edition.trim or DEFAULT_TRIM),
            load_profile(edition.profile or DEFAULT_PROFILE),
        )
    except (UnknownTrim, UnknownProfile):
        return 0.0  # `edition_findings` has said so
    return margins_for(trim, profile, profile_middle(profile), load_tokens({}, trim)).measure_mm(trim)


def _names(book: Book, pieces: Sequence[Piece], proofs: dict[str, Proof]) -> Iterator[str]:
    """Words of the names that the book spells for certain."""
    for person in book.contributors:
        yield from (word for word in person.name.replace("-", " ").split() if len(word) > 4)
    for piece in pieces:
        if piece.kind is Kind.GLOSSARY and piece.file in proofs:
            yield from proofs[piece.file].terms


def _kept(task: ProofTask) -> Proof | None:
    cache = Cache(task.cache, task.use_cache)
    if not task.use_cache or _size(task) > MAX_BYTES:
        return None
    stored = cache.get(_key(task, (task.folder / task.file).read_bytes()))
    return _DECODER.decode(stored) if stored is not None else None


def _key(task: ProofTask, raw: bytes) -> str:
    code = code_key("proofreading", "filters/typography", "rules", "document", "diagnostics.py")
    return digest("proofread", code, task.file, task.lang, str(task.spelling), raw)


def _size(task: ProofTask) -> int:
    return (task.folder / task.file).stat().st_size
