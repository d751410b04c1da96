"""A cleaned text as Markdown that reads back as the same text."""

import re

from bookbuild._tools.pandoc import Pandoc
from bookbuild.document.nodes import (
    Blocks,
    Document,
    Header,
    Inlines,
    LineBreak,
    RawC,
    RawInline,
    Space,
    Str,
    encode,
)
from bookbuild.document.read import FORMAT
from bookbuild.document.walk import map_inlines, walk_blocks

_WRITER = f"{FORMAT}-raw_html-multiline_tables-simple_tables"
_STARTERS = ":=-"
"""What would make a heading, a rule, a definition or a component of a line that only begins like one."""
_PART = re.compile(r" +|\\|[^ &@\\]+|[&@]")
"""Words as pandoc's writer expects them, or it takes “1986. Une année” for a list; what begins an entity or a
citation, which it leaves alone; and each backslash, since it loses a comma after one in the same string (pandoc 3.9)."""


def write_markdown(blocks: list[Blocks], pandoc: Pandoc) -> str:
    """The text of a chapter, ending with one line end; the blocks are changed. Raises ToolFailed."""
    document = map_inlines(Document(blocks), _parted)
    for block in walk_blocks(blocks):
        if isinstance(block, Header):
            block.c.inlines = _without_braces(block.c.inlines)
    text = pandoc.write(encode(document), _WRITER)[0].decode()
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n") + "\n"


def _parted(inlines: list[Inlines]) -> list[Inlines]:
    out: list[Inlines] = []
    for one in inlines:
        begins = not out or isinstance(out[-1], LineBreak)
        out += _parts(one.c, begins) if isinstance(one, Str) else [one]
    return out


def _parts(text: str, begins: bool) -> list[Inlines]:
    parts: list[Inlines] = []
    for found in _PART.finditer(text):
        part = found[0]
        if part.startswith(" "):
            parts += [Space()] if parts or not begins else []
        elif part in {"&", "@"}:
            parts.append(_escaped(part) if _is_special(text, found.start()) else Str(part))
        elif begins and not parts and part[0] in _STARTERS:
            parts += [_escaped(part[0]), Str(part[1:])]
        else:
            parts.append(Str(part))
    return parts


def _is_special(text: str, place: int) -> bool:
    """Whether an & begins an entity there, or an @ a citation: it does not inside an address."""
    after = text[place + 1 : place + 2]
    if text[place] == "&":
        return after.isalpha() or after == "#"
    return (after.isalnum() or after in {"_", "{", ")"}) and not text[place - 1 : place].isalnum()


def _escaped(character: str) -> RawInline:
    return RawInline(RawC("markdown", f"\\{character}"))


def _without_braces(inlines: list[Inlines]) -> list[Inlines]:
    """Of a heading: braces at its end would be attributes."""
    out: list[Inlines] = []
    for one in inlines:
        parts = re.split(r"(\{)", one.c) if isinstance(one, Str) else []
        out += [_escaped(part) if part == "{" else Str(part) for part in parts] or [one]
    return out
