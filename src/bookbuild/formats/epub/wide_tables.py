"""Tables in boxes of their own, which can be moved sideways where the words of a table are wider than the screen.

Only the EPUB has them: the box is for engines that read `modern.css`, and Kindle's tables are fitted otherwise.
"""

import re

_START, _END = re.compile(rb"<table\b"), b"</table>"
_BOX = b'<div class="table-box" tabindex="0">'
"""`tabindex`: else the keyboard could not move it (WCAG 2.2, 2.1.1)."""


def boxed(page: bytes) -> bytes:
    """The page with each table in its box. Tags can be found in the text: our pages are written by lxml."""
    if b"<table" not in page:
        return page
    return _START.sub(_BOX + b"<table", page).replace(_END, _END + b"</div>")
