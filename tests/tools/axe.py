"""Web pages in Chromium, light and dark, on a telephone, a tablet and a desk: axe-core finds nothing, nothing is asked for."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

SCRIPT = Path(__file__).with_suffix(".js")
RequireTool = Callable[[str], str]


def expect_clean(page: Path, require_tool: RequireTool) -> None:
    """No fault in any width and colour scheme, and two different grounds."""
    reports = looked_at(page, require_tool)
    assert [(report["width"], report["scheme"]) for report in reports] == [
        (width, scheme) for scheme in ("light", "dark") for width in (360, 800, 1280)
    ]
    for report in reports:
        assert report["violations"] == [] and report["said"] == [] and report["wider"] == 0
    assert len({report["ground"] for report in reports}) == 2


def looked_at(page: Path, require_tool: RequireTool) -> list[dict[str, object]]:
    """What axe-core and the browser say of a page, a report for each width and colour scheme."""
    node, chromium, ace = (require_tool(name) for name in ("node", "chromium", "ace-puppeteer"))
    # puppeteer-core and axe-core come with Ace.
    modules = next(folder for folder in Path(ace).resolve().parents if folder.name == "node_modules")
    environment = {**os.environ, "NODE_PATH": str(modules), "PUPPETEER_EXECUTABLE_PATH": chromium}
    argv = [node, str(SCRIPT), str(page)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))
