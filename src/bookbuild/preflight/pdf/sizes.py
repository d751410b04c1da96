"""Sizes on a page: pixels to the inch, lines, type; and characters that a face lacks."""

from collections.abc import Iterator

from bookbuild.preflight.pdf.expected import Fault
from bookbuild.preflight.pdf.mark import Kind
from bookbuild.preflight.pdf.sheet import Asked, Sheet, at
from bookbuild.rules import pdf_file as rules

_THIN_PT, _PPI_SLACK = 0.25, 0.98


def resolution(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Pictures with too few pixels for the size at which they are placed."""
    profile = asked.expected.profile
    if profile is None:
        return
    for mark in sheet.marks:
        pixels = mark.pixels
        if pixels is None or min(pixels.across_pt, pixels.up_pt) < 3 or min(pixels.width, pixels.height) <= 1:
            continue  # one pixel wide: a rule or a gradient made of pixels
        figure = profile.line_art_ppi if pixels.is_line_art else profile.image_ppi
        if figure is not None and pixels.ppi < figure.value * _PPI_SLACK:
            kind = "A line drawing" if pixels.is_line_art else "A picture"
            yield at(
                rules.IMAGE_RESOLUTION,
                f"{kind} of {pixels.width} × {pixels.height} pixels has {pixels.ppi:.0f} ppi as placed; "
                f"{figure.value:g} are asked for",
                sheet,
                mark,
            )


def thin_lines(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Lines too thin for the plate."""
    profile = asked.expected.profile
    least_pt = profile.line_pt.value if profile and profile.line_pt else _THIN_PT
    for mark in sheet.marks:
        if mark.kind is not Kind.STROKE or mark.colour.is_white:
            continue
        if mark.is_hairline:
            yield at(rules.HAIRLINE, "A line of width 0", sheet, mark)
        elif mark.line_pt < least_pt - 0.005:
            yield at(
                rules.THIN_LINE,
                f"A line of {mark.line_pt:.2f} pt; {least_pt:g} pt are the least",
                sheet,
                mark,
            )


def small_type(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Type below the least size."""
    profile = asked.expected.profile
    if profile is None or profile.type_pt is None:
        return
    for mark in sheet.marks:
        if mark.kind is Kind.TEXT and 0.5 < mark.size_pt < profile.type_pt.value - 0.05:
            yield at(
                rules.SMALL_TYPE,
                f"Type of {mark.size_pt:.1f} pt; {profile.type_pt.value:g} pt are the least",
                sheet,
                mark,
            )


def missing_glyphs(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """The sign of a face for a character it lacks."""
    for mark in sheet.marks:
        if mark.missing:
            yield at(rules.GLYPH_MISSING, f"A character that {mark.face} does not have", sheet, mark)
