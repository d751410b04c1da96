"""Free samples: the first pages or some pieces of the book, and where to find the rest."""

import re
import zipfile
from pathlib import Path

import pytest

from bookbuild.document.nodes import Attr, Blocks, Div, DivC, Header, HeaderC, HorizontalRule, Note, Para, Str
from bookbuild.errors import Exit
from bookbuild.production.samples import first_blocks
from tests.book_folder import BookFolder
from tests.test_conditions import pages, printed

_EDITIONS = """
  - {id: extrait, format: epub, sample: 60 %}
  - {id: extrait-papier, format: print, trim: 140x210, profile: office, sample: [deux]}
  - {id: extrait-kindle, format: kindle, sample: {first: "1,5%", link: "https://librairie.example/livre"}}
"""
_ONE = """\
# Un

Le premier paragraphe appelle une note[^1], [l’autre](deux.md), [la fin](#fin) et @fig:z.

Le deuxième paragraphe est plus long que le premier et finit ici.

## Une section {#fin}

Le dernier paragraphe du premier chapitre.

[^1]: La note a beaucoup de mots mais ne compte pas, car on ne coupe pas une note.
"""
_TWO = """\
# Deux

![Un point](../images/dot.svg){#fig:z alt="Un point"}

Le second chapitre renvoie à [la fin](un.md#fin), et rien de plus.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = BookFolder.small(tmp_path_factory.mktemp("samples") / "livre")
    book.write("body/un.md", _ONE).write("body/deux.md", _TWO)
    book.write("images/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    book.change("book.yaml", 'kindle, price: {EUR: "5.99"}}\n', 'kindle, price: {EUR: "5.99"}}' + _EDITIONS)
    book.change("book.yaml", "name: Les Essais", 'name: Les Essais, website: "https://essais.example"')
    result = book.run("build")
    assert result.exit_code == Exit.OK, result.output
    return book


def test_a_share_ends_with_a_whole_paragraph_and_never_more_than_it(built: BookFolder) -> None:
    sample = pages(built.dist["un-livre-d-essai-extrait.epub"])
    assert "finit ici." in sample["un"] and "La note a beaucoup" in sample["un"]
    assert "Une section" not in sample["un"] and "deux" not in sample
    assert "Une section" not in sample["nav"] and "Deux" not in sample["nav"]
    assert "Fin de l’extrait" in sample["nav"]


def test_what_leads_out_of_a_sample_keeps_its_words_and_number(built: BookFolder) -> None:
    with zipfile.ZipFile(built.root / "dist" / "un-livre-d-essai-extrait.epub") as pack:
        page = pack.read("EPUB/text/un.xhtml").decode()
    assert re.search(r"l’autre, la fin et figure.1", re.sub("<[^>]+>", "", page))
    assert "deux.xhtml" not in page and "#fin" not in page


def test_a_sample_says_that_it_is_one_and_where_the_book_is(built: BookFolder) -> None:
    with zipfile.ZipFile(built.root / "dist" / "un-livre-d-essai-extrait.epub") as pack:
        package = pack.read("EPUB/content.opf").decode()
        end = pack.read("EPUB/text/sample-end.xhtml").decode()
    assert ">Un livre d’essai (extrait)</dc:title>" in package
    assert "urn:isbn" not in package
    assert "Ce qui précède est un extrait de <em>Un livre d’essai</em>, Ada Martin, Les Essais." in end
    assert 'href="https://essais.example"' in end
    assert "EPUB, ISBN 979-10-999999-1-7" in end


def test_a_share_smaller_than_a_paragraph_gives_the_first(built: BookFolder) -> None:
    sample = pages(built.dist["un-livre-d-essai-extrait-kindle.epub"])
    assert "Le premier paragraphe" in sample["un"] and "deuxième" not in sample["un"]
    assert "https://librairie.example/livre" in sample["sample-end"]


def test_pieces_that_a_sample_names_are_whole_in_print_too(built: BookFolder) -> None:
    text = " ".join(printed(built.dist["un-livre-d-essai-extrait-papier_interieur.pdf"]))
    assert "Le second chapitre renvoie à la fin, et rien de plus." in text
    assert "Le premier paragraphe" not in text
    assert "Fin de l’extrait" in text and "(extrait)" in text
    assert text.count("ISBN") == 2  # those of the list on the last page


def test_onix_does_not_announce_a_sample(built: BookFolder) -> None:
    assert "extrait" not in built.dist["un-livre-d-essai_onix.xml"].decode()


def test_the_same_bytes_with_two_jobs(built: BookFolder) -> None:
    before = built.dist
    assert built.run("build", options=("--no-cache", "--jobs", "2")).exit_code == Exit.OK
    assert built.dist == before


def test_a_sample_without_a_paragraph_is_refused(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).write("body/un.md", "# Un\n").write("body/deux.md", "# Deux\n")
    book.change("book.yaml", "{id: epub,", "{id: epub, sample: 5%,")
    assert ("MD112", "book.yaml", 17) in book.findings()


def test_an_english_sample_speaks_english(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", "language: fr", "language: en-GB")
    book.change(
        "book.yaml", "  - {id: kindle,", "  - {id: try, format: epub, sample: [un]}\n  - {id: kindle,"
    )
    assert book.run("build", "--draft", "try").exit_code == Exit.OK
    sample = pages((tmp_path / "build/try/un-livre-d-essai-try.epub").read_bytes())
    assert "End of the sample" in sample["sample-end"]
    assert "What you have read is a sample of" in sample["sample-end"]


def words(count: int) -> Para:
    return Para([Str(" ".join(["mot"] * count)), Note([Para([Str("une note longue de six mots")])])])


def test_a_cut_is_made_between_blocks_and_never_after_a_heading() -> None:
    heading = Header(HeaderC(2, Attr("h"), [Str("Titre")]))
    blocks: list[Blocks] = [words(5), HorizontalRule(), heading, words(5)]
    assert len(first_blocks(blocks, 5)) == 1
    assert len(first_blocks(blocks, 10)) == 1
    assert len(first_blocks(blocks, 11)) == 4
    assert first_blocks(blocks, 4) == []


def test_a_group_may_be_cut_between_its_paragraphs_a_component_may_not() -> None:
    group = Div(DivC(Attr(), [words(3), words(3)]))
    (cut,) = first_blocks([group], 4)
    assert isinstance(cut, Div) and len(cut.c.blocks) == 1
    assert first_blocks([Div(DivC(Attr(classes=["letter"]), [words(3), words(3)]))], 4) == []
