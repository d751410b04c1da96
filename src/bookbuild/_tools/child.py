"""A script of ours in a process of its own: a line of JSON in, a line of JSON out, as often as wanted."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from bookbuild.errors import ToolFailed

_GRACE_S = 5.0
"""How long a process that has closed its output may take to end."""


class Child:
    """One running script. Not to be shared between threads. Use as a context manager or call `close`."""

    def __init__(self, script: Path, tool: str) -> None:
        self._tool = tool
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 — closed with the process; a pipe would fill up
        # -P: without it the script's folder is first on Python's path, and `import typst` finds our typst.py.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
        )

    def ask(self, question: Mapping[str, Any], timeout_s: float) -> dict[str, Any]:
        """The script's answer.

        Raises ToolFailed when it dies, takes over `timeout_s` or talks nonsense; then it can only be closed.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        watchdog = threading.Timer(timeout_s, end)
        watchdog.start()
        try:
            line = self._exchange(json.dumps(question).encode() + b"\n")
        finally:
            watchdog.cancel()
        if late.is_set():
            raise ToolFailed(self._tool, f"took longer than {timeout_s:g} s and was ended")
        if not line.endswith(b"\n"):
            raise ToolFailed(self._tool, f"ended with code {self._end(_GRACE_S)}: {self._last_words()}")
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise ToolFailed(self._tool, "gave an answer that is not JSON") from error
        if not isinstance(answer, dict):
            raise ToolFailed(self._tool, "gave an answer that is no JSON object")
        return answer

    def close(self) -> None:
        """End the process: it has nothing of its own to put in order."""
        self._process.kill()
        self._process.communicate()
        self._complaints.close()

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _exchange(self, line: bytes) -> bytes:
        """The line that answers ours; cut short or empty when the process ends instead."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None  # noqa: S101 — both were asked for as pipes
        try:
            stdin.write(line)
            stdin.flush()
        except OSError:  # it has ended already: BrokenPipeError, on Windows EINVAL
            return b""
        return stdout.readline()

    def _end(self, patience_s: float) -> int:
        """The exit code of a process that is ending, or is ended when it takes longer than that."""
        try:
            return self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _last_words(self) -> str:
        self._complaints.seek(0)
        return " / ".join(self._complaints.read().decode(errors="replace").strip().splitlines()[-3:])
