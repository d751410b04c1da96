"""MS040 and on: what a proofreader marks in the manuscript. Raised by `bookbuild check` only, never by a build."""

from bookbuild.diagnostics import Rule, Severity

WARNING, INFO = Severity.WARNING, Severity.INFO

_LEXIQUE = "Lexique des règles typographiques en usage à l’Imprimerie nationale"

UNBALANCED_BRACKET = Rule(
    "MS040",
    "unbalanced-bracket",
    WARNING,
    "A bracket without its other half: the aside never ends, or never began.",
)
UNBALANCED_QUOTE = Rule(
    "MS041", "unbalanced-quote", WARNING,
    "A quotation that is never closed, or never opened: readers no longer know who speaks.",
)  # fmt: skip
DOUBLE_SPACE = Rule(
    "MS042",
    "double-space",
    INFO,
    "Two spaces between words are a slip; they hide others when you search the text.",
)
DOUBLED_WORD = Rule("MS043", "doubled-word", WARNING, "The same word stands twice: one is too many.")
MISSING_ACCENT = Rule(
    "MS044", "missing-accent", WARNING,
    "A capital keeps its accent: without it words are mispronounced by screen readers and not found by searches.",
    f"{_LEXIQUE}, « Accentuation des capitales »",
)  # fmt: skip
ORDINAL = Rule(
    "MS045", "ordinal", WARNING, "The ordinals are abridged 1er, 1re, 2e: never ère, ème.", f"{_LEXIQUE}, « Abréviations »"
)  # fmt: skip
ENGLISH_TITLE = Rule(
    "MS046", "english-title", WARNING, "« Mr » abridges the English mister; monsieur is « M. ».", f"{_LEXIQUE}, « Abréviations »"
)  # fmt: skip
MISSING_LIGATURE = Rule(
    "MS047",
    "missing-ligature",
    WARNING,
    "œ is a letter of French: « cœur » without it is misspelt.",
    _LEXIQUE,
)
STRAIGHT_PRIME = Rule(
    "MS048", "straight-prime", INFO, "Minutes, seconds, feet and inches have signs of their own: ′ and ″."
)
HYPHEN_FOR_DASH = Rule(
    "MS049", "hyphen-for-dash", WARNING, "A hyphen between spaces is a dash that could not be typed."
)
MIXED_APOSTROPHES = Rule(
    "MS050",
    "mixed-apostrophes",
    INFO,
    "A file with both ' and ’ is hard to search; the pages come out alike.",
)
MIXED_SCRIPTS = Rule(
    "MS051", "mixed-scripts", WARNING,
    "A Greek or Cyrillic letter that looks Latin: the word can't be found, and is read out wrongly.",
    "Unicode Technical Standard #39, confusables",
)  # fmt: skip
INVISIBLE_CHARACTER = Rule(
    "MS052", "invisible-character", WARNING,
    "A character that nobody sees breaks searches, line ends and spelling; it came in by pasting.",
)  # fmt: skip
GARBLED_CHARACTER = Rule(
    "MS053", "garbled-character", WARNING, "Letters were lost when this text was saved in another encoding."
)
UNMARKED_FOREIGN = Rule(
    "MS054", "unmarked-foreign", INFO,
    "Words of another language without `lang`: read out with the wrong sounds, hyphenated by the wrong rules.",
    "WCAG 2.2, 3.1.2",
)  # fmt: skip
EMPTY_SECTION = Rule(
    "MS055", "empty-section", WARNING, "A heading with nothing under it: a text may be missing."
)
LOW_RESOLUTION = Rule(
    "MS056",
    "low-resolution",
    WARNING,
    "The picture has too few pixels for its width on paper: it will look coarse.",
)
VAGUE_LINK = Rule(
    "MS057", "vague-link", WARNING,
    "“Click here” says nothing to those who hear the links alone, and nothing at all on paper.", "WCAG 2.2, 2.4.4",
)  # fmt: skip
NOTES_OUT_OF_ORDER = Rule(
    "MS058",
    "notes-out-of-order",
    INFO,
    "The numbers of the notes do not follow the text: one may have been moved.",
)
UNUSED_NOTE = Rule("MS059", "unused-note", WARNING, "A note that nothing calls is in no edition.")
UNUSED_REFERENCE = Rule("MS060", "unused-reference", INFO, "An address that no link uses is left over.")
LONG_PARAGRAPH = Rule("MS061", "long-paragraph", INFO, "A paragraph longer than a page tires the eye.")
NAME_VARIANT = Rule(
    "MS062",
    "name-variant",
    WARNING,
    "A name spelt in two ways: its bearer minds, and the index has two entries.",
)
PLACEHOLDER = Rule("MS063", "placeholder", WARNING, "A note to oneself was left in the text.")
MIXED_DATES = Rule("MS064", "mixed-dates", INFO, "Dates are written in several ways in this book.")
MIXED_NUMBERS = Rule(
    "MS065", "mixed-numbers", INFO, "Large numbers are written in several ways in this book."
)
MIXED_INCLUSIVE = Rule(
    "MS066", "mixed-inclusive", INFO, "Inclusive forms are written in several ways in this book."
)
UNKNOWN_WORD = Rule(
    "MS067", "unknown-word", INFO, "No dictionary has the word, nor the `words:` of book.yaml."
)
UNEXPLAINED_ALLOWANCE = Rule(
    "MS068", "unexplained-allowance", WARNING,
    "A finding is allowed without saying why, or in words that are not understood: the next reader can't judge it.",
)  # fmt: skip
UNUSED_ALLOWANCE = Rule(
    "MS069",
    "unused-allowance",
    WARNING,
    "What this comment allows does not occur here: it would hide a fault to come.",
)
NO_DICTIONARY = Rule(
    "MS070", "no-dictionary", WARNING, "Without a dictionary of the language no spelling is checked."
)
