"""TL: rules about tools."""

from bookbuild.diagnostics import Rule, Severity

EPUBCHECK_ERROR = Rule(
    "TL001", "epubcheck-error", Severity.ERROR,
    "EPUBCheck refuses the file, and so do the shops that run it. The finding carries EPUBCheck’s own id.",
    "EPUBCheck 5, messages; EPUB 3.3",
)  # fmt: skip
EPUBCHECK_WARNING = Rule(
    "TL002", "epubcheck-warning", Severity.WARNING,
    "EPUBCheck warns: some reading systems go wrong here. The finding carries EPUBCheck’s own id.",
    "EPUBCheck 5, messages",
)  # fmt: skip

NO_SUCH_FILE = Rule("TL010", "no-such-file", Severity.ERROR, "A file that was to be checked is not there.")
UNKNOWN_KIND = Rule(
    "TL011", "unknown-kind", Severity.ERROR, "Only EPUB, AZW3, PDF and ONIX files can be checked."
)
