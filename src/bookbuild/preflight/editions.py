"""Before anything is made: do the trims, papers, profiles and typographic usages that editions name exist?"""

from collections.abc import Callable, Iterable, Iterator

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, Edition, Format
from bookbuild.design.profile import UnknownProfile, load_profile
from bookbuild.design.spine import UnknownPaper, paper
from bookbuild.design.tokens import BadToken, load_tokens, merged_design
from bookbuild.design.trim import UnknownTrim, parse_trim
from bookbuild.diagnostics import Finding, Rule
from bookbuild.filters.typography.usage import USAGES, usage_named
from bookbuild.rules import design, metadata
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


def usage_findings(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """A finding for each `typography:` that no rules go by."""
    named: list[tuple[str | None, tuple[str | int, ...]]] = [(book.typography, ("typography",))]
    named += [(edition.typography, ("editions", n, "typography")) for n, edition in enumerate(book.editions)]
    for name, path in named:
        if name and not usage_named(name):
            yield metadata.UNKNOWN_USAGE(
                f"no typographic usage is called “{name}”",
                at=lines.at(*path),
                hint=f"There are: {', '.join(sorted(USAGES))}; any other tag of these languages follows them.",
            )


def design_findings(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """A finding when `design:` names what is no token, or gives one a value it can't have."""
    try:
        load_tokens(book.design)
    except BadToken as error:
        yield design.BAD_TOKEN(str(error), at=lines.at("design"))
        return
    for number, edition in enumerate(book.editions):
        try:
            load_tokens(merged_design(book.design, edition.design))
        except BadToken as error:
            yield design.BAD_TOKEN(
                f"edition {edition.id}: {error}", at=lines.at("editions", number, "design")
            )
