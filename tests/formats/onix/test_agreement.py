"""The message and the EPUB that it is about say the same: of accessibility, of people, of what one may do.

The crosswalk is written here a second time, from list 196 and the W3C's, so that an error in ours is seen.
"""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.book.codes import ROLES
from bookbuild.book.model import Book
from bookbuild.formats.epub.make import make
from bookbuild.formats.onix.accessibility import claims_of
from bookbuild.formats.onix.make import make_onix
from bookbuild.formats.onix.record import Known
from tests.formats.epub.test_package import NS, RICH
from tests.formats.written_book import edition_text

FEATURES = {
    "tableOfContents": "11", "index": "12", "readingOrder": "13", "alternativeText": "14",
    "longDescription": "15", "MathML": "17", "pageBreakMarkers": "19", "structuralNavigation": "29",
    "ARIA": "30", "displayTransformability": "36", "pageNavigation": "41", "describedMath": "53",
}  # fmt: skip
UNSAID = {"unlocked": "EpubTechnicalProtection"}
"""Features that ONIX says with another element."""
CONTACT, SUMMARY, CERTIFIER, WITHOUT_SIGHT = "99", "00", "90", "52"
ONIX = {"o": "http://ns.editeur.org/onix/3.0/reference"}


@pytest.fixture(scope="module", params=["reserved", "allowed"])
def both(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[etree._Element, etree._Element]:
    """The package document and the record."""
    text = edition_text(tmp_path_factory.mktemp("both"))
    book = Book.model_validate(
        {
            **RICH,
            "rights": {**RICH["rights"], "mining": request.param},
            "accessibility": {"certified-by": "X", "contact": "a@b.example"},
        }
    )
    text = replace(text, book=book, edition=book.editions[0], siblings=book.editions)
    path: Path = make(text).artifacts[0].path
    package = etree.fromstring(zipfile.ZipFile(path).read("EPUB/content.opf"))
    known = Known(claims={"epub": claims_of(path)}, sizes={"epub": path.stat().st_size})
    message = make_onix(book, text.pieces, [text.edition], known, text.when)
    return package, etree.fromstring(message)


def metas(package: etree._Element, property: str) -> list[str]:
    return [str(text) for text in package.xpath(f"//o:meta[@property='{property}']/text()", namespaces=NS)]


def codes(record: etree._Element, type_: str) -> set[str]:
    path = f"//o:ProductFormFeature[o:ProductFormFeatureType='{type_}']/o:ProductFormFeatureValue/text()"
    return set(map(str, record.xpath(path, namespaces=ONIX)))


def test_every_feature_is_in_both_and_none_in_one(both: tuple[etree._Element, etree._Element]) -> None:
    package, record = both
    claimed = {FEATURES[name] for name in metas(package, "schema:accessibilityFeature") if name not in UNSAID}
    claimed |= {
        WITHOUT_SIGHT for modes in metas(package, "schema:accessModeSufficient") if modes == "textual"
    }
    claimed |= {SUMMARY for _ in metas(package, "schema:accessibilitySummary")}
    claimed |= {CERTIFIER for _ in metas(package, "a11y:certifiedBy")}
    if metas(package, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]:
        claimed |= {"04", "82", "85"}
    assert codes(record, "09") - {CONTACT} == claimed
    assert len(claimed) > 8


def test_hazards_agree(both: tuple[etree._Element, etree._Element]) -> None:
    package, record = both
    assert metas(package, "schema:accessibilityHazard") == ["none"]
    assert codes(record, "12") == {"00"}


def test_what_must_be_seen_agrees(both: tuple[etree._Element, etree._Element]) -> None:
    package, record = both
    content = set(record.xpath("//o:ProductContentType/text()", namespaces=ONIX))
    assert ("visual" in metas(package, "schema:accessMode")) == ("07" in content)
    assert ("MathML" in metas(package, "schema:accessibilityFeature")) == ("48" in content)


def test_mining_agrees(both: tuple[etree._Element, etree._Element]) -> None:
    package, record = both
    status = record.xpath(
        "//o:EpubUsageConstraint[o:EpubUsageType='11']/o:EpubUsageStatus/text()", namespaces=ONIX
    )
    assert {"1": ["03"], "0": ["01"]}[metas(package, "tdm:reservation")[0]] == status


def test_people_roles_and_names_agree(both: tuple[etree._Element, etree._Element]) -> None:
    package, record = both
    onix = {role.marc: role.onix for role in ROLES}
    said = {}
    for person in package.xpath("//dc:creator | //dc:contributor", namespaces=NS):
        about = f"//o:meta[@refines='#{person.get('id')}']"
        marc = package.xpath(f"{about}[@property='role']/text()", namespaces=NS)
        other = package.xpath(f"{about}[@property='alternate-script']/text()", namespaces=NS)
        if known := [onix[code] for code in marc if onix[code]]:  # ONIX has no contributor who pays
            said[person.text] = (known, other)
    found = {}
    for person in record.xpath("//o:DescriptiveDetail/o:Contributor", namespaces=ONIX):
        name = person.findtext("o:PersonName", namespaces=ONIX) or person.findtext(
            "o:CorporateName", namespaces=ONIX
        )
        roles = person.xpath("o:ContributorRole/text()", namespaces=ONIX)
        found[name] = (roles, person.xpath("o:AlternativeName/o:PersonName/text()", namespaces=ONIX))
    assert found == said


def test_identifiers_agree(both: tuple[etree._Element, etree._Element]) -> None:
    package, record = both
    urns = package.xpath("//dc:identifier/text()", namespaces=NS)
    path = "//o:Product/o:ProductIdentifier[o:ProductIDType='{}']/o:IDValue/text()"
    isbn, doi = (record.xpath(path.format(type_), namespaces=ONIX)[0] for type_ in ("15", "06"))
    assert urns == [f"urn:isbn:{isbn}", f"urn:doi:{doi}"]
