"""Every program that bookbuild, or its tests, can use: the list that `bookbuild doctor` prints."""

import re
import shutil
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bookbuild._tools import ace, calibre, epubcheck, java
from bookbuild._tools.pandoc import pandoc_path
from bookbuild._tools.run import Probe, Tool, run
from bookbuild.errors import ToolFailed, ToolMissing


def _pandoc() -> Probe:
    try:
        path = pandoc_path()
        first = run([str(path), "--version"], timeout_s=20).stdout.split("\n")[0]
    except (ToolMissing, ToolFailed):
        return Probe("pandoc", None, how="pip install pypandoc_binary")
    return Probe("pandoc", first.removeprefix("pandoc").strip(), str(path))


def _wheel(name: str) -> Callable[[], Probe]:
    def probe() -> Probe:
        try:
            return Probe(name, version(name), "Python package")
        except PackageNotFoundError:
            return Probe(name, None, how=f"pip install {name}")

    return probe


def _command(name: str, how: str, option: str = "--version") -> Callable[[], Probe]:
    def probe() -> Probe:
        path = shutil.which(name)
        if path is None:
            return Probe(name, None, how=how)
        try:
            answer = run([path, option], timeout_s=20)
        except ToolFailed:
            return Probe(name, "of unknown version", str(Path(path)))
        found = re.search(r"\d+(?:\.\d+)+", answer.stdout + answer.stderr)
        return Probe(name, found[0] if found else "of unknown version", path)

    return probe


TOOLS: tuple[Tool, ...] = (
    Tool("pandoc", "reads the manuscript", required=True, probe=_pandoc),
    Tool("Typst", "sets the printed pages", required=True, probe=_wheel("typst")),
    Tool("pikepdf", "finishes the PDF", required=True, probe=_wheel("pikepdf")),
    epubcheck.TOOL,
    java.TOOL,
    ace.TOOL,
    Tool("onixcheck", "checks the ONIX message", required=True, probe=_wheel("onixcheck")),
    Tool("gs", "shows the printing plates (tests)", required=False, probe=_command("gs", "apt install ghostscript")),
    Tool("pdftotext", "reads PDFs as a second opinion (tests)", required=False, probe=_command("pdftotext", "apt install poppler-utils", "-v")),
    Tool("qpdf", "checks the structure of PDFs (tests)", required=False, probe=_command("qpdf", "apt install qpdf")),
    Tool("chromium", "shows EPUB pages (tests)", required=False, probe=_command("chromium", "apt install chromium")),
    calibre.TOOL,
    Tool("mobitool", "reads AZW3 as a second opinion (tests)", required=False, probe=_command("mobitool", "apt install libmobi-tools", "-v")),
    Tool("soffice", "writes files to import (tests)", required=False, probe=_command("soffice", "apt install libreoffice-writer-nogui")),
    Tool("node", "runs a third reader of AZW3 (tests)", required=False, probe=_command("node", "apt install nodejs")),
)  # fmt: skip
"""In the order in which a build uses them."""
