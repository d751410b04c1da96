"""PR: rules about print."""

from bookbuild.diagnostics import Rule, Severity

TYPESETTING_FAILED = Rule(
    "PR001",
    "typesetting-failed",
    Severity.ERROR,
    why="Typst refused the pages, most often because of a picture it can't read: there is no interior.",
    source="Typst 0.15",
)
MISSING_GLYPH = Rule(
    "PR002",
    "missing-glyph",
    Severity.ERROR,
    why="No face has this character: the reader would find an empty box, or nothing, in its place.",
    source="bookbuild, print facts: a missing glyph gives no warning in Typst 0.15",
)
FOREIGN_GLYPH = Rule(
    "PR003",
    "foreign-glyph",
    Severity.INFO,
    why="The text face lacks this character: it is set in another, which a typographer may want to choose.",
)
PADDED = Rule(
    "PR004",
    "padded",
    Severity.INFO,
    why="The binder needs whole leaves or signatures: blank pages were added at the end, never inside.",
    source="Printers’ guides: page count even, or a multiple of the signature",
)
MARGINS_UNSETTLED = Rule(
    "PR005",
    "margins-unsettled",
    Severity.INFO,
    why="The inner margin depends on the page count and the page count on the margin; both wavered between "
    "two steps, and the wider margin was kept, which is safe for both.",
    source="bookbuild, print facts 1.3: at most four passes",
)
TYPESETTING_WARNING = Rule(
    "PR006",
    "typesetting-warning",
    Severity.WARNING,
    why="Typst set the pages but found something doubtful.",
    source="Typst 0.15",
)
UNKNOWN_TRIM = Rule(
    "PR007",
    "unknown-trim",
    Severity.ERROR,
    why="Without the size of the page nothing can be set.",
)
PICTURE_UNUSABLE = Rule(
    "PR008",
    "picture-unusable",
    Severity.ERROR,
    why="A picture that book.yaml names is not in the book’s folder; the page is set without it.",
)
LONG_RUNNING_HEAD = Rule(
    "PR009",
    "long-running-head",
    Severity.WARNING,
    why="The title is wider than the line of the running head and was cut short there.",
    source="Bookbinding practice: a running head is one line",
)
FALLBACK_FACE = Rule(
    "PR011", "fallback-face", Severity.INFO,
    "A face that the design does not name is on a page: a sign of code that its face lacks, or letters in a drawing.",
    "bookbuild, print facts: fallback is silent in Typst 0.15",
)  # fmt: skip
TOO_WIDE = Rule(
    "PR012", "too-wide", Severity.WARNING,
    "A table whose longest words have no room beside one another is set with words divided; a formula that is wider than "
    "the measure sticks out of it.",
    "Bookbinding practice: nothing but what bleeds stands in the margins",
)  # fmt: skip
ASTRAY_NOTE = Rule(
    "PR013", "astray-note", Severity.WARNING,
    "The note stands on the page before or after the one it is called on: readers look for it in vain.",
    "Lexique des règles typographiques (Imprimerie nationale), notes: at the foot of the page of their call",
)  # fmt: skip
NO_OUTPUT_PROFILE = Rule(
    "PR010", "no-output-profile", Severity.ERROR,
    "Without the ICC profile of the press a PDF/X file can't say what its inks mean.", "ISO 15930-7, output intent",
)  # fmt: skip
