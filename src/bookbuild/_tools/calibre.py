"""calibre's `ebook-convert`, when it is installed: another engine for AZW3."""

import shutil
from pathlib import Path

from bookbuild._tools.run import Probe, Tool, run
from bookbuild.errors import ToolFailed, ToolMissing

_PROGRAM = "ebook-convert"
_TIMEOUT_S = 1800.0
"""A novel of 570,000 words takes 15 s."""
_HOW = "apt install calibre (or write without --engine calibre)"


def convert(epub: Path, target: Path) -> str:
    """Write the EPUB as AZW3; gives calibre's version. Raises ToolMissing, ToolFailed.

    calibre would add a page of contents of its own, and give each copy another number.
    """
    path = shutil.which(_PROGRAM)
    if path is None:
        raise ToolMissing("calibre", _HOW)
    run([path, epub, target, "--no-inline-toc", "--share-not-sync"], _TIMEOUT_S)
    if not target.is_file():
        raise ToolFailed("calibre", f"wrote no {target.name}")
    return probe().version or "of unknown version"


def probe() -> Probe:
    """Whether it is here, and which version."""
    path = shutil.which(_PROGRAM)
    if path is None:
        return Probe("calibre", None, how=_HOW)
    try:
        said = run([path, "--version"], timeout_s=60).stdout
    except ToolFailed:
        return Probe("calibre", "of unknown version", path)
    return Probe("calibre", said.partition("calibre ")[2].partition(")")[0] or "of unknown version", path)


TOOL = Tool("calibre", "another engine for AZW3 (if asked for)", required=False, probe=probe)
