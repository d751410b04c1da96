"""Faults planted in good messages: each is found, by its rule, at its line; and nothing else is."""

from pathlib import Path

import pytest

from bookbuild.book.model import OnixVersion
from bookbuild.preflight.onix.check import check_onix
from bookbuild.preflight.onix.message import LARGEST_BYTES
from tests.formats.onix.messages import message

FAULTS = {
    "a form that is on no list": ("<ProductForm>BC<", "<ProductForm>QQ<", "ON002"),
    "an element too many": ("<NotificationType>", "<Notification/><NotificationType>", "ON002"),
    "a date with hyphens": ("<Date>20261116<", "<Date>2026-11-16<", "ON015"),
    "a day that does not exist": ("<Date>20261116<", "<Date>20260231<", "ON015"),
    "a month where a day is meant": ("<Date>20261116<", "<Date>202611<", "ON015"),
    "an accessibility code of no list": (
        "<ProductFormFeatureValue>52<", "<ProductFormFeatureValue>999<", "ON003",
    ),
    "a hazard in the list of features": (
        "<ProductFormFeatureType>12</ProductFormFeatureType>\n        <ProductFormFeatureValue>00<",
        "<ProductFormFeatureType>12</ProductFormFeatureType>\n        <ProductFormFeatureValue>52<",
        "ON003",
    ),
    "an EPUB version that is none": (">101F<", ">101Z<", "ON003"),
    "an audience that is none": ("<AudienceCodeValue>01<", "<AudienceCodeValue>77<", "ON003"),
    "a kind of image that is none": ("<FeatureValue>D502<", "<FeatureValue>JPEG<", "ON003"),
    "a wrong check digit of an ISBN": (
        "<ProductIDType>15</ProductIDType>\n      <IDValue>9791099999900<",
        "<ProductIDType>15</ProductIDType>\n      <IDValue>9791099999901<",
        "ON004",
    ),
    "an ISBN with hyphens": (
        "<ProductIDType>15</ProductIDType>\n      <IDValue>9791099999900<",
        "<ProductIDType>15</ProductIDType>\n      <IDValue>979-10-999999-0-0<",
        "ON004",
    ),
    "a wrong check digit of a GLN": ("<IDValue>3012345678919<", "<IDValue>3012345678910<", "ON004"),
    "a wrong check digit of an ORCID": ("<IDValue>0000000218250097<", "<IDValue>0000000218250098<", "ON004"),
    "a wrong check digit of an ISSN": ("<IDValue>20493630<", "<IDValue>20493631<", "ON004"),
    "a record reference for two": (
        "<RecordReference>example.traille.9791099999917",
        "<RecordReference>example.traille.9791099999900",
        "ON002",
    ),
    "an ISBN for two": (
        "<ProductIDType>15</ProductIDType>\n      <IDValue>9791099999917<",
        "<ProductIDType>15</ProductIDType>\n      <IDValue>9791099999900<",
        "ON005",
    ),
    "net and tax that do not make the price": ("<TaxableAmount>17.06<", "<TaxableAmount>17.60<", "ON006"),
    "a rate that does not make the price": ("<TaxRatePercent>5.5<", "<TaxRatePercent>20<", "ON006"),
    "a reprint without a day": ("<ProductAvailability>21<", "<ProductAvailability>32<", "ON007"),
    "active before its day": ("<SentDateTime>20261116", "<SentDateTime>20261115", "ON008"),
    "forthcoming after its day": ("<PublishingStatus>04<", "<PublishingStatus>02<", "ON008"),
}  # fmt: skip


@pytest.mark.parametrize("version", OnixVersion)
@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, version: OnixVersion) -> None:
    right, wrong, rule = FAULTS[name]
    good = message("livre-blanc", version).decode()
    if name == "forthcoming after its day":
        good = good.replace("<SentDateTime>20261116", "<SentDateTime>20261117")
    assert right in good
    bad = good.replace(right, wrong, 1)
    found = check_onix(bad.encode(), "m.xml")
    assert {finding.rule for finding in found} == {rule}
    assert all(finding.at and finding.at.line for finding in found)


def test_a_planted_fault_is_at_its_line() -> None:
    bad = message("digital").replace(b"<PublishingStatus>04<", b"<PublishingStatus>4<")
    line = bad[: bad.index(b"<PublishingStatus>")].count(b"\n") + 1
    assert {finding.at.line for finding in check_onix(bad, "m.xml") if finding.at} == {line}


LOOK_ALIKES = {
    "a month that says so": ("<Date>20261116<", '<Date dateformat="01">202611<'),
    "a proprietary identifier without check digit": ("<ProductIDType>15<", "<ProductIDType>01<"),
    "a price in a tax that is not said": ("<TaxRatePercent>5.5</TaxRatePercent>", ""),
    "an availability with its day": (
        "<ProductAvailability>21</ProductAvailability>",
        "<ProductAvailability>32</ProductAvailability><SupplyDate><SupplyDateRole>08</SupplyDateRole>"
        "<Date>20270101</Date></SupplyDate>",
    ),
    "a feature whose value is text": (
        "<ProductFormFeatureType>15</ProductFormFeatureType>",
        "<ProductFormFeatureType>10</ProductFormFeatureType>",
    ),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_what_only_looks_like_a_fault_is_none(name: str) -> None:
    right, other = LOOK_ALIKES[name]
    good = message("livre-blanc").decode()
    assert right in good
    rules = {finding.rule for finding in check_onix(good.replace(right, other, 1).encode(), "m.xml")}
    assert not rules & {"ON003", "ON004", "ON006", "ON007", "ON015"}


def test_a_short_description_of_more_than_350_characters_is_a_warning_in_3_0_with_its_tags() -> None:
    long = "x" * 346
    description = {"short": long, "long": "Texte."}
    assert {f.rule for f in check_onix(message("digital", description=description), "m")} == {"ON009"}
    assert check_onix(message("digital", OnixVersion.V3_1, description=description), "m") == []


def test_short_tags_are_read_as_reference_tags() -> None:
    xml = b"""<?xml version="1.0"?>
<ONIXmessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/short">
<header><sender><x298>Quai</x298></sender><x307>20261116</x307></header>
<product><a001>quai.1</a001><a002>03</a002>
<productidentifier><b221>15</b221><b244>9791099999901</b244></productidentifier>
</product></ONIXmessage>"""
    assert [(f.rule, f.at and f.at.line) for f in check_onix(xml, "m.xml")] == [("ON004", 5)]


def test_a_message_without_namespace_is_checked_in_that_of_its_release() -> None:
    bare = message("digital").replace(b' xmlns="http://ns.editeur.org/onix/3.0/reference"', b"")
    assert check_onix(bare, "m.xml") == []


BAD_BYTES = {
    "nothing": b"",
    "no XML": b"<a",
    "another root": b"<html/>",
    "no release": b"<ONIXMessage/>",
    "a release to come": b'<ONIXMessage release="4.0"/>',
    "an encoding no one knows": b'<?xml version="1.0" encoding="klingon"?><ONIXMessage release="3.0"/>',
    "entities": b'<!DOCTYPE ONIXMessage [<!ENTITY a "b">]><ONIXMessage release="3.0">&a;</ONIXMessage>',
    "endless nesting": b'<ONIXMessage release="3.0">' + b"<Product>" * 5000,
    "too much": b" " * (LARGEST_BYTES + 1),
    "a zip": b"PK\x03\x04" + bytes(100),
}


@pytest.mark.parametrize("name", BAD_BYTES)
def test_what_is_no_onix_is_one_clear_finding(name: str) -> None:
    assert [finding.rule for finding in check_onix(BAD_BYTES[name], "m.xml")] == ["ON001"]


def test_an_entity_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE ONIXMessage [<!ENTITY l0 "ha">{lines}]><ONIXMessage release="3.0">&l11;</ONIXMessage>'
    assert [finding.rule for finding in check_onix(bomb.encode(), "m.xml")] == ["ON001"]


def test_files_of_the_network_and_the_disk_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("<!ELEMENT ONIXMessage ANY>")
    xml = f'<!DOCTYPE ONIXMessage SYSTEM "{secret.as_uri()}"><ONIXMessage release="3.0"/>'
    assert {finding.rule for finding in check_onix(xml.encode(), "m.xml")} == {"ON002"}


def test_a_thousand_faults_are_two_hundred_findings() -> None:
    xml = message("digital").decode().replace("<Header>", "<Header>" + "<Wrong/>\n" * 1000)
    assert len(check_onix(xml.encode(), "m.xml")) <= 200
