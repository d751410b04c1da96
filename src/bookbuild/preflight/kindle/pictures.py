"""A picture of the book, decoded once under limits: its kind, size, colours, and what is wrong with it."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image

from bookbuild.preflight.epub_file import EpubFault, EpubFile

MOST_PIXELS = 64_000_000
"""More are not decoded: 200 MB in memory."""
_CLEAR_MODES = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})
_JPEG_START, _APP0 = b"\xff\xd8", b"\xff\xe0"
_SAMPLE_PX = 128
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What Pillow raises for files that are no pictures, cut off, or too large."""


@dataclass(frozen=True)
class Picture:
    """What was found in the bytes."""

    size: int
    """Bytes."""
    fault: str = ""
    """Why it can't be decoded; the rest is then empty."""
    format: str = ""
    """Pillow's name: JPEG, PNG."""
    mode: str = ""
    width: int = 0
    height: int = 0
    frames: int = 1
    transparent: bool = False
    jfif_first: bool = False
    colours: int = 0
    """Different colours in a sample of 128 by 128 pixels."""


def look(archive: EpubFile, path: str) -> Picture:
    """The picture of this name in the archive. Raises KeyError."""
    try:
        data = archive.read(path)
    except EpubFault as error:
        return Picture(archive.size(path), str(error))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # metadata that is odd does no harm
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decoded(data)
    except _BROKEN as error:
        return Picture(len(data), str(error) or type(error).__name__)


def _decoded(data: bytes) -> Picture:
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"{image.width} × {image.height} pixels are too many")
        frames = getattr(image, "n_frames", 1)
        image.load()
        return Picture(
            len(data),
            format=image.format or "",
            mode=image.mode,
            width=image.width,
            height=image.height,
            frames=frames,
            transparent=_shines_through(image),
            jfif_first=data[:2] == _JPEG_START and data[2:4] == _APP0 and data[6:10] == b"JFIF",
            colours=_colours(image),
        )


def _shines_through(image: Image.Image) -> bool:
    if image.mode not in _CLEAR_MODES and "transparency" not in image.info:
        return False
    lowest, _ = image.convert("RGBA").getchannel("A").getextrema()
    return isinstance(lowest, int | float) and lowest < 255


def _colours(image: Image.Image) -> int:
    sample = image.convert("RGB").resize((_SAMPLE_PX, _SAMPLE_PX), Image.Resampling.NEAREST)
    return len(sample.getcolors(_SAMPLE_PX * _SAMPLE_PX) or ())
