"""Text that looks like Markdown stays text, wherever it stands."""

import pytest

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import (
    Attr,
    Blocks,
    BulletList,
    Div,
    DivC,
    Emph,
    Header,
    HeaderC,
    LineBlock,
    LineBreak,
    Note,
    Para,
    Plain,
    Str,
)  # fmt: skip
from bookbuild.document.read import read_document
from bookbuild.intake.markdown import write_markdown
from bookbuild.intake.take_in import words_of

TRAPS = [
    *("::: verse", "::: {.x}", "| a", "  : def", ": def", "[^1]: x", "[^1]", "(@) x", "1) x", "- x", "+ x", "* x"),
    *("a) x", "#. x", "# x", "~~~", "```", "<div>", "<b>gras</b>", "<!-- c -->", "\\begin{x}", "\\emph{x}", "$5 et $6"),
    *("[x]{.y}", "[x](y)", "![x](y)", "@key", "[@key]", "Ex. (@a)", "H~2~O ^a^", "---", "--- a", "...", "&amp; &lt;"),
    *("Table: x", "+---+", "a  b", "\\", "a\\", "\\, b", "*", "**", "_x_", "a_b_c", "`x`", "> x", "=", "===", "a@b.c"),
    *("1986. Une année", "A. Nom", "(2) x", "i. x", "II. x", "http://a.b/c_d_", "{#id}", "a {#id}", "\\(x\\)", "a|b"),
    *("~~x~~", "«\u00a0a\u00a0»", "— Oui.", "&copy;", "a<b>c", "Q & R", "* * *x", "[[x]]", "^", "[", "](", "% Titre"),
]  # fmt: skip


def places(text: str) -> list[list[Blocks]]:
    return [
        [Para([Str(text)])],
        [Para([Str(f"mot {text} mot")])],
        [Para([Str(f"mot{text}mot")])],
        [Para([Emph([Str(text.strip())]), Str("x")])],
        [Para([Str("a"), LineBreak(), Str(text)])],
        [Para([Str("a"), Note([Para([Str(text)])])])],
        [Header(HeaderC(2, Attr(), [Str(text)]))],
        [Div(DivC(Attr("", ["verse"]), [LineBlock([[Str(text)], [Str("b")]])]))],
        [BulletList([[Plain([Str(text)])]])],
    ]


@pytest.mark.parametrize("text", TRAPS)
def test_it_reads_as_it_was(text: str, pandoc: Pandoc) -> None:
    for blocks in places(text):
        words = words_of(blocks)
        markdown = write_markdown(blocks, pandoc)
        again, _ = read_document(markdown, pandoc, "x.md")
        assert words_of(again.blocks) == words, markdown
        assert [type(block) for block in again.blocks] == [type(block) for block in blocks], markdown
