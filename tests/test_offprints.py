"""Offprints through the command line: every format of one text, and a web page of each."""

import json
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from tests.book_folder import BookFolder
from tests.offprint_book import offprint_book

OPF = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
STEM = "le-dernier-kilometre"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    made = offprint_book(tmp_path_factory.mktemp("offprints"))
    done = made.run("build", "offprints")
    assert done.exit_code == 0, done.output
    return made


@pytest.fixture(scope="module")
def epub(book: BookFolder) -> zipfile.ZipFile:
    return zipfile.ZipFile(book.root / "dist" / f"{STEM}-seul.epub")


@pytest.fixture(scope="module")
def package(epub: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(epub.read("EPUB/content.opf"))


def page(epub: zipfile.ZipFile, name: str) -> str:
    return epub.read(f"EPUB/text/{name}.xhtml").decode()


def words(markup: str) -> str:
    """The text of a page's body; every space is a plain one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", markup.partition("<body")[2].partition(">")[2])).strip()


def pdf_words(book: BookFolder) -> str:
    pdf = pypdfium2.PdfDocument(book.root / "dist" / f"{STEM}-seul-papier_interieur.pdf")
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    return " ".join(text.translate({0x200B: "", 0x2060: "", 0xFFFE: ""}).split())


def test_offprints_alone_are_made_and_named_by_text(book: BookFolder) -> None:
    assert [name for name in book.dist if name.startswith(STEM)] == [
        *(f"{STEM}-page-{text}.html" for text in ("carte", "radio", "tournee")),
        *(f"{STEM}-seul-kindle.epub", f"{STEM}-seul-papier_interieur.pdf", f"{STEM}-seul.epub"),
    ]


def test_two_processes_make_the_same_bytes_as_one(book: BookFolder, tmp_path: Path) -> None:
    other = offprint_book(tmp_path)
    assert other.run("build", "offprints", options=("--jobs", "2", "--no-cache")).exit_code == 0
    kept = {name: data for name, data in book.dist.items() if name.startswith(STEM)}
    assert {name: data for name, data in other.dist.items() if name.startswith(STEM)} == kept


def test_the_title_page_names_text_authors_and_book(epub: zipfile.ZipFile) -> None:
    said = words(page(epub, "title-page"))
    assert said == (
        "La carte dit vertTexte de Linh Tran et Nadège KerbratExtrait de « Le Dernier Kilomètre »"
        "Éditions de la Traille"
    )


def test_the_package_is_about_the_text(package: etree._Element) -> None:
    def said(name: str) -> list[str]:
        return [element.text for element in package.iterfind(f"o:metadata/d:{name}", OPF)]

    assert said("title") == ["La carte dit vert"]
    assert said("creator") == ["Linh Tran", "Nadège Kerbrat"] and said("contributor") == []
    assert said("description") == ["Sur les cartes, six communes sont vertes."]
    assert said("identifier")[0].startswith("urn:uuid:") and said("identifier")[1] == "urn:doi:10.1234/carte"
    assert "livre" in said("subject")
    cited = package.findtext("o:metadata/o:meta[@property='dcterms:bibliographicCitation']", "", OPF)
    assert re.fullmatch(
        r"Linh Tran et Nadège Kerbrat, « La carte dit vert », dans Salomé Vasseur \(dir\.\), Le Dernier Kilomètre, "
        r"Éditions de la Traille, 2026, p\. \d+(-\d+)?\. https://doi\.org/10\.1234/carte",
        cited.replace("\u00a0", " "),
    )


def test_no_file_of_an_offprint_carries_an_isbn_of_the_book(book: BookFolder, epub: zipfile.ZipFile) -> None:
    texts = [epub.read(name).decode(errors="ignore") for name in epub.namelist()]
    texts += [
        data.decode() for name, data in book.dist.items() if name.endswith(".html") and name.startswith(STEM)
    ]
    texts.append(pdf_words(book))
    assert not any("999999" in text.replace("-", "") for text in texts)


def test_notes_portraits_and_numbers_are_those_of_the_book(epub: zipfile.ZipFile) -> None:
    text = page(epub, "carte")
    assert 'id="fn1"' in text and "La note." in text
    assert "images/nadege.svg" in text and "Elle conduit le <em>bibliobus</em>" in text
    assert "Figure\u00a02" in text and ">figure\u00a02</a>" in text


def test_references_to_the_rest_of_the_book_cite_it_once_or_lead_to_the_other_text(
    epub: zipfile.ZipFile,
) -> None:
    text = page(epub, "carte")
    assert '<a href="https://traille.example/tournee">la tournée</a>' in text
    assert '<a href="https://traille.example/tournee">figure\u00a01</a>' in text
    assert words(text).count("[« Une radio », dans Le Dernier Kilomètre]") == 1
    assert '<a href="https://traille.example/livre"><em>Le Dernier Kilomètre</em></a>]' in text
    assert (
        '<a href="biblio.xhtml#delmas">Delmas</a>' in text
        and '<a href="biblio.xhtml">la bibliographie' in text
    )
    assert "ses livres" in text and "#reels" not in text


def test_the_bibliography_holds_only_the_works_referred_to(epub: zipfile.ZipFile) -> None:
    assert words(page(epub, "biblio")) == "Bibliographie Livres Delmas, Odile, L’Ordre, 2003."
    nav = epub.read("EPUB/nav.xhtml").decode()
    assert "biblio.xhtml" in nav and "biblio.xhtml#reels" not in nav


def test_the_last_page_cites_the_text_and_leads_to_the_others(epub: zipfile.ZipFile) -> None:
    said = page(epub, "offprint")
    assert "Ce texte est extrait de <em>Le Dernier Kilomètre</em>, Éditions de la Traille, 2026." in said
    assert '<a href="https://traille.example/livre">Voir le livre entier</a>' in said
    assert '<li><a href="https://traille.example/tournee">La tournée</a>, Nadège Kerbrat</li>' in said
    assert "<li>Une radio, Linh Tran</li>" in said and "La carte dit vert, " not in said


def test_the_copyright_page_is_the_offprints_own(epub: zipfile.ZipFile) -> None:
    said = words(page(epub, "copyright-page"))
    assert "DOI 10.1234/carte" in said and "CC-BY-SA-4.0" in said
    assert "ISSN" not in said and "Dépôt légal" not in said


def test_print_has_its_own_folios_the_citation_and_no_cover(book: BookFolder) -> None:
    said = pdf_words(book)
    assert "Texte de Linh Tran et Nadège Kerbrat" in said and "Extrait de" in said
    assert "[« Une radio », dans Le Dernier Kilomètre]" in said
    assert "[dans Le Dernier Kilomètre]" in said
    assert "Pour citer ce texte" in said and "doi.org/10.1234/carte" in said
    assert "Le Mat" not in said and not any(name.endswith("_couverture.pdf") for name in book.dist)
    pdf = pypdfium2.PdfDocument(book.root / "dist" / f"{STEM}-seul-papier_interieur.pdf")
    assert pdf.get_metadata_dict()["Title"] == "La carte dit vert"
    assert pdf.get_metadata_dict()["Author"] == "Linh Tran, Nadège Kerbrat"


def test_a_group_is_asked_for_by_the_name_that_book_yaml_gives_it(book: BookFolder, tmp_path: Path) -> None:
    other = offprint_book(tmp_path)
    assert other.run("build", "--draft", "page").exit_code == 0
    made = {path.parent.name for path in (other.root / "build").glob("page-*/*.html")}
    assert made == {"page-carte", "page-radio", "page-tournee"}


def test_an_edited_text_elsewhere_leaves_the_offprint_as_it_was(tmp_path: Path) -> None:
    other = offprint_book(tmp_path)
    other.run("build", "--draft", "page-carte")
    (path,) = (other.root / "build" / "page-carte").glob("*.html")
    before = path.read_bytes()
    other.change("body/tournee.md", "Elle part tôt.", "Elle part tard.").run("build", "--draft", "page-carte")
    assert path.read_bytes() == before
    other.change("body/radio.md", "# Une radio", "# Ma radio").run("build", "--draft", "page-carte")
    assert "[« Ma radio »".encode() in path.read_bytes().replace("\u00a0".encode(), b" ")


def test_english_words(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path).change("book.yaml", "language: fr", "language: en")
    book.change("book.yaml", "title: Un livre d’essai", "title: A Trial")
    book.change("book.yaml", "format: epub, isbn: 979-10-999999-1-7,", "format: epub, offprint: un,")
    assert book.run("build", "epub").exit_code == 0
    with zipfile.ZipFile(book.root / "dist" / "a-trial-epub.epub") as epub:
        assert words(page(epub, "title-page")) == "UnAda MartinAn excerpt from “A Trial”Les Essais"
        said = words(page(epub, "offprint"))
        assert re.search(r"To cite this text: Ada Martin, “Un”, in A Trial, Les Essais, 2026, p\.\s1\.", said)
        assert "l’autre [“Deux”, in A Trial]" in words(page(epub, "un"))


def test_the_whole_build_has_offprints_and_onix_without_web_pages(tmp_path: Path) -> None:
    book = offprint_book(tmp_path)
    done = book.run("build", options=("--format", "json"))
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["counts"]["error"] == 0
    onix = book.dist[f"{STEM}_onix.xml"].decode()
    assert "seul" in onix and "page-carte" not in onix
