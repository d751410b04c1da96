"""Boxes and matrices of PDF user space, in points."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from bookbuild.design.trim import MM_PER_POINT

TOLERANCE_PT = 0.1
"""0.035 mm: boxes are written to three decimals, and no guillotine sees less."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Box(NamedTuple):
    """A rectangle: left, foot, right, head."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From foot to head."""
        return self.y1 - self.y0

    @property
    def is_empty(self) -> bool:
        """Whether nothing can stand in it; a line has no height and is not empty."""
        return self.x1 < self.x0 or self.y1 < self.y0

    def within(self, outer: "Box") -> bool:
        """Whether it lies inside another, by TOLERANCE_PT."""
        low = self.x0 >= outer.x0 - TOLERANCE_PT and self.y0 >= outer.y0 - TOLERANCE_PT
        return low and self.x1 <= outer.x1 + TOLERANCE_PT and self.y1 <= outer.y1 + TOLERANCE_PT

    def cut(self, other: "Box") -> "Box":
        """What both have in common; empty when nothing."""
        return Box(
            max(self.x0, other.x0), max(self.y0, other.y0), min(self.x1, other.x1), min(self.y1, other.y1)
        )

    def moved(self, by: Matrix) -> "Box":
        """The box around it after a transformation."""
        a, b, c, d, e, f = by
        if b == 0 and c == 0:
            left, right, foot, head = a * self.x0 + e, a * self.x1 + e, d * self.y0 + f, d * self.y1 + f
            return Box(min(left, right), min(foot, head), max(left, right), max(foot, head))
        return around(apply(by, x, y) for x in (self.x0, self.x1) for y in (self.y0, self.y1))


EVERYWHERE = Box(-1e9, -1e9, 1e9, 1e9)


def box_of(numbers: Any) -> Box:
    """The box that four numbers of a PDF say, whichever corners they name. Raises ValueError, TypeError."""
    x0, y0, x1, y1 = (float(corner) for corner in numbers)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box around points, of which there is one at least."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def apply(by: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a transformation takes a point."""
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def then(first: Matrix, second: Matrix) -> Matrix:
    """One transformation after the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def lengths(by: Matrix) -> tuple[float, float]:
    """What a unit across and a unit upwards become."""
    return (by[0] ** 2 + by[1] ** 2) ** 0.5, (by[2] ** 2 + by[3] ** 2) ** 0.5


def same(first_pt: float, second_pt: float) -> bool:
    """Whether two lengths are one for a guillotine."""
    return abs(first_pt - second_pt) <= TOLERANCE_PT


def place_mm(box: Box, trim: Box) -> str:
    """Where a box begins: millimetres from the trim's left and head, as a person measures on a proof."""
    across, down = (box.x0 - trim.x0) * MM_PER_POINT, (trim.y1 - box.y1) * MM_PER_POINT
    return f"{across + 0:.1f} × {down + 0:.1f} mm"
