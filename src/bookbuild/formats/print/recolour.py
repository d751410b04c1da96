"""Every colour of a PDF as ink: operators of pages and drawings, pictures, gradients; and how much ink a page takes.

Typst (krilla, its PDF writer) has colours in ICC sRGB and ICC grey, inks in DeviceCMYK, and shadings with functions of
types 0, 2 and 3; other writers' RGB is read too. Soft masks keep their colours: they are no ink.
"""

import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
)

from bookbuild.formats.print.inks import Ink, Inks, NoProfile, most_ink_pct

_PAINT_RGB = {"rg": "k", "RG": "K"}
_SET_SPACE = {"cs": "k", "CS": "K"}
_SET_COLOUR = {"sc": "k", "scn": "k", "SC": "K", "SCN": "K"}
_RGB, _GREY, _CMYK = 3, 1, 4
_Step = ContentStreamInstruction | ContentStreamInlineImage


class Recolouring:
    """One PDF on its way to ink. Pages share pictures and drawings: each is converted once."""

    def __init__(self, pdf: Pdf, inks: Inks) -> None:
        self.ink_pct: dict[int, float] = {}
        """Total of the four inks where they lie thickest, in per cent, by page from 1."""
        self.left: dict[int, str] = {}
        """Why colours of a page are not ink, by page from 1."""
        self._pdf, self._inks = pdf, inks
        self._known_pct: dict[tuple[int, int], float] = {}
        self._known_left: dict[tuple[int, int], str] = {}

    def page(self, number: int, page: Page) -> None:
        """Convert a page with all that it shows."""
        why: list[str] = []
        resources: Any = page.obj.get("/Resources")
        spaces = _spaces(resources) if resources is not None else {}
        contents = page.obj.get("/Contents")
        if contents is None:
            return
        streams = list(contents) if isinstance(contents, Array) else [contents]
        data = b"\n".join(stream.read_bytes() for stream in streams)
        inked = self._content(page, data, spaces, why)
        if inked is not None:
            page.obj.Contents = self._pdf.make_stream(inked)
        pct = max(self._painted_pct(inked or data), self._resources(resources, why))
        self.ink_pct[number] = pct
        if why:
            self.left[number] = why[0]

    def _content(self, content: Any, data: bytes, spaces: dict[str, int], why: list[str]) -> bytes | None:
        """The content with ink for colours; None when it has none to change."""
        if len(spaces) == 1 and not _names_rgb(data) and not self._changes_inks(data):
            return None
        return pikepdf.unparse_content_stream(list(self._steps(content, spaces, why)))

    def _changes_inks(self, data: bytes) -> bool:
        return any(self._inks.of_cmyk(ink) != ink for ink in _cmyk_colours(data))

    def _painted_pct(self, data: bytes) -> float:
        return 100 * max((sum(ink) for ink in _cmyk_colours(data)), default=0.0)

    def _resources(self, resources: Any, why: list[str]) -> float:
        """Convert what resources hold; the ink of the thickest."""
        if resources is None:
            return 0.0
        most = 0.0
        for key in ("/XObject", "/Pattern", "/Shading"):
            for one in (resources.get(key) or {}).values():
                most = max(most, self._once(one, key, why))
        spaces: Any = resources.get("/ColorSpace") or {}
        for name in _spaces(resources):
            if name in spaces:
                del spaces[name]
        return most

    def _once(self, one: Any, key: str, why: list[str]) -> float:
        """Convert an object; a direct one (a shading in its pattern) each time, for it stands in one place."""
        at = one.objgen
        if at == (0, 0) or at not in self._known_pct:
            if at != (0, 0):
                self._known_pct[at] = 0.0  # against forms that refer to one another
            inner: list[str] = []
            pct = self._object(one, key, inner)
            if at != (0, 0):
                self._known_pct[at] = pct
                if inner:
                    self._known_left[at] = inner[0]
            why += inner
            return pct
        if at in self._known_left:
            why.append(self._known_left[at])
        return self._known_pct[at]

    def _object(self, one: Any, key: str, why: list[str]) -> float:
        if key == "/Shading":
            return self._shading(one, why)
        if key == "/Pattern" and int(one.get("/PatternType", 0)) == 2:
            return self._once(one.Shading, "/Shading", why)
        if one.get("/Subtype") == Name.Image:
            return self._picture(one, why)
        if isinstance(one, pikepdf.Stream):
            return self._form(one, why)
        return 0.0

    def _form(self, form: Any, why: list[str]) -> float:
        """A drawing, or the cell of a tiling pattern."""
        resources = form.get("/Resources")
        spaces = _spaces(resources) if resources is not None else {}
        data = form.read_bytes()
        inked = self._content(form, data, spaces, why)
        if inked is not None:
            form.write(inked)
        if "/Group" in form:
            form.Group.CS = Name.DeviceCMYK
        return max(self._painted_pct(inked or data), self._resources(resources, why))

    def _picture(self, picture: Any, why: list[str]) -> float:
        if picture.get("/ImageMask", False):
            return 0.0
        if _is_ink(picture.get("/ColorSpace")):
            return 0.0
        try:
            pixels = pikepdf.PdfImage(picture).as_pil_image()
        except (NotImplementedError, pikepdf.PdfError, TypeError, ValueError, OSError):
            why.append("a picture of a kind that can’t be converted")
            return 0.0
        try:
            inked = self._inks.picture(pixels, _profile(picture.get("/ColorSpace")))
        except NoProfile:
            why.append("a picture in colours")
            return 0.0
        if inked is not pixels and (_is_turned(picture) or isinstance(picture.get("/Mask"), Array)):
            why.append("a picture whose values are turned or masked")
            return 0.0
        picture.ColorSpace = Name.DeviceGray if inked.mode == "L" else Name.DeviceCMYK
        if inked is not pixels and pixels.mode != "1":  # pixels of one bit stay as they were packed
            picture.write(zlib.compress(inked.tobytes()), filter=Name.FlateDecode)
            picture.BitsPerComponent = 8
            for key in ("/Decode", "/DecodeParms", "/Intent"):
                if key in picture:
                    del picture[key]
        return most_ink_pct(inked)

    def _shading(self, shading: Any, why: list[str]) -> float:
        """A gradient: the colours at its stops become ink, and ink runs from one to the next."""
        count = _components(shading.ColorSpace)
        if count == _GREY:
            shading.ColorSpace = Name.DeviceGray
        if count != _RGB:
            return 0.0
        colours: list[Ink] = []
        try:
            function = self._function(shading.get("/Function"), colours)
        except NoProfile:
            why.append("a gradient in colours")
            return 0.0
        if function is None:
            why.append("a gradient of a kind that has no stops")
            return 0.0
        shading.Function, shading.ColorSpace = function, Name.DeviceCMYK
        if "/Background" in shading:
            del shading.Background
        return 100 * max((sum(ink) for ink in colours), default=0.0)

    def _function(self, function: Any, colours: list[Ink]) -> Object | None:
        """A function of a gradient (ISO 32000-1, 7.10) with four inks for its three lights; None for another kind."""
        if not isinstance(function, Dictionary | pikepdf.Stream):
            return None
        kind = int(function.get("/FunctionType", -1))
        if kind == 2:
            ends = [self._inked(function.get(key, Array([0, 0, 0])), colours) for key in ("/C0", "/C1")]
            made = Dictionary(FunctionType=2, Domain=function.Domain, C0=ends[0], C1=ends[1], N=function.N)
            return self._pdf.make_indirect(made)
        if kind == 3:
            parts = [self._function(part, colours) for part in function.Functions]
            if any(part is None for part in parts):
                return None
            made = Dictionary(
                FunctionType=3,
                Domain=function.Domain,
                Functions=Array(parts),
                Bounds=function.Bounds,
                Encode=function.Encode,
            )
            return self._pdf.make_indirect(made)
        if kind == 0 and int(function.BitsPerSample) == 8 and len(function.Size) == 1:
            return self._sampled(function, colours)
        return None

    def _sampled(self, function: Any, colours: list[Ink]) -> Object:
        data, out = function.read_bytes(), bytearray()
        for start in range(0, 3 * int(function.Size[0]), 3):
            red, green, blue = (n / 255 for n in data[start : start + 3])
            ink = self._inks.of_rgb(red, green, blue)
            colours.append(ink)
            out += bytes(round(part * 255) for part in ink)
        made = self._pdf.make_stream(
            bytes(out), FunctionType=0, BitsPerSample=8, Size=function.Size, Domain=function.Domain
        )
        made.Range = Array([0, 1] * 4)
        return made

    def _inked(self, colour: Any, colours: list[Ink]) -> Array:
        red, green, blue = (float(part) for part in colour)
        colours.append(self._inks.of_rgb(red, green, blue))
        return Array(_numbers(colours[-1]))

    def _steps(self, content: Any, spaces: dict[str, int], why: list[str]) -> Iterator[_Step]:
        in_light = {"k": False, "K": False}  # whether fills and strokes are in one of the spaces
        stack: list[dict[str, bool]] = []
        for step in pikepdf.parse_content_stream(content):
            operator = str(step.operator)
            if operator == "q":
                stack.append(dict(in_light))
            elif operator == "Q" and stack:
                in_light = stack.pop()
            elif operator in _SET_SPACE:
                ink = _SET_SPACE[operator]
                in_light[ink] = str(step.operands[0]) in spaces
                if in_light[ink]:
                    continue
            elif operator in _PAINT_RGB:
                yield self._step(step.operands, _PAINT_RGB[operator], why)
                continue
            elif operator in {"k", "K"}:
                yield _step(self._inks.of_cmyk(tuple(float(part) for part in step.operands)), operator)  # type: ignore[arg-type]  # four operands
                continue
            elif operator in _SET_COLOUR and in_light[_SET_COLOUR[operator]]:
                yield self._step(step.operands, _SET_COLOUR[operator], why)
                continue
            yield step

    def _step(self, operands: Any, operator: str, why: list[str]) -> ContentStreamInstruction:
        parts = [float(part) for part in operands]
        try:
            ink = self._inks.of_rgb(*(parts * _RGB if len(parts) == _GREY else parts))
        except NoProfile:
            why.append("a drawing in colours")
            ink = (0.0, 0.0, 0.0, 1.0)
        return _step(ink, operator)


def _step(ink: Ink, operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction(_numbers(ink), Operator(operator))


def _numbers(ink: Ink) -> list[Object]:
    return [Object.parse(f"{part:.4f}".encode()) for part in ink]


def _names_rgb(data: bytes) -> bool:
    return b" rg" in data or b" RG" in data or b"/DeviceRGB" in data


def _cmyk_colours(data: bytes) -> set[Ink]:
    """The inks that content sets with `k` and `K`. Splitting is ten times as fast as a pattern or a parser."""
    heads = {b" ".join(head.rsplit(None, 4)[-4:]) for cut in (b" k", b" K") for head in data.split(cut)[:-1]}
    found: set[Ink] = set()
    for head in heads:
        try:
            cyan, magenta, yellow, black = map(float, head.split())
        except ValueError:  # a string that holds ` k`
            continue
        found.add((cyan, magenta, yellow, black))
    return found


def _spaces(resources: Any) -> dict[str, int]:
    """Components of each named colour space that is RGB or a grey with a profile, and of DeviceRGB; no others."""
    named = (resources.get("/ColorSpace") or Dictionary()).items()
    found = {str(name): _components(space) for name, space in named}
    return {name: count for name, count in found.items() if count in {_RGB, _GREY}} | {"/DeviceRGB": _RGB}


def _components(space: Any) -> int:
    """3 for RGB, 1 for a grey with a profile, 4 for inks with one, else 0."""
    if isinstance(space, Array) and len(space) > 1:
        if space[0] == Name.ICCBased:
            count = int(space[1].get("/N", 0))
            return count if count in {_RGB, _GREY, _CMYK} else 0
        if space[0] == Name.Indexed:
            return _RGB if _components(space[1]) == _RGB else 0
        if space[0] == Name.CalGray:
            return _GREY
        return _RGB if space[0] == Name.CalRGB else 0
    return _RGB if space == Name.DeviceRGB else 0


def _is_ink(space: Any) -> bool:
    """Whether a picture is in spot inks, or a palette of inks: no profile has a say in those."""
    if not isinstance(space, Array) or len(space) < 2:
        return False
    if space[0] == Name.Indexed:
        return space[1] == Name.DeviceCMYK or _is_ink(space[1])
    return space[0] in {Name.Separation, Name.DeviceN}


def _is_turned(picture: Any) -> bool:
    """Whether values mean something else than usual (`/Decode`), but for the negatives that JPEGs in CMYK are."""
    said = picture.get("/Decode")
    if said is None or (picture.get("/Filter") == Name.DCTDecode and len(said) == 2 * _CMYK):
        return False
    return [float(end) for end in said] != [0.0, 1.0] * (len(said) // 2)


def _profile(space: Any) -> bytes | None:
    """The ICC profile of a picture's colour space."""
    is_icc = isinstance(space, Array) and len(space) > 1 and space[0] == Name.ICCBased
    return bytes(space[1].read_bytes()) if is_icc else None
