"""The manuscript mended where the remedy is certain: whole files or none, and never what is no prose."""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookbuild.document.locate import Lines
from bookbuild.document.manuscript import resolve_inside
from bookbuild.document.nodes import Header, Inlines, Str, Superscript, encode
from bookbuild.document.read import decode_text, read_document
from bookbuild.document.walk import map_inlines, walk_blocks
from bookbuild.production.read import running_pandoc
from bookbuild.proofreading.mend import apart, mended, rewritten
from bookbuild.proofreading.proof import Remark

ROUNDS = 5
"""Remedies that touch one another take turns; more than two turns have not been seen."""


@dataclass(frozen=True)
class Change:
    """One passage that was mended."""

    file: str
    line: int
    column: int
    rule: str
    before: str
    after: str


@dataclass(frozen=True)
class Mended:
    """A file and its new text; unchanged when something forbids to write it."""

    file: str
    before: bytes
    after: bytes
    changes: tuple[Change, ...]
    refused: str = ""
    """Why the file is left alone."""


Remedies = Callable[[str], Iterable[Remark]]
"""The remedies for a text of one file, anew for each round."""


def mend(folder: Path, file: str, extensions: str, remedies: Remedies) -> Mended:
    """The file with every certain remedy; nothing is written. `extensions` are pandoc's, added or removed."""
    raw, refusal = _readable(folder, file)
    if refusal:
        return Mended(file, raw, raw, (), refusal)
    text, _ = decode_text(raw, file)
    before = text
    changes: list[Change] = []
    for _ in range(ROUNDS):
        chosen = apart(remedies(text))
        if not chosen:
            break
        lines = Lines(text)
        changes += [_change(file, text, lines, remark) for remark in chosen]
        text = mended(text, chosen)
    if text != before and _skeleton(before, extensions) != _skeleton(text, extensions):
        return Mended(file, raw, raw, (), "a remedy would change more than words")
    return Mended(file, raw, rewritten(raw, text), tuple(changes))


def _change(file: str, text: str, lines: Lines, remark: Remark) -> Change:
    at = lines.at(remark.start), lines.column(remark.start)
    return Change(file, *at, remark.rule, text[remark.start : remark.end], remark.mended or "")


def write(folder: Path, result: Mended) -> bool:
    """Put the new text in the file's place, whole or not at all; False when the file has changed meanwhile."""
    path = folder / result.file
    waiting = path.with_name(f".{path.name}.mended")
    waiting.unlink(missing_ok=True)
    with waiting.open("xb") as new:  # never through a link that lies there
        new.write(result.after)
    shutil.copymode(path, waiting)
    if path.is_symlink() or path.read_bytes() != result.before:
        waiting.unlink()
        return False
    waiting.replace(path)
    return True


def _readable(folder: Path, file: str) -> tuple[bytes, str]:
    """The bytes of a file that may be written, and why it may not be."""
    path = folder / file
    if resolve_inside(folder, PurePosixPath(), file) != PurePosixPath(file).as_posix():
        return b"", "it is a symbolic link, or not in the book's folder"
    raw = path.read_bytes()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw, "it is not UTF-8"
    return raw, ""


def _skeleton(text: str, extensions: str) -> bytes:
    """The document without its words: code, formulas, addresses, attributes and structure, as pandoc sees them."""
    document, _ = read_document(text, running_pandoc(), "", extensions)
    for block in walk_blocks(document.blocks):
        if hasattr(block, "line"):
            block.line = 0
        if isinstance(block, Header):
            block.c.attr.id = ""  # made from its words, unless it was given: and then it is masked
    return encode(map_inlines(document, _without_words))


def _without_words(inlines: list[Inlines]) -> list[Inlines]:
    """A list in which runs of text and of raised text (1^re^ for 1ère) are one empty string."""
    out: list[Inlines] = []
    for inline in inlines:
        if not isinstance(inline, Str | Superscript):
            out.append(inline)
        elif not (out and isinstance(out[-1], Str)):
            out.append(Str(""))
    return out
