"""What a filter may know besides the document, and where its findings go."""

from dataclasses import dataclass, field
from pathlib import Path

from bookbuild._tools.pandoc import Pandoc
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.locate import Lines
from bookbuild.document.summary import Summary


@dataclass
class FileContext:
    """One manuscript file under the filters of the first two phases."""

    folder: Path
    """The book's folder."""
    file: str
    """Path of the Markdown file in it."""
    source: str
    """Its text."""
    pandoc: Pandoc
    """For raw HTML, which pandoc turns into nodes."""
    names: frozenset[str] = frozenset()
    """What the edition answers to for which the file is read: decides over `only` and `except`."""
    cited: bool = False
    """Whether citations have been set from a bibliography."""
    bibliography: Path | None = None
    """For a file with conditions: the CSL JSON that its citations are still to be set from."""
    lang: str = "en"
    """Language that they are set in."""
    summary: Summary = field(default_factory=Summary)
    """Filled by STRUCTURE."""
    findings: list[Finding] = field(default_factory=list)

    pictures: dict[str, str] = field(default_factory=dict)
    """Every picture looked at, with its `stamp` then."""

    _lines: Lines | None = None

    def at(self, line: int, needle: str = "") -> Location:
        """A place in this file: the first `needle` at or after the line if there is one, else the line."""
        if needle:
            lines = Lines(self.source) if self._lines is None else self._lines
            self._lines = lines
            found = self.source.find(needle, lines.offset(line))
            if found >= 0:
                return Location(self.file, lines.at(found), lines.column(found))
        return Location(self.file, line)


def stamp(path: Path) -> str:
    """A file's size and time of change, or “absent”: when it differs, what was said of the file may be wrong."""
    try:
        found = path.stat()
    except OSError:
        return "absent"
    return f"{found.st_size}-{found.st_mtime_ns}"
