"""What holds in every language."""

import re

from bookbuild.filters.typography.edits import Rules

ELLIPSIS = (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…")
APOSTROPHE = (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’")

PLAIN: Rules = (ELLIPSIS, APOSTROPHE)
