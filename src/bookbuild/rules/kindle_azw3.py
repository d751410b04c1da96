"""KI100–KI109: rules about AZW3."""

from bookbuild.diagnostics import Rule, Severity

NOT_CONVERTIBLE = Rule(
    "KI100",
    "not-convertible",
    Severity.ERROR,
    "The EPUB can’t be read, so no AZW3 can be made of it.",
    "EPUB 3.3, 4.2",
)
FIXED_LAYOUT = Rule(
    "KI101",
    "azw3-fixed-layout",
    Severity.ERROR,
    "Only a book whose text flows becomes an AZW3: pages of fixed layout are another format of Amazon’s.",
    "EPUB 3.3, 8.2.2.1; Kindle Publishing Guidelines, 10.2",
)
ENCRYPTED = Rule(
    "KI102",
    "azw3-encrypted",
    Severity.ERROR,
    "An EPUB with locked files can’t be converted; only obfuscated fonts can.",
    "EPUB 3.3, 4.2.6.3.3 and 4.4",
)
TOO_LARGE = Rule(
    "KI103",
    "azw3-too-large",
    Severity.ERROR,
    "An AZW3 has at most 65,535 records, of 4 KB each for the text.",
    "MobileRead wiki, PDB and MOBI",
)
LEFT_OUT = Rule(
    "KI104",
    "azw3-left-out",
    Severity.WARNING,
    "A Kindle that is not on line shows only what is in the file, and follows links to web pages and within the book.",
    "Kindle Publishing Guidelines, 7 and 10.4.1",
)
NOT_SHOWN = Rule(
    "KI105",
    "azw3-not-shown",
    Severity.WARNING,
    "A Kindle shows JPEG, PNG, GIF and SVG pictures, and TrueType and OpenType fonts; others are left out.",
    "Kindle Publishing Guidelines, 10.3.8 and 10.4.1",
)
DEAD_LINK = Rule(
    "KI106",
    "azw3-dead-link",
    Severity.WARNING,
    "A link to a place that is not in the book leads to the begin of its page, or nowhere.",
    "Kindle Publishing Guidelines, 7",
)
PAGE_LOST = Rule(
    "KI107",
    "azw3-page-lost",
    Severity.WARNING,
    "A page of the printed book whose place is not in the text gets no number on a Kindle.",
    "Kindle Publishing Guidelines, 10.3.11",
)
FORMULAS_IN_WORDS = Rule(
    "KI108",
    "azw3-formulas",
    Severity.INFO,
    "AZW3 knows no MathML: formulas are written in a row, with brackets, powers and indices.",
    "Kindle Publishing Guidelines, 10.6",
)
AZW3_BROKEN = Rule(
    "KI109",
    "azw3-broken",
    Severity.ERROR,
    "An AZW3 whose records do not fit together does not open.",
    "MobileRead wiki, MOBI and KF8",
)
