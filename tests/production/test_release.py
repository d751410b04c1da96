"""dist/: whole, named in SHA256SUMS, and nothing of others touched."""

from pathlib import Path

from bookbuild.production.release import release


def made(folder: Path, **files: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in files.items():
        path = folder / f"{name}.txt"
        path.write_text(text)
        paths.append(path)
    return paths


def test_files_no_longer_made_go_and_foreign_files_stay(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    release(made(tmp_path / "one", a="1", b="2"), dist, complete=True)
    (dist / "mine.txt").write_text("mine")
    release(made(tmp_path / "two", a="3"), dist, complete=True)
    assert {path.name for path in dist.iterdir()} == {"a.txt", "mine.txt", "SHA256SUMS"}
    assert (dist / "a.txt").read_text() == "3"


def test_a_partial_release_keeps_the_sums_of_the_rest(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    release(made(tmp_path / "one", a="1", b="2"), dist, complete=True)
    release(made(tmp_path / "two", b="4"), dist, complete=False)
    names = [line.split("  ")[1] for line in (dist / "SHA256SUMS").read_text().splitlines()]
    assert names == ["a.txt", "b.txt"]


def test_a_sums_file_with_paths_removes_nothing_outside(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (tmp_path / "precious.txt").write_text("keep")
    (dist / "SHA256SUMS").write_text(f"{'0' * 64}  ../precious.txt\n")
    release(made(tmp_path / "one", a="1"), dist, complete=True)
    assert (tmp_path / "precious.txt").is_file()
