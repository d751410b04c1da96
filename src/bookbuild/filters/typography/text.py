"""Which language follows which rules; texts from the metadata set by them."""

from bookbuild.filters.typography.edits import Rules, rewrite
from bookbuild.filters.typography.english import AMERICAN, BRITISH
from bookbuild.filters.typography.french import FRENCH
from bookbuild.filters.typography.german import GERMAN, SWISS_GERMAN
from bookbuild.filters.typography.italian import ITALIAN, SWISS_ITALIAN
from bookbuild.filters.typography.plain import PLAIN
from bookbuild.filters.typography.portuguese import BRAZILIAN, PORTUGUESE
from bookbuild.filters.typography.spanish import SPANISH

USAGES: dict[str, Rules] = {
    "fr": FRENCH,
    "en": AMERICAN,
    **dict.fromkeys(("en-gb", "en-ie", "en-au", "en-nz", "en-za", "en-in"), BRITISH),
    "de": GERMAN,
    **dict.fromkeys(("de-ch", "de-li"), SWISS_GERMAN),
    "es": SPANISH,
    "it": ITALIAN,
    "it-ch": SWISS_ITALIAN,
    "pt": PORTUGUESE,
    "pt-br": BRAZILIAN,
}
"""Rules by BCP 47 tag in lower case, the most specific one wins; a language without its own gets only what holds
everywhere.
"""


def rules_for(language: str) -> Rules:
    """The rules of a BCP 47 language tag."""
    tag = language.lower()
    while tag not in USAGES and "-" in tag:
        tag = tag.rpartition("-")[0]
    return USAGES.get(tag, PLAIN)


def typeset(text: str, usage: str) -> str:
    """A string from the metadata, set as the language wants it."""
    return rewrite(text, rules_for(usage))
