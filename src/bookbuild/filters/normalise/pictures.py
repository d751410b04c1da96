"""Pictures: inside the book, there, readable, not too large, described."""

import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from bookbuild.diagnostics import Finding, Location, Rule
from bookbuild.document.manuscript import is_file, resolve_inside
from bookbuild.document.nodes import Document, Image, Inlines, Span, SpanC, Str
from bookbuild.document.walk import map_inlines, text_of, walk_inlines
from bookbuild.filters.context import FileContext, stamp
from bookbuild.rules import manuscript

MAX_PIXELS = 50_000_000
"""Most pixels of one picture: a full page at 600 ppi of the largest trim (8.27 × 11.69 in) has 35 million."""
MAX_SIDE_PX = 20_000
"""Longest side."""
MAX_BYTES = 100_000_000
"""Largest picture file; larger ones stall the build and every shop refuses them."""
RASTER = {"JPEG", "PNG", "GIF", "WEBP", "TIFF"}
"""Kinds Pillow may open here; the formats convert what a recipient does not take."""


def pictures(document: Document, context: FileContext) -> Document:
    """Image paths relative to the book; a picture that can't be used becomes its description, with a finding."""
    lines = {id(inline): line for inline, line in walk_inlines(document.blocks) if isinstance(inline, Image)}
    if not lines:
        return document

    def change(inlines: list[Inlines]) -> list[Inlines]:
        return [
            _checked(inline, lines[id(inline)], context) if isinstance(inline, Image) else inline
            for inline in inlines
        ]

    return map_inlines(document, change)


def fault_of(path: Path) -> tuple[Rule, str] | None:
    """What is wrong with a picture file, as a rule and a message; None when nothing is."""
    if not is_file(path):
        return manuscript.IMAGE_MISSING, "there is no such picture"
    if path.stat().st_size > MAX_BYTES:
        return (
            manuscript.IMAGE_TOO_LARGE,
            f"the file has {path.stat().st_size // 1_000_000} MB; at most {MAX_BYTES // 1_000_000}",
        )
    if path.suffix.lower() == ".svg":
        return _svg_fault(path)
    return _raster_fault(path)


def _checked(image: Image, line: int, context: FileContext) -> Inlines:
    url = unquote(image.c.target.url)
    at = context.at(line, image.c.target.url)
    if url.startswith(("http://", "https://", "//", "data:")):
        return _refused(
            image,
            manuscript.IMAGE_REMOTE(
                f"{url[:80]} is on the network", at=at, hint="Save the picture in images/."
            ),
            context,
        )
    path = resolve_inside(context.folder, PurePosixPath(context.file).parent, url)
    if path is None:
        hint = "Copy the picture into the book's images/ folder."
        return _refused(
            image, manuscript.OUTSIDE_BOOK(f"{url} is outside the book's folder", at=at, hint=hint), context
        )
    context.pictures[path] = stamp(context.folder / path)
    if fault := fault_of(context.folder / path):
        rule, message = fault
        return _refused(image, rule(f"{url}: {message}", at=at), context)
    image.c.target.url = path
    if not (image.c.attr.get("alt") or text_of(image.c.inlines) or "decorative" in image.c.attr.classes):
        context.findings.append(
            manuscript.IMAGE_WITHOUT_ALT(
                f"{url} has no description",
                at=at,
                hint='Add alt="…" or, if it says nothing, the class .decorative.',
            )
        )
    return image


def _refused(image: Image, finding: Finding, context: FileContext) -> Inlines:
    context.findings.append(finding)
    words = text_of(image.c.inlines) or image.c.attr.get("alt")
    return Span(
        SpanC(image.c.attr.without("alt", "width", "height", "credit"), [Str(words)] if words else [])
    )


def _svg_fault(path: Path) -> tuple[Rule, str] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        return manuscript.IMAGE_UNREADABLE, f"not well-formed SVG ({error})"
    if etree.QName(root).localname != "svg":
        return manuscript.IMAGE_UNREADABLE, "not an SVG picture"
    return None


def _raster_fault(path: Path) -> tuple[Rule, str] | None:
    from PIL import Image as Raster
    from PIL import UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Raster.DecompressionBombWarning)  # our own limit follows
            with Raster.open(path, formats=sorted(RASTER)) as picture:
                width, height = picture.size
    except UnidentifiedImageError:
        return manuscript.IMAGE_FORMAT, "not JPEG, PNG, GIF, WebP, TIFF or SVG"
    except (OSError, Raster.DecompressionBombError) as error:
        if isinstance(error, Raster.DecompressionBombError):
            return manuscript.IMAGE_TOO_LARGE, str(error)
        return manuscript.IMAGE_UNREADABLE, f"can't be read ({error})"
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE_PX:
        return (
            manuscript.IMAGE_TOO_LARGE,
            f"{width} × {height} pixels; at most {MAX_PIXELS // 1_000_000} million, {MAX_SIDE_PX} a side",
        )
    return None


def named_pictures(book_pictures: Iterable[tuple[str, Location]], folder: Path) -> Iterator[Finding]:
    """Faults of the pictures that book.yaml itself names (portraits, the cover), each given with its place."""
    for url, at in book_pictures:
        path = resolve_inside(folder, PurePosixPath(), url)
        if path is None:
            yield manuscript.OUTSIDE_BOOK(f"{url} is outside the book's folder", at=at)
        elif fault := fault_of(folder / path):
            yield fault[0](f"{url}: {fault[1]}", at=at)
