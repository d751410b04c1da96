"""Characters that no book can hold."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, DELETE and non-characters: XML 1.0, 2.2 (Char); Unicode 16, 23.7."""
