"""Margins of a printed page, from its trim, its tokens and the number of pages it will have.

The inner margin follows the profile's ladder: the thicker the book, the more of the page the spine swallows.
The text block holds a whole number of lines, so that lines of facing pages stand level.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from bookbuild.design.profile import Profile
from bookbuild.design.tokens import Tokens
from bookbuild.design.trim import MM_PER_POINT, Trim

_PASSES = 4
"""Most times the pages are set while margins and page count look for each other."""
_SHADE_MM = 1.0
"""The ladder is the least; a line that touches it already bends into the fold."""

_TO_FURNITURE, _FURNITURE_EM = 1.1, 1.065
"""From the text to running head and folio, in lines, and their own height (styles/print/book.typ, running-heads.typ)."""


@dataclass(frozen=True)
class Margins:
    """The four margins in millimetres, and the lines between them."""

    inner_mm: float
    outer_mm: float
    head_mm: float
    foot_mm: float
    lines: int

    def measure_mm(self, trim: Trim) -> float:
        """Width of the text, in millimetres."""
        return trim.width_mm - self.inner_mm - self.outer_mm


def margins_for(trim: Trim, profile: Profile, pages: int, tokens: Tokens) -> Margins:
    """The margins of a book of this many pages; nothing comes nearer to the trim than the profile allows."""
    least_mm = max(profile.outer_margin_mm.value, profile.safety_mm.value)
    inner_mm = max(profile.inner_margin_mm(pages) + _SHADE_MM, trim.width_mm * tokens.margin_inner_pct / 100)
    outer_mm = max(least_mm, trim.width_mm * tokens.margin_outer_pct / 100)
    leading_mm = tokens.leading_pt * MM_PER_POINT
    beyond_mm = _TO_FURNITURE * leading_mm + _FURNITURE_EM * tokens.size_heads_pt * MM_PER_POINT
    least_mm = max(least_mm, profile.safety_mm.value + beyond_mm)
    head_mm = max(least_mm, trim.height_mm * tokens.margin_head_pct / 100)
    foot_mm = max(least_mm, trim.height_mm * tokens.margin_foot_pct / 100)
    lines = max(1, floor((trim.height_mm - head_mm - foot_mm) / leading_mm))
    # What is left over goes below: the first line of every page stays where it is.
    foot_mm = trim.height_mm - head_mm - lines * leading_mm
    return Margins(round(inner_mm, 3), round(outer_mm, 3), round(head_mm, 3), round(foot_mm, 3), lines)


def pages_estimate(words: int, trim: Trim, profile: Profile, tokens: Tokens) -> int:
    """How many pages this many words will make, good to a tenth: enough to choose a step of the ladder."""
    margins = margins_for(trim, profile, profile_middle(profile), tokens)
    # 2.55 characters a point of measure and point of size (EB Garamond, French), 6 a word with its space,
    # four fifths of the lines full of text.
    characters = margins.measure_mm(trim) / MM_PER_POINT * 2.43 / tokens.size_text_pt
    return max(1, round(words * 6.0 / (characters * margins.lines * 0.86)))


def profile_middle(profile: Profile) -> int:
    """A page count in the middle of a profile's ladder, for a first guess."""
    steps = sorted(profile.inner_margins_mm)
    return steps[len(steps) // 2]


@dataclass(frozen=True)
class Settled:
    """How margins and page count have found each other."""

    passes: tuple[tuple[Margins, int], ...]
    """Margins and page count of each setting, in order; the last one stands."""
    agreed: bool
    """Whether the last page count asks for the last margins. Else they wavered, and the widest that was asked for
    stands: it is safe for all the counts that have come up before."""

    @property
    def margins(self) -> Margins:
        """Those that stand."""
        return self.passes[-1][0]


def settle(first: Margins, pages_at: Callable[[Margins], int], wanted: Callable[[int], Margins]) -> Settled:
    """Set pages, at most four times, until they have the margins that their number asks for.

    `pages_at` sets them; `wanted` are the margins of a page count. A wider margin makes more pages, and more pages ask
    for no narrower margin: so the first answer that repeats itself is right. Where a float or a widow makes fewer pages
    of narrower lines, two steps of the ladder may ask for each other for ever.
    """
    passes = [(first, pages_at(first))]
    while (asked := wanted(passes[-1][1])) != passes[-1][0]:
        tried = [margins for margins, _ in passes]
        wavers = asked in tried or len(passes) == _PASSES - 1
        following = max([asked, *tried], key=lambda margins: margins.inner_mm) if wavers else asked
        if following == tried[-1] or len(passes) == _PASSES:
            return Settled(tuple(passes), agreed=False)
        passes.append((following, pages_at(following)))
    return Settled(tuple(passes), agreed=True)
