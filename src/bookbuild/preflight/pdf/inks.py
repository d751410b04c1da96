"""Colours of a page: type and rules in black, inks only, nothing that overprints or shines through by mistake."""

from collections.abc import Iterator

from bookbuild.preflight.pdf.colour import DARK, Space
from bookbuild.preflight.pdf.expected import Fault
from bookbuild.preflight.pdf.mark import Kind, Mark
from bookbuild.preflight.pdf.sheet import Asked, Sheet, at
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import pdfx, preflight

_DARK_RGB = 0.15


def type_not_in_black(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Type in RGB or in a black of several inks."""
    for mark in sheet.marks:
        if mark.kind is not Kind.TEXT:
            continue
        if mark.colour.space.is_rgb:
            yield at(preflight.RGB_TEXT, "Type set in RGB", sheet, mark, "Set it in cmyk(0%, 0%, 0%, 100%).")
        elif mark.colour.is_rich_black:
            yield at(
                preflight.RICH_BLACK_TEXT,
                "Type set in a black of several inks",
                sheet,
                mark,
                "Set it in cmyk(0%, 0%, 0%, 100%).",
            )


def rules_not_in_black(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Thin black lines in RGB or several inks."""
    for mark in sheet.marks:
        if not mark.is_thin_rule:
            continue
        if mark.colour.is_rich_black:
            yield at(rules.COLOURED_RULE, "A thin line in a black of several inks", sheet, mark)
        elif mark.colour.space.is_rgb and mark.colour.parts and max(mark.colour.parts) <= _DARK_RGB:
            yield at(rules.COLOURED_RULE, "A thin black line in RGB", sheet, mark)


def colours_not_inks(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Colours that the standard, or the output intent, has no place for."""
    if not asked.standard:
        return
    for mark in sheet.marks:
        space = _root(mark.colour.space)
        if space.is_rgb and (mark.kind is Kind.TEXT or _is_black_rule(mark)):
            continue  # said already, of its own
        if asked.is_blind and space.device_independent:
            yield at(
                rules.DEVICE_INDEPENDENT,
                f"{mark.kind.at_first} in {_called(space)}; PDF/X-1a has inks only",
                sheet,
                mark,
            )
        elif space.family == "RGB" and (asked.is_blind or asked.intent.space == b"CMYK"):
            yield at(
                pdfx.COLOUR_LEFT, f"{mark.kind.at_first} in RGB; {asked.standard} is for a press", sheet, mark
            )
        elif _device_of_another_kind(space, asked):
            said = asked.intent.space.decode("ascii", "replace").strip()
            yield at(
                rules.NOT_FOR_INTENT,
                f"{mark.kind.at_first} in device {space.family}; the output intent is for {said}",
                sheet,
                mark,
            )
        elif space.family == "ICC" and space.parts == 4 and space.profile == asked.intent.profile != (0, 0):
            yield at(
                rules.ICC_OF_INTENT, f"{mark.kind.at_first} has the output profile as its own", sheet, mark
            )


def spot_colours(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Spot colours in the colour of crop marks, or with lights for a replacement."""
    for mark in sheet.marks:
        space = mark.colour.space
        if space.family not in {"Separation", "DeviceN"}:
            continue
        if space.names == ("All",):
            if mark.box.within(sheet.trim):
                yield at(rules.REGISTRATION, f"{mark.kind.at_first} in the colour of crop marks", sheet, mark)
        elif asked.is_blind and space.base is not None and space.base.family not in {"CMYK", "Gray"}:
            name = ", ".join(space.names)
            yield at(
                rules.SPOT_ALTERNATE,
                f"The spot colour {name} falls back on {_called(space.base)}",
                sheet,
                mark,
            )


def transparency(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """What is transparent where nothing may be."""
    for mark in sheet.marks if asked.is_flat else ():
        if mark.is_transparent:
            why = (
                "a soft mask"
                if mark.soft_mask
                else "opacity"
                if mark.alpha < 1
                else f"blending {mark.blend[1:]}"
            )
            yield at(pdfx.TRANSPARENCY_LEFT, f"{mark.kind.at_first} is transparent by {why}", sheet, mark)


def white_overprint(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """White that overprints."""
    for mark in sheet.marks:
        inks = mark.kind in {Kind.TEXT, Kind.FILL, Kind.STROKE} and mark.colour.space.family in {
            "CMYK", "Gray", "Separation"
        }  # fmt: skip
        if inks and mark.overprints and mark.colour.is_white:
            yield at(rules.WHITE_OVERPRINT, f"White that overprints: {mark.kind}", sheet, mark)


def _root(space: Space) -> Space:
    """The space that decides: of an Indexed, the one of its colours; of a spot colour, itself."""
    while space.family in {"Indexed", "Pattern"} and space.base is not None:
        space = space.base
    return space


def _device_of_another_kind(space: Space, asked: Asked) -> bool:
    """Whether a device space is none of the output intent's; X-1a's intents are for CMYK, or wrong themselves."""
    if asked.is_blind:
        return False
    intended = asked.intent.space
    return (space.family == "CMYK" and intended != b"CMYK") or (
        space.family == "Gray" and intended == b"RGB "
    )


def _is_black_rule(mark: Mark) -> bool:
    parts = mark.colour.parts
    return mark.is_thin_rule and bool(parts) and max(parts) <= 1 - DARK


def _called(space: Space) -> str:
    return f"ICC colours of {space.parts} parts" if space.family == "ICC" else space.family
