"""HT: rules about the web page."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

UNREADABLE = Rule(
    "HT001", "html-unreadable", ERROR, "What is no HTML page shows nothing.", "HTML Standard, 13.1"
)
NO_LANGUAGE = Rule(
    "HT002", "language-missing", ERROR,
    "Without a language a screen reader reads in its user’s own, and no word is divided.",
    "WCAG 2.2, 3.1.1",
)  # fmt: skip
NO_TITLE = Rule(
    "HT003", "title-missing", ERROR, "Tabs, bookmarks and search results call the page by its title.",
    "WCAG 2.2, 2.4.2",
)  # fmt: skip
EXTERNAL = Rule(
    "HT004", "external-resource", ERROR,
    "The page is one file: what it fetches is missing where it is read offline, and tells others who reads it.",
)  # fmt: skip
SCRIPT = Rule(
    "HT005", "script", ERROR, "A text needs no program: sites with a strict policy block it.",
    "Content Security Policy Level 3",
)  # fmt: skip
NO_ALT = Rule(
    "HT006", "alt-missing", ERROR, "A picture without an alternative text is read as its file name.",
    "WCAG 2.2, 1.1.1; HTML Standard, 4.8.4.4",
)  # fmt: skip
ID_TWICE = Rule(
    "HT007", "html-id-twice", ERROR, "A link to an id that stands twice leads to the first.",
    "HTML Standard, 3.2.6",
)  # fmt: skip
DEAD_LINK = Rule(
    "HT008",
    "html-link-dead",
    ERROR,
    "A link to nothing, or to a file that is not on the site, leaves its reader standing.",
)
NO_LANDMARKS = Rule(
    "HT009", "landmarks-missing", WARNING,
    "By `main` and `h1` people who do not see the page find where the text begins.",
    "WCAG 2.2, 1.3.1 and 2.4.1",
)  # fmt: skip
BROKEN_CLAIM = Rule(
    "HT010", "html-claim-broken", ERROR, "Data for search engines that can’t be read, or contradict the page, are passed over.",
    "JSON-LD 1.1; schema.org",
)  # fmt: skip
HEAVY = Rule(
    "HT011", "html-heavy", WARNING, "A page of many megabytes is not waited for on a telephone.",
)  # fmt: skip
POLICY = Rule(
    "HT012", "policy-blocks-styles", ERROR,
    "The page’s own policy names another style sheet, or forbids style attributes: it would be shown bare.",
    "Content Security Policy Level 3, 6.7",
)  # fmt: skip
NO_CHARSET = Rule(
    "HT013", "charset-missing", ERROR, "Accents are garbled where the first 1,024 bytes don’t say UTF-8.",
    "HTML Standard, 4.2.5.4",
)  # fmt: skip
FOREIGN_ISBN = Rule(
    "HT014", "offprint-isbn", ERROR,
    "An offprint that carries the ISBN of the book is ordered as the book.",
    "ISBN Users’ Manual, 4; FAQ on chapters",
)  # fmt: skip
