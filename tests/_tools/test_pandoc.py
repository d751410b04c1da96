"""Pandoc kept running: answers, faults, and programs that die, lie or hang."""

import stat
from pathlib import Path

import pytest

from bookbuild._tools import pandoc as module
from bookbuild._tools.pandoc import Pandoc
from bookbuild.errors import ToolFailed


def fake(folder: Path, script: str) -> Path:
    path = folder / "pandoc"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_many_documents_go_through_one_process(pandoc: Pandoc) -> None:
    for number in range(3):
        json, _ = pandoc.read(f"# {number}\n".encode(), "markdown")
        html, _ = pandoc.write(json, "html5")
        assert f">{number}</h1>" in html.decode()


def test_warnings_come_with_the_answer(pandoc: Pandoc) -> None:
    _, log = pandoc.read(b"Texte.\n\n[^n]: jamais vu\n", "markdown")
    assert [(message.type, message.line) for message in log] == [("NoteDefinedButNotUsed", 3)]


def test_an_unknown_format_is_a_failure_that_says_so_and_the_next_call_works(pandoc: Pandoc) -> None:
    with pytest.raises(ToolFailed, match="hologram"):
        pandoc.read(b"x", "hologram")
    assert pandoc.read(b"x", "markdown")[0]


def test_a_pandoc_that_dies_is_a_tool_failure(tmp_path: Path) -> None:
    with Pandoc(fake(tmp_path, "exit 3")) as dead, pytest.raises(ToolFailed):
        dead.read(b"x" * 100_000, "markdown")


def test_a_pandoc_that_lies_about_its_length_is_a_tool_failure(tmp_path: Path) -> None:
    with Pandoc(fake(tmp_path, "echo 'ok 0 99'; echo short")) as liar, pytest.raises(ToolFailed):
        liar.read(b"x", "markdown")


def test_a_pandoc_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT_S", 0.2)
    with Pandoc(fake(tmp_path, "exec sleep 60")) as hanging, pytest.raises(ToolFailed):
        hanging.read(b"x", "markdown")
