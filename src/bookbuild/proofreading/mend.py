"""The mended text of a file: only the characters at fault change; line ends and the byte-order mark stay."""

import re
from collections.abc import Iterable, Sequence
from difflib import unified_diff

from bookbuild.proofreading.proof import Remark

_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


def apart(remarks: Iterable[Remark]) -> list[Remark]:
    """Remedies in order, of two that touch only the first: the next round takes the other."""
    chosen: list[Remark] = []
    for remark in sorted(remarks, key=lambda each: (each.start, each.end)):
        if not chosen or remark.start > chosen[-1].end:
            chosen.append(remark)
    return chosen


def mended(text: str, remarks: Sequence[Remark]) -> str:
    """The text with each remedy, which do not touch one another, put in its place."""
    parts: list[str] = []
    done = 0
    for remark in remarks:
        parts += (text[done : remark.start], remark.mended or "")
        done = remark.end
    return "".join([*parts, text[done:]])


def rewritten(raw: bytes, text: str) -> bytes:
    """The bytes of a file with a new text, which has as many lines as the old: its line ends and mark are kept."""
    old = raw.removeprefix(_BOM).decode("utf-8")
    ends = _LINE_END.findall(old)
    lines = text.split("\n")
    if len(lines) != len(ends) + 1:
        raise ValueError("a remedy changed the number of lines")
    joined = "".join(part for line, end in zip(lines, [*ends, ""], strict=True) for part in (line, end))
    return (_BOM if raw.startswith(_BOM) else b"") + joined.encode("utf-8")


def diff(file: str, before: str, after: str) -> str:
    """A unified diff of one file."""
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{file}", f"b/{file}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
