"""EP1xx and PR1xx: rules about finished files, asked of the file itself just before it is released."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# The EPUB as it stands on disk.
NOT_AN_EPUB = Rule(
    "EP101", "not-an-epub", ERROR, "The file is no zip archive with a package document: nothing can open it.",
    "EPUB 3.3, 4 (Open Container Format)",
)  # fmt: skip
PACKAGED_ISBN = Rule(
    "EP102", "packaged-isbn", ERROR,
    "Shops match a file to its record by ISBN; EPUBCheck accepts any digits.",
    "ISBN Users’ Manual, 7th edition",
)  # fmt: skip
PACKAGED_LANGUAGE = Rule(
    "EP103", "packaged-language", ERROR,
    "A language tag that is not canonical makes voices and hyphenation guess.", "BCP 47; EPUB 3.3, 5.5.3.1.3",
)  # fmt: skip
PACKAGED_LINK = Rule(
    "EP104", "packaged-link", ERROR, "A link in the finished book leads nowhere.", "EPUB 3.3, 3.5"
)
PAGE_ILL_FORMED = Rule(
    "EP105",
    "page-ill-formed",
    ERROR,
    "A page that is not well-formed XML is not shown at all.",
    "EPUB 3.3, 6.1",
)
PACKAGED_ROLE = Rule(
    "EP106", "packaged-role", ERROR,
    "A role no one knows loses the person in catalogues; EPUBCheck takes any letters.",
    "MARC relators; EPUB 3.3, D.3.10",
)  # fmt: skip
CLAIM_UNKNOWN = Rule(
    "EP110", "claim-unknown", ERROR,
    "Shops show accessibility by a fixed vocabulary: a word outside it is dropped.",
    "schema.org Accessibility, W3C",
)  # fmt: skip
CLAIM_MISSING = Rule(
    "EP111", "claim-missing", WARNING,
    "Shops must tell readers how accessible a book is and can only repeat what its metadata say.",
    "EPUB Accessibility 1.1, 2.2; Directive (EU) 2019/882, Annex I, IV(f)",
)  # fmt: skip
CLAIM_UNTRUE = Rule(
    "EP112", "claim-untrue", ERROR,
    "The metadata promise what the file does not hold; a reader who relies on it is stranded.",
    "EPUB Accessibility 1.1, 2.2",
)  # fmt: skip
UNCERTIFIED = Rule(
    "EP113", "uncertified-claim", ERROR, "A conformance claim must say who vouches for it.",
    "EPUB Accessibility 1.1, 2.4",
)  # fmt: skip
PAGE_LIST_ORDER = Rule(
    "EP114", "page-list-order", ERROR,
    "A page-list whose places run backwards sends the reader of page 12 elsewhere.", "EPUB 3.3, 7.4.3",
)  # fmt: skip
BUILT_HEADING_JUMP = Rule(
    "EP115", "built-heading-jump", WARNING,
    "Those who navigate by headings look for the level that is missing.",
    "WCAG 2.2, 1.3.1",
)  # fmt: skip
SMALL_COVER = Rule(
    "EP116", "small-cover", WARNING, "Shops ask for a cover of at least 1,400 pixels on its shorter side.",
    "Apple Books Asset Guide; Kobo; Amazon (shorter side 625 at least)",
)  # fmt: skip

# The edition as book.yaml says it, before anything is made.
PAPER_UNKNOWN = Rule("PR102", "paper-unknown", ERROR, "The width of the spine comes from the paper.")
PROFILE_UNKNOWN = Rule(
    "PR103", "profile-unknown", ERROR, "Bleed, margins and colour are the recipient’s to say."
)

# The finished PDF.
NOT_A_PDF = Rule(
    "PR110", "not-a-pdf", ERROR, "A damaged or encrypted PDF is refused at once.", "ISO 15930-7, 6.1"
)
BOX_MISSING = Rule(
    "PR111", "box-missing", ERROR, "Without TrimBox and BleedBox the printer does not know where to cut.",
    "ISO 15930-7, 6.12; ISO 32000-1, 14.11.2",
)  # fmt: skip
BOX_NESTING = Rule(
    "PR112",
    "box-nesting",
    ERROR,
    "The trim must lie in the bleed, and the bleed in the sheet.",
    "ISO 15930-7, 6.12",
)
BOX_SIZE = Rule(
    "PR113",
    "box-size",
    ERROR,
    "A page of another size shifts the whole signature.",
    "Ghent Workgroup 2015, page size",
)
FONT_NOT_EMBEDDED = Rule(
    "PR114", "font-not-embedded", ERROR, "The press would set the text in another face.", "ISO 15930-7, 6.3"
)
RGB_TEXT = Rule(
    "PR115", "rgb-text", ERROR,
    "Black type in RGB is printed in four inks and blurs at the first misregister.",
    "ISO 15930-1, 6.5; Ingram File Creation Guide",
)  # fmt: skip
RICH_BLACK_TEXT = Rule(
    "PR116", "rich-black-text", WARNING,
    "Type in four-colour black blurs at the first misregister; set it in K only.",
    "Ghent Workgroup 2015",
)  # fmt: skip
PAGE_COUNT = Rule(
    "PR117",
    "page-count",
    ERROR,
    "A leaf has two pages, a signature a fixed number: the printer would add blanks.",
)
PAGE_LIMITS = Rule("PR118", "page-limits", ERROR, "The recipient does not bind so few, or so many, pages.")
NOT_BLANK = Rule(
    "PR119", "not-blank", ERROR, "A blank page must be truly blank: no folio, no head, no words."
)
PAGES_CHANGED = Rule(
    "PR120",
    "pages-changed",
    ERROR,
    "The cover’s spine was made for another page count: it would not fit the book.",
)
ANNOTATION = Rule(
    "PR121", "annotation-on-page", ERROR, "PDF/X forbids links and other annotations on the printed area.",
    "ISO 15930-7, 6.14",
)  # fmt: skip
ROTATED = Rule(
    "PR122", "rotated-page", WARNING, "Some recipients ignore /Rotate: the page would lie on its side.", "BoD"
)
NOT_PDFX = Rule(
    "PR123", "not-pdfx", ERROR,
    "The file does not carry what the PDF/X version its recipient asks for requires.",
    "ISO 15930-7",
)  # fmt: skip
SPINE_ESTIMATED = Rule(
    "PR130", "spine-estimated", WARNING,
    "The spine comes from a usual caliper, not from this printer: a millimetre too much shows.",
)  # fmt: skip
SPINE_WITHOUT_TEXT = Rule(
    "PR131",
    "spine-without-text",
    INFO,
    "The spine is too thin for type that stays on it at the fold’s tolerance.",
)
BARCODE_MISSING = Rule(
    "PR132",
    "barcode-missing",
    WARNING,
    "Bookshops can’t sell a book without the barcode of its ISBN.",
    "GS1; arrêté du 12 janvier 1995",
)
ARTWORK_RESOLUTION = Rule(
    "PR133", "artwork-resolution", WARNING, "Fewer pixels than the press can show: the cover looks coarse."
)
COVER_OVERFULL = Rule(
    "PR134", "cover-overfull", ERROR, "Text of the cover does not fit its panel and would be cut."
)
HARDBACK_COVER = Rule(
    "PR135", "hardback-cover", WARNING,
    "A case is larger than its book by boards, hinges and turn-ins, which only the printer knows.",
)  # fmt: skip
SPINE_SHORTENED = Rule(
    "PR137", "spine-shortened", INFO,
    "Words too small to be read on a shelf are worse than few: the spine says less than author, title and publisher.",
)  # fmt: skip
COVER_MM_WRONG = Rule(
    "PR138", "cover-mm-wrong", ERROR,
    "A sheet of another size than the book's leaves its folds beside the spine, or has no room for its panels.",
)  # fmt: skip
INK_LIMIT = Rule(
    "PR136", "ink-limit", ERROR, "Too much ink does not dry: it sets off on the next sheet.",
    "ISO 12647-2; the recipient’s total area coverage",
)  # fmt: skip
