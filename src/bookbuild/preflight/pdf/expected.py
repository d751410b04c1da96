"""What a PDF must be, and one fault of it."""

from dataclasses import dataclass

from bookbuild.design.profile import BleedSides, Profile
from bookbuild.design.trim import Trim
from bookbuild.diagnostics import Rule
from bookbuild.preflight.pdf.geometry import Box


@dataclass(frozen=True)
class Expected:
    """What the PDF must be. A cover is one page whose trim is back + spine + front."""

    trim: Trim
    bleed_mm: float
    bleed_sides: BleedSides = BleedSides.ALL
    pages: int | None = None
    """Exact page count, when it is known."""
    page_multiple: int = 2
    page_minimum: int = 1
    page_maximum: int = 10_000
    blank_pages: frozenset[int] = frozenset()
    """Pages, from 1, that must be truly blank."""
    links_allowed: bool = False
    """A PDF for a screen or an office printer may carry links; one for a press may not."""
    standard: str = "PDF"
    """PDF/X-4 and the like ask for more than boxes."""
    profile: Profile | None = None
    """Whose margins, resolutions and limits hold."""
    is_cover: bool = False
    boxes_needed: bool = True
    """Whether TrimBox and BleedBox must be there; else a page without is its own trim."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong."""

    rule: Rule
    what: str
    """In words that are the same wherever the fault is the same, without a full stop."""
    page: int = 0
    """From 1; 0 for the file as a whole."""
    box: Box | None = None
    """Where on the page; None for the page as a whole."""
    hint: str = ""
