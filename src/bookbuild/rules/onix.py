"""ON: rules about ONIX."""

from bookbuild.diagnostics import Rule, Severity

ERROR = Severity.ERROR

NOT_ONIX = Rule(
    "ON001", "not-onix", ERROR, "The file is no ONIX message that can be read.", "ONIX for Books 3.0"
)
SCHEMA = Rule(
    "ON002", "onix-schema", ERROR,
    "EDItEUR’s schemas refuse the message, and so does every shop’s import.",
    "ONIX for Books 3.0, schemas and code lists",
)  # fmt: skip
NOT_ON_LIST = Rule(
    "ON003", "code-not-on-list", ERROR,
    "A code that its list does not have is dropped, or the record with it.", "ONIX for Books, code lists",
)  # fmt: skip
IDENTIFIER = Rule(
    "ON004", "identifier-wrong", ERROR,
    "An identifier whose digits do not agree is somebody else’s, or nobody’s.", "ONIX for Books 3.0, P.2",
)  # fmt: skip
SENT_TWICE = Rule(
    "ON005", "record-twice", ERROR,
    "Of two records with one ISBN the second overwrites the first.", "ONIX for Books 3.0, P.2",
)  # fmt: skip
PRICE_SUM = Rule(
    "ON006", "price-sum", ERROR,
    "When net price and tax do not make the price, shops invoice a wrong amount.", "ONIX for Books 3.0, P.26",
)  # fmt: skip
NO_EXPECTED_DAY = Rule(
    "ON007", "no-expected-day", Severity.WARNING,
    "Whoever can’t have the book now wants to know when: without a day shops take no order.",
    "ONIX for Books, list 65",
)  # fmt: skip
STATUS_DATE = Rule(
    "ON008", "status-against-date", Severity.WARNING,
    "A status that contradicts the day of publication opens sales too early, or not at all.",
    "ONIX for Books, list 64",
)  # fmt: skip
SHORT_TEXT = Rule(
    "ON009", "short-description-long", Severity.WARNING,
    "A short description has at most 350 characters; shops cut the rest.", "ONIX for Books, list 153",
)  # fmt: skip
PROFILE = Rule(
    "ON010", "recipient-refuses", ERROR,
    "The recipient of the message refuses records without this field.", "profile in styles/onix",
)  # fmt: skip
PROFILE_ADVICE = Rule(
    "ON011", "recipient-wants", Severity.WARNING,
    "The recipient takes the record, and sells the book worse without this field.", "profile in styles/onix",
)  # fmt: skip
PROFILE_UNKNOWN = Rule(
    "ON012",
    "onix-profile-unknown",
    ERROR,
    "There is no such profile: nothing was checked against it.",
    "book.yaml",
)
LEFT_OUT = Rule(
    "ON013", "left-out-of-onix", Severity.INFO,
    "This recipient lists products by ISBN: an edition without one can’t be sent.", "profile in styles/onix",
)  # fmt: skip
COUNTRY = Rule(
    "ON014",
    "country-unknown",
    ERROR,
    "Shops drop a territory that they don’t know.",
    "ONIX for Books, list 91",
)
DATE_SHAPE = Rule(
    "ON015", "date-shape", ERROR,
    "A date in another shape than the record says is read as another day, or not at all.", "ONIX for Books, list 55",
)  # fmt: skip
