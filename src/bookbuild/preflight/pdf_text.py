"""Which inks the type of a PDF is set in, read from its content streams.

Reading every operator of a novel takes a minute; so only pages whose bytes or resources can hold a colour at
fault are read: those with an RGB operator or colour space, or with a black of several inks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Name, Page, Pdf

from bookbuild.diagnostics import Rule
from bookbuild.rules import preflight as rules

_RGB_OPERATOR = re.compile(rb"(?<![\w/])rg(?!\w)")
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = _SHOWS_TEXT | frozenset(
    {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "INLINE IMAGE"}
)
_DARK, _TRACE = 0.85, 0.05
"""More black than this, with more of another ink than that, is a rich black."""
_INVISIBLE = 3
"""Text render mode that paints nothing (ISO 32000-1, 9.3.6)."""


@dataclass(frozen=True)
class _Ink:
    """Fill colour: the space it is in, and its components."""

    space: str = "/DeviceGray"
    parts: tuple[float, ...] = (0.0,)
    render_mode: int = 0


def ink_faults(pdf: Pdf) -> dict[Rule, list[int]]:
    """Pages, from 1, with type in RGB and with type in a black of several inks."""
    found: dict[Rule, list[int]] = {}
    suspects: dict[tuple[int, int], bool] = {}
    for number, page in enumerate(pdf.pages, start=1):
        resources = page.obj.get("/Resources") or pikepdf.Dictionary()
        if not (_suspect_resources(resources, suspects) or _suspect_bytes(page)):
            continue
        for rule in sorted(set(_text_rules(page, resources, _Ink(), 0)), key=lambda rule: rule.id):
            found.setdefault(rule, []).append(number)
    return found


def paints_anything(page: Page) -> bool:
    """Whether the page puts anything on paper."""
    return any(str(step.operator) in _PAINTS for step in pikepdf.parse_content_stream(page))


def _suspect_bytes(page: Page) -> bool:
    contents = page.obj.get("/Contents")
    if contents is None:
        return False
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return any(_suspect_stream(stream.read_bytes()) for stream in streams)


def _suspect_stream(data: bytes) -> bool:
    if b"rg" in data and _RGB_OPERATOR.search(data):
        return True
    # splitting is ten times as fast as a pattern that starts at every number
    colours = {
        b" ".join(head.rsplit(None, 4)[-4:]) for cut in (b" k", b" sc") for head in data.split(cut)[:-1]
    }
    return any(_is_rich_black(_numbers(colour)) for colour in colours)


def _numbers(text: bytes) -> tuple[float, ...]:
    """The numbers in it; none when anything else is there, as in a string that holds ` k`."""
    try:
        return tuple(map(float, text.split()))
    except ValueError:
        return ()


def _suspect_resources(resources: pikepdf.Object, seen: dict[tuple[int, int], bool]) -> bool:
    """Whether text that uses these resources can be in RGB; forms within them included."""
    key = resources.objgen
    if key != (0, 0) and key in seen:
        return seen[key]
    if key != (0, 0):
        seen[key] = False  # against forms that refer to one another
    suspect = any(_is_rgb(space) for space in (resources.get("/ColorSpace") or {}).values())
    for form in (resources.get("/XObject") or {}).values():
        if form.get("/Subtype") == Name.Form and not suspect:
            suspect = _suspect_form(form, seen)
    if key != (0, 0):
        seen[key] = suspect
    return suspect


def _suspect_form(form: pikepdf.Object, seen: dict[tuple[int, int], bool]) -> bool:
    key = form.objgen
    if key not in seen:
        seen[key] = False
        inner = form.get("/Resources") or pikepdf.Dictionary()
        seen[key] = _suspect_stream(form.read_bytes()) or _suspect_resources(inner, seen)
    return seen[key]


def _is_rgb(space: pikepdf.Object) -> bool:
    if isinstance(space, pikepdf.Array) and len(space):
        if space[0] == Name.ICCBased:
            return int(space[1].get("/N", 0)) == 3
        return space[0] in {Name.CalRGB, Name.Lab} or (space[0] == Name.Indexed and _is_rgb(space[1]))
    return space == Name.DeviceRGB


def _is_rich_black(parts: tuple[float, ...]) -> bool:
    return len(parts) == 4 and parts[3] > _DARK and max(parts[:3]) > _TRACE


def _text_rules(
    content: Page | pikepdf.Object, resources: pikepdf.Object, ink: _Ink, depth: int
) -> Iterator[Rule]:
    """The rules that text in this content breaks."""
    spaces: Mapping[str, pikepdf.Object] = resources.get("/ColorSpace") or {}  # type: ignore[assignment]
    forms: Mapping[str, pikepdf.Object] = resources.get("/XObject") or {}  # type: ignore[assignment]
    stack: list[_Ink] = []
    for step in pikepdf.parse_content_stream(content):
        operator = str(step.operator)
        if operator == "q":
            stack.append(ink)
        elif operator == "Q" and stack:
            ink = stack.pop()
        elif operator in _SHOWS_TEXT and ink.render_mode != _INVISIBLE:
            yield from _broken_rules(ink, spaces)
        elif operator == "Do" and depth < 8:
            form = forms.get(str(step.operands[0]))
            if form is not None and form.get("/Subtype") == Name.Form:
                yield from _text_rules(form, form.get("/Resources") or resources, ink, depth + 1)
        else:
            ink = _changed(ink, operator, step.operands)


_DEVICE = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}


def _changed(ink: _Ink, operator: str, operands: object) -> _Ink:
    parts = list(operands)  # type: ignore[call-overload]  # pikepdf's operand list
    if operator in _DEVICE:
        return replace(ink, space=_DEVICE[operator], parts=tuple(map(float, parts)))
    if operator == "cs":
        return replace(ink, space=str(parts[0]), parts=())
    if operator in {"sc", "scn"}:
        return replace(ink, parts=tuple(float(part) for part in parts if not isinstance(part, Name)))
    if operator == "Tr":
        return replace(ink, render_mode=int(parts[0]))
    return ink


def _broken_rules(ink: _Ink, spaces: Mapping[str, pikepdf.Object]) -> Iterator[Rule]:
    named = spaces.get(ink.space)
    if ink.space == "/DeviceRGB" or (named is not None and _is_rgb(named)):
        yield rules.RGB_TEXT
    elif _is_rich_black(ink.parts):
        yield rules.RICH_BLACK_TEXT
