"""What a recipient's presses make: sizes, papers, bindings, how many pages each takes, and what only he can say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bookbuild.design.trim import Trim

PAPERBACK = "paperback"
"""The binding of an edition that names none."""
_SAME_MM = 0.6
"""Sizes given in inches and in millimetres differ by as much."""


@dataclass(frozen=True)
class PageRange:
    """Fewest and most pages."""

    least: int
    most: int
    confidence: str
    source: str

    def within(self, other: "PageRange") -> "PageRange":
        """The pages of both; the source is that of whoever takes fewer."""
        stricter = self if self.most <= other.most else other
        least, most = max(self.least, other.least), min(self.most, other.most)
        return PageRange(least, most, stricter.confidence, stricter.source)


@dataclass(frozen=True)
class Sizes:
    """Trims that are cut: those listed, and any between the least and the most where there are such."""

    listed: tuple[Trim, ...]
    least: Trim | None
    most: Trim | None
    confidence: str
    source: str

    def holds(self, trim: Trim) -> bool:
        """Whether a book of this trim is made."""
        if any(_same(trim, known) for known in self.listed):
            return True
        return (
            self.least is not None
            and self.most is not None
            and self.least.width_mm - _SAME_MM <= trim.width_mm <= self.most.width_mm + _SAME_MM
            and self.least.height_mm - _SAME_MM <= trim.height_mm <= self.most.height_mm + _SAME_MM
        )

    def __str__(self) -> str:
        ranges = [f"{self.least} to {self.most}"] if self.least else []
        return ", ".join([*map(str, self.listed), *ranges])


@dataclass(frozen=True)
class Terms:
    """What holds for one paper, or for one binding. None where nothing is said."""

    pages: PageRange | None = None
    sizes: Sizes | None = None
    black_only: bool = False
    """Of a paper: it is printed in black, not in colours."""
    jackets: bool = True
    """Of a binding: it is had with a jacket, or with flaps."""
    spines_mm: Mapping[int, float] = field(default_factory=dict)
    """Of a binding: width of the spine by the greatest page count it serves, ascending."""


@dataclass(frozen=True)
class Case:
    """Of a hardback: how far its printed sheet reaches around the boards. None where the recipient must say."""

    wrap_mm: float | None
    """Turned in around each edge of the boards."""
    hinge_mm: float | None
    """From the spine to the board."""
    overhang_mm: float | None
    """By which boards are larger than the pages, at head, foot and fore-edge."""
    confidence: str
    source: str


@dataclass(frozen=True)
class Offer:
    """All of it. Empty mappings say that nothing is known, and anything goes."""

    sizes: Sizes | None = None
    papers: Mapping[str, Terms] = field(default_factory=dict)
    """By name in styles/papers.yaml; the first is taken when an edition names none."""
    bindings: Mapping[str, Terms] = field(default_factory=dict)
    """paperback, hardback."""
    fewer: Sequence[tuple[Sizes, Mapping[str, PageRange]]] = ()
    """Sizes of which fewer pages are bound, by paper; one that is not named there is not offered in that size."""
    demands: Mapping[str, str] = field(default_factory=dict)
    """Numbers that public copies contradict each other about, by their name in an edition (spine_mm, cover_mm), with
    where the recipient gives his own."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """Statements that may not stand in the book: a regular expression, in any case, and why."""
    case: Case | None = None

    def terms(self, paper: str, binding: str) -> Iterator[Terms]:
        """What is known of this paper and of this binding."""
        for named, name in ((self.papers, paper), (self.bindings, binding)):
            if name in named:
                yield named[name]

    def pages(self, limits: PageRange, trim: Trim, paper: str, binding: str) -> PageRange:
        """How many pages are bound at this size, on this paper, in this way; `limits` hold for every book."""
        for terms in self.terms(paper, binding):
            limits = limits.within(terms.pages) if terms.pages else limits
        for sizes, by_paper in self.fewer:
            if sizes.holds(trim) and paper in by_paper:
                limits = limits.within(by_paper[paper])
        return limits

    def offers(self, trim: Trim, paper: str) -> bool:
        """Whether a paper that is known is also had in this size."""
        return all(paper in by_paper for sizes, by_paper in self.fewer if sizes.holds(trim))


def offer_of(data: Mapping[str, Any]) -> Offer:
    """The offer that a profile's file gives; all of its keys may be left out."""
    case = data.get("case")
    return Offer(
        _sizes(data.get("sizes_mm")),
        {name: _terms(terms) for name, terms in data.get("papers", {}).items()},
        {name: _terms(terms) for name, terms in data.get("bindings", {}).items()},
        [(_listed(one), _ranges(one["pages"])) for one in data.get("fewer_pages", [])],
        data.get("demands", {}),
        data.get("refused", {}),
        Case(case.get("wrap_mm"), case.get("hinge_mm"), case.get("overhang_mm"), *case["source"])
        if case
        else None,
    )


def _terms(data: Mapping[str, Any]) -> Terms:
    return Terms(
        PageRange(*data["pages"]) if "pages" in data else None,
        _sizes(data.get("sizes_mm")),
        data.get("black_only", False),
        data.get("jackets", True),
        dict(sorted(data.get("spines_mm", {}).items())),
    )


def _sizes(data: Mapping[str, Any] | None) -> Sizes | None:
    if data is None:
        return None
    between = data.get("between")
    least, most = (Trim(*side) for side in between) if between else (None, None)
    return Sizes(tuple(Trim(*size) for size in data.get("listed", [])), least, most, *data["source"])


def _listed(data: Mapping[str, Any]) -> Sizes:
    return Sizes(tuple(Trim(*size) for size in data["sizes_mm"]), None, None, "", "")


def _ranges(data: Mapping[str, Any]) -> dict[str, PageRange]:
    return {name: PageRange(*pages) for name, pages in data.items()}


def _same(first: Trim, second: Trim) -> bool:
    return (
        abs(first.width_mm - second.width_mm) <= _SAME_MM
        and abs(first.height_mm - second.height_mm) <= _SAME_MM
    )
