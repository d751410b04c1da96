"""Each edition sets the same manuscript in its own way: spaces, inclusive forms, hyphenation."""

import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests.book_folder import BookFolder

_TEXT = """\
# Un

Les étudiant·e·s de l'ONISEP disent : « Typographie ! » au XIXe siècle, constitutionnellement.[^1]

[^1]: La note.
"""
_EDITIONS = """\
hyphenation: [ONISEP, ty-pographie]
inclusive: {form: median, words: {}}
editions:
  - {id: papier, format: print, trim: 140x210, profile: office}
  - {id: epub, format: epub}
  - {id: simple, format: epub, safe-spaces: true, inclusive: expand, soft-hyphens: true}
  - {id: fin, format: epub, notes: end}
  - {id: quebec, format: epub, typography: fr-CA, inclusive: period}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = BookFolder.small(tmp_path_factory.mktemp("usages")).write("body/un.md", _TEXT)
    shape = (book.root / "manuscript" / "book.yaml").read_text(encoding="utf-8")
    book.write("book.yaml", shape[: shape.index("editions:")] + _EDITIONS)
    assert book.run("build", "--draft").exit_code == 0
    return book


def _page(folder: BookFolder, edition: str) -> str:
    (epub,) = (folder.root / "build" / edition).glob("*.epub")
    with zipfile.ZipFile(epub) as pack:
        (name,) = [name for name in pack.namelist() if name.endswith("/un.xhtml")]
        return pack.read(name).decode()


def test_an_edition_without_wishes_follows_the_book(folder: BookFolder) -> None:
    page = _page(folder, "epub")
    assert '<span class="incl">étudiant·e·s</span>' in page
    assert '<span class="hyph">ONISEP</span>' in page
    assert '<span class="hyph">Typographie</span>\u202f!' in page
    assert '<span class="all-small-caps">XIX</span><sup>e</sup>\u00a0siècle' in page
    assert "\u00ad" not in page


def test_an_edition_for_old_reading_systems_has_full_spaces_and_soft_hyphens(folder: BookFolder) -> None:
    page = _page(folder, "simple")
    assert "\u202f" not in page
    assert "Les étudiantes et étudiants" in page.replace("\u00ad", "")
    assert '<span class="hyph">Ty\u00adpographie</span>\u00a0!' in page
    assert "consti\u00adtu\u00adtion\u00adnel\u00adle\u00adment" in page


def test_an_edition_has_its_notes_where_it_wants_them(folder: BookFolder) -> None:
    assert "<h2>Notes</h2>" in _page(folder, "fin")
    assert "<h2>Notes</h2>" not in _page(folder, "epub")


def test_an_edition_for_another_country_has_its_spaces(folder: BookFolder) -> None:
    page = _page(folder, "quebec")
    assert "étudiant.e.s" in page
    assert "Typographie</span>!\u00a0»" in page


def test_print_breaks_a_word_where_the_book_says(folder: BookFolder) -> None:
    (text,) = (folder.root / "build" / "text" / "whole" / "typst").glob("un.typ")
    markup = text.read_text(encoding="utf-8")
    assert "#hyph[ONISEP]" in markup
    assert "#hyph[Ty\u00adpographie]" in markup
    (interior,) = (folder.root / "build" / "papier").glob("*_interieur.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(interior)]
    assert any("ONISEP" in page and "étudiant·e·s" in page for page in pages)


def test_a_form_no_one_can_write_out_is_reported_with_its_line(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/un.md", _TEXT.replace("étudiant·e·s", "ami·la"))
    book.change("book.yaml", "format: epub,", "format: epub, inclusive: expand,")
    assert ("MS021", "body/un.md", 3) in book.findings()
    book.change("book.yaml", "language: fr", "language: fr\ninclusive: {words: {ami·la: amie ou ami}}")
    assert "MS021" not in [rule for rule, _, _ in book.findings()]


def test_a_typographic_usage_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change(
        "book.yaml", "language: fr", "language: fr\ntypography: fr-livre"
    )
    assert ("MD029", "book.yaml", 3) in book.findings()
