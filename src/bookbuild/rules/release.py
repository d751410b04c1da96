"""RL: rules about what is handed over, and to whom."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

OTHER_BYTES = Rule(
    "RL001", "released-otherwise", ERROR,
    "A released version never changes: two files of one name and version could no longer be told apart in shops.",
)  # fmt: skip
UNKNOWN_RECIPIENT = Rule("RL002", "unknown-recipient", ERROR, "Nobody knows what this recipient takes.")
UNKNOWN_EDITION = Rule(
    "RL003", "unknown-edition-to-release", ERROR, "book.yaml sends an edition that it does not have."
)
NOTHING_TO_DELIVER = Rule(
    "RL004", "nothing-to-deliver", ERROR, "A recipient is named and no edition of the book is of a kind it takes."
)  # fmt: skip
ISBN_ASKED_FOR = Rule(
    "RL005", "isbn-asked-for", ERROR, "This recipient knows a file by the ISBN in its name: without one it can't be sent."
)  # fmt: skip
EDITION_LEFT_OUT = Rule(
    "RL006", "edition-left-out", INFO,
    "An edition is of a kind that the recipient takes, and does not go there all the same.",
)  # fmt: skip
TOO_LARGE = Rule(
    "RL007", "too-large-for-recipient", ERROR, "The recipient's upload refuses files of this size."
)
PERHAPS_TOO_LARGE = Rule(
    "RL008", "perhaps-too-large", WARNING,
    "A file is larger than the recipient is said to take; the figure is not its own.",
)  # fmt: skip
LEDGER_UNREADABLE = Rule(
    "RL009", "ledger-unreadable", ERROR,
    "Without the list of what was released nobody can say whether a file is still the same.",
)  # fmt: skip
VERSION_NO_NAME = Rule(
    "RL010", "version-no-name", ERROR, "A release is kept in a folder that is named by the version of the text."
)  # fmt: skip
PUT_BACK = Rule(
    "RL011", "released-file-put-back", WARNING,
    "A released file was changed or removed after its release; what stood there may have been sent to somebody.",
)  # fmt: skip
NO_TEXTS = Rule(
    "RL012", "no-shop-texts", WARNING, "A shop shows a book without a description as an empty page."
)  # fmt: skip
MESSAGE_ASKED_FOR = Rule(
    "RL013", "message-asked-for", ERROR,
    "The recipient refuses messages that leave out what its profile asks for.",
)  # fmt: skip
