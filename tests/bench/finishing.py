"""From Typst's PDF to the printer's, beside the compile that made it, in CPU seconds."""

import resource
import time
from datetime import UTC, datetime
from pathlib import Path

from bookbuild._tools.typst import compile_pdf
from bookbuild.design.faces import font_folders
from bookbuild.design.trim import parse_trim
from bookbuild.formats.print.finish import Finish, finish_pdf
from bookbuild.formats.print.pdfx import STANDARDS, Press
from tests.formats.print.icc import press_profile

_WHEN = datetime(2026, 1, 2, tzinfo=UTC)


def compile_cpu_s(build: Path) -> float:
    """What it costs Typst, in a process of its own, to set the interior whose sources a build has left."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    compile_pdf(build / "typst", "main.typ", build / "typst" / "main.pdf", font_folders(), when=_WHEN)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def finishing_cpu_s(build: Path, standard: str, trim: str) -> float:
    """What it costs to make that PDF a version of PDF/X."""
    finish = Finish(
        parse_trim(trim), 3, 2, "Bench", ["Author"], "", _WHEN,
        standard=STANDARDS[standard], press=Press(press_profile(), "FOGRA39"),
    )  # fmt: skip
    started = time.process_time()
    finish_pdf(build / "typst" / "main.pdf", build / "bench.pdf", finish)
    return time.process_time() - started
