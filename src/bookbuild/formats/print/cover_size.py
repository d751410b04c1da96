"""The sheets that go around the pages, their sizes, and where their panels lie: paperback, case of a hardback, jacket."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bookbuild.book.model import CoverFile, Edition
from bookbuild.design.offer import PAPERBACK, Case
from bookbuild.design.profile import DEFAULT_PROFILE, Profile, load_profile
from bookbuild.design.spine import paper, spine_width_mm
from bookbuild.design.trim import DEFAULT_TRIM, Trim, parse_trim
from bookbuild.formats.content import EditionText

HARDBACK = "hardback"
USUAL_CASE = Case(
    15.0, 8.0, 3.0, "default", "bookbinding practice: 15 mm turned in, a groove of 8 mm, squares of 3 mm"
)
"""Where neither the edition nor its recipient says more."""
_BOARD_MM = 2.5
"""Usual grey board; a case has one on each side of the book."""
_LEAST_WRAP_MM, _MOST_AROUND_MM = 8.0, 45.0
_BOARDS_MM, _PAGES_MM, _SPINE_MM = 14.0, 4.0, 5.0
"""How far a printer's own size may be from ours: in a panel of boards, in one of the book's own width, in the spine."""


class CoverPart(StrEnum):
    """A sheet of its own."""

    COVER = "cover"
    """Of a paperback its cover, with its flaps; of a hardback its printed case."""
    JACKET = "jacket"
    """Of a hardback."""


def parts_of(edition: Edition) -> tuple[CoverPart, ...]:
    """What is printed to go around the pages; nothing for a case of cloth without a jacket."""
    if edition.binding != HARDBACK:
        return (CoverPart.COVER,)
    is_printed = edition.case is None or edition.case.printed
    case = (CoverPart.COVER,) if is_printed else ()
    return (*case, CoverPart.JACKET) if edition.jacket else case


@dataclass(frozen=True)
class Asked:
    """What book.yaml says of one sheet."""

    spine_mm: float | None
    cover_mm: tuple[float, float] | None
    flap_mm: float
    file: CoverFile | None


def asked_of(edition: Edition, part: CoverPart) -> Asked:
    """What the edition says of this sheet. A jacket has the case's spine when it names none of its own."""
    jacket = edition.jacket
    if part is CoverPart.JACKET and jacket:
        return Asked(jacket.spine_mm or edition.spine_mm, jacket.cover_mm, jacket.flap_mm, jacket.cover_file)
    flap_mm = jacket.flap_mm if jacket and edition.binding != HARDBACK else 0.0
    return Asked(edition.spine_mm, edition.cover_mm, flap_mm, edition.cover_file)


@dataclass(frozen=True)
class CoverSize:
    """Measures of the cover's sheet, in mm. From left to right: wrap, flap, back, spine, front, flap, wrap."""

    trim: Trim
    """Of the book."""
    spine_mm: float
    bleed_mm: float
    panel: Trim
    """Back and front: of the book, or of its boards with their hinges."""
    wrap_mm: float = 0.0
    """Of a case: turned in around the boards, on all four sides."""
    hinge_mm: float = 0.0
    """Of a case: the groove between spine and board, part of the panel."""
    flap_mm: float = 0.0
    """Of a jacket: each."""

    @property
    def sheet(self) -> Trim:
        """Trimmed size of the whole sheet."""
        width_mm = 2 * (self.wrap_mm + self.flap_mm + self.panel.width_mm) + self.spine_mm
        return Trim(round(width_mm, 3), round(self.panel.height_mm + 2 * self.wrap_mm, 3))

    @property
    def full(self) -> Trim:
        """Size of the whole sheet with its bleed."""
        sheet = self.sheet
        return Trim(
            round(sheet.width_mm + 2 * self.bleed_mm, 3), round(sheet.height_mm + 2 * self.bleed_mm, 3)
        )

    @property
    def back_mm(self) -> float:
        """Where the back panel begins, from the left edge of the trimmed sheet."""
        return self.wrap_mm + self.flap_mm

    @property
    def folds_mm(self) -> tuple[float, ...]:
        """Where the sheet is folded, from its left edge."""
        spine = self.back_mm + self.panel.width_mm
        folds = [spine, spine + self.spine_mm]
        outer = [self.back_mm, spine + self.spine_mm + self.panel.width_mm]
        return tuple(sorted([*folds, *outer])) if self.flap_mm or self.wrap_mm else tuple(folds)


def cover_size(text: EditionText, pages: int, part: CoverPart = CoverPart.COVER) -> CoverSize:
    """The size of a sheet for an interior of this many pages."""
    return _as_given(_reckoned(text, pages, part), asked_of(text.edition, part))


def _reckoned(text: EditionText, pages: int, part: CoverPart) -> CoverSize:
    """The size but for what `cover-mm` says."""
    edition = text.edition
    asked = asked_of(edition, part)
    profile = load_profile(edition.profile or DEFAULT_PROFILE)
    trim = parse_trim(edition.trim or DEFAULT_TRIM)
    bleed_mm = edition.bleed_mm if edition.bleed_mm is not None else profile.bleed_mm.value
    spine_mm = _spine_mm(edition, profile, pages, asked.spine_mm)
    if edition.binding != HARDBACK:
        return CoverSize(trim, spine_mm, bleed_mm, trim, flap_mm=asked.flap_mm)
    case = case_of(edition, profile)
    panel = Trim(round(trim.width_mm + case.overhang_mm, 3), round(trim.height_mm + 2 * case.overhang_mm, 3))
    if part is CoverPart.JACKET:
        return CoverSize(trim, spine_mm, bleed_mm, panel, flap_mm=asked.flap_mm)
    return CoverSize(trim, spine_mm, bleed_mm, panel, case.wrap_mm, case.hinge_mm)


@dataclass(frozen=True)
class _Known:
    """A case of which all is known."""

    wrap_mm: float
    hinge_mm: float
    overhang_mm: float


def case_of(edition: Edition, profile: Profile) -> _Known:
    """Each measure as the edition says, else its recipient, else as is usual."""
    usual = {field: getattr(USUAL_CASE, field) for field in unsaid_of(edition, profile)}
    return _Known(**(_said_of(edition, profile) | usual))


def unsaid_of(edition: Edition, profile: Profile) -> frozenset[str]:
    """The measures of a case that neither the edition nor its recipient says."""
    return frozenset({"wrap_mm", "hinge_mm", "overhang_mm"} - _said_of(edition, profile).keys())


def _said_of(edition: Edition, profile: Profile) -> dict[str, float]:
    found: dict[str, float] = {}
    for source in (profile.offer.case, edition.case):
        for field in ("wrap_mm", "hinge_mm", "overhang_mm"):
            if source is not None and (value := getattr(source, field)) is not None:
                found[field] = float(value)
    return found


def misfit(text: EditionText, pages: int, part: CoverPart) -> str:
    """Why the size that is given for the whole sheet can't be that of this book; empty when it can, or when none is given."""
    asked = asked_of(text.edition, part)
    if asked.cover_mm is None:
        return ""
    given, usual = cover_size(text, pages, part), _reckoned(text, pages, part)
    around_mm = (asked.cover_mm[1] - usual.panel.height_mm) / 2
    may_mm = _BOARDS_MM if text.edition.binding == HARDBACK else _PAGES_MM
    fits = (
        (_LEAST_WRAP_MM if usual.wrap_mm else -_PAGES_MM) <= around_mm <= _MOST_AROUND_MM
        and abs(given.panel.width_mm - usual.panel.width_mm) < may_mm
        and abs(given.spine_mm - usual.spine_mm) < max(_SPINE_MM, usual.spine_mm / 2)
    )
    return "" if fits else f"by its trim, pages and bleed it is about {usual.full}"


def kept_box(profile: Profile) -> tuple[float, float, float] | None:
    """Where the recipient prints the barcode, at the foot of the back: width, height, distance from trim and spine, in mm.

    None where he prints none.
    """
    barcode = profile.barcode
    if not (barcode.printed_by_recipient and barcode.box_width_mm and barcode.box_height_mm):
        return None
    return barcode.box_width_mm.value, barcode.box_height_mm.value, barcode.edge_mm.value


def spines_mm(edition: Edition, profile: Profile) -> Mapping[int, float]:
    """The recipient's own table of spines for this binding; empty for none."""
    terms = profile.offer.bindings.get(edition.binding or PAPERBACK)
    return terms.spines_mm if terms else {}


def _spine_mm(edition: Edition, profile: Profile, pages: int, given_mm: float | None) -> float:
    table = spines_mm(edition, profile)
    width_mm = spine_width_mm(pages, paper(profile.paper_id(edition.paper)), given_mm, table)
    boards = edition.binding == HARDBACK and given_mm is None and not table
    return round(width_mm + 2 * _BOARD_MM, 2) if boards else width_mm


def _as_given(size: CoverSize, asked: Asked) -> CoverSize:
    """The sheet made as large as the printer says, bleed or wrap included: by the wrap of a case, else by the bleed."""
    if asked.cover_mm is None:
        return size
    width_mm, height_mm = asked.cover_mm
    around_mm = max(0.0, (height_mm - size.panel.height_mm) / 2)
    inner_mm = width_mm - 2 * (around_mm + size.flap_mm)
    spine_mm = size.spine_mm
    if asked.spine_mm is None and not size.wrap_mm:  # what is left between the panels
        spine_mm = max(0.0, inner_mm - 2 * size.panel.width_mm)
    panel = Trim(round((inner_mm - spine_mm) / 2, 3), size.panel.height_mm)
    wraps = size.wrap_mm > 0
    return CoverSize(
        size.trim,
        round(spine_mm, 3),
        0.0 if wraps else round(around_mm, 3),
        panel,
        round(around_mm, 3) if wraps else 0.0,
        size.hinge_mm,
        size.flap_mm,
    )
