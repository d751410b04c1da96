"""EPUBCheck's report, the real one and those of impostors."""

import json
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from bookbuild._tools import epubcheck
from bookbuild._tools.epubcheck import Message, check, check_all, jar_path, kept_warm, probe
from bookbuild.errors import ToolFailed


def fake_child(folder: Path, report: str, answer: str = '{"exit_code": 1}') -> Path:
    """A child that writes this report for every file, and gives this answer; without one it dies."""
    (folder / "said.json").write_text(report)
    path = folder / "child.py"
    path.write_text(
        "import json, pathlib, sys\n"
        "for line in sys.stdin:\n"
        f"    said = pathlib.Path({str(folder / 'said.json')!r}).read_bytes()\n"
        "    if said: pathlib.Path(json.loads(line)['report']).write_bytes(said)\n"
        f"    if not {answer!r}: sys.exit('out of everything')\n"
        f"    print({answer!r}, flush=True)\n"
    )
    return path


@pytest.fixture
def an_epub(tmp_path: Path) -> Path:
    path = tmp_path / "book.epub"
    path.write_bytes(b"")
    return path


@pytest.fixture(autouse=True)
def _not_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epubcheck, "_kept", epubcheck._Kept())


def use(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    monkeypatch.setattr(epubcheck, "_CHILD", program)


def test_each_place_of_a_message_is_a_message(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [
        {"path": "EPUB/a.xhtml", "line": 9, "column": 3},
        {"path": "EPUB/b.xhtml", "line": -1, "column": -1},
    ]
    entry = {"ID": "RSC-005", "severity": "ERROR", "message": "bad\n  attribute", "locations": places}
    use(monkeypatch, fake_child(tmp_path, json.dumps({"checker": {}, "messages": [entry]})))
    assert check(an_epub) == [
        Message("EPUB/a.xhtml", 9, 3, "RSC-005", "ERROR", "bad attribute"),
        Message("EPUB/b.xhtml", 0, 0, "RSC-005", "ERROR", "bad attribute"),
    ]


def test_a_message_about_the_container_has_no_path(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"ID": "PKG-008", "severity": "FATAL", "message": "no zip", "locations": []}
    use(monkeypatch, fake_child(tmp_path, json.dumps({"checker": {}, "messages": [entry]})))
    assert check(an_epub) == [Message("", 0, 0, "PKG-008", "FATAL", "no zip")]


@pytest.mark.parametrize(
    "report", ["", "{", "[]", "{}", '{"checker": {}}', '{"checker": {}, "messages": [{}]}']
)
def test_a_report_that_makes_no_sense_is_a_failure_not_a_pass(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch, report: str
) -> None:
    use(monkeypatch, fake_child(tmp_path, report))
    with pytest.raises(ToolFailed, match="no report"):
        check(an_epub)


def test_a_crash_of_java_is_a_failure_and_the_next_file_gets_another(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, fake_child(tmp_path, "", answer=""))
    with kept_warm():
        with pytest.raises(ToolFailed, match="out of everything"):
            check(an_epub)
        use(monkeypatch, fake_child(tmp_path, '{"checker": {}, "messages": []}'))
        assert check(an_epub) == []


def test_what_java_throws_is_a_failure(
    tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, fake_child(tmp_path, "", answer='{"failure": "java.lang.OutOfMemoryError"}'))
    with pytest.raises(ToolFailed, match="OutOfMemoryError"):
        check(an_epub)


def test_a_hang_is_ended(tmp_path: Path, an_epub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = tmp_path / "child.py"
    hanging.write_text("import time\ntime.sleep(60)\n")
    use(monkeypatch, hanging)
    monkeypatch.setattr(epubcheck, "TIMEOUT_S", 0.5)
    with pytest.raises(ToolFailed, match=r"longer than 0\.5 s"):
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
    first, second = check_all([no_epub, no_zip])
    assert "RSC-002" in {message.id for message in first}  # container.xml is missing
    assert {message.severity for message in second} >= {"FATAL"}
