"""What a check of an EPUB costs, EPUBCheck and our own rules together: with Java still to start, and after it."""

import time
from pathlib import Path

from bookbuild._tools.epubcheck import kept_warm
from bookbuild.preflight.epub import check_epub


def check_wall_s(epub: Path) -> tuple[float, float]:
    """Seconds for the first check, and for the next one by the same Java."""
    with kept_warm():
        return _once(epub), _once(epub)


def _once(epub: Path) -> float:
    started = time.perf_counter()
    check_epub(epub, {}, epub.parent)
    return time.perf_counter() - started
