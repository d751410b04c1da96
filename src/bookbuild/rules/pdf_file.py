"""PR2xx: rules about a finished PDF, ours or not, asked of its bytes by `bookbuild check`. “PDF/X rules checked”."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

# The file.
FILE_SIZE = Rule(
    "PR200", "file-size", ERROR, "The recipient’s upload refuses a larger file.", "The recipient’s guide"
)
TOO_COMPLEX = Rule(
    "PR201", "too-complex", ERROR,
    "What is nested or packed without end stops a press’s interpreter as well as this check.", "ISO 32000-1, Annex C",
)  # fmt: skip
PDF_VERSION = Rule(
    "PR202", "pdf-version", ERROR, "A machine for this PDF/X version need not understand a newer PDF.",
    "ISO 15930-1, 15930-4 and 15930-7, file header",
)  # fmt: skip
NO_FILE_ID = Rule(
    "PR203", "no-file-id", ERROR, "Without its identifier a file can’t be told from its earlier version.",
    "ISO 15930, file identification; ISO 32000-1, 14.4",
)  # fmt: skip
OBJECT_STREAMS = Rule(
    "PR204", "object-streams", ERROR, "They came with PDF 1.5: a machine for PDF/X-1a or X-3 can’t read them.",
    "ISO 15930-1 and 15930-4; ISO 32000-1, 7.5.7",
)  # fmt: skip
EXTERNAL_STREAM = Rule(
    "PR205",
    "external-stream",
    ERROR,
    "What lies in another file is not sent to the press.",
    "ISO 15930, streams",
)
FILTER_FORBIDDEN = Rule(
    "PR206", "filter-forbidden", ERROR, "This way of packing is not in the PDF version that PDF/X allows, or forbidden.",
    "ISO 15930-1 and 15930-4, compression",
)  # fmt: skip
OLD_FILTER = Rule(
    "PR215", "old-filter", WARNING, "Some machines go without LZW, which the earlier PDF/X forbid; Flate packs better.",
    "ISO 15930-1 and 15930-4, compression",
)  # fmt: skip
POSTSCRIPT = Rule(
    "PR207",
    "postscript",
    ERROR,
    "PostScript inside a PDF prints on some machines only.",
    "ISO 15930, PostScript XObjects",
)
FOREIGN_CONTENT = Rule(
    "PR208", "foreign-content", ERROR,
    "OPI comments, reference XObjects, alternate pictures and separated pages print something else than is seen.",
    "ISO 15930-4 and 15930-7",
)  # fmt: skip

# What the file says of itself.
METADATA_MISSING = Rule(
    "PR209",
    "metadata-missing",
    ERROR,
    "PDF/X asks for a title and both dates.",
    "ISO 15930, document information",
)
METADATA_DIFFER = Rule(
    "PR210", "metadata-differ", ERROR, "Two statements on the same thing: a program may show either.",
    "ISO 15930-7, XMP equal to the document information",
)  # fmt: skip
TRAPPED = Rule(
    "PR211", "trapped", ERROR, "The press must know whether colours already overlap, or it does that twice or never.",
    "ISO 15930, Trapped",
)  # fmt: skip
MEDIA_MANAGEMENT = Rule(
    "PR212",
    "media-management",
    ERROR,
    "PDF/X-4 tells versions of a file apart by three XMP properties.",
    "ISO 15930-7",
)
METADATA_PACKED = Rule(
    "PR213",
    "metadata-packed",
    ERROR,
    "XMP is for programs that know no PDF: it must stand unpacked.",
    "ISO 15930-7, 6.5",
)
NO_CREATOR = Rule(
    "PR214",
    "no-creator",
    WARNING,
    "Who prints wants to know which program made the file, when it misbehaves.",
    "ISO 15930",
)
OUTPUT_INTENT = Rule(
    "PR220",
    "output-intent",
    ERROR,
    "Inks mean nothing until a printing condition is named, once.",
    "ISO 15930, OutputIntents",
)
OUTPUT_PROFILE = Rule(
    "PR221", "output-profile", ERROR, "The profile must describe a press, in the version that the standard knows.",
    "ISO 15930, DestOutputProfile; ICC.1, 7.2",
)  # fmt: skip
INTENTS_DISAGREE = Rule(
    "PR222", "intents-disagree", WARNING, "Two output intents with different profiles: proof and print would differ.",
    "ISO 15930-7; ISO 19005",
)  # fmt: skip
NO_REGISTRY = Rule(
    "PR223",
    "no-registry",
    WARNING,
    "A condition’s name means something only in the registry that holds it.",
    "ISO 15930",
)
OPTIONAL_CONTENT = Rule(
    "PR224", "optional-content", ERROR, "Layers: which of them are printed depends on who opens the file.",
    "ISO 15930-4; ISO 15930-7, 6.18",
)  # fmt: skip
ACTIONS = Rule(
    "PR225", "actions", ERROR, "A file for a press must not do anything.", "ISO 15930, actions and JavaScript"
)
EMBEDDED_FILES = Rule(
    "PR226",
    "embedded-files",
    ERROR,
    "Files within the file are not printed, and recipients refuse them.",
    "ISO 15930-1, 15930-4",
)
FORM_FIELDS = Rule(
    "PR227", "form-fields", ERROR, "Fields can be filled in: the page is not finished.", "ISO 15930"
)

# Pages.
USER_UNIT = Rule(
    "PR230", "user-unit", WARNING, "Old machines take a unit for a point: the page comes out in another size.",
    "ISO 32000-1, 14.11.2; came with PDF 1.6",
)  # fmt: skip
ART_BOX = Rule(
    "PR231", "art-box", ERROR, "A page has a TrimBox or an ArtBox, never both.", "ISO 15930, boxes"
)
VIEWER_AREAS = Rule(
    "PR232",
    "viewer-areas",
    ERROR,
    "The file asks to be shown or printed by another box than the bleed.",
    "ISO 15930",
)
PAGE_PARITY = Rule(
    "PR233", "page-parity", ERROR, "Page 1 is a recto: with the parity wrong every inner margin lies outside.",
    "Bookbinding practice",
)  # fmt: skip
FILE_NAME = Rule(
    "PR235", "file-name", WARNING, "Upload forms and printers’ servers spoil, or refuse, other characters.",
    "Printers’ guides; POSIX portable file names",
)  # fmt: skip
BLANK_RUN = Rule(
    "PR236", "blank-run", WARNING, "So many blank pages together look like a fault.", "The recipient’s guide"
)
ONLY_A_FOLIO = Rule(
    "PR237",
    "only-a-folio",
    WARNING,
    "A blank page must be truly blank: this one has nothing but its number or running head.",
)

# What the pages hold.
IMAGE_RESOLUTION = Rule(
    "PR240", "image-resolution", WARNING, "Fewer pixels to the inch, as placed, than the press can show: it looks coarse.",
    "Ghent Workgroup 2015; the recipient’s guide",
)  # fmt: skip
THIN_LINE = Rule(
    "PR241",
    "thin-line",
    WARNING,
    "A line so thin breaks up on the plate.",
    "Ghent Workgroup 2015; the recipient’s guide",
)
HAIRLINE = Rule(
    "PR242", "hairline", ERROR, "A line of width 0 is as thin as the device can: invisible on a plate of 2,400 dpi.",
    "ISO 32000-1, 8.4.3.2",
)  # fmt: skip
COLOURED_RULE = Rule(
    "PR243", "rule-not-in-black", WARNING, "A thin black line in several inks, or in RGB, shows every misregister.",
    "Ghent Workgroup 2015",
)  # fmt: skip
NOT_FOR_INTENT = Rule(
    "PR244", "not-for-intent", ERROR, "A device colour of another kind than the output intent’s has no meaning.",
    "ISO 15930-3, 15930-7, colour",
)  # fmt: skip
DEVICE_INDEPENDENT = Rule(
    "PR245", "device-independent", ERROR, "PDF/X-1a has inks only: a colour with an ICC profile, Lab or Cal has none.",
    "ISO 15930-1 and 15930-4, colour",
)  # fmt: skip
ICC_OF_INTENT = Rule(
    "PR246", "icc-of-intent", WARNING, "Inks with the output profile as their own are converted to themselves: black splits.",
    "ISO 15930-7, ICCBased",
)  # fmt: skip
SPOT_ALTERNATE = Rule(
    "PR248", "spot-alternate", ERROR, "Where the spot ink is missing, its replacement must be process inks.",
    "ISO 15930-1 and 15930-4, Separation",
)  # fmt: skip
SPOT_NAMES = Rule(
    "PR249", "spot-names", WARNING, "One ink under two spellings, or with two replacements: two plates instead of one.",
    "Ghent Workgroup 2015",
)  # fmt: skip
REGISTRATION = Rule(
    "PR250", "registration-colour", WARNING, "The colour of crop marks prints on every plate: within the page it is far too much.",
    "Ghent Workgroup 2015",
)  # fmt: skip
RENDERING_INTENT = Rule(
    "PR251",
    "rendering-intent",
    ERROR,
    "There are four rendering intents; another name is none.",
    "ISO 32000-1, 8.6.5.8",
)
WHITE_OVERPRINT = Rule(
    "PR255",
    "white-overprint",
    ERROR,
    "White that overprints vanishes: what lies below stays.",
    "Ghent Workgroup 2015",
)
PICTURE_DAMAGED = Rule(
    "PR253", "picture-damaged", ERROR, "The bytes of the picture are not whole: machines stop there, or print a part of it.",
    "ISO 32000-1, 8.9.5",
)  # fmt: skip
RESOURCE_LACKING = Rule(
    "PR254", "resource-lacking", ERROR, "What the page shows by a name that leads nowhere is not printed, or in another face.",
    "ISO 32000-1, 7.8.3",
)  # fmt: skip
TRANSFER = Rule(
    "PR257",
    "transfer-function",
    ERROR,
    "It changes every tone, on machines that heed it.",
    "ISO 15930, TR and TR2",
)
HALFTONE = Rule(
    "PR258", "halftone", ERROR, "The screen of the plate is the printer’s.", "ISO 15930, HT and HTP"
)
BLACK_GENERATION = Rule(
    "PR259",
    "black-generation",
    WARNING,
    "How RGB becomes black is the printer’s, not the file’s.",
    "ISO 15930, BG and UCR",
)
SAFETY = Rule(
    "PR260", "safety", ERROR, "The knife wanders: what stands too near to the trim is cut, or looks as if it were.",
    "The recipient’s guide",
)  # fmt: skip
INNER_MARGIN = Rule(
    "PR261",
    "inner-margin",
    ERROR,
    "The more pages, the more of the inner margin the binding takes.",
    "The recipient’s guide",
)
BLEED_NOT_REACHED = Rule(
    "PR262", "bleed-not-reached", WARNING, "What reaches the trim must go through to the bleed, or a white edge shows.",
    "Printers’ guides",
)  # fmt: skip
UNKNOWN_OPERATOR = Rule(
    "PR263", "unknown-operator", ERROR, "An operator that no PDF has, or PostScript: machines stop there or skip it.",
    "ISO 15930, content streams",
)  # fmt: skip
SMALL_TYPE = Rule(
    "PR264", "small-type", WARNING, "Type below the recipient’s least size fills in.", "The recipient’s guide"
)

# Faces.
NOT_SUBSET = Rule(
    "PR270", "font-not-subset", WARNING, "The whole face goes with the file: larger than need be, and licences may forbid it.",
    "ISO 15930, fonts; licences of faces",
)  # fmt: skip
TYPE3 = Rule(
    "PR271", "type3-font", WARNING, "Glyphs drawn as small pictures: coarse, without hints, refused by some printers.",
    "ISO 32000-1, 9.6.5",
)  # fmt: skip
NO_TOUNICODE = Rule(
    "PR272", "no-tounicode", WARNING, "No one can search or proof the text: which letters its glyphs are is not said.",
    "ISO 32000-1, 9.10",
)  # fmt: skip
COURIER = Rule(
    "PR273",
    "courier",
    WARNING,
    "Courier stands where a program did not find the right face.",
    "Ghent Workgroup 2015",
)
GLYPH_MISSING = Rule(
    "PR274", "glyph-missing", ERROR, "The face lacks the character: its sign for that, often an empty box, is printed.",
    "ISO 32000-1, 9.7.6.3",
)  # fmt: skip
