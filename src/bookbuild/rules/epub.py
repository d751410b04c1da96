"""EP: rules about EPUB."""

from bookbuild.diagnostics import Rule, Severity

IMAGE_WITHOUT_ALT = Rule(
    "EP001",
    "image-without-alt",
    Severity.ERROR,
    "A reader who does not see the picture gets nothing, and the book may claim no conformance.",
    "EPUB Accessibility 1.1, 3; WCAG 2.2, 1.1.1",
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
