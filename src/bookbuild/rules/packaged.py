"""EP117 to EP149: rules about a finished EPUB, whoever made it, beyond those that EPUBCheck sees."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# What the package says of accessibility.
CLAIM_DEPRECATED = Rule(
    "EP117", "claim-deprecated", WARNING, "Shops that read only the words in force lose the claim.",
    "W3C, Schema.org Accessibility Properties for Discoverability",
)  # fmt: skip
CLAIMS_CONTRADICT = Rule(
    "EP118", "claims-contradict", ERROR, "Two claims of which only one can be true: a reader can trust neither.",
    "W3C, Schema.org Accessibility Properties for Discoverability, accessibilityHazard",
)  # fmt: skip
CLAIM_IDLE = Rule(
    "EP119", "claim-idle", WARNING,
    "A feature is claimed of things that the book does not have: the claim says nothing, and looks like a form letter.",
    "W3C, Schema.org Accessibility Properties for Discoverability",
)  # fmt: skip
CONFORMANCE_FORM = Rule(
    "EP120", "conformance-form", ERROR, "Shops recognise a conformance claim by its exact words only.",
    "EPUB Accessibility 1.1, 2.4.1",
)  # fmt: skip
MODE_UNSAID = Rule(
    "EP121", "mode-unsaid", WARNING, "Who can’t see, or hear, is not told that the book has pictures, or sound.",
    "W3C, Schema.org Accessibility Properties for Discoverability, accessMode",
)  # fmt: skip
FEATURE_UNCLAIMED = Rule(
    "EP122", "feature-unclaimed", INFO, "The book has what some readers look for, and shops are not told.",
    "EPUB Accessibility 1.1, 2.2",
)  # fmt: skip
HAZARD_KNOWABLE = Rule(
    "EP123", "hazard-knowable", INFO,
    "A hazard is called unknown, and the book has nothing that moves or sounds: say none.",
    "W3C, Schema.org Accessibility Properties for Discoverability, accessibilityHazard",
)  # fmt: skip
PAGE_SOURCE_UNSAID = Rule(
    "EP124", "page-source-unsaid", WARNING, "Page numbers are of use when one knows of which printed edition they are.",
    "EPUB Accessibility 1.1, 3.2.2",
)  # fmt: skip
SUMMARY_LANGUAGE = Rule(
    "EP130", "summary-language", WARNING, "The summary is read to the reader of this book, in whose language it is not.",
    "EPUB Accessibility 1.1, 2.2",
)  # fmt: skip

# What its pages hold.
PAGE_BREAK_UNLISTED = Rule(
    "EP125", "page-break-unlisted", WARNING, "The page can be seen and not gone to: the page-list does not have it.",
    "EPUB Accessibility 1.1, 3.2.3",
)  # fmt: skip
PICTURE_UNSPOKEN = Rule(
    "EP126", "picture-unspoken", WARNING,
    "The picture says something, or leads somewhere, and a screen reader says nothing.", "WCAG 2.2, 1.1.1",
)  # fmt: skip
ALT_NO_WORDS = Rule(
    "EP127", "alt-no-words", WARNING, "The name of a file, or “image”, is read out in place of a description.",
    "WCAG 2.2, 1.1.1, failure F30",
)  # fmt: skip
PAGE_LANGUAGE_UNSAID = Rule(
    "EP128", "page-language-unsaid", WARNING, "The voice reads, and the hyphenation divides, as the device pleases.",
    "WCAG 2.2, 3.1.1",
)  # fmt: skip
WRONG_LANGUAGE = Rule(
    "EP129", "wrong-language", WARNING,
    "The voice of one language reads the text of another: it can’t be understood.", "WCAG 2.2, 3.1.1 and 3.1.2",
)  # fmt: skip
HEADING_EMPTY = Rule(
    "EP131",
    "heading-empty",
    WARNING,
    "A list of headings has a line without words.",
    "WCAG 2.2, 1.3.1 and 2.4.6",
)

# The package’s other metadata and its files.
PACKAGED_DATE = Rule(
    "EP132", "packaged-date", ERROR, "A shop can’t place the book in time by a date that no calendar has.",
    "EPUB 3.3, 5.5.3.2.4; W3C, Date and Time Formats",
)  # fmt: skip
PACKAGED_SUBJECT = Rule(
    "EP133", "packaged-subject", WARNING, "A code that its scheme can’t have puts the book on no shelf.",
    "EDItEUR, Thema; BISG, BISAC; CLIL",
)  # fmt: skip
RESOURCE_UNUSED = Rule(
    "EP134", "resource-unused", INFO, "The file is carried along, and nothing shows it.", "EPUBCheck OPF-097"
)
FILE_UNDECLARED = Rule(
    "EP135", "file-undeclared", WARNING, "The file is in the archive and in no manifest: reading systems ignore it.",
    "EPUB 3.3, 5.6.2; EPUBCheck OPF-003",
)  # fmt: skip
PACKAGED_PICTURE_BROKEN = Rule(
    "EP136",
    "packaged-picture-broken",
    ERROR,
    "A picture that can’t be decoded shows as a gap.",
    "EPUB 3.3, 3.2",
)
PICTURE_COLOUR = Rule(
    "EP137", "picture-colour", WARNING, "Screens show CMYK in wrong colours, or not at all; Apple Books refuses it.",
    "Apple Books Asset Guide",
)  # fmt: skip
COVER_UNDECLARED = Rule(
    "EP138", "cover-undeclared", WARNING, "Without a picture declared as the cover, shelves show a grey rectangle.",
    "EPUB 3.3, D.5.1",
)  # fmt: skip
