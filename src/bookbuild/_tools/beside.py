"""Two pieces of work at once, for when one of them mostly waits for a program."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

First = TypeVar("First")
Second = TypeVar("Second")


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
