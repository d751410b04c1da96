"""One command measured: wall time, CPU time, and the peak memory of all its processes together."""

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE_MB = resource.getpagesize() / 1_000_000
_INTERVAL_S = 0.02


@dataclass(frozen=True)
class Measure:
    """What a command cost."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    """Resident memory, summed over the command's processes, at its highest. Sampled every 20 ms."""


def measure(argv: Sequence[str | Path], cwd: Path) -> Measure:
    """Run a command to its end. Raises CalledProcessError, with its output, when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with subprocess.Popen(
        [str(part) for part in argv],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        watcher = _Watcher(process.pid)
        watcher.start()
        output, _ = process.communicate()
        wall_s = time.perf_counter() - started
        watcher.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, argv, output)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measure(wall_s, cpu_s, watcher.peak_mb)


class _Watcher(threading.Thread):
    """Samples the memory of a session's processes."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak_mb = 0.0
        self._session = session
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(_INTERVAL_S):
            self.peak_mb = max(self.peak_mb, _session_mb(self._session))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _session_mb(session: int) -> float:
    """Resident memory of all processes of a session; field 6 of /proc/PID/stat is the session (proc(5))."""
    total = 0.0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
                fields = stat.rpartition(")")[2].split()
                if int(fields[3]) == session:
                    total += int(fields[21]) * _PAGE_MB
            except (OSError, ValueError, IndexError):
                continue  # it has just ended
    return total
