"""The artwork of the front: where type can stand on it, in which ink, and which colour goes round."""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from bookbuild._tools.typst import compile_png
from bookbuild.design.trim import MM_PER_INCH, Trim
from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import manuscript
from bookbuild.rules import preflight as rules

_RASTER = frozenset({".png", ".jpg", ".jpeg"})
_KINDS = _RASTER | {".svg"}
_SAMPLE_PPI = 25.0
"""Enough to judge colours: 150 × 210 mm is 148 × 207 pixels."""
_SIDES = (0.05, 0.95)
"""Left and right of the type, as shares of the width."""
_HEAD = 0.04
"""Where the ground of the type begins, as a share of the height."""
_LEAST_CALM = 0.26
"""Less than this share of the height holds no title."""
_FOOT_LEFT, _FOOT_RIGHT = (0.05, 0.925, 0.45, 0.97), (0.55, 0.925, 0.95, 0.97)
"""Where the imprint can stand: left, top, right, bottom as shares of the front."""
_NEAR = 30
"""Steps, of 255, by which a pixel may differ from the ground and still be part of it."""
_CALM_SHARE = 0.97
_READABLE = 4.5
"""Contrast of type and ground: WCAG 2.2, 1.4.3."""

_SAMPLE = """\
#set page(width: {width}mm, height: {height}mm, margin: 0pt)
#place(dx: -{left}mm, dy: -{top}mm, image("{name}", width: {wide}mm, height: {high}mm, fit: "cover"))
"""


@dataclass(frozen=True)
class Around:
    """How far a picture goes beyond the part of the front that is seen: bleed, wrap, hinge; in mm."""

    left_mm: float = 0.0
    right_mm: float = 0.0
    ends_mm: float = 0.0
    """At head and foot, each."""

    def of(self, front: Trim) -> Trim:
        """The size of the picture on a front of this size."""
        return Trim(front.width_mm + self.left_mm + self.right_mm, front.height_mm + 2 * self.ends_mm)


NOTHING = Around()


@dataclass(frozen=True)
class Artwork:
    """What the type must know of the picture under it. Colours are `#rrggbb`."""

    name: str
    """File in the folder that Typst sees."""
    ground: str
    """The commonest colour where the title stands: back and spine take it up."""
    foot: str
    """The commonest colour where the imprint stands."""
    foot_is_right: bool
    """Whether the imprint stands better at the right."""
    calm_to: float | None
    """Down to which share of the height type can stand right on the picture; None when it needs a ground."""


def place_artwork(
    image: str | None, folder: Path, root: Path, trim: Trim, around: Around = NOTHING
) -> tuple[Artwork | None, list[Finding]]:
    """Copy the picture into `root`, under a name of ours, and look at what of it will be seen on a front of `trim`.

    A picture that is missing or unreadable is a finding, and the cover is made without.
    """
    if image is None:
        return None, []
    place = Location("book.yaml")
    path = (folder / image).resolve()
    if not path.is_relative_to(folder.resolve()):
        return None, [
            manuscript.OUTSIDE_BOOK(f"The cover’s picture {image} is not in the book’s folder.", place)
        ]
    if not path.is_file():
        return None, [manuscript.IMAGE_MISSING(f"The cover’s picture {image} is not there.", place)]
    if path.suffix.lower() not in _KINDS:
        return None, [manuscript.IMAGE_FORMAT(f"The cover’s picture {image} is no SVG, PNG or JPEG.", place)]
    name = f"artwork{path.suffix.lower()}"
    shutil.copyfile(path, root / name)
    return _look(root, name, trim, around), []


def resolution_findings(image: str, folder: Path, trim: Trim, least_ppi: float) -> list[Finding]:
    """Whether a pixel picture has enough pixels for the press."""
    path = folder / image
    if path.suffix.lower() not in _RASTER or not path.is_file():
        return []
    place = Location("book.yaml")
    try:
        with Image.open(path) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        return [manuscript.IMAGE_UNREADABLE(f"The cover’s picture {image} can’t be read: {error}", place)]
    ppi = min(width / trim.width_mm, height / trim.height_mm) * MM_PER_INCH
    if ppi >= least_ppi:
        return []
    message = f"The cover’s picture has {ppi:.0f} pixels an inch on a front of {trim}."
    return [rules.ARTWORK_RESOLUTION(message, place, f"The printer asks for {least_ppi:g}.")]


def readable_on(ground: str, light: str, dark: str) -> str:
    """Of two inks, `#rrggbb`, the one that stands out more from the ground."""
    return max((light, dark), key=lambda ink: contrast(ink, ground))


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _look(root: Path, name: str, trim: Trim, around: Around) -> Artwork:
    main, whole = "sample.typ", around.of(trim)
    drawn = {"wide": whole.width_mm, "high": whole.height_mm, "left": around.left_mm, "top": around.ends_mm}
    sample = _SAMPLE.format(width=trim.width_mm, height=trim.height_mm, name=name, **drawn)
    (root / main).write_text(sample, encoding="utf-8")
    (page,) = compile_png(root, main, ppi=_SAMPLE_PPI)
    with Image.open(io.BytesIO(page)) as picture:
        front = picture.convert("RGB")
    width, height = front.size
    head = front.crop((int(_SIDES[0] * width), int(_HEAD * height), int(_SIDES[1] * width), height))
    ground = _commonest(head.crop((0, 0, head.width, int(_LEAST_CALM * height))))
    calm_rows = 0
    while calm_rows < head.height and _share_near(ground, _row(head, calm_rows)) >= _CALM_SHARE:
        calm_rows += 1
    calm_to = _HEAD + calm_rows / height
    readable = max(contrast("#ffffff", ground), contrast("#000000", ground)) >= _READABLE
    left, right = (_zone(front, shares) for shares in (_FOOT_LEFT, _FOOT_RIGHT))
    is_right = _share_near(_commonest(right), right) > _share_near(_commonest(left), left)
    return Artwork(
        name,
        ground,
        _commonest(right if is_right else left),
        is_right,
        round(calm_to, 4) if readable and calm_to >= _LEAST_CALM else None,
    )


def _row(picture: Image.Image, y: int) -> Image.Image:
    return picture.crop((0, y, picture.width, y + 1))


def _share_near(colour: str, zone: Image.Image) -> float:
    """Share of the pixels that are about this colour."""
    wanted = _parts(colour)
    pixels = _pixels(zone)
    near = sum(
        all(abs(have - want) <= _NEAR for have, want in zip(pixel, wanted, strict=True)) for pixel in pixels
    )
    return near / len(pixels)


def _zone(picture: Image.Image, shares: tuple[float, float, float, float]) -> Image.Image:
    left, top, right, bottom = shares
    width, height = picture.size
    return picture.crop((int(left * width), int(top * height), int(right * width), int(bottom * height)))


def _commonest(zone: Image.Image) -> str:
    """The colour of most pixels, near ones taken together."""
    bins: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}
    for pixel in _pixels(zone):
        bins.setdefault(tuple(part // 16 for part in pixel), []).append(pixel)
    most = max(bins.values(), key=len)
    return "#" + bytes(max(sorted(set(most)), key=most.count)).hex()


def _pixels(zone: Image.Image) -> list[tuple[int, int, int]]:
    data = zone.tobytes()
    return list(zip(data[0::3], data[1::3], data[2::3], strict=True))


def _parts(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


def _luminance(colour: str) -> float:
    shares = (part / 255 for part in _parts(colour))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
