"""The spelling of a book: its dictionary found, each word asked once and the answers kept."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import msgspec

from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding
from bookbuild.document.manuscript import resolve_inside
from bookbuild.production.cache import Cache, code_key, digest
from bookbuild.proofreading.proof import Proof, Remark
from bookbuild.proofreading.spelling import find_dictionary, inflected, load_dictionary, unknown_words
from bookbuild.rules import manuscript, proofreading


def check_spelling(
    book: Book, folder: Path, proofs: Sequence[Proof], cache: Cache
) -> tuple[list[Remark], list[Finding]]:
    """Remarks on unknown words; or a finding that says why there are none."""
    place = None
    if book.dictionaries:
        inside = resolve_inside(folder, PurePosixPath(), book.dictionaries)
        if inside is None:
            return [], [manuscript.OUTSIDE_BOOK(f"{book.dictionaries} is outside the book's folder")]
        place = folder / inside
    path = find_dictionary(book.language, place)
    if path is None:
        hint = f"Install hunspell-{book.language.split('-')[0]}, or name a folder with dictionaries: in book.yaml."
        return [], [
            proofreading.NO_DICTIONARY(f"no Hunspell dictionary of “{book.language}” was found", hint=hint)
        ]
    key = digest(
        "spelling", code_key("proofreading"), path.read_bytes(), path.with_suffix(".aff").read_bytes()
    )
    stored = cache.get(key)
    verdicts: dict[str, bool] = msgspec.msgpack.decode(stored, type=dict[str, bool]) if stored else {}
    before = len(verdicts)
    own = inflected([*book.words, *(word for person in book.contributors for word in person.name.split())])
    try:
        remarks = list(unknown_words(proofs, own, load_dictionary(path), verdicts))
    except ImportError:
        hint = "pip install 'bookbuild[spelling]'"
        return [], [
            proofreading.NO_DICTIONARY("spylls, which reads dictionaries, is not installed", hint=hint)
        ]
    except ValueError as error:
        return [], [proofreading.NO_DICTIONARY(str(error))]
    if len(verdicts) > before:
        cache.put(key, msgspec.msgpack.encode(verdicts))
    return remarks, []
