"""Fixtures shared by all tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bookbuild._tools import epubcheck
from bookbuild._tools.pandoc import Pandoc

os.environ["BOOKBUILD_ACE"] = "0"
"""Commands that tests start ask Ace only with --ace: it takes longer than all the rest."""
REQUIRED = os.environ.get("BOOKBUILD_REQUIRE_TOOLS") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session", autouse=True)
def _one_java() -> Iterator[None]:
    """One EPUBCheck for all tests that ask it in this process: it takes 4 s to start."""
    with epubcheck.kept_warm():
        yield


@pytest.fixture(scope="session")
def pandoc() -> Iterator[Pandoc]:
    """One running pandoc for the whole session."""
    with Pandoc() as running:
        yield running


@pytest.fixture(scope="session")
def require_tool() -> Callable[[str], str]:
    """The path of a program; skips when it is missing, fails under BOOKBUILD_REQUIRE_TOOLS=1."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            reason = f"{name} is not installed (see `bookbuild doctor`)"
            if REQUIRED:
                pytest.fail(reason)
            pytest.skip(reason)
        return path

    return find


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real manuscripts that BOOKBUILD_CORPUS names; skips without it."""
    folder = os.environ.get("BOOKBUILD_CORPUS", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("BOOKBUILD_CORPUS names no folder of manuscripts")
    return Path(folder)
