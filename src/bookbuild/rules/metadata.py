"""MD: rules about book.yaml."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

NOT_YAML = Rule(
    "MD001", "not-yaml", ERROR, "book.yaml can't be read, so nothing of the book is known.", "YAML 1.2"
)
UNKNOWN_KEY = Rule(
    "MD002", "unknown-key", ERROR, "A key that bookbuild does not know does nothing; it often is a slip."
)
MISSING_KEY = Rule("MD003", "missing-key", ERROR, "A key that every book needs is missing.")
WRONG_VALUE = Rule("MD004", "wrong-value", ERROR, "A value is not of the kind its key takes.")
ISBN_WRONG = Rule(
    "MD010", "isbn-wrong", ERROR,
    "Shops refuse an ISBN whose digits do not agree, and a barcode of it sells another book.",
    "ISO 2108; ISBN Users' Manual, 5",
)  # fmt: skip
ISBN_TWICE = Rule(
    "MD011", "isbn-twice", ERROR, "Each product has its own ISBN; two with one can't be ordered apart.",
    "ISBN Users' Manual, 4; Service-Public F22672",
)  # fmt: skip
LANGUAGE_TAG = Rule(
    "MD012",
    "language-tag",
    ERROR,
    "Reading systems hyphenate and speak by this tag; `fr_FR` is none.",
    "BCP 47 (RFC 5646)",
)
ROLE_UNKNOWN = Rule(
    "MD013",
    "role-unknown",
    ERROR,
    "Shops sort people by role and know only MARC's codes.",
    "MARC Code List for Relators",
)
PERSON_UNKNOWN = Rule(
    "MD014", "person-unknown", ERROR, "A byline names someone who is not among the contributors."
)
EDITION_TWICE = Rule(
    "MD015", "edition-twice", ERROR, "Two editions have one id; their files would overwrite each other."
)
FILE_TWICE = Rule(
    "MD016", "file-twice", ERROR, "A file stands twice in the text; readers would read it twice."
)
OFFPRINT_UNKNOWN = Rule("MD017", "offprint-unknown", ERROR, "The offprint's contribution is not in the book.")
ISBN_MISSING = Rule(
    "MD018", "isbn-missing", WARNING, "Most shops and every wholesaler take a book by its ISBN only."
)
PERSON_TWICE = Rule(
    "MD019", "person-twice", ERROR, "Two contributors have one id; a byline can't tell which is meant."
)
TRIM_UNKNOWN = Rule("MD020", "trim-unknown", ERROR, "Without a trim size no page can be set.")
IDENTIFIER_WRONG = Rule(
    "MD021",
    "identifier-wrong",
    ERROR,
    "An ORCID, ISNI or ISSN whose check digit is wrong names nobody.",
    "ISO 7064; ISO 27729; ISO 3297",
)
RULE_UNKNOWN = Rule(
    "MD022", "rule-unknown", WARNING, "`findings:` gives a severity to a rule that does not exist."
)
SUBJECT_CODE = Rule(
    "MD023", "subject-code", ERROR, "A subject code of another shape is dropped by shops, and the book is shelved nowhere.",
    "EDItEUR Thema; BISG BISAC; CLIL",
)  # fmt: skip
NO_PRICE = Rule(
    "MD024", "no-price", WARNING, "Shops can’t sell what has no price.", "ONIX for Books 3.0, P.26"
)
NO_SUBJECT = Rule(
    "MD025",
    "no-subject",
    WARNING,
    "Without Thema (or CLIL in France) shops guess the shelf.",
    "ONIX for Books 3.0, P.12",
)
NO_DESCRIPTION = Rule(
    "MD026",
    "no-description",
    WARNING,
    "A shop’s page without a text sells nothing.",
    "ONIX for Books 3.0, P.14",
)
LONG_DESCRIPTION = Rule(
    "MD027", "long-description", WARNING, "Shops cut descriptions at 4,000 characters.", "trade practice"
)
NO_CONTRIBUTOR = Rule(
    "MD028", "no-contributor", WARNING, "Readers look for books by their authors.", "ONIX for Books 3.0, P.7"
)
UNKNOWN_USAGE = Rule(
    "MD029", "unknown-typography", WARNING,
    "There are no rules for this typographic usage: signs and spaces would stay as typed.",
)  # fmt: skip
PAGES_UNKNOWN = Rule(
    "MD040",
    "pages-unknown",
    ERROR,
    "A page-list names the pages of one printed edition of the same text: readers cite by them.",
    "EPUB Accessibility 1.1, 3.2",
)
NAME_IN_TWO_SENSES = Rule(
    "MD110", "name-in-two-senses", ERROR,
    "An id or audience that is also another format’s or language’s name: `only` and `except` can’t tell what is meant.",
)  # fmt: skip
SAMPLE_UNKNOWN = Rule("MD111", "sample-unknown", ERROR, "The sample holds a piece that the book has not.")
SAMPLE_EMPTY = Rule("MD112", "sample-empty", ERROR, "A sample without a paragraph of the text shows nothing.")
SAMPLE_ISBN = Rule(
    "MD113", "sample-isbn", WARNING,
    "A free sample is no product of the trade: an ISBN of its own is wasted on it.", "International ISBN Agency, Users’ Manual, 7th ed., 5",
)  # fmt: skip
