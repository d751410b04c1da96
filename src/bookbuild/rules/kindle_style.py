"""KI066–KI085: rules about a Kindle book's CSS and fonts."""

from bookbuild.diagnostics import Rule
from bookbuild.rules.kindle import ERROR, INFO, KPG, WARNING

READER_SETTING = Rule(
    "KI066", "reader-setting", WARNING,
    "Size, leading, colour and side margins of the running text are the reader’s own settings.",
    KPG + "10.3.2 and 10.3.5",
)  # fmt: skip
BODY_BACKGROUND = Rule(
    "KI067", "body-background", ERROR,
    "A background behind the text makes it illegible in night mode, and stops figures being kept whole.",
    KPG + "10.3.2",
)  # fmt: skip
BODY_BOLD = Rule(
    "KI068", "body-bold", ERROR,
    "Running text must not be all bold or all italic: emphasis needs something to stand out from.",
    KPG + "10.3.2",
)  # fmt: skip
PARAGRAPH_INDENT = Rule(
    "KI069", "paragraph-indent", WARNING,
    "Paragraphs are told apart by an indent of up to 4 em, or by space between them.",
    KPG + "10.3.3",
)  # fmt: skip
BODY_ALIGNMENT = Rule(
    "KI070", "body-alignment", INFO,
    "Text that is aligned by the book can’t be aligned by the reader; Kindle justifies it by itself.",
    KPG + "10.3.1 and 10.3.2",
)  # fmt: skip
FONT_DECLARED = Rule(
    "KI071", "font-declared", WARNING,
    "The main face is named once, on body, and only when it is in the book: else Amazon strips the fonts, or the "
    "reader can’t choose another.",
    KPG + "10.3.8 and 10.3.9",
)  # fmt: skip
HEADING_ALIGNMENT = Rule(
    "KI072", "heading-alignment", WARNING,
    "Headings without text-align are justified like the text, with holes between the words.",
    KPG + "10.3.1",
)  # fmt: skip
TEXT_COLOUR = Rule(
    "KI073", "text-colour", WARNING,
    "Black, white, and greys outside #666 to #999 vanish in one of the reader’s colour themes.",
    KPG + "8 and 10.3.2",
)  # fmt: skip
CSS_ERROR = Rule(
    "KI074", "css-error", ERROR,
    "One error in the syntax can drop the whole style sheet.",
    KPG + "6.2",
)  # fmt: skip
CSS_OUTSIDE = Rule(
    "KI075", "css-outside", ERROR,
    "A style sheet may name files of the book only, and they must be in the manifest.",
    KPG + "6.5; EPUB 3.3, 3.6",
)  # fmt: skip
CSS_UNSUPPORTED = Rule(
    "KI076", "css-unsupported", ERROR,
    "Flex, grid, positions, custom properties and calculations have left pages blank or stopped conversion.",
    KPG + "6.2, 10.2 and 18.2",
)  # fmt: skip
CSS_AT_RULE = Rule(
    "KI077", "css-at-rule", WARNING,
    "Kindle passes over these at-rules with everything in them.",
    KPG + "18.2",
)  # fmt: skip
CSS_IGNORED = Rule(
    "KI078", "css-ignored", INFO,
    "Kindle drops these selectors and properties: the book must be good without them.",
    KPG + "8 and 18.2",
)  # fmt: skip
CSS_UNRELIABLE = Rule(
    "KI079", "css-unreliable", INFO,
    "Automatic margins, floats and drop caps come out differently from one reader to the next.",
    KPG + "6.8 and 10.3.6",
)  # fmt: skip
FIXED_UNIT = Rule(
    "KI080", "fixed-unit", WARNING,
    "Pixels and points don’t grow with the reader’s size of type: use em, and % for widths.",
    KPG + "10.3.4",
)  # fmt: skip
NEGATIVE_SPACE = Rule(
    "KI081", "negative-space", WARNING,
    "Negative margins and indents cut text off at the edge, unless a padding of the same size makes room.",
    KPG + "6.2",
)  # fmt: skip
SIDE_MARGIN_UNIT = Rule(
    "KI082", "side-margin-unit", INFO,
    "Side margins in em grow with the type until little is left of the line: give them in %.",
    KPG + "10.3.5",
)  # fmt: skip
FIXED_HEIGHT = Rule(
    "KI083", "fixed-height", WARNING,
    "Text of another size overlaps what follows when its height is fixed; only pictures have heights.",
    KPG + "10.3.3",
)  # fmt: skip
FONT_KIND = Rule(
    "KI084", "font-kind", ERROR,
    "Kindle takes OpenType and TrueType fonts, not WOFF.",
    KPG + "10.3.8",
)  # fmt: skip
FONT_LICENCE = Rule(
    "KI085", "font-licence", WARNING,
    "The font itself says that it must not be embedded.",
    KPG + "10.3.8; OpenType OS/2, fsType",
)  # fmt: skip
