"""Tables as a call of the `tabular` component."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from bookbuild.design import typ
from bookbuild.document.nodes import Blocks, Cell, Code, Para, Plain, Row, Table
from bookbuild.document.walk import table_rows, text_of_blocks, walk_inlines

_ALIGNMENTS = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center", "AlignDefault": "auto"}


_BREAKS = re.compile(r"[ \t\n-]+")
"""Where a line of a cell may end without a hyphen of ours."""
_ROOMY_CHARACTERS = 110
"""A table whose longest cells have no more characters together sets its own column widths."""


def table_call(table: Table, arguments: Mapping[str, str], content: Callable[[list[Blocks]], str]) -> str:
    """The table as Typst: named arguments, head and foot among them, then the rows as arrays of cells."""
    named = {
        **arguments,
        "columns": typ.array(_widths(table)),
        "words": typ.array(
            [typ.array([typ.string(text), typ.string(code)]) for text, code in _longest_words(table)]
        ),
        "align": typ.array([_ALIGNMENTS[column.align.t] for column in table.c.columns]),
        "head": _rows(table.c.head.rows, content),
        "foot": _rows(table.c.foot.rows, content),
    }
    body = _rows((row for part in table.c.bodies for row in (*part.head, *part.rows)), content)
    return "#tabular(" + ", ".join(f"{name}: {value}" for name, value in named.items()) + f", {body})"


def _widths(table: Table) -> list[str]:
    """Shares of the measure when the cells need them (lists, code, long texts), else each column's own width.

    Pandoc gives shares to any table with one source line over 72 characters, counted from its dashes: for a
    table of short cells they mean nothing.
    """
    longest = [0] * len(table.c.columns)
    plain = True
    for row in table_rows(table):
        plain = plain and all(isinstance(block, Plain | Para) for cell in row.cells for block in cell.blocks)
        if len(row.cells) == len(longest):
            texts = [text_of_blocks(cell.blocks) for cell in row.cells]
            longest = [
                max(n, *map(len, text.splitlines() or [""])) for n, text in zip(longest, texts, strict=True)
            ]
    if plain and sum(longest) <= _ROOMY_CHARACTERS:
        return ["auto"] * len(longest)
    return [f"{typ.number(column.width.c)}fr" if column.width.c else "auto" for column in table.c.columns]


def _longest_words(table: Table) -> list[tuple[str, str]]:
    """The longest word of each column and its longest piece of code, in letters: no column can be narrower."""
    texts, codes = ([""] * len(table.c.columns) for _ in range(2))
    for row in table_rows(table):
        if len(row.cells) == len(texts):
            words, code = zip(*(_words_of(cell) for cell in row.cells), strict=True)
            texts = [max(word, *mine, key=len) for word, mine in zip(texts, words, strict=True)]
            codes = [max(word, *mine, key=len) for word, mine in zip(codes, code, strict=True)]
    return list(zip(texts, codes, strict=True))


def _words_of(cell: Cell) -> tuple[list[str], list[str]]:
    """The words of a cell that are text, and those that are code; one at least of each."""
    code = [inline.c.text for inline, _ in walk_inlines(cell.blocks) if isinstance(inline, Code)]
    text = text_of_blocks(cell.blocks)
    for piece in code:
        text = text.replace(piece, " ", 1)
    return _BREAKS.split(text), _BREAKS.split(" ".join(code))


def line_of(table: Table) -> int:
    """The line of the manuscript where its caption or its first words stand; 0 when neither was found."""
    cells = (cell for row in table_rows(table) for cell in row.cells)
    blocks = chain(table.c.caption.blocks, *(cell.blocks for cell in cells))
    lines = (block.line for block in blocks if isinstance(block, Plain | Para))
    return next(filter(None, lines), 0)


def _rows(rows: Iterable[Row], content: Callable[[list[Blocks]], str]) -> str:
    return typ.array([typ.array([_cell(cell, content) for cell in row.cells]) for row in rows])


def _cell(cell: Cell, content: Callable[[list[Blocks]], str]) -> str:
    """A cell; only one that differs from its column says how."""
    options = {}
    if cell.colspan > 1:
        options["colspan"] = str(cell.colspan)
    if cell.rowspan > 1:
        options["rowspan"] = str(cell.rowspan)
    if cell.align.t != "AlignDefault":
        options["align"] = _ALIGNMENTS[cell.align.t]
    named = ", ".join(f"{name}: {value}" for name, value in options.items())
    text = content(cell.blocks) if cell.blocks else "[]"
    return f"table.cell({named}){text}" if named else text
