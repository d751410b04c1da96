"""Artifacts move to dist/ together, whole or not at all; SHA256SUMS names what is there."""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from bookbuild.production.cache import write_whole

SUMS = "SHA256SUMS"


def release(files: Sequence[Path], dist: Path, complete: bool) -> list[Path]:
    """Move copies of the files into `dist` under their names; gives the new paths.

    Everything is copied beside its place first, so that a full disk leaves dist/ as it was. With `complete`,
    files of an earlier release that are no longer made are removed: only those that SHA256SUMS names.
    """
    waiting = dist / ".incoming"
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    for file in files:
        shutil.copyfile(file, waiting / file.name)
    earlier = _sums(dist)
    for file in files:
        (waiting / file.name).replace(dist / file.name)
    waiting.rmdir()
    names = {file.name for file in files}
    if complete:
        for name in sorted(earlier.keys() - names):
            (dist / name).unlink(missing_ok=True)
    kept = {} if complete else {name: digest for name, digest in earlier.items() if (dist / name).is_file()}
    sums = {**kept, **{name: _sha256(dist / name) for name in names}}
    lines = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    write_whole(dist / SUMS, lines.encode())
    return [dist / file.name for file in files]


def _sums(dist: Path) -> dict[str, str]:
    """What an earlier SHA256SUMS names: digest by file name. Names with a path in them are not ours."""
    try:
        lines = (dist / SUMS).read_text().splitlines()
    except FileNotFoundError:
        return {}
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: digest for digest, name in pairs if "/" not in name and name not in {"", ".", ".."}}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
