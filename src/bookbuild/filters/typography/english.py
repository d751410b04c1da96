"""English: curly quotes by position, apostrophes, em dashes closed up (US) as authors type them, ellipses."""

import re

from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.plain import ELLIPSIS

_OPENS = "(?:^|(?<=[\\s(\\[{—–“‘/-]))"

ENGLISH: Rules = (
    ELLIPSIS,
    Rule(re.compile(r"(?<=\S)---(?=\S)|(?<=\s)---(?=\s)"), "—", "-"),
    Rule(re.compile(r"(?<=\d)--(?=\d)"), "–", "-"),
    Rule(re.compile(r"(?<=[^\s-])--(?=[^\s-])"), "—", "-"),
    Rule(re.compile(r"(?<=\s)--(?=\s)"), "–", "-"),
    Rule(re.compile(r"(?<!\w)'(?=\d\ds?\b)"), "’", "'"),
    Rule(re.compile(r"(?<=[^\W_])'(?=[^\W_])"), "’", "'"),
    Rule(re.compile(f'{_OPENS}"(?=\\S)'), "“", '"'),
    Rule(re.compile(r'(?<=\S)"'), "”", '"'),
    Rule(re.compile(f"{_OPENS}'(?=\\S)"), "‘", "'"),
    Rule(re.compile(r"(?<=[^\s\d])'"), "’", "'"),
)
"""In order: each rule finds the text as the ones before left it."""
