"""What was released stays: other bytes are refused, lost files come back, half a folder is never seen."""

from pathlib import Path

import pytest

from bookbuild.delivery.keep import LedgerFault, digests, is_folder_name, keep
from bookbuild.diagnostics import Finding, Location

AT = Location("book.yaml", 3)


def release(root: Path, version: str = "1.0", **files: str) -> tuple[list[Path], list[Finding]]:
    """Hand files over to kobo: `a="1"` is a file a.txt."""
    incoming = root / "build" / "kobo"
    incoming.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (incoming / f"{name}.txt").write_text(text)
    (root / "book").mkdir(exist_ok=True)
    return keep({"kobo": incoming}, root / "dist", root / "book", version, AT)


def there(root: Path, version: str = "1.0") -> dict[str, str]:
    return {
        path.name: path.read_text() for path in sorted((root / "dist/releases" / version / "kobo").iterdir())
    }


def test_a_release_is_in_its_folder_and_in_the_list(tmp_path: Path) -> None:
    new, findings = release(tmp_path, a="1", b="2")
    assert new == [tmp_path / "dist/releases/1.0/kobo"]
    assert findings == []
    assert there(tmp_path) == {"a.txt": "1", "b.txt": "2"}
    lines = (tmp_path / "book/releases/1.0.sha256").read_text().splitlines()
    assert [line.split("  ")[1] for line in lines] == ["kobo/a.txt", "kobo/b.txt"]


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    release(tmp_path, a="1")
    stamp = (tmp_path / "dist/releases/1.0/kobo/a.txt").stat().st_mtime_ns
    assert release(tmp_path, a="1") == ([], [])
    assert (tmp_path / "dist/releases/1.0/kobo/a.txt").stat().st_mtime_ns == stamp


@pytest.mark.parametrize("files", [{"a": "2", "b": "2"}, {"a": "1"}, {"a": "1", "b": "2", "c": "3"}])
def test_other_bytes_files_gone_and_files_added_are_refused(files: dict[str, str], tmp_path: Path) -> None:
    release(tmp_path, a="1", b="2")
    before = there(tmp_path)
    new, findings = release(tmp_path, **files)
    assert (new, [finding.rule for finding in findings]) == ([], ["RL001"])
    assert findings[0].at == AT
    assert there(tmp_path) == before


def test_a_new_version_is_another_folder(tmp_path: Path) -> None:
    release(tmp_path, a="1")
    _, findings = release(tmp_path, "1.1", a="2")
    assert findings == []
    assert (there(tmp_path), there(tmp_path, "1.1")) == ({"a.txt": "1"}, {"a.txt": "2"})


def test_without_the_files_the_list_still_knows_and_the_same_bytes_come_back(tmp_path: Path) -> None:
    import shutil

    release(tmp_path, a="1")
    shutil.rmtree(tmp_path / "dist")
    assert [finding.rule for finding in release(tmp_path, a="2")[1]] == ["RL001"]
    new, findings = release(tmp_path, a="1")
    assert (len(new), findings) == (1, [])


def test_without_the_list_the_files_still_count(tmp_path: Path) -> None:
    release(tmp_path, a="1")
    (tmp_path / "book/releases/1.0.sha256").unlink()
    assert [finding.rule for finding in release(tmp_path, a="2")[1]] == ["RL001"]


@pytest.mark.parametrize("spoil", ["changed", "gone"])
def test_a_released_file_that_somebody_touched_is_put_back_and_told(spoil: str, tmp_path: Path) -> None:
    release(tmp_path, a="1", b="2")
    folder = tmp_path / "dist/releases/1.0/kobo"
    (folder / "mine.txt").write_text("mine")
    (folder / "a.txt").write_text("other") if spoil == "changed" else (folder / "a.txt").unlink()
    _, findings = release(tmp_path, a="1", b="2")
    assert [finding.rule for finding in findings] == ["RL011"]
    assert there(tmp_path) == {"a.txt": "1", "b.txt": "2", "mine.txt": "mine"}


@pytest.mark.parametrize("line", ["not a checksum", f"{'0' * 64}  ../../x", f"{'0' * 64}  kobo/../x"])
def test_a_list_that_can_not_be_read_stops_the_release(line: str, tmp_path: Path) -> None:
    release(tmp_path, a="1")
    ledger = tmp_path / "book/releases/1.0.sha256"
    ledger.write_text(ledger.read_text() + line + "\n")
    with pytest.raises(LedgerFault, match=r"1\.0\.sha256:2"):
        release(tmp_path, a="1")


def test_a_run_that_ended_between_list_and_folder_is_completed(tmp_path: Path) -> None:
    release(tmp_path, a="1")
    folder = tmp_path / "dist/releases/1.0/kobo"
    folder.rename(tmp_path / "elsewhere")
    assert release(tmp_path, a="1") == ([folder], [])


@pytest.mark.parametrize("version", ["1.0", "2026-11", "v2", "1.0+fr_FR", "3"])
def test_a_version_names_a_folder(version: str) -> None:
    assert is_folder_name(version)


@pytest.mark.parametrize("version", ["", ".", "..", "1/2", "1 0", ".1", "1.", "été", "a" * 80, "1\\2"])
def test_what_names_no_folder_is_refused(version: str) -> None:
    assert not is_folder_name(version)


def test_digests_of_nothing(tmp_path: Path) -> None:
    assert digests(tmp_path / "none") == {}
