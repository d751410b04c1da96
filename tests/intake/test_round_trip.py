"""The sample's chapters, written by pandoc in the formats of contributors, come back with all that they hold."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import Document, Header, Note
from bookbuild.document.read import read_document
from bookbuild.document.walk import text_of, walk_blocks, walk_inlines
from bookbuild.intake.take_in import take_in, words_of
from tests.book_folder import BookFolder
from tests.intake.documents import written

SAMPLE = Path(__file__).parents[2] / "manuscript" / "body"
CHAPTERS = sorted(SAMPLE.glob("0*.md"))


def source_of(chapter: Path) -> str:
    """Its Markdown, without what only bookbuild knows: a reference to a figure."""
    return (
        chapter.read_text(encoding="utf-8")
        .replace("@fig:debits", "figure 1")
        .replace("@tbl:debits", "tableau 1")
    )


def holds(document: Document) -> tuple[str, list[tuple[int, str]], int]:
    """Words, headings, number of notes."""
    headings = [
        (block.c.level, text_of(block.c.inlines))
        for block in walk_blocks(document.blocks)
        if isinstance(block, Header)
    ]
    words = words_of(document.blocks).replace("^{}", "")  # pandoc writes an empty exponent to sums in .docx
    return words, headings, sum(isinstance(one, Note) for one, _ in walk_inlines(document.blocks))


@pytest.mark.parametrize("ending", ["docx", "odt", "epub"])
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_words_headings_and_notes_are_the_same(
    chapter: Path, ending: str, tmp_path: Path, pandoc: Pandoc
) -> None:
    text = source_of(chapter)
    if ending != "docx":  # pandoc reads no MathML of EPUB, and not all of ODT's
        text = re.sub(r"\$\$.+?\$\$|\$.+?\$", "x", text, flags=re.DOTALL)
    file = written(tmp_path / f"{chapter.stem}.{ending}", text, SAMPLE)
    imported = take_in(file, tmp_path / "body", tmp_path / "images", pandoc)
    [markdown] = [data.decode() for path, data in imported.files.items() if path.suffix == ".md"]
    before, _ = read_document(text, pandoc, chapter.name)
    after, _ = read_document(markdown, pandoc, chapter.name)
    assert holds(after) == holds(before)
    # links to other chapters lead nowhere in one file alone; nothing else may be amiss
    assert set(Counter(finding.rule for finding in imported.findings)) <= {"IM015", "IM008"}


@pytest.mark.parametrize("ending", ["docx", "odt", "html", "tex", "epub"])
def test_imported_chapters_have_no_errors_in_their_book(ending: str, tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path / "livre")
    files = [
        written(tmp_path / f"{path.stem}.{ending}", source_of(path), SAMPLE)
        for path in CHAPTERS[:2] + CHAPTERS[-1:]
    ]
    result = book.run("import", *map(str, files))
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in (book.root / "manuscript" / "body").glob("0*.md"))
    listed = "".join(f"    - body/{name}\n" for name in names)
    book.change("book.yaml", "    - body/deux.md\n", f"    - body/deux.md\n{listed}")
    checked = book.run("check")
    assert checked.exit_code == 0, checked.output


def test_the_same_file_gives_the_same_bytes(tmp_path: Path, pandoc: Pandoc) -> None:
    file = written(tmp_path / "carte.docx", source_of(CHAPTERS[1]), SAMPLE)
    one, two = (take_in(file, tmp_path / "body", tmp_path / "images", pandoc).files for _ in range(2))
    assert one == two
