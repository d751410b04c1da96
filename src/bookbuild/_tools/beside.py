"""Pieces of work at once, in threads: one waits for a program, or gives up the interpreter's lock."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from bookbuild._tools.workers import cores

First = TypeVar("First")
Second = TypeVar("Second")
Value = TypeVar("Value")
Task = TypeVar("Task")
Done = TypeVar("Done")


class Awaited(Generic[Value]):
    """A value that one piece of work gives to the other. It is given once; later gifts are passed over."""

    def __init__(self) -> None:
        self._future: Future[Value] = Future()

    def give(self, value: Value) -> None:
        """Let those who wait go on."""
        if not self._future.done():
            self._future.set_result(value)

    def get(self) -> Value:
        """The value, when it is there. Whoever is to give it must do so even when he fails."""
        return self._future.result()


def each(work: Callable[[Task], Done], tasks: Sequence[Task]) -> list[Done]:
    """What `work` gives for each task, in their order: on as many threads as there are cores.

    For libraries that give up the interpreter's lock while they work, as Pillow does.
    """
    with ThreadPoolExecutor(cores()) as threads:
        return list(threads.map(work, tasks))


def both(first: Callable[[], First], second: Callable[[], Second]) -> tuple[First, Second]:
    """What the two give: `first` runs in a thread, `second` here.

    Both come to their end before an exception of either is raised; of two, that of `first`.
    """
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(first)
        try:
            given = second()
        finally:
            awaited = waiting.result()
    return awaited, given
