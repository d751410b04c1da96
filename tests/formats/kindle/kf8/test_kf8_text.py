"""The text of an AZW3: how pages are cut and put together, and where links lead."""

import re
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.formats.kindle.kf8.write import write_azw3
from tests.formats.kindle.kf8.epubs import make_epub, page
from tests.formats.kindle.kf8.reader import Azw3File

LARGEST = 8192


def written(folder: Path, pages: dict[str, str], rules: tuple[str, ...] = (), **more: object) -> Azw3File:
    """The AZW3 of an EPUB of these pages; its findings are of these rules."""
    epub = make_epub(folder / "b.epub", pages, **more)  # type: ignore[arg-type]  # passed on as they are
    result = write_azw3(epub, folder / "b.azw3")
    assert tuple(sorted({finding.rule for finding in result.findings})) == rules
    return Azw3File(folder / "b.azw3")


def text_of(page: bytes) -> str:
    """All characters of a page's body."""
    root = etree.fromstring(page)
    body = root.find("{http://www.w3.org/1999/xhtml}body")
    return "".join(body.itertext())


def fragments_of(book: Azw3File) -> list[bytes]:
    entries, _ = book.index(248)
    text = book.assembled
    return [text[int(one.name) : int(one.name) + one.tags[6][1]] for one in entries]


def links_of(book: Azw3File) -> list[bytes]:
    """What stands where each internal link leads, in order."""
    links = re.findall(rb'<a\b[^<>]* href="(kindle:pos:[^"]*)"', book.assembled)
    return [book.at(link.decode()) for link in links]


def test_pages_are_whole_and_in_order(tmp_path: Path) -> None:
    book = written(tmp_path, {"a.xhtml": "<h1>Un</h1><p>Été €.</p>", "b.xhtml": "<h1>Deux</h1>\n<p>𝔘</p>"})
    assert [text_of(one) for one in book.pages] == ["UnÉté €.", "Deux\n𝔘"]
    assert all(one.startswith(b'<?xml version="1.0" encoding="UTF-8"?>') for one in book.pages)


def test_the_namespace_of_html_stays_and_all_others_go(tmp_path: Path) -> None:
    book = written(
        tmp_path, {"a.xhtml": '<section epub:type="chapter" role="doc-chapter"><p>A</p></section>'}
    )
    assert b'<html xmlns="http://www.w3.org/1999/xhtml">' in book.pages[0]
    assert not re.search(rb"epub|role=|xmlns:", book.pages[0])


def test_each_page_says_its_language(tmp_path: Path) -> None:
    english = page("<p>A</p>", attributes='xml:lang="en-GB"')
    unsaid = page("<p>B</p>", attributes="")
    book = written(tmp_path, {"a.xhtml": english, "b.xhtml": unsaid})
    assert b'<body lang="en-GB"' in book.pages[0]
    assert b'<body lang="fr"' in book.pages[1]


def test_small_elements_are_fragments_together_and_none_is_over_eight_kilobytes(tmp_path: Path) -> None:
    body = "<section>" + "".join(f"<p>{'mot ' * 300}{n}</p>" for n in range(40)) + "</section>"
    book = written(tmp_path, {"a.xhtml": body})
    lengths = [len(fragment) for fragment in fragments_of(book)]
    assert len(lengths) == 7 and max(lengths) <= LARGEST
    assert text_of(book.pages[0]) == "".join(f"{'mot ' * 300}{n}" for n in range(40))


@pytest.mark.parametrize(
    "paragraph",
    ["mot " * 15_000, "é" * 30_000, "漢" * 20_000, "&amp;" * 12_000, "mot <i>en italique</i> &lt; " * 3_000],
    ids=["words", "one-word", "ideographs", "entities", "mixed"],
)
def test_a_huge_paragraph_is_split_between_words_or_characters(tmp_path: Path, paragraph: str) -> None:
    book = written(tmp_path, {"a.xhtml": f"<p>{paragraph}</p>"})
    fragments = fragments_of(book)
    assert len(fragments) > 6
    assert max(map(len, fragments)) <= LARGEST
    for fragment in fragments:
        assert fragment.decode()
        assert not re.search(rb"&[a-z]*$|^[a-z]*;", fragment)
    assert text_of(book.pages[0]) == "".join(etree.fromstring(f"<p>{paragraph}</p>").itertext())


def test_a_large_table_is_split_and_only_what_is_split_has_an_aid(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>case {r}-{c}</td>' for c in range(10))}</tr>" for r in range(200))
    book = written(tmp_path, {"a.xhtml": f"<table><tbody>{rows}</tbody></table>"})
    assert max(map(len, fragments_of(book))) <= LARGEST
    names = re.findall(rb'<(\w+)[^<>]* aid="', book.pages[0])
    assert names == [b"body", b"table", b"tbody"]
    assert text_of(book.pages[0]).count("case") == 2000


def test_a_small_table_has_no_aid_inside(tmp_path: Path) -> None:
    book = written(
        tmp_path, {"a.xhtml": "<table><tr><td><p id='x'>A</p></td></tr></table><p><a href='#x'>x</a></p>"}
    )
    assert re.findall(rb'<(\w+)[^<>]* aid="', book.pages[0]) == [b"body", b"table", b"p", b"a"]
    assert links_of(book)[0].startswith(b'<p id="x">A</p>')


@pytest.mark.parametrize("body", ["", " \n ", "<p></p>", "<hr/>"])
def test_an_empty_page_still_has_a_fragment(tmp_path: Path, body: str) -> None:
    book = written(tmp_path, {"a.xhtml": body, "b.xhtml": "<p>B</p>"})
    assert [entry.tags[3][0] for entry in book.index(248)[0]] == [0, 1]
    assert text_of(book.pages[1]) == "B"


def test_an_empty_element_is_written_with_its_end_unless_html_has_none(tmp_path: Path) -> None:
    book = written(tmp_path, {"a.xhtml": '<p><a id="x"/>A<br/>B<span class="y"/></p>'})
    assert re.search(
        rb'<a id="x" aid="\w+"></a>A<br aid="\w+"/>B<span class="y" aid="\w+"></span>', book.pages[0]
    )


def test_links_lead_to_the_element_with_the_id(tmp_path: Path) -> None:
    filler = "".join(f"<p>{'mot ' * 400}</p>" for _ in range(30))
    pages = {
        "a.xhtml": '<p><a href="b.xhtml#z">z</a> <a href="b.xhtml">b</a> <a href="#y">y</a></p>' + filler + '<p id="y">Y</p>',
        "b.xhtml": f'<section id="s"><h1>B</h1>{filler}<p>{"mot " * 9000}<i id="z">Z</i></p></section><p><a href="#s">s</a></p>',
    }  # fmt: skip
    z, b, y, s = links_of(written(tmp_path, pages))
    assert z.startswith(b'<i id="z"')
    assert y.startswith(b'<p id="y"')
    assert b.startswith(b"<h1") and s.startswith(b"<h1")  # what is in a skeleton is found at its first text


def test_ids_with_strange_characters_and_names_of_old_are_targets(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<p><a href="#a%26b%C3%A9">1</a><a href="#old">2</a></p><p id="a&amp;bé">X</p><p><a name="old">Y</a></p>'
    }
    first, second = links_of(written(tmp_path, pages))
    assert first.startswith(b"<p id=") and second.startswith(b"<a name=")


def test_a_dead_link_is_a_finding_and_leads_to_the_begin_of_its_page_or_nowhere(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<p><a href="b.xhtml#no">1</a><a class="c" href="no.xhtml">2</a></p>',
        "b.xhtml": "<p>B</p>",
    }
    book = written(tmp_path, pages, ("KI106",))
    assert [target[:2] for target in links_of(book)] == [b"<p"]
    assert re.search(rb'<a class="c"\s+aid="\w+">2</a>', book.pages[0])
    assert book.pages[0].count(b"href=") == 1


def test_links_to_the_web_stay_and_links_to_files_and_scripts_go(tmp_path: Path) -> None:
    links = (
        "https://example.org/a?b=1&amp;c",
        "mailto:a@b.example",
        "file:///etc/passwd",
        "javascript:x",
        "kindle:pos:fid:0000:off:L000000000",
    )
    body = "".join(f'<a href="{link}">x</a>' for link in links)
    book = written(tmp_path, {"a.xhtml": f"<p>{body}</p>"}, ("KI104",))
    assert re.findall(rb'href="([^"]*)"', book.pages[0]) == [link.encode() for link in links[:2]]


def test_text_that_looks_like_our_placeholder_is_left_alone(tmp_path: Path) -> None:
    text = 'href="kindle:pos:fid:0000:off:L000000000"'
    book = written(tmp_path, {"a.xhtml": f"<p><a href='#x'>1</a>{text}</p><p id='x'>X</p>"})
    assert text in text_of(book.pages[0])
    assert len(links_of(book)) == 1


def test_scripts_frames_and_hidden_navigation_are_left_out_and_the_text_after_them_stays(
    tmp_path: Path,
) -> None:
    body = '<p>A<script>1</script>B</p><nav hidden="hidden"><ol><li>no</li></ol></nav>C<object data="x"><p>D</p></object>E<p onclick="x()">F</p>'
    book = written(tmp_path, {"a.xhtml": body})
    assert text_of(book.pages[0]) == "ABCDEF"
    assert b"onclick" not in book.pages[0]


def test_formulas_are_written_in_a_row_and_a_finding_says_so(tmp_path: Path) -> None:
    math = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi>'
        "<msup><mi>c</mi><mn>2</mn></msup><mo>+</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><msub><mi>b</mi><mn>1</mn></msub></mfrac>"
        '<msqrt><mi>x</mi></msqrt></mrow><annotation encoding="application/x-tex">no</annotation></semantics></math>'
    )
    book = written(tmp_path, {"a.xhtml": f"<p>Soit {math} donc.</p>"}, ("KI108",))
    assert text_of(book.pages[0]) == "Soit E = mc2 + (a + 1)/b1√(x) donc."
    assert b"<sup" in book.pages[0] and b'id="m"' in book.pages[0] and b"math>" not in book.pages[0]


def test_named_characters_of_html_are_read(tmp_path: Path) -> None:
    book = written(tmp_path, {"a.xhtml": "<p>a&nbsp;b&eacute;&amp;&lt;&#8211;</p>"})
    assert text_of(book.pages[0]) == "a\u00a0bé&<–"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_pages_in_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = page("<p>Été</p>").replace("utf-8", encoding.removesuffix("-sig"))
    epub = make_epub(
        tmp_path / "b.epub", {"a.xhtml": "<p>x</p>"}, archive_files={"EPUB/c.xhtml": text.encode(encoding)}
    )
    again = tmp_path / "c.epub"
    _rename(epub, again, "EPUB/c.xhtml", "EPUB/a.xhtml")
    assert write_azw3(again, tmp_path / "c.azw3").findings == ()
    assert text_of(Azw3File(tmp_path / "c.azw3").pages[0]) == "Été"


def _rename(epub: Path, to: Path, old: str, new: str) -> None:
    """A copy of the EPUB in which `old` stands in the place of `new`."""
    import zipfile

    with zipfile.ZipFile(epub) as source, zipfile.ZipFile(to, "w") as target:
        for name in source.namelist():
            if name != new:
                target.writestr(new if name == old else name, source.read(name))


def test_the_same_epub_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, {"a.xhtml": "<p>A</p>"}).data
    assert written(tmp_path, {"a.xhtml": "<p>A</p>"}).data == first
    assert first[36:40] == (1794787200).to_bytes(4)  # the EPUB's own date, 2026-11-16T00:00:00Z


def test_a_thousand_levels_of_nesting_are_an_error_without_traceback(tmp_path: Path) -> None:
    epub = make_epub(tmp_path / "b.epub", {"a.xhtml": "<div>" * 1000 + "A" + "</div>" * 1000})
    assert [finding.rule for finding in write_azw3(epub, tmp_path / "b.azw3").findings] == ["KI100"]


def test_two_hundred_levels_of_nesting_are_read(tmp_path: Path) -> None:
    text = "mot " * 5000
    book = written(tmp_path, {"a.xhtml": "<div>" * 200 + text + "</div>" * 200})
    assert text_of(book.pages[0]) == text
