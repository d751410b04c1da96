"""The real Ace: what it finds in spoiled books of ours, and that it finds nothing in the sample."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.diagnostics import Severity
from bookbuild.preflight.ace import ace_findings
from tests.preflight.epubs import SOURCES, make_epub

pytestmark = pytest.mark.tool
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _ace(require_tool: Callable[[str], str]) -> None:
    require_tool("ace-puppeteer")
    require_tool("chromium")


def test_planted_violations_are_found_at_their_markdown_lines(tmp_path: Path) -> None:
    path = make_epub(
        tmp_path,
        {
            "<p>Le bus": '<p style="color: #aaa; background: #fff">Le bus',
            "<h2>La carte des arrêts</h2>": "<h2>La carte des arrêts</h2><table><tr><th></th></tr></table>",
            '<p><img src="../cover.png" alt="Un bus jaune."/></p>': '<p><img src="../cover.png"/></p>',
        },
    )
    found = {finding.rule: finding for finding in ace_findings(path, SOURCES, tmp_path)}
    assert {"color-contrast", "image-alt"} <= set(found)
    assert str(found["color-contrast"].at) == "body/a.md:3"
    assert found["color-contrast"].severity is Severity.ERROR
    assert found["image-alt"].at and found["image-alt"].at.file == "body/a.md"


def test_make_asks_ace_and_it_has_nothing_to_say_of_the_sample(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "manuscript", tmp_path / "manuscript")
    argv = [
        sys.executable,
        "-m",
        "bookbuild",
        "-C",
        str(tmp_path),
        "--format",
        "json",
        "--ace",
        "build",
        "epub",
    ]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    findings = json.loads(done.stdout)["findings"]
    assert [one for one in findings if one["name"] == "ace" or one["rule"] in {"TL020", "TL021"}] == []
