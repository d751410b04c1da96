"""The style sheets of an EPUB: one for every engine, others beside it that an old engine may drop."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookbuild.design.css import stylesheet
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.item import XHTML_TYPE, Item

_CSS_TYPE = "text/css"
_LINK = re.compile(rb'(<link rel="stylesheet" type="text/css" href="[^"]*)styles/book\.css"/>\n?')
"""As `_xhtml.markup` writes it."""


def sheet_items(text: EditionText) -> list[Item]:
    """`book.css`, and what modern engines get besides (`modern.css`)."""
    return [
        Item("css", "styles/book.css", _CSS_TYPE, stylesheet("epub", text.book.design)),
        Item("css-modern", "styles/modern.css", _CSS_TYPE, stylesheet("epub-modern", text.book.design)),
    ]


def linked(items: Iterable[Item], sheets: Sequence[Item]) -> list[Item]:
    """The items, each page linked to all of `sheets`, in their order, in place of its own link."""
    return [
        replace(item, data=_link(item.data, sheets)) if item.media_type == XHTML_TYPE else item
        for item in items
    ]


def _link(page: bytes, sheets: Sequence[Item]) -> bytes:
    return _LINK.sub(
        lambda found: b"".join(found[1] + sheet.href.encode() + b'"/>\n' for sheet in sheets), page, count=1
    )
