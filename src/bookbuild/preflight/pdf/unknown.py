"""What a PDF that comes from anywhere is held against: its recipient's profile, and what its first page is."""

from dataclasses import replace

from pikepdf import Page, Pdf

from bookbuild.design.profile import BleedSides, Profile
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.preflight.pdf.expected import Expected
from bookbuild.preflight.pdf.geometry import same
from bookbuild.preflight.pdf.pages import bleed_of, trim_of

_SPREAD = 1.15
"""A single page so much wider than high is the cover of a book: back, spine and front."""


def expected_of(pdf: Pdf, profile: Profile | None, trim: Trim | None = None) -> Expected:
    """What the pages must be: of the `trim` that is known, else all like the first one."""
    page = pdf.pages[0]
    try:
        own = _as_its_first_page(page)
    except (TypeError, ValueError):  # its boxes are no rectangles: that is said when they are checked
        own = Expected(Trim(0, 0), 0, page_multiple=1)
    if profile is None:
        return replace(own, trim=trim or own.trim)
    is_cover = len(pdf.pages) == 1 and own.trim.width_mm > _SPREAD * own.trim.height_mm
    sides = BleedSides.ALL if is_cover else profile.bleed_sides
    boxes_needed = profile.standard.startswith("PDF/X")
    own = replace(
        own,
        bleed_mm=profile.bleed_mm.value if own.bleed_mm > 0 or is_cover else 0.0,
        bleed_sides=own.bleed_sides if own.bleed_mm == 0 and not is_cover else _sides(sides, own),
        standard=profile.standard,
        links_allowed=profile.bleed_sides is BleedSides.NONE,
        profile=profile,
        is_cover=is_cover,
        boxes_needed=boxes_needed,
    )
    if trim is not None and not is_cover:
        own = replace(own, trim=trim)
    if is_cover:
        return own
    return replace(
        own,
        page_multiple=int(profile.page_multiple.value),
        page_minimum=int(profile.page_minimum.value),
        page_maximum=int(profile.page_maximum.value),
    )


def _sides(asked: BleedSides, own: Expected) -> BleedSides:
    """A file with bleed at the spine too is taken where none is asked for there: it is cut away."""
    return own.bleed_sides if asked is BleedSides.OUTER else asked


def _as_its_first_page(page: Page) -> Expected:
    trim, bleed = trim_of(page), bleed_of(page)
    width_mm, height_mm = trim.width * MM_PER_POINT, trim.height * MM_PER_POINT
    bleed_mm = max(trim.x0 - bleed.x0, bleed.x1 - trim.x1) * MM_PER_POINT
    sides = BleedSides.ALL if same(trim.x0 - bleed.x0, bleed.x1 - trim.x1) else BleedSides.OUTER
    return Expected(Trim(round(width_mm, 2), round(height_mm, 2)), bleed_mm, sides, page_multiple=1)
