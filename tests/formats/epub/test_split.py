"""Chapters too long for old readers: cut into files, and nothing else changes."""

import posixpath
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.errors import Exit
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.split import LONGEST, split_long_pages, whole_page
from tests.book_folder import BookFolder
from tests.formats.epub.test_page_list import prose

X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
SECTIONS = 30


def chapter() -> str:
    """Some 700 KB: sections with a note each, a list that is longer than a page, a link into each section."""
    parts = ["# Le canal\n"]
    for number in range(SECTIONS):
        parts += [f"## Le bief {number} {{#bief-{number}}}", f"{prose(number, 500)} appel[^{number}]."]
        parts += [prose(1000 + 10 * number + other, 200) for other in range(4)]
        parts.append(
            f"[^{number}]: La note du bief {number}, voir [plus loin](#bief-{(number + 7) % SECTIONS})."
        )
    parts += [f"{number}. {prose(5000 + number, 60)}" for number in range(1, 700)]
    return "\n\n".join(parts) + "\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = BookFolder.small(tmp_path_factory.mktemp("canal") / "livre").write("body/un.md", chapter())
    links = " ".join(f"[{number}](un.md#bief-{number})" for number in range(SECTIONS))
    book.change("book.yaml", "title:", "design: {feet: ragged}\ntitle:")  # its pages are only counted
    return book.write("body/deux.md", f"# Deux\n\nVoir {links}.\n")


@pytest.fixture(scope="module")
def epub(book: BookFolder) -> dict[str, bytes]:
    result = book.run("build", "epub")
    assert result.exit_code == Exit.OK, (
        result.output
    )  # EPUBCheck read it: a broken link is an error (RSC-012)
    return unpacked(book.root)


def unpacked(root: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(next((root / "dist").glob("*.epub"))) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def parts(epub: dict[str, bytes]) -> dict[str, etree._Element]:
    """The files of the long chapter in reading order."""
    package = etree.fromstring(epub["content.opf"])
    hrefs = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    order = [hrefs[ref.get("idref")] for ref in package.iter("{*}itemref")]
    return {href: etree.fromstring(epub[href]) for href in order if whole_page(href) == "text/un.xhtml"}


def words(*elements: etree._Element) -> list[str]:
    return re.findall(r"\w+", " ".join(text for element in elements for text in element.itertext()))


def test_no_file_is_longer_than_an_old_reader_takes(epub: dict[str, bytes]) -> None:
    sizes = [len(epub[href]) for href in parts(epub)]
    assert len(sizes) > 2
    assert max(sizes) <= LONGEST
    assert list(parts(epub))[:3] == ["text/un.xhtml", "text/un.2.xhtml", "text/un.3.xhtml"]


def test_the_words_are_those_of_the_manuscript_in_their_order(epub: dict[str, bytes]) -> None:
    bodies = [page.find(f"{X}body") for page in parts(epub).values()]
    for notes in [one for body in bodies for one in body.iter(f"{X}section") if one.get("class") == "notes"]:
        notes.getparent().remove(notes)
    for call in [one for body in bodies for one in body.iter(f"{X}a") if one.get("role") == "doc-noteref"]:
        call[:] = []
    typed = re.sub(r"\[\^\d+\]:[^\n]*|\[\^\d+\]|\{#[^}]*\}|(?m:^\d+\.)", " ", chapter())
    said = [word for body in bodies for word in words(body)]
    assert [word for word in said if word != "appel"] == [
        word for word in re.findall(r"\w+", typed) if word != "appel"
    ]


def test_each_note_is_in_the_file_of_its_call_and_links_back(epub: dict[str, bytes]) -> None:
    seen = 0
    for page in parts(epub).values():
        ids = frozenset(page.xpath("//@id"))
        for link in page.iter(f"{X}a"):
            if link.get("role") in {"doc-noteref", "doc-backlink"}:
                assert link.get("href").startswith("#")
                assert link.get("href")[1:] in ids
                seen += 1
    assert seen == 2 * SECTIONS


def test_every_link_reaches_the_heading_it_names(epub: dict[str, bytes]) -> None:
    trees = {href: etree.fromstring(data) for href, data in epub.items() if href.endswith((".xhtml", ".ncx"))}
    reached: dict[str, int] = {}
    for href, tree in trees.items():
        for link in (str(value) for value in tree.xpath("//@href | //@src")):
            path, _, id = link.partition("#")
            if id.startswith("bief-"):
                to = posixpath.normpath(posixpath.join(posixpath.dirname(href), path)) if path else href
                (heading,) = trees[to].xpath("//*[@id=$id]", id=id)
                assert "".join(heading.itertext()).strip().endswith(id.removeprefix("bief-")), (href, link)
                reached[href] = reached.get(href, 0) + 1
    assert reached["nav.xhtml"] == reached["toc.ncx"] == reached["text/deux.xhtml"] == SECTIONS
    assert sum(reached.values()) == 4 * SECTIONS  # and the note of each section


def test_files_begin_with_a_heading_where_they_can(epub: dict[str, bytes]) -> None:
    first = [page.find(f"{X}body/{X}section")[0].tag.removeprefix(X) for page in parts(epub).values()]
    assert set(first[1:]) == {"h2", "ol"}  # the last part is one long list


def test_a_chapter_is_a_chapter_once(epub: dict[str, bytes]) -> None:
    sections = [page.find(f"{X}body/{X}section") for page in parts(epub).values()]
    assert [section.get(TYPE) for section in sections] == ["chapter", *[None] * (len(sections) - 1)]
    assert [section.get("role") for section in sections] == ["doc-chapter", *[None] * (len(sections) - 1)]
    assert [section.get("aria-labelledby") is None for section in sections] == [
        False,
        *[True] * (len(sections) - 1),
    ]


def test_a_numbered_list_counts_on(epub: dict[str, bytes]) -> None:
    lists = [one for page in parts(epub).values() for one in page.iter(f"{X}ol")]
    begins = [int(one.get("start", "1")) for one in lists]
    assert len(lists) == 2
    assert begins == [1, 1 + len(lists[0])]


def test_printed_pages_are_listed_where_they_now_begin(epub: dict[str, bytes]) -> None:
    nav = etree.fromstring(epub["nav.xhtml"])
    listed = [
        a.get("href")
        for one in nav.iter(f"{X}nav")
        if one.get(TYPE) == "page-list"
        for a in one.iter(f"{X}a")
    ]
    places = {
        f"{href}#{mark.get('id')}"
        for href, page in parts(epub).items()
        for mark in page.iter()
        if mark.get("role") == "doc-pagebreak"
    }
    assert len(places) > 100
    assert places <= set(listed)


def test_twice_built_it_is_the_same(book: BookFolder, epub: dict[str, bytes]) -> None:
    assert book.run("build", "epub").exit_code == Exit.OK
    assert unpacked(book.root) == epub


def test_a_file_is_known_by_the_page_it_is_a_part_of() -> None:
    assert whole_page("EPUB/text/un.3.xhtml") == "EPUB/text/un.xhtml"
    assert whole_page("EPUB/text/un-3.xhtml") == "EPUB/text/un-3.xhtml"


def page(content: str, id: str = "p-x", href: str = "text/x.xhtml") -> Item:
    data = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>X</title>'
        f'</head><body><section class="piece-chapter">{content}</section></body></html>'
    )
    return Item(id, href, XHTML_TYPE, data.encode())


def bodies(items: list[Item]) -> list[list[str]]:
    """Of each page: the names or texts of what the section holds."""
    return [
        [(child.text or child.tag.partition("}")[2]) for child in etree.fromstring(item.data)[1][0]]
        for item in items
    ]


def test_a_book_of_short_pages_is_not_touched() -> None:
    items = [page("<p>un</p>")]
    assert split_long_pages(items, ["p-x"]).items[0] is items[0]


def test_what_cannot_be_cut_stays_whole() -> None:
    items = [page(f"<table><tr><td>{'a' * 4000}</td></tr></table>")]
    assert split_long_pages(items, ["p-x"], 1000).items == items


@pytest.mark.parametrize(
    "before",
    ["<h2>titre</h2>", '<span role="doc-pagebreak" id="page-2"></span>', "<header><h1>titre</h1></header>"],
)
def test_nothing_is_cut_off_from_what_follows_it(before: str) -> None:
    filler = "".join(f"<p>{'a' * 200}</p>" for _ in range(2))
    for lead in range(8):  # so that the limit falls everywhere
        start = "".join(f"<p>{'b' * 60}</p>" for _ in range(lead))
        cut = split_long_pages([page(start + filler + before + filler)], ["p-x"], 900).items
        assert len(cut) > 1
        for item in cut:
            last = etree.fromstring(item.data)[1][0][-1]
            assert last.tag == f"{X}p", item.data


def test_a_definition_stays_with_its_term() -> None:
    entries = "".join(f"<dt>terme {n}</dt><dd>{'d' * 100}</dd>" for n in range(30))
    cut = split_long_pages([page(f'<dl id="g">{entries}</dl>')], ["p-x"], 1000).items
    for item in cut:
        lines = [child.tag for child in etree.fromstring(item.data)[1][0][0]]
        assert lines == [f"{X}dt", f"{X}dd"] * (len(lines) // 2)
    assert len(cut) > 3
    assert [b'id="g"' in item.data for item in cut] == [True] + [False] * (len(cut) - 1)


def test_a_note_called_in_two_files_is_with_its_first_call() -> None:
    content = (
        '<p><a href="#fn1" id="fnref1">1</a></p>'
        + f"<p>{'a' * 500}</p>" * 4
        + '<p><a href="#fn1" id="fnref1-2">1</a></p>'
        + '<section class="notes"><aside id="fn1"><p><a href="#fnref1">1</a><a href="#fnref1-2">1</a></p></aside></section>'
    )
    cut = split_long_pages([page(content)], ["p-x"], 1500).items
    assert [b"<aside" in item.data for item in cut] == [True, *[False] * (len(cut) - 1)]
    assert f'href="x.{len(cut)}.xhtml#fnref1-2"'.encode() in cut[0].data
    assert b'href="x.xhtml#fn1"' in cut[-1].data


def test_a_reference_to_what_is_now_elsewhere_goes() -> None:
    block = "".join(f"<p>{'a' * 300}</p>" for _ in range(6))
    content = f'<section aria-labelledby="t"><h2 id="t">titre</h2>{block}</section>'
    cut = split_long_pages([page(content)], ["p-x"], 900).items
    assert [b"aria-labelledby" in item.data for item in cut] == [True, *[False] * (len(cut) - 1)]


def test_the_head_of_the_notes_stands_before_those_of_each_file() -> None:
    numbers = range(1, 9)
    texts = "".join(f'<p>{"a" * 300}<a href="#fn{n}">{n}</a></p>' for n in numbers)
    notes = "".join(f'<aside id="fn{n}"><p>Note.</p></aside>' for n in numbers)
    whole = page(f'{texts}<section class="notes"><h2>Notes</h2>{notes}</section>')
    cut = split_long_pages([whole], ["p-x"], 1500).items
    assert len(cut) > 1
    for item in cut:
        kinds = [child.tag for child in etree.fromstring(item.data)[1][0][-1]]
        assert kinds == [f"{X}h2", *[f"{X}aside"] * (len(kinds) - 1)]
