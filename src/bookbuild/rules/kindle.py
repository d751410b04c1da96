"""KI: rules about Kindle."""

from bookbuild.diagnostics import Rule, Severity

TOO_MANY_PAGES = Rule(
    "KI001",
    "too-many-pages",
    Severity.ERROR,
    "KDP refuses a book of 300 XHTML files or more.",
    "KDP help, quality notifications",
)
LARGE_TABLE = Rule(
    "KI002",
    "large-table",
    Severity.WARNING,
    "A table of over ten columns or a hundred rows can’t be read on a small screen; a large one makes the "
    "whole book fall back to the older renderer.",
    "Kindle Publishing Guidelines, 10.5.1",
)
LONG_ALT = Rule(
    "KI003",
    "long-alt",
    Severity.INFO,
    "Kindle asks for descriptions of up to 140 characters; say the rest in the caption or the text.",
    "Kindle Publishing Guidelines, 10.4.1",
)
