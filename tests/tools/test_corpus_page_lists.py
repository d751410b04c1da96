"""The page-lists of real books against their PDFs: every page once, each mark before the page's first words."""

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from tests.bench.books import BOOKS, CorpusBook, prepare
from tests.formats.epub.test_page_list import TYPE, Ebook, X, letters
from tests.tools.test_corpus_books import build

pytestmark = pytest.mark.corpus

_LEFTWARD = re.compile("[\u0590-\u06ff]")
"""Hebrew and Arabic, which a PDF has in the order of the eye."""
FIGURE = "\0"
"""In a running text, a figure that a mark stands before, or a page that holds nothing but floating figures."""
LONGEST_REMNANT = 14
"""Letters that a divided word may leave on the page it ends on."""


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


@pytest.mark.parametrize("book", [book for book in BOOKS if not book.has_targets], ids=lambda book: book.name)
def test_every_mark_stands_before_the_first_words_of_its_page(
    book: CorpusBook, corpus: Path, tmp_path: Path
) -> None:
    root, _ = prepare(book, corpus, tmp_path)
    findings = build(root, "epub", "print")["findings"]
    assert [finding for finding in findings if finding["rule"] == "EP020"] == []
    texts = page_texts(next((root / "dist").glob("*_interieur.pdf")))
    ebook = Ebook(zipfile.ZipFile(root / "dist" / "9791099999917.epub"))
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
