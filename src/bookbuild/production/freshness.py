"""Whether anything has changed since the last whole build. Standard library only: it answers in milliseconds."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from bookbuild.production.cache import PACKAGE, write_whole

_NAME = "last-build.json"
_OURS = frozenset({"build", "dist", "releases", ".venv", ".git", "__pycache__"})
"""Folders that no build reads; releases/ are those of `bookbuild release`."""


def state(root: Path, styles: Path, options: str) -> dict[str, object]:
    """Size and time of every file that a build depends on, and of what it made."""
    places = {"book": root, "code": PACKAGE, "styles": styles, "dist": root / "dist"}
    files = {name: dict(sorted(_stamps(place))) for name, place in places.items()}
    return {"files": files, "options": options, "date": os.environ.get("SOURCE_DATE_EPOCH", "")}


def is_fresh(root: Path, now: dict[str, object]) -> bool:
    """Whether the last build left nothing to do."""
    try:
        then = json.loads((root / "build" / _NAME).read_text())
    except (OSError, ValueError):
        return False
    return bool(then == json.loads(json.dumps(now)))


def remember(root: Path, now: dict[str, object]) -> None:
    """Note that everything is built from this state."""
    write_whole(root / "build" / _NAME, json.dumps(now).encode())


def forget(root: Path) -> None:
    """A build has begun; until it ends well, nothing is fresh."""
    (root / "build" / _NAME).unlink(missing_ok=True)


def _stamps(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Every file below a folder; build/, dist/ and hidden folders inside it are not entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _OURS and not entry.name.startswith("."):
                for name, found in _stamps(Path(entry.path)):
                    yield f"{entry.name}/{name}", found
        elif not entry.name.endswith(".pyc"):
            # A link that leads nowhere is stamped as a link.
            info = entry.stat(follow_symlinks=Path(entry.path).exists())
            yield entry.name, [info.st_size, info.st_mtime_ns]
