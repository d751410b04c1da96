"""Whole builds of a tiny book: what is released, what is not, and the same bytes every time."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bookbuild.build import build
from bookbuild.diagnostics import Finding, Report
from bookbuild.errors import Exit
from bookbuild.production.plan import Options
from bookbuild.production.progress import Progress
from tests.book_folder import BookFolder

EXPECTED = {
    "9791099999900_interieur.pdf",
    "9791099999900_couverture.pdf",
    "9791099999917.epub",
    "un-livre-d-essai-kindle.epub",
    "un-livre-d-essai_onix.xml",
    "9791099999900_onix.xml",
    "9791099999917_onix.xml",
    "un-livre-d-essai-kindle_onix.xml",
    "report.html",
    "report.json",
    "SHA256SUMS",
}


def build_in_a_process(root: Path, *options: str, **environment: str) -> None:
    """As a user does, with no state of this process."""
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), *options, "build"]
    done = subprocess.run(
        argv, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )
    assert done.returncode == Exit.OK, done.stdout + done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    book = BookFolder.small(tmp_path_factory.mktemp("built") / "livre")
    build_in_a_process(book.root, "--jobs", "1")
    return book


def test_everything_is_released_with_its_checksum(built: BookFolder) -> None:
    assert built.dist.keys() == EXPECTED
    rows = (line.split("  ") for line in built.dist["SHA256SUMS"].decode().splitlines())
    sums = {name: digest for digest, name in rows}
    files = {name: content for name, content in built.dist.items() if name != "SHA256SUMS"}
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_two_builds_in_two_places_with_one_job_and_two_give_the_same_bytes(
    built: BookFolder, tmp_path: Path
) -> None:
    other = BookFolder.small(tmp_path / "ailleurs" / "même livre")
    build_in_a_process(other.root, "--jobs", "2", TZ="Pacific/Auckland", PYTHONHASHSEED="7")
    assert other.dist == built.dist


def test_a_warm_cache_gives_the_same_bytes(built: BookFolder) -> None:
    before = built.dist
    build_in_a_process(built.root, "--no-cache")
    assert built.dist == before
    (built.root / "build" / "last-build.json").unlink()
    build_in_a_process(built.root)
    assert built.dist == before


def test_with_nothing_changed_nothing_is_made(built: BookFolder) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in (built.root / "dist").iterdir()}
    result = built.run("build")
    assert result.exit_code == Exit.OK
    assert "Nothing has changed" in result.stderr
    assert {path: path.stat().st_mtime_ns for path in (built.root / "dist").iterdir()} == stamps


def test_source_date_epoch_dates_the_files(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    build_in_a_process(book.root, SOURCE_DATE_EPOCH="86400")
    package = _read(book.dist["9791099999917.epub"], ".opf")
    assert "1970-01-02T00:00:00Z" in package


def test_a_draft_is_not_released(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    assert book.run("build", "--draft", "epub").exit_code == Exit.OK
    assert book.dist == {}
    assert (tmp_path / "build" / "epub" / "9791099999917.epub").is_file()


@pytest.mark.parametrize("asked", [False, True])
def test_a_draft_is_checked_only_when_that_is_asked_for(tmp_path: Path, asked: bool) -> None:
    book = BookFolder.small(tmp_path)
    book.change("book.yaml", "rights:", "accessibility: {hazards: sound}\nrights:")
    report = Report()
    build(book.root, ["epub"], report, Options(1, draft=True, check_draft=asked), Progress())
    assert ("EP112" in {finding.rule for finding in report}) == asked


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--ace", "build", "epub"], [True]),
        (["--no-ace", "build", "epub"], [False]),
        (["--ace", "build", "--draft", "epub"], []),
    ],
)
def test_ace_is_asked_when_it_is_to_be_and_a_draft_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: list[bool]
) -> None:
    asked: list[bool] = []

    def check(made: object, ask_ace: bool) -> list[Finding]:
        asked.append(ask_ace)
        return []

    monkeypatch.setattr("bookbuild.preflight.artifacts.check_artifacts", check)
    assert BookFolder.small(tmp_path).run(*words).exit_code == Exit.OK
    assert asked == expected


def test_one_edition_leaves_the_others_in_place(built: BookFolder) -> None:
    before = built.dist
    assert built.run("build", "kindle").exit_code == Exit.OK
    assert built.dist.keys() == before.keys()
    assert built.dist["9791099999917.epub"] == before["9791099999917.epub"]


def test_an_unknown_edition_is_a_usage_error_that_lists_them(built: BookFolder) -> None:
    result = built.run("build", "hardback")
    assert result.exit_code == Exit.USAGE
    assert "papier, epub, kindle" in result.stderr


def test_a_changed_word_is_in_every_edition(tmp_path: Path) -> None:
    book = BookFolder.small(tmp_path)
    book.run("build", "--draft", "epub")
    book.change("body/deux.md", "innovant·e", "surprenant·e")
    book.run("build", "--draft", "epub")
    content = (tmp_path / "build" / "epub" / "9791099999917.epub").read_bytes()
    assert "surprenant·e" in _read(content, "deux.xhtml")


def _read(epub: bytes, ending: str) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return next(archive.read(name).decode() for name in archive.namelist() if name.endswith(ending))
