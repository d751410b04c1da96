"""IM: rules about contributors' files that become chapters."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

UNREADABLE = Rule("IM001", "source-unreadable", ERROR, "The file is broken, or is not what its ending says.")
UNSAFE = Rule(
    "IM002", "source-unsafe", ERROR,
    "The file asks for more memory than any chapter needs, or reaches outside itself: it was made to do harm.",
)  # fmt: skip
UNKNOWN_KIND = Rule("IM003", "source-of-unknown-kind", ERROR, "Nobody here can read this kind of file.")
WOULD_OVERWRITE = Rule(
    "IM004", "import-would-overwrite", ERROR, "A file is there already: what was written in it would be lost."
)  # fmt: skip
TRACKED_CHANGE = Rule(
    "IM005", "tracked-change", WARNING,
    "Somebody proposed a change that nobody has accepted or refused: the chapter has the text as if accepted.",
)  # fmt: skip
COMMENT = Rule(
    "IM006", "comment-left-out", WARNING, "A remark between author and editor has no place in the book, and may ask something."
)  # fmt: skip
PICTURE_LEFT_OUT = Rule(
    "IM007", "picture-left-out", WARNING, "A picture of a kind no book takes, or from outside the file, is not in the chapter."
)  # fmt: skip
PICTURE_UNDESCRIBED = Rule(
    "IM008", "picture-undescribed", WARNING, "Who does not see the picture has no words for it.", "WCAG 2.2, 1.1.1"
)  # fmt: skip
STYLE_UNKNOWN = Rule(
    "IM009", "style-unknown", WARNING, "The author marked a passage as something, and the chapter does not say what."
)  # fmt: skip
NOT_CARRIED = Rule(
    "IM010", "not-carried", WARNING, "Something of the file has no counterpart in a book of flowing text."
)  # fmt: skip
MACROS = Rule(
    "IM011", "macros-left-out", WARNING, "The file brings programs; none was run, none is carried over."
)  # fmt: skip
CODE_LEFT_OUT = Rule(
    "IM012", "commands-left-out", WARNING, "A command of TeX or HTML means nothing here; what it made is not in the chapter."
)  # fmt: skip
WORDS_DIFFER = Rule(
    "IM013", "words-differ", WARNING, "What was written does not read as what was in the file: words would be lost or changed."
)  # fmt: skip
NAMES_LEFT_OUT = Rule(
    "IM014", "names-left-out", INFO, "Who wrote a chapter is said in book.yaml, so that it is said once."
)  # fmt: skip
LINK_TO_NOTHING = Rule(
    "IM015", "link-left-out", WARNING, "A link leads nowhere, or to what is no page of the web; only its words are kept."
)  # fmt: skip
CITATION_KEYS = Rule(
    "IM016", "citation-keys", WARNING, "A citation is a key of the author's own list of books, which the book does not have."
)  # fmt: skip
