"""What stops a run: one tree of exceptions, each with an exit code and advice.

A fault *in the book* is a Finding (`bookbuild.diagnostics`), never an exception.
"""

from enum import IntEnum
from pathlib import Path
from typing import ClassVar

import click


class Exit(IntEnum):
    """Exit codes of every command, documented in the README."""

    OK = 0
    FINDINGS = 1
    """The book has errors (or warnings, with --strict); nothing was released."""
    USAGE = 2
    """The command line could not be understood (click's own code)."""
    NO_BOOK = 3
    """There is no book here, or its book.yaml can't be read at all."""
    TOOL = 4
    """A program that is needed is missing, crashed, hung or gave nonsense."""
    INTERRUPTED = 130


class BookbuildError(click.ClickException):
    """This run can't go on. `advice` says what to do next."""

    exit_code: ClassVar[int] = Exit.TOOL

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice

    def format_message(self) -> str:
        """The message, then the advice on a line of its own."""
        return f"{self.message}\n  {self.advice}" if self.advice else self.message

    def __reduce__(self) -> tuple[object, ...]:
        """From a worker process it arrives as it was raised (exceptions are made anew from one argument otherwise)."""
        return _raised_elsewhere, (type(self), self.__dict__)


def _raised_elsewhere(kind: type[BookbuildError], state: dict[str, object]) -> BookbuildError:
    error = kind.__new__(kind)
    error.__dict__.update(state)
    return error


class NoBook(BookbuildError):
    """The folder has no book.yaml."""

    exit_code: ClassVar[int] = Exit.NO_BOOK

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No book in {folder}: neither book.yaml nor manuscript/book.yaml is there.",
            "Start one with `bookbuild new my-book`, or point to one with `bookbuild -C DIR`.",
        )


class ToolMissing(BookbuildError):
    """A program that this step needs is not on the machine."""

    def __init__(self, tool: str, how: str) -> None:
        super().__init__(f"{tool} is not installed.", how)


class ToolFailed(BookbuildError):
    """A program crashed, ran out of time, or answered what can't be understood."""

    def __init__(self, tool: str, what: str, advice: str = "") -> None:
        super().__init__(f"{tool}: {what}", advice or "Run `bookbuild doctor` to see what is installed.")
