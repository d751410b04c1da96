"""The story of an import: read safely, clean, divide, take the pictures, write, read again."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild._tools.pandoc import Pandoc
from bookbuild.book.order import slug
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.coalesce import coalesce
from bookbuild.document.nodes import (
    Blocks,
    Code,
    CodeBlock,
    Image,
    Inlines,
    Math,
    Note,
    Str,
)
from bookbuild.document.read import read_document
from bookbuild.document.walk import TooDeep, children, inline_lists, walk_blocks
from bookbuild.intake.chapters import chapters
from bookbuild.intake.clean import clean
from bookbuild.intake.markdown import write_markdown
from bookbuild.intake.pictures import Taken, take_pictures
from bookbuild.intake.report import Remarks, quoted
from bookbuild.intake.source import Refused, read_source
from bookbuild.production.cache import write_whole
from bookbuild.rules import intake as rules


@dataclass(frozen=True)
class Imported:
    """What one source gives: files by path, Markdown first; nothing is written yet."""

    files: Mapping[Path, bytes]
    findings: Sequence[Finding]


def take_in(path: Path, texts: Path, images: Path, pandoc: Pandoc) -> Imported:
    """The chapters of a file, for the folder `texts`, their pictures for a folder of their own below `images`.

    A file that can't be taken gives none, and a finding. Raises ToolFailed when pandoc can't write.
    """
    remarks = Remarks(path.name)
    stem = _stem(path)
    try:
        source = read_source(path, remarks)
        cleaned = clean(coalesce(source.document), remarks)
        taken = Taken((Path(os.path.relpath(images, texts)) / stem).as_posix())
        take_pictures(source, cleaned.blocks, taken, remarks)
        made = chapters(source, cleaned, stem, remarks)
    except Refused as refused:
        return Imported({}, [refused.rule(str(refused), at=Location(path.name))])
    except (TooDeep, RecursionError):
        return Imported({}, [rules.UNREADABLE(f"{path.name} is nested too deeply", at=Location(path.name))])
    files: dict[Path, bytes] = {}
    for chapter in made:
        words = words_of(chapter.blocks)
        text = write_markdown(chapter.blocks, pandoc)
        files[texts / f"{chapter.name}.md"] = text.encode()
        _compare(words, text, pandoc, remarks)
    used = {
        name
        for name in taken.files
        if any(f"{taken.folder}/{name}".encode() in text for text in files.values())
    }
    files |= {images / stem / name: data for name, data in taken.files.items() if name in used}
    return Imported(files, remarks.findings)


def _stem(path: Path) -> str:
    """The name of a chapter: as the file's, its number first.

    >>> _stem(Path("02 Été à Brest.docx"))
    '02-ete-a-brest'
    """
    digits = re.match(r"\d{1,4}(?=[\s._-]*[^\W\d_])", path.stem)
    name = slug(path.stem[digits.end() :] if digits else path.stem)[:60].rstrip("-")
    return f"{digits[0]}-{name}" if digits else name


def write_files(imported: Sequence[Imported], force: bool) -> tuple[list[Path], list[Finding]]:
    """Write all files, pictures first; gives those written. None is when one is there already with other bytes, unless
    with `force`.
    """
    files = {path: data for one in imported for path, data in one.files.items()}
    there = [
        path
        for path, data in files.items()
        if path.exists() and not (path.is_file() and path.read_bytes() == data)
    ]
    doubles = len(files) < sum(len(one.files) for one in imported)
    if (there and not force) or doubles or any(path.is_dir() for path in there):
        hint = (
            "Move it away, or import with --force." if there else "Import them one after the other, renamed."
        )
        names = [path.name for path in there] or ["two sources would write the same file"]
        return [], [
            rules.WOULD_OVERWRITE(f"{name}: nothing is written", at=Location(name), hint=hint)
            for name in names
        ]
    for path in sorted(files, key=lambda path: path.suffix == ".md"):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, files[path])
    return [path for path in files if path.suffix == ".md"], []


def _compare(before: str, text: str, pandoc: Pandoc, remarks: Remarks) -> None:
    """Read the Markdown as a build will; the words must be those that the source has."""
    after = words_of(read_document(text, pandoc, remarks.file)[0].blocks)
    if before == after:
        return
    pairs = enumerate(zip(before, after, strict=False))
    place = next((n for n, (old, new) in pairs if old != new), min(len(before), len(after)))
    around = slice(max(0, place - 40), place + 40)
    message = f"{quoted(before[around])} would read {quoted(after[around])}"
    remarks.say(rules.WORDS_DIFFER, message, "Mend the passage in the Markdown.")


def words_of(blocks: list[Blocks]) -> str:
    """All text, notes and formulas included, without spaces; not what describes pictures."""
    parts: list[str] = []
    for block in walk_blocks(blocks):
        if isinstance(block, CodeBlock):
            parts.append(block.c.text)
        for inlines in inline_lists(block):
            parts += _leaves(inlines)
    return re.sub(r"\s+", "", "".join(parts))


def _leaves(inlines: list[Inlines]) -> Iterator[str]:
    for one in inlines:
        match one:
            case Str():
                yield one.c
            case Code() | Math():
                yield one.c.text
            case Note():
                yield words_of(one.c)
            case Image():
                continue
            case _:
                yield from _leaves(children(one) or [])
