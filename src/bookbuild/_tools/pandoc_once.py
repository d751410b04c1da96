"""Pandoc for a file of unknown origin: started for it alone, in its sandbox, with bounded memory and time."""

from pathlib import Path

from bookbuild._tools.pandoc import pandoc_path
from bookbuild._tools.run import run

TIMEOUT_S = 120.0
_HEAP = "-M2g"
"""GHC's limit: beyond it pandoc ends itself with exit code 251."""


def read_untrusted(path: Path, format: str) -> tuple[bytes, list[str]]:
    """Pandoc's JSON of the file, and its warnings.

    In the sandbox no reader opens another file or an address: neither `\\input` nor an iframe does. Raises ToolFailed.
    """
    argv: list[str | Path] = [
        *(pandoc_path(), "--sandbox", f"--from={format}", "--to=json", "--track-changes=all"),
        *(path.resolve(), "+RTS", _HEAP, "-RTS"),
    ]
    answer = run(argv, TIMEOUT_S, name="pandoc")
    warnings = [
        line.removeprefix("[WARNING] ") for line in answer.stderr.splitlines() if line.startswith("[WARNING]")
    ]
    return answer.stdout.encode(), warnings
