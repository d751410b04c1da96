"""The ONIX message: valid by the official schemas, and saying what the trade needs."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bookbuild.book.model import Book
from bookbuild.formats.onix.accessibility import ACCESSIBILITY, HAZARD, Feature, claims_of
from bookbuild.formats.onix.make import make_onix
from bookbuild.formats.onix.record import Known
from bookbuild.preflight.onix.check import check_onix
from tests.formats.books import COLLECTIVE, NOVEL, WHEN, book, pieces
from tests.preflight.epubs import make_epub

NS = {"o": "http://ns.editeur.org/onix/3.0/reference"}


def message(of: Book, pages: dict[str, int] | None = None, when: datetime = WHEN, **known: Any) -> bytes:
    return make_onix(of, pieces(of), of.editions, Known(pages or {}, **known), when)


def product(xml: bytes, number: int) -> etree._Element:
    return etree.fromstring(xml).findall("o:Product", NS)[number]


def texts(element: etree._Element, path: str) -> list[str]:
    steps = "/".join(f"o:{step}" for step in path.split("/"))
    return [found.text or "" for found in element.iterfind(f".//{steps}", NS)]


@pytest.mark.parametrize("data", [COLLECTIVE, NOVEL], ids=["collective", "novel"])
def test_the_official_schemas_accept_it(data: dict[str, Any]) -> None:
    of = book(data)
    assert check_onix(message(of, {edition.id: 192 for edition in of.editions}), "m.xml") == []


def test_the_same_book_gives_the_same_bytes() -> None:
    assert message(book()) == message(book())


@pytest.mark.parametrize(
    ("number", "form", "details"),
    [(0, "BC", []), (1, "ED", ["E101", "E200"]), (2, "ED", ["E116", "E200"]), (3, "ED", ["E101", "E200"])],
)
def test_each_edition_is_a_product_of_its_form(number: int, form: str, details: list[str]) -> None:
    found = product(message(book()), number)
    assert texts(found, "ProductForm") == [form]
    assert texts(found, "ProductFormDetail") == details


def test_an_isbn_is_given_as_isbn_and_as_gtin() -> None:
    found = product(message(book()), 0)
    assert [node.text for node in found.iterfind("o:ProductIdentifier/o:IDValue", NS)] == [
        "9791099999900"
    ] * 2


def test_record_references_are_made_from_what_never_changes() -> None:
    renamed = book(title="Un autre titre")
    references = [texts(etree.fromstring(message(of)), "RecordReference") for of in (book(), renamed)]
    assert references[0] == references[1]
    assert references[0][0] == "example.traille.9791099999900"
    assert len(set(references[0])) == 4


def test_a_website_that_is_no_address_leaves_the_name_of_the_house() -> None:
    publisher = {"name": "Les Essais", "website": "https://[x"}
    (first, *_) = texts(etree.fromstring(message(book(publisher=publisher))), "RecordReference")
    assert first == "les-essais.9791099999900"


def test_the_article_of_a_title_is_apart() -> None:
    found = product(message(book()), 0)
    assert texts(found, "TitlePrefix") == ["Le"]
    assert "Dernier Kilomètre" in texts(found, "TitleWithoutPrefix")


def test_people_carry_their_roles_and_a_contributing_editor_has_two() -> None:
    found = product(message(book()), 0)
    people = found.findall("o:DescriptiveDetail/o:Contributor", NS)
    roles = {texts(person, "PersonName")[0]: texts(person, "ContributorRole") for person in people}
    assert roles == {
        "Salomé Vasseur": ["B01", "A32"],
        "Colette Ambrosini": ["A15"],
        "Élise Karakachian": ["A32"],
        "Bastien Oyono": ["A32"],
    }
    assert texts(people[1], "PersonNameInverted") == ["Ambrosini, Colette"]
    assert texts(people[1], "IDValue") == ["0000000218250097"]


def test_who_has_no_role_is_the_author_unless_others_lead() -> None:
    alone = book(NOVEL, contributors=[{"id": "al", "name": "Ann Lee"}])
    assert texts(product(message(alone), 0), "ContributorRole") == ["A01"]
    led = [{"id": "al", "name": "Ann Lee"}, {"id": "bo", "name": "Bo", "role": "editor"}]
    assert texts(product(message(book(NOVEL, contributors=led)), 0), "ContributorRole") == ["A32", "B01"]


def test_each_contribution_is_an_item_with_its_authors() -> None:
    items = product(message(book()), 0).findall("o:ContentDetail/o:ContentItem", NS)
    assert [(texts(item, "TitleText")[0], texts(item, "PersonName")) for item in items] == [
        ("Une radio", ["Élise Karakachian"]),
        ("Un journal", ["Bastien Oyono", "Salomé Vasseur"]),
    ]
    assert {code for item in items for code in texts(item, "ContributorRole")} == {"A01"}


def test_an_offprint_is_a_product_of_its_own_author_and_part_of_the_book() -> None:
    found = product(message(book()), 3)
    assert texts(found, "PersonName") == ["Élise Karakachian"]
    assert texts(found, "ContributorRole") == ["A01"]
    assert texts(found, "TitleWithoutPrefix")[-1] == "radio"
    assert set(texts(found, "ProductRelationCode")) == {"02"}


def test_paper_and_ebook_point_to_each_other() -> None:
    xml = message(book())
    assert texts(product(xml, 0), "ProductRelationCode") == ["06", "27", "01"]
    assert texts(product(xml, 1), "ProductRelationCode") == ["06", "13", "01"]


def test_measures_come_from_trim_paper_and_page_count() -> None:
    found = product(message(book(), {"paperback": 192}), 0)
    assert texts(found, "MeasureType") == ["01", "02", "03", "08"]
    assert texts(found, "Measurement") == ["210", "150", "10.8", "291"]
    assert texts(found, "ExtentValue") == ["192", "3000"]


def test_an_ebook_names_the_pages_of_its_printed_counterpart() -> None:
    found = product(message(book(), {"paperback": 192}), 1)
    assert texts(found, "ExtentType") == ["08", "00"]


def test_a_french_house_sells_at_the_fixed_price_with_its_vat() -> None:
    found = product(message(book()), 0)
    price = {
        name: texts(found, name)[0] for name in ("PriceType", "TaxRateCode", "TaxableAmount", "TaxAmount")
    }
    assert price == {"PriceType": "04", "TaxRateCode": "R", "TaxableAmount": "17.06", "TaxAmount": "0.94"}


def test_elsewhere_no_tax_is_guessed() -> None:
    novel = book(NOVEL, editions=[{"id": "e", "format": "epub", "price": {"GBP": "4.99", "EUR": "5.99"}}])
    found = product(message(novel), 0)
    assert texts(found, "PriceType") == ["02", "02"]
    assert texts(found, "CurrencyCode") == ["EUR", "GBP"]
    assert texts(found, "Tax") == []
    assert check_onix(message(novel), "m.xml") == []


def test_a_free_book_is_free_and_one_without_price_unpriced() -> None:
    xml = message(book())
    assert texts(product(xml, 2), "UnpricedItemType") == ["01"]
    assert texts(product(xml, 3), "UnpricedItemType") == ["02"]


def test_a_book_is_forthcoming_until_its_day() -> None:
    found = product(message(book(), when=datetime(2026, 11, 15, tzinfo=UTC)), 0)
    states = [texts(found, name) for name in ("NotificationType", "PublishingStatus", "ProductAvailability")]
    assert states == [["02"], ["02"], ["10"]]


def test_subjects_name_their_scheme_and_one_main_code_each() -> None:
    found = product(message(book()), 0)
    assert texts(found, "SubjectSchemeIdentifier") == ["93", "94", "10", "29", "20"]
    assert len(found.findall(".//o:MainSubject", NS)) == 3
    assert texts(found, "SubjectHeadingText") == ["réseaux; radio"]


def test_markup_of_descriptions_becomes_xhtml_and_nothing_else_does() -> None:
    hostile = book(description={"long": "Du *sens*, <b>pas</b> & \x07 de balises.\n\nFin."})
    xml = message(hostile)
    assert check_onix(xml, "m.xml") == []
    assert b"Du <em>sens</em>, &lt;b&gt;pas&lt;/b&gt; &amp;" in xml


def test_accessibility_is_what_the_built_epub_says(tmp_path: Path) -> None:
    claims = claims_of(make_epub(tmp_path))
    features = claims.features
    assert Feature(ACCESSIBILITY, "00", "Tout est lisible.") in features
    assert Feature(HAZARD, "00") in features
    assert {feature.value for feature in features if feature.type == ACCESSIBILITY} == {
        "00", "52", "14", "11", "41", "19", "04", "82", "85", "90"
    }  # fmt: skip
    xml = message(book(), claims={"epub": claims})
    assert check_onix(xml, "m.xml") == []
    assert "52" in texts(product(xml, 1), "ProductFormFeatureValue")
    assert texts(product(xml, 0), "ProductFormFeatureValue") == []


@pytest.mark.parametrize(
    ("claim", "feature"),
    [
        ('<meta property="a11y:exemption">eaa-microenterprise</meta>', Feature(ACCESSIBILITY, "75")),
        ('<meta property="a11y:certifierCredential">DAISY</meta>', Feature(ACCESSIBILITY, "88", "DAISY")),
        (
            '<meta property="a11y:certifierCredential">https://a.example/c</meta>',
            Feature(ACCESSIBILITY, "89", "https://a.example/c"),
        ),
        (
            '<link rel="a11y:certifierReport" href="https://a.example/r"/>',
            Feature(ACCESSIBILITY, "96", "https://a.example/r"),
        ),
        ('<meta property="schema:accessibilityHazard">noSoundHazard</meta>', Feature(HAZARD, "16")),
    ],
)
def test_each_claim_has_its_code(claim: str, feature: Feature, tmp_path: Path) -> None:
    claims = claims_of(make_epub(tmp_path, {"</metadata>": f"{claim}</metadata>"}))
    assert feature in claims.features
    assert check_onix(message(book(), claims={"epub": claims}), "m.xml") == []


def test_a_report_is_the_publishers_own_or_of_another_who_certifies(tmp_path: Path) -> None:
    link = '<link rel="a11y:certifierReport" href="https://a.example/r"/></metadata>'
    foreign = {"</metadata>": link, 'refines="#conf">Éditions Exemple': 'refines="#conf">Contrôle &amp; Cie'}
    assert (
        Feature(ACCESSIBILITY, "94", "https://a.example/r")
        in claims_of(make_epub(tmp_path, foreign)).features
    )


def test_a_file_that_is_no_epub_claims_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    path.write_bytes(b"no zip")
    with pytest.raises(zipfile.BadZipFile):
        claims_of(path)


def test_a_fault_against_the_schema_is_found_at_its_line() -> None:
    xml = message(book()).replace(b"<ProductForm>BC<", b"<ProductForm>QQ<")
    assert {finding.rule for finding in check_onix(xml, "m.xml")} == {"ON002"}
    assert all(finding.at and finding.at.line for finding in check_onix(xml, "m.xml"))


@pytest.mark.parametrize("xml", [b"", b"<a", b"<html/>"])
def test_what_is_no_onix_is_one_clear_finding(xml: bytes) -> None:
    assert [finding.rule for finding in check_onix(xml, "m.xml")] == ["ON001"]
