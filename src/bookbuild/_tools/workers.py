"""Worker processes: the same function over many tasks, results in the order of the tasks."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import TypeVar

from bookbuild.errors import ToolFailed

Task = TypeVar("Task")
Result = TypeVar("Result")


IN_PROCESS_BYTES = 500_000
"""Below this much input two new processes take longer to start (0.4 s) than they save (a megabyte takes 1.5 s)."""


def cores() -> int:
    """How many processes are worth starting: the cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """A pool of `jobs` processes, started at the first task and ended by `close`.

    With one job everything runs in this process: the same bytes, and a debugger sees it.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self, work: Callable[[Task], Result], tasks: Sequence[Task], cost: Callable[[Task], int]
    ) -> Iterator[Result]:
        """Results in the order of `tasks`; the costliest are started first so that no core waits at the end.

        `cost` is in bytes of input. Little work is done in this process: see `IN_PROCESS_BYTES`.
        """
        if self.jobs == 1 or len(tasks) < 2 or sum(map(cost, tasks)) < IN_PROCESS_BYTES:
            yield from map(work, tasks)
            return
        pool = self._pool = self._pool or ProcessPoolExecutor(
            self.jobs, mp_context=multiprocessing.get_context("spawn")
        )
        by_cost = sorted(range(len(tasks)), key=lambda n: -cost(tasks[n]))
        futures: dict[int, Future[Result]] = {n: pool.submit(work, tasks[n]) for n in by_cost}
        try:
            for n in range(len(tasks)):
                yield futures[n].result()
        except BrokenProcessPool as error:
            raise ToolFailed("a worker process", "was ended from outside (out of memory?)") from error

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
