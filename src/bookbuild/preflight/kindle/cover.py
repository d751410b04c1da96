"""The cover: declared, of the size Amazon wants, and on no page."""

from collections.abc import Iterator

from bookbuild.diagnostics import Finding
from bookbuild.preflight.kindle.book import Book, line_of, text_of
from bookbuild.preflight.kindle.pictures import Picture
from bookbuild.rules import kindle as rules

SHORTEST_SIDE_PX = 500
WIDTH_PX, HEIGHT_PX = 1200, 1800
IDEAL_WIDTH_PX, IDEAL_HEIGHT_PX = 1600, 2560
_FLATTEST, _TALLEST = 1.5, 1.7
"""Height by width; 1.6 is ideal."""
_FIRST_PAGES = 2
"""A page that shows the cover and nothing else, or one of the first two, is a cover page."""


def cover_findings(book: Book) -> Iterator[Finding]:
    """Faults of the cover."""
    path = book.package.path
    if not book.cover:
        yield book.say(rules.COVER_MISSING, "No cover image is declared", path)
        return
    declared = any("cover-image" in item.properties for item in book.package.items.values())
    if not declared or book.cover_meta not in book.package.items:
        missing = '<meta name="cover">' if declared else 'properties="cover-image"'
        yield book.say(rules.COVER_DECLARED_ONCE, f"The cover is declared without {missing}", path)
    yield from _page_findings(book)
    picture = book.image(book.cover)
    if picture is not None and not picture.fault:
        yield from _size_findings(book, picture)
        yield from _encoding_findings(book, picture)


def _page_findings(book: Book) -> Iterator[Finding]:
    for shown in book.pictures:
        place = book.order.get(shown.page)
        body = book.bodies.get(shown.page)
        if shown.path != book.cover or place is None or body is None:
            continue
        if place < _FIRST_PAGES or not text_of(body).strip():
            message = f"{shown.page} shows the cover"
            yield book.say(
                rules.COVER_PAGE,
                message,
                shown.page,
                line_of(shown.element),
                "Take the page out of the spine.",
            )


def _size_findings(book: Book, picture: Picture) -> Iterator[Finding]:
    width, height = picture.width, picture.height
    size = f"The cover has {width} × {height} pixels"
    if min(width, height) < SHORTEST_SIDE_PX:
        yield book.say(rules.COVER_TOO_SMALL, size, book.cover)
    elif width < WIDTH_PX and height < HEIGHT_PX:
        yield book.say(rules.COVER_SMALL, size, book.cover)
    elif width < IDEAL_WIDTH_PX or height < IDEAL_HEIGHT_PX:
        yield book.say(rules.COVER_SHAPE, f"{size}; 1,600 × 2,560 are ideal", book.cover)
    if not _FLATTEST <= height / width <= _TALLEST:
        message = f"The cover is {height / width:.2f} times as high as wide; 1.6 is ideal"
        yield book.say(rules.COVER_SHAPE, message, book.cover)


def _encoding_findings(book: Book, picture: Picture) -> Iterator[Finding]:
    if picture.mode == "CMYK":
        yield book.say(rules.COVER_ENCODING, "The cover is in CMYK", book.cover, hint="Convert it to sRGB.")
    elif picture.format == "JPEG" and not picture.jfif_first:
        message = "The cover has another head (Exif, Adobe) before, or in place of, JFIF"
        yield book.say(rules.COVER_ENCODING, message, book.cover, hint="Save it anew without metadata.")
