"""EP: rules about EPUB."""

from bookbuild.diagnostics import Rule, Severity

CLAIM_WITHHELD = Rule(
    "EP001",
    "claim-withheld",
    Severity.WARNING,
    "Somebody vouches for the book’s accessibility and its pages contradict it: the file makes no claim.",
    "EPUB Accessibility 1.1, 2.4; WCAG 2.2, 1.1.1",
)
IMAGE_UNKNOWN = Rule(
    "EP002",
    "image-unknown",
    Severity.ERROR,
    "A page shows a picture that is not in the book: readers see a gap, shops refuse the file.",
    "EPUB 3.3, 3.5; EPUBCheck RSC-007",
)
IMAGE_BROKEN = Rule(
    "EP003",
    "image-broken",
    Severity.ERROR,
    "A picture that can’t be decoded shows as a gap, and Kindle conversion stops at it.",
    "EPUB 3.3, 3.2; EPUBCheck PKG-021",
)
SVG_ACTIVE = Rule(
    "EP004",
    "svg-active",
    Severity.WARNING,
    "Scripts, and files that an SVG would fetch, are left out of the e-book: the picture may look different.",
    "EPUB 3.3, 6.2 and 8.3",
)
PAGES_UNPLACED = Rule(
    "EP020",
    "pages-unplaced",
    Severity.WARNING,
    "The first words of a printed page were not found in the e-book: a wrong place misleads more than a missing one, "
    "so the page-list does without the page.",
    "EPUB Accessibility 1.1, 3.2",
)
