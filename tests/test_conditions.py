"""Editions from one source: what only some editions have, and everything downstream of it."""

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from bookbuild.errors import Exit
from tests.book_folder import BookFolder
from tests.formats.epub.test_page_list import prose

_EDITIONS = """\
editions:
  - {id: papier, format: print, isbn: 979-10-999999-0-0, trim: 140x210, profile: office, price: {EUR: "12.00"}}
  - {id: gros, format: print, isbn: 979-10-999999-2-4, trim: 170x240, profile: office, price: {EUR: "22.00"}, design: {size-text-pt: 16.5, leading-pt: 22}}
  - {id: epub, format: epub, isbn: 979-10-999999-1-7, price: {EUR: "5.99"}}
  - {id: kindle, format: kindle, price: {EUR: "5.99"}, audience: presse}
"""
_BODY = """\
text:
  front: [title-page, copyright-page, contents, {file: front/avis.md, only: gros}]
  body:
    - body/un.md
    - part: La seconde
      only: print
      contents: [body/papier.md]
    - {file: body/presse.md, only: presse}
  back: [index]
"""
_ONE = f"""\
# Un

Voir @fig:b, [la suite]{{only=print}}[l’écran]{{except=print}} et une note[^1][^2].

![Papier](../images/dot.svg){{#fig:a only=print alt="Un point"}}

![Partout](../images/dot.svg){{#fig:b alt="Un point"}}

::: {{except=print}}
Le [terme]{{.index}} de l’écran. {prose(5, 40)}
:::

{prose(1, 500)} [{prose(2, 30)}]{{only=print}} {prose(3, 700)}

[^1]: [La note du papier.]{{only=print}}[La note de l’écran.]{{except=print}}
[^2]: Pour tous.
"""


def conditional(root: Path, editions: str = _EDITIONS) -> BookFolder:
    """A small book with a condition of every kind."""
    book = BookFolder.small(root)
    shape = (book.root / "manuscript" / "book.yaml").read_text(encoding="utf-8")
    book.write("book.yaml", shape[: shape.index("text:")] + _BODY + editions)
    book.write("body/un.md", _ONE).write("front/avis.md", "# Avis\n\nEn grands caractères.\n")
    book.write("body/papier.md", "# Papier\n\nSur papier.\n").write("body/presse.md", "# Presse\n\nÀ vous.\n")
    (book.root / "manuscript/body/deux.md").unlink()
    return book.write("images/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = conditional(tmp_path_factory.mktemp("conditions") / "livre")
    result = book.run("build")
    assert result.exit_code == Exit.OK, result.output
    return book


def pages(epub: bytes) -> dict[str, str]:
    """The text of each page by its file's stem."""
    import io

    with zipfile.ZipFile(io.BytesIO(epub)) as pack:
        return {
            Path(name).stem: " ".join(re.sub(r"<[^>]+>", " ", pack.read(name).decode()).split())
            for name in pack.namelist()
            if name.endswith(".xhtml")
        }


def printed(pdf: bytes) -> list[str]:
    return [
        " ".join(page.get_textpage().get_text_bounded().replace("\u2060", "").split())
        for page in pypdfium2.PdfDocument(pdf)
    ]


def test_each_edition_has_its_own_words_notes_and_numbers(built: BookFolder) -> None:
    screen = pages(built.dist["9791099999917.epub"])["un"]
    paper = " ".join(printed(built.dist["9791099999900_interieur.pdf"]))
    assert "Voir figure 1 , l’écran et une note" in screen
    assert "La note de l’écran." in screen and "papier" not in screen.lower()
    assert "Voir figure 2, la suite et une note" in paper
    assert "La note du papier." in paper and "écran" not in paper


def test_pieces_parts_and_contents_follow(built: BookFolder) -> None:
    epub, kindle = pages(built.dist["9791099999917.epub"]), pages(built.dist["un-livre-d-essai-kindle.epub"])
    assert epub.keys() & {"papier", "presse", "avis", "part-la-seconde"} == set()
    assert "presse" in kindle and "Presse" in kindle["nav"] and "Presse" not in epub["nav"]
    paper, large = (printed(built.dist[f"97910999999{n}_interieur.pdf"]) for n in ("00", "24"))
    assert any("Sur papier." in page for page in paper)
    assert any("En grands caractères." in page for page in large)
    assert not any("En grands caractères." in page for page in paper)


def test_an_edition_without_index_terms_has_no_index_when_others_have_one(built: BookFolder) -> None:
    assert "terme" in pages(built.dist["9791099999917.epub"])["index"]
    assert not any("Index" in page for page in printed(built.dist["9791099999900_interieur.pdf"]))


def test_words_that_one_lacks_do_not_move_the_page_list_of_the_other(built: BookFolder) -> None:
    paper = printed(built.dist["9791099999900_interieur.pdf"])
    with zipfile.ZipFile(built.root / "dist" / "9791099999917.epub") as pack:
        page = pack.read("EPUB/text/un.xhtml").decode()
    breaks = re.findall(r'<span [^>]*aria-label="(\d+)"[^>]*/?>(?:</span>)?([^<]{40})', page)
    assert len(breaks) >= 2
    for label, words in breaks:
        sheet = re.sub(r"\W", "", paper[int(label) - 1])
        assert re.sub(r"[\W\d]", "", words)[:20] in sheet


def test_large_print_is_tokens_only(built: BookFolder) -> None:
    """Clear print asks for 14 points, large print for 16 and more (RNIB, Clear Print Guidelines)."""
    sizes = {}
    for name in ("9791099999900", "9791099999924"):
        with pypdfium2.PdfDocument(built.dist[f"{name}_interieur.pdf"]) as pdf:
            text = next(
                page.get_textpage()
                for page in pdf
                if "seconde" not in page.get_textpage().get_text_range()
                and "Voir figure" in page.get_textpage().get_text_range().replace("\u00a0", " ")
            )
            at = text.get_text_range().index("Voir")
            sizes[name] = pypdfium2.raw.FPDFText_GetFontSize(text.raw, at)
    assert sizes["9791099999900"] == pytest.approx(11)
    assert sizes["9791099999924"] == pytest.approx(16.5)


def test_one_job_and_two_and_a_warm_cache_give_the_same_bytes(built: BookFolder, tmp_path: Path) -> None:
    other = conditional(tmp_path / "autre")
    assert other.run("build", options=("--jobs", "2")).exit_code == Exit.OK
    assert other.dist == built.dist
    (other.root / "build" / "last-build.json").unlink()
    assert other.run("build").exit_code == Exit.OK
    assert other.dist == built.dist


def test_editions_that_leave_out_the_same_share_their_text(built: BookFolder) -> None:
    text = built.root / "build" / "text"
    assert sorted(folder.name for folder in text.iterdir()) == ["+epub", "+gros", "+kindle", "+papier"]
    plain = BookFolder.small(built.root.parent / "simple")
    assert plain.run("build", "--draft").exit_code == Exit.OK
    assert [folder.name for folder in (plain.root / "build" / "text").iterdir()] == ["whole"]


def test_a_condition_changed_is_in_the_next_build(tmp_path: Path) -> None:
    book = conditional(tmp_path)
    book.run("build", "--draft", "epub")
    book.change("book.yaml", "format: kindle, price", "format: kindle, audience: presse, price")
    book.change("book.yaml", '"5.99"}, audience: presse}', '"5.99"}}')
    book.change("body/presse.md", "À vous.", "[À vous.]{only=presse}[À elle.]{only=epub}")
    book.change("book.yaml", "only: presse", "only: epub kindle")
    assert book.run("build", "--draft", "epub", "kindle").exit_code == Exit.OK
    epub = (tmp_path / "build/epub/9791099999917.epub").read_bytes()
    assert "À elle." in pages(epub)["presse"]


def test_only_the_works_that_an_edition_cites_are_in_its_list(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change(
        "book.yaml", "language: fr", "language: fr\nbibliography: b.json"
    )
    sources = ", ".join(
        f'{{"id": "{id}", "type": "book", "title": "Livre {id}", "author": [{{"family": "{id}"}}], '
        f'"issued": {{"date-parts": [[2020]]}}}}'
        for id in ("Alpha", "Beta")
    )
    book.write("b.json", f"[{sources}]")
    book.write(
        "body/un.md",
        "# Un\n\nD’abord [@Alpha]. [Puis [@Beta].]{only=print}\n\n# Références\n\n::: {#refs}\n:::\n",
    )
    assert book.run("build", "--draft", "epub", "papier").exit_code == Exit.OK
    page = pages((tmp_path / "build/epub/9791099999917.epub").read_bytes())["un"]
    assert "Livre Alpha" in page and "Beta" not in page
    markup = next((tmp_path / "build/text").rglob("typst*/un.typ")).read_text(encoding="utf-8")
    assert "Livre Beta" in markup.replace("\u00a0", " ")


FAULTS = [
    ("body/deux.md", "innovant·e", "[innovant·e]{only=prnt}", ("MS080", "body/deux.md", 3)),
    ("body/deux.md", "innovant·e", '[innovant·e]{only="print" except="print"}', ("MS081", "body/deux.md", 3)),
    ("body/deux.md", "innovant·e", '[innovant·e]{only=""}', ("MS083", "body/deux.md", 3)),
    ("book.yaml", "- body/deux.md", "- {file: body/deux.md, only: ebup}", ("MS080", "book.yaml", 14)),
    ("book.yaml", "- body/deux.md", "- {file: body/deux.md, only: epub, except: epub kindle}", ("MS081", "book.yaml", 14)),
    ("book.yaml", "{id: epub,", "{id: print,", ("MD110", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, audience: kindle,", ("MD110", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, languages: [fr_FR],", ("MD012", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, design: {size-txt-pt: 12},", ("DS001", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, design: {size-text-pt: 0},", ("DS001", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, sample: [une],", ("MD111", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, sample: 10 %,", ("MD113", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, sample: 120 %,", ("MD004", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, sample: {first: 0 %},", ("MD004", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, sample: {first: 5 %, pieces: [un]},", ("MD004", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, sample: {pieces: []},", ("MD004", "book.yaml", 17)),
    ("book.yaml", "{id: epub,", "{id: epub, sample: {first: 5 %, link: javascript:x},", ("MD004", "book.yaml", 17)),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "finding"), FAULTS, ids=lambda value: str(value)[:40])
def test_a_condition_that_cannot_be_meant_is_reported_with_its_line(
    tmp_path: Path, file: str, old: str, new: str, finding: tuple[str, str, int]
) -> None:
    assert finding in BookFolder.small(tmp_path).change(file, old, new).findings()


def test_the_nearest_name_is_proposed(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("body/deux.md", "innovant·e", "[x]{except=kindel}")
    assert "Did you mean “kindle”?" in book.run("check").output


def test_a_link_to_what_some_editions_leave_out_names_them(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.write("body/deux.md", "# Deux\n\n::: {#lieu only=print}\nIci.\n:::\n\nVoir [le lieu](#lieu).\n")
    output = book.run("check").output
    assert "MS082 #lieu leads to a passage that is left out in epub, kindle" in output
    assert "MS014" not in output
    book.change("body/deux.md", "[le lieu](#lieu)", "[le lieu](#lieu){only=papier}")
    assert book.findings() == []


def test_a_link_that_is_dead_everywhere_is_just_that(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("body/deux.md", "Assez", "[Assez](#rien)[]{only=print}")
    assert [rule for rule, _, _ in book.findings()] == ["MS014"]


def test_one_id_may_name_the_two_forms_of_a_passage(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    forms = "::: {#p only=print}\nUn.\n:::\n\n::: {#p except=print}\nDeux.\n:::\n"
    book.write("body/deux.md", f"# Deux\n\n{forms}\nVoir [le passage](#p).\n")
    assert book.findings() == []


def test_a_file_may_stand_twice_when_no_edition_has_it_twice(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change(
        "book.yaml",
        "    - body/deux.md",
        "    - {file: body/deux.md, only: print}\n    - {file: body/un.md, except: print}\n    - {file: body/deux.md, except: print}",
    )
    book.change("book.yaml", "- body/un.md\n", "- {file: body/un.md, only: print}\n")
    assert book.findings() == []


def test_an_edition_in_another_language_takes_its_passages_words_and_typography(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change(
        "book.yaml",
        "  - {id: kindle,",
        "  - {id: english, format: epub, languages: [en-GB], title: A Trial, price: {GBP: 5}}\n  - {id: kindle,",
    )
    book.write(
        "body/deux.md",
        '# [Deux]{only=fr}[Two]{only=en}\n\n[Il dit « oui ».]{only=fr}[She said "yes".]{only=en}\n',
    )
    assert book.run("build", "--draft", "epub", "english").exit_code == Exit.OK
    english = pages((tmp_path / "build/english/a-trial-english.epub").read_bytes())
    french = pages((tmp_path / "build/epub/9791099999917.epub").read_bytes())
    assert "Two" in english["deux"] and "“yes”" in english["deux"].replace("‘", "“").replace("’", "”")
    assert "Deux" in french["deux"] and "oui" in french["deux"]
    with zipfile.ZipFile(tmp_path / "build/english/a-trial-english.epub") as pack:
        package = pack.read("EPUB/content.opf").decode()
    assert ">en-GB</dc:language>" in package and ">A Trial</dc:title>" in package


def test_show_counts_the_words_of_each_edition(built: BookFolder) -> None:
    rows = {
        line.split()[0]: line.split()[-1] for line in built.run("show").stdout.splitlines() if line.strip()
    }
    assert int(rows["gros"]) - int(rows["papier"]) == 4  # “Avis. En grands caractères.”
    assert int(rows["kindle"]) - int(rows["epub"]) == 3  # “Presse. À vous.”
