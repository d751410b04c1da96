"""The head of each picture in an EPUB: kind, size, colours, and whether its bytes are whole. Pixels are not decoded."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image

from bookbuild.preflight.epub_file import EpubFault
from bookbuild.preflight.epub_package import Item, Package

_RASTER = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_END_OF_JPEG = b"\xff\xd9"
_TAIL = 64
"""Some programs leave a few bytes after the end."""
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)
"""What Pillow raises for files that are no pictures, cut off, or too large."""


@dataclass(frozen=True)
class Head:
    """What a picture's file says of itself."""

    item: Item
    bytes: int
    fault: str = ""
    """Why it can't be shown; the rest is then empty."""
    width: int = 0
    height: int = 0
    cmyk: bool = False


def heads(package: Package) -> list[Head]:
    """Of every raster picture of the manifest that is in the archive and not locked."""
    return [
        _head(package, item)
        for item in {item.path: item for item in package.items.values()}.values()
        if item.media_type in _RASTER and item.path in package.names and item.path not in package.locked
    ]


def _head(package: Package, item: Item) -> Head:
    size = package.archive.size(item.path)
    try:
        data = package.archive.read(item.path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # metadata that is odd does no harm; nothing is decoded
            with Image.open(io.BytesIO(data)) as image:
                width, height = image.size
                cmyk, format = image.mode == "CMYK", image.format
                if format == "PNG":
                    image.verify()  # checksums of all chunks
    except (EpubFault, *_BROKEN) as error:
        return Head(item, size, str(error) or type(error).__name__)
    if format == "JPEG" and _END_OF_JPEG not in data[-_TAIL:]:
        return Head(item, size, "it ends in the middle")
    return Head(item, size, "", width, height, cmyk)
