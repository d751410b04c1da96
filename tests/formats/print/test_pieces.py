"""The pieces of a printed page, each where a reader looks for it."""

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
import pytest
from pypdfium2 import PdfDocument

from bookbuild._tools.pandoc import Pandoc
from tests.formats.print.setting import POINTS_PER_MM, SetBook

LINE = "Le réseau passe ici, mais pas la lettre ; on attend encore un peu sous la pluie. "
TREE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="330"><rect width="300" height="330"/></svg>'
)
BOOK: dict[str, Any] = {
    "title": "Les Pièces",
    "language": "fr",
    "publisher": {"name": "Maison", "address": "Lyon"},
    "dates": {"published": "2026-11-16", "legal-deposit": "2026-11"},
    "legal": {"printer": {"name": "Imprimerie des Biefs", "address": "42300 Roanne", "finished": "2026-10",
                          "number": "1234", "reprints": ["2027-03", "2028-01"]}},
    "text": {"body": [{"file": "une.md", "kind": "chapter"}]},
    "editions": [{"id": "papier", "format": "print", "trim": "150x210", "profile": "offset-eu"}],
}  # fmt: skip
KDP = {"id": "kdp", "format": "print", "trim": "5.5x8.5in", "profile": "kdp-paperback"}


def _set(markdown: str, folder: Path, pandoc: Pandoc, **changes: Any) -> SetBook:
    files: dict[str, str | bytes] = {"une.md": f"# Une\n\n{markdown}\n", "images/arbre.svg": TREE}
    return SetBook.of(BOOK | changes, files, folder, pandoc)


def _filled(book: SetBook, page: int) -> Iterator[tuple[float, float]]:
    """Left and right edge of what is filled and broad on a page, in millimetres from the trim's left."""
    with PdfDocument(book.path) as pdf:
        sheet = pdf[page - 1]
        trim = sheet.get_trimbox()
        for path in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = path.get_bounds()
            if top - bottom > 10 and right - left > 100:
                yield (left - trim[0]) / POINTS_PER_MM, (right - trim[0]) / POINTS_PER_MM


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(tmp_path: Path, pandoc: Pandoc) -> None:
    rows = "\n".join(f"| Commune {n} | {n * 37} |" for n in range(1, 121))
    book = _set(f"{LINE}\n\n| Lieu-dit | Ménages |\n|:---|---:|\n{rows}\n\n: Le relevé.", tmp_path, pandoc)
    pages = [text for text in book.pages if "Commune " in text]
    assert len(pages) >= 3
    assert all("Lieu-dit Ménages" in text.replace("\n", " ") for text in pages)
    assert [int(n) for text in pages for n in re.findall(r"Commune (\d+)", text)] == list(range(1, 121))


def test_notes_at_the_end_stand_under_a_head_and_begin_anew_with_each_piece(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    noted = f"# {{0}}\n\n{LINE}[^a] {LINE}[^b]\n\n{LINE * 20}\n\n[^a]: Première de {{0}}.\n\n[^b]: Seconde de {{0}}."
    files: dict[str, str | bytes] = {f"{name}.md": noted.format(name) for name in ("Une", "Deux")}
    text = {"body": [{"file": name, "kind": "chapter"} for name in files]}
    book = SetBook.of(BOOK | {"text": text, "notes": "end"}, files, tmp_path, pandoc)
    assert not any(finding.rule == "PR006" for finding in book.made.findings)
    for name in ("Une", "Deux"):
        page = book.page_of(f"Première de {name}.")
        notes = " ".join(book.pages[page - 1].partition("Notes\n")[2].split())
        assert notes.startswith(f"1. Première de {name}. 2. Seconde de {name}."), book.pages[page - 1]


@pytest.mark.parametrize("feet", ["level", "ragged"])
def test_every_note_stands_on_the_page_of_its_call(feet: str, tmp_path: Path, pandoc: Pandoc) -> None:
    files: dict[str, str | bytes] = {}
    for n in range(6, 9):
        called = f"{LINE * 3}Appel{n:02}.[^a] {LINE}"
        files[f"{n}.md"] = (
            f"# Titre\n\n{LINE * 12}\n\n"
            + f"{LINE[:50]}\n\n" * n
            + f"{called}\n\n{LINE * 9}\n\n[^a]: Note{n:02}.\n"
        )
    text = {"body": [{"file": name, "kind": "chapter"} for name in files]}
    book = SetBook.of(BOOK | {"text": text, "design": {"feet": feet}}, files, tmp_path, pandoc)
    assert {finding.rule for finding in book.made.findings} <= {"PR300", "PR004"}
    for n in range(6, 9):
        assert book.page_of(f"Appel{n:02}.") == book.page_of(f"Note{n:02}.")
    kept = (tmp_path / "build" / "typst" / "notes.typ").read_text(encoding="utf-8")
    # Typst alone sets one on the page before; where pages end as they are reckoned, it has no room there.
    assert (kept == "#let kept-free = (:)\n") == (feet == "level")


def test_every_scene_break_is_seen_also_where_the_page_turns(tmp_path: Path, pandoc: Pandoc) -> None:
    scenes = [LINE * length for length in (5, 9, 14, 3, 7, 11, 6, 13, 4, 8) * 6]
    book = _set("\n\n---\n\n".join(scenes), tmp_path, pandoc, design={"scene-sign": "@"})
    assert sum(text.count("@") for text in book.pages) == len(scenes) - 1
    lines = [text.strip().splitlines() for text in book.pages]
    assert any("@" in (page[1:2] + page[-2:-1]) for page in lines if len(page) > 3)


def test_a_line_of_verse_that_turns_over_hangs(tmp_path: Path, pandoc: Pandoc) -> None:
    verse = (
        "| Demain\n"
        "| J’irai par la forêt, j’irai par la montagne, et plus loin que la montagne je marcherai encore longtemps\n"
        "|     Retrait"
    )
    book = _set(verse, tmp_path, pandoc)
    first, turned = book.place(1, "Demain"), book.place(1, "longtemps")
    start, shifted = book.place(1, "irai par la forêt"), book.place(1, "Retrait")
    assert turned[1] > start[1] + 3
    assert 2 < shifted[0] - first[0] < 12
    with PdfDocument(book.path) as pdf:
        words = pdf[0].get_textpage()
        text = words.get_text_range()
        at = text.rindex("\n", 0, text.index("longtemps")) + 1
        left_mm = words.get_charbox(at, loose=True)[0] / POINTS_PER_MM
    assert 5 < left_mm - first[0] < 12


def test_a_stanza_leaves_no_line_alone_on_a_page(tmp_path: Path, pandoc: Pandoc) -> None:
    stanza = "\n".join(f"| vers numéro {n}" for n in range(1, 9))
    book = _set("\n\n".join(LINE * length + "\n\n" + stanza for length in range(3, 25)), tmp_path, pandoc)
    for text in book.pages:
        found = [int(n) for n in re.findall(r"vers numéro (\d)", text)]
        assert not found or (found[-1] != 1 and found[0] != 8)


@pytest.mark.parametrize("kind", ["sidebar", "pull-quote"])
def test_a_box_that_bleeds_goes_out_to_the_bleed_on_the_outer_side(
    kind: str, tmp_path: Path, pandoc: Pandoc
) -> None:
    box = f"::: {{.{kind} .bleed}}\nUne phrase mise à part.\n:::"
    pages = f"{box}\n\n{LINE * 60}\n\n{box}\n\n{LINE * 20}\n\n{box}"
    book = _set(pages, tmp_path, pandoc)
    sides = set()
    for number, text in enumerate(book.pages, start=1):
        for left_mm, right_mm in _filled(book, number) if "mise à part" in text else ():
            outer = right_mm == pytest.approx(153, abs=0.1), left_mm == pytest.approx(-3, abs=0.1)
            assert outer == ((True, False) if number % 2 else (False, True))
            sides.add(number % 2)
    assert sides == {0, 1}
    assert {finding.rule for finding in book.made.findings} == {"PR300"}


def test_without_bleed_the_same_box_keeps_to_the_measure(tmp_path: Path, pandoc: Pandoc) -> None:
    box = "::: {.sidebar .bleed}\nUne phrase mise à part.\n:::"
    book = _set(f"{LINE}\n\n{box}", tmp_path, pandoc, editions=[KDP])
    ((left_mm, right_mm),) = _filled(book, 1)
    assert left_mm > 9 and right_mm < 139.7 - 6


def test_a_long_sidebar_goes_on_over_the_page(tmp_path: Path, pandoc: Pandoc) -> None:
    box = "::: {.sidebar .bleed}\n" + f"{LINE * 5}\n\n" * 14 + ":::"
    book = _set(f"{LINE}\n\n{box}\n\nPuis rien.", tmp_path, pandoc)
    assert sum(1 for number in range(1, len(book.pages) + 1) if list(_filled(book, number))) >= 2


def test_tall_figures_stand_on_the_page_of_their_call_or_the_next(tmp_path: Path, pandoc: Pandoc) -> None:
    parts = [
        f"{LINE * (26 + n % 7)} Appel {n}-.\n\n![Arbre {n}.](images/arbre.svg){{#fig:arbre-{n} alt=Arbre}}"
        for n in range(1, 10)
    ]
    book = _set("\n\n".join(parts) + f"\n\n{LINE * 30}", tmp_path, pandoc)
    for n in range(1, 10):
        call, figure = book.page_of(f"Appel {n}-."), book.page_of(f"Arbre {n}.")
        assert 0 <= figure - call <= 1, (n, call, figure)


@pytest.mark.parametrize("design", ["essay", "technical"])
def test_text_stands_on_the_grid_after_everything_that_is_no_table_of_many_pages(
    design: str, tmp_path: Path, pandoc: Pandoc
) -> None:
    code = "\n".join(
        f"    ligne({n}, {'mot ' * (24 if n % 7 == 3 else 2)})" + "\n" * (n % 5 == 1) for n in range(1, 25)
    )
    others = (
        "## Une section",
        f"``` python\n{code}\n```",
        "### Une sous-section",
        "``` python\nx = 1\n\ny = 2\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "![Arbre.](images/arbre.svg){alt=Arbre width=20%}",
        "$$ \\sum_{n=1}^{\\infty} \\frac{1}{n^2} $$",
        f"> {LINE}",
        "::: sidebar\nUn encadré.\n:::",
        "---",
    )
    parts = [f"{LINE * (3 + n % 4)}\n\n{others[n % len(others)]}" for n in range(40)]
    book = _set("\n\n".join([*parts, LINE]), tmp_path, pandoc, design=design)
    size_pt, leading_pt = {"essay": (11, 14), "technical": (9.6, 13.4)}[design]
    found: set[float] = set()
    with PdfDocument(book.path) as pdf:
        for page in pdf:
            words, y = page.get_textpage(), ctypes.c_double()
            for at in range(0, words.count_chars(), 7):
                is_letter = chr(pdfium.FPDFText_GetUnicode(words, at)).islower()  # those of formulas are not
                if is_letter and abs(pdfium.FPDFText_GetFontSize(words, at) - size_pt) < 0.05:
                    pdfium.FPDFText_GetCharOrigin(words, at, ctypes.c_double(), y)
                    found.add(round(y.value % leading_pt, 1))
    distances = [min(abs(one - other), leading_pt - abs(one - other)) for one in found for other in found]
    assert max(distances) < 0.5, sorted(found)


def test_figures_stand_in_the_order_of_their_numbers(tmp_path: Path, pandoc: Pandoc) -> None:
    tall = "![Haute.](images/arbre.svg){#fig:haute alt=Arbre}"
    small = "![Basse.](images/arbre.svg){#fig:basse alt=Arbre width=10%}"
    book = _set(f"{LINE * 15}\n\n{tall}\n\n{small}\n\n{LINE * 30}", tmp_path, pandoc)
    first, second = book.page_of("Haute."), book.page_of("Basse.")
    assert first > 1  # it has no room on the page of its call
    assert (first, book.place(first, "Haute.")[1]) < (second, book.place(second, "Basse.")[1])


def test_the_running_head_names_the_first_of_many_authors_and_raises_ordinals(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    names = (
        "Anne-Laure Vandenbroucke",
        "Paul Delaunay-Belleville",
        "Marie de La Rochefoucauld",
        "Zoé Martin",
    )
    people = [{"id": f"p{n}", "name": name, "role": "author"} for n, name in enumerate(names)]
    piece = {"file": "une.md", "kind": "contribution", "by": [one["id"] for one in people]}
    text = {"body": [piece | {"short-title": "La France au XXIe siècle"}]}
    book = _set(LINE * 90, tmp_path, pandoc, contributors=people, text=text)
    page = book.pages[2]
    assert "Anne-Laure Vandenbroucke et al." in page.replace("\n", " ")
    sizes = set()
    with PdfDocument(book.path) as pdf:
        words = pdf[2].get_textpage()
        at = words.get_text_range().index("XXIe")
        sizes = {round(words.get_charbox(at + n)[1]) for n in (0, 3)}
    assert len(sizes) == 2  # the e stands higher


def test_leaders_of_the_contents_end_in_folios_that_stand_on_one_edge(tmp_path: Path, pandoc: Pandoc) -> None:
    files: dict[str, str | bytes] = {
        f"{n}.md": f"# {'Un titre ' * n}fin {n}\n\n{LINE}\n" for n in range(1, 13)
    }
    text = {"front": ["contents"], "body": [{"file": name, "kind": "chapter"} for name in files]}
    book = SetBook.of(BOOK | {"text": text}, files, tmp_path, pandoc)
    contents = book.pages[0]
    assert contents.count(". . . .") >= 10
    edges = []
    with PdfDocument(book.path) as pdf:
        words = pdf[0].get_textpage()
        for found in re.finditer(r"fin\s+(\d+)[ .\r\n]+?(\d+)(?=\r?\n|$)", words.get_text_range()):
            edges.append(words.get_charbox(found.end(2) - 1)[2])
            assert int(found[2]) == book.page_of(f"fin {found[1]}", after=1)
    assert len(edges) == 12, contents
    assert max(edges) - min(edges) < 1.5


def test_the_index_has_ranges_subentries_and_other_entries_to_look_under(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    text = (
        "Un [pont]{.index}. Le [réseau]{.index to=#fin-du-reseau} commence.\n\n"
        + f"{LINE * 9}\n\n" * 10
        + "[Ici]{#fin-du-reseau} il finit ; le [pont]{.index} aussi, [de bois]{.index entry=pont!bois}.\n\n"
        + "[]{.index entry=pont see=gué} []{.index entry=passerelle see=pont!bois}"
        + "[Deux]{.index to=#fin-des-deux} pages.\n\n"
        + f"{LINE * 9}\n\n" * 4
        + "[Fin]{#fin-des-deux}."
    )
    book = _set(text, tmp_path, pandoc, text={"body": BOOK["text"]["body"], "back": ["index"]})
    start, end = book.page_of("commence."), book.page_of("il finit")
    index = " ".join(book.pages[book.page_of("Index") - 1].split())
    assert end - start >= 2
    assert f"réseau, {start}–{end}" in index
    assert book.page_of("Fin.") == end + 1
    assert f"Deux, {end}–{end + 1}" in index
    assert f"pont, {start}, {end} ; voir aussi gué bois, {end}" in index
    assert "passerelle, voir pont, bois" in index


def test_the_last_page_says_who_printed_when_and_when_again(tmp_path: Path, pandoc: Pandoc) -> None:
    last = _set(LINE, tmp_path, pandoc).pages[-1]
    for words in ("Achevé d’imprimer en octobre 2026", "par Imprimerie des Biefs", "42300 Roanne",
                  "No d’impression : 1234", "Dépôt légal : novembre 2026",
                  "Réimprimé en mars 2027 et janvier 2028"):  # fmt: skip
        assert words in last, words


@pytest.mark.parametrize("fence", ["extract", "letter", "dialogue", "description"])
def test_paragraphs_of_a_component_fill_its_measure(fence: str, tmp_path: Path, pandoc: Pandoc) -> None:
    words = "passe ici, mais pas la lettre ; on attend encore un peu sous la pluie. Le réseau "
    for length in range(90, 130, 8):  # of some trims no line is by nature as wide as the measure
        trim = f"{length + 30}x210"
        edition = BOOK["editions"][0] | {"trim": trim}
        book = _set(
            f"::: {fence}\n{words * 4}\n:::\n\n{words * 4}", tmp_path / trim, pandoc, editions=[edition]
        )
        with PdfDocument(book.path) as pdf:
            page = pdf[0].get_textpage()
            ends = [
                page.get_charbox(line.end() - 1)[2]
                for line in re.finditer(r"[^\r\n]{30,}", page.get_text_range())
            ]
        assert sum(end > max(ends) - 5 for end in ends) >= len(ends) - 2, trim


def test_code_in_a_line_has_the_size_of_code(tmp_path: Path, pandoc: Pandoc) -> None:
    book = _set("Le mot `ici` et la suite.", tmp_path, pandoc)
    with PdfDocument(book.path) as pdf:
        words = pdf[0].get_textpage()
        at = words.get_text_range().index("ici")
        assert pdfium.FPDFText_GetFontSize(words, at) == pytest.approx(8.2, abs=0.05)


def test_words_of_a_table_are_divided_only_where_its_columns_have_no_room(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    roomy = "| Commune | Débit affiché (Mbit/s) | Débit mesuré (Mbit/s) | Tentatives abouties (%) | Durée médiane (min) |"
    tight = f"{roomy}{' Anticonstitutionnellement | Désinstitutionnalisation |' * 3}"
    for name, head, divided in (("a", roomy, False), ("b", tight, True)):
        columns = head.count("|") - 1
        rows = f"{head}\n{'|---' * columns}|\n{'| un ' * columns}|\n"
        book = _set(f"{LINE}\n\n{rows}", tmp_path / name, pandoc)
        words = set(re.findall(r"\w{4,}", head))
        said = set(re.findall(r"\w{4,}", book.pages[0].replace("\u0002", "-")))
        assert (words <= said) is not divided, said
        told = [finding.at and finding.at.line for finding in book.made.findings if finding.rule == "PR012"]
        assert told == ([5] if divided else [])


def test_no_column_of_a_table_is_narrower_than_its_longest_word(tmp_path: Path, pandoc: Pandoc) -> None:
    long = "| Nom | Description |\n|--|" + "-" * 90 + "|\n"
    rows = f"| Désinstitutionnalisation | {LINE}|\n| `std::collections::HashMap` | {LINE}|\n"
    book = _set(f"{LINE}\n\n{long}{rows}", tmp_path, pandoc)
    with PdfDocument(book.path) as pdf:
        words = pdf[0].get_textpage()
        text = words.get_text_range()
        second = words.get_charbox(text.index("Description"))[0]
        for word in ("Désinstitutionnalisation", "std::collections::HashMap"):
            assert words.get_charbox(text.index(word) + len(word) - 1)[2] < second


def test_a_table_too_wide_for_the_page_is_turned_where_the_page_is_high_enough(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    head = "| Anticonstitutionnellement | Désinstitutionnalisation | Photosynthétiquement | Incompréhensiblement |"
    rows = "\n".join("| un | deux | trois | quatre |" for _ in range(9))
    book = _set(f"{LINE}\n\n{head}\n|---|---|---|---|\n{rows}", tmp_path, pandoc)
    page = book.page_of("Désinstitutionnalisation")
    first, last = book.place(page, "Anticonst"), book.place(page, "Incompr")
    assert first[0] == pytest.approx(last[0], abs=3)
    assert first[1] > last[1] + 60  # from the foot to the head of the page
    assert {finding.rule for finding in book.made.findings} == {"PR300"}


def test_a_formula_wider_than_the_measure_is_told_with_its_line(tmp_path: Path, pandoc: Pandoc) -> None:
    sum_ = " + ".join(f"a_{{{n}}}" for n in range(40))
    book = _set(f"{LINE}\n\n$$ a = b $$\n\n{LINE}\n\n$$ {sum_} $$", tmp_path, pandoc)
    told = [finding.at and finding.at.line for finding in book.made.findings if finding.rule == "PR012"]
    assert told == [9]
