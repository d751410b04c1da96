"""The profile on the command line, beside EPUBCheck, and carried back to the manuscript."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bookbuild._tools.epubcheck import Message
from bookbuild.cli import main
from bookbuild.errors import Exit
from bookbuild.preflight.kindle.check import check_kindle
from bookbuild.rules import all_rules
from tests.preflight.epubs import SOURCES, make_epub
from tests.preflight.kindle.clean_epub import Zip, clean_files, swap, write_epub


def spoiled(folder: Path) -> Path:
    files = clean_files()
    swap("EPUB/one.xhtml", "two.xhtml#carte", "trois.xhtml")(files)
    return write_epub(folder / "book.epub", files, Zip())


def test_the_command_names_the_rule_and_its_place(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["--format=concise", "check", "--profile", "kindle", str(spoiled(tmp_path))]
    )
    assert result.exit_code == Exit.FINDINGS
    assert "book.epub/EPUB/one.xhtml:10: error KI007" in result.stdout
    assert "RSC-007" not in result.stdout and "EP104" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--profile", "nook", "a.epub"], "Known: apple (.epub), "),
        (["--profile", "kindle", "a.pdf"], "kindle is not for .pdf"),
        (["--profile", "kindle"], "needs the files"),
    ],
)
def test_a_profile_that_does_not_fit_is_refused_with_the_choices(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exit_code == Exit.USAGE and said in result.stderr


def test_a_finding_is_carried_to_its_line_of_the_manuscript_and_names_its_place_in_the_epub(
    tmp_path: Path,
) -> None:
    path = make_epub(tmp_path, {"passe à": "passe\u2009à"})
    found = [one for one in check_kindle(path, SOURCES, tmp_path, []) if one.rule == "KI059"]
    assert [str(one.at) for one in found] == ["body/a.md:3"]
    assert found[0].hint.endswith("In the EPUB: EPUB/text/a.xhtml:5.")


def test_what_epubcheck_says_of_the_same_line_is_said_once(tmp_path: Path) -> None:
    message = Message("EPUB/one.xhtml", 10, 20, "RSC-007", "ERROR", "Not found")
    found = check_kindle(spoiled(tmp_path), {}, tmp_path, [message])
    assert [one.rule for one in found if one.rule in {"RSC-007", "KI007", "EP104"}] == ["KI007"]


def test_what_is_no_epub_is_one_finding(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(b"PK")
    assert [one.rule for one in check_kindle(path, {}, tmp_path, [])] == ["EP101"]


@pytest.mark.parametrize("id", sorted(id for id in all_rules() if id.startswith("KI0")))
def test_every_rule_can_be_explained(id: str) -> None:
    result = CliRunner().invoke(main, ["explain", id])
    assert result.exit_code == Exit.OK and "Source: " in result.stdout


def test_a_broken_entry_is_said_and_hides_nothing_in_silence(tmp_path: Path) -> None:
    path = write_epub(tmp_path / "book.epub", clean_files(), Zip())
    data = path.read_bytes()
    path.write_bytes(data.replace(b"application/epub+zip", b"application/epub+zap", 1))
    found = [one for one in check_kindle(path, {}, tmp_path, []) if one.rule == "EP101"]
    assert len(found) == 1 and "mimetype can’t be unpacked" in found[0].message
