"""What the rules know of each language: tables, no code. A new language is a file here and a line below."""

from dataclasses import dataclass

from bookbuild.proofreading.languages import english, french


@dataclass(frozen=True)
class Quotes:
    """A pair of quotation marks."""

    opening: str
    closing: str


@dataclass(frozen=True)
class Language:
    """One language's tables. Words are in lower case unless they say otherwise."""

    quotes: tuple[Quotes, ...] = (Quotes("«", "»"), Quotes("“", "”"))
    """Pairs that must balance."""
    doubles: frozenset[str] = frozenset()
    """Words that may stand twice."""
    vague_links: frozenset[str] = frozenset()
    """Words of a link that say nothing."""
    placeholders: tuple[str, ...] = ()
    """Notes to oneself, in brackets or alone in a paragraph."""
    function_words: frozenset[str] = frozenset()
    """Frequent words by which the language is told from others."""
    months: tuple[str, ...] = ()
    """Names of the months, as they stand in a date."""


LANGUAGES: dict[str, Language] = {
    "fr": Language(
        doubles=french.DOUBLES,
        vague_links=french.VAGUE_LINKS,
        placeholders=french.PLACEHOLDERS,
        function_words=french.FUNCTION_WORDS,
        months=french.MONTHS,
    ),
    "en": Language(
        quotes=(Quotes("“", "”"),),
        doubles=english.DOUBLES,
        vague_links=english.VAGUE_LINKS,
        placeholders=english.PLACEHOLDERS,
        function_words=english.FUNCTION_WORDS,
        months=english.MONTHS,
    ),
    "de": Language(quotes=(Quotes("„", "“"), Quotes("»", "«")), function_words=frozenset(["der", "die", "das", "und", "nicht", "ist", "ein", "eine", "zu", "den", "mit", "sich", "auf", "für", "von", "dem", "ich", "wir", "auch", "wird", "bei", "war", "sind", "noch", "wie", "nur", "oder", "aber", "vor", "zur", "bis", "mehr", "durch", "dann", "unter", "sehr", "selbst", "schon", "hier", "doch", "wenn", "kann", "seine", "ihre"])),
    "it": Language(function_words=frozenset(["il", "di", "che", "è", "non", "per", "sono", "della", "con", "del", "gli", "alla", "più", "questo", "anche", "dei", "nel", "delle", "degli", "come", "ma", "della", "nella", "suo", "sua", "loro", "questa", "quando", "dove", "perché", "chi", "cosa", "tutto"])),
    "es": Language(function_words=frozenset(["el", "los", "las", "que", "y", "del", "por", "con", "para", "una", "su", "al", "lo", "como", "más", "pero", "sus", "le", "ya", "este", "sí", "porque", "esta", "entre", "cuando", "muy", "sin", "sobre", "también", "hasta", "hay", "donde", "quien", "desde", "todo"])),
    "la": Language(quotes=(), function_words=frozenset(["et", "in", "est", "non", "ad", "ut", "cum", "sed", "quod", "qui", "quae", "esse", "sunt", "ab", "ex", "nec", "enim", "atque", "autem", "etiam", "quam", "quoque", "per", "hoc"])),
}  # fmt: skip
"""By primary language."""

NEUTRAL = Language()
"""For a language without tables."""


def language(primary: str) -> Language:
    """The tables of a language."""
    return LANGUAGES.get(primary, NEUTRAL)
