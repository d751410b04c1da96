"""Before anything is made: do trim, paper and profile of each printed edition exist?"""

from collections.abc import Callable, Iterable, Iterator

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Edition, Format
from bookbuild.design.profile import UnknownProfile, load_profile
from bookbuild.design.spine import UnknownPaper, paper
from bookbuild.design.trim import UnknownTrim, parse_trim
from bookbuild.diagnostics import Finding, Rule
from bookbuild.rules import preflight as rules
from bookbuild.rules import print as print_rules

_CHECKS: tuple[tuple[str, Callable[[str], object], Rule], ...] = (
    ("trim", parse_trim, print_rules.UNKNOWN_TRIM),
    ("paper", paper, rules.PAPER_UNKNOWN),
    ("profile", load_profile, rules.PROFILE_UNKNOWN),
)


def edition_findings(editions: Iterable[Edition], lines: YamlLines) -> Iterator[Finding]:
    """A finding for each name that styles/ does not know, with its line in book.yaml."""
    for number, edition in enumerate(editions):
        if edition.format is not Format.PRINT:
            continue
        for field, find, rule in _CHECKS:
            value = getattr(edition, field)
            if value is None:
                continue
            try:
                find(value)
            except (UnknownTrim, UnknownPaper, UnknownProfile) as error:
                yield rule(f"edition {edition.id}: {error}", lines.at("editions", number, field))
