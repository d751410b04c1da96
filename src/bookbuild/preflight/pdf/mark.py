"""One thing that a page puts on paper."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from bookbuild.preflight.pdf.colour import Colour
from bookbuild.preflight.pdf.geometry import Box, Matrix, lengths

_DESCENDER = 0.2
"""Of the size: so far at least descend the p and q of faces for books."""


class Kind(StrEnum):
    """What is painted."""

    TEXT = "type"
    STROKE = "a line"
    FILL = "an area"
    IMAGE = "a picture"
    SHADING = "a gradient"

    @property
    def at_first(self) -> str:
        """With a capital, for the beginning of a sentence."""
        return self.value[0].upper() + self.value[1:]


class Pixels(NamedTuple):
    """An image, as large as its file has it and as it is placed."""

    width: int
    height: int
    across_pt: float
    up_pt: float
    is_line_art: bool
    """One bit a pixel."""
    at: tuple[int, int]
    """Its object; (0, 0) for one written in the content."""

    @property
    def ppi(self) -> float:
        """Pixels to the inch where they are sparsest; 0 for one without size."""
        if min(self.across_pt, self.up_pt) <= 0:
            return 0.0
        return 72 * min(self.width / self.across_pt, self.height / self.up_pt)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a page, or a form, puts on paper; lengths in points of its own coordinates."""

    kind: Kind
    box: Box
    colour: Colour
    line_pt: float = 0.0
    """Of lines, how thick."""
    is_hairline: bool = False
    """A line of width 0: as thin as the device can."""
    size_pt: float = 0.0
    """Of text."""
    face: str = ""
    descends: bool = False
    """Of text: whether a letter of it reaches below the line."""
    missing: bool = False
    """Of text: whether it shows the face's sign for a missing glyph."""
    pixels: Pixels | None = None
    alpha: float = 1.0
    blend: str = "/Normal"
    soft_mask: bool = False
    overprints: bool = False

    @property
    def is_transparent(self) -> bool:
        """Whether what lies below shows through by the imaging model."""
        return self.alpha < 1 or self.blend not in {"/Normal", "/Compatible"} or self.soft_mask

    @property
    def is_thin_rule(self) -> bool:
        """Whether it is a line, drawn or as an area not thicker than 2 pt."""
        thin = self.kind is Kind.FILL and min(self.box.width, self.box.height) <= 2
        return self.kind is Kind.STROKE or (thin and max(self.box.width, self.box.height) > 10)

    @property
    def deepest(self) -> float:
        """The lowest that upright text reaches, its descenders with it; of all else the foot of its box."""
        return self.box.y0 - (_DESCENDER * self.size_pt if self.descends else 0.0)

    def moved(self, by: Matrix, clip: Box) -> "Mark | None":
        """The mark of a form where the form stands; None when the clip leaves nothing of it."""
        box = self.box.moved(by).cut(clip)
        if box.is_empty:
            return None
        across, up = lengths(by)
        pixels = self.pixels
        if pixels is not None:
            pixels = pixels._replace(across_pt=pixels.across_pt * across, up_pt=pixels.up_pt * up)
        scale = (across * up) ** 0.5
        return replace(
            self, box=box, pixels=pixels, line_pt=self.line_pt * scale, size_pt=self.size_pt * scale
        )
