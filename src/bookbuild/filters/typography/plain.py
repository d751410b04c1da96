"""What holds in every language."""

import re

from bookbuild.filters.typography.edits import Rule, Rules

ELLIPSIS = Rule(re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…", ".")
ELLIPSIS_CLOSED_UP = Rule(
    re.compile(r"(?<=[\w»”?!)])[ \u00a0\u202f]+(?=\.\.\.(?:[\s,;:!?)»”\"]|$))"), "", "."
)
"""For languages that set three dots close to the word before: no space there."""
APOSTROPHE = Rule(re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’", "'")

PLAIN: Rules = (ELLIPSIS, APOSTROPHE)
