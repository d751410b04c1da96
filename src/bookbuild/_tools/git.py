"""Git, for reading only: which commit a name means, and the files of a commit.

Nothing that a repository says is run: blobs are read as they are stored (no filter, no text conversion), no hook, no
file-system monitor, nothing fetched from elsewhere. Git itself refuses repositories of other owners (safe.directory).
"""

import os
import subprocess
import threading
from pathlib import Path, PurePosixPath
from typing import IO

from bookbuild._tools.run import run
from bookbuild.errors import ToolFailed

TIMEOUT_S = 60.0
MAX_FILES = 20_000
MAX_BYTES = 100_000_000
"""Of one file; larger ones are left where they are."""
MAX_ALL_BYTES = 1_000_000_000
_MTIME = 315_532_800
"""1980: the same for all files, so that what is kept of them can be found again."""
_GIT = (
    "git",
    "--no-pager",
    "--no-replace-objects",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
)
_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def commit_of(folder: Path, name: str) -> str:
    """The hash of the commit that a name means in the repository of a folder; empty without commit or repository.

    Raises ToolMissing without git, ToolFailed when git will not read the repository.
    """
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    answer = run([*_GIT, "-C", folder, *asked], TIMEOUT_S, name="git", exit_codes=(0, 1, 128), env=_QUIET)
    if answer.exit_code == 128 and "not a git repository" not in answer.stderr:
        raise ToolFailed("git", answer.stderr.strip())
    return answer.stdout.strip()


def extract(folder: Path, commit: str, target: Path) -> None:
    """Put the files that a commit has below a folder of its repository into `target`, which is empty.

    Links and submodules are left out, and what would come to lie outside. Raises ToolFailed when there is too much.
    """
    listed = run(
        [*_GIT, "-C", folder, "ls-tree", "-r", "-z", "-l", commit], TIMEOUT_S, name="git", env=_QUIET
    )
    blobs = [found for entry in listed.stdout.split("\0") if (found := _blob(entry))]
    if len(blobs) > MAX_FILES or sum(size for _, size, _ in blobs) > MAX_ALL_BYTES:
        raise ToolFailed("git", f"{commit[:12]} has too many files below {folder}")
    with subprocess.Popen(
        [*_GIT, "-C", str(folder), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_QUIET},
    ) as process:
        watchdog = threading.Timer(TIMEOUT_S, process.kill)
        watchdog.start()
        try:
            for id, _, path in blobs:
                _write(target / path, _read(process, id))
        except (BrokenPipeError, ValueError) as error:
            raise ToolFailed("git", f"stopped while it read {commit[:12]}") from error
        finally:
            watchdog.cancel()
            process.kill()


def _blob(entry: str) -> tuple[str, int, PurePosixPath] | None:
    """Id, size and path of a regular file: `100644 blob 1a2b…   120\\tmanuscript/book.yaml`."""
    head, _, name = entry.partition("\t")
    fields = head.split()
    path = PurePosixPath(name)
    if len(fields) != 4 or not fields[0].startswith("100") or not fields[3].isdecimal():
        return None
    if not name or path.is_absolute() or ".." in path.parts or "\\" in name or "\ufffd" in name:
        return None
    return (fields[2], int(fields[3]), path) if int(fields[3]) <= MAX_BYTES else None


def _read(process: "subprocess.Popen[bytes]", id: str) -> bytes:
    """The bytes of a blob. Raises ValueError when git doesn't give them."""
    stdin, stdout = _pipes(process)
    stdin.write(f"{id}\n".encode())
    stdin.flush()
    _, kind, size = stdout.readline().split()
    content = stdout.read(int(size) + 1)[:-1]
    if kind != b"blob" or len(content) != int(size):
        raise ValueError(f"{id} is cut short")
    return content


def _pipes(process: "subprocess.Popen[bytes]") -> tuple[IO[bytes], IO[bytes]]:
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None and stdout is not None  # noqa: S101 — both were asked for as pipes
    return stdin, stdout


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (_MTIME, _MTIME))
