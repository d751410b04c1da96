"""DS: rules about design."""

from bookbuild.diagnostics import Rule, Severity

BAD_TOKEN = Rule(
    "DS001",
    "bad-token",
    Severity.ERROR,
    why="`design:` in book.yaml changes a token that does not exist, or gives it a value it can't have; the "
    "house design was used instead.",
    source="styles/tokens.yaml",
)
UNKNOWN_FACE = Rule(
    "DS002",
    "unknown-face",
    Severity.ERROR,
    why="The face is not installed with bookbuild, so pages would be set in another one.",
    source="Typst 0.15: an unknown face is replaced silently",
)
