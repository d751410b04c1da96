"""Ace by DAISY, when it is installed: its report on an EPUB as typed violations.

Ace shows every page in a browser, which runs the page's scripts.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookbuild._tools.run import Probe, Tool, run
from bookbuild.errors import ToolFailed, ToolMissing

_PROGRAM = "ace-puppeteer"
"""`ace` needs an Electron that npm must be allowed to fetch (Ace 1.4)."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_BROWSER_KEY = "PUPPETEER_EXECUTABLE_PATH"
_HOW = "npm install -g @daisy/ace, and apt install chromium (PUPPETEER_EXECUTABLE_PATH names another browser)"
TIMEOUT_S = 1200.0
"""A novel takes 10 s, a technical book of 110 pages with much code 70 s."""
_STARTS = 3
"""Ace gives the browser 5 s to start; the first start on a machine can take longer."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, order=True)
class Violation:
    """One rule that one element, or the package, breaks."""

    page: str
    """As the manifest has it; empty for the package document."""
    cfi: str
    """Steps from `html` to the element (EPUB CFI, without ids): `/4/2`; empty when Ace names none."""
    rule: str
    """Ace's or axe's own name: color-contrast."""
    impact: str
    """critical, serious, moderate or minor."""
    text: str
    element: str = ""
    """The element's markup, or its beginning."""
    help: str = ""
    """What Ace's knowledge base advises, and its address."""


def is_here() -> bool:
    """Whether `check` can run: Ace and a browser are installed."""
    return bool(shutil.which(_PROGRAM) and _environment() is not None)


def check(epub: Path) -> list[Violation]:
    """Ace's violations, by page. Raises ToolMissing; ToolFailed when it gives no report or takes TIMEOUT_S."""
    program, environment = shutil.which(_PROGRAM), _environment()
    if program is None or environment is None:
        raise ToolMissing("Ace", _HOW)
    with tempfile.TemporaryDirectory(prefix="ace-") as folder:
        out, work = Path(folder) / "out", Path(folder) / "work"
        argv: list[str | Path] = [
            program,
            "--force",
            "--silent",
            "--outdir",
            out,
            "--tempdir",
            work,
            epub.resolve(),
        ]
        report = out / "report.json"
        for start in range(_STARTS):
            try:
                run(argv, TIMEOUT_S, name="Ace", env=environment)
            except ToolFailed as error:
                if start == _STARTS - 1 or "browser" not in str(error):
                    raise
            if report.is_file():
                break
        try:
            return sorted(set(_violations(json.loads(report.read_text(encoding="utf-8")))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ToolFailed("Ace", f"gave no report on {epub.name} that can be read ({error})") from error


def probe() -> Probe:
    """Whether Ace is here with a browser, and which version."""
    path = shutil.which(_PROGRAM)
    if path is None or _environment() is None:
        return Probe("ace", None, how=_HOW)
    try:
        said = run([path, "--version"], timeout_s=30).stdout.strip()
    except ToolFailed:
        return Probe("ace", "of unknown version", path)
    return Probe("ace", said or "of unknown version", path)


TOOL = Tool("ace", "checks EPUBs for accessibility (when here)", required=False, probe=probe)


def _environment() -> Mapping[str, str] | None:
    """What Ace must be told about the browser; None when there is none."""
    if os.environ.get(_BROWSER_KEY):
        return {}
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    return {_BROWSER_KEY: found} if found else None


def _violations(report: dict[str, Any]) -> Iterator[Violation]:
    for document in report["assertions"]:
        url = document["earl:testSubject"]["url"]
        for assertion in document["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            pointers = result.get("earl:pointer", {}).get("cfi") or [""]
            advice = test.get("help", {})
            yield Violation(
                "" if url.endswith(".opf") else url,
                re.sub(r"\[[^\]]*\]", "", pointers[0]),
                test["dct:title"],
                test["earl:impact"],
                _line(result["dct:description"]),
                _line(result.get("html", ""))[:200],
                _line(". ".join(filter(None, (advice.get("dct:description", ""), advice.get("url", ""))))),
            )


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
