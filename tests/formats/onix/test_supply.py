"""Status, availability, territories, suppliers: what book.yaml says, as shops read it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from bookbuild.formats.onix.make import make_onix
from bookbuild.formats.onix.record import Known
from bookbuild.preflight.onix.check import check_onix
from tests.formats.books import NOVEL, book, pieces

NS = {"o": "http://ns.editeur.org/onix/3.0/reference"}
DAY = datetime(2026, 11, 16, tzinfo=UTC)
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)
LONG_BEFORE = datetime(2026, 3, 1, tzinfo=UTC)


def record(when: datetime = DAY, edition: dict[str, Any] | None = None, **changes: Any) -> etree._Element:
    """The message about a novel on paper, which the checks must accept."""
    printed = {"id": "kdp", "format": "print", "trim": "us-trade", "price": {"EUR": "12"}, **(edition or {})}
    of = book(NOVEL, editions=[printed], **changes)
    xml = make_onix(of, pieces(of), of.editions, Known({"kdp": 200}), when)
    assert {finding.rule for finding in check_onix(xml, "m.xml")} <= {"ON007"}
    return etree.fromstring(xml)


def texts(root: etree._Element, *names: str) -> list[str]:
    return [element.text or "" for name in names for element in root.iter(f"{{{NS['o']}}}{name}")]


STATES = {
    "nothing said": (None, "04", "20"),
    "in stock": ("in-stock", "04", "21"),
    "to order": ("to-order", "04", "22"),
    "on demand": ("on-demand", "04", "23"),
    "out of stock": ("out-of-stock", "04", "31"),
    "reprinting": ("reprinting", "04", "32"),
    "out of print": ("out-of-print", "07", "51"),
    "cancelled": ("cancelled", "01", "01"),
    "withdrawn": ("withdrawn", "11", "46"),
}


@pytest.mark.parametrize("name", STATES)
def test_status_and_availability_go_together(name: str) -> None:
    said, status, availability = STATES[name]
    root = record(edition={"availability": said})
    assert texts(root, "PublishingStatus", "ProductAvailability") == [status, availability]


@pytest.mark.parametrize(
    ("said", "status", "availability"),
    [(None, "02", "10"), ("in-stock", "02", "11"), ("on-demand", "02", "12"), ("cancelled", "01", "01")],
)
def test_before_its_day_a_book_is_forthcoming_unless_it_was_given_up(
    said: str | None, status: str, availability: str
) -> None:
    root = record(BEFORE, {"availability": said})
    assert texts(root, "PublishingStatus", "ProductAvailability") == [status, availability]
    assert texts(root, "NotificationType") == ["02"]


def test_a_book_of_next_year_is_an_early_notification() -> None:
    assert texts(record(LONG_BEFORE), "NotificationType") == ["01"]


def test_shops_learn_when_they_can_have_it() -> None:
    assert texts(record(BEFORE), "SupplyDateRole") == ["08"]
    reprint = record(edition={"availability": "reprinting", "available-from": "2027-01-05"})
    path = "//o:SupplyDate/o:Date/text()"
    assert reprint.xpath(path, namespaces=NS) == ["20270105"]
    assert record().xpath(path, namespaces=NS) == []


TERRITORIES: dict[str, tuple[dict[str, Any], list[tuple[str, ...]]]] = {
    "the world": ({}, [("01", "WORLD")]),
    "some countries": ({"sold-in": ["FR", "BE"]}, [("01", "FR BE")]),
    "the world but one": ({"not-sold-in": ["US"]}, [("01", "WORLD", "US"), ("03", "US")]),
    "an open licence": ({"licence": "CC-BY-4.0"}, [("02", "WORLD")]),
    "a licence for no trade": ({"licence": "CC-BY-NC-4.0"}, [("01", "WORLD")]),
}


@pytest.mark.parametrize("name", TERRITORIES)
def test_sales_rights_say_where(name: str) -> None:
    rights, expected = TERRITORIES[name]
    root = record(rights={"holder": "Quay", "year": 2026, **rights})
    found = [
        tuple(element.text for element in sales.iter() if element.text and element.text.strip())
        for sales in root.iterfind(".//o:SalesRights", NS)
    ]
    assert found == expected
    assert texts(root, "ROWSalesRightsType") == (["03"] if "sold-in" in rights else [])


@pytest.mark.parametrize(("exclusive", "role"), [(True, "02"), (False, "03"), (None, "06")])
def test_a_distributor_supplies_where_the_book_may_be_sold(exclusive: bool | None, role: str) -> None:
    root = record(
        distribution={"name": "La Charrette", "exclusive": exclusive, "countries": ["FR", "CA"]},
        rights={"holder": "Quay", "year": 2026, "sold-in": ["FR", "BE"]},
    )
    assert texts(root, "SupplierRole", "SupplierName") == [role, "La Charrette"]
    assert root.xpath("//o:Market//o:CountriesIncluded/text()", namespaces=NS) == ["FR"]


def test_without_distributor_the_house_supplies() -> None:
    assert texts(record(), "SupplierRole", "SupplierName") == ["01", "Quay Press"]


def test_boards_reach_beyond_the_page_so_a_hardback_has_the_measures_of_its_pages() -> None:
    root = record(edition={"binding": "hardback"})
    assert texts(root, "MeasureType") == ["04", "05"]
    weighed = record(edition={"binding": "hardback", "spine-mm": 21.5, "weight-g": 540})
    assert texts(weighed, "MeasureType", "Measurement")[2:] == ["03", "08", "228.6", "152.4", "21.5", "540"]


@pytest.mark.parametrize(
    ("ages", "expected"),
    [("8-12", ["03", "8", "04", "12"]), ("14+", ["03", "14"]), ("6", ["01", "6"])],
)
def test_ages_are_a_range(ages: str, expected: list[str]) -> None:
    root = record(audience={"readers": "children", "ages": ages})
    (range_,) = root.iterfind(".//o:AudienceRange", NS)
    assert [element.text for element in range_][1:] == expected
