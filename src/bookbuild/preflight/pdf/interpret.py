"""Content streams read as a press reads them: every mark of a page, with place, colour and graphics state.

A form is read once for each state it inherits, and its marks are moved to each place where it is shown. Depth, visits
and marks are bounded: a few hundred bytes of forms that show one another can stand for more marks than there are atoms.
"""

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from bookbuild.preflight.pdf.colour import CMYK, GRAY, RGB, UNKNOWN, Colour, Space, space_of
from bookbuild.preflight.pdf.faces import Face, face_of
from bookbuild.preflight.pdf.geometry import IDENTITY, Box, Matrix, around, box_of, lengths, then
from bookbuild.preflight.pdf.mark import Kind, Mark, Pixels
from bookbuild.preflight.pdf.operators import KNOWN
from bookbuild.preflight.pdf.state import State
from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes, content_bytes

CONTENT_BYTES = 16 << 20
"""Of one content stream, unpacked; a detailed map has some 5 MB."""
_DEPTH, _STACK, _MARKS = 12, 2000, 200_000
_INVISIBLE, _CLIPS = 3, 4
"""Text render modes: 3 paints nothing, 4 to 7 clip too (ISO 32000-1, 9.3.6)."""
_OPERATIONS = 40_000_000
"""Of a whole file; a novel of 1,600 pages has 0.8 million."""


class TooComplex(Exception):
    """Content beyond the bounds; the message says which."""


class Interpreter:
    """Reads the pages of one PDF."""

    def __init__(self, pdf: Pdf) -> None:
        self.unknown_operators: set[str] = set()
        """Operators that no version of PDF has, seen outside BX … EX."""
        self._pdf = pdf
        self._forms: dict[tuple[object, ...], list[Mark]] = {}
        self._faces: dict[tuple[int, int], Face] = {}
        self._spaces: dict[tuple[int, int], Space] = {}
        self._operations = 0

    def marks(self, page: Page) -> list[Mark]:
        """Every mark of a page, in the order of painting, in default user space. Raises TooComplex."""
        try:
            data = content_bytes(page.obj, CONTENT_BYTES)
        except TooLarge as error:
            raise TooComplex("its content unpacks to more than 16 MB, or does not unpack") from error
        resources = _inherited(page.obj, "/Resources")
        return self._read(data, resources, State(), 0)

    def _read(self, data: bytes, resources: Any, state: State, depth: int) -> list[Mark]:
        holder = self._pdf.make_stream(data)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)  # pikepdf's way to say that something is missing
                steps: Any = pikepdf.parse_content_stream(holder)
        except (pikepdf.PdfError, TypeError, ValueError, UserWarning) as error:
            raise TooComplex(f"its content can’t be read: {error}") from error
        self._operations += len(steps)
        if self._operations > _OPERATIONS:
            raise TooComplex("the pages before it hold too many operations")
        return _Reading(self, resources, state, depth).run(steps)

    def form(self, form: Stream, outer: Any, state: State, depth: int) -> list[Mark]:
        """The marks of a form in its own coordinates."""
        if depth >= _DEPTH:
            raise TooComplex(f"forms lie {_DEPTH} deep in one another, or call themselves")
        key = (form.objgen, *state.key())
        known = self._forms.get(key)
        if known is None:
            inner = state.kept()
            inner.matrix, inner.clip = IDENTITY, _form_box(form)
            try:
                data = bounded_bytes(form, CONTENT_BYTES)
            except TooLarge as error:
                raise TooComplex("a drawing unpacks to more than 16 MB, or does not unpack") from error
            known = self._read(data, form.get("/Resources") or outer, inner, depth + 1)
            if form.objgen != (0, 0):
                self._forms[key] = known
        return known

    def face(self, font: Any) -> Face:
        """The face of a font, read once."""
        key = font.objgen if isinstance(font, Dictionary) else (0, 0)
        if key == (0, 0):
            return face_of(font)
        if key not in self._faces:
            self._faces[key] = face_of(font)
        return self._faces[key]

    def space(self, said: Any, named: Any) -> Space:
        """The colour space of an operand."""
        found = named.get(str(said)) if isinstance(named, Dictionary) and isinstance(said, Name) else None
        key = found.objgen if isinstance(found, Array | Dictionary) else (0, 0)
        if key == (0, 0):
            return space_of(said, named)
        if key not in self._spaces:
            self._spaces[key] = space_of(said, named)
        return self._spaces[key]


def _form_box(form: Any) -> Box:
    try:
        return box_of(form.get("/BBox"))
    except (TypeError, ValueError):
        return Box(-1e9, -1e9, 1e9, 1e9)


def _inherited(page: Any, key: str) -> Any:
    """What a page, or a node above it, has for a key that is inherited."""
    for _ in range(60):
        if key in page:
            return page[key]
        page = page.get("/Parent")
        if not isinstance(page, Dictionary):
            break
    return Dictionary()


def _matrix(said: Any) -> Matrix:
    numbers = [float(number) for number in said] if isinstance(said, Array) and len(said) == 6 else []
    return tuple(numbers) if numbers else IDENTITY  # type: ignore[return-value]  # six


class _Reading:
    """One content stream while it is read."""

    def __init__(self, owner: Interpreter, resources: Any, state: State, depth: int) -> None:
        self.owner, self.state, self.depth = owner, state, depth
        self.resources = resources if isinstance(resources, Dictionary) else Dictionary()
        self.marks: list[Mark] = []
        self.stack: list[State] = []
        self.points: list[tuple[float, float]] = []
        self.segments = 0
        self.clips = False
        self.line: Matrix = IDENTITY
        self.text: Matrix = IDENTITY
        self.guarded = 0

    def run(self, steps: Any) -> list[Mark]:
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
            if len(self.marks) > _MARKS:
                raise TooComplex(f"it has more than {_MARKS:,} marks")
        return self.marks

    def _note(self, operator: str) -> None:
        if operator in {"BX", "EX"}:
            self.guarded += 1 if operator == "BX" else -1
        elif operator not in KNOWN and self.guarded <= 0:
            self.owner.unknown_operators.add(operator[:20])

    def _named(self, kind: str, name: Any) -> Any:
        held = self.resources.get(kind)
        return held.get(str(name)) if isinstance(held, Dictionary) else None

    # graphics state

    def save(self, _: Any) -> None:
        if len(self.stack) >= _STACK:
            raise TooComplex(f"q stands {_STACK} deep")
        self.stack.append(self.state.kept())

    def restore(self, _: Any) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def concatenate(self, operands: Any) -> None:
        matrix: Any = tuple(map(float, operands))
        if len(matrix) == 6:
            self.state.matrix = then(matrix, self.state.matrix)

    def line_width(self, operands: Any) -> None:
        self.state.line_pt = float(operands[0])

    def parameters(self, operands: Any) -> None:
        said = self._named("/ExtGState", operands[0])
        if not isinstance(said, Dictionary):
            return
        state = self.state
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
            if "/op" not in said:
                state.overprints = bool(said["/OP"])
        if "/op" in said:
            state.overprints = bool(said["/op"])
        if "/Font" in said and isinstance(said["/Font"], Array):
            font: Any = said["/Font"]
            state.face, state.size = self.owner.face(font[0]), float(font[1])

    # colours

    def set_space(self, operands: Any, stroke: bool) -> None:
        space = self.owner.space(operands[0], self.resources.get("/ColorSpace"))
        start = (1.0,) * space.parts if space.family in {"Separation", "DeviceN"} else (0.0,) * space.parts
        if space.family == "CMYK" or (space.family == "ICC" and space.parts == 4):
            start = (0.0, 0.0, 0.0, 1.0)
        self._set(Colour(space, start), stroke)

    def set_parts(self, operands: Any, stroke: bool) -> None:
        now = self.state.stroke if stroke else self.state.fill
        parts = tuple(float(part) for part in operands if not isinstance(part, Name))
        self._set(Colour(now.space, parts), stroke)

    def _set(self, colour: Colour, stroke: bool) -> None:
        if stroke:
            self.state.stroke = colour
        else:
            self.state.fill = colour

    # paths

    def point(self, operands: Any) -> None:
        numbers = list(map(float, operands))
        a, b, c, d, e, f = self.state.matrix
        for at in range(0, len(numbers) - 1, 2):
            x, y = numbers[at], numbers[at + 1]
            self.points.append((a * x + c * y + e, b * x + d * y + f))
        self.segments += 1

    def rectangle(self, operands: Any) -> None:
        x, y, width, height = map(float, operands)
        self.point((x, y, x + width, y, x + width, y + height, x, y + height))

    def clip(self, _: Any) -> None:
        self.clips = True

    def paint(self, fills: bool, strokes: bool) -> None:
        if self.points:
            box = around(self.points)
            if fills:
                self._mark(Kind.FILL, box, self.state.fill, overprints=self.state.overprints)
            if strokes:
                self._stroke(box)
            if self.clips:
                self.state.clip = self.state.clip.cut(box)
        self.points, self.segments, self.clips = [], 0, False

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

    def begin_text(self, _: Any) -> None:
        self.line = self.text = IDENTITY

    def font(self, operands: Any) -> None:
        self.state.face = self.owner.face(self._named("/Font", operands[0]))
        self.state.size = float(operands[1])

    def place(self, operands: Any) -> None:
        matrix: Any = tuple(map(float, operands))
        if len(matrix) == 6:
            self.line = self.text = matrix

    def advance(self, operands: Any) -> None:
        x, y = map(float, operands)
        self.line = self.text = then((1, 0, 0, 1, x, y), self.line)

    def advance_with_leading(self, operands: Any) -> None:
        self.state.leading = -float(operands[1])
        self.advance(operands)

    def next_line(self, _: Any = ()) -> None:
        self.advance((0, -self.state.leading))

    def show(self, operands: Any) -> None:
        self._show([operands[0]])

    def show_spaced(self, operands: Any) -> None:
        self._show(operands[0])

    def show_next(self, operands: Any) -> None:
        self.next_line()
        self._show([operands[-1]])

    def show_with_spaces(self, operands: Any) -> None:
        self.state.word_space, self.state.character_space = float(operands[0]), float(operands[1])
        self.show_next(operands)

    def _show(self, items: Any) -> None:
        state, face = self.state, self.state.face
        x, first, last, missing = 0.0, None, 0.0, False
        per = state.size / 1000
        widths, default, spaces = face.widths, face.default_width, face.spaces
        for item in items:
            if not isinstance(item, pikepdf.String):
                x -= float(item) * per * state.scale
                continue
            for code in face.codes(bytes(item)):
                width = widths.get(code, default) * per + state.character_space
                blank = code in spaces
                if code == 32 and face.code_bytes == 1:
                    width += state.word_space
                start, x = x, x + width * state.scale
                if not blank:
                    first = start if first is None else first
                    last = x - state.character_space * state.scale
                    missing = missing or (code == 0 and face.identity)
        if first is not None and state.render_mode != _INVISIBLE:
            self._mark_text(first, last, missing)
        self.text = then((1, 0, 0, 1, x, 0), self.text)

    def _mark_text(self, first: float, last: float, missing: bool) -> None:
        """Ink of text is counted from the baseline to half the size: no letter stands lower than that, but few reach."""
        state = self.state
        whole = then(self.text, state.matrix)
        box = Box(first, state.rise, last, state.rise + state.size / 2).moved(whole)
        size_pt = state.size * lengths(whole)[1]
        strokes = state.render_mode in {1, 5}
        self._mark(
            Kind.TEXT,
            box,
            state.stroke if strokes else state.fill,
            size_pt=abs(size_pt),
            face=state.face.name,
            missing=missing,
            overprints=state.overprints,
        )

    # pictures, gradients, forms

    def show_object(self, operands: Any) -> None:
        held = self._named("/XObject", operands[0])
        if not isinstance(held, Stream):
            return
        if held.get("/Subtype") == Name.Form:
            self._show_form(held)
        elif held.get("/Subtype") == Name.Image:
            self._show_image(held, held.objgen, bool(held.get("/ImageMask", False)))

    def _show_form(self, form: Any) -> None:
        whole = then(_matrix(form.get("/Matrix")), self.state.matrix)
        for mark in self.owner.form(form, self.resources, self.state, self.depth):
            moved = mark.moved(whole, self.state.clip)
            if moved is not None:
                self.marks.append(moved)
            if len(self.marks) > _MARKS:
                raise TooComplex(f"it has more than {_MARKS:,} marks")

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

    def inline_image(self, operands: Any) -> None:
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

    def shade(self, operands: Any) -> None:
        held = self._named("/Shading", operands[0])
        said = held.get("/ColorSpace") if isinstance(held, Dictionary | Stream) else None
        space = self.owner.space(said, self.resources.get("/ColorSpace")) if said is not None else UNKNOWN
        self._mark(Kind.SHADING, self.state.clip, Colour(space, ()))

    def _mark(self, kind: Kind, box: Box, colour: Colour, **more: Any) -> None:
        state = self.state
        seen = box.cut(state.clip)
        if seen.is_empty or state.alpha == 0:
            return
        soft_mask = more.pop("soft_mask", False) or state.soft_mask
        self.marks.append(
            Mark(kind, seen, colour, alpha=state.alpha, blend=state.blend, soft_mask=soft_mask, **more)
        )


def _number(key: str, scale: float = 1.0) -> Callable[[_Reading, Any], None]:
    def act(reading: _Reading, operands: Any) -> None:
        setattr(reading.state, key, float(operands[0]) * scale)

    return act


def _render_mode(reading: _Reading, operands: Any) -> None:
    reading.state.render_mode = int(operands[0])


def _device(space: Space, stroke: bool) -> Callable[[_Reading, Any], None]:
    def act(reading: _Reading, operands: Any) -> None:
        reading._set(Colour(space, tuple(map(float, operands))), stroke)

    return act


def _paint(fills: bool, strokes: bool) -> Callable[[_Reading, Any], None]:
    def act(reading: _Reading, _: Any) -> None:
        reading.paint(fills, strokes)

    return act


def _painting() -> Iterator[tuple[str, Callable[[_Reading, Any], None]]]:
    yield "n", _paint(False, False)
    yield from ((operator, _paint(True, False)) for operator in ("f", "F", "f*"))
    yield from ((operator, _paint(False, True)) for operator in ("S", "s"))
    yield from ((operator, _paint(True, True)) for operator in ("B", "B*", "b", "b*"))


_ACTS: dict[str, Callable[[_Reading, Any], None]] = {
    "q": _Reading.save, "Q": _Reading.restore, "cm": _Reading.concatenate, "w": _Reading.line_width,
    "gs": _Reading.parameters,
    "g": _device(GRAY, False), "G": _device(GRAY, True), "rg": _device(RGB, False), "RG": _device(RGB, True),
    "k": _device(CMYK, False), "K": _device(CMYK, True),
    "cs": lambda reading, said: reading.set_space(said, False),
    "CS": lambda reading, said: reading.set_space(said, True),
    "sc": lambda reading, said: reading.set_parts(said, False),
    "scn": lambda reading, said: reading.set_parts(said, False),
    "SC": lambda reading, said: reading.set_parts(said, True),
    "SCN": lambda reading, said: reading.set_parts(said, True),
    "m": _Reading.point, "l": _Reading.point, "c": _Reading.point, "v": _Reading.point, "y": _Reading.point,
    "re": _Reading.rectangle, "W": _Reading.clip, "W*": _Reading.clip, **dict(_painting()),
    "BT": _Reading.begin_text, "Tf": _Reading.font, "Tm": _Reading.place, "Td": _Reading.advance,
    "TD": _Reading.advance_with_leading, "T*": _Reading.next_line, "Tj": _Reading.show,
    "TJ": _Reading.show_spaced, "'": _Reading.show_next, '"': _Reading.show_with_spaces,
    "Tc": _number("character_space"), "Tw": _number("word_space"), "Tz": _number("scale", 0.01),
    "TL": _number("leading"), "Ts": _number("rise"), "Tr": _render_mode,
    "Do": _Reading.show_object, "INLINE IMAGE": _Reading.inline_image, "sh": _Reading.shade,
}  # fmt: skip
"""What each operator that paints, or changes how it is painted, does (ISO 32000-1, Annex A)."""
