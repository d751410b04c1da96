"""What the marks of a page break: a table of checks, each of which sees one page as it will be printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.design.profile import BleedSides
from bookbuild.design.trim import MM_PER_POINT
from bookbuild.diagnostics import Rule
from bookbuild.preflight.pdf.colour import DARK, Space
from bookbuild.preflight.pdf.expected import Expected, Fault
from bookbuild.preflight.pdf.geometry import Box
from bookbuild.preflight.pdf.intent import Intent
from bookbuild.preflight.pdf.mark import Kind, Mark
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import pdfx, preflight

_SLACK_PT = 1.0
"""0.35 mm: letters hang that far over the edge of the measure with optical margins."""
_THIN_PT, _PPI_SLACK = 0.25, 0.98
_FOLIO_PT, _HEAD_SHARE = 14.0, 0.15
"""A folio or running head is no larger than this and stands in so much of the page's head or foot."""
_DARK_RGB = 0.15


@dataclass(frozen=True)
class Sheet:
    """One page with all that is on it."""

    number: int
    """From 1."""
    pages: int
    """Of the file."""
    trim: Box
    bleed: Box
    marks: tuple[Mark, ...]
    """Those that touch the trimmed page; press marks outside are none of ours."""


class Asked(NamedTuple):
    """What the page is held against."""

    expected: Expected
    standard: str
    """What the file claims to be, else what is asked for; empty for a plain PDF."""
    intent: Intent

    @property
    def is_blind(self) -> bool:
        """Whether PDF/X-1a's rules hold: inks only, nothing transparent."""
        return self.standard.startswith("PDF/X-1a")


def content_faults(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Every fault of a page's content, each kind once, at the first place where it is."""
    seen: set[tuple[str, str]] = set()
    for check in _CHECKS:
        for fault in check(sheet, asked):
            key = (fault.rule.id, fault.what)
            if key not in seen:
                seen.add(key)
                yield fault


def visible(marks: tuple[Mark, ...]) -> list[Mark]:
    """Marks that can be seen on white paper."""
    return [mark for mark in marks if mark.kind is Kind.IMAGE or not mark.colour.is_white]


# Colours


def _text_inks(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    for mark in sheet.marks:
        if mark.kind is not Kind.TEXT:
            continue
        if mark.colour.space.is_rgb:
            yield _at(preflight.RGB_TEXT, "Type set in RGB", sheet, mark, "Set it in cmyk(0%, 0%, 0%, 100%).")
        elif mark.colour.is_rich_black:
            yield _at(
                preflight.RICH_BLACK_TEXT,
                "Type set in a black of several inks",
                sheet,
                mark,
                "Set it in cmyk(0%, 0%, 0%, 100%).",
            )


def _rules_inks(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    for mark in sheet.marks:
        if not mark.is_thin_rule:
            continue
        if mark.colour.is_rich_black:
            yield _at(rules.COLOURED_RULE, "A thin line in a black of several inks", sheet, mark)
        elif mark.colour.space.is_rgb and mark.colour.parts and max(mark.colour.parts) <= _DARK_RGB:
            yield _at(rules.COLOURED_RULE, "A thin black line in RGB", sheet, mark)


def _device_colours(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    if not asked.standard:
        return
    for mark in sheet.marks:
        space = _root(mark.colour.space)
        if space.is_rgb and (mark.kind is Kind.TEXT or _is_black_rule(mark)):
            continue  # said already, of its own
        if asked.is_blind and space.device_independent:
            yield _at(
                rules.DEVICE_INDEPENDENT,
                f"{mark.kind.at_first} in {_called(space)}; PDF/X-1a has inks only",
                sheet,
                mark,
            )
        elif space.family == "RGB" and (asked.is_blind or asked.intent.space == b"CMYK"):
            yield _at(
                pdfx.COLOUR_LEFT, f"{mark.kind.at_first} in RGB; {asked.standard} is for a press", sheet, mark
            )
        elif _device_of_another_kind(space, asked):
            said = asked.intent.space.decode("ascii", "replace").strip()
            yield _at(
                rules.NOT_FOR_INTENT,
                f"{mark.kind.at_first} in device {space.family}; the output intent is for {said}",
                sheet,
                mark,
            )
        elif space.family == "ICC" and space.parts == 4 and space.profile == asked.intent.profile != (0, 0):
            yield _at(
                rules.ICC_OF_INTENT, f"{mark.kind.at_first} has the output profile as its own", sheet, mark
            )


def _spot_colours(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    for mark in sheet.marks:
        space = mark.colour.space
        if space.family not in {"Separation", "DeviceN"}:
            continue
        if space.names == ("All",):
            if mark.box.within(sheet.trim):
                yield _at(
                    rules.REGISTRATION, f"{mark.kind.at_first} in the colour of crop marks", sheet, mark
                )
        elif asked.is_blind and space.base is not None and space.base.family not in {"CMYK", "Gray"}:
            name = ", ".join(space.names)
            yield _at(
                rules.SPOT_ALTERNATE,
                f"The spot colour {name} falls back on {_called(space.base)}",
                sheet,
                mark,
            )


def _transparency(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    profile = asked.expected.profile
    refused = asked.is_blind or (profile is not None and profile.flattened)
    for mark in sheet.marks if refused else ():
        if mark.is_transparent:
            why = (
                "a soft mask"
                if mark.soft_mask
                else "opacity"
                if mark.alpha < 1
                else f"blending {mark.blend[1:]}"
            )
            yield _at(pdfx.TRANSPARENCY_LEFT, f"{mark.kind.at_first} is transparent by {why}", sheet, mark)


def _white_overprint(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    for mark in sheet.marks:
        inks = mark.kind in {Kind.TEXT, Kind.FILL, Kind.STROKE} and mark.colour.space.family in {
            "CMYK", "Gray", "Separation"
        }  # fmt: skip
        if inks and mark.overprints and mark.colour.is_white:
            yield _at(rules.WHITE_OVERPRINT, f"White that overprints: {mark.kind}", sheet, mark)


# Sizes


def _resolution(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
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
            yield _at(
                rules.IMAGE_RESOLUTION,
                f"{kind} of {pixels.width} × {pixels.height} pixels has {pixels.ppi:.0f} ppi as placed; "
                f"{figure.value:g} are asked for",
                sheet,
                mark,
            )


def _lines(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    profile = asked.expected.profile
    least_pt = profile.line_pt.value if profile and profile.line_pt else _THIN_PT
    for mark in sheet.marks:
        if mark.kind is not Kind.STROKE or mark.colour.is_white:
            continue
        if mark.is_hairline:
            yield _at(rules.HAIRLINE, "A line of width 0", sheet, mark)
        elif mark.line_pt < least_pt - 0.005:
            yield _at(
                rules.THIN_LINE,
                f"A line of {mark.line_pt:.2f} pt; {least_pt:g} pt are the least",
                sheet,
                mark,
            )


def _type_sizes(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    profile = asked.expected.profile
    if profile is None or profile.type_pt is None:
        return
    for mark in sheet.marks:
        if mark.kind is Kind.TEXT and 0.5 < mark.size_pt < profile.type_pt.value - 0.05:
            yield _at(
                rules.SMALL_TYPE,
                f"Type of {mark.size_pt:.1f} pt; {profile.type_pt.value:g} pt are the least",
                sheet,
                mark,
            )


def _missing(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    for mark in sheet.marks:
        if mark.missing:
            yield _at(rules.GLYPH_MISSING, f"A character that {mark.face} does not have", sheet, mark)


# Places


def _inner_margin(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    profile = asked.expected.profile
    if profile is None or asked.expected.is_cover:
        return
    least_mm = profile.inner_margin_mm(sheet.pages)
    for mark in _held_to_margins(sheet):
        have_pt = mark.box.x0 - sheet.trim.x0 if sheet.number % 2 else sheet.trim.x1 - mark.box.x1
        if have_pt < least_mm / MM_PER_POINT - _SLACK_PT:
            what = f"{mark.kind.at_first} stands {have_pt * MM_PER_POINT:.1f} mm from the spine; {sheet.pages} pages need {least_mm:g} mm"
            yield _at(rules.INNER_MARGIN, what, sheet, mark)
            return


def _safety(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    profile = asked.expected.profile
    if profile is None:
        return
    least_mm = profile.safety_mm.value
    least_pt = least_mm / MM_PER_POINT - _SLACK_PT
    spine = () if asked.expected.is_cover else ("left",) if sheet.number % 2 else ("right",)
    for mark in _held_to_margins(sheet):
        for side, have_pt in _distances(mark.box, sheet.trim):
            if side not in spine and have_pt < least_pt:
                what = f"{mark.kind.at_first} stands {have_pt * MM_PER_POINT:.1f} mm from the {side} trim; {least_mm:g} mm are asked for"
                yield _at(rules.SAFETY, what, sheet, mark)
                return


def _held_to_margins(sheet: Sheet) -> Iterator[Mark]:
    """Type, and thin rules that do not run off the page."""
    for mark in visible(sheet.marks):
        bleeds = not mark.box.within(sheet.trim)
        if mark.kind is Kind.TEXT or (mark.is_thin_rule and not bleeds):
            yield mark


def _distances(box: Box, trim: Box) -> Iterator[tuple[str, float]]:
    yield "left", box.x0 - trim.x0
    yield "right", trim.x1 - box.x1
    yield "foot", box.y0 - trim.y0
    yield "head", trim.y1 - box.y1


def _bleeding(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    unbled = _sides_to_bleed(sheet, asked.expected)
    for mark in visible(sheet.marks):
        if mark.kind in {Kind.TEXT, Kind.STROKE} or mark.is_thin_rule:
            continue
        outer = dict(_distances(mark.box, sheet.bleed))
        for side, past_trim in _distances(mark.box, sheet.trim):
            has_bleed = outer[side] - past_trim > _SLACK_PT
            if past_trim >= 0.3 or (has_bleed and outer[side] <= _SLACK_PT):
                continue
            if has_bleed:
                short = outer[side] * MM_PER_POINT
                what = f"{mark.kind.at_first} ends {short:.1f} mm before the edge of the bleed at the {side}"
            elif side in unbled:
                what = f"{mark.kind.at_first} reaches the trim at the {side}, where the page has no bleed"
            else:
                continue
            yield _at(rules.BLEED_NOT_REACHED, what, sheet, mark)
            break


def _sides_to_bleed(sheet: Sheet, expected: Expected) -> tuple[str, ...]:
    """Where a page that bleeds must have bleed: at the spine only where the recipient wants it on all sides."""
    profile = expected.profile
    if profile is None or profile.bleed_sides is BleedSides.NONE:
        return ()
    if profile.bleed_sides is BleedSides.ALL or expected.is_cover:
        return "left", "right", "foot", "head"
    return "right" if sheet.number % 2 else "left", "foot", "head"


# Blank pages


def _blank(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    seen = visible(sheet.marks)
    if sheet.number in asked.expected.blank_pages:
        if seen:
            yield Fault(preflight.NOT_BLANK, "Should be blank and is not", sheet.number, seen[0].box)
        return
    if asked.expected.is_cover or not seen or not all(_is_folio(mark, sheet.trim) for mark in seen):
        return
    lines = {round(mark.box.y0) for mark in seen if mark.kind is Kind.TEXT}
    middle = (sheet.trim.y0 + sheet.trim.y1) / 2
    if max(sum(line > middle for line in lines), sum(line < middle for line in lines)) > 1:
        return  # the last lines of a chapter
    yield Fault(rules.ONLY_A_FOLIO, "Nothing but a folio or a running head", sheet.number, seen[0].box)


def _is_folio(mark: Mark, trim: Box) -> bool:
    edge = trim.height * _HEAD_SHARE
    outside = mark.box.y0 > trim.y1 - edge or mark.box.y1 < trim.y0 + edge
    return outside and ((mark.kind is Kind.TEXT and mark.size_pt <= _FOLIO_PT) or mark.is_thin_rule)


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


def _at(rule: Rule, what: str, sheet: Sheet, mark: Mark, hint: str = "") -> Fault:
    return Fault(rule, what, sheet.number, mark.box, hint)


_CHECKS: tuple[Callable[[Sheet, Asked], Iterator[Fault]], ...] = (
    _text_inks, _rules_inks, _device_colours, _spot_colours, _transparency, _white_overprint,
    _resolution, _lines, _type_sizes, _missing, _inner_margin, _safety, _bleeding, _blank,
)  # fmt: skip
