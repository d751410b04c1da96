"""The TYPOGRAPHY phase and the proofreader over a novel, in CPU seconds of one process."""

import time
from pathlib import Path

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.read import read_document
from bookbuild.filters.typography import Usage
from bookbuild.filters.typography.document import typography
from bookbuild.proofreading.judge import judge
from bookbuild.proofreading.proofread import proofread


def typography_cpu_s(files: list[Path], usage: Usage) -> float:
    """What it costs to set these Markdown files; reading them is not counted."""
    pandoc = Pandoc()
    documents = [read_document(path.read_text(encoding="utf-8"), pandoc, path.name)[0] for path in files]
    pandoc.close()
    started = time.process_time()
    for document in documents:
        typography(document, usage)
    return time.process_time() - started


def proofreading_cpu_s(files: list[Path]) -> float:
    """What it costs to proofread these Markdown files by all rules but spelling."""
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in files]
    started = time.process_time()
    judge([proofread(text, name, "fr") for name, text in texts], frozenset())
    return time.process_time() - started
