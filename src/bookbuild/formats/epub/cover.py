"""The cover: an image every shop takes, and a page that shows it first."""

import io
from functools import lru_cache

from PIL import Image

from bookbuild.filters.typography import typeset
from bookbuild.formats._xhtml.markup import add, new_page, write_page
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.images import jpeg
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.offprint import title_of
from bookbuild.formats.print.front import front_png
from bookbuild.formats.wording import wording

COVER_IMAGE, COVER_PAGE = "images/cover-front.jpg", "cover.xhtml"
"""`cover.jpg` alone could be a picture of the manuscript."""
COVER_ID = "cover-image"


def cover_image(text: EditionText) -> Item:
    """The printed front as sRGB JPEG, 1,600 by 2,560 pixels, marked as the cover. Raises ToolFailed."""
    return Item(COVER_ID, COVER_IMAGE, "image/jpeg", _as_jpeg(front_png(text)), ("cover-image",))


@lru_cache(maxsize=2)
def _as_jpeg(png: bytes) -> bytes:
    """Kept for the next edition with this picture."""
    with Image.open(io.BytesIO(png)) as picture:
        return jpeg(picture)


def cover_page(text: EditionText) -> Item:
    """The page; its image stands alone, as Kobo and Apple Books ask."""
    words = wording(text.book.language)
    root = new_page(text.book.language, words.cover, "cover", "styles/book.css")
    holder = add(root[1], "div", class_="cover")
    title = typeset(title_of(text), text.usage)
    after = "\u00a0: " if words.lang == "fr" else ": "
    add(holder, "img", src=COVER_IMAGE, role="doc-cover", alt=f"{words.cover}{after}{title}")
    return Item("cover", COVER_PAGE, XHTML_TYPE, write_page(root))
