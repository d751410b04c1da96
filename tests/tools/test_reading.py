"""Every component of the e-book styles, in Chromium, in each theme and at twice the size of type.

With BOOKBUILD_PICTURES=FOLDER the pages are photographed there too, to be looked at.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.design.contrast import GROUNDS
from tests.tools.reading import Reader, faults, in_one, photograph, unpack

pytestmark = pytest.mark.tool
BOOK = Path(__file__).parent / "components"
RequireTool = Callable[[str], str]
_PICTURE_HEIGHT = 2600


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("components")
    shutil.copytree(BOOK, root / "book")
    argv = [sys.executable, "-m", "bookbuild", "-C", str(root / "book"), "build", "--draft"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (epub,) = (root / "book" / "build" / "epub").glob("*.epub")
    return unpack(epub, root / "unpacked")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("theme", sorted(GROUNDS))
def test_all_text_has_the_contrast_of_aa_and_nothing_is_wider_than_the_window(
    pages: list[Path], theme: str, percent: int, require_tool: RequireTool
) -> None:
    chromium, reader = require_tool("chromium"), Reader(theme, percent)
    text = in_one([page for page in pages if page.parent.name == "text"])
    assert faults(chromium, text, reader) == []
    if folder := os.environ.get("BOOKBUILD_PICTURES"):
        for page in pages:
            target = Path(folder) / f"{page.stem}-{theme}-{percent}.png"
            photograph(chromium, page, reader, target, _PICTURE_HEIGHT)


def test_the_probe_sees_pale_text_and_a_line_too_wide(tmp_path: Path, require_tool: RequireTool) -> None:
    page = tmp_path / "a.xhtml"
    page.write_text(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A</title></head><body>'
        '<p style="color: #999999">pale</p><p style="white-space: nowrap">'
        + "wide " * 80
        + "</p></body></html>",
        encoding="utf-8",
    )
    found = faults(require_tool("chromium"), page, Reader("white"))
    assert [fault.split(" ")[1] for fault in found] == ["contrast", "overflow", "overflow"]
