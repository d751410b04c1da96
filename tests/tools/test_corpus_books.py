"""Real manuscripts that nobody here wrote: two novels and a technical book, each made once, in all its editions."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from tests.bench.books import BOOKS, CorpusBook, prepare, with_ragged_feet
from tests.formats.epub.test_page_list import TYPE, Ebook, X, letters
from tests.tools.axe import RequireTool, expect_clean

pytestmark = pytest.mark.corpus

INTERIOR = "9791099999900_interieur.pdf"
CHAPTERS = {"sans-famille": "s003", "rust-book": "ch04-01-what-is-ownership"}
"""A piece of each that is also made alone."""
_LEFTWARD = re.compile("[\u0590-\u06ff]")
"""Hebrew and Arabic, which a PDF has in the order of the eye."""
FIGURE = "\0"
"""In a running text, a figure that a mark stands before, or a page that holds nothing but floating figures."""
LONGEST_REMNANT = 14
"""Letters that a divided word may leave on the page it ends on."""


def of(*names: str) -> pytest.MarkDecorator:
    """A test of these books."""
    return pytest.mark.parametrize(
        "made",
        [book for book in BOOKS if book.name in names],
        ids=lambda book: book.name,
        indirect=True,
        scope="module",
    )


@dataclass(frozen=True)
class MadeBook:
    """A book, and what was said while it was made."""

    book: CorpusBook
    dist: Path
    findings: list[dict[str, object]]

    def by_rule(self, *ids: str) -> list[dict[str, object]]:
        return [finding for finding in self.findings if finding["rule"] in ids]


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> MadeBook:
    """One novel with level feet; Ace, where it is, reads that and the technical book."""
    book: CorpusBook = request.param
    is_short_novel = book.novel and not book.has_targets
    into = tmp_path_factory.mktemp(book.name)
    root, _ = prepare(book if is_short_novel else with_ragged_feet(book), corpus, into)
    formats = ["epub", "kindle", "print"]
    if book.name in CHAPTERS:
        formats.append("html")
        with (root / "manuscript" / "book.yaml").open("a", encoding="utf-8") as file:
            for format in formats:
                extra = ", trim: 5.5x8.5in, profile: office" if format == "print" else ""
                file.write(
                    f"  - {{id: off-{format}, format: {format}, offprint: {CHAPTERS[book.name]}{extra}}}\n"
                )
    asks_ace = shutil.which("ace-puppeteer") and not book.has_targets
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "--format", "json"]
    argv += ["--ace" if asks_ace else "--no-ace", "build", *formats]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    return MadeBook(book, root / "dist", json.loads(done.stdout)["findings"])


@of("sans-famille", "jean-christophe", "rust-book")
def test_epubcheck_and_ace_have_nothing_to_say(made: MadeBook, require_tool: RequireTool) -> None:
    if not made.book.has_targets:
        require_tool("ace-puppeteer")
    assert [one for one in made.findings if one["name"] in {"epubcheck", "ace"}] == []
    assert made.by_rule("TL020", "TL021") == []
    assert len(list(made.dist.glob("*.epub"))) == (4 if made.book.name in CHAPTERS else 2)


@of("rust-book")
def test_the_faults_of_the_technical_book_are_findings_with_file_and_line(made: MadeBook) -> None:
    dead = made.by_rule("MS014")
    assert dead
    assert all(str(finding["file"]).endswith(".md") and finding["line"] for finding in dead)


@of("sans-famille")
def test_a_novel_is_set_with_running_heads_and_blind_openers(made: MadeBook) -> None:
    with pypdfium2.PdfDocument(made.dist / INTERIOR) as pdf:
        width, height = pdf[0].get_size()
        assert (round(width), round(height)) == (396, 612)  # 5.5 × 8.5 in, no bleed for an office printer
        plain = str.maketrans({"\u00a0": " ", "\u2060": ""})
        texts = [page.get_textpage().get_text_range().translate(plain) for page in pdf]
    opener = next(number for number, text in enumerate(texts) if text.lstrip().startswith("I – Au village"))
    assert str(opener + 1) not in texts[opener].split()
    assert str(opener + 2) in texts[opener + 1].split()


@of(*CHAPTERS)
def test_a_chapter_as_a_web_page(made: MadeBook, require_tool: RequireTool) -> None:
    (page,) = made.dist.glob("*-off-html.html")
    expect_clean(page, require_tool)


@of("sans-famille", "rust-book")
def test_every_mark_of_a_page_list_stands_before_the_first_words_of_its_page(made: MadeBook) -> None:
    assert made.by_rule("EP020") == []
    texts = page_texts(made.dist / INTERIOR)
    ebook = Ebook(zipfile.ZipFile(made.dist / "9791099999917.epub"))
    labels = [label for label, _ in ebook.page_list]
    numbers = [n for n, text in enumerate(texts, start=1) if text.strip()][1:]  # without the half-title
    body = numbers[labels.index("1")] if "1" in labels else 1  # English front matter has roman folios
    assert labels == [str(n - body + 1) if n >= body else roman(n) for n in numbers]
    page_called = dict(zip(labels, numbers, strict=True))
    cache: dict[str, tuple[str, dict[str, int]]] = {}
    kinds: dict[str, list[str]] = {
        "exact": [],
        "divided word": [],
        "paper's own lines": [],
        "figure": [],
        "wrong": [],
    }
    for label, href in ebook.page_list:
        if href.startswith(("text/title-page", "text/copyright-page", "nav")):
            continue  # made pages, set in another order
        text, wanted = texts[page_called[label] - 1], three_words(ebook, cache, href)
        kinds[_kind(text, wanted)].append(label)
    assert kinds["wrong"] == [], [(label, texts[page_called[label] - 1][:80]) for label in kinds["wrong"]]
    assert len(kinds["exact"]) > 0.95 * len(labels)
    assert len(kinds["paper's own lines"]) + len(kinds["figure"]) < 0.03 * len(labels)


def page_texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            page.get_textpage().get_text_bounded(top=page.get_height() * 0.905)
            for page in document
        ]  # fmt: skip


def roman(number: int) -> str:
    signs = {50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
    said = ""
    for value, sign in signs.items():
        said, number = said + number // value * sign, number % value
    return said


def three_words(book: Ebook, cache: dict[str, tuple[str, dict[str, int]]], href: str) -> str:
    """The letters of the first three words after a mark; none when a figure or the next mark comes first."""
    file, _, id = href.partition("#")
    if file not in cache:
        cache[file] = _text_and_marks(book.tree(file))
    text, marks = cache[file]
    if text[marks[id] :].startswith(FIGURE):
        return ""
    end = min((place for place in marks.values() if place > marks[id]), default=len(text))
    words = re.findall(r"\S*[^\W\d_]\S*", text[marks[id] : min(end, marks[id] + 400)])
    return letters("".join(words[:3]))


def _text_and_marks(root: etree._Element) -> tuple[str, dict[str, int]]:
    """The running text of a page of the e-book, and where in it the marks stand."""
    pieces: list[str] = []
    marks: dict[str, int] = {}

    def read(element: etree._Element) -> None:
        kind = element.get(TYPE)
        if kind in {"footnotes", "noteref"} or str(element.tag).endswith("}annotation"):
            return
        if kind == "pagebreak":
            marks[element.get("id")] = sum(map(len, pieces))
            following = element.getnext() if element.tail is None else None
            if following is not None and (
                following.tag == f"{X}figure" or following.get(TYPE) == "pagebreak"
            ):
                pieces.append(FIGURE)
        pieces.append(element.text or "")
        for child in element:
            read(child)
            pieces.append(child.tail or "")

    read(root[1])
    return "".join(pieces), marks


def _kind(text: str, wanted: str) -> str:
    """How a page of paper begins with the words."""
    if not wanted:
        return "figure"
    page = _LEFTWARD.sub("", letters(text))
    place = page.find(_LEFTWARD.sub("", wanted))
    if place == 0:
        return "exact"
    if 0 < place <= LONGEST_REMNANT and "\n" not in text.strip()[:place]:
        return "divided word"
    ends, length = set(), 0
    for line in text.splitlines():  # the head of a table again, a figure that floats, the words in a picture
        length += len(letters(line))
        ends.add(length)
    return "paper's own lines" if place in ends else "wrong"
