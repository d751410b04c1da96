"""The ONIX messages of a build: which there are, and that they know the files they are about."""

from pathlib import Path

import pytest
from lxml import etree

from bookbuild.errors import Exit
from tests.book_folder import BookFolder

NS = {"o": "http://ns.editeur.org/onix/3.0/reference"}
NEWER = {"o": "http://ns.editeur.org/onix/3.1/reference"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    """Built by `bookbuild build onix`, in both versions."""
    book = BookFolder.small(tmp_path_factory.mktemp("messages"))
    book.change("book.yaml", "language: fr", 'language: fr\nonix: {version: ["3.0", 3.1]}')
    book.change("book.yaml", "- body/un.md", "- {file: body/un.md, by: ada}")
    book.change("body/un.md", "# Un\n", "# Un\n\n::: abstract\nEn *bref*.\n\nPuis encore.\n:::\n")
    assert book.run("build", "onix").exit_code == Exit.OK
    return book


def test_there_is_one_message_about_all_editions_and_one_about_each_in_each_version(book: BookFolder) -> None:
    stems = ("9791099999900", "9791099999917", "un-livre-d-essai-kindle", "un-livre-d-essai")
    names = {f"{stem}_onix{version}.xml" for stem in stems for version in ("", "-3.1")}
    assert book.dist.keys() == names | {"SHA256SUMS", "report.html", "report.json"}


def test_each_message_is_about_its_editions(book: BookFolder) -> None:
    records = {}
    for name, xml in book.dist.items():
        if name.endswith(".xml"):
            root = etree.fromstring(xml)
            namespaces = NEWER if root.get("release") == "3.1" else NS
            records[name] = [
                r.text.rpartition(".")[2] for r in root.iterfind("o:Product/o:RecordReference", namespaces)
            ]
    everything = ["9791099999900", "9791099999917", "kindle"]
    assert records["un-livre-d-essai_onix.xml"] == records["un-livre-d-essai_onix-3.1.xml"] == everything
    assert records["9791099999917_onix.xml"] == records["9791099999917_onix-3.1.xml"] == ["9791099999917"]
    assert records["un-livre-d-essai-kindle_onix.xml"] == ["kindle"]


def test_onix_alone_knows_the_ebooks_that_were_made_for_it(book: BookFolder) -> None:
    root = etree.fromstring(book.dist["9791099999917_onix.xml"])
    features = root.xpath("//o:ProductFormFeature[o:ProductFormFeatureType='09']", namespaces=NS)
    assert len(features) > 4
    size = root.xpath("//o:Extent[o:ExtentType='22']/o:ExtentValue/text()", namespaces=NS)
    assert size and float(size[0]) > 0


@pytest.mark.parametrize("name", ["9791099999900_onix.xml", "9791099999917_onix.xml"])
def test_a_contribution_has_the_pages_that_it_has_in_print(name: str, book: BookFolder) -> None:
    root = etree.fromstring(book.dist[name])
    runs = root.xpath("//o:ContentItem//o:PageRun/*/text()", namespaces=NS)
    assert runs == ["5", "5"]


def test_the_abstract_of_a_text_is_what_its_item_says(book: BookFolder) -> None:
    root = etree.fromstring(book.dist["9791099999900_onix.xml"])
    item = root.find(".//o:ContentItem", NS)
    assert item is not None
    texts = [node.text for node in item.iterfind("o:TextContent/o:Text/o:p", NS)]
    assert texts == ["En bref.", "Puis encore."]


def test_a_message_for_each_version_is_made_again_with_the_same_bytes(book: BookFolder) -> None:
    before = book.dist
    assert book.run("build", "onix").exit_code == Exit.OK
    assert book.dist == before


def test_the_recipient_who_lists_by_isbn_gets_no_edition_without(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    rules = ", ".join(f"{rule}: info" for rule in ("ON010", "ON011"))
    book.change(
        "book.yaml", "language: fr", f"language: fr\nonix: {{profile: dilicom}}\nfindings: {{{rules}}}"
    )
    places = book.findings("build", "onix")
    assert [(file, line) for rule, file, line in places if rule == "ON013"] == [("book.yaml", 20)]
    assert not [name for name in book.dist if "kindle" in name]
    assert b"kindle" not in book.dist["un-livre-d-essai_onix.xml"]
