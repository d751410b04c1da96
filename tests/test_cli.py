"""The commands as people use them."""

import json
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import CliRunner

from bookbuild.cli import main
from bookbuild.errors import Exit
from bookbuild.rules import all_rules
from tests.book_folder import BookFolder


def test_help_imports_no_heavy_library() -> None:
    code = "import sys, bookbuild.cli; print([m for m in ('lxml','pydantic','msgspec','PIL','pikepdf','typst') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_new_book_can_be_checked_and_drafted_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "mon-livre"
    assert CliRunner().invoke(main, ["new", str(folder), "--language", "en"]).exit_code == Exit.OK
    book = BookFolder(folder)
    assert [rule for rule, _, _ in book.findings() if rule not in {"MD018", "MD025"}] == []
    assert book.run("build").exit_code == Exit.OK
    assert {name.rpartition(".")[2] for name in book.dist} >= {"epub", "pdf", "xml"}


def source_of(folder: Path) -> str:
    """What the book's Makefile has pip install."""
    argv = ["make", "-s", "-f", "-", "say"]
    said = f"include {folder.name}/Makefile\nsay:\n\t@echo '$(SOURCE)'\n"
    done = subprocess.run(argv, input=said, capture_output=True, text=True, check=True, cwd=folder.parent)
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (None, "bookbuild"),
        ('{"url": "https://example.org/bookbuild.whl", "archive_info": {}}', "bookbuild"),
        ('{"url": "file://@/le%20clone%20%231", "dir_info": {"editable": true}}', "../le clone #1"),
    ],
)
def test_a_new_book_installs_the_bookbuild_that_made_it(
    told: str | None, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = told and told.replace("@", tmp_path.as_posix())
    monkeypatch.setattr("bookbuild.commands.new.distribution", lambda name: Mock(read_text=lambda file: told))
    folder = tmp_path / "livre"
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == Exit.OK
    assert source_of(folder) == wanted


def test_new_never_writes_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    result = CliRunner().invoke(main, ["new", str(tmp_path)])
    assert result.exit_code != Exit.OK
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_show_lists_pieces_words_and_editions(tmp_path: Path) -> None:
    result = BookFolder.small(tmp_path).run("show")
    assert "Un livre d’essai" in result.stdout
    assert "body/deux.md" in result.stdout
    assert "979-10-999999-1-7" in result.stdout


@pytest.mark.parametrize("rule", sorted(all_rules()))
def test_every_rule_explains_itself(rule: str) -> None:
    result = CliRunner().invoke(main, ["explain", rule.lower()])
    assert result.exit_code == Exit.OK
    assert all_rules()[rule].why in result.stdout


def test_an_unknown_rule_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["explain", "RSC-005"]).exit_code == Exit.USAGE


def test_the_schema_documents_every_key() -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema"]).stdout)
    for name, model in {"Book": schema, **schema["$defs"]}.items():
        for key, field in model.get("properties", {}).items():
            assert field.get("description") or "$ref" in field, f"{name}.{key}"


def test_the_reference_page_names_every_key() -> None:
    page = CliRunner().invoke(main, ["schema", "--reference"]).stdout
    assert "| `file-as` |" in page


@pytest.mark.parametrize("format", ["concise", "json", "github"])
def test_findings_come_in_the_format_asked_for(tmp_path: Path, format: str) -> None:
    book = BookFolder.small(tmp_path).change("body/un.md", "(deux.md)", "(trois.md)")
    result = book.run("check", options=("--format", format))
    assert result.exit_code == Exit.FINDINGS
    if format == "json":
        assert json.loads(result.stdout)["counts"]["error"] == 1
    elif format == "github":
        assert result.stdout.startswith("::error title=MS014,file=body/un.md,line=3")
    else:
        assert result.stdout.startswith("body/un.md:3: error MS014 ")


def test_check_reads_an_epub_and_refuses_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "no.epub").write_bytes(b"not a zip")
    result = CliRunner().invoke(main, ["--format", "concise", "check", str(tmp_path / "no.epub")])
    assert result.exit_code == Exit.FINDINGS


def test_check_says_which_files_it_can_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    result = CliRunner().invoke(main, ["check", str(tmp_path / "a.docx")])
    assert ".epub" in result.stdout


def test_doctor_finds_what_a_build_needs() -> None:
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == Exit.OK
    assert "EPUBCheck" in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(shell: str) -> None:
    assert "_BOOKBUILD_COMPLETE" in CliRunner().invoke(main, ["completion", shell]).stdout
