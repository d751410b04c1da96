"""The pictures an edition uses, as a shop takes them: JPEG, PNG, GIF or SVG, in RGB, of a sensible size."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from PIL import Image

from bookbuild._tools.beside import each
from bookbuild.book.model import Edition, Format
from bookbuild.design.image_limits import GENERIC, ImageLimits, image_limits
from bookbuild.diagnostics import Finding, Location
from bookbuild.filters.target.html import image_href
from bookbuild.formats.content import EditionText
from bookbuild.formats.epub.item import Item
from bookbuild.formats.epub.raster import settled
from bookbuild.formats.epub.svg import NotSvg, clean_svg
from bookbuild.rules import epub as rules

_KINDS = {
    "jpg": ("JPEG", "image/jpeg"),
    "jpeg": ("JPEG", "image/jpeg"),
    "png": ("PNG", "image/png"),
    "gif": ("GIF", "image/gif"),
}
"""Suffix of a packaged name: Pillow's format and the media type."""


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


def limits_of(edition: Edition) -> ImageLimits:
    """What the recipient of an e-book takes."""
    if edition.profile:
        return image_limits(edition.profile)
    return image_limits("kindle" if edition.format is Format.KINDLE else GENERIC)


def image_items(
    folder: Path, known: Mapping[str, Source], used: Iterable[str], limits: ImageLimits
) -> tuple[list[Item], list[Finding]]:
    """An item for each href in `used`, read from `folder`; and what is wrong with the files."""
    read = each(partial(_item, folder, known, limits), list(enumerate(sorted(set(used)), start=1)))
    return [item for item, _ in read if item], [finding for _, findings in read for finding in findings]


def _item(
    folder: Path, known: Mapping[str, Source], limits: ImageLimits, numbered: tuple[int, str]
) -> tuple[Item | None, list[Finding]]:
    number, href = numbered
    source = known.get(href)
    if source is None:
        return None, [rules.IMAGE_UNKNOWN(f"{href} is shown, and no file of the book gives it")]
    findings: list[Finding] = []
    try:
        data, media_type = _read(inside(folder, source.path), href, source, limits, findings)
    except (OSError, NotSvg, Image.DecompressionBombError) as error:
        return None, [*findings, rules.IMAGE_BROKEN(f"{source.path} can’t be read: {error}", at=source.at)]
    return Item(f"image-{number}", href, media_type, data), findings


def inside(folder: Path, path: str) -> Path:
    """The file, links on disk followed. Raises OSError when it is not in the book's folder."""
    file = (folder / path).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise OSError("it is outside the book’s folder")
    return file


def _read(
    path: Path, href: str, source: Source, limits: ImageLimits, findings: list[Finding]
) -> tuple[bytes, str]:
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
    return settled(data, format, limits), media_type
