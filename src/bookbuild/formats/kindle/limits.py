"""What Amazon limits: files, tables, descriptions."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from bookbuild.diagnostics import Finding, Location
from bookbuild.formats._xhtml.pages import Page
from bookbuild.rules import kindle as rules

MOST_PAGES = 299
MOST_ROWS, MOST_COLUMNS = 100, 10
LONGEST_ALT = 140
"""Characters."""

# Our pages are written by lxml (see formats.epub.accessibility): tags can be found in the bytes.
_TABLE = re.compile(rb"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(rb"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(rb"<t[hd]\b")
_ALT = re.compile(rb'<img\b[^>]*\balt="([^"]+)"')


def limit_findings(pages: Sequence[Page], files: int) -> Iterator[Finding]:
    """A finding for each limit that is passed. `files` is the number of XHTML files in the package."""
    if files > MOST_PAGES:
        yield rules.TOO_MANY_PAGES(f"The Kindle edition has {files} XHTML files", at=Location("book.yaml"))
    for page in pages:
        at = Location(page.written.piece.file or "book.yaml")
        yield from (
            _table_finding(table[0], at) for table in _TABLE.finditer(page.data) if _is_large(table[0])
        )
        for found in _ALT.finditer(page.data):
            alt = unescape(found[1].decode())
            if len(alt) > LONGEST_ALT:
                yield rules.LONG_ALT(f"“{alt[:40]}…” has {len(alt)} characters", at=at)


def _is_large(table: bytes) -> bool:
    rows, columns = _size(table)
    return rows > MOST_ROWS or columns > MOST_COLUMNS


def _table_finding(table: bytes, at: Location) -> Finding:
    rows, columns = _size(table)
    message = f"A table has {rows} rows and {columns} columns"
    return rules.LARGE_TABLE(message, at=at, hint="Split it, or turn it into a list.")


def _size(table: bytes) -> tuple[int, int]:
    """Rows, and the most cells in one of them."""
    rows = [len(_CELL.findall(row)) for row in _ROW.findall(table)]
    return len(rows), max(rows, default=0)
