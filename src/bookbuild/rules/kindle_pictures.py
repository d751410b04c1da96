"""KI086–KI094: rules about a Kindle book's pictures."""

from bookbuild.diagnostics import Rule
from bookbuild.rules.kindle import ERROR, INFO, KPG, WARNING

PICTURE_KIND = Rule(
    "KI086", "picture-kind", ERROR,
    "Kindle shows JPEG and PNG in RGB or grey, not moving, and only as what the manifest calls them.",
    KPG + "10.4.1",
)  # fmt: skip
PICTURE_BROKEN = Rule(
    "KI087", "picture-broken", ERROR,
    "Conversion stops at a picture that can’t be decoded.",
    KPG + "10.4.1",
)  # fmt: skip
PICTURE_TRANSPARENT = Rule(
    "KI088", "picture-transparent", WARNING,
    "What shines through is black in night mode: lay the picture on white.",
    KPG + "10.4.1",
)  # fmt: skip
PICTURE_SIZE = Rule(
    "KI089", "picture-size", WARNING,
    "Pictures need 300 pixels an inch for the width they are shown at, given in % (in em inside a line).",
    KPG + "10.4.2, 10.4.3, 10.4.5 and 10.4.10",
)  # fmt: skip
PICTURE_COARSE = Rule(
    "KI090", "picture-coarse", ERROR,
    "A picture of fewer than 72 pixels an inch at the width it is shown at makes conversion fail.",
    KPG + "10.4.5",
)  # fmt: skip
PICTURE_OUTSIDE = Rule(
    "KI091", "picture-outside", ERROR,
    "Pictures must be files of the book: nothing is fetched, and data: addresses are dropped.",
    KPG + "6.5 and 10.4.1",
)  # fmt: skip
PICTURE_HEAVY = Rule(
    "KI092", "picture-heavy", INFO,
    "Pictures of over 5 MB make a large download, which the royalty pays for, and gain nothing on the screen.",
    KPG + "4.1; KDP help, delivery costs",
)  # fmt: skip
PICTURE_FORM = Rule(
    "KI093", "picture-form", INFO,
    "Photographs are smallest as JPEG, line art as PNG; wide enough to be seen, with the caption below.",
    KPG + "10.4.5, 10.4.6 and 10.4.9; KDP help G75V4YX5X8GRGXWV",
)  # fmt: skip
SVG_LIMITS = Rule(
    "KI094", "svg-limits", WARNING,
    "SVG beyond a simple core, or more than 25 drawings, switches Enhanced Typesetting off for the book.",
    KPG + "10.4.11",
)  # fmt: skip
