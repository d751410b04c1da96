"""The web page of an offprint and of a whole book: one file, of which every part is looked at."""

import base64
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from PIL import Image

from bookbuild.design.css import stylesheet
from bookbuild.formats.html.sheet import page_sheet, readable
from bookbuild.formats.print.artwork import contrast
from bookbuild.preflight.html import check_html
from tests.book_folder import BookFolder
from tests.offprint_book import offprint_book

STEM = "le-dernier-kilometre"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    made = offprint_book(tmp_path_factory.mktemp("pages"))
    made.change("book.yaml", "offprint: each}", "offprint: each}\n  - {id: tout, format: html}")
    assert made.run("build", "html").exit_code == 0
    return made


@pytest.fixture(scope="module")
def offprint(book: BookFolder) -> html.HtmlElement:
    return html.document_fromstring(book.dist[f"{STEM}-page-carte.html"].decode())


@pytest.fixture(scope="module")
def whole(book: BookFolder) -> html.HtmlElement:
    return html.document_fromstring(book.dist[f"{STEM}-tout.html"].decode())


def contents(page: html.HtmlElement, name: str, key: str = "name") -> list[str]:
    return [str(found) for found in page.xpath(f"//meta[@{key}='{name}']/@content")]


def linked_data(page: html.HtmlElement) -> dict[str, Any]:
    (script,) = page.xpath("//script")
    assert script.get("type") == "application/ld+json"
    found: dict[str, object] = json.loads(script.text)
    return found


def test_every_page_is_xml_too_and_our_own_checks_find_nothing(book: BookFolder) -> None:
    for name, data in book.dist.items():
        if name.startswith(STEM) and name.endswith(".html"):
            assert etree.fromstring(data).tag == "{http://www.w3.org/1999/xhtml}html"
            assert check_html(book.root / "dist" / name) == []


def test_the_head_describes_the_text(offprint: html.HtmlElement) -> None:
    assert offprint.get("lang") == "fr"
    assert offprint.findtext(".//title") == "La carte dit vert – Le Dernier Kilomètre"
    assert contents(offprint, "description") == ["Sur les cartes, six communes sont vertes."]
    assert (
        contents(offprint, "author")
        == contents(offprint, "citation_author")
        == ["Linh Tran", "Nadège Kerbrat"]
    )
    assert contents(offprint, "citation_doi") == ["10.1234/carte"]
    assert contents(offprint, "citation_firstpage")[0].isdigit()
    assert contents(offprint, "og:type", "property") == ["article"]
    assert contents(offprint, "twitter:card") == ["summary"]
    assert offprint.xpath("//link[@rel='license']/@href") == [
        "https://creativecommons.org/licenses/by-sa/4.0/"
    ]


def test_a_text_with_an_address_says_it_everywhere_alike(book: BookFolder) -> None:
    page = html.document_fromstring(book.dist[f"{STEM}-page-tournee.html"].decode())
    address = "https://traille.example/tournee"
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    assert contents(page, "og:url", "property") == [address] and linked_data(page)["url"] == address
    assert contents(page, "keywords") == ["bus"]


def test_schema_org_knows_a_chapter_of_a_book(offprint: html.HtmlElement) -> None:
    data = linked_data(offprint)
    assert data["@type"] == "Chapter" and data["name"] == "La carte dit vert"
    assert [person["name"] for person in data["author"]] == ["Linh Tran", "Nadège Kerbrat"]
    whole = data["isPartOf"]
    assert (whole["@type"], whole["name"]) == ("Book", "Le Dernier Kilomètre")
    assert whole["url"] == "https://traille.example/livre" and "isbn" not in whole
    assert data["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_schema_org_knows_who_edited_a_book(whole: html.HtmlElement) -> None:
    data = linked_data(whole)
    assert data["@type"] == "Book" and [person["name"] for person in data["editor"]] == ["Salomé Vasseur"]
    assert "author" not in data


def test_landmarks_stand_in_their_order(offprint: html.HtmlElement) -> None:
    assert [child.tag for child in offprint.body] == ["a", "header", "main", "aside", "footer"]
    assert offprint.body[0].get("href") == f"#{offprint.find('.//main').get('id')}"
    assert len(offprint.xpath("//h1")) == 1 and offprint.findtext(".//main//h1") == "La carte dit vert"


def test_contents_lead_to_the_sections_of_a_text(offprint: html.HtmlElement) -> None:
    assert offprint.xpath("//nav//a/@href") == ["#une", "#deux", "#trois"]


def test_a_short_text_has_no_contents(book: BookFolder) -> None:
    assert b"<nav" not in book.dist[f"{STEM}-page-radio.html"]


def test_notes_and_their_calls_lead_to_each_other(offprint: html.HtmlElement) -> None:
    (call,) = offprint.xpath("//a[@role='doc-noteref']")
    note = offprint.get_element_by_id(call.get("href")[1:])
    (back,) = note.xpath(".//a[@role='doc-backlink']")
    assert back.get("href") == f"#{call.get('id')}" and "La note." in note.text_content()


def test_pictures_are_in_the_page_with_their_measures(offprint: html.HtmlElement) -> None:
    for image in offprint.iter("img"):
        assert image.get("src").startswith("data:image/svg+xml;base64,") and image.get("alt")
        assert (image.get("width"), image.get("height")) == ("40", "30")


def test_a_large_photograph_is_made_as_small_as_a_screen_needs(tmp_path: Path) -> None:
    made = offprint_book(tmp_path)
    out = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(out, "JPEG", quality=95)
    made.write("images/photo.jpg", out.getvalue())
    made.change("body/radio.md", "On écoute", '![](../images/photo.jpg){alt="Une radio."}\n\nOn écoute')
    assert made.run("build", "--draft", "page-radio").exit_code == 0
    (path,) = (made.root / "build" / "page-radio").glob("*.html")
    data = re.search(
        rb'src="data:image/jpeg;base64,([^"]*)"[^>]*width="(\d+)" height="(\d+)"', path.read_bytes()
    )
    assert data and (data[2], data[3]) == (b"1600", b"1066")
    with Image.open(io.BytesIO(base64.b64decode(data[1]))) as picture:
        assert picture.size == (1600, 1066)


def test_nothing_is_fetched_and_the_policy_names_the_sheet(offprint: html.HtmlElement) -> None:
    (policy,) = offprint.xpath("//meta[@http-equiv]/@content")
    digest = base64.b64encode(hashlib.sha256(offprint.findtext(".//style").encode()).digest()).decode()
    assert policy.startswith("default-src 'none'") and f"'sha256-{digest}'" in policy
    assert offprint.xpath("//@style") == [] and ".width-1 { width: 60.0%; }" in offprint.findtext(".//style")


def test_citation_rights_and_other_texts_follow_the_text(offprint: html.HtmlElement) -> None:
    about = offprint.find(".//body/aside").text_content().replace("\u00a0", " ")
    assert "Pour citer ce texte : Linh Tran et Nadège Kerbrat, « La carte dit vert »" in about
    assert "Une radio, Linh Tran" in about
    assert "© 2026 Éditions de la Traille" in offprint.find(".//body/footer").text_content()


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches(offprint: html.HtmlElement) -> None:
    (box,) = offprint.xpath("//div[table]")
    assert box.get("tabindex") == "0" and box.get("aria-label", "").endswith("Les débits.")


def test_in_a_whole_book_headings_and_ids_are_those_of_one_document(whole: html.HtmlElement) -> None:
    assert [heading.text_content() for heading in whole.iter("h1")] == ["Le Dernier Kilomètre"]
    assert [heading.text_content() for heading in whole.xpath("//article//h2")][:3] == [
        *("La tournée", "La carte dit vert", "Une radio"),
    ]
    assert whole.xpath("//article[@id='carte']//h3/@id")[0] == "carte.une"
    assert whole.xpath("//a[.='la tournée']/@href") == ["#tournee"]
    assert whole.xpath("//nav//a[.='Une']/@href") == ["#carte.une"]
    assert whole.xpath("//section[@role='doc-index']//a/@href")


def test_the_sheet_has_nothing_that_xml_and_html_read_differently() -> None:
    design = {"face-text": "A & <B>"}
    page = etree.fromstring(
        '<p xmlns="http://www.w3.org/1999/xhtml"><i style="width:50%"/><i style="color:red"/></p>'
    )
    sheet = page_sheet(design, page)
    assert "&" not in sheet and "<" not in sheet and r"A \26  \3c B>" in sheet
    assert [child.attrib for child in page] == [{"class": "width-1"}, {}]


def test_every_colour_of_a_book_is_read_in_light_and_dark() -> None:
    for ink in ("#8c2f1b", "#ffee00", "#112233", "#000000", "#ffffff"):
        for ground in ("#fbf7ef", "#212328"):
            assert contrast(readable(ink, ground, 4.5), ground) >= 4.5


def test_a_book_changes_a_token_of_the_page() -> None:
    assert b'"Alegreya"' in stylesheet("html", {"face-text": "Alegreya"})
