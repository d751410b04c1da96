"""The web pages of the sample book: see `axe`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.axe import RequireTool, expect_clean

ROOT = Path(__file__).parents[2]
EDITIONS = ("carte-web", "livre-web")

pytestmark = pytest.mark.tool


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample stands as an offprint and as a whole."""
    root = tmp_path_factory.mktemp("web")
    shutil.copytree(ROOT / "manuscript", root / "manuscript")
    with (root / "manuscript" / "book.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: livre-web, format: html}\n")
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "build", *EDITIONS]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "dist"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_sample(edition: str, dist: Path, require_tool: RequireTool) -> None:
    (page,) = dist.glob(f"*-{edition}.html")
    expect_clean(page, require_tool)
