"""Which language follows which rules; texts from the metadata set by them."""

from bookbuild.filters.typography.edits import Rules, rewrite
from bookbuild.filters.typography.english import ENGLISH
from bookbuild.filters.typography.french import FRENCH
from bookbuild.filters.typography.plain import PLAIN

USAGES: dict[str, Rules] = {"fr": FRENCH, "en": ENGLISH}
"""Rules by primary language; a language without its own gets only what holds everywhere."""


def rules_for(language: str) -> Rules:
    """The rules of a BCP 47 language tag."""
    return USAGES.get(language.split("-", maxsplit=1)[0].lower(), PLAIN)


def typeset(text: str, usage: str) -> str:
    """A string from the metadata, set as the language wants it."""
    return rewrite(text, rules_for(usage))
