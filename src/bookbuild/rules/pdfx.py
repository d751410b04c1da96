"""PR3xx: rules about PDF/X and about the PDF for screens, seen while they are made."""

from bookbuild.diagnostics import Rule, Severity

PDFX_NOT_MADE = Rule(
    "PR300", "pdfx-not-made", Severity.INFO,
    "The recipient prefers PDF/X, whose output intent says what the inks mean; only the printer has the profile for it.",
    "ISO 15930-7, output intent",
)  # fmt: skip
PDFX_NOT_POSSIBLE = Rule(
    "PR301", "pdfx-not-possible", Severity.ERROR,
    "The edition asks for PDF/X and does not say for which printing condition.", "ISO 15930, output intent",
)  # fmt: skip
COLOUR_LEFT = Rule(
    "PR302", "colour-left", Severity.ERROR,
    "A press prints inks: RGB would be turned into them by whoever opens the file, as he likes.", "ISO 15930-4, 6.7",
)  # fmt: skip
TRANSPARENCY_LEFT = Rule(
    "PR303", "transparency-left", Severity.ERROR,
    "PDF/X-1a, and some printers, go without transparency: their machines print it solid, or not at all.",
    "ISO 15930-4, 6.11; the recipient’s guide",
)  # fmt: skip
FLATTENED = Rule(
    "PR304", "flattened", Severity.INFO,
    "PDF/X-1a, and some printers, take no transparency: the picture was laid on white, a drawing turned into pixels at the "
    "press’s resolution.",
    "ISO 15930-4, 6.11; the recipient’s guide",
)  # fmt: skip
NOT_ACCESSIBLE = Rule(
    "PR310", "pdf-not-accessible", Severity.ERROR,
    "Typst’s check of PDF/UA-1 refuses the pages: there is no PDF for screens.", "ISO 14289-1; Directive (EU) 2019/882",
)  # fmt: skip
TAGS_WANTING = Rule(
    "PR311", "tags-wanting", Severity.ERROR,
    "Whoever has the PDF read aloud, or reflowed, depends on its tags.", "ISO 14289-1 (PDF/UA-1)",
)  # fmt: skip
