"""Typst in its child process: PDF, PNG, answers, and what happens when it refuses, hangs or dies."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bookbuild._tools import typst
from bookbuild.errors import ToolFailed

WHEN = datetime(2026, 11, 16, tzinfo=UTC)


def write(root: Path, source: str) -> Path:
    (root / "main.typ").write_text(source, encoding="utf-8")
    return root


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path, "Bonjour")
    outputs = []
    for name in ("one.pdf", "two.pdf"):
        typst.compile_pdf(tmp_path, "main.typ", tmp_path / name, when=WHEN)
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1]
    assert b"20261116" in outputs[0]


def test_questions_are_answered_about_the_finished_layout(tmp_path: Path) -> None:
    write(tmp_path, '#metadata(7)<p> #pagebreak() #metadata(8)<p> #sys.inputs.at("x")')
    question = {"places": "query(<p>).map(m => (m.value, m.location().page()))"}
    done = typst.compile_pdf(tmp_path, "main.typ", tmp_path / "o.pdf", inputs={"x": "é"}, ask=question)
    assert done.values == {"places": [[7, 1], [8, 2]]}


def test_every_page_comes_as_png_in_order(tmp_path: Path) -> None:
    pages = typst.compile_png(
        write(tmp_path, "#set page(width: 1in, height: 2in)\na #pagebreak() b"), "main.typ"
    )
    assert [page[:4] for page in pages] == [b"\x89PNG", b"\x89PNG"]


def test_more_than_nine_pages_stay_in_order(tmp_path: Path) -> None:
    source = "#for n in range(1, 12) { page(width: n * 10pt, height: 10pt)[] }"
    pages = typst.compile_png(write(tmp_path, source), "main.typ", ppi=72)
    assert [int.from_bytes(page[16:20], "big") for page in pages] == [n * 10 for n in range(1, 12)]


def test_a_refused_source_says_where_and_why(tmp_path: Path) -> None:
    with pytest.raises(typst.TypstFailed) as caught:
        typst.compile_pdf(write(tmp_path, "one\n#nothing"), "main.typ", tmp_path / "o.pdf")
    assert caught.value.errors[0].message == "unknown variable: nothing"
    assert "main.typ:2" in caught.value.errors[0].text


def test_warnings_come_back_as_data(tmp_path: Path) -> None:
    done = typst.compile_pdf(
        write(tmp_path, '#set text(font: "No Such Face")\na'), "main.typ", tmp_path / "o.pdf"
    )
    assert [warning.message for warning in done.warnings] == ["unknown font family: no such face"]


def test_a_file_outside_the_root_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "root").mkdir()
    with pytest.raises(typst.TypstFailed):
        typst.compile_pdf(write(tmp_path / "root", '#read("../secret.txt")'), "main.typ", tmp_path / "o.pdf")


def test_a_hang_is_ended(tmp_path: Path) -> None:
    endless = '#import "fib.typ": fib\n#fib(60)'
    (tmp_path / "fib.typ").write_text("#let fib(n) = if n < 2 { n } else { fib(n - 1) + fib(n - 2 + 0 * n) }")
    endless = (
        "#let f(n, seed) = if n < 2 { 1 } else { f(n - 1, seed + 1) + f(n - 1, seed + 2 * n) }\n#f(45, 0)"
    )
    with pytest.raises(ToolFailed, match="longer than 1 s"):
        typst.compile_pdf(write(tmp_path, endless), "main.typ", tmp_path / "o.pdf", timeout_s=1)


def test_an_answer_about_a_broken_source_fails_as_typst_does(tmp_path: Path) -> None:
    with pytest.raises(typst.TypstFailed):
        typst.ask(write(tmp_path, "#nothing"), "main.typ", {"a": "1"})


def test_a_warm_child_gives_the_bytes_of_a_cold_one_after_an_edit(tmp_path: Path) -> None:
    def compiled(text: str) -> bytes:
        typst.compile_pdf(write(tmp_path, text), "main.typ", tmp_path / "o.pdf")
        return (tmp_path / "o.pdf").read_bytes()

    first, second = "= One\n#lorem(80)", "= Two\n#lorem(80)"
    cold = [compiled(first), compiled(second)]
    with typst.kept_warm():
        warm = [compiled(first), compiled(second)]
    assert warm == cold


def test_after_a_hang_a_warm_run_goes_on_with_a_new_child(tmp_path: Path) -> None:
    endless = (
        "#let f(n, seed) = if n < 2 { 1 } else { f(n - 1, seed + 1) + f(n - 1, seed + 2 * n) }\n#f(45, 0)"
    )
    with typst.kept_warm():
        typst.compile_pdf(write(tmp_path, "One"), "main.typ", tmp_path / "o.pdf")
        with pytest.raises(ToolFailed, match="longer than 1 s"):
            typst.compile_pdf(write(tmp_path, endless), "main.typ", tmp_path / "o.pdf", timeout_s=1)
        typst.compile_pdf(write(tmp_path, "Two"), "main.typ", tmp_path / "o.pdf")


def test_a_child_that_dies_or_lies_is_a_tool_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for script, said in (
        ("import sys; sys.exit('no memory')", "no memory"),
        ("print('not JSON')", "not JSON"),
    ):
        child = tmp_path / "child.py"
        child.write_text(script)
        monkeypatch.setattr(typst, "_CHILD", child)
        with pytest.raises(ToolFailed, match=said):
            typst.compile_pdf(write(tmp_path, "One"), "main.typ", tmp_path / "o.pdf")
