"""Before anything is made: do trim, paper and profile of each printed edition exist?"""

from collections.abc import Callable, Iterable, Iterator

from bookbuild.book.model import Edition, Format
from bookbuild.design.profile import UnknownProfile, load_profile
from bookbuild.design.spine import UnknownPaper, paper
from bookbuild.design.trim import UnknownTrim, parse_trim
from bookbuild.diagnostics import Finding, Location, Rule
from bookbuild.rules import preflight as rules
from bookbuild.rules import print as print_rules

_CHECKS: tuple[tuple[str, Callable[[str], object], Rule], ...] = (
    ("trim", parse_trim, print_rules.UNKNOWN_TRIM),
    ("paper", paper, rules.PAPER_UNKNOWN),
    ("profile", load_profile, rules.PROFILE_UNKNOWN),
)


def edition_findings(editions: Iterable[Edition], at: Location | None = None) -> Iterator[Finding]:
    """A finding for each name that styles/ does not know."""
    for edition in editions:
        if edition.format is not Format.PRINT:
            continue
        for field, find, rule in _CHECKS:
            value = getattr(edition, field)
            if value is None:
                continue
            try:
                find(value)
            except (UnknownTrim, UnknownPaper, UnknownProfile) as error:
                yield rule(f"Edition {edition.id}: {error}", at or Location("book.yaml"))
