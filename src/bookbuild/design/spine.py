"""The book's spine: how thick a paper makes it, and what the book weighs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ruamel.yaml import YAML

from bookbuild.design.styles import styles_folder
from bookbuild.design.trim import Trim

DEFAULT_PAPER = "offset-90"

_COVER_G_M2 = 300.0
"""Usual cover board of a paperback."""


class UnknownPaper(ValueError):
    """Not a name of styles/papers.yaml; the message lists them."""


@dataclass(frozen=True)
class Paper:
    """A stock. `caliper_mm` is the thickness of one page: half a leaf."""

    id: str
    name: str
    caliper_mm: float
    source: str
    confidence: str
    """documented, secondary; formula or conflict: an estimate, ask the printer before the cover is printed."""
    allowance_mm: float = 0.0
    """Added once, for cover boards or glue."""
    grammage_g_m2: float | None = None

    @property
    def is_estimate(self) -> bool:
        """Whether the printer's own figure is needed before the cover goes to press."""
        return self.confidence in {"formula", "conflict"}


def paper(id: str) -> Paper:
    """The paper of this name. Raises UnknownPaper."""
    known = papers()
    if id not in known:
        raise UnknownPaper(f"“{id}” is no paper of styles/papers.yaml; it knows {', '.join(known)}.")
    return known[id]


@cache
def papers() -> dict[str, Paper]:
    """Every paper of styles/papers.yaml, by id."""
    with (styles_folder() / "papers.yaml").open(encoding="utf-8") as file:
        return {id: Paper(id, **fields) for id, fields in YAML(typ="safe").load(file).items()}


def spine_width_mm(
    pages: int, stock: Paper, given_mm: float | None = None, table_mm: Mapping[int, float] | None = None
) -> float:
    """Width of the spine: what the printer gave, else what his table says, else pages × caliper + allowance.

    The table goes by the greatest page count that each width serves, ascending. To a hundredth.
    """
    if given_mm is not None:
        return given_mm
    tabled = [width_mm for most, width_mm in (table_mm or {}).items() if pages <= most]
    return tabled[0] if tabled else round(pages * stock.caliper_mm + stock.allowance_mm, 2)


def weight_g(pages: int, trim: Trim, stock: Paper) -> int | None:
    """Weight of a paperback in grams, its cover at 300 g/m²; None when the grammage is not published."""
    if stock.grammage_g_m2 is None:
        return None
    leaf_m2 = trim.width_mm * trim.height_mm / 1e6
    return round(pages / 2 * leaf_m2 * stock.grammage_g_m2 + 2 * leaf_m2 * _COVER_G_M2)
