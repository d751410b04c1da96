"""Pandoc, kept running: one `pandoc lua` process reads and writes many documents.

Starting pandoc costs 45 ms a file, decoding its JSON in a second process as much again; a process kept open
reads the 111 files of a technical book in half the time (pandoc 3.9).
"""

import contextlib
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

from bookbuild.errors import ToolFailed, ToolMissing

_SCRIPT = Path(__file__).with_name("pandoc.lua")
TIMEOUT_S = 120.0
"""Longest answer we wait for; the largest chapter of a 570,000-word novel takes 0.4 s."""


def pandoc_path() -> Path:
    """The pandoc that the pypandoc_binary wheel brings. Raises ToolMissing when it is not there."""
    import pypandoc

    try:
        return Path(pypandoc.get_pandoc_path())
    except OSError as error:
        raise ToolMissing("pandoc", "Run `pip install pypandoc_binary`.") from error


class LogMessage(msgspec.Struct):
    """One warning of pandoc's. Field names are pandoc's; line and column are 0 when it names no place."""

    pretty: str
    type: str
    line: int = 0
    column: int = 0


_LOG = msgspec.json.Decoder(LogMessage)


class Pandoc:
    """One running pandoc. Not to be shared between threads. Use as a context manager or call `close`."""

    def __init__(self, executable: Path | None = None) -> None:
        argv = [str(executable or pandoc_path()), "lua", str(_SCRIPT)]
        self._process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_SCRIPT.parent
        )

    def read(
        self, text: bytes, format: str, bibliography: Path | None = None, lang: str = "en"
    ) -> tuple[bytes, list[LogMessage]]:
        """Pandoc's JSON of a text, and pandoc's warnings.

        With a bibliography, pandoc's citeproc sets the citations in the language and adds the references.
        """
        if bibliography is None:
            return self._ask("read", format, text)
        return self._ask("cite", format, f"{bibliography}\n{lang}\n".encode() + text)

    def write(self, json: bytes, format: str) -> tuple[bytes, list[LogMessage]]:
        """The text of a JSON document in a format (a fragment, unwrapped), and pandoc's warnings."""
        return self._ask("write", format, json)

    @property
    def ended(self) -> bool:
        """Whether the process is gone: it crashed, or took too long."""
        return self._process.poll() is not None

    def close(self) -> None:
        """End the process."""
        stdin, stdout = self._pipes()
        with contextlib.suppress(BrokenPipeError):  # it is dead already, with our last words unread
            stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        stdout.close()

    def __enter__(self) -> "Pandoc":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, verb: str, format: str, body: bytes) -> tuple[bytes, list[LogMessage]]:
        watchdog = threading.Timer(TIMEOUT_S, self._process.kill)
        watchdog.start()
        try:
            return self._exchange(f"{verb} {format} {len(body)}\n".encode(), body)
        except (BrokenPipeError, ValueError, msgspec.DecodeError) as error:
            raise ToolFailed("pandoc", f"stopped while asked to {verb} {format}") from error
        finally:
            watchdog.cancel()

    def _exchange(self, head: bytes, body: bytes) -> tuple[bytes, list[LogMessage]]:
        stdin, stdout = self._pipes()
        stdin.write(head + body)
        stdin.flush()
        status, log_lines, size = stdout.readline().split()
        log = [_LOG.decode(stdout.readline()) for _ in range(int(log_lines))]
        answer = stdout.read(int(size))
        if len(answer) != int(size):
            raise ValueError("answer cut short")
        if status != b"ok":
            raise ToolFailed("pandoc", answer.decode(errors="replace").strip())
        return answer, log

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None  # noqa: S101 — both were asked for as pipes
        return stdin, stdout
