"""KI002–KI003, KI048–KI065, KI095–KI098: rules about a Kindle book's pages.

XHTML, characters, accessibility, tables, formulas.
"""

from bookbuild.diagnostics import Rule
from bookbuild.rules.kindle import ERROR, INFO, KPG, WARNING

LARGE_TABLE = Rule(
    "KI002", "large-table", WARNING,
    "A table of over ten columns or a hundred rows can’t be read on a small screen.",
    KPG + "10.5.1",
)  # fmt: skip
LONG_ALT = Rule(
    "KI003", "long-alt", INFO,
    "Kindle asks for descriptions of up to 140 characters; say the rest in the caption or the text.",
    KPG + "10.4.1",
)  # fmt: skip
ILL_FORMED = Rule(
    "KI048", "kindle-ill-formed", ERROR,
    "Pages that are no well-formed XHTML, or have a paragraph in a paragraph, are cut off or refused.",
    KPG + "6.1 and 6.4",
)  # fmt: skip
ENCODING = Rule(
    "KI049", "encoding", WARNING,
    "Send to Kindle reads a page that doesn’t declare UTF-8 as ISO 8859-1: “é” becomes “Ã©”.",
    KPG + "6.6",
)  # fmt: skip
UNSUPPORTED_ELEMENT = Rule(
    "KI050", "unsupported-element", ERROR,
    "Scripts, forms, frames, sound and film are refused or dropped in a reflowable book.",
    KPG + "6.1, 6.3 and 18.1",
)  # fmt: skip
MISSING_FILE = Rule(
    "KI052", "kindle-missing-file", ERROR,
    "Conversion fails when a file that the book names isn’t there, or is there in another case.",
    KPG + "6.5",
)  # fmt: skip
AWKWARD_HREF = Rule(
    "KI053", "awkward-href", WARNING,
    "Names with spaces, backslashes or other than ASCII letters get lost on the way.",
    KPG + "6.5",
)  # fmt: skip
DOCTYPE = Rule(
    "KI054", "kindle-doctype", ERROR,
    "External entities, a DOCTYPE that isn’t XHTML’s and a strange epub: namespace make conversion fail.",
    KPG + "6.1; EPUB 3.3, 3.9",
)  # fmt: skip
IGNORED_ELEMENT = Rule(
    "KI055", "ignored-element", INFO,
    "Kindle drops these tags and keeps their text: what they say must not depend on them.",
    KPG + "18.1; KDP help GG5R7N649LECKP7U",
)  # fmt: skip
HIDDEN_TEXT = Rule(
    "KI056", "hidden-text", ERROR,
    "Over 10,000 characters of hidden text are taken for a trick, and refused.",
    "KindleGen E3013",
)  # fmt: skip
BLANK_LINES = Rule(
    "KI057", "blank-lines", WARNING,
    "Blank lines in place of a page break leave empty screens at other sizes of type.",
    KPG + "10.3.7",
)  # fmt: skip
INLINE_SHEET = Rule(
    "KI058", "inline-sheet", WARNING,
    "Styles in the head of each page are repeated, and have made conversion fail: link one sheet.",
    "Kindle Previewer; quarto-dev/quarto-cli#11948",
)  # fmt: skip
ODD_CHARACTER = Rule(
    "KI059", "odd-character", WARNING,
    "Spaces and invisible characters other than the space, the no-break space and the non-joiner may break "
    "selection, look-up and line ends.",
    KPG + "6.7",
)  # fmt: skip
SOFT_HYPHEN = Rule(
    "KI060", "soft-hyphen", INFO,
    "Kindle hyphenates itself; soft hyphens stop look-up, and pop-ups break words at them without a hyphen.",
    KPG + "6.7",
)  # fmt: skip
NO_BREAK_SPACES = Rule(
    "KI061", "no-break-spaces", WARNING,
    "No-break spaces in place of spaces keep lines from being filled.",
    KPG + "10.3.2",
)  # fmt: skip
EMPTY_PARAGRAPH = Rule(
    "KI062", "empty-paragraph", INFO,
    "Space is made with margins: Kindle drops empty paragraphs, or piles them up.",
    KPG + "10.3.7",
)  # fmt: skip
LANGUAGE_UNSAID = Rule(
    "KI063", "language-unsaid", WARNING,
    "Pages that don’t name their language are read out in the wrong one.",
    KPG + "8",
)  # fmt: skip
ALT_MISSING = Rule(
    "KI064", "alt-missing", WARNING,
    "A picture without alt attribute is read out by its file name; decoration has alt=\"\".",
    KPG + "8 and 10.4.1",
)  # fmt: skip
HEADING_JUMP = Rule(
    "KI065", "kindle-heading-jump", WARNING,
    "Headings that leave out a level hide the book’s structure from who can’t see it.",
    KPG + "8",
)  # fmt: skip
TABLE_FORM = Rule(
    "KI095", "table-form", WARNING,
    "Tables in tables, cells that span more than there is, and floats or negative margins in them make the whole "
    "book fall back to the older renderer.",
    KPG + "10.5.2",
)  # fmt: skip
TABLE_TOO_LARGE = Rule(
    "KI096", "table-too-large", ERROR,
    "A table of over 1,800 cells or 20,000 characters switches Enhanced Typesetting off for the whole book.",
    KPG + "10.5; KDP help on tables",
)  # fmt: skip
TABLE_HEADERS = Rule(
    "KI097", "table-headers", INFO,
    "Header cells let the reader keep track of a table that is scrolled or read out.",
    KPG + "10.5.2 and 10.5.4",
)  # fmt: skip
MATH = Rule(
    "KI098", "kindle-math", WARNING,
    "Some MathML isn’t drawn by Kindle, and older readers draw none: each formula needs its words in alttext.",
    KPG + "10.6",
)  # fmt: skip
