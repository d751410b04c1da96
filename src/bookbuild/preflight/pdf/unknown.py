"""What a PDF that comes from anywhere is held against: its recipient's profile, and what its first page is."""

from dataclasses import replace

from pikepdf import Page, Pdf

from bookbuild.design.offer import PAPERBACK
from bookbuild.design.profile import BleedSides, Profile
from bookbuild.design.trim import MM_PER_POINT, Trim, trims
from bookbuild.preflight.pdf.expected import Expected
from bookbuild.preflight.pdf.geometry import same
from bookbuild.preflight.pdf.pages import bleed_of, trim_of

_SPREAD = 1.15
"""A single page so much wider than high is the cover of a book: back, spine and front."""


def expected_of(
    pdf: Pdf, profile: Profile | None, trim: Trim | None = None, paper: str = "", binding: str = ""
) -> Expected:
    """What the pages must be: of the `trim` that is known, else all like the first one.

    Without a `paper` and a `binding`, any that the recipient has for books of this size will do.
    """
    page = pdf.pages[0]
    try:
        own = _as_its_first_page(page)
    except (TypeError, ValueError):  # its boxes are no rectangles: that is said when they are checked
        own = Expected(Trim(0, 0), 0, page_multiple=1)
    if profile is None:
        return replace(own, trim=trim or own.trim)
    boxes_needed = profile.standard.startswith("PDF/X")
    if not boxes_needed and "/TrimBox" not in page.obj and (within := _trim_within(own.trim, profile)):
        own = replace(own, trim=within, bleed_mm=profile.bleed_mm.value, bleed_sides=profile.bleed_sides)
    is_cover = len(pdf.pages) == 1 and own.trim.width_mm > _SPREAD * own.trim.height_mm
    sides = BleedSides.ALL if is_cover else profile.bleed_sides
    own = replace(
        own,
        bleed_mm=profile.bleed_mm.value if own.bleed_mm > 0 or is_cover else 0.0,
        bleed_sides=_sides(sides, own),
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
    fewest, most = _pages(profile, own.trim, paper, binding)
    return replace(
        own, page_multiple=int(profile.page_multiple.value), page_minimum=fewest, page_maximum=most
    )


def _pages(profile: Profile, trim: Trim, paper: str, binding: str) -> tuple[int, int]:
    """Fewest and most pages of a book of this size."""
    offer = profile.offer
    papers = [paper] if paper else [one for one in offer.papers if offer.offers(trim, one)]
    bindings = [binding] if binding else list(offer.bindings)
    ranges = [
        profile.page_range(trim, one, bound) for one in papers or [""] for bound in bindings or [PAPERBACK]
    ]
    return min(one.least for one in ranges), max(one.most for one in ranges)


def _sides(asked: BleedSides, own: Expected) -> BleedSides:
    """A file with bleed at the spine too is taken where none is asked for there: it is cut away."""
    return own.bleed_sides if asked is BleedSides.OUTER or own.bleed_mm == 0 else asked


def _trim_within(whole: Trim, profile: Profile) -> Trim | None:
    """The trim of a page without boxes that has the size of a usual one and the recipient's bleed around it."""
    by_mm = profile.bleed_mm.value
    across_mm = by_mm * {BleedSides.ALL: 2, BleedSides.OUTER: 1, BleedSides.NONE: 0}[profile.bleed_sides]
    for known in trims().values() if across_mm else ():
        if _same_mm(whole.width_mm, known.width_mm + across_mm) and _same_mm(
            whole.height_mm, known.height_mm + 2 * by_mm
        ):
            return known
    return None


def _same_mm(first_mm: float, second_mm: float) -> bool:
    return same(first_mm / MM_PER_POINT, second_mm / MM_PER_POINT)


def _as_its_first_page(page: Page) -> Expected:
    trim, bleed = trim_of(page), bleed_of(page)
    width_mm, height_mm = trim.width * MM_PER_POINT, trim.height * MM_PER_POINT
    bleed_mm = max(trim.x0 - bleed.x0, bleed.x1 - trim.x1) * MM_PER_POINT
    sides = BleedSides.ALL if same(trim.x0 - bleed.x0, bleed.x1 - trim.x1) else BleedSides.OUTER
    return Expected(Trim(round(width_mm, 2), round(height_mm, 2)), bleed_mm, sides, page_multiple=1)
