"""Each design on each of the trims it is drawn for: pages without a fault, and a look of its own."""

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium
import pytest
from pypdfium2 import PdfDocument

from bookbuild._tools.pandoc import Pandoc
from bookbuild.preflight.pdf.any_file import check_any_pdf
from tests.formats.print.setting import POINTS_PER_MM, SetBook

TEXT = "Le réseau passe ici, mais pas la lettre ; on attend encore un peu sous la pluie, dit-elle. " * 7
FILES: dict[str, str | bytes] = {
    "une.md": f"""# Un titre assez long pour tenir sur deux lignes de la page

::: epigraph
On n’entre pas dans un texte, on y descend.
:::

{TEXT}[^n]

## Une section

{TEXT}

### Une sous-section

{TEXT}

> {TEXT}

---

``` python
print(une_fonction_dont_le_nom_ne_finit_jamais_vraiment_jamais_vraiment_jamais_vraiment)
```

: Relevés

| Anticonstitutionnellement | Désinstitutionnalisation | Photosynthétiquement | Incompréhensiblement |
|---|---|---|---|
| un | deux | trois | quatre |

$$\\sum_{{n=1}}^{{\\infty}} \\frac{{1}}{{n^2}}$$

::: sidebar
## Un encadré

{TEXT}
:::

::: pull-quote
Une phrase du texte.
:::

{TEXT}

[^n]: Une note, avec de l’*italique*.
""",
}
BOOK: dict[str, Any] = {
    "title": "Le Dernier Kilomètre",
    "language": "fr",
    "contributors": [{"id": "a", "name": "Nadège Kerbrat", "role": "author", "biography": "Elle conduit."}],
    "publisher": {"name": "Maison"},
    "dates": {"published": "2026-11-16"},
    "text": {
        "front": ["half-title", "title-page", "copyright-page", "contents"],
        "body": [{"part": "Arriver", "contents": [{"file": "une.md", "kind": "contribution", "by": "a"}]}],
    },
}
DRAWN = {
    "essay": ("livre-blanc", "us-trade", "essai"),
    "novel": ("poche", "roman", "grand-roman"),
    "technical": ("royal", "grand-format", "us-executive"),
}
ALLOWED = {"PR004", "PR300"}
"""Pages were padded to a whole leaf; no printer's profile is given, so the PDF is plain."""


INDENT_MM = 1.4 * 11.2 / POINTS_PER_MM
"""Of a paragraph of the novel on its middle trim."""


def _set(folder: Path, pandoc: Pandoc, trim: str, *names: str) -> SetBook:
    edition = {"id": "papier", "format": "print", "trim": trim, "profile": "offset-eu"}
    return SetBook.of(BOOK | {"design": list(names), "editions": [edition]}, FILES, folder, pandoc)


def _faults(book: SetBook) -> set[str]:
    """Of the pages and what is on them; those of a PDF/X file are none of a plain one."""
    found = {finding.rule for finding in check_any_pdf(book.path, "offset-eu")}
    return {rule for rule in found if "PR240" <= rule <= "PR274"}


@pytest.mark.parametrize(("name", "trim"), [(name, trim) for name in DRAWN for trim in DRAWN[name]])
def test_a_design_sets_every_component_without_a_fault(
    name: str, trim: str, tmp_path: Path, pandoc: Pandoc
) -> None:
    book = _set(tmp_path, pandoc, trim, name)
    assert {finding.rule for finding in book.made.findings} <= ALLOWED
    assert _faults(book) == set()


@pytest.mark.parametrize("name", DRAWN)
def test_large_print_goes_over_any_design(name: str, tmp_path: Path, pandoc: Pandoc) -> None:
    book = _set(tmp_path, pandoc, "livre-blanc", name, "large-print")
    assert _faults(book) == set()
    assert min(_sizes(book, book.page_of("sous-section", after=7))) >= 9  # raised figures of note calls
    plain = sorted(_sizes(book, book.page_of("sous-section", after=7)))
    assert plain[len(plain) // 2] == pytest.approx(17, abs=0.1)


@pytest.mark.parametrize("name", DRAWN)
def test_rules_are_as_thick_as_the_recipient_asks(name: str, tmp_path: Path, pandoc: Pandoc) -> None:
    edition = {"id": "kdp", "format": "print", "trim": "6x9in", "profile": "kdp-paperback"}
    files = FILES | {"une.md": str(FILES["une.md"]).replace("$$", "")}  # a formula has rules of its face
    book = SetBook.of(BOOK | {"design": [name], "editions": [edition]}, files, tmp_path, pandoc)
    assert {f.rule for f in check_any_pdf(book.path, "kdp-paperback")} & {"PR240", "PR241", "PR260"} == set()


@pytest.mark.parametrize("name", DRAWN)
def test_a_design_gives_the_same_bytes_twice(name: str, tmp_path: Path, pandoc: Pandoc) -> None:
    first, second = (_set(tmp_path / part, pandoc, DRAWN[name][0], name) for part in ("a", "b"))
    assert first.path.read_bytes() == second.path.read_bytes()


def test_titles_of_a_novel_stand_on_the_axis_those_of_an_essay_at_the_left(
    tmp_path: Path, pandoc: Pandoc
) -> None:
    offsets = {}
    for name, trim in (("novel", "roman"), ("essay", "livre-blanc"), ("technical", "royal")):
        book = _set(tmp_path / name, pandoc, trim, name)
        opener = book.page_of("Texte de Nadège Kerbrat")
        (left_mm, right_mm), (text_left_mm, text_right_mm) = (
            _extent(book, opener, words) for words in ("Un titre assez", "Le réseau passe")
        )
        offsets[name] = left_mm - text_left_mm
        if name == "novel":
            axis_mm = (text_left_mm - INDENT_MM + text_right_mm) / 2
            assert (left_mm + right_mm) / 2 == pytest.approx(axis_mm, abs=0.6)
    assert offsets["novel"] > 0 > max(offsets["essay"], offsets["technical"])  # from an indented line


def test_a_technical_book_numbers_its_sections_and_has_two_faces(tmp_path: Path, pandoc: Pandoc) -> None:
    book = _set(tmp_path, pandoc, "royal", "technical")
    text = " ".join(" ".join(book.pages).split())
    assert "1 Une section" in text
    assert "1.1 Une sous-section" in text
    assert "Un encadré" in text and "2 Un encadré" not in text
    assert {"SourceSerif4", "SourceSans3"} <= {
        face.partition("-")[0].removesuffix("Roman")
        for n in range(len(book.pages))
        for face in _faces(book, n)
    }


def _sizes(book: SetBook, page: int) -> list[float]:
    with PdfDocument(book.path) as pdf:
        words = pdf[page - 1].get_textpage()
        return [
            round(pdfium.FPDFText_GetFontSize(words, n), 1)
            for n in range(words.count_chars())
            if words.get_text_range(n, 1).isalpha()
        ]


def _faces(book: SetBook, page: int) -> set[str]:
    with pikepdf.open(book.path) as pdf:
        resources: Any = pdf.pages[page].obj.get("/Resources")
        fonts = resources.get("/Font", {}) if resources is not None else {}
        return {str(font["/BaseFont"]).rpartition("+")[2] for font in fonts.values()}


def _extent(book: SetBook, page: int, words: str) -> tuple[float, float]:
    """Left and right edge of the line that has these words, in millimetres."""
    with PdfDocument(book.path) as pdf:
        text = pdf[page - 1].get_textpage()
        said = text.get_text_range()
        start = said.casefold().index(words.casefold())
        line = said[start : said.index("\n", start)].rstrip()
        boxes = [text.get_charbox(n) for n in range(start, start + len(line))]
        boxes = [box for box in boxes if box[2] > box[0]]
        return min(box[0] for box in boxes) / POINTS_PER_MM, max(box[2] for box in boxes) / POINTS_PER_MM
