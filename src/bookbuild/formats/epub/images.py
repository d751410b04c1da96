"""The pictures an edition uses, as a shop takes them: JPEG, PNG, GIF or SVG, in RGB, of a sensible size."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path, PurePosixPath

from PIL import Image

from bookbuild.diagnostics import Finding, Location
from bookbuild.filters.target.html import image_href
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.item import Item
from bookbuild.formats.epub.svg import NotSvg, clean_svg
from bookbuild.rules import epub as rules

MAX_PIXELS = 4_000_000
"""Ingram and PublishDrive refuse more; Apple Books at 5.6 million. Larger pictures are made smaller."""
JPEG_QUALITY = 90
_KINDS = {
    "jpg": ("JPEG", "image/jpeg"),
    "jpeg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
    "gif": ("GIF", "image/gif"),
}
"""Suffix of a packaged name: Pillow's format and the media type."""
_COLOURS = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
"""Pillow modes that every reading system shows; CMYK is refused by shops."""


@dataclass(frozen=True)
class Source:
    """Where a packaged picture comes from."""

    path: str
    """Relative to the book's folder."""
    at: Location


def sources(text: EditionText) -> dict[str, Source]:
    """Every picture the edition may use, by its href in the package."""
    found: dict[str, Source] = {}
    for written in text.pieces:
        for path in written.summary.images:
            found.setdefault(image_href(path), Source(path, Location(written.piece.file or "book.yaml")))
    for person in text.book.contributors:
        if person.portrait:
            found.setdefault(image_href(person.portrait), Source(person.portrait, Location("book.yaml")))
    return found


def image_items(
    folder: Path, known: Mapping[str, Source], used: Iterable[str]
) -> tuple[list[Item], list[Finding]]:
    """An item for each href in `used`, read from `folder`; and what is wrong with the files."""
    items: list[Item] = []
    findings: list[Finding] = []
    for number, href in enumerate(sorted(set(used)), start=1):
        source = known.get(href)
        if source is None:
            findings.append(rules.IMAGE_UNKNOWN(f"{href} is shown, and no file of the book gives it"))
            continue
        try:
            data, media_type = _read(_inside(folder, source.path), href, source, findings)
        except (OSError, NotSvg, Image.DecompressionBombError) as error:
            findings.append(rules.IMAGE_BROKEN(f"{source.path} can’t be read: {error}", at=source.at))
            continue
        items.append(Item(f"image-{number}", href, media_type, data))
    return items, findings


def jpeg(picture: Image.Image) -> bytes:
    """A picture as baseline JPEG with a JFIF head, RGB, without metadata."""
    out = io.BytesIO()
    flat(picture).save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


def flat(picture: Image.Image) -> Image.Image:
    """A picture in RGB; what shines through is white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        if clear.getchannel("A").getextrema() == (255, 255):  # nothing shines through
            return clear.convert("RGB")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def _inside(folder: Path, path: str) -> Path:
    """The file, links on disk followed. Raises OSError when it is not in the book's folder."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise OSError("it is outside the book’s folder")
    return file


def _read(path: Path, href: str, source: Source, findings: list[Finding]) -> tuple[bytes, str]:
    """Bytes and media type. Files that are right already go in as they are."""
    data = path.read_bytes()
    suffix = PurePosixPath(href).suffix[1:]
    if suffix == "svg":
        cleaned, lost = clean_svg(data)
        if lost:
            message = f"{source.path} is packed without {', '.join(lost)}"
            findings.append(rules.SVG_ACTIVE(message, at=source.at))
        return cleaned, "image/svg+xml"
    format, media_type = _KINDS[suffix]
    with Image.open(io.BytesIO(data)) as picture:
        pixels = picture.width * picture.height
        if picture.format == format and picture.mode in _COLOURS and pixels <= MAX_PIXELS:
            return data, media_type
        return _rewritten(picture, format), media_type


def _rewritten(picture: Image.Image, format: str) -> bytes:
    """The picture in this format, in RGB, with at most MAX_PIXELS."""
    scale = min(1.0, sqrt(MAX_PIXELS / (picture.width * picture.height)))
    clear = "transparency" in picture.info or picture.mode in {"PA", "La", "RGBa"}
    kept = picture if picture.mode in _COLOURS - {"P", "1"} else picture.convert("RGBA" if clear else "RGB")
    if scale < 1.0:
        size = (int(picture.width * scale), int(picture.height * scale))
        kept = kept.resize(size, Image.Resampling.LANCZOS)
    if format == "JPEG":
        return jpeg(kept)
    out = io.BytesIO()
    kept.save(out, format, optimize=True)
    return out.getvalue()
