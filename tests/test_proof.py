"""Proofs: printed pages with lines of the manuscript and findings in their margins."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.design.trim import MM_PER_POINT
from bookbuild.errors import Exit
from tests.book_folder import BookFolder

TEXT = """\
# Un

Alpha ouvre le chapitre et appelle une note[^1].

> Bravo est une citation
> sur deux lignes.

- Charlie est dans une liste.
- Delta la ferme.

| Vers de la première strophe
| Echo la finit

Foxtrot renvoie à [un lieu perdu](nulle-part.md).

```
golf = 1
```

| Colonne | Autre |
|---------|-------|
| Hotel   | Oscar |

Papa attend encore,
et cherche Romeo.

| Romeo | Sierra |
|-------|--------|
| Tango | Victor |

[^1]: India est dans la note.
"""
LINES = {"Alpha": 3, "Bravo": 5, "Charlie": 8, "Delta": 9, "Vers": 11, "Foxtrot": 14, "golf": 17, "Papa": 24}
"""Where the first words of each block stand in the manuscript."""


@dataclass(frozen=True)
class Word:
    """A word of a page, with its place in mm from the top left of the sheet."""

    text: str
    page: int
    x_mm: float
    y_mm: float


def words_of(path: Path) -> list[Word]:
    found = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, start=1):
            text = page.get_textpage()
            said, start = text.get_text_range(), 0
            for word in said.split():
                start = said.index(word, start)
                left, bottom, _, _ = text.get_charbox(start)
                y_mm = (page.get_height() - bottom) * MM_PER_POINT
                found.append(Word(word, number, left * MM_PER_POINT, y_mm))
                start += len(word)
    return found


def proof_of(book: BookFolder) -> Path:
    (path,) = (book.root / "build" / "proof").glob("*/*_epreuve.pdf")
    return path


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    made = BookFolder.small(tmp_path_factory.mktemp("livre")).write("body/un.md", TEXT)
    made.change(
        "book.yaml",
        "- {id: papier,",
        "- {id: gros, format: print, trim: a5, profile: office, sample: 50 %}\n  - {id: papier,",
    )
    assert made.run("proof").exit_code == Exit.FINDINGS  # a link leads nowhere, and the proof is made
    return made


@pytest.mark.parametrize(("word", "line"), LINES.items())
def test_the_line_of_the_manuscript_stands_left_of_the_first_line_of_each_block(
    book: BookFolder, word: str, line: int
) -> None:
    words = words_of(proof_of(book))
    (first,) = [one for one in words if one.text == word]
    numbers = [one for one in words if one.text == str(line) and one.page == first.page and one.x_mm < 17]
    assert len(numbers) == 1
    assert numbers[0].y_mm == pytest.approx(first.y_mm, abs=1 if word == "Alpha" else 3.5)


def test_line_numbers_do_not_touch(book: BookFolder) -> None:
    """A word in the head of a table is looked for from the paragraph before, and found in it: two lines for one row."""
    numbers = [one for one in words_of(proof_of(book)) if one.x_mm < 17 and one.text.isdecimal()]
    assert {int(one.text) for one in numbers} <= set(range(len(TEXT.splitlines()))), "two read as one"
    for above, below in pairwise(sorted(numbers, key=lambda one: (one.page, one.y_mm))):
        assert above.page != below.page or below.y_mm - above.y_mm > 2


def test_no_line_is_told_of_notes(book: BookFolder) -> None:
    assert not [one for one in words_of(proof_of(book)) if one.text == "31" and one.x_mm < 17]


def test_a_finding_stands_right_of_its_line(book: BookFolder) -> None:
    words = words_of(proof_of(book))
    (rule,) = [one for one in words if one.text == "MS014"]
    (first,) = [one for one in words if one.text == "Foxtrot"]
    assert rule.page == first.page
    assert rule.x_mm > 17 + 140
    assert rule.y_mm == pytest.approx(first.y_mm, abs=4)


def test_the_proof_has_the_pages_of_the_printed_book(book: BookFolder) -> None:
    book.run("build", "--draft", "papier")
    proof = words_of(proof_of(book))
    (interior,) = (book.root / "build" / "papier").glob("*_interieur.pdf")
    shown = {(one.text, one.page) for one in proof}
    assert {(one.text, one.page) for one in words_of(interior)} <= shown


def test_the_whole_book_is_taken_before_its_sample_and_another_by_its_name(book: BookFolder) -> None:
    assert proof_of(book).parent.name == "papier"
    assert book.run("proof", "gros", "-o", str(book.root / "ici" / "a.pdf")).exit_code == Exit.FINDINGS
    assert (book.root / "ici" / "a.pdf").read_bytes()[:5] == b"%PDF-"


def test_an_edition_that_is_not_printed_is_refused_with_those_that_are(book: BookFolder) -> None:
    result = book.run("proof", "epub")
    assert result.exit_code == Exit.USAGE
    assert "papier" in result.output


def test_a_place_where_nothing_can_be_written_is_a_usage_error(book: BookFolder) -> None:
    (book.root / "a-file").write_text("")
    result = book.run("proof", "-o", str(book.root / "a-file" / "proof.pdf"))
    assert result.exit_code == Exit.USAGE
    assert "no place for a file" in result.output


def test_findings_of_files_that_are_not_in_the_edition_are_listed_at_the_end(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/perdu.md", "# Perdu\n\nPersonne ne me liste.\n")
    book.run("proof")
    words = words_of(proof_of(book))
    (rule,) = [one for one in words if one.text == "MS002"]
    assert rule.page == max(one.page for one in words)


def test_the_same_book_gives_the_same_proof(tmp_path: Path) -> None:
    made = []
    for name in "ab":
        book = BookFolder.small(tmp_path / name)
        assert book.run("proof").exit_code == Exit.OK
        made.append(proof_of(book).read_bytes())
    assert made[0] == made[1]


def test_nothing_is_released_and_an_ordinary_build_is_not_touched(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.run("build", "--draft", "papier")
    (interior,) = (tmp_path / "build" / "papier").glob("*_interieur.pdf")
    before = interior.read_bytes()
    book.run("proof")
    book.run("build", "--draft", "papier")
    assert interior.read_bytes() == before
    assert book.dist == {}


def test_a_book_yaml_with_an_error_makes_no_proof_and_says_why(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", "role: author", "role: scribe")
    result = book.run("proof")
    assert result.exit_code == Exit.FINDINGS
    assert "MD013" in result.output
    assert not (tmp_path / "build" / "proof").exists()


def test_code_in_titles_and_findings_is_only_text(tmp_path: Path) -> None:
    hostile = '#panic("non") $x$ *a* ]'
    book = BookFolder.small(tmp_path).change("book.yaml", "title: Un livre d’essai", f"title: '{hostile}'")
    book.write("body/un.md", '# Un\n\nVoir [là](#read(`/etc/passwd`)"]#panic()).\n')
    book.run("proof")
    said = [one.text for one in words_of(proof_of(book))]
    assert any("panic" in word for word in said)
    assert "root:x:0:0" not in " ".join(said)


def test_more_findings_than_a_margin_holds_go_on_after_the_last_page(tmp_path: Path) -> None:
    links = " ".join(f"[lien {n}](perdu-{n}.md)" for n in range(60))
    book = BookFolder.small(tmp_path).write("body/un.md", f"# Un\n\nVoici bien des liens perdus : {links}\n")
    book.run("proof")
    words = words_of(proof_of(book))
    told = {one.text for one in words if one.text.startswith("perdu-")}
    assert len({word for word in told if word.startswith("perdu-")}) >= 60
    assert len({one.page for one in words if one.text == "MS014"}) > 1


def test_a_finding_in_a_file_none_of_whose_lines_is_found_stands_at_its_first_page(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/un.md", "# Un\n\n[](perdu.md) [](perdu.md)\n")
    book.run("proof")
    (rule,) = [one for one in words_of(proof_of(book)) if one.text == "MS014"]
    titles = [one for one in words_of(proof_of(book)) if one.text == "Un" and one.page == rule.page]
    assert titles
