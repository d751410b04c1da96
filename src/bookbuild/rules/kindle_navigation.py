"""KI004–KI009, KI031–KI047, KI051, KI099: rules about finding one's way in a Kindle book.

Contents, landmarks, page numbers, notes, links.
"""

from bookbuild.diagnostics import Rule
from bookbuild.rules.kindle import ERROR, INFO, KPG, WARNING

NOTE_BACK_LINK = Rule(
    "KI004", "note-back-link", ERROR,
    "Every note must lead back to its call: else it doesn’t pop up, and readers don’t find their place again.",
    KPG + "7 and 10.3.12",
)  # fmt: skip
NOTE_FORM = Rule(
    "KI005", "note-form", WARNING,
    "A pop-up begins at the link back, so that this link comes first in the note; the call needs an id.",
    KPG + "10.3.12",
)  # fmt: skip
NOTE_PLACE = Rule(
    "KI006", "note-place", INFO,
    "Notes stand after the text, where nobody reads through them.",
    KPG + "10.3.12",
)  # fmt: skip
LINK_BROKEN = Rule(
    "KI007", "kindle-link-broken", ERROR,
    "A link to what isn’t in the book does nothing when it is tapped; KDP reports it to the publisher.",
    KPG + "7",
)  # fmt: skip
LINK_PAIR = Rule(
    "KI008", "link-pair", WARNING,
    "Two places that link to each other are taken for a note and its call: a pop-up opens.",
    KPG + "7",
)  # fmt: skip
LINK_PLACE = Rule(
    "KI009", "link-place", WARNING,
    "Links to the body element or to files outside the reading order lead to the start of a page, or nowhere.",
    KPG + "7; Send to Kindle",
)  # fmt: skip
NO_CONTENTS = Rule(
    "KI031", "no-contents", ERROR,
    "Without a navigation document or NCX there is no Go To menu.",
    KPG + "5 and 5.2",
)  # fmt: skip
NO_NCX = Rule(
    "KI032", "no-ncx", INFO,
    "Older converters read the NCX only.",
    KPG + "5.2.2",
)  # fmt: skip
SPINE_TOC = Rule(
    "KI033", "spine-toc", ERROR,
    "An NCX is found through the toc attribute of the spine only.",
    KPG + "5.2.2",
)  # fmt: skip
CONTENTS_DEPTH = Rule(
    "KI034", "contents-depth", WARNING,
    "Entries below the second level are grey or hidden on e-ink and on iOS.",
    KPG + "5.2",
)  # fmt: skip
CONTENTS_ORDER = Rule(
    "KI035", "contents-order", ERROR,
    "Contents out of reading order make progress and “time left in chapter” wrong.",
    KPG + "5.2.2",
)  # fmt: skip
CONTENTS_LABEL = Rule(
    "KI036", "contents-label", ERROR,
    "An entry without words can’t be tapped.",
    KPG + "5.2",
)  # fmt: skip
CONTENTS_PAGE_NUMBER = Rule(
    "KI037", "contents-page-number", WARNING,
    "Page numbers of the printed book mean nothing on a screen: the entry is a link.",
    KPG + "5.1 and 10.3.10",
)  # fmt: skip
CONTENTS_TABLE = Rule(
    "KI038", "contents-table", ERROR,
    "Contents laid out as a table are cut off on small screens.",
    KPG + "5.1",
)  # fmt: skip
NO_TOC_LANDMARK = Rule(
    "KI039", "no-toc-landmark", WARNING,
    "Without a landmark for it, “Table of Contents” is grey in the Go To menu.",
    KPG + "5.3",
)  # fmt: skip
NO_START_LANDMARK = Rule(
    "KI040", "no-start-landmark", INFO,
    "Converters open the book where the bodymatter landmark says.",
    KPG + "5.3",
)  # fmt: skip
CONTENTS_LATE = Rule(
    "KI041", "contents-late", WARNING,
    "Readers of a sample get the first tenth of the book: the contents belong in it.",
    KPG + "5.1",
)  # fmt: skip
NO_CONTENTS_PAGE = Rule(
    "KI042", "no-contents-page", INFO,
    "Amazon strongly recommends a page of contents in the book beside the menu.",
    KPG + "5",
)  # fmt: skip
CONTENTS_TARGET = Rule(
    "KI043", "contents-target", ERROR,
    "KDP refuses a book whose contents, landmarks or page list lead to what is not one of its pages.",
    KPG + "5.2 and 5.3",
)  # fmt: skip
PAGE_LABELS = Rule(
    "KI044", "page-labels", ERROR,
    "Page numbers are dropped when labels repeat, share a place, or aren’t Arabic or Roman numbers.",
    KPG + "10.3.11",
)  # fmt: skip
PAGE_SOURCE = Rule(
    "KI045", "page-source", WARNING,
    "Amazon matches page numbers to the printed book by its ISBN in dc:source.",
    KPG + "10.3.11",
)  # fmt: skip
PAGE_LIST_MISSING = Rule(
    "KI046", "page-list-missing", WARNING,
    "Page breaks that no page list names give the reader no page numbers.",
    KPG + "10.3.11",
)  # fmt: skip
PAGE_REFERENCE = Rule(
    "KI047", "page-reference", WARNING,
    "“See page 12” leads nowhere on a screen unless it is a link.",
    KPG + "10.3.10",
)  # fmt: skip
LINK_ELSEWHERE = Rule(
    "KI051", "link-elsewhere", WARNING,
    "Amazon takes down books that link to other book shops, or to forms that ask for personal data.",
    KPG + "7.2",
)  # fmt: skip
LINK_WORDS = Rule(
    "KI099", "link-words", INFO,
    "Words such as “click here” say nothing to who hears the links read out.",
    KPG + "7.2 and 8",
)  # fmt: skip
