"""EP170 to EP199: rules of shops. Each shop's numbers are in styles/shops, with source and confidence."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING
_NUMBERS = "styles/shops: each number with its source and confidence"

SHOP_UNKNOWN = Rule(
    "EP199",
    "shop-unknown",
    ERROR,
    "What a shop demands is in a file of its own: of this one we know nothing.",
)

SHOP_FILE_SIZE = Rule(
    "EP170", "shop-file-size", ERROR, "The shop takes no larger file, or sends it slowly.", _NUMBERS
)
SHOP_FILE_NAME = Rule(
    "EP171", "shop-file-name", WARNING, "Shops match a file to its record by its name.", _NUMBERS
)
SHOP_PAGE_SIZE = Rule(
    "EP172", "shop-page-size", WARNING,
    "Older readers (Adobe’s RMSDK) don’t open a page beyond 300 KB, or wait for seconds.", _NUMBERS,
)  # fmt: skip
SHOP_COVER_LARGE = Rule("EP173", "shop-cover-large", ERROR, "The shop takes no larger cover.", _NUMBERS)
SHOP_COVER_SHAPE = Rule(
    "EP174", "shop-cover-shape", WARNING, "On the shop’s shelf the cover has white bars, or is cut.", _NUMBERS
)
SHOP_COVER_KIND = Rule("EP175", "shop-cover-kind", ERROR, "The shop takes no cover of this kind.", _NUMBERS)
SHOP_PICTURE_PIXELS = Rule(
    "EP176", "shop-picture-pixels", ERROR, "The shop refuses files with larger pictures; readers run out of memory.",
    _NUMBERS,
)  # fmt: skip
SHOP_PICTURE_KIND = Rule(
    "EP177", "shop-picture-kind", WARNING, "The shop’s readers may not show this kind.", _NUMBERS
)
SHOP_PICTURE_BYTES = Rule("EP178", "shop-picture-bytes", ERROR, "A heavy picture shows late.", _NUMBERS)
SHOP_FONT_KIND = Rule(
    "EP179", "shop-font-kind", WARNING, "The shop’s readers don’t load this kind of font.", _NUMBERS
)
SHOP_METADATA = Rule(
    "EP180", "shop-metadata", ERROR, "The shop can’t list a book of which this is not said.", _NUMBERS
)
SHOP_RIVAL_LINK = Rule(
    "EP181", "shop-rival-link", ERROR, "The shop refuses books that send readers to another shop.", _NUMBERS
)
SHOP_PRICE = Rule(
    "EP182",
    "shop-price",
    WARNING,
    "A price in the file will be wrong one day, and shops refuse it.",
    _NUMBERS,
)
SHOP_PICTURE_WRAPPED = Rule(
    "EP183",
    "shop-picture-wrapped",
    WARNING,
    "A picture inside SVG is not enlarged, nor taken for the cover.",
    _NUMBERS,
)
SHOP_REMOTE = Rule("EP184", "shop-remote", ERROR, "A reader without a connexion sees a gap.", _NUMBERS)
