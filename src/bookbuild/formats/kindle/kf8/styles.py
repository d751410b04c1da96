"""Style sheets: their links to pictures and fonts, and the sheets they import."""

import re
from collections.abc import Callable

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STRING = r"""(?:"(?P<{0}1>[^"]*)"|'(?P<{0}2>[^']*)'|(?P<{0}3>[^"'()\s;]+))"""
_URL = rf"url\(\s*{_STRING.format('url')}\s*\)"
_IMPORT = rf"@import\s+(?:url\(\s*)?{_STRING.format('sheet')}\s*\)?(?P<media>[^;{{}}]*);"
_LINK = re.compile(f"{_IMPORT}|{_URL}", re.IGNORECASE)
_VERTICAL = re.compile(r"writing-mode\s*:\s*vertical-rl", re.IGNORECASE)


def kindle_styles(css: str, link: Callable[[str], str | None], sheet: Callable[[str], str]) -> str:
    """The sheet without comments, in which each `url()` is as `link` gives it, empty when it gives nothing.

    What it imports stands in its place; `sheet` gives the text of a sheet it names, made ready in the same way.
    """

    def rewritten(found: re.Match[str]) -> str:
        imported = found["sheet1"] or found["sheet2"] or found["sheet3"]
        if not imported:
            return f"url({link(found['url1'] or found['url2'] or found['url3'] or '') or ''})"
        inner, media = sheet(imported), found["media"].strip()
        return f"@media {media} {{\n{inner}\n}}" if media and inner else inner

    return _LINK.sub(rewritten, _COMMENT.sub("", css))


def is_vertical(css: str) -> bool:
    """Whether text runs in vertical lines, from right to left."""
    return bool(_VERTICAL.search(css))
