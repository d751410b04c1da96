"""ON: rules about ONIX."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

NOT_ONIX = Rule(
    "ON001", "not-onix", ERROR, "The file is no ONIX message that can be read.", "ONIX for Books 3.0"
)
SCHEMA = Rule(
    "ON002", "onix-schema", ERROR,
    "EDItEUR’s schemas refuse the message, and so does every shop’s import.",
    "ONIX for Books 3.0, schemas and code lists",
)  # fmt: skip
NO_ISBN = Rule(
    "ON010", "record-without-isbn", WARNING,
    "The trade finds, orders and counts by ISBN; a record without one is filed nowhere.",
    "ONIX for Books 3.0, P.2",
)  # fmt: skip
NO_PRICE = Rule(
    "ON011",
    "record-without-price",
    WARNING,
    "Shops can’t sell what has no price.",
    "ONIX for Books 3.0, P.26",
)
NO_SUBJECT = Rule(
    "ON012", "record-without-subject", WARNING,
    "Without Thema (or CLIL in France) shops guess the shelf.", "ONIX for Books 3.0, P.12",
)  # fmt: skip
NO_DESCRIPTION = Rule(
    "ON013", "record-without-description", WARNING, "A shop’s page without a text sells nothing.",
    "ONIX for Books 3.0, P.14",
)  # fmt: skip
LONG_DESCRIPTION = Rule(
    "ON014", "long-description", WARNING, "Shops cut descriptions at 4,000 characters.", "trade practice"
)
NO_CONTRIBUTOR = Rule(
    "ON015",
    "record-without-contributor",
    WARNING,
    "Readers look for books by their authors.",
    "ONIX for Books 3.0, P.7",
)
SUBJECT_SHAPE = Rule(
    "ON016", "subject-shape", ERROR, "A code that can’t be one of its scheme is dropped without a word.",
    "Thema, BISAC and CLIL, forms of codes",
)  # fmt: skip
