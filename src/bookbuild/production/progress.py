"""Progress on standard error: a bar with the step and the file, on a terminal only, for what takes over a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

PATIENCE_S = 1.0
"""Work shorter than this shows nothing."""


class Progress:
    """Says what is going on; silent when standard error is no terminal or `quiet` is set."""

    def __init__(self, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._started = time.monotonic()
        self._editions: dict[str, str] = {}

    @contextmanager
    def step(self, name: str, length: int) -> Iterator[Callable[[str], None]]:
        """One step of `length` items; call what it gives with each item done."""
        done = 0

        def advance(item: str) -> None:
            nonlocal done
            done += 1
            self._draw(name, item, done, length)

        yield advance
        self.clear()

    def say(self, what: str) -> None:
        """A step without countable items."""
        self._draw(what, "", 0, 0)

    def edition(self, id: str) -> Callable[[str], None]:
        """To say what an edition is at, beside what others are at; no words mean that it is done."""
        self._editions[id] = ""

        def say(what: str) -> None:
            self._editions[id] = what
            self.say(" · ".join(f"{id}: {what}" for id, what in self._editions.items() if what))

        return say

    def clear(self) -> None:
        """Wipe the line."""
        if self._shown:
            click.echo("\r\033[2K", nl=False, err=True)

    def _draw(self, name: str, item: str, done: int, length: int) -> None:
        if not self._shown or time.monotonic() - self._started < PATIENCE_S:
            return
        bar = ""
        if length:
            full = 20 * done // length
            bar = f" {'█' * full}{'░' * (20 - full)} {done}/{length}"
        click.echo(f"\r\033[2K{name}{bar} {item}"[:110], nl=False, err=True)
