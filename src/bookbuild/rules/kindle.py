"""KI001, KI010–KI030: rules about Kindle: the file, its metadata, its cover.

Sections are those of Amazon's Kindle Publishing Guidelines as KDP publishes them.
"""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
KPG = "Kindle Publishing Guidelines, "

TOO_MANY_PAGES = Rule(
    "KI001", "too-many-pages", ERROR,
    "KDP refuses a book of 300 XHTML files or more.",
    "KDP help, quality notifications",
)  # fmt: skip
EPUB_TOO_LARGE = Rule(
    "KI010", "epub-too-large", ERROR,
    "KDP takes files of up to 650 MB.",
    KPG + "10.4.2",
)  # fmt: skip
PAGE_TOO_LARGE = Rule(
    "KI011", "page-too-large", ERROR,
    "KDP refuses an XHTML file of 30 MB or more; smaller files also turn faster on a reader.",
    "KDP help, quality notifications",
)  # fmt: skip
LOCKED = Rule(
    "KI012", "locked", WARNING,
    "Amazon can’t open files with somebody else’s protection, and obfuscated fonts arrive scrambled.",
    KPG + "10.3.8; EPUB 3.3, 4.3",
)  # fmt: skip
CONTAINER_ORDER = Rule(
    "KI013", "container-order", ERROR,
    "Send to Kindle knows an EPUB by its first bytes: the entry `mimetype` first, stored, without extra fields.",
    "EPUB 3.3, 4.2.6.2 (OCF ZIP container)",
)  # fmt: skip
SEND_TO_KINDLE_SIZE = Rule(
    "KI014", "send-to-kindle-size", WARNING,
    "Readers can’t send themselves a file of over 200 MB; by e-mail, 50 MB is the limit.",
    "Send to Kindle help",
)  # fmt: skip
METADATA_MISSING = Rule(
    "KI015", "metadata-missing", ERROR,
    "Without title, language and identifier, conversion fails.",
    KPG + "10.1",
)  # fmt: skip
LANGUAGE_TAG = Rule(
    "KI016", "kindle-language-tag", ERROR,
    "Send to Kindle answers E999 when dc:language is no BCP 47 tag; dictionaries and hyphenation depend on it.",
    KPG + "10.1; RFC 5646",
)  # fmt: skip
LANGUAGE_UNSUPPORTED = Rule(
    "KI017", "language-unsupported", WARNING,
    "KDP doesn’t sell e-books in every language: a book in another is taken down.",
    "KDP help G200673300",
)  # fmt: skip
IDENTIFIER_UNRESOLVED = Rule(
    "KI018", "identifier-unresolved", ERROR,
    "The package must say which dc:identifier is its own.",
    KPG + "10.1; EPUB 3.3, 5.4",
)  # fmt: skip
NCX_IDENTIFIER = Rule(
    "KI019", "ncx-identifier", WARNING,
    "When the NCX names another book, the contents may be taken for broken.",
    KPG + "5.2.2; OPF 2.0.1, 2.4.1.2",
)  # fmt: skip
WRITING_MODE = Rule(
    "KI020", "writing-mode", WARNING,
    "Pages that turn from right to left need a primary-writing-mode; without it Kindle turns them the other way.",
    KPG + "10.1",
)  # fmt: skip
UNTIDY_METADATA = Rule(
    "KI021", "untidy-metadata", WARNING,
    "Empty or padded entries, two main titles and dates that are none end up in the library as they are.",
    KPG + "10.1; EPUB 3.3, 5.5.3",
)  # fmt: skip
FOREIGN_IDENTIFIER = Rule(
    "KI022", "foreign-identifier", WARNING,
    "The ISBN of the printed book belongs in dc:source, and only Amazon gives ASINs.",
    KPG + "10.3.11",
)  # fmt: skip
OLD_METADATA = Rule(
    "KI023", "old-metadata", INFO,
    "dc-metadata and x-metadata come from OEB 1.2; converters overlook what is in them.",
    "OPF 2.0.1, 2.2",
)  # fmt: skip
COVER_MISSING = Rule(
    "KI024", "cover-missing", ERROR,
    "Without a declared cover image the library shows a grey tile.",
    KPG + "4.2",
)  # fmt: skip
COVER_DECLARED_ONCE = Rule(
    "KI025", "cover-declared-once", INFO,
    "Older converters look for `<meta name=\"cover\">`, newer ones for `properties=\"cover-image\"`: give both.",
    KPG + "4.2",
)  # fmt: skip
COVER_TOO_SMALL = Rule(
    "KI026", "cover-too-small", ERROR,
    "Amazon doesn’t publish a cover whose shorter side has fewer than 500 pixels.",
    KPG + "4.1",
)  # fmt: skip
COVER_SMALL = Rule(
    "KI027", "cover-small", WARNING,
    "A cover of fewer than 1,200 by 1,800 pixels is enlarged on today’s screens, and looks it.",
    KPG + "4.1 and 10.4.2; KDP help G6GTK3T3",
)  # fmt: skip
COVER_SHAPE = Rule(
    "KI028", "cover-shape", INFO,
    "The ideal cover is 1,600 pixels wide and 2,560 high; another shape leaves bars.",
    KPG + "4.1; KDP help G6GTK3T3",
)  # fmt: skip
COVER_PAGE = Rule(
    "KI029", "cover-page", ERROR,
    "Kindle adds the cover itself: a page that shows it makes it appear twice, or conversion fail.",
    KPG + "4.2",
)  # fmt: skip
COVER_ENCODING = Rule(
    "KI030", "cover-encoding", WARNING,
    "Readers make the thumbnail from an RGB JPEG with its JFIF head first, and show none from others.",
    KPG + "4.1",
)  # fmt: skip
