"""What holds in every language."""

import re

from bookbuild.filters.typography.edits import Rule, Rules

ELLIPSIS = Rule(re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…", ".")
APOSTROPHE = Rule(re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’", "'")

PLAIN: Rules = (ELLIPSIS, APOSTROPHE)
