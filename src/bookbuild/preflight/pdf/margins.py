"""Places on a page: the inner margin, the distance to the knife, the bleed; and pages that must be blank."""

from collections.abc import Iterator

from bookbuild.design.profile import BleedSides
from bookbuild.design.trim import MM_PER_POINT
from bookbuild.preflight.pdf.expected import Expected, Fault
from bookbuild.preflight.pdf.geometry import Box
from bookbuild.preflight.pdf.mark import Kind, Mark
from bookbuild.preflight.pdf.sheet import Asked, Sheet, at, visible
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import preflight

_SLACK_PT = 1.0
"""0.35 mm: letters hang that far over the edge of the measure with optical margins."""
_AT_TRIM_PT = 0.3
"""What ends so near to the trim is meant to be cut there."""
_FOLIO_PT, _HEAD_SHARE = 14.0, 0.15
"""A folio or running head is no larger than this and stands in so much of the page's head or foot."""


def inner_margin(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Type and rules too near to the spine for this page count."""
    profile = asked.expected.profile
    if profile is None or asked.expected.is_cover:
        return
    least_mm = profile.inner_margin_mm(sheet.pages)
    for mark in _held_to_margins(sheet):
        have_pt = mark.box.x0 - sheet.trim.x0 if sheet.number % 2 else sheet.trim.x1 - mark.box.x1
        if have_pt < least_mm / MM_PER_POINT - _SLACK_PT:
            what = f"{mark.kind.at_first} stands {have_pt * MM_PER_POINT:.1f} mm from the spine; {sheet.pages} pages need {least_mm:g} mm"
            yield at(rules.INNER_MARGIN, what, sheet, mark)
            return


def safety(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Type and rules too near to the knife."""
    profile = asked.expected.profile
    if profile is None:
        return
    least_mm = profile.safety_mm.value
    least_pt = least_mm / MM_PER_POINT - _SLACK_PT
    spine = () if asked.expected.is_cover else ("left",) if sheet.number % 2 else ("right",)
    for mark in _held_to_margins(sheet):
        for side, have_pt in _distances(mark.box._replace(y0=mark.deepest), sheet.trim):
            if side not in spine and have_pt < least_pt:
                what = f"{mark.kind.at_first} stands {have_pt * MM_PER_POINT:.1f} mm from the {side} trim; {least_mm:g} mm are asked for"
                yield at(rules.SAFETY, what, sheet, mark)
                return


def _held_to_margins(sheet: Sheet) -> Iterator[Mark]:
    """Type, and thin rules that do not run off the page."""
    for mark in visible(sheet.marks):
        bleeds = min(far_pt for _, far_pt in _distances(mark.box, sheet.trim)) < _AT_TRIM_PT
        if mark.kind is Kind.TEXT or (mark.is_thin_rule and not bleeds):
            yield mark


def _distances(box: Box, trim: Box) -> Iterator[tuple[str, float]]:
    yield "left", box.x0 - trim.x0
    yield "right", trim.x1 - box.x1
    yield "foot", box.y0 - trim.y0
    yield "head", trim.y1 - box.y1


def short_of_bleed(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Areas and pictures that reach the trim and end there, or before the bleed does."""
    unbled = _sides_to_bleed(sheet, asked.expected)
    for mark in visible(sheet.marks):
        if mark.kind in {Kind.TEXT, Kind.STROKE} or mark.is_thin_rule:
            continue
        outer = dict(_distances(mark.box, sheet.bleed))
        for side, past_trim in _distances(mark.box, sheet.trim):
            has_bleed = outer[side] - past_trim > _SLACK_PT
            if past_trim >= _AT_TRIM_PT or (has_bleed and outer[side] <= _SLACK_PT):
                continue
            if has_bleed:
                short = outer[side] * MM_PER_POINT
                what = f"{mark.kind.at_first} ends {short:.1f} mm before the edge of the bleed at the {side}"
            elif side in unbled:
                what = f"{mark.kind.at_first} reaches the trim at the {side}, where the page has no bleed"
            else:
                continue
            yield at(rules.BLEED_NOT_REACHED, what, sheet, mark)
            break


def _sides_to_bleed(sheet: Sheet, expected: Expected) -> tuple[str, ...]:
    """Where a page that bleeds must have bleed: at the spine only where the recipient wants it on all sides."""
    profile = expected.profile
    if profile is None or profile.bleed_sides is BleedSides.NONE:
        return ()
    if profile.bleed_sides is BleedSides.ALL or expected.is_cover:
        return "left", "right", "foot", "head"
    return "right" if sheet.number % 2 else "left", "foot", "head"


def not_blank(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Blank pages with something on them; a folio alone makes no page."""
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
