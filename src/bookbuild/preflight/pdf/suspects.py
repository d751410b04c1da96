"""Which pages of our own interior are worth reading at each build: those with more than type in black.

Reading every operator of a novel takes as long as setting it. Whether a page has a picture, or a colour that is not black
alone, is seen at its resources and, by one pattern, in its bytes.
"""

import re
from typing import Any

from pikepdf import Dictionary, Page

from bookbuild.preflight.pdf.streams import TooLarge, content_bytes

_MOST_BYTES = 4 << 20
_HELD = ("/XObject", "/Pattern", "/Shading", "/ColorSpace")
_RGB = re.compile(rb"(?<![\w/])(?:rg|RG)(?!\w)")


def is_suspect(page: Page) -> bool:
    """Whether a page may hold anything but type and rules in black."""
    resources: Any = page.obj.get("/Resources")
    if isinstance(resources, Dictionary) and any(
        isinstance(resources.get(key), Dictionary) and len(resources[key]) for key in _HELD
    ):
        return True
    try:
        data = content_bytes(page.obj, _MOST_BYTES)
    except TooLarge:
        return True
    # splitting is ten times as fast as a pattern that starts at every number
    inks = {tuple(head.rsplit(None, 4)[-4:-1]) for cut in (b" k", b" K") for head in data.split(cut)[:-1]}
    return _RGB.search(data) is not None or any(ink != (b"0", b"0", b"0") for ink in inks)
