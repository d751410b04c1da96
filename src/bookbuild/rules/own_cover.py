"""PR387 to PR390: rules about a finished cover that a designer gives."""

from bookbuild.diagnostics import Rule, Severity

ERROR = Severity.ERROR

OWN_COVER_SIZE = Rule(
    "PR387", "own-cover-size", ERROR,
    "A cover of another size is scaled or cut by the printer: the spine no longer meets the folds.",
)  # fmt: skip
OWN_COVER_BLEED = Rule(
    "PR388", "own-cover-bleed", ERROR,
    "Without bleed a white line shows wherever the knife is off by a hair.",
    "ISO 15930-7, 6.12; printers’ guides",
)  # fmt: skip
OWN_COVER_PAGES = Rule(
    "PR389", "own-cover-pages", ERROR, "A cover is one page: back, spine and front side by side."
)
OWN_COVER_UNREADABLE = Rule(
    "PR390", "own-cover-unreadable", ERROR, "A damaged or encrypted file can't be placed, nor printed."
)
