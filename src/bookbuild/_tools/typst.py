"""Typst, from its Python wheel, one child process a job: pages as PDF or PNG, and positions on the pages.

Typst reads any file below `root`, so `root` must hold only what we put there. System fonts are never used:
the same input gives the same pages on every machine.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bookbuild.errors import ToolFailed

_CHILD = Path(__file__).with_name("typst_child.py")
TIMEOUT_S = 300.0
"""Longest run we wait for; a novel of 1,500 pages takes 6 s on two cores (typst 0.15.2)."""


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
    tags: bool = False,
    timeout_s: float = TIMEOUT_S,
) -> Compiled:
    """Set `root`/`main` into the PDF `output`.

    `fonts` are folders of faces beside those in the wheel (Libertinus Serif, New Computer Modern, DejaVu Sans
    Mono). `inputs` arrive in `sys.inputs`. `when` is the only date inside the file. `ask` maps names to Typst
    expressions evaluated on the finished layout: `query(<p>).map(m => m.location().page())`.
    Raises TypstFailed when Typst refuses the source, ToolFailed when it crashes or takes over `timeout_s`.
    """
    extra = {"format": "pdf", "output": str(output.resolve()), "tags": tags}
    return _run(_job(root, main, fonts, inputs, when, ask) | extra, timeout_s)


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
        _run(_job(root, main, fonts, inputs, None, None) | extra, timeout_s)
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
    return _run(job, timeout_s).values


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


def _run(job: Mapping[str, Any], timeout_s: float) -> Compiled:
    # -P: without it Python would put this folder first on the path, and `import typst` would find this file.
    argv = [sys.executable, "-P", str(_CHILD)]
    try:
        done = subprocess.run(
            argv, input=json.dumps(job).encode(), capture_output=True, timeout=timeout_s, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ToolFailed("Typst", f"took longer than {timeout_s:g} s and was ended") from error
    if done.returncode != 0:
        last_lines = done.stderr.decode(errors="replace").strip().splitlines()[-3:]
        raise ToolFailed("Typst", f"ended with code {done.returncode}: {' / '.join(last_lines)}")
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise ToolFailed("Typst", "gave an answer that is not JSON") from error
    if errors := answer.get("errors"):
        raise TypstFailed(_diagnostics(errors))
    return Compiled(_diagnostics(answer["warnings"]), answer["values"])


def _diagnostics(entries: Sequence[Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    return tuple(Diagnostic(entry["message"], entry["text"], tuple(entry["hints"])) for entry in entries)
