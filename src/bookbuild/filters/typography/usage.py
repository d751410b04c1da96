"""Which language follows which rules, and what a book or an edition wants besides."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module

from bookbuild.book.model import InclusiveForm
from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.hyphenation import exception_rules, soft_hyphen_rules
from bookbuild.filters.typography.inclusive import inclusive_rules
from bookbuild.filters.typography.plain import PLAIN
from bookbuild.filters.typography.spaces import NB, THIN

USAGES = {
    "fr": ("french", "FRANCE"),
    "fr-FR-livre": ("french", "BOOK"),
    "fr-CH": ("french", "SWITZERLAND"),
    "fr-CA": ("french", "CANADA"),
    "eu": ("french", "EUROPE"),
    "en": ("english", "AMERICAN"),
    **dict.fromkeys(("en-GB", "en-IE", "en-AU", "en-NZ", "en-ZA", "en-IN"), ("english", "BRITISH")),
    "de": ("german", "GERMAN"),
    **dict.fromkeys(("de-CH", "de-LI"), ("german", "SWISS_GERMAN")),
    "es": ("spanish", "SPANISH"),
    "it": ("italian", "ITALIAN"),
    "it-CH": ("italian", "SWISS_ITALIAN"),
    "pt": ("portuguese", "PORTUGUESE"),
    "pt-BR": ("portuguese", "BRAZILIAN"),
}
"""By language tag or name of a usage, the module and the name of its rules: a module is loaded when a text is in its
language. The longest tag that fits wins: `fr-BE` follows `fr`; a language without rules gets what holds everywhere."""

_LANGUAGES = {"eu": "fr"}
"""What a usage that is no language tag is in."""


@dataclass(frozen=True)
class Usage:
    """How the texts of one edition are set."""

    tag: str
    """A key of `USAGES`, or any language tag."""
    safe_spaces: bool = False
    """U+00A0 instead of U+202F, for faces and reading systems that have no narrow one."""
    inclusive: InclusiveForm = InclusiveForm.KEEP
    expansions: tuple[tuple[str, str], ...] = ()
    """Inclusive forms and what they are written out as."""
    kept: tuple[str, ...] = ()
    """Names that are left as they are: `Yahoo!`."""
    hyphenation: tuple[str, ...] = ()
    """Words with hyphens where they may break; without any, they never do."""
    points: bool = True
    """Whether those breaks are shown by soft hyphens."""
    soft_hyphens: bool = False
    """Soft hyphens in every word."""

    @property
    def language(self) -> str:
        """The primary language subtag."""
        return _LANGUAGES.get(self.tag, _primary(self.tag))

    def within(self, lang: str) -> "Usage":
        """The usage of a passage in a language: the same where the language is the same."""
        return self if lang in {self.tag, self.language} else replace(self, tag=lang)


def usage_named(name: str) -> bool:
    """Whether there are rules for a name: a usage, or a tag (language, script, region) of a language that has some."""
    return name in USAGES or bool(_TAG.fullmatch(name) and _primary(name) in USAGES)


_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")


@lru_cache
def rules_of(usage: Usage) -> Rules:
    """All rules for a usage, in their order."""
    rules = [*_language_rules(usage.tag)]
    if usage.language == "fr":
        rules += inclusive_rules(usage.inclusive, dict(usage.expansions))
    rules += exception_rules(usage.hyphenation, usage.points)
    if usage.soft_hyphens:
        rules += soft_hyphen_rules(usage.language)
    if usage.safe_spaces:
        rules.append(Rule(re.compile(THIN), NB, THIN))
    return tuple(rules)


@lru_cache
def kept_by(usage: Usage) -> re.Pattern[str] | None:
    """What finds the names a usage leaves alone."""
    names = sorted(usage.kept, key=len, reverse=True)
    return re.compile("|".join(f"(?<!\\w){re.escape(name)}(?!\\w)" for name in names)) if names else None


@lru_cache
def _language_rules(tag: str) -> Rules:
    usages = {name.lower(): place for name, place in USAGES.items()}
    parts = tag.lower().split("-")
    for length in range(len(parts), 0, -1):
        if place := usages.get("-".join(parts[:length])):
            found: Rules | Callable[[], Rules] = getattr(import_module(f"{__package__}.{place[0]}"), place[1])
            return found() if callable(found) else found
    return PLAIN


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()
