"""Two pieces of work at once, for when one of them mostly waits for a program."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

First = TypeVar("First")
Second = TypeVar("Second")
Value = TypeVar("Value")


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
