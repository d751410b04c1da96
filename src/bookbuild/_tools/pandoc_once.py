"""Pandoc for a file of unknown origin: started for it alone, in its sandbox, with bounded memory and time."""

import re
from pathlib import Path

from bookbuild._tools.pandoc import pandoc_path
from bookbuild._tools.run import run

TIMEOUT_S = 120.0
_PASSED_OVER = re.compile(
    r"^\[(?:WARNING|INFO)\] ((?:Skipped|Could not (?!load include file \S+\.(?:sty|cls) )|Ignor)[^\n]*)",
    re.MULTILINE,
)
"""Of what pandoc says with --verbose: what is not in its answer."""
_HEAP = "-M2g"
"""GHC's limit: beyond it pandoc ends itself with exit code 251."""


def read_untrusted(path: Path, format: str) -> tuple[bytes, list[str]]:
    """Pandoc's JSON of the file, and what it says it has passed over.

    In the sandbox no reader opens another file or an address: neither `\\input` nor an iframe does. Raises ToolFailed.
    """
    argv: list[str | Path] = [
        *(pandoc_path(), "--sandbox", f"--from={format}", "--to=json", "--track-changes=all", "--verbose"),
        *(path.resolve(), "+RTS", _HEAP, "-RTS"),
    ]
    answer = run(argv, TIMEOUT_S, name="pandoc")
    return answer.stdout.encode(), [found[1] for found in _PASSED_OVER.finditer(answer.stderr)]
