"""The interior as printers and readers get it."""

import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.design.profile import load_profile
from tests.formats.print.setting import SetBook

_INNER = re.compile(r"inner margin ([\d.]+) mm")
LONG = "\n\n".join(
    f"Paragraphe {n}. " + "Le réseau passe ici, mais pas la lettre ; on attend. " * 9 for n in range(1, 25)
)
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">
<rect width="60" height="40" fill="#cc3311"/><circle cx="30" cy="20" r="9" fill="#808080"/></svg>"""

BOOK: dict[str, Any] = {
    "title": "Le Dernier Kilomètre",
    "subtitle": "Un livre blanc",
    "language": "fr",
    "contributors": [
        {"id": "nk", "name": "Nadège Kerbrat", "role": "contributor", "biography": "Elle conduit *le bus*.",
         "portrait": "images/nk.svg"},
        {"id": "sv", "name": "Salomé Vasseur", "role": "editor", "biography": "Elle relit."},
    ],
    "publisher": {"name": "Éditions de la Traille", "address": "12, quai du Passeur, 69009 Lyon"},
    "rights": {"holder": "Les auteurs", "year": 2026, "licence": "CC-BY-SA-4.0"},
    "dates": {"published": "2026-11-16", "legal-deposit": "2026-11"},
    "legal": {"printer": {"name": "Imprimerie des Biefs", "address": "42300 Roanne"}},
    "text": {
        "front": ["half-title", "title-page", "copyright-page", "contents",
                  {"file": "preface.md", "kind": "preface", "by": "sv"}],
        "body": [
            {"part": "Arriver", "id": "arriver", "contents": [
                {"file": "tournee.md", "kind": "contribution", "by": "nk", "short-title": "La tournée",
                 "abstract": "Un bus s’arrête."},
                {"file": "carte.md", "kind": "chapter"},
            ]},
        ],
        "back": ["index", "contributors"],
    },
    "editions": [
        {"id": "paperback", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210",
         "profile": "offset-eu", "price": {"EUR": "18.00"}},
        {"id": "epub", "format": "epub", "isbn": "979-10-999999-1-7"},
    ],
}  # fmt: skip
FILES: dict[str, str | bytes] = {
    "preface.md": "# Ouvrir\n\nUne phrase courte, et [la suite](tournee.md#horaires){.page}.\n",
    "tournee.md": f"""# La tournée *du mercredi*[^1]

::: epigraph
On prête des raisons. [Anonyme]{{.attribution}}
:::

Le [bus]{{.index}} roule ; il s’arrête.[^2] Voir @tbl:debits et @fig:plan.

## Les horaires {{#horaires}}

![Le plan.](images/plan.svg){{#fig:plan alt="Un plan." width=40%}}

| Commune | Débit |
|:--------|------:|
| Valdieu |    21 |

: Débits. {{#tbl:debits}}

{LONG}

Le [bus]{{.index}} revient, l’[autocar]{{.index entry="autocar" see="bus"}} non.

[^1]: Note du titre.
[^2]: Note du texte.
""",
    "carte.md": "# La carte\n\nCourte. Le [bus]{.index} encore.\n",
    "images/plan.svg": SVG,
    "images/nk.svg": SVG,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, pandoc: Pandoc) -> SetBook:
    return SetBook.of(BOOK, FILES, tmp_path_factory.mktemp("livre"), pandoc)


def test_nothing_is_found_wrong(book: SetBook) -> None:
    assert [finding.rule for finding in book.made.findings] == ["PR300"]  # no printer's profile is given


def test_contributions_prefaces_and_parts_open_on_a_recto(book: SetBook) -> None:
    for words in ("Ouvrir", "Arriver", "La tournée", "Index", "Les auteurs"):
        first = book.page_of(words, after=book.page_of("Sommaire"))
        assert first % 2 == 1, f"{words} opens on page {first}"


def test_a_chapter_opens_on_the_next_page(book: SetBook) -> None:
    opening = book.page_of("Courte.")
    assert "Paragraphe" in book.pages[opening - 2] or "revient" in book.pages[opening - 2]


def test_a_page_left_over_is_truly_blank(book: SetBook) -> None:
    part = book.page_of("Arriver", after=book.page_of("Ouvrir", after=book.page_of("Sommaire")))
    assert book.pages[part] == ""
    assert book.ink(part + 1) == 0
    assert book.ink(2) == 0


def test_openers_have_neither_running_head_nor_folio(book: SetBook) -> None:
    opening = book.page_of("Texte de Nadège Kerbrat")
    text = book.pages[opening - 1]
    assert not re.search(rf"^{opening}$", text, re.MULTILINE)
    assert text.strip().startswith("La tournée du mercredi")


def test_running_heads_name_the_part_on_the_verso_and_author_and_title_on_the_recto(book: SetBook) -> None:
    opening = book.page_of("Texte de Nadège Kerbrat")
    verso, recto = book.pages[opening].splitlines(), book.pages[opening + 1].splitlines()
    assert (verso[0], verso[-1]) == ("Arriver", str(opening + 1))
    assert (recto[0].replace("  ", " "), recto[-1]) == ("Nadège Kerbrat La tournée", str(opening + 2))


def test_folios_stand_at_the_outer_margin(book: SetBook) -> None:
    opening = book.page_of("Texte de Nadège Kerbrat")
    left_mm, foot_mm = book.place(opening + 1, str(opening + 1))
    assert 15 < left_mm - 3 < 30  # 3 mm of bleed at the left of the verso
    assert foot_mm > 190


def test_contents_give_title_author_and_folio(book: SetBook) -> None:
    contents = book.pages[book.page_of("Sommaire") - 1]
    opening = book.page_of("Texte de Nadège Kerbrat")
    assert re.search(rf"La tournée du mercredi[ .]*{opening}\n", contents)
    assert "Nadège Kerbrat" in contents
    assert "Note du titre" not in contents


def test_a_page_reference_gives_the_page(book: SetBook) -> None:
    assert (
        f"la suite, page {book.page_of('Les horaires')}." in book.pages[book.page_of("Une phrase courte") - 1]
    )


def test_the_index_joins_pages_and_refers(book: SetBook) -> None:
    index = book.pages[book.page_of("Index", after=book.page_of("Courte.")) - 1]
    first, last, chapter = book.page_of("Le bus roule"), book.page_of("revient"), book.page_of("Courte.")
    assert chapter == last + 1
    assert f"bus, {first}, {last}, {chapter}" in index
    assert "autocar, voir bus" in index


def test_notes_stand_at_the_foot_of_their_page(book: SetBook) -> None:
    opening = book.page_of("Le bus roule")
    assert "Note du texte." in book.pages[opening - 1]
    assert book.place(opening, "Note du texte")[1] > 160


def test_figures_and_tables_carry_number_and_caption(book: SetBook) -> None:
    assert book.page_of("Figure 1 – Le plan.")
    assert book.page_of("Tableau 1 – Débits.")


def test_the_copyright_page_says_what_the_law_asks(book: SetBook) -> None:
    page = book.pages[3]
    for words in ("© 2026", "ISBN (papier) : 979-10-999999-0-0", "ISBN (EPUB) : 979-10-999999-1-7",
                  "12, quai du Passeur", "Dépôt légal : novembre 2026", "Prix : 18,00 €"):  # fmt: skip
        assert words in page, words


def test_the_printer_is_named_on_the_last_page(book: SetBook) -> None:
    assert "Achevé d’imprimer en novembre 2026\npar Imprimerie des Biefs" in book.pages[-1]
    assert len(book.pages) % 2 == 0
    assert book.made.pages == len(book.pages)


def test_boxes_are_on_every_page_and_all_alike(book: SetBook) -> None:
    with pikepdf.open(book.path) as pdf:
        boxes = {
            tuple(tuple(float(n) for n in page.obj[key]) for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
            for page in pdf.pages
        }
    ((media, bleed, trim),) = boxes
    assert media == bleed
    assert [round(n / 72 * 25.4, 2) for n in trim] == [3, 3, 153, 213]
    assert [round(n / 72 * 25.4, 2) for n in media] == [0, 0, 156, 216]


def test_everything_is_black_ink_only(book: SetBook) -> None:
    with pikepdf.open(book.path) as pdf:
        for page in pdf.pages:
            assert not page.obj.Resources.get("/ColorSpace")
            for instruction in pikepdf.parse_content_stream(page, "k K rg RG cs CS g G"):
                assert str(instruction.operator) in {"k", "K"}
                assert [float(part) for part in instruction.operands][:3] == [0, 0, 0]


def test_nothing_for_the_screen_is_left(book: SetBook) -> None:
    with pikepdf.open(book.path) as pdf:
        assert not any("/Annots" in page.obj for page in pdf.pages)
        assert not {"/Outlines", "/OpenAction", "/Names", "/StructTreeRoot"} & set(pdf.Root.keys())


def test_metadata_have_the_books_date_and_no_other(book: SetBook) -> None:
    with pikepdf.open(book.path) as pdf:
        assert str(pdf.docinfo.Title) == "Le Dernier Kilomètre"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261116000000Z"
        with pdf.open_metadata() as metadata:
            assert metadata["xmp:CreateDate"] == "2026-11-16T00:00:00Z"
            assert metadata["dc:title"] == "Le Dernier Kilomètre"


def test_the_same_book_gives_the_same_bytes(book: SetBook, tmp_path: Path, pandoc: Pandoc) -> None:
    assert SetBook.of(BOOK, FILES, tmp_path, pandoc).path.read_bytes() == book.path.read_bytes()


def test_a_book_for_kdp_is_made_at_the_trim_size(tmp_path: Path, pandoc: Pandoc) -> None:
    edition = {"id": "kdp", "format": "print", "trim": "5.5x8.5in", "profile": "kdp-paperback"}
    data = BOOK | {"editions": [edition], "text": {"body": ["carte.md"]}, "legal": {}}
    made = SetBook.of(data, FILES, tmp_path, pandoc)
    with pikepdf.open(made.path) as pdf:
        page = pdf.pages[0].obj
        assert [float(n) for n in page.MediaBox] == [float(n) for n in page.TrimBox] == [0, 0, 396, 612]
    assert len(made.pages) == 2  # padded
    assert [finding.rule for finding in made.made.findings] == ["PR004"]


def test_signatures_that_an_edition_asks_for_are_filled_with_blanks_at_the_end(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    edition = {**BOOK["editions"][0], "page_multiple": 8}
    data = BOOK | {"editions": [edition], "text": {"body": ["carte.md"]}, "legal": {}}
    made = SetBook.of(data, FILES, tmp_path, pandoc)
    assert [bool(text) for text in made.pages] == [True] + [False] * 7
    assert made.made.blank == (2, 3, 4, 5, 6, 7, 8)
    (padded,) = [finding.message for finding in made.made.findings if finding.rule == "PR004"]
    assert padded == "7 blank page(s) added at the end, 8 in all"


def test_an_offprint_says_what_it_is_taken_from(tmp_path: Path, pandoc: Pandoc) -> None:
    edition = {"id": "tournee", "format": "print", "trim": "a5", "profile": "office", "offprint": "tournee"}
    made = SetBook.of(BOOK | {"editions": [edition]}, FILES, tmp_path, pandoc)
    assert "Extrait de « Le Dernier Kilomètre »" in made.pages[0]
    assert "Texte de Nadège Kerbrat" in made.pages[0]
    assert made.page_of("Le bus roule") == 3
    with pikepdf.open(made.path) as pdf:
        assert "/BleedBox" in pdf.pages[0].obj


def test_links_of_an_office_edition_stay(tmp_path: Path, pandoc: Pandoc) -> None:
    files = FILES | {"carte.md": "# La carte\n\nVoir [la fin](#fin).\n\n## Fin {#fin}\n"}
    edition = {"id": "bureau", "format": "print", "trim": "a5", "profile": "office"}
    data = BOOK | {"editions": [edition], "text": {"body": ["carte.md"]}, "legal": {}}
    with pikepdf.open(SetBook.of(data, files, tmp_path, pandoc).path) as pdf:
        assert len(pdf.pages[0].obj.Annots) == 1


def test_lines_of_all_pages_stand_on_one_grid(book: SetBook) -> None:
    opening = book.page_of("Le bus roule")
    feet_mm = [book.place(page, "Paragraphe")[1] for page in range(opening + 1, opening + 5)]
    leading_mm = 14 / 72 * 25.4
    steps = [(foot_mm - feet_mm[0]) / leading_mm for foot_mm in feet_mm]
    assert all(abs(step - round(step)) < 0.02 for step in steps), steps


def test_notes_are_numbered_anew_in_every_piece(tmp_path: Path, pandoc: Pandoc) -> None:
    one = "# Titre\n\nUn.[^a]\n\n[^a]: Note ici.\n"
    data = BOOK | {"text": {"body": ["un.md", "deux.md"]}, "legal": {}}
    made = SetBook.of(data, FILES | {"un.md": one, "deux.md": one}, tmp_path, pandoc)
    assert [text.count("1. Note ici.") for text in made.pages] == [1, 1]


def test_who_prints_on_demand_adds_the_last_mark_himself(tmp_path: Path, pandoc: Pandoc) -> None:
    edition = {"id": "kdp", "format": "print", "trim": "5.5x8.5in", "profile": "kdp-paperback"}
    made = SetBook.of(BOOK | {"editions": [edition]}, FILES, tmp_path, pandoc)
    assert not any("Achevé d’imprimer" in text for text in made.pages)


def test_an_unknown_face_is_an_error(tmp_path: Path, pandoc: Pandoc) -> None:
    data = BOOK | {"text": {"body": ["carte.md"]}, "legal": {}, "design": {"face-text": "Nulle Part"}}
    made = SetBook.of(data, FILES, tmp_path, pandoc).made
    assert "DS002" in {finding.rule for finding in made.findings}


def test_a_picture_typst_refuses_is_a_finding_and_no_crash(tmp_path: Path, pandoc: Pandoc) -> None:
    files = FILES | {"images/nk.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"}
    made = SetBook.of(BOOK, files, tmp_path, pandoc).made
    assert not made.artifacts
    assert [finding.rule for finding in made.findings] == ["PR001"]


@pytest.mark.parametrize("paragraphs", [164, 172, 176, 180, 188])
def test_around_a_step_of_the_ladder_the_margin_is_that_of_the_final_page_count(
    tmp_path: Path, pandoc: Pandoc, paragraphs: int
) -> None:
    text = "\n\n".join(["Le réseau passe ici, mais pas la lettre ; on attend. " * 9] * paragraphs)
    edition = {"id": "p", "format": "print", "trim": "4.25x6.875in", "profile": "lulu"}
    data = BOOK | {"editions": [edition], "text": {"body": ["un.md"]}}
    made = SetBook.of(data, {"un.md": f"# Un\n\n{text}\n"}, tmp_path, pandoc).made
    pages, inner_mm = made.pages or 0, float(_INNER.search(made.artifacts[0].about)[1])  # type: ignore[index]
    assert inner_mm == pytest.approx(load_profile("lulu").inner_margin_mm(pages) + 1, abs=0.001)
    assert "PR005" not in {finding.rule for finding in made.findings}
