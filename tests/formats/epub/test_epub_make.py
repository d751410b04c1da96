"""Whole small EPUBs."""

import hashlib
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bookbuild._tools import epubcheck
from bookbuild.formats.epub.make import make
from bookbuild.formats.kindle.make import make as make_kindle
from tests.formats.written_book import edition_text, without_alt

OPF = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
XHTML = {"x": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    made = make(edition_text(tmp_path_factory.mktemp("book")))
    assert made.findings == ()
    return zipfile.ZipFile(made.artifacts[0].path)


@pytest.fixture(scope="module")
def package(book: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(book.read("EPUB/content.opf"))


@pytest.fixture(scope="module")
def offprint(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(make(edition_text(tmp_path_factory.mktemp("off"), "tournee")).artifacts[0].path)


def metas(package: etree._Element, property: str) -> list[str]:
    return [meta.text for meta in package.iterfind(f"o:metadata/o:meta[@property='{property}']", OPF)]


def read(book: zipfile.ZipFile, package: etree._Element) -> list[str]:
    hrefs = {item.get("id"): item.get("href") for item in package.iterfind("o:manifest/o:item", OPF)}
    return [hrefs[ref.get("idref")] for ref in package.iterfind("o:spine/o:itemref", OPF)]


@pytest.mark.parametrize("edition", ["epub", "tournee", "kindle"])
def test_epubcheck_has_nothing_to_say(edition: str, tmp_path: Path) -> None:
    text = edition_text(tmp_path, edition)
    made = (make_kindle if edition == "kindle" else make)(text)
    assert epubcheck.check(made.artifacts[0].path) == []


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        path = make(edition_text(tmp_path / name)).artifacts[0].path
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_the_zip_begins_with_a_stored_mimetype_and_has_one_date(book: zipfile.ZipFile) -> None:
    first, *others = book.infolist()
    assert (first.filename, first.compress_type, book.read(first)) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"application/epub+zip",
    )
    assert {entry.date_time for entry in [first, *others]} == {(2026, 11, 16, 0, 0, 0)}
    names = [entry.filename for entry in others[2:]]
    assert names == sorted(names)


def test_no_unfinished_file_stays_beside_it(tmp_path: Path) -> None:
    text = edition_text(tmp_path)
    make(text)
    assert [file.name for file in text.build.glob("*.epub*")] == ["9791099999917.epub"]


def test_the_reading_order_begins_with_the_cover_and_leaves_the_half_title_out(
    book: zipfile.ZipFile, package: etree._Element
) -> None:
    assert read(book, package) == [
        "cover.xhtml",
        *("text/title-page.xhtml", "text/copyright-page.xhtml", "nav.xhtml", "text/arriver.xhtml"),
        *("text/tournee.xhtml", "text/carte.xhtml", "text/index.xhtml", "text/contributors.xhtml"),
    ]


def test_the_package_says_who_did_what(package: etree._Element) -> None:
    people = [
        (element.tag.rpartition("}")[2], element.text)
        for element in package.iterfind("o:metadata/*", OPF)
        if element.tag.endswith(("creator", "contributor"))
    ]
    assert people == [("creator", "Marie Durand"), ("contributor", "Élise Roy")]
    assert metas(package, "role") == ["edt", "ctb"]
    assert metas(package, "file-as") == ["Petit Livre, Le", "Durand, Marie", "Roy, Élise"]
    assert metas(package, "display-seq") == ["1", "2", "1", "2"]  # titles, people


def test_the_package_names_the_edition_by_its_isbn(package: etree._Element) -> None:
    assert package.findtext("o:metadata/d:identifier", namespaces=OPF) == "urn:isbn:9791099999917"
    assert metas(package, "dcterms:modified") == ["2026-11-16T00:00:00Z"]
    assert metas(package, "title-type") == ["main", "subtitle"]
    assert metas(package, "belongs-to-collection") == ["Essais"]


def test_accessibility_is_claimed_as_the_pages_bear_it_out(package: etree._Element) -> None:
    assert metas(package, "schema:accessMode") == ["textual", "visual"]
    assert metas(package, "schema:accessModeSufficient") == ["textual"]
    assert metas(package, "schema:accessibilityFeature") == [
        *("alternativeText", "ARIA", "displayTransformability", "index", "MathML", "readingOrder"),
        *("structuralNavigation", "tableOfContents"),
    ]
    assert metas(package, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert metas(package, "a11y:certifiedBy") == ["Éditions du Test"]


def test_a_picture_without_description_is_a_finding_and_ends_the_claims(tmp_path: Path) -> None:
    made = make(without_alt(edition_text(tmp_path)))
    (finding,) = made.findings
    assert (finding.rule, finding.at and finding.at.file) == ("EP001", "book.yaml")
    package = etree.fromstring(zipfile.ZipFile(made.artifacts[0].path).read("EPUB/content.opf"))
    assert "alternativeText" not in metas(package, "schema:accessibilityFeature")
    assert metas(package, "schema:accessModeSufficient") == ["textual,visual"]
    assert metas(package, "dcterms:conformsTo") == []


def test_nobody_vouches_so_no_conformance_is_claimed(tmp_path: Path) -> None:
    made = make(edition_text(tmp_path, changes={"accessibility": {}}))
    package = etree.fromstring(zipfile.ZipFile(made.artifacts[0].path).read("EPUB/content.opf"))
    assert metas(package, "dcterms:conformsTo") == metas(package, "a11y:certifiedBy") == []


def test_the_contents_nest_pieces_in_parts_and_name_their_authors(book: zipfile.ZipFile) -> None:
    nav = etree.fromstring(book.read("EPUB/nav.xhtml"))
    toc = nav.find(".//x:nav[@id='toc']", XHTML)
    lines = [
        (len(list(link.iterancestors(f"{{{XHTML['x']}}}ol"))), "".join(link.itertext()), link.get("href"))
        for link in toc.iter(f"{{{XHTML['x']}}}a")
    ]
    assert lines == [
        (1, "Arriver", "text/arriver.xhtml"),
        (2, "La tournée – Élise Roy", "text/tournee.xhtml"),
        (3, "Le retour", "text/tournee.xhtml#retour"),
        (2, "La carte", "text/carte.xhtml"),
        (1, "Index", "text/index.xhtml"),
        (1, "Les auteurs et autrices", "text/contributors.xhtml"),
    ]


def test_landmarks_lead_to_the_cover_the_contents_and_the_text(book: zipfile.ZipFile) -> None:
    nav = etree.fromstring(book.read("EPUB/nav.xhtml"))
    places = nav.iterfind(".//x:nav[@id='landmarks']//x:a", XHTML)
    assert [(a.get(f"{{{XHTML['epub']}}}type"), a.get("href")) for a in places] == [
        ("cover", "cover.xhtml"),
        ("toc", "nav.xhtml#toc"),
        ("bodymatter", "text/arriver.xhtml"),
        ("titlepage", "text/title-page.xhtml"),
        ("index", "text/index.xhtml"),
    ]


def test_the_ncx_counts_in_reading_order_and_has_the_package_s_identifier(book: zipfile.ZipFile) -> None:
    ncx = book.read("EPUB/toc.ncx").decode()
    assert re.findall(r'playOrder="(\d+)"', ncx) == [str(n) for n in range(1, 7)]
    assert 'name="dtb:uid" content="urn:isbn:9791099999917"' in ncx
    assert 'name="dtb:depth" content="3"' in ncx


def test_the_index_leads_to_its_marks_and_from_see_to_the_entry(book: zipfile.ZipFile) -> None:
    index = book.read("EPUB/text/index.xhtml").decode()
    assert 'href="tournee.xhtml#idx-1">La tournée</a>' in index
    assert '<em>voir</em> <a href="#term-bibliobus">bibliobus</a>' in index
    assert '<li epub:type="index-entry" id="term-lieux-vallee">' in index


def test_a_digital_edition_has_its_own_isbn_and_legal_deposit_on_its_copyright_page(
    book: zipfile.ZipFile,
) -> None:
    page = etree.fromstring(book.read("EPUB/text/copyright-page.xhtml"))
    lines = ["".join(p.itertext()) for p in page.iterfind(".//x:p", XHTML)]
    assert "ISBN de cette édition numérique\u00a0: 979-10-999999-1-7" in lines
    assert "Dépôt légal\u00a0: novembre 2026" in lines
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in lines


def test_only_the_pictures_that_are_shown_are_packed(book: zipfile.ZipFile) -> None:
    assert [name for name in book.namelist() if "/images/" in name] == [
        "EPUB/images/cover-front.jpg",
        "EPUB/images/elise.svg",
        "EPUB/images/plan.svg",
    ]


def test_an_offprint_is_its_author_s_and_says_what_it_comes_from(offprint: zipfile.ZipFile) -> None:
    package = etree.fromstring(offprint.read("EPUB/content.opf"))
    assert package.findtext("o:metadata/d:title", namespaces=OPF) == "La tournée"
    assert package.findtext("o:metadata/d:creator", namespaces=OPF) == "Élise Roy"
    assert metas(package, "dcterms:isPartOf") == ["Le Petit Livre"]
    page = offprint.read("EPUB/text/title-page.xhtml").decode()
    assert "Texte d’Élise Roy" in page and "Extrait de «\u00a0Le Petit Livre\u00a0»" in page


def test_an_edition_without_isbn_has_an_identifier_that_stays(offprint: zipfile.ZipFile) -> None:
    package = etree.fromstring(offprint.read("EPUB/content.opf"))
    identifier = package.findtext("o:metadata/d:identifier", namespaces=OPF)
    assert identifier == "urn:uuid:237edacd-9ecf-583b-ad6b-dd5ee712cc2d"


def test_each_page_has_the_sheet_for_all_and_then_the_one_for_modern_engines(book: zipfile.ZipFile) -> None:
    pages = [name for name in book.namelist() if name.endswith(".xhtml")]
    for name in pages:
        hrefs = etree.fromstring(book.read(name)).xpath("//x:link/@href", namespaces=XHTML)
        assert [href.rpartition("/")[2] for href in hrefs] == ["book.css", "modern.css"]
