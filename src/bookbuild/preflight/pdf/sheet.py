"""One page as it will be printed, and what it is held against."""

from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.diagnostics import Rule
from bookbuild.preflight.pdf.expected import Expected, Fault
from bookbuild.preflight.pdf.geometry import Box
from bookbuild.preflight.pdf.intent import Intent
from bookbuild.preflight.pdf.mark import Kind, Mark


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

    @property
    def is_flat(self) -> bool:
        """Whether nothing may be transparent: in PDF/X-1a, in X-3, and where the recipient says so."""
        profile = self.expected.profile
        return self.standard.startswith(("PDF/X-1a", "PDF/X-3")) or (
            profile is not None and profile.flattened
        )


def visible(marks: tuple[Mark, ...]) -> list[Mark]:
    """Marks that can be seen on white paper."""
    return [mark for mark in marks if mark.kind is Kind.IMAGE or not mark.colour.is_white]


def at(rule: Rule, what: str, sheet: Sheet, mark: Mark, hint: str = "") -> Fault:
    """A fault of a mark."""
    return Fault(rule, what, sheet.number, mark.box, hint)
