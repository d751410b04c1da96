"""Content streams read as a press reads them: every mark of a page, with place, colour and graphics state.

A form is read once for each state it inherits, and its marks are moved to each place where it is shown. Depth, visits
and marks are bounded: a few hundred bytes of forms that show one another can stand for more marks than there are atoms.
"""

import warnings
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from bookbuild.preflight.pdf.colour import Space, space_of
from bookbuild.preflight.pdf.faces import Face, face_of
from bookbuild.preflight.pdf.functions import colours_along
from bookbuild.preflight.pdf.geometry import EVERYWHERE, IDENTITY, Box, box_of
from bookbuild.preflight.pdf.mark import Mark
from bookbuild.preflight.pdf.reading import Reading, TooComplex
from bookbuild.preflight.pdf.state import State
from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes, content_bytes

CONTENT_BYTES = 16 << 20
"""Of one content stream, unpacked; a detailed map has some 5 MB."""
_DEPTH = 12
_OPERATIONS = 12_000_000
"""Of a whole file, some minutes; a novel of 1,600 pages has 0.8 million."""
_GRADIENT = 1700
"""A function of a gradient takes as long as so many operations."""
_KEPT_MARKS, _KEPT_WIDTHS = 400_000, 2_000_000
"""What is remembered of forms and faces; beyond, they are read again."""


class Interpreter:
    """Reads the pages of one PDF."""

    def __init__(self) -> None:
        self.unknown_operators: set[str] = set()
        """Operators that no version of PDF has, seen outside BX … EX."""
        self.lacking: set[str] = set()
        """Kinds and names of resources that content shows and its page or form does not have."""
        self._forms: dict[tuple[object, ...], list[Mark]] = {}
        self._faces: dict[tuple[int, int], Face] = {}
        self._spaces: dict[tuple[int, int], Space] = {}
        self._gradients: dict[tuple[int, int], list[tuple[float, ...]]] = {}
        self._operations = self._kept_marks = self._kept_widths = 0

    def marks(self, page: Page) -> list[Mark]:
        """Every mark of a page, in the order of painting, in default user space. Raises TooComplex."""
        try:
            data = content_bytes(page.obj, CONTENT_BYTES)
        except TooLarge as error:
            raise TooComplex("its content unpacks to more than 16 MB, or does not unpack") from error
        resources = _inherited(page.obj, "/Resources")
        return self._read(data, resources, State(), 0)

    def _read(self, data: bytes, resources: Any, state: State, depth: int) -> list[Mark]:
        scratch = Pdf.new()  # what is added to a file stays in it
        holder = scratch.make_stream(data)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)  # pikepdf's way to say that something is missing
                steps: Any = pikepdf.parse_content_stream(holder)
        except (pikepdf.PdfError, TypeError, ValueError, UserWarning) as error:
            raise TooComplex(f"its content can’t be read: {error}") from error
        self.count(len(steps))
        return Reading(self, resources, state, depth).run(steps)

    def count(self, operations: int) -> None:
        """Add to the work done. Raises TooComplex when it is too much."""
        self._operations += operations
        if self._operations > _OPERATIONS:
            raise TooComplex("the file has more operations than are read")

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
            self._kept_marks += len(known)
            if self._kept_marks > _KEPT_MARKS:
                self._forms, self._kept_marks = {}, len(known)
            self._forms[key] = known
        return known

    def face(self, font: Any) -> Face:
        """The face of a font, read once."""
        key = font.objgen if isinstance(font, Dictionary) else (0, 0)
        if key == (0, 0):
            return face_of(font)
        if key not in self._faces:
            face = face_of(font)
            self._kept_widths += len(face.widths)
            if self._kept_widths > _KEPT_WIDTHS:
                self._faces, self._kept_widths = {}, len(face.widths)
            self._faces[key] = face
        return self._faces[key]

    def gradient(self, gradient: Any) -> list[tuple[float, ...]]:
        """Colours of a gradient from end to end, worked out once; none where they can't be known."""
        key = gradient.objgen
        if key == (0, 0) or key not in self._gradients:
            function = gradient.get("/Function")
            self.count(_GRADIENT * (len(function) if isinstance(function, Array) else 1))
            self._gradients[key] = colours_along(function)
        return self._gradients[key]

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
        return EVERYWHERE


def _inherited(page: Any, key: str) -> Any:
    """What a page, or a node above it, has for a key that is inherited."""
    for _ in range(60):
        if key in page:
            return page[key]
        page = page.get("/Parent")
        if not isinstance(page, Dictionary):
            break
    return Dictionary()
