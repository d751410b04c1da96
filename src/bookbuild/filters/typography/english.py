"""English: curly quotes by position, apostrophes, em dashes closed up (US) as authors type them, ellipses."""

import re

from bookbuild.filters.typography.edits import HOLE, Rules
from bookbuild.filters.typography.plain import ELLIPSIS

_OPENS = f"(?:^|(?<=[\\s(\\[{{—–“‘/-]))"

ENGLISH: Rules = (
    ELLIPSIS,
    (re.compile(r"(?<=\S)---(?=\S)|(?<=\s)---(?=\s)"), "—"),
    (re.compile(r"(?<=\d)--(?=\d)"), "–"),
    (re.compile(r"(?<=[^\s-])--(?=[^\s-])"), "—"),
    (re.compile(r"(?<=\s)--(?=\s)"), "–"),
    (re.compile(r"(?<![\w\d])'(?=\d\ds?\b)"), "’"),
    (re.compile(r"(?<=[^\W_])'(?=[^\W_])"), "’"),
    (re.compile(f'{_OPENS}"(?=\\S)'), "“"),
    (re.compile(f"(?<=\\d)\"(?=[\\s,.;)]|$)(?<![“][^”]{HOLE})"), "\""),
    (re.compile(r'(?<=\S)"'), "”"),
    (re.compile(f"{_OPENS}'(?=\\S)"), "‘"),
    (re.compile(r"(?<=[^\s\d])'"), "’"),
)
"""In order: each rule finds the text as the ones before left it."""
