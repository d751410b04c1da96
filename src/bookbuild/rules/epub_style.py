"""EP05x and EP15x: rules about style sheets, fonts and pictures of e-books."""

from bookbuild.diagnostics import Rule, Severity

FONT_UNREADABLE = Rule(
    "EP050",
    "font-unreadable",
    Severity.ERROR,
    "A face that can’t be read can’t be embedded: readers would see another.",
    "EPUB 3.3, 3.2; OpenType 1.9",
)
FONT_FORBIDDEN = Rule(
    "EP051",
    "font-forbidden",
    Severity.ERROR,
    "The licence in the font forbids embedding: to ship it is to pirate it.",
    "OpenType 1.9, OS/2 fsType",
)
FONT_WHOLE = Rule(
    "EP052",
    "font-whole",
    Severity.WARNING,
    "The licence in the font forbids subsetting: it goes in whole and makes the file larger.",
    "OpenType 1.9, OS/2 fsType, bit 8",
)
FONT_INCOMPLETE = Rule(
    "EP053",
    "font-incomplete",
    Severity.WARNING,
    "Letters that an embedded face has not are shown in another in the middle of a word.",
)
OLD_ENGINE = Rule(
    "EP150",
    "css-old-engine",
    Severity.WARNING,
    "Adobe’s older engine, which many e-readers and libraries still use, drops a whole style sheet, and at worst "
    "refuses the book, for what it does not know.",
    "styles/epub-css.yaml names the reports",
)
STYLE_UNREADABLE = Rule(
    "EP151",
    "css-unreadable",
    Severity.WARNING,
    "Engines differ in how much of a broken style sheet they pass over: some drop it whole.",
    "CSS Syntax Level 3, 9; EPUBCheck CSS-008",
)
