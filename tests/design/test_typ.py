"""Text as Typst: whatever a manuscript holds arrives on the page as it is, and never as code."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild._tools.typst import ask
from bookbuild.design import typ

PLAIN = """\
#let plain(it) = if it == [ ] { " " } else if it.has("text") { it.text } else if it.has("children") {
  it.children.map(plain).sum(default: "")
} else { "<" + repr(it.func()) + ">" }
#set smartquote(enabled: false)
"""
HOSTILE = [
    "#let x = 1; #panic()",
    "a $x$ `b` *c* _d_ <e> @f ~g [h] \\i",
    "// comment /* comment */ https://example.org/a?b=c#d",
    "= heading",
    "- list",
    "-1 – --- -? a-b a--b 3-4",
    "+ list",
    "/ term: text",
    "12. item",
    "« 3. » 1789. Fin",
    "a... b…",
    'it\'s "so"',
    "tab\tnul\x00nel\x85line\u2028end",
    "]; #evil[",
    "x]] (y) .z ;w",
]


def read_back(folder: Path, texts: list[str]) -> list[str]:
    """What Typst understood of each text."""
    items = "\n".join(f"#metadata[{typ.markup(text)}]<t>" for text in texts)
    (folder / "main.typ").write_text(PLAIN + items, encoding="utf-8")
    expression = "query(<t>).map(it => plain(it.value))"
    source = (folder / "main.typ").read_text(encoding="utf-8")
    (folder / "main.typ").write_text(
        source + f"\n#context [#metadata({expression})<answer>]", encoding="utf-8"
    )
    return list(ask(folder, "main.typ", {"t": "query(<answer>).first().value"})["t"])


def meant(text: str) -> str:
    """The text as Typst sets any text: runs of spaces and control characters are one space."""
    text = re.sub("[\x00-\x08\n\x0b\x0c\r\x0e-\x1f\x7f\x85\u2028\u2029]+", " ", text)
    return re.sub("[ \t]+", " ", text).replace("\u202f", typ.THIN_SPACE)


def test_hostile_text_arrives_as_text(tmp_path: Path) -> None:
    assert [text.strip() for text in read_back(tmp_path, HOSTILE)] == [
        meant(text).strip() for text in HOSTILE
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.sampled_from("ab1 é#$*_`<>@~\\[](){};:.,-+=/'\"!?&|^%\u00a0\u202f\u2019«»…–\t\n")),
        min_size=60,
    )
)
def test_any_text_arrives_as_text(tmp_path: Path, texts: list[str]) -> None:
    assert [text.strip() for text in read_back(tmp_path, texts)] == [meant(text).strip() for text in texts]


def test_strings_keep_quotes_backslashes_and_control_characters(tmp_path: Path) -> None:
    text = 'a "b" \\ c\n\t\x01 #x'
    (tmp_path / "main.typ").write_text(f"#metadata({typ.string(text)})<t>", encoding="utf-8")
    assert ask(tmp_path, "main.typ", {"t": "query(<t>).first().value"})["t"] == text


def test_the_thin_space_is_a_sixth_of_an_em_that_no_line_breaks_at() -> None:
    assert typ.markup("Assez\u202f!") == "Assez\u2060\u2006\u2060!"
