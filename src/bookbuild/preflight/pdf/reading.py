"""One content stream while it is read: operators change the graphics state, and leave marks."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from pikepdf import Array, Dictionary, Name, Stream

from bookbuild.preflight.pdf.colour import CMYK, GRAY, RGB, UNKNOWN, Colour, Space
from bookbuild.preflight.pdf.faces import Face
from bookbuild.preflight.pdf.geometry import IDENTITY, Box, Matrix, around, lengths, then
from bookbuild.preflight.pdf.mark import Kind, Mark, Pixels
from bookbuild.preflight.pdf.operators import KNOWN
from bookbuild.preflight.pdf.state import State, set_parameters
from bookbuild.preflight.pdf.type import shown

_STACK, _MARKS, _LACKING = 2000, 200_000, 100


class TooComplex(Exception):
    """Content beyond the bounds; the message says which."""


class Owner(Protocol):
    """What streams of one file share."""

    unknown_operators: set[str]
    lacking: set[str]

    def form(self, form: Stream, outer: Any, state: State, depth: int) -> list[Mark]:
        """The marks of a form in its own coordinates."""

    def face(self, font: Any) -> Face:
        """The face of a font."""

    def space(self, said: Any, named: Any) -> Space:
        """The colour space of an operand."""

    def gradient(self, gradient: Any) -> list[tuple[float, ...]]:
        """Colours of a gradient from end to end."""

    def count(self, operations: int) -> None:
        """Add to the work done. Raises TooComplex when it is too much."""


def _matrix(said: Any) -> Matrix:
    numbers = [float(number) for number in said] if isinstance(said, Array) and len(said) == 6 else []
    return tuple(numbers) if numbers else IDENTITY  # type: ignore[return-value]  # six


class Reading:
    """One content stream while it is read."""

    def __init__(self, owner: Owner, resources: Any, state: State, depth: int) -> None:
        self.owner, self.state, self.depth = owner, state, depth
        self.resources = resources if isinstance(resources, Dictionary) else Dictionary()
        self.defaults = self._default_spaces()
        self.marks: list[Mark] = []
        self.stack: list[State] = []
        self.points: list[tuple[float, float]] = []
        self.clips = False
        self.line: Matrix = IDENTITY
        self.text: Matrix = IDENTITY
        self.guarded = 0

    def run(self, steps: Any) -> list[Mark]:
        """The marks of all steps. Raises TooComplex."""
        for step in steps:
            operator = str(step.operator)
            act = _ACTS.get(operator)
            if act is None:
                self._note(operator)
                continue
            try:
                act(self, step.operands)
            except (ValueError, TypeError, IndexError, KeyError, AttributeError, OverflowError):
                continue  # operands that are none: a viewer leaves such a step out too
            self._bounded()
        return self.marks

    def _bounded(self) -> None:
        if len(self.marks) > _MARKS:
            raise TooComplex(f"it has more than {_MARKS:,} marks")

    def _default_spaces(self) -> dict[str, Space]:
        """What device colours mean here, where the resources say so (ISO 32000-1, 8.6.5.6)."""
        named = self.resources.get("/ColorSpace")
        return {
            family: self.owner.space(Name(f"/Default{family}"), named)
            for family in ("Gray", "RGB", "CMYK")
            if isinstance(named, Dictionary) and f"/Default{family}" in named
        }

    def _note(self, operator: str) -> None:
        if operator in {"BX", "EX"}:
            self.guarded += 1 if operator == "BX" else -1
        elif operator not in KNOWN and self.guarded <= 0:
            self.owner.unknown_operators.add(operator[:20])

    def _named(self, kind: str, name: Any) -> Any:
        held = self.resources.get(kind)
        found = held.get(str(name)) if isinstance(held, Dictionary) else None
        if found is None and len(self.owner.lacking) < _LACKING:
            self.owner.lacking.add(f"{kind[1:]} {str(name)[1:40]}")
        return found

    # graphics state

    def _save(self, _: Any) -> None:
        if len(self.stack) >= _STACK:
            raise TooComplex(f"q stands {_STACK} deep")
        self.stack.append(self.state.kept())

    def _restore(self, _: Any) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def _concatenate(self, operands: Any) -> None:
        matrix: Any = tuple(map(float, operands))
        if len(matrix) == 6:
            self.state.matrix = then(matrix, self.state.matrix)

    def _line_width(self, operands: Any) -> None:
        self.state.line_pt = float(operands[0])

    def _parameters(self, operands: Any) -> None:
        said = self._named("/ExtGState", operands[0])
        if isinstance(said, Dictionary):
            set_parameters(self.state, said, self.owner.face)

    # colours

    def _set_space(self, operands: Any, stroke: bool) -> None:
        space = self.owner.space(operands[0], self.resources.get("/ColorSpace"))
        start = (1.0,) * space.parts if space.family in {"Separation", "DeviceN"} else (0.0,) * space.parts
        if space.family == "CMYK" or (space.family == "ICC" and space.parts == 4):
            start = (0.0, 0.0, 0.0, 1.0)
        self._set(Colour(space, start), stroke)

    def _set_parts(self, operands: Any, stroke: bool) -> None:
        now = self.state.stroke if stroke else self.state.fill
        if len(operands) and isinstance(operands[-1], Name):
            self._set(self._pattern_colour(operands[-1], now), stroke)
            return
        parts = tuple(map(float, operands))
        self._set(Colour(now.space, parts), stroke)

    def _pattern_colour(self, name: Any, now: Colour) -> Colour:
        """Of a gradient, its space; of a cell, the colour in it that a press minds most."""
        pattern: Any = self._named("/Pattern", name)
        if isinstance(pattern, Dictionary) and isinstance(pattern.get("/Shading"), Dictionary | Stream):
            return self._gradient_colour(pattern.Shading)
        if isinstance(pattern, Stream) and pattern.get("/PaintType") == 1:
            cell = self.owner.form(pattern, self.resources, State(), self.depth)
            colours = [mark.colour for mark in cell]
            return max(colours, key=lambda colour: (colour.space.is_rgb, colour.total), default=now)
        return Colour(now.space, ())

    def _gradient_colour(self, gradient: Any) -> Colour:
        """Where it has most ink; without parts in a space that is no ink, or when its colours can't be known."""
        said = gradient.get("/ColorSpace")
        space = UNKNOWN if said is None else self.owner.space(said, self.resources.get("/ColorSpace"))
        along = [] if space.is_rgb else self.owner.gradient(gradient)
        colours = [Colour(space, parts) for parts in along if len(parts) == space.parts]
        return max(colours, key=lambda colour: colour.total, default=Colour(space, ()))

    def _set(self, colour: Colour, stroke: bool) -> None:
        if stroke:
            self.state.stroke = colour
        else:
            self.state.fill = colour

    # paths

    def _point(self, operands: Any) -> None:
        numbers = list(map(float, operands))
        a, b, c, d, e, f = self.state.matrix
        for at in range(0, len(numbers) - 1, 2):
            x, y = numbers[at], numbers[at + 1]
            self.points.append((a * x + c * y + e, b * x + d * y + f))

    def _rectangle(self, operands: Any) -> None:
        x, y, width, height = map(float, operands)
        self._point((x, y, x + width, y, x + width, y + height, x, y + height))

    def _clip(self, _: Any) -> None:
        self.clips = True

    def _paint(self, fills: bool, strokes: bool) -> None:
        if self.points:
            box = around(self.points)
            if fills:
                self._mark(Kind.FILL, box, self.state.fill, overprints=self.state.overprints)
            if strokes:
                self._stroke(box)
            if self.clips:
                self.state.clip = self.state.clip.cut(box)
        self.points, self.clips = [], False

    def _stroke(self, box: Box) -> None:
        across, up = lengths(self.state.matrix)
        line_pt = self.state.line_pt * (across * up) ** 0.5
        half = line_pt / 2
        wide = Box(
            box.x0 - half * (box.height > 0 or box.width == 0),
            box.y0 - half * (box.width > 0 or box.height == 0),
            box.x1 + half * (box.height > 0 or box.width == 0),
            box.y1 + half * (box.width > 0 or box.height == 0),
        )
        self._mark(
            Kind.STROKE,
            wide,
            self.state.stroke,
            line_pt=line_pt,
            is_hairline=self.state.line_pt == 0,
            overprints=self.state.stroke_overprints,
        )

    # text

    def _begin_text(self, _: Any) -> None:
        self.line = self.text = IDENTITY

    def _font(self, operands: Any) -> None:
        self.state.face = self.owner.face(self._named("/Font", operands[0]))
        self.state.size = float(operands[1])

    def _place(self, operands: Any) -> None:
        matrix: Any = tuple(map(float, operands))
        if len(matrix) == 6:
            self.line = self.text = matrix

    def _advance(self, operands: Any) -> None:
        x, y = map(float, operands)
        self.line = self.text = then((1, 0, 0, 1, x, y), self.line)

    def _advance_with_leading(self, operands: Any) -> None:
        self.state.leading = -float(operands[1])
        self._advance(operands)

    def _next_line(self, _: Any = ()) -> None:
        self._advance((0, -self.state.leading))

    def _show_string(self, operands: Any) -> None:
        self._show([operands[0]])

    def _show_spaced(self, operands: Any) -> None:
        self._show(operands[0])

    def _show_next(self, operands: Any) -> None:
        self._next_line()
        self._show([operands[-1]])

    def _show_with_spaces(self, operands: Any) -> None:
        self.state.word_space, self.state.character_space = float(operands[0]), float(operands[1])
        self._show_next(operands)

    def _show(self, items: Any) -> None:
        across, mark = shown(self.state, self.text, items)
        if mark is not None:
            self._add(mark)
        self.text = then((1, 0, 0, 1, across, 0), self.text)

    # pictures, gradients, forms

    def _show_object(self, operands: Any) -> None:
        held = self._named("/XObject", operands[0])
        if not isinstance(held, Stream):
            return
        if held.get("/Subtype") == Name.Form:
            self._show_form(held)
        elif held.get("/Subtype") == Name.Image:
            self._show_image(held, held.objgen, bool(held.get("/ImageMask", False)))

    def _show_form(self, form: Any) -> None:
        whole = then(_matrix(form.get("/Matrix")), self.state.matrix)
        marks = self.owner.form(form, self.resources, self.state, self.depth)
        self.owner.count(len(marks))
        for mark in marks:
            moved = mark.moved(whole, self.state.clip)
            if moved is not None:
                self.marks.append(moved)
            self._bounded()

    def _show_image(self, image: Any, at: tuple[int, int], is_mask: bool) -> None:
        width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
        bits = 1 if is_mask else int(image.get("/BitsPerComponent", 8))
        said = image.get("/ColorSpace")
        space = self.owner.space(said, self.resources.get("/ColorSpace")) if said is not None else UNKNOWN
        self._place_image(
            Pixels(width, height, *lengths(self.state.matrix), bits == 1, at),
            self.state.fill if is_mask else Colour(space, ()),
            isinstance(image.get("/SMask"), Stream),
        )

    def _inline_image(self, operands: Any) -> None:
        image = operands[0]
        try:
            space = self.owner.space(
                Name(image.colorspace) if image.colorspace else Name.DeviceGray,
                self.resources.get("/ColorSpace"),
            )
        except (NotImplementedError, AttributeError):
            space = UNKNOWN
        is_mask = bool(image.image_mask)
        bits = 1 if is_mask else int(image.bits_per_component or 8)
        pixels = Pixels(int(image.width), int(image.height), *lengths(self.state.matrix), bits == 1, (0, 0))
        self._place_image(pixels, self.state.fill if is_mask else Colour(space, ()), False)

    def _place_image(self, pixels: Pixels, colour: Colour, soft_mask: bool) -> None:
        box = Box(0, 0, 1, 1).moved(self.state.matrix)
        self._mark(Kind.IMAGE, box, colour, pixels=pixels, soft_mask=soft_mask)

    def _shade(self, operands: Any) -> None:
        held = self._named("/Shading", operands[0])
        if isinstance(held, Dictionary | Stream):
            self._mark(Kind.SHADING, self.state.clip, self._gradient_colour(held))

    def _mark(self, kind: Kind, box: Box, colour: Colour, **more: Any) -> None:
        state = self.state
        soft_mask = more.pop("soft_mask", False) or state.soft_mask
        self._add(Mark(kind, box, colour, alpha=state.alpha, blend=state.blend, soft_mask=soft_mask, **more))

    def _add(self, mark: Mark) -> None:
        """Keep what the clip leaves of a mark, if that can be seen."""
        seen = mark.box.cut(self.state.clip)
        if not seen.is_empty and mark.alpha > 0:
            self.marks.append(mark if seen == mark.box else replace(mark, box=seen))


def _number(key: str, scale: float = 1.0) -> Callable[[Reading, Any], None]:
    def act(reading: Reading, operands: Any) -> None:
        setattr(reading.state, key, float(operands[0]) * scale)

    return act


def _render_mode(reading: Reading, operands: Any) -> None:
    reading.state.render_mode = int(operands[0])


def _device(space: Space, stroke: bool) -> Callable[[Reading, Any], None]:
    def act(reading: Reading, operands: Any) -> None:
        meant = reading.defaults.get(space.family, space)
        reading._set(Colour(meant, tuple(map(float, operands))), stroke)

    return act


def _paint(fills: bool, strokes: bool) -> Callable[[Reading, Any], None]:
    def act(reading: Reading, _: Any) -> None:
        reading._paint(fills, strokes)

    return act


def _painting() -> Iterator[tuple[str, Callable[[Reading, Any], None]]]:
    yield "n", _paint(False, False)
    yield from ((operator, _paint(True, False)) for operator in ("f", "F", "f*"))
    yield from ((operator, _paint(False, True)) for operator in ("S", "s"))
    yield from ((operator, _paint(True, True)) for operator in ("B", "B*", "b", "b*"))


_ACTS: dict[str, Callable[[Reading, Any], None]] = {
    "q": Reading._save, "Q": Reading._restore, "cm": Reading._concatenate, "w": Reading._line_width,
    "gs": Reading._parameters,
    "g": _device(GRAY, False), "G": _device(GRAY, True), "rg": _device(RGB, False), "RG": _device(RGB, True),
    "k": _device(CMYK, False), "K": _device(CMYK, True),
    "cs": lambda reading, said: reading._set_space(said, False),
    "CS": lambda reading, said: reading._set_space(said, True),
    "sc": lambda reading, said: reading._set_parts(said, False),
    "scn": lambda reading, said: reading._set_parts(said, False),
    "SC": lambda reading, said: reading._set_parts(said, True),
    "SCN": lambda reading, said: reading._set_parts(said, True),
    "m": Reading._point, "l": Reading._point, "c": Reading._point, "v": Reading._point, "y": Reading._point,
    "re": Reading._rectangle, "W": Reading._clip, "W*": Reading._clip, **dict(_painting()),
    "BT": Reading._begin_text, "Tf": Reading._font, "Tm": Reading._place, "Td": Reading._advance,
    "TD": Reading._advance_with_leading, "T*": Reading._next_line, "Tj": Reading._show_string,
    "TJ": Reading._show_spaced, "'": Reading._show_next, '"': Reading._show_with_spaces,
    "Tc": _number("character_space"), "Tw": _number("word_space"), "Tz": _number("scale", 0.01),
    "TL": _number("leading"), "Ts": _number("rise"), "Tr": _render_mode,
    "Do": Reading._show_object, "INLINE IMAGE": Reading._inline_image, "sh": Reading._shade,
}  # fmt: skip
"""What each operator that paints, or changes how it is painted, does (ISO 32000-1, Annex A)."""
