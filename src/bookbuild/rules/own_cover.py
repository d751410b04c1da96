"""PR387 to PR395: rules about a finished cover that a designer gives."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

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
RGB_WITHOUT_PROFILE = Rule(
    "PR391", "own-cover-rgb", WARNING, "RGB means a colour only by its ICC profile; without, it is taken as sRGB.",
    "ICC.1; ISO 15930-7",
)  # fmt: skip
OUTSIDE_REFERENCE = Rule(
    "PR392",
    "own-cover-reference",
    ERROR,
    "What a drawing fetches from elsewhere is not printed.",
    "SVG 2, 2.7",
)
LIVE_TYPE = Rule(
    "PR393", "own-cover-type", ERROR, "A drawing does not hold its faces: its type would be set in another."
)
HIDDEN_LAYERS = Rule(
    "PR394", "own-cover-layers", ERROR, "A layer that is switched off may be printed, and one switched on may not.",
    "ISO 15930-7, 6.18",
)  # fmt: skip
OWN_COVER_TOO_LARGE = Rule(
    "PR395", "own-cover-too-large", ERROR, "More than a cover can need: it stops this program, and a press’s after it."
)  # fmt: skip
