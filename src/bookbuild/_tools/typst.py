"""Typst, from its Python wheel, in a child process: pages as PDF or PNG, and positions on the pages.

Typst reads any file below `root`, so `root` must hold only what we put there. System fonts are never used:
the same input gives the same pages on every machine.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bookbuild._tools.child import Child
from bookbuild.errors import ToolFailed

_CHILD = Path(__file__).with_name("typst_child.py")
TIMEOUT_S = 300.0
"""Longest run we wait for; a novel of 1,500 pages takes 6 s on two cores (typst 0.15.2)."""
MOST_KEPT_MB = 3000
"""Memory that kept children may hold together. That novel takes 1,100 MB, and 35 MB more with each edit."""


@dataclass(frozen=True)
class Diagnostic:
    """What Typst says about a source."""

    message: str
    text: str
    """The same with file, line and the source itself, as Typst prints it."""
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compiled:
    """What a job gave back."""

    warnings: tuple[Diagnostic, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    """Answers to `ask`, by name."""


class TypstFailed(ToolFailed):
    """Typst refused the source."""

    def __init__(self, errors: Sequence[Diagnostic]) -> None:
        super().__init__("Typst", "\n".join(error.text or error.message for error in errors))
        self.errors = tuple(errors)


def compile_pdf(  # noqa: PLR0913 — a job has this many sides
    root: Path,
    main: str,
    output: Path,
    fonts: Sequence[Path] = (),
    inputs: Mapping[str, str] | None = None,
    when: datetime | None = None,
    *,
    ask: Mapping[str, str] | None = None,
    standard: str | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Compiled:
    """Set `root`/`main` into the PDF `output`.

    `fonts` are folders of faces beside those in the wheel (Libertinus Serif, New Computer Modern, DejaVu Sans
    Mono). `inputs` arrive in `sys.inputs`. `when` is the only date inside the file. `ask` maps names to Typst
    expressions evaluated on the finished layout: `query(<p>).map(m => m.location().page())`. `standard` is one
    that Typst checks: `ua-1` makes a tagged PDF; without, the PDF has no tags.
    Raises TypstFailed when Typst refuses the source, ToolFailed when it crashes or takes over `timeout_s`.
    """
    extra = {"format": "pdf", "output": str(output.resolve()), "standard": standard}
    job = _job(root, main, fonts, inputs, when, ask) | extra
    if _kept:
        return _compiled(_kept.ask(job, timeout_s))
    return _compiled(_ask_once(job, timeout_s))


@contextmanager
def kept_warm() -> Iterator[None]:
    """Until the block ends, what sets a PDF stays: its next edit of one word takes a fifth of the time."""
    global _kept  # noqa: PLW0603 — how jobs are run concerns none of those who ask for them
    _kept = _Kept()
    try:
        yield
    finally:
        _kept.close()
        _kept = None


def compile_png(
    root: Path,
    main: str,
    fonts: Sequence[Path] = (),
    ppi: float = 144.0,
    inputs: Mapping[str, str] | None = None,
    timeout_s: float = TIMEOUT_S,
) -> tuple[bytes, ...]:
    """Every page of `root`/`main` as PNG bytes, in order. Raises as `compile_pdf` does."""
    with tempfile.TemporaryDirectory(prefix="bookbuild-") as folder:
        extra = {"format": "png", "output": str(Path(folder) / "{0p}.png"), "ppi": ppi}
        _compiled(_ask_once(_job(root, main, fonts, inputs, None, None) | extra, timeout_s))
        return tuple(page.read_bytes() for page in sorted(Path(folder).iterdir()))


def ask(
    root: Path,
    main: str,
    questions: Mapping[str, str],
    fonts: Sequence[Path] = (),
    inputs: Mapping[str, str] | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Mapping[str, Any]:
    """Answers to Typst expressions about `root`/`main`, laid out, not written. Raises as `compile_pdf`."""
    job = _job(root, main, fonts, inputs, None, questions) | {"format": None}
    return _compiled(_ask_once(job, timeout_s)).values


def _job(
    root: Path,
    main: str,
    fonts: Sequence[Path],
    inputs: Mapping[str, str] | None,
    when: datetime | None,
    questions: Mapping[str, str] | None,
) -> dict[str, Any]:
    return {
        "root": str(root.resolve()),
        "main": str(root.resolve() / main),
        "fonts": [str(folder.resolve()) for folder in fonts],
        "inputs": dict(inputs or {}),
        "timestamp": int(when.timestamp()) if when else 0,
        "ask": dict(questions or {}),
    }


def _ask_once(job: Mapping[str, Any], timeout_s: float) -> dict[str, Any]:
    """By a child for this job alone: all its memory goes back to the machine."""
    with Child(_CHILD, "Typst") as child:
        return child.ask(job, timeout_s)


class _Kept:
    """A child for each source: what Typst remembers of one is lost after ten runs of others (typst 0.15.2)."""

    def __init__(self) -> None:
        self._children: dict[str, Child] = {}
        self._memory_mb: dict[str, int] = {}

    def ask(self, job: Mapping[str, Any], timeout_s: float) -> dict[str, Any]:
        """The answer of the source's child. It stays if it gave one and there is memory for it."""
        main: str = job["main"]
        child = self._children.pop(main, None) or Child(_CHILD, "Typst")
        self._memory_mb.pop(main, None)
        try:
            answer = child.ask(job, timeout_s)
            if sum(self._memory_mb.values()) + answer["memory_mb"] <= MOST_KEPT_MB:
                self._children[main], self._memory_mb[main] = child, answer["memory_mb"]
        finally:
            if self._children.get(main) is not child:
                child.close()
        return answer

    def close(self) -> None:
        """End them all."""
        for child in self._children.values():
            child.close()


_kept: _Kept | None = None


def _compiled(answer: Mapping[str, Any]) -> Compiled:
    if errors := answer.get("errors"):
        raise TypstFailed(_diagnostics(errors))
    return Compiled(_diagnostics(answer["warnings"]), answer["values"])


def _diagnostics(entries: Sequence[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(entry["message"], entry["text"], tuple(entry["hints"])) for entry in entries)
