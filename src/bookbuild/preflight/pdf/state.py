"""The graphics state while a content stream is read (ISO 32000-1, 8.4 and 9.3)."""

from copy import copy
from dataclasses import dataclass

from bookbuild.preflight.pdf.colour import BLACK, Colour
from bookbuild.preflight.pdf.faces import UNKNOWN_FACE, Face
from bookbuild.preflight.pdf.geometry import EVERYWHERE, IDENTITY, Box, Matrix


@dataclass(slots=True)
class State:
    """All that `q` keeps and `Q` gives back."""

    matrix: Matrix = IDENTITY
    clip: Box = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    line_pt: float = 1.0
    alpha: float = 1.0
    """The lesser of stroking and filling alpha."""
    blend: str = "/Normal"
    soft_mask: bool = False
    overprints: bool = False
    stroke_overprints: bool = False
    face: Face = UNKNOWN_FACE
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render_mode: int = 0

    def kept(self) -> "State":
        """What `q` puts on the stack."""
        return copy(self)

    def key(self) -> tuple[object, ...]:
        """What a form inherits and its marks depend on, but for where it stands."""
        return (
            self.fill, self.stroke, self.line_pt, self.alpha, self.blend, self.soft_mask, self.overprints,
            self.stroke_overprints, self.render_mode,
        )  # fmt: skip
