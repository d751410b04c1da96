"""MD: rules about book.yaml."""

from bookbuild.diagnostics import Rule, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

NOT_YAML = Rule(
    "MD001", "not-yaml", ERROR, "book.yaml can't be read, so nothing of the book is known.", "YAML 1.2"
)
UNKNOWN_KEY = Rule(
    "MD002", "unknown-key", ERROR, "A key that bookbuild does not know does nothing; it often is a slip."
)
MISSING_KEY = Rule("MD003", "missing-key", ERROR, "A key that every book needs is missing.")
WRONG_VALUE = Rule("MD004", "wrong-value", ERROR, "A value is not of the kind its key takes.")
ISBN_WRONG = Rule(
    "MD010", "isbn-wrong", ERROR,
    "Shops refuse an ISBN whose digits do not agree, and a barcode of it sells another book.",
    "ISO 2108; ISBN Users' Manual, 5",
)  # fmt: skip
ISBN_TWICE = Rule(
    "MD011", "isbn-twice", ERROR, "Each product has its own ISBN; two with one can't be ordered apart.",
    "ISBN Users' Manual, 4; Service-Public F22672",
)  # fmt: skip
LANGUAGE_TAG = Rule(
    "MD012",
    "language-tag",
    ERROR,
    "Reading systems hyphenate and speak by this tag; `fr_FR` is none.",
    "BCP 47 (RFC 5646)",
)
ROLE_UNKNOWN = Rule(
    "MD013",
    "role-unknown",
    ERROR,
    "Shops sort people by role and know only MARC's codes.",
    "MARC Code List for Relators",
)
PERSON_UNKNOWN = Rule(
    "MD014", "person-unknown", ERROR, "A byline names someone who is not among the contributors."
)
EDITION_TWICE = Rule(
    "MD015", "edition-twice", ERROR, "Two editions have one id; their files would overwrite each other."
)
FILE_TWICE = Rule(
    "MD016", "file-twice", ERROR, "A file stands twice in the text; readers would read it twice."
)
OFFPRINT_UNKNOWN = Rule("MD017", "offprint-unknown", ERROR, "The offprint's contribution is not in the book.")
ISBN_MISSING = Rule(
    "MD018", "isbn-missing", WARNING, "Most shops and every wholesaler take a book by its ISBN only."
)
PERSON_TWICE = Rule(
    "MD019", "person-twice", ERROR, "Two contributors have one id; a byline can't tell which is meant."
)
TRIM_UNKNOWN = Rule("MD020", "trim-unknown", ERROR, "Without a trim size no page can be set.")
IDENTIFIER_WRONG = Rule(
    "MD021",
    "identifier-wrong",
    ERROR,
    "An ORCID, ISNI or ISSN whose check digit is wrong names nobody.",
    "ISO 7064; ISO 27729; ISO 3297",
)
RULE_UNKNOWN = Rule(
    "MD022", "rule-unknown", WARNING, "`findings:` gives a severity to a rule that does not exist."
)
SUBJECT_CODE = Rule(
    "MD023", "subject-code", ERROR, "A subject code of another shape is dropped by shops, and the book is shelved nowhere.",
    "EDItEUR Thema; BISG BISAC; CLIL",
)  # fmt: skip
NO_PRICE = Rule(
    "MD024", "no-price", WARNING, "Shops can’t sell what has no price.", "ONIX for Books 3.0, P.26"
)
NO_SUBJECT = Rule(
    "MD025",
    "no-subject",
    WARNING,
    "Without Thema (or CLIL in France) shops guess the shelf.",
    "ONIX for Books 3.0, P.12",
)
NO_DESCRIPTION = Rule(
    "MD026",
    "no-description",
    WARNING,
    "A shop’s page without a text sells nothing.",
    "ONIX for Books 3.0, P.14",
)
LONG_DESCRIPTION = Rule(
    "MD027", "long-description", WARNING, "Shops cut descriptions at 4,000 characters.", "trade practice"
)
NO_CONTRIBUTOR = Rule(
    "MD028", "no-contributor", WARNING, "Readers look for books by their authors.", "ONIX for Books 3.0, P.7"
)
UNKNOWN_USAGE = Rule(
    "MD029", "unknown-typography", WARNING,
    "There are no rules for this typographic usage: signs and spaces would stay as typed.",
)  # fmt: skip
PAGES_UNKNOWN = Rule(
    "MD040",
    "pages-unknown",
    ERROR,
    "A page-list names the pages of one printed edition of the same text: readers cite by them.",
    "EPUB Accessibility 1.1, 3.2",
)
ISBN_RANGE = Rule(
    "MD041", "isbn-range", WARNING,
    "No agency has given out ISBNs of this range: it is a slip, or newer than the list of ranges.",
    "ISO 2108, 5; RangeMessage of the International ISBN Agency, in python-stdnum",
)  # fmt: skip
ISBN_HYPHENS = Rule(
    "MD042", "isbn-hyphens", WARNING,
    "An ISBN is printed in its five parts: hyphens elsewhere tell another publisher’s number.",
    "ISO 2108, 5.1; ISBN Users' Manual, 5",
)  # fmt: skip
ISBN_OF_BOOK = Rule(
    "MD043", "isbn-of-the-book", ERROR,
    "An offprint is another product: under the book’s ISBN, who orders the book is sent the offprint.",
    "ISBN Users' Manual, 7; Service-Public F22672",
)  # fmt: skip
IDENTIFIER_TWICE = Rule(
    "MD044", "identifier-twice", ERROR,
    "A DOI, ORCID or ISNI names one thing or one person; two that share it are taken for one.",
    "DOI Handbook, 2.2; ISO 27729",
)  # fmt: skip
SUBJECT_NOT_ON_LIST = Rule(
    "MD045", "subject-not-on-list", ERROR,
    "The list in `codes/` has no such code: shops drop it, or shelve the book elsewhere.",
    "EDItEUR Thema; BISG BISAC; CLIL",
)  # fmt: skip
CODE_LIST_UNREADABLE = Rule(
    "MD046", "code-list-unreadable", ERROR, "A list in `codes/` can’t be read, so no code was looked up in it."
)  # fmt: skip
SUBJECT_ORDER = Rule(
    "MD047", "subject-order", WARNING,
    "The first code of a scheme is the main subject: a qualifier can’t be one, and a code said twice says nothing.",
    "Thema: basic instructions, 4; ONIX for Books 3.0, P.12",
)  # fmt: skip
DATES_DISAGREE = Rule(
    "MD048", "dates-disagree", WARNING, "Dates that contradict each other: shops and libraries believe one of them.",
    "ONIX for Books 3.0, P.20; Code du patrimoine, R132-1",
)  # fmt: skip
DATE_IMPOSSIBLE = Rule("MD049", "date-impossible", ERROR, "There is no such month.", "ISO 8601")
ISBN_DISAGREES = Rule(
    "MD050", "isbn-disagrees", ERROR,
    "A file that bears another ISBN than its edition is sold, deposited and counted as another book.",
    "ISBN Users' Manual, 5; arrêté of 12 January 1995",
)  # fmt: skip
ISBN_NOT_SAID = Rule(
    "MD051", "isbn-not-in-file", WARNING,
    "The edition has an ISBN, and the file does not say it where it should.",
    "ISBN Users' Manual, 5; arrêté of 12 January 1995",
)  # fmt: skip
BARCODE_DISAGREES = Rule(
    "MD052", "barcode-disagrees", ERROR,
    "A till reads the barcode only: another number sells another book, an unreadable one sells none.",
    "ISO/IEC 15420; GS1 General Specifications, 5.2",
)  # fmt: skip
TITLE_DISAGREES = Rule(
    "MD053", "title-disagrees", ERROR, "A file with another title than the record is taken for another book."
)  # fmt: skip
PEOPLE_DISAGREE = Rule(
    "MD054", "contributors-disagree", ERROR,
    "Who is named in the record and not in the file, or the other way round, is not found, or not paid.",
)  # fmt: skip
LANGUAGE_DISAGREES = Rule(
    "MD055", "language-disagrees", ERROR,
    "Shops sort by the record’s language, voices read by the file’s.", "ONIX for Books 3.0, P.10",
)  # fmt: skip
EXTENT_DISAGREES = Rule(
    "MD056", "extent-disagrees", ERROR,
    "A page count that is not the book’s gives shops a wrong weight, postage and spine.", "ONIX for Books 3.0, P.11",
)  # fmt: skip
RECORD_MISSING = Rule(
    "MD057", "record-missing", WARNING, "The message about the book has no record of this file’s product."
)
CURRENCY_UNKNOWN = Rule(
    "MD060", "currency-unknown", ERROR, "Shops know currencies by ISO 4217’s three letters only.",
    "ISO 4217; ONIX list 96",
)  # fmt: skip
PRICE_WRONG = Rule(
    "MD061", "price-wrong", ERROR, "Nobody can pay this amount.", "ISO 4217, minor units; ONIX for Books 3.0, P.26"
)  # fmt: skip
NO_EURO_PRICE = Rule(
    "MD062", "no-euro-price", WARNING,
    "In France the publisher fixes the price of each edition, in euros and with tax.",
    "laws 81-766 of 10 August 1981 and 2011-590 of 26 May 2011",
)  # fmt: skip
LONG_SHORT_DESCRIPTION = Rule(
    "MD063", "long-short-description", WARNING, "Shops cut a short description at 350 characters.",
    "ONIX for Books, list 153, code 02",
)  # fmt: skip
MARKUP_IN_TEXT = Rule(
    "MD064", "markup-in-text", WARNING,
    "Texts for shops are plain, with *emphasis*: tags and entities of HTML would be seen as typed.",
    "ONIX for Books 3.0, 7 (Using XHTML); KDP help, Write a book description",
)  # fmt: skip
ADDRESS_IN_TEXT = Rule(
    "MD065", "address-in-description", WARNING, "Shops refuse descriptions that send readers elsewhere.",
    "KDP help, Metadata guidelines; Apple Books asset guide (from memory)",
)  # fmt: skip
KEYWORDS_MANY = Rule(
    "MD066", "keywords-too-many", WARNING, "KDP takes seven keywords of 50 characters; the rest is left out.",
    "KDP help, Make your book more discoverable with keywords",
)  # fmt: skip
KEYWORD_REPEATS = Rule(
    "MD067", "keyword-repeats", WARNING,
    "Shops search title and names already: a keyword that repeats them, or another, is wasted.",
    "KDP help, Make your book more discoverable with keywords",
)  # fmt: skip
KEYWORD_SEPARATOR = Rule(
    "MD068", "keyword-separator", WARNING, "Shops cut keywords at semicolons and commas: write one an item.",
    "ONIX for Books 3.0, P.12.17",
)  # fmt: skip
NAME_SPACES = Rule(
    "MD069", "name-spaces", WARNING,
    "A space too many in a title or a name makes a second title, or a second author, in catalogues.",
)  # fmt: skip
NAME_CAPITALS = Rule(
    "MD070", "name-capitals", WARNING,
    "Shops refuse titles and names in capitals, and catalogues can’t undo them: the design sets capitals.",
    "KDP help, Metadata guidelines; ONIX for Books 3.0, P.6",
)  # fmt: skip
NAME_QUOTES = Rule(
    "MD071", "name-straight-quotes", WARNING,
    "Shops and libraries show the title as it is typed here: straight quotation marks and apostrophes too.",
)  # fmt: skip
MENTION_MISSING = Rule(
    "MD072", "legal-mention-missing", WARNING, "French law asks for this mention in every printed book.",
    "law of 29 July 1881, article 3; arrêté of 12 January 1995; Service-Public F22672",
)  # fmt: skip
YOUTH_MENTION = Rule(
    "MD073", "youth-mention-missing", WARNING,
    "A book for the young published in France says the law it obeys, and the month of its deposit.",
    "law 49-956 of 16 July 1949; decree of 1 February 1950, article 20; Service-Public F22221",
)  # fmt: skip
EAA_UNSAID = Rule(
    "MD074", "accessibility-unsaid", WARNING,
    "An e-book on sale in the European Union is accessible and says so, or says why it need not be.",
    "Directive (EU) 2019/882, Annex I, IV(f) and article 14; EPUB Accessibility 1.1, 2",
)  # fmt: skip
EAA_CONTRADICTION = Rule(
    "MD075", "accessibility-contradiction", WARNING,
    "A certified book needs no exemption; a reader, or an inspector, does not know which to believe.",
    "EPUB Accessibility 1.1, 4 (exemptions)",
)  # fmt: skip
ISBN_AS_IDENTIFIER = Rule(
    "MD076", "isbn-as-identifier", ERROR,
    "`identifier` is that of all editions without an ISBN: an ISBN there names one product more.",
    "ISBN Users' Manual, 4",
)  # fmt: skip
NAME_IN_TWO_SENSES = Rule(
    "MD110", "name-in-two-senses", ERROR,
    "An id or audience that is also another format’s or language’s name: `only` and `except` can’t tell what is meant.",
)  # fmt: skip
SAMPLE_UNKNOWN = Rule("MD111", "sample-unknown", ERROR, "The sample holds a piece that the book has not.")
SAMPLE_EMPTY = Rule("MD112", "sample-empty", ERROR, "A sample without a paragraph of the text shows nothing.")
SAMPLE_ISBN = Rule(
    "MD113", "sample-isbn", WARNING,
    "A free sample is no product of the trade: an ISBN of its own is wasted on it.", "International ISBN Agency, Users’ Manual, 7th ed., 5",
)  # fmt: skip
