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
ACE_ABSENT = Rule(
    "TL020", "ace-absent", Severity.INFO,
    "Ace by DAISY shows each page in a browser and measures contrasts and roles: what no rule of ours can see.",
    "Ace by DAISY; EPUB Accessibility 1.1",
)  # fmt: skip
ACE_FAILED = Rule(
    "TL021", "ace-failed", Severity.WARNING,
    "Ace is installed and gave no report: what only it can see has not been checked.",
    "Ace by DAISY",
)  # fmt: skip
