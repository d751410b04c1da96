"""The PDF for screens: as a build makes it, and what the check of its tags finds in one that is broken."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name, Pdf
from PIL import Image

from bookbuild.formats.screen.finish import page_labels
from bookbuild.preflight.pdf_tags import check_screen_pdf, is_for_screens
from tests.book_folder import BookFolder

ONE = """# Un

Une image, une liste, une note[^1], un [lien](https://example.org/page) et un [renvoi](deux.md).

![Une légende](rouge.png){alt="Un carré rouge"}

![](rouge.png){.decorative}

- un
- deux

## Une section

| a | b |
|---|---|
| 1 | 2 |

La formule $x^2$ est courte.

[^1]: La note.
"""
EDITION = """  - {id: ecran, format: pdf, isbn: 979-10-999999-3-1, price: {EUR: "4.99"}}
"""
PARTS = """  body:
    - part: Première partie
      contents: [body/un.md]
    - part: Seconde partie
      contents: [body/deux.md]
editions:"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    """A book of two parts, built as print and as PDF for screens."""
    held = io.BytesIO()
    Image.new("RGB", (60, 40), "#aa3311").save(held, format="PNG")
    book = BookFolder.small(tmp_path_factory.mktemp("screen")).write("body/un.md", ONE)
    book.write("body/rouge.png", held.getvalue()).write("body/don.md", "# Don\n\nÀ elle.\n")
    book.change("book.yaml", "contents]\n  body", "contents, {file: body/don.md, kind: dedication}]\n  body")
    book.change("book.yaml", "  body:\n    - body/un.md\n    - body/deux.md\neditions:", PARTS)
    book.change("book.yaml", "  - {id: epub", EDITION + "  - {id: epub")
    result = book.run("build", "ecran", "papier")
    assert result.exit_code == 0, result.output
    return book


@pytest.fixture(scope="module")
def path(book: BookFolder) -> Path:
    return book.root / "dist" / "9791099999931.pdf"


@pytest.fixture
def pdf(path: Path) -> Iterator[Pdf]:
    with Pdf.open(path) as opened:
        yield opened


def elements(pdf: Pdf) -> Iterator[Any]:
    """Structure elements in reading order."""
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += reversed(list(one))
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            waiting.append(one.get("/K", pikepdf.Array()))


def test_it_says_that_it_is_tagged_in_which_language_and_what_it_is_called(pdf: Pdf) -> None:
    root: Any = pdf.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "fr"
    assert root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Un livre d’essai"
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:identifier"] == "urn:isbn:9791099999931"


def test_tags_are_those_of_the_text_in_its_order(pdf: Pdf) -> None:
    kinds = [str(one.S)[1:] for one in elements(pdf)]
    assert [kind for kind in kinds if kind[0] == "H" and kind[1:].isdigit()] == [
        "H1",
        "H1",
        "H1",
        "H2",
        "H1",
        "H1",
    ]
    for kind in ("Document", "P", "L", "LI", "Note", "Table", "TH", "TD", "Link", "Formula"):
        assert kind in kinds
    body = kinds[kinds.index("Figure") :]
    assert body.index("Figure") < body.index("L") < body.index("Table") < body.index("Formula")


def test_every_figure_has_the_manuscripts_words_and_decoration_is_none(pdf: Pdf) -> None:
    said = [str(one.Alt) for one in elements(pdf) if str(one.S) in {"/Figure", "/Formula"}]
    assert said == ["Un carré rouge", "x^2"]


def test_no_element_of_the_text_is_empty(pdf: Pdf) -> None:
    assert all("/K" in one and (not isinstance(one.K, pikepdf.Array) or len(one.K)) for one in elements(pdf))


def test_links_are_described_and_lead_out_and_about(pdf: Pdf) -> None:
    links = [one for page in pdf.pages for one in page.obj.get("/Annots", [])]
    assert all(str(one.get("/Contents", "")) and "/StructParent" in one for one in links)
    assert any("/URI" in one.get("/A", {}) for one in links)
    assert any("/Dest" in one or "/D" in one.get("/A", {}) for one in links)
    objects = [
        kid for one in elements(pdf) if str(one.S) == "/Link" for kid in one.K if not isinstance(kid, int)
    ]
    assert sum(kid.get("/Type") == Name.OBJR for kid in objects) == len(links)


def test_bookmarks_of_chapters_lie_below_their_part(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        found = {item.title: [inner.title for inner in item.children] for item in outline.root}
    assert found == {"Sommaire": [], "Don": [], "Première partie": ["Un"], "Seconde partie": ["Deux"]}


def test_pages_are_called_as_they_are_numbered_and_are_those_of_the_printed_book(
    book: BookFolder, path: Path
) -> None:
    with (
        pypdfium2.PdfDocument(path) as screen,
        pypdfium2.PdfDocument(book.root / "dist" / "9791099999900_interieur.pdf") as paper,
    ):
        assert [screen.get_page_label(n) for n in range(len(screen))] == [
            str(n + 1) for n in range(len(screen))
        ]
        assert screen[0].get_size() == pytest.approx((140 * 72 / 25.4, 210 * 72 / 25.4), abs=0.01)
        number = next(
            n for n in range(len(paper)) if "Une section" in paper[n].get_textpage().get_text_bounded()
        )
        assert "Une section" in screen[number].get_textpage().get_text_bounded()


def test_colours_are_srgb_and_there_is_no_bleed(pdf: Pdf) -> None:
    operators = {str(step.operator) for page in pdf.pages for step in pikepdf.parse_content_stream(page)}
    assert not operators & {"k", "K"}
    assert not [page for page in pdf.pages if {"/BleedBox", "/TrimBox"} & set(page.obj.keys())]


def test_it_has_no_cover_of_its_own_and_a_record_in_onix(book: BookFolder) -> None:
    book.run("build", "onix")
    assert not list((book.root / "dist").glob("9791099999931_couverture*"))
    record = (book.root / "dist" / "9791099999931_onix.xml").read_text()
    for words in (
        "<ProductForm>ED<",
        "<ProductFormDetail>E107<",
        "<ProductFormFeatureValue>05<",
        "<ProductFormFeatureValue>107G<",
    ):
        assert words in record


def test_the_same_book_gives_the_same_bytes(book: BookFolder, path: Path) -> None:
    before = path.read_bytes()
    book.run("build", "ecran", "--no-cache")
    assert path.read_bytes() == before


def test_a_formula_or_heading_that_typst_refuses_is_a_finding(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", "  - {id: epub", EDITION + "  - {id: epub")
    book.write("body/deux.md", "# Deux\n\nUn signe sans forme : \U0001f6a8\n")
    assert "PR310" in {rule for rule, _, _ in book.findings("build", "ecran")}


def untagged(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def unmarked(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def without_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def title_hidden(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def without_claim(pdf: Pdf) -> None:
    with pdf.open_metadata() as xmp:
        del xmp["pdfuaid:part"]


def without_bookmarks(pdf: Pdf) -> None:
    del pdf.Root.Outlines


def without_labels(pdf: Pdf) -> None:
    del pdf.Root.PageLabels


def figure_unsaid(pdf: Pdf) -> None:
    next(one for one in elements(pdf) if str(one.S) == "/Figure").Alt = pikepdf.String("")


def level_skipped(pdf: Pdf) -> None:
    next(one for one in elements(pdf) if one.S == Name.H2).S = Name.H3


def heading_emptied(pdf: Pdf) -> None:
    next(one for one in elements(pdf) if str(one.S) == "/H2").K = pikepdf.Array([])


def link_undescribed(pdf: Pdf) -> None:
    first: Any = next(page.obj.Annots[0] for page in pdf.pages if "/Annots" in page.obj)
    del first.Contents


def link_outside_the_structure(pdf: Pdf) -> None:
    first: Any = next(page.obj.Annots[0] for page in pdf.pages if "/Annots" in page.obj)
    del first.StructParent


def tabs_anyhow(pdf: Pdf) -> None:
    next(page for page in pdf.pages if "/Annots" in page.obj).obj.Tabs = Name.R


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (untagged, "no structure tree"),
        (unmarked, "tagged"),
        (without_language, "which language"),
        (title_hidden, "instead of the title"),
        (without_claim, "claim PDF/UA-1"),
        (without_bookmarks, "bookmarks"),
        (without_labels, "numbered"),
        (figure_unsaid, "A figure has no alternative text"),
        (level_skipped, "of level 3"),
        (heading_emptied, "says nothing"),
        (link_undescribed, "no description"),
        (link_outside_the_structure, "not in the structure"),
        (tabs_anyhow, "tab key"),
    ],
)
def test_each_planted_fault_is_found_and_no_other(
    path: Path, tmp_path: Path, spoil: Callable[[Pdf], None], words: str
) -> None:
    assert check_screen_pdf(path) == []
    with Pdf.open(path) as pdf:
        spoil(pdf)
        pdf.save(tmp_path / "spoilt.pdf")
    (fault,) = check_screen_pdf(tmp_path / "spoilt.pdf")
    assert fault.rule == "PR311"
    assert words in fault.message


def test_check_takes_a_pdf_that_claims_pdf_ua_for_one_for_screens(book: BookFolder, path: Path) -> None:
    assert book.findings("check", str(path)) == []
    paper = path.with_name("9791099999900_interieur.pdf")
    assert is_for_screens(path)
    assert not is_for_screens(paper)


def test_a_tree_that_holds_itself_and_keys_of_the_wrong_kind_are_no_trap(path: Path, tmp_path: Path) -> None:
    with Pdf.open(path) as pdf:
        tree: Any = pdf.Root.StructTreeRoot
        top: Any = pdf.make_indirect(pikepdf.Dictionary(S=Name.Document))
        top.K = pikepdf.Array([top] * 1000)
        tree.K = top
        pdf.Root.MarkInfo = 5
        pdf.Root.ViewerPreferences = pikepdf.Array([])
        pdf.pages[0].obj.Annots = 7
        pdf.save(tmp_path / "x.pdf")
    assert {finding.rule for finding in check_screen_pdf(tmp_path / "x.pdf")} == {"PR110", "PR311"}


def test_damaged_metadata_are_a_finding(path: Path, tmp_path: Path) -> None:
    with Pdf.open(path) as pdf:
        pdf.Root.Metadata.write(b"<x:xmpmeta")
        pdf.save(tmp_path / "x.pdf")
    assert not is_for_screens(tmp_path / "x.pdf")
    assert {finding.rule for finding in check_screen_pdf(tmp_path / "x.pdf")} <= {"PR110", "PR311"}
    assert check_screen_pdf(tmp_path / "x.pdf")


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no pdf")
    assert [finding.rule for finding in check_screen_pdf(tmp_path / "x.pdf")] == ["PR110"]


@pytest.mark.parametrize(
    ("folios", "labels"),
    [
        (["1", "2", "3"], "0 D1"),
        (["i", "ii", "iii", "iv", "1", "2"], "0 r1, 4 D1"),
        (["I", "II", "5", "6", "6"], "0 R1, 2 D5, 4 D6"),
        (["", "1", "a-1"], "0 (), 1 D1, 2 (a-1)"),
        (["mcmxcix", "mm", "iiii"], "0 r1999, 2 (iiii)"),
    ],
)
def test_labels_say_where_counting_starts_or_changes(folios: list[str], labels: str) -> None:
    tree = list(page_labels(folios))
    shown = [
        f"{index} {str(label.S)[1:]}{label.St}" if "/S" in label else f"{index} ({label.P})"
        for index, label in zip(tree[::2], tree[1::2], strict=True)
    ]
    assert ", ".join(shown) == labels
