"""Before anything is made: do the trims, papers, profiles and typographic usages that editions name exist?"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, Edition, Format
from bookbuild.design.profile import UnknownProfile, load_profile
from bookbuild.design.spine import UnknownPaper, paper
from bookbuild.design.tokens import BadToken, load_tokens, merged_design
from bookbuild.design.trim import UnknownTrim, parse_trim
from bookbuild.diagnostics import Finding, Rule
from bookbuild.filters.typography.usage import USAGES, usage_named
from bookbuild.preflight.shop import shop_names
from bookbuild.rules import design, epub_style, metadata, shops
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
        if edition.format not in {Format.PRINT, Format.PDF}:
            continue
        for field, find, rule in _CHECKS:
            value = getattr(edition, field)
            if value is None:
                continue
            try:
                find(value)
            except (UnknownTrim, UnknownPaper, UnknownProfile) as error:
                yield rule(f"edition {edition.id}: {error}", lines.at("editions", number, field))


def shop_findings(editions: Iterable[Edition], lines: YamlLines) -> Iterator[Finding]:
    """A finding for each shop that styles/shops does not know, with its line in book.yaml."""
    for number, edition in enumerate(editions):
        for place, shop in enumerate(edition.shops):
            if shop not in shop_names():
                message = f"edition {edition.id}: there is no shop “{shop}”"
                at = lines.at("editions", number, "shops", place)
                yield shops.SHOP_UNKNOWN(message, at, f"There are: {', '.join(shop_names())}.")


def font_findings(editions: Iterable[Edition], folder: Path, lines: YamlLines) -> Iterator[Finding]:
    """A finding for each of `fonts:` that can't be read, or not be embedded as its licence says."""
    asked = [(number, edition.fonts) for number, edition in enumerate(editions) if edition.fonts]
    if not asked:
        return
    from bookbuild.design.font_files import FontFault, FontForbidden, font_files  # fontTools is slow to load

    for number, names in asked:
        for place, name in enumerate(names):
            at = lines.at("editions", number, "fonts", place)
            try:
                files = font_files(name, folder)
            except FontForbidden as error:
                yield epub_style.FONT_FORBIDDEN(
                    str(error), at, "Ask the foundry for an e-book licence and file."
                )
                continue
            except FontFault as error:
                yield epub_style.FONT_UNREADABLE(str(error), at)
                continue
            for file in files:
                if not file.may_subset:
                    size = len(file.data) // 1000
                    yield epub_style.FONT_WHOLE(f"{name}: {size} kB, as its licence has it", at)


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
