"""The graphics state while a content stream is read (ISO 32000-1, 8.4 and 9.3)."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary

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


def set_parameters(state: State, said: Any, face: Callable[[Any], Face]) -> None:
    """Take over what an ExtGState says (ISO 32000-1, table 58); `face` reads a font."""
    if "/LW" in said:
        state.line_pt = float(said["/LW"])
    if "/ca" in said or "/CA" in said:
        state.alpha = min(float(said.get("/ca", 1)), float(said.get("/CA", 1)))
    if "/BM" in said:
        mode: Any = said["/BM"]
        state.blend = str(mode[0] if isinstance(mode, Array) and len(mode) else mode)
    if "/SMask" in said:
        state.soft_mask = isinstance(said["/SMask"], Dictionary)
    if "/OP" in said:
        state.stroke_overprints = bool(said["/OP"])
        state.overprints = state.stroke_overprints  # unless `op` says otherwise
    if "/op" in said:
        state.overprints = bool(said["/op"])
    if isinstance(font := said.get("/Font"), Array):
        state.face, state.size = face(font[0]), float(font[1])
