"""Web pages in Chromium, light and dark, on a telephone, a tablet and a desk: axe-core finds nothing, nothing is asked for."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.books import BOOKS, prepare

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("axe.js")
RequireTool = Callable[[str], str]
CHAPTERS = {"sans-famille": "s003", "rust-book": "ch04-01-what-is-ownership"}


@pytest.fixture
def looked_at(require_tool: RequireTool) -> Callable[[Path], list[dict[str, object]]]:
    """What axe-core and the browser say of a page, a report for each width and colour scheme."""
    node, chromium, ace = (require_tool(name) for name in ("node", "chromium", "ace-puppeteer"))
    # puppeteer-core and axe-core come with Ace.
    modules = next(folder for folder in Path(ace).resolve().parents if folder.name == "node_modules")
    environment = {**os.environ, "NODE_PATH": str(modules), "PUPPETEER_EXECUTABLE_PATH": chromium}

    def look(page: Path) -> list[dict[str, object]]:
        argv = [node, str(SCRIPT), str(page)]
        done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environment, timeout=300)
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    return look


def build(root: Path, name: str) -> Path:
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "build", name]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (page,) = (root / "dist").glob(f"*-{name}.html")
    return page


def expect_clean(reports: list[dict[str, object]]) -> None:
    assert [(report["width"], report["scheme"]) for report in reports] == [
        (width, scheme) for scheme in ("light", "dark") for width in (360, 800, 1280)
    ]
    for report in reports:
        assert report["violations"] == [] and report["said"] == [] and report["wider"] == 0
    assert len({report["ground"] for report in reports}) == 2


@pytest.mark.tool
@pytest.mark.parametrize("edition", ["carte-web", "livre-web"])
def test_the_sample_as_an_offprint_and_as_a_whole(
    edition: str, tmp_path: Path, looked_at: Callable[[Path], list[dict[str, object]]]
) -> None:
    shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    with (tmp_path / "manuscript" / "book.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: livre-web, format: html}\n")
    expect_clean(looked_at(build(tmp_path, edition)))


@pytest.mark.tool
@pytest.mark.corpus
@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_of_a_real_book(
    name: str, corpus: Path, tmp_path: Path, looked_at: Callable[[Path], list[dict[str, object]]]
) -> None:
    root, _ = prepare(next(book for book in BOOKS if book.name == name), corpus, tmp_path)
    with (root / "manuscript" / "book.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  - {{id: web, format: html, offprint: {CHAPTERS[name]}}}\n")
    expect_clean(looked_at(build(root, "web")))


@pytest.mark.corpus
@pytest.mark.parametrize("name", CHAPTERS)
def test_the_offprints_of_a_real_chapter_have_no_fault(name: str, corpus: Path, tmp_path: Path) -> None:
    root, _ = prepare(next(book for book in BOOKS if book.name == name), corpus, tmp_path)
    with (root / "manuscript" / "book.yaml").open("a", encoding="utf-8") as file:
        for format in ("epub", "kindle", "print"):
            extra = ", trim: 5.5x8.5in, profile: office" if format == "print" else ""
            file.write(f"  - {{id: off-{format}, format: {format}, offprint: {CHAPTERS[name]}{extra}}}\n")
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root), "--format", "json", "build", "offprints"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    foreign = [one["rule"] for one in json.loads(done.stdout)["findings"] if "-" in one["rule"]]
    assert foreign == [] and len(list((root / "dist").glob("*-off-*.epub"))) == 2
