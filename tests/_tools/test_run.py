"""Programs that crash, hang and lie: fakes that really run."""

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from bookbuild._tools.run import run
from bookbuild.errors import ToolFailed, ToolMissing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")


def fake(folder: Path, body: str) -> Path:
    """A program that does what the shell lines say."""
    path = folder / "fake"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_what_a_program_says_comes_back(tmp_path: Path) -> None:
    answer = run([fake(tmp_path, 'echo "$1"; echo problem >&2'), "two words"], timeout_s=10)
    assert (answer.stdout, answer.stderr, answer.exit_code) == ("two words\n", "problem\n", 0)


def test_no_shell_sees_the_arguments(tmp_path: Path) -> None:
    answer = run([fake(tmp_path, 'echo "$1"'), "$(touch pwned); `id`"], timeout_s=10)
    assert answer.stdout == "$(touch pwned); `id`\n"


def test_a_crash_says_how_and_repeats_the_last_words(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match=r"(?s)exit code 3.*out of paper"):
        run([fake(tmp_path, "echo out of paper >&2; exit 3")], timeout_s=10)


def test_an_exit_code_that_is_an_answer_is_no_crash(tmp_path: Path) -> None:
    assert run([fake(tmp_path, "exit 1")], timeout_s=10, exit_codes=(0, 1)).exit_code == 1


def test_a_killed_program_is_told_by_its_signal(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match="signal 9"):
        run([fake(tmp_path, "kill -9 $$")], timeout_s=10)


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    pid_file = tmp_path / "child"
    started = time.monotonic()
    with pytest.raises(ToolFailed, match=r"did not finish in 0\.4 seconds"):
        run([fake(tmp_path, f"sleep 30 & echo $! > {pid_file}; wait")], timeout_s=0.4)
    assert time.monotonic() - started < 5
    child = int(pid_file.read_text())
    for _ in range(50):
        if not _is_alive(child):
            break
        time.sleep(0.05)
    assert not _is_alive(child)


def test_a_program_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="nowhere"):
        run([tmp_path / "nowhere"], timeout_s=10)


def test_bytes_that_are_not_text_do_no_harm(tmp_path: Path) -> None:
    assert "\ufffd" in run([fake(tmp_path, r"printf '\377'")], timeout_s=10).stdout


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "State:\tZ" not in status.read_text()
