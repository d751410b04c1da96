"""The corpus as books: each folder of Markdown gets a book.yaml."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class CorpusBook:
    """One manuscript of the corpus."""

    name: str
    trim: str
    extra: str = ""
    """More lines of book.yaml."""
    edited: str = ""
    """File in which one word is changed for the warm runs."""
    cold_epub: float | None = None
    """Most that its EPUB, made cold, may take of the time of `pandoc -t epub3`; measured only when None."""
    novel: bool = False
    """Whether it is prose in one column, whose lines can be compared."""
    has_targets: bool = False
    """Whether the other speeds are promised for it: a long novel, where they matter."""


BOOKS = (
    CorpusBook("sans-famille", "5.5x8.5in", edited="020.md", novel=True),
    CorpusBook("jean-christophe", "5.5x8.5in", edited="020.md", novel=True, cold_epub=0.8, has_targets=True),
    CorpusBook(
        "rust-book",
        "7x10in",
        # Its own legacy anchors stand twice, one link is dead, and its code greets in scripts that our faces lack:
        # found and shown, and not to be mended here.
        'markdown: "-tex_math_dollars"\nfindings: {MS014: warning, MS016: warning, PR002: warning}\n',
        edited="ch04-01-what-is-ownership.md",
        cold_epub=1.0,
    ),
)


def with_ragged_feet(book: CorpusBook) -> CorpusBook:
    """The same book, set once: for what does not look at its printed pages."""
    return replace(book, extra=f"{book.extra}design: {{feet: ragged}}\n")


def prepare(book: CorpusBook, corpus: Path, into: Path) -> tuple[Path, list[str]]:
    """Copy a manuscript and write its book.yaml; gives the book's folder and its files in order."""
    source, root = corpus / book.name, into / book.name
    shutil.copytree(source, root / "manuscript", copy_function=shutil.copyfile)
    title, author, file_as, language, files = _metadata(source)
    listed = "".join(
        f"    - {{file: {name}{', kind: part' if 'partie' in name else ''}}}\n" for name in files
    )
    (root / "manuscript" / "book.yaml").write_text(
        f"""\
title: "{title}"
language: {language}
contributors:
  - {{id: author, name: "{author}", file-as: "{file_as}", role: author}}
publisher: {{name: Corpus}}
rights: {{holder: "{author}", year: 2026}}
dates: {{published: 2026-01-02}}
description: {{long: A real manuscript.}}
subjects: {{thema: [FB]}}
{book.extra}text:
  front: [half-title, title-page, copyright-page, contents]
  body:
{listed}editions:
  - {{id: paperback, format: print, isbn: 979-10-999999-0-0, trim: {book.trim}, profile: office}}
  - {{id: epub, format: epub, isbn: 979-10-999999-1-7}}
  - {{id: kindle, format: kindle}}
""",
        encoding="utf-8",
    )
    return root, files


def _metadata(source: Path) -> tuple[str, str, str, str, list[str]]:
    if (source / "meta.json").is_file():
        meta = json.loads((source / "meta.json").read_text(encoding="utf-8"))
        return meta["title"], meta["author"], meta["file_as"], meta["language"], meta["files"]
    order = (source / "order.txt").read_text(encoding="utf-8").split()
    return "The Rust Programming Language", "Steve Klabnik", "Klabnik, Steve", "en", order
