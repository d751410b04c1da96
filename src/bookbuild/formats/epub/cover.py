"""The cover: an image every shop takes, and a page that shows it first."""

import io
from dataclasses import replace
from functools import lru_cache

from PIL import Image

from bookbuild.design.image_limits import ImageLimits
from bookbuild.filters.typography import typeset
from bookbuild.formats._xhtml.markup import add, new_page, write_page
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.images import inside, limits_of
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.raster import encoded, settled
from bookbuild.formats.offprint import title_of
from bookbuild.formats.print.front import front_png
from bookbuild.formats.wording import wording

COVER_IMAGE, COVER_PAGE = "images/cover-front.jpg", "cover.xhtml"
"""`cover.jpg` alone could be a picture of the manuscript."""
COVER_ID = "cover-image"


def cover_image(text: EditionText) -> Item:
    """The cover for the package, marked as such, in the size that the edition's recipient asks for. Raises as
    `front_jpeg` does.
    """
    data = front_jpeg(text, limits_of(text.edition))
    return Item(COVER_ID, COVER_IMAGE, "image/jpeg", data, ("cover-image",))


def front_jpeg(text: EditionText, limits: ImageLimits) -> bytes:
    """The front as sRGB JPEG: the file the book gives, else the printed front in the size that the limits say.

    Raises ToolFailed; OSError when the file can't be read.
    """
    pixels = limits.cover_width_px * limits.cover_height_px
    limits = replace(limits, max_pixels=pixels, max_bytes=limits.cover_max_bytes)
    if given := text.book.cover.ebook:
        return settled(inside(text.folder, given).read_bytes(), "JPEG", limits)
    return _as_jpeg(front_png(text, limits.cover_width_px, limits.cover_height_px), limits)


@lru_cache(maxsize=2)
def _as_jpeg(png: bytes, limits: ImageLimits) -> bytes:
    """Kept for the next edition with this picture."""
    with Image.open(io.BytesIO(png)) as picture:
        return encoded(picture, "JPEG", limits)


def cover_page(text: EditionText) -> Item:
    """The page; its image stands alone, as Kobo and Apple Books ask."""
    words = wording(text.book.language)
    root = new_page(text.book.language, words.cover, "cover", "styles/book.css")
    holder = add(root[1], "div", class_="cover")
    title = typeset(title_of(text), text.usage)
    after = "\u00a0: " if words.lang == "fr" else ": "
    add(holder, "img", src=COVER_IMAGE, role="doc-cover", alt=f"{words.cover}{after}{title}")
    return Item("cover", COVER_PAGE, XHTML_TYPE, write_page(root))
