"""Everything in the manuscript is in the EPUB, once: its words against those that pandoc alone reads.

Letters and digits are compared, not what stands between them: typography changes that on purpose.
"""

import html
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bookbuild._tools.pandoc import pandoc_path
from bookbuild.book.load import load
from bookbuild.book.model import Book
from bookbuild.book.order import Piece, reading_order
from bookbuild.formats._xhtml.semantics import UNTITLED
from bookbuild.formats.epub.split import whole_page
from tests.bench.books import BOOKS, CorpusBook, prepare

X = "{http://www.w3.org/1999/xhtml}"
GAP = None
"""Where bookbuild writes what the manuscript only names: a reference, a citation, a formula."""
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_MADE = frozenset({"byline", "presentation", "label", "back", "back-to-picture", "details", "credit"})
_LONGEST_GAP = 200
"""Letters that a reference may become."""


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def typed(node: Any, notes: list[list[str | None]]) -> Iterator[str | None]:
    """The letters of a node of pandoc's JSON in reading order, with gaps; notes are put into `notes`."""
    if isinstance(node, list):
        for child in node:
            yield from typed(child, notes)
        return
    if not isinstance(node, dict) or "t" not in node:
        return
    kind = node["t"]
    content: Any = node.get("c")
    if kind == "Str":
        yield letters(content)
    elif kind in {"Code", "CodeBlock"}:
        yield letters(content[1])
    elif kind in {"RawInline", "RawBlock"}:
        yield letters(html.unescape(_TAG.sub(" ", content[1])))
    elif kind == "Note":
        place = len(notes)
        notes.append([])
        notes[place] = list(typed(content, notes))
    elif kind in {"Math", "Cite"} or (kind == "Link" and not content[1]):
        yield GAP
    elif kind in {"Div", "Span"} and _is_for_others(dict(content[0][2])):
        return
    elif kind != "Image":  # its alternative text is not on the page
        yield from typed(content, notes)


def _is_for_others(attributes: dict[str, str]) -> bool:
    return (
        "epub" not in attributes.get("only", "epub").split() or "epub" in attributes.get("except", "").split()
    )


def shown(element: etree._Element, notes: list[str]) -> Iterator[str]:
    """The letters of an element of a page, without what bookbuild adds; notes are put into `notes`."""
    if not isinstance(element.tag, str) or _MADE & set(element.get("class", "").split()):
        return
    if element.get("role") == "doc-noteref" or element.tag.endswith("}math"):
        return
    if element.get("role") == "doc-footnote":
        notes.append(
            "".join(part for child in element for part in shown(child, notes)) + letters(_tails(element))
        )
        return
    yield letters(element.text or "")
    for child in element:
        yield from shown(child, notes)
        yield letters(child.tail or "")


def _tails(note: etree._Element) -> str:
    return "".join(child.tail or "" for child in note)


def fault(manuscript: list[str | None], page: str) -> str:
    """Where the page departs from the manuscript; empty when it does not."""
    place, gap = 0, False
    for part in manuscript:
        if part is GAP:
            gap = True
            continue
        if not part:
            continue
        at = page.find(part, place, place + len(part) + (_LONGEST_GAP if gap else 0))
        if at < 0:
            return f"{part!r} is not where it was: …{page[max(0, place - 60) : place]}|{page[place : place + 60]}…"
        place, gap = at + len(part), False
    rest = page[place:]
    return "" if not rest or (gap and len(rest) < _LONGEST_GAP) else f"the page goes on: {rest[:80]!r}"


def faults(root: Path) -> list[str]:
    """Of a book that was built: what is lost or stands twice, file by file."""
    book = load(root).book
    assert book is not None
    pages = _pages(next((root / "build" / "epub").glob("*.epub")))
    found, seen = [], 0
    for piece in reading_order(book):
        if piece.file is None or piece.id not in pages:
            continue
        seen += 1
        notes: list[list[str | None]] = []
        blocks = _pandoc(root / "manuscript" / piece.file, book)["blocks"]
        if piece.kind in UNTITLED:  # their title names the page and is not shown
            blocks = [block for block in blocks if block["t"] != "Header"]
        manuscript = _joined(typed(blocks, notes))
        asides: list[str] = []
        if '"abstract"' not in json.dumps(blocks):  # then what the page has is from book.yaml
            _drop_abstracts(pages[piece.id])
        page = "".join(part for section in pages[piece.id] for part in shown(section, asides))
        found += [f"{piece.file}: {one}" for one in [fault(manuscript, page)] if one]
        found += _note_faults(piece, [_joined(iter(note)) for note in notes], asides)
    assert seen
    return found


def _drop_abstracts(sections: list[etree._Element]) -> None:
    for section in sections:
        for abstract in [one for one in section.iter(f"{X}section") if one.get("role") == "doc-abstract"]:
            abstract.getparent().remove(abstract)


def _note_faults(piece: Piece, notes: list[list[str | None]], asides: list[str]) -> list[str]:
    if len(notes) != len(asides):
        return [f"{piece.file}: {len(notes)} notes, {len(asides)} in the EPUB"]
    pairs = enumerate(zip(notes, asides, strict=True), start=1)
    return [f"{piece.file}, note {n}: {one}" for n, (note, aside) in pairs if (one := fault(note, aside))]


def _joined(parts: Iterator[str | None]) -> list[str | None]:
    """Runs of letters between gaps as one: where a paragraph ends is not looked at."""
    joined: list[str | None] = [""]
    for part in parts:
        if part is GAP or joined[-1] is GAP:
            joined.append(part)
        else:
            joined[-1] = f"{joined[-1]}{part}"
    return joined


def _pages(epub: Path) -> dict[str, list[etree._Element]]:
    """The sections of each piece, by its id."""
    pages: dict[str, list[etree._Element]] = {}
    with zipfile.ZipFile(epub) as archive:
        for name in sorted(archive.namelist(), key=lambda name: (whole_page(name), len(name), name)):
            if name.startswith("EPUB/text/"):
                body = etree.fromstring(archive.read(name)).find(f"{X}body")
                assert body is not None
                pages.setdefault(Path(whole_page(name)).stem, []).extend(body)
    return pages


def _pandoc(file: Path, book: Book) -> Any:
    argv = [str(pandoc_path()), "-f", f"markdown{book.markdown}", "-t", "json", str(file)]
    return json.loads(subprocess.run(argv, capture_output=True, check=True).stdout)


def build(root: Path) -> None:
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "build", "--draft", "epub"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.corpus
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_nothing_of_a_real_manuscript_is_lost_or_doubled(
    book: CorpusBook, corpus: Path, tmp_path: Path
) -> None:
    root, _ = prepare(book, corpus, tmp_path)
    build(root)
    assert faults(root) == []


def test_nothing_of_the_sample_is_lost_or_doubled(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "manuscript", tmp_path / "manuscript")
    build(tmp_path)
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("page", "is_fault"),
    [
        ("unmotdeuxmots", False),
        ("unmotvoirpage12deuxmots", False),
        ("unmotunmotdeuxmots", True),
        ("undeuxmots", True),
        ("unmotdeuxmotsdeuxmots", True),
    ],
)
def test_the_comparison_sees_what_is_lost_and_what_is_there_twice(page: str, is_fault: bool) -> None:
    gap = "voir" in page
    assert bool(fault(["unmot", *([GAP] if gap else []), "deuxmots"], page)) == is_fault
