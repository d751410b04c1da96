"""EPUBCheck's report, the real one and those of impostors."""

import json
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from bookbuild._tools import epubcheck
from bookbuild._tools.epubcheck import Message, check, check_all, jar_path, probe
from bookbuild.errors import ToolFailed


def fake_java(folder: Path, report: str, exit_code: int = 0) -> Path:
    """A `java` that writes this report where `--json` says, and ends."""
    (folder / "said.json").write_text(report)
    path = folder / "java"
    path.write_text(
        "#!/bin/sh\n"
        'while [ "$1" != --json ]; do shift; done\n'
        f'[ -s {folder}/said.json ] && cp {folder}/said.json "$2"\nexit {exit_code}\n'
    )
    path.chmod(0o755)
    return path


@pytest.fixture
def an_epub(tmp_path: Path) -> Path:
    path = tmp_path / "book.epub"
    path.write_bytes(b"")
    return path


def use(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    monkeypatch.setattr(epubcheck, "java", lambda: program)


def test_each_place_of_a_message_is_a_message(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [
        {"path": "EPUB/a.xhtml", "line": 9, "column": 3},
        {"path": "EPUB/b.xhtml", "line": -1, "column": -1},
    ]
    entry = {"ID": "RSC-005", "severity": "ERROR", "message": "bad\n  attribute", "locations": places}
    use(monkeypatch, fake_java(tmp_path, json.dumps({"checker": {}, "messages": [entry]}), exit_code=1))
    assert check(an_epub) == [
        Message("EPUB/a.xhtml", 9, 3, "RSC-005", "ERROR", "bad attribute"),
        Message("EPUB/b.xhtml", 0, 0, "RSC-005", "ERROR", "bad attribute"),
    ]


def test_a_message_about_the_container_has_no_path(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"ID": "PKG-008", "severity": "FATAL", "message": "no zip", "locations": []}
    use(monkeypatch, fake_java(tmp_path, json.dumps({"checker": {}, "messages": [entry]}), exit_code=1))
    assert check(an_epub) == [Message("", 0, 0, "PKG-008", "FATAL", "no zip")]


@pytest.mark.parametrize(
    "report", ["", "{", "[]", "{}", '{"checker": {}}', '{"checker": {}, "messages": [{}]}']
)
def test_a_report_that_makes_no_sense_is_a_failure_not_a_pass(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch, report: str
) -> None:
    use(monkeypatch, fake_java(tmp_path, report))
    with pytest.raises(ToolFailed, match="no report"):
        check(an_epub)


def test_a_crash_of_java_is_a_failure(tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, fake_java(tmp_path, "", exit_code=134))
    with pytest.raises(ToolFailed, match="134"):
        check(an_epub)


def test_the_module_epubcheck_is_found_without_being_imported() -> None:
    assert jar_path().parent == Path(find_spec("epubcheck").origin).parent  # type: ignore[union-attr,arg-type]
    assert probe().version


def test_the_real_epubcheck_answers_for_several_files_in_order(tmp_path: Path) -> None:
    no_epub = tmp_path / "a.epub"
    with zipfile.ZipFile(no_epub, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    no_zip = tmp_path / "b.epub"
    no_zip.write_bytes(b"not a zip")
    first, second = check_all([no_epub, no_zip], jobs=2)
    assert "RSC-002" in {message.id for message in first}  # container.xml is missing
    assert {message.severity for message in second} >= {"FATAL"}
