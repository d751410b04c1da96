"""What the package document says when book.yaml says all it can."""

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bookbuild._tools import epubcheck
from bookbuild.book.model import Book
from bookbuild.formats.epub.make import make
from bookbuild.formats.kindle.make import make as make_kindle
from tests.formats.written_book import BOOK, edition_text

NS = {
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
RICH: dict[str, Any] = {
    **BOOK,
    "also-written": {"ru": "Маленькая книга"},
    "contributors": [
        {
            **BOOK["contributors"][0],
            "further-roles": ["translator", "photographer"],
            "also-written": {"ru": "Мари Дюран", "ja": "マリー・デュラン"},
        },
        BOOK["contributors"][1],
        {"id": "centre", "name": "Centre des cartes", "corporate": True, "role": "funder"},
    ],
    "series": {"title": "Essais", "number": 3, "issn": "2049-3630"},
    "subjects": {
        "thema": ["GPF", "1DDF"],
        "bisac": ["SOC052000"],
        "clil": ["3126"],
        "labels": {"GPF": "Théorie de l’information", "3126": "Sciences sociales"},
        "keywords": ["essai"],
    },
    "rights": {**BOOK["rights"], "mining": "reserved", "mining-policy": "https://test.example/fouille.json"},
    "editions": [
        {"id": "epub", "format": "epub", "isbn": "979-10-999999-1-7", "doi": "10.1234/petit.livre"},
        {"id": "kindle", "format": "kindle"},
        {"id": "tournee", "format": "epub", "offprint": "tournee"},
        {"id": "papier", "format": "print", "isbn": "979-10-999999-0-0", "trim": "150x210"},
    ],
}


def package_of(folder: Path, edition: str = "epub", **changes: Any) -> tuple[etree._Element, Path]:
    text = edition_text(folder, edition)
    book = Book.model_validate({**RICH, **changes})
    chosen = next(one for one in book.editions if one.id == edition)
    text = replace(text, book=book, edition=chosen, siblings=book.editions)
    path = (make_kindle if edition == "kindle" else make)(text).artifacts[0].path
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("EPUB/content.opf")), path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> etree._Element:
    return package_of(tmp_path_factory.mktemp("rich"))[0]


def refinements(package: etree._Element, element: etree._Element) -> list[tuple[str, str]]:
    about = package.xpath(f"//o:meta[@refines='#{element.get('id')}']", namespaces=NS)
    return [(meta.get("property"), meta.text) for meta in about]


def of(package: etree._Element, path: str) -> dict[str, list[tuple[str, str]]]:
    """Elements by text, with what refines them."""
    found = package.xpath(f"//{path}", namespaces=NS)
    return {element.text: refinements(package, element) for element in found}


@pytest.mark.parametrize("edition", ["epub", "tournee", "kindle"])
def test_epubcheck_has_nothing_to_say_of_it(edition: str, tmp_path: Path) -> None:
    assert epubcheck.check(package_of(tmp_path, edition)[1]) == []


def test_several_roles_are_several_metas_the_leading_one_first(package: etree._Element) -> None:
    people = of(package, "dc:creator") | of(package, "dc:contributor")
    roles = {name: [text for key, text in said if key == "role"] for name, said in people.items()}
    assert roles == {
        "Marie Durand": ["edt", "trl", "pht"],
        "Élise Roy": ["ctb"],
        "Centre des cartes": ["fnd"],
    }
    schemes = package.xpath("//o:meta[@property='role']/@scheme", namespaces=NS)
    assert set(schemes) == {"marc:relators"}


def test_an_editor_who_signs_a_contribution_is_a_contributor_too(tmp_path: Path) -> None:
    body = [{"file": "body/tournee.md", "by": ["marie"]}, {"file": "body/carte.md"}]
    text = edition_text(tmp_path)
    book = Book.model_validate({**BOOK, "text": {"body": body}})
    pieces = tuple(
        replace(one, piece=replace(one.piece, by=("marie",))) if one.piece.id == "tournee" else one
        for one in text.pieces
    )
    path = make(replace(text, book=book, pieces=pieces)).artifacts[0].path
    found = etree.fromstring(zipfile.ZipFile(path).read("EPUB/content.opf"))
    assert [text for key, text in of(found, "dc:creator")["Marie Durand"] if key == "role"] == ["edt", "ctb"]


def test_people_are_in_order_and_sorted_by_their_names(package: etree._Element) -> None:
    people = of(package, "dc:creator") | of(package, "dc:contributor")
    places = {name: dict(said)["display-seq"] for name, said in people.items()}
    assert places == {"Marie Durand": "1", "Élise Roy": "2", "Centre des cartes": "3"}
    names = [dict(said)["file-as"] for said in people.values()]
    assert names == ["Durand, Marie", "Roy, Élise", "Centre des cartes"]


def test_names_and_title_in_other_scripts_carry_their_language(package: etree._Element) -> None:
    metas = package.xpath("//o:meta[@property='alternate-script']", namespaces=NS)
    said = [(m.get("refines"), m.get(f"{{{NS['xml']}}}lang"), m.text) for m in metas]
    assert said == [
        ("#title-1", "ru", "Маленькая книга"),
        ("#creator-1", "ru", "Мари Дюран"),
        ("#creator-1", "ja", "マリー・デュラン"),
    ]


def test_subjects_have_authority_term_and_a_label_for_people(package: etree._Element) -> None:
    assert of(package, "dc:subject") == {
        "Théorie de l’information": [("authority", "Thema"), ("term", "GPF")],
        "1DDF": [("authority", "Thema"), ("term", "1DDF")],
        "SOC052000": [("authority", "BISAC"), ("term", "SOC052000")],
        "Sciences sociales": [("authority", "CLIL"), ("term", "3126")],
        "essai": [],
    }


def test_identifiers_are_urns_with_their_type(package: etree._Element) -> None:
    assert of(package, "dc:identifier") == {
        "urn:isbn:9791099999917": [("identifier-type", "15")],
        "urn:doi:10.1234/petit.livre": [("identifier-type", "06")],
    }


def test_without_isbn_the_doi_names_the_book(tmp_path: Path) -> None:
    editions = [{"id": "epub", "format": "epub", "doi": "10.1234/petit.livre"}]
    package, path = package_of(tmp_path, editions=editions)
    assert of(package, "dc:identifier") == {"urn:doi:10.1234/petit.livre": [("identifier-type", "06")]}
    assert epubcheck.check(path) == []


def test_an_edition_without_isbn_has_a_uuid_that_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = of(package_of(tmp_path / "a", "kindle")[0], "dc:identifier")
    assert next(iter(first)).startswith("urn:uuid:")
    assert first == of(package_of(tmp_path / "b", "kindle")[0], "dc:identifier")


def test_series_position_and_issn_refine_the_collection(package: etree._Element) -> None:
    assert of(package, "o:meta[@property='belongs-to-collection']") == {
        "Essais": [
            ("collection-type", "series"),
            ("group-position", "3"),
            ("dcterms:identifier", "urn:issn:2049-3630"),
        ]
    }


def test_the_printed_edition_is_a_relation(package: etree._Element) -> None:
    assert list(of(package, "dc:relation")) == ["urn:isbn:9791099999900"]


def test_an_offprint_has_no_relation_to_the_printed_book_nor_its_series(tmp_path: Path) -> None:
    package = package_of(tmp_path, "tournee")[0]
    assert of(package, "dc:relation") == {}
    assert of(package, "o:meta[@property='belongs-to-collection']") == {}


def test_the_licence_is_a_link_and_the_reservation_a_meta(package: etree._Element) -> None:
    links = package.xpath("//o:link", namespaces=NS)
    licence = "https://creativecommons.org/licenses/by-sa/4.0/"
    assert [(link.get("rel"), link.get("href")) for link in links] == [("cc:license", licence)]
    assert list(of(package, "o:meta[@property='tdm:reservation']")) == ["1"]
    assert list(of(package, "o:meta[@property='tdm:policy']")) == ["https://test.example/fouille.json"]
    assert package.get("prefix") == "cc: http://creativecommons.org/ns# tdm: http://www.w3.org/ns/tdmrep#"


@pytest.mark.parametrize(("mining", "value"), [("allowed", ["0"]), (None, [])])
def test_nothing_is_reserved_that_book_yaml_does_not_reserve(
    mining: str | None, value: list[str], tmp_path: Path
) -> None:
    rights = {"holder": "X", "year": 2026, "mining": mining}
    package = package_of(tmp_path, rights=rights)[0]
    assert list(of(package, "o:meta[@property='tdm:reservation']")) == value
    assert ("tdm" in (package.get("prefix") or "")) == bool(value)
