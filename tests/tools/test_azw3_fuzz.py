"""Any book: text, nesting, links and notes by hypothesis, to AZW3, and read again by KindleUnpack.

50 books in `make test`; 500 in `make night` (BOOKBUILD_NIGHT=1).
"""

import os
import tempfile
from html import escape
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.formats.kindle.kf8.write import write_azw3
from bookbuild.preflight.azw3 import check_azw3
from tests.formats.kindle.kf8.epubs import make_epub
from tests.tools.azw3_readers import Opened, by_kindleunpack

BOOKS = 500 if os.environ.get("BOOKBUILD_NIGHT") == "1" else 50
_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff")
_words = st.text(_CHARACTERS, min_size=1, max_size=40).map(escape)
_long = st.tuples(_words, st.integers(1, 300)).map(lambda pair: f"{pair[0]} " * pair[1])
_text = st.one_of(_words, _words, _long)
_target = st.tuples(st.integers(0, 3), st.integers(0, 9))
_link = st.tuples(_target, _words).map(lambda p: f'<a href="p{p[0][0]}.xhtml#x{p[0][1]}">{p[1]}</a>')
_inline = st.recursive(
    st.one_of(_text, _link, st.just("<br/>"), st.just("<span/>")),
    lambda inner: st.tuples(st.sampled_from(["i", "b", "span", "sup"]), inner).map(
        lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"
    ),
    max_leaves=4,
)
_paragraph = st.lists(_inline, max_size=4).map(lambda parts: f"<p>{''.join(parts)}</p>")
_cells = st.lists(st.lists(_inline, min_size=1, max_size=3), min_size=1, max_size=5).map(
    lambda rows: (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        + "</table>"
    )
)
_block = st.recursive(
    st.one_of(_paragraph, _paragraph, _cells, _text, st.just("<hr/>")),
    lambda inner: st.tuples(
        st.sampled_from(["div", "section", "blockquote", "aside"]),
        st.lists(inner, max_size=4),
        st.integers(1, 3),
    ).map(lambda p: f"<{p[0]}>{''.join(p[1]) * p[2]}</{p[0]}>"),
    max_leaves=8,
)


@st.composite
def _books(draw: st.DrawFn) -> dict[str, str]:
    """Four pages; each has the targets x0 to x9, between its blocks, around some of them, or in a note."""
    pages = {}
    for number in range(4):
        blocks = draw(st.lists(_block, max_size=6))
        body = []
        for place in range(10):
            inner = blocks[place] if place < len(blocks) else f"<p>note {place}</p>"
            body.append(f'<div id="x{place}">{inner}</div>')
        pages[f"p{number}.xhtml"] = "".join(body)
    return pages


@settings(max_examples=BOOKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(_books())
def test_any_book_is_read_again_with_its_text_and_links(pages: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        epub = make_epub(Path(place) / "b.epub", pages)
        result = write_azw3(epub, Path(place) / "b.azw3")
        assert result.findings == () and check_azw3(result.files[0]) == []
        source, read = Opened(epub), by_kindleunpack(result.files[0], Path(place) / "out")
        assert read.text == source.text
        assert read.links == source.links
        assert read.contents == source.contents
