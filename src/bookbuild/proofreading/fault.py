"""One fault as a rule finds it: a passage of the source, and what should stand there if that is certain."""

from dataclasses import dataclass

from bookbuild.diagnostics import Rule


@dataclass(frozen=True)
class Fault:
    """A fault at `start` to `end` of the source."""

    rule: Rule
    start: int
    end: int
    message: str
    hint: str = ""
    mended: str | None = None
    """What `--fix` puts there; None where only a person can tell."""
    shown: bool = True
    """False for one more of a kind that has been shown often enough: mended all the same."""
