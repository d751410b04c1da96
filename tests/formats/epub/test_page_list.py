"""The page-list of e-books against the PDF that is printed, read page by page."""

import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from bookbuild.errors import Exit
from tests.book_folder import BOOK, BookFolder

X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
_WORDS = [
    "extraordinairement",
    "la",
    "rivière",
    "descend",
    "lentement",
    "vers",
    "incompréhensible",
    "village",
    "quelquefois",
    "anticonstitutionnel",
    "pendant",
    "que",
    "les",
    "mariniers",
    "développent",
    "interminablement",
    "leurs",
    "considérations",
    "administratives",
    "sur",
    "chaque",
    "barque",
]


def prose(seed: int, words: int) -> str:
    """So many words in no order that comes again: a linear congruence, the same on every machine."""
    out, state = [], seed
    for number in range(words):
        state = (state * 1103515245 + 12345) % 2**31
        word = _WORDS[(state >> 8) % len(_WORDS)]
        out.append(word.capitalize() + "." if number % 17 == 16 else word)
    return " ".join(out)


NOTED = (
    f"# Les notes\n\n{prose(3, 150)} appel[^1] {prose(4, 80)} autre[^2] {prose(5, 500)}\n\n"
    f"[^1]: {prose(6, 160)}\n\n    {prose(7, 160)}\n\n[^2]: {prose(8, 30)}\n"
)
TABLE = (
    f"# Le tableau\n\n{prose(10, 60)}\n\n| Quai | Barque |\n|:--|:--|\n"
    + "".join(f"| {prose(20 + n, 3)} | {prose(120 + n, 2)} |\n" for n in range(60))
    + f"\n{prose(11, 100)}\n\n## Une section\n\n– {prose(12, 300)}\n\n- {prose(13, 200)}\n- {prose(14, 200)}\n"
)
TEXT = """\
text:
  front: [half-title, title-page, copyright-page, contents]
  body:
    - part: La rive
      contents: [body/un.md, {file: body/notes.md, kind: conclusion}, body/tableau.md]
"""


def river(root: Path) -> BookFolder:
    """A book of small pages: a paragraph over several of them, long notes, a long table, blank versos."""
    before, _, editions = BOOK.partition("text:\n")
    editions = "editions:\n" + editions.partition("editions:\n")[2].replace("140x210", "110x170")
    book = BookFolder(root).write("book.yaml", before + TEXT + editions)
    book.write("body/un.md", f"# Un fleuve\n\n{prose(1, 900)}\n\n{prose(2, 200)}\n")
    return book.write("body/notes.md", NOTED).write("body/tableau.md", TABLE)


@dataclass
class Ebook:
    """A built e-book."""

    archive: zipfile.ZipFile

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(f"EPUB/{name}"))

    @property
    def page_list(self) -> list[tuple[str, str]]:
        navs = self.tree("nav.xhtml").iter(f"{X}nav")
        return [
            (a.text, a.get("href")) for nav in navs if nav.get(TYPE) == "page-list" for a in nav.iter(f"{X}a")
        ]

    def metas(self, property: str) -> list[str]:
        metas = self.tree("content.opf").iter("{http://www.idpf.org/2007/opf}meta")
        return [meta.text for meta in metas if meta.get("property") == property]

    def after(self, href: str) -> str:
        """The letters that follow a place, notes and their calls left out."""
        file, _, id = href.partition("#")
        seen: list[str] = []
        self._read(self.tree(file).find(f"{X}body"), id, seen, [False])
        return "".join(seen)

    def _read(self, element: etree._Element, id: str, seen: list[str], found: list[bool]) -> None:
        if element.get(TYPE) in {"footnotes", "noteref"}:
            return
        found[0] = found[0] or element.get("id") == id
        seen += [letters(element.text)] if found[0] else []
        for child in element:
            self._read(child, id, seen, found)
            seen += [letters(child.tail)] if found[0] else []


def letters(text: str | None) -> str:
    return re.sub(r"[\W\d_]+", "", text or "")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = river(tmp_path_factory.mktemp("river") / "livre")
    result = book.run("build")
    assert result.exit_code == Exit.OK, result.output
    return book


@pytest.fixture(scope="module")
def printed(built: BookFolder) -> list[str]:
    """The letters of each page of the PDF as released, without its running head."""
    pages = []
    with pypdfium2.PdfDocument(next((built.root / "dist").glob("*_interieur.pdf"))) as pdf:
        for page in pdf:
            text = page.get_textpage().get_text_bounded(top=page.get_height() * 0.905)
            pages.append(letters(text))
    return pages


def ebook(built: BookFolder, pattern: str) -> Ebook:
    return Ebook(zipfile.ZipFile(next((built.root / "dist").glob(pattern))))


@pytest.mark.parametrize("pattern", ["9791099999917.epub", "*-kindle.epub"])
def test_after_each_mark_come_the_first_words_of_the_printed_page(
    built: BookFolder, printed: list[str], pattern: str
) -> None:
    book = ebook(built, pattern)
    exact = inside = 0
    for label, href in book.page_list:
        if href.startswith(("text/title", "text/copyright", "nav", "contents")):
            continue
        page = printed[int(label) - 1].replace(
            "QuaiBarque", "", 1
        )  # the head of the table is repeated on paper
        follows = book.after(href)[: min(30, len(page) - 20)].removeprefix("QuaiBarque")
        place = page.find(follows)
        assert 0 <= place < 20, (label, follows, page[:60])
        exact, inside = exact + (place == 0), inside + (place > 0)
    assert exact > 10
    assert inside > 0  # the book has words that are divided at the turn: the mark comes after them


def test_blank_pages_and_those_that_only_paper_has_are_left_out(
    built: BookFolder, printed: list[str]
) -> None:
    labels = [label for label, _ in ebook(built, "9791099999917.epub").page_list]
    full = [str(number) for number, text in enumerate(printed, start=1) if text]
    assert "2" not in full
    assert labels == full[1:]  # the half-title is no page of the e-book
    assert labels == sorted(set(labels), key=int)


def test_the_report_says_which_pages_are_blank(built: BookFolder, printed: list[str]) -> None:
    files = json.loads(built.dist["report.json"])["files"]
    blank = ", ".join(str(number) for number, text in enumerate(printed, start=1) if not text)
    assert files[0]["about"].partition(";")[0] == f"{len(printed)} pages, blank: {blank}"


@pytest.mark.parametrize("pattern", ["9791099999917.epub", "*-kindle.epub"])
def test_the_package_says_whose_pages_they_are(built: BookFolder, pattern: str) -> None:
    book = ebook(built, pattern)
    source = "urn:isbn:9791099999900"
    assert book.tree("content.opf").findtext(".//{http://purl.org/dc/elements/1.1/}source") == source
    assert book.metas("pageBreakSource") == [source]
    assert book.metas("source-of") == ["pagination"]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(book.metas("schema:accessibilityFeature"))


def test_the_ncx_lists_the_same_pages(built: BookFolder) -> None:
    book = ebook(built, "9791099999917.epub")
    ncx = "{http://www.daisy.org/z3986/2005/ncx/}"
    targets = [
        (target.findtext(f".//{ncx}text"), target.find(f"{ncx}content").get("src"))
        for target in book.tree("toc.ncx").iter(f"{ncx}pageTarget")
    ]
    assert targets == book.page_list


def test_an_ebook_made_alone_has_the_same_bytes(built: BookFolder, tmp_path: Path) -> None:
    alone = river(tmp_path / "seul")
    for _ in ("set for this", "kept"):
        assert alone.run("build", "epub").exit_code == Exit.OK
        assert alone.dist["9791099999917.epub"] == built.dist["9791099999917.epub"]
    assert not list((tmp_path / "seul" / "build" / "papier").glob("*.pdf"))


def test_a_draft_has_no_page_list(tmp_path: Path) -> None:
    book = river(tmp_path)
    assert book.run("build", "--draft", "epub", "print").exit_code == Exit.OK
    path = next((tmp_path / "build" / "epub").glob("*.epub"))
    assert Ebook(zipfile.ZipFile(path)).page_list == []


def test_a_book_may_refuse_a_page_list_and_must_not_name_pages_it_has_not(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "{id: epub, format: epub,", "{id: epub, format: epub, pages-from: none,")
    assert book.run("build", "epub").exit_code == Exit.OK
    path = next((tmp_path / "dist").glob("*.epub"))
    refused = Ebook(zipfile.ZipFile(path))
    assert refused.page_list == []
    assert refused.metas("pageBreakSource") == []
    book.change("book.yaml", "pages-from: none", "pages-from: kindle")
    assert "MD040" in [rule for rule, _, _ in book.findings()]
