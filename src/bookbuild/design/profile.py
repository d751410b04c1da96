"""Profiles: what a recipient of the print files (a press, KDP, an office) demands, with sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from math import lcm
from typing import Any

from ruamel.yaml import YAML

from bookbuild.design.offer import Offer, PageRange, offer_of
from bookbuild.design.spine import DEFAULT_PAPER
from bookbuild.design.styles import styles_folder
from bookbuild.design.trim import Trim

DEFAULT_PROFILE = "offset-eu"
_OPTIONAL = ("file_mb", "line_pt", "type_pt", "line_art_ppi", "blank_run")
"""Figures that not every recipient gives."""


class UnknownProfile(ValueError):
    """Not a file of styles/profiles; the message lists them."""


class BleedSides(StrEnum):
    """Where the interior bleeds."""

    ALL = "all"
    OUTER = "outer"
    """Top, bottom and outside: never at the spine."""
    NONE = "none"


@dataclass(frozen=True)
class Figure:
    """One number of a profile, with how far it can be trusted."""

    value: float
    confidence: str
    """documented, secondary, memory, or default (our own choice)."""
    source: str


@dataclass(frozen=True)
class SpineText:
    """When type may stand on the spine."""

    minimum_pages: Figure
    minimum_mm: Figure
    clearance_mm: Figure
    """Between type and each fold."""

    def allows(self, pages: int, spine_mm: float) -> bool:
        """Whether a spine of this width, on this many pages, carries type."""
        return pages >= self.minimum_pages.value and spine_mm >= self.minimum_mm.value


@dataclass(frozen=True)
class Barcode:
    """The EAN-13 on the back cover."""

    required: bool
    width_mm: Figure
    """With quiet zones: 37.29 mm is 100 %."""
    edge_mm: Figure
    """From trim and folds."""
    printed_by_recipient: bool
    box_width_mm: Figure | None = None
    """Of the white box that the recipient prints; None where he prints none."""
    box_height_mm: Figure | None = None


@dataclass(frozen=True)
class Profile:
    """What one recipient demands of interior and cover."""

    id: str
    name: str
    standard: str
    """PDF/X-4, PDF/X-1a:2003, or PDF."""
    bleed_mm: Figure
    bleed_sides: BleedSides
    safety_mm: Figure
    """Nothing that matters nearer to the trim."""
    page_multiple: Figure
    page_minimum: Figure
    page_maximum: Figure
    inner_margins_mm: Mapping[int, Figure]
    """Least margin at the spine, by the greatest page count it serves, ascending."""
    outer_margin_mm: Figure
    spine_text: SpineText
    barcode: Barcode
    ink_limit_pct: Figure
    image_ppi: Figure
    marks: bool = False
    """Whether crop marks, bleed marks and a slug stand around the pages."""
    file_mb: Figure | None = None
    """The largest file taken."""
    line_pt: Figure | None = None
    """The thinnest line; 0.25 pt where nothing is said."""
    type_pt: Figure | None = None
    """The smallest type."""
    line_art_ppi: Figure | None = None
    """Of pictures with one bit a pixel."""
    blank_run: Figure | None = None
    """How many blank pages may follow one another, but at the end."""
    flattened: bool = False
    """Whether transparency is refused, whatever the standard."""
    own_mark: bool = False
    """Whether the recipient prints his own mark on the last page, so that the book names no printer."""
    condition: str = ""
    """Registered name of the printing condition, where the recipient wants no ICC profile in the file."""
    offer: Offer = field(default_factory=Offer)
    """Sizes, papers and bindings."""

    def paper_id(self, asked: str | None) -> str:
        """Name of the paper of an edition that may have named one."""
        return asked or next(iter(self.offer.papers), DEFAULT_PAPER)

    def page_range(self, trim: Trim, paper: str, binding: str) -> PageRange:
        """How many pages are bound of such a book."""
        least, most = self.page_minimum, self.page_maximum
        limits = PageRange(int(least.value), int(most.value), most.confidence, most.source)
        return self.offer.pages(limits, trim, paper, binding)

    def inner_margin_mm(self, pages: int) -> float:
        """Least margin at the spine for this many pages; the widest beyond the last step."""
        fitting = [figure.value for most, figure in self.inner_margins_mm.items() if pages <= most]
        return fitting[0] if fitting else max(figure.value for figure in self.inner_margins_mm.values())


def page_multiple(profile: Profile, asked: int | None) -> int:
    """What the page count must be a multiple of: as the recipient asks, and as the edition does (signatures of 16).

    >>> [page_multiple(load_profile("offset-eu"), asked) for asked in (None, 16, 3)]
    [2, 16, 6]
    """
    return lcm(int(profile.page_multiple.value), asked or 1)


def profile_names() -> tuple[str, ...]:
    """Ids of all profiles, sorted."""
    return tuple(sorted(path.stem for path in (styles_folder() / "profiles").glob("*.yaml")))


@cache
def load_profile(id: str) -> Profile:
    """The profile of this id. Raises UnknownProfile."""
    if id not in profile_names():
        raise UnknownProfile(f"“{id}” is no profile; there are {', '.join(profile_names())}.")
    with (styles_folder() / "profiles" / f"{id}.yaml").open(encoding="utf-8") as file:
        data: dict[str, Any] = YAML(typ="safe").load(file)
    pages, spine, barcode = data["pages"], data["spine_text"], data["barcode"]
    return Profile(
        id,
        name=data["name"],
        standard=data["standard"],
        bleed_mm=Figure(*data["bleed_mm"]),
        bleed_sides=BleedSides(data["bleed_sides"]),
        safety_mm=Figure(*data["safety_mm"]),
        page_multiple=Figure(*pages["multiple"]),
        page_minimum=Figure(*pages["minimum"]),
        page_maximum=Figure(*pages["maximum"]),
        inner_margins_mm={most: Figure(*figure) for most, figure in sorted(data["inner_margin_mm"].items())},
        outer_margin_mm=Figure(*data["outer_margin_mm"]),
        spine_text=SpineText(
            *(Figure(*spine[key]) for key in ("minimum_pages", "minimum_mm", "clearance_mm"))
        ),
        barcode=Barcode(
            barcode["required"],
            Figure(*barcode["width_mm"]),
            Figure(*barcode["edge_mm"]),
            barcode["printed_by_recipient"],
            *(Figure(*barcode[key]) if key in barcode else None for key in ("box_width_mm", "box_height_mm")),
        ),
        ink_limit_pct=Figure(*data["ink_limit_pct"]),
        image_ppi=Figure(*data["image_ppi"]),
        marks=data.get("marks", False),
        flattened=data.get("flattened", False),
        own_mark=data.get("own_mark", False),
        condition=data.get("condition", ""),
        offer=offer_of(data),
        **{key: Figure(*data[key]) for key in _OPTIONAL if key in data},
    )
