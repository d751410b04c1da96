"""MS: rules about the manuscript."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

MISSING_FILE = Rule(
    "MS001", "missing-file", ERROR, "book.yaml lists a file that is not there: the book would lack a chapter."
)
UNLISTED_FILE = Rule(
    "MS002", "unlisted-file", WARNING,
    "A Markdown file in front/, body/ or back/ is in no edition: a chapter may have been forgotten.",
)  # fmt: skip
EMPTY_FILE = Rule(
    "MS003", "empty-file", ERROR, "A listed file has no text: the book would have an empty page."
)
NOT_UTF8 = Rule(
    "MS004", "not-utf-8", ERROR, "A byte that is not UTF-8 would come out as a wrong letter.", "RFC 3629"
)
OUTSIDE_BOOK = Rule(
    "MS005", "outside-the-book", ERROR,
    "A path leads out of the book's folder: what is read and embedded must belong to the book.",
)  # fmt: skip
TOO_LARGE = Rule(
    "MS006", "file-too-large", ERROR, "A file of this size is no chapter; reading it would stall the build."
)
FORBIDDEN_CHARACTER = Rule(
    "MS007", "forbidden-character", WARNING,
    "A control character breaks an EPUB, and shows as a box in print.", "XML 1.0, 2.2",
)  # fmt: skip
TOO_DEEP = Rule(
    "MS008", "nested-too-deeply", ERROR,
    "Reading systems refuse a page whose elements stand inside each other without end.",
)  # fmt: skip
PANDOC_WARNING = Rule(
    "MS009", "pandoc-warning", WARNING, "Pandoc read something otherwise than its author meant."
)
RAW_HTML_ILL_FORMED = Rule(
    "MS010", "ill-formed-html", ERROR,
    "Raw HTML that does not close breaks an EPUB: reading systems refuse the whole chapter.", "EPUB 3.3, 2.2 (XML)",
)  # fmt: skip
RAW_HTML_AS_TEXT = Rule(
    "MS011", "html-as-text", WARNING,
    "What looks like a tag but is none (`<T>`) would vanish in a browser; it is kept as text.",
)  # fmt: skip
RAW_HTML_REFUSED = Rule(
    "MS012",
    "html-refused",
    WARNING,
    "Scripts, forms, frames and media do not belong in a book and are left out.",
)
NOTE_UNDEFINED = Rule(
    "MS013", "note-undefined", ERROR, "A note is called and never given: readers find nothing."
)
UNRESOLVED_LINK = Rule(
    "MS014", "unresolved-link", ERROR, "The link leads nowhere in this book; readers lose it."
)
UNRESOLVED_REFERENCE = Rule(
    "MS015",
    "unresolved-reference",
    ERROR,
    "A cross-reference names a figure, table or source that does not exist.",
)
DUPLICATE_ID = Rule(
    "MS016",
    "duplicate-id",
    ERROR,
    "Two places have one name: a link can't tell which is meant.",
    "XML 1.0, 3.3.1 (ID)",
)
HEADING_JUMP = Rule(
    "MS017", "heading-jump", WARNING,
    "A heading skips a level: those who navigate by headings look for one that is missing.", "WCAG 2.2, 1.3.1",
)  # fmt: skip
UNKNOWN_CLASS = Rule(
    "MS018", "unknown-class", WARNING, "No style knows this class: the passage comes out as ordinary text."
)
NO_TITLE = Rule("MS019", "no-title", WARNING, "A chapter without a heading has no name in the contents.")
SEVERAL_TITLES = Rule(
    "MS020",
    "several-titles",
    INFO,
    "A file with several first-level headings is one chapter in the book; the later ones open sections.",
)
FORM_NOT_EXPANDED = Rule(
    "MS021", "form-not-expanded", WARNING,
    "An edition writes inclusive forms out, and this one is known neither to the rules nor to the book: it stays.",
)  # fmt: skip
IMAGE_MISSING = Rule("MS030", "image-missing", ERROR, "The picture is not there.")
IMAGE_REMOTE = Rule(
    "MS031", "image-remote", ERROR,
    "A picture on the network can't be printed, and shops refuse EPUBs with remote resources.", "EPUB 3.3, 3.6",
)  # fmt: skip
IMAGE_UNREADABLE = Rule("MS032", "image-unreadable", ERROR, "The file is no picture that can be read.")
IMAGE_TOO_LARGE = Rule(
    "MS033",
    "image-too-large",
    ERROR,
    "A picture of this many pixels exhausts the memory of readers and of this build.",
)
IMAGE_WITHOUT_ALT = Rule(
    "MS034", "image-without-alt", WARNING,
    "Who can't see the picture learns nothing of it.", "WCAG 2.2, 1.1.1; EPUB Accessibility 1.1, 2.2",
)  # fmt: skip
IMAGE_FORMAT = Rule(
    "MS035",
    "image-format",
    ERROR,
    "Reading systems and printers do not take this kind of picture.",
    "EPUB 3.3, 3.2",
)
UNKNOWN_EDITION_NAME = Rule(
    "MS080", "unknown-edition-name", ERROR,
    "`only` or `except` asks for an edition, format, audience or language that the book has not: readers miss the passage.",
)  # fmt: skip
IN_NO_EDITION = Rule("MS081", "in-no-edition", WARNING, "No edition has the passage: nobody will read it.")
LEFT_OUT_TARGET = Rule(
    "MS082", "left-out-target", ERROR,
    "A link or cross-reference leads to a passage that some editions leave out; their readers lose it.",
)  # fmt: skip
EMPTY_CONDITION = Rule(
    "MS083", "empty-condition", ERROR, "`only` or `except` without a name says nothing of which edition is meant."
)  # fmt: skip
