"""Running a program: an argv list, a time limit, and a ToolFailed that says what went wrong."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild.errors import ToolFailed, ToolMissing

_STDERR_LINES = 6
"""How much of a program's complaint we repeat."""


@dataclass(frozen=True)
class Answer:
    """What a program said."""

    exit_code: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Probe:
    """Whether a program can be used here: its version and place, or how to get it."""

    tool: str
    version: str | None
    """None when it is missing."""
    where: str = ""
    how: str = ""
    """What to do when it is missing."""


@dataclass(frozen=True)
class Tool:
    """A program that bookbuild uses, as `bookbuild doctor` lists it."""

    name: str
    purpose: str
    required: bool
    """Whether `bookbuild build` needs it; the others serve tests and extra checks."""
    probe: Callable[[], Probe]


def run(
    argv: Sequence[str | Path],
    timeout_s: float,
    *,
    name: str = "",
    exit_codes: Sequence[int] = (0,),
    env: Mapping[str, str] | None = None,
) -> Answer:
    """Run a program to its end.

    Raises ToolMissing when it is not there; ToolFailed when it ends with an exit code not in `exit_codes`,
    dies of a signal, or is still running after `timeout_s` seconds (it and its children are then ended).
    """
    tool = name or Path(argv[0]).name
    try:
        process = subprocess.Popen(
            [str(part) for part in argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **env} if env else None,
            start_new_session=True,
        )
    except (FileNotFoundError, PermissionError) as error:
        raise ToolMissing(tool, f"{argv[0]} can't be started ({error.strerror}).") from error
    try:
        stdout, stderr = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired as error:
        raise ToolFailed(tool, f"did not finish in {timeout_s:g} seconds and was ended") from error
    finally:
        _end(process)
    answer = Answer(process.returncode, _text(stdout), _text(stderr))
    if answer.exit_code not in exit_codes:
        raise ToolFailed(tool, _complaint(answer))
    return answer


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a program that is still running, with the processes it started."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()


def _complaint(answer: Answer) -> str:
    if answer.exit_code < 0:
        how = f"was ended by signal {-answer.exit_code}"
    else:
        how = f"ended with exit code {answer.exit_code}"
    said = (answer.stderr.strip() or answer.stdout.strip()).splitlines()[-_STDERR_LINES:]
    return "\n    ".join([how, *said])


def _text(output: bytes) -> str:
    return output.decode("utf-8", errors="replace")
