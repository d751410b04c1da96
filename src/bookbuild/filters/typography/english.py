"""English: American usage after *The Chicago Manual of Style*, British after *New Hart's Rules*.

Chicago: em dashes without spaces, en dashes in ranges, an apostrophe before a word that has lost its beginning
(`’tis`, `’90s`), `25%`, no-break spaces between initials, in numbers grouped by spaces, before abbreviated units and
around the middle point of a spaced ellipsis (6.121, 9.55 of the 17th edition, and its editors' answers on line breaks).
Hart's: spaced en rules for asides. Single or double quotes first is a British publisher's choice: they stay as typed.
"""

import re

from bookbuild.filters.typography.dashes import RANGE, RANGE_OF_LETTERS, closed, opening, spaced
from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.plain import ELLIPSIS
from bookbuild.filters.typography.quotes import Marks, quotes
from bookbuild.filters.typography.spaces import (
    NB,
    ROMAN,
    THOUSANDS,
    TIGHT,
    UNITS,
    initials,
    no_break,
    no_break_after_digit,
)

_ELIDED = re.compile(
    r"(?:\d\ds|(?<=\s[\"'‘])\d\d|tis|tisn['’]t|twas|twasn['’]t|twere|twill|twould|twixt|tween|til|em|n|cos|cuz|nuff|neath|"
    r"gainst|mongst|kay|fraid|tude|nother|ello|ow|ave|appen)(?![^\W_])",
    re.IGNORECASE,
)
"""`’90s`, `’tis`, `’em`, `rock ’n’ roll`. What may open a quotation as well (`’cause`, `’round`) is an apostrophe only
when no closing mark follows, and needs no list."""
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan\\.|Feb\\.|Mar\\.|Apr\\.|Aug\\.|Sept?\\.|Oct\\.|Nov\\.|Dec\\."
)
_TITLES = "Mrs?|Ms|Mx|Dr|Prof|St|Revd?|Capt|Col|Gen|Lt|Sgt|Messrs|Mme|Mlle|Hon|Gov|Sen|Rep|Pres"
_REFERENCES = "pp?|vols?|[Nn]os?|chs?|chaps?|[Ff]igs?|secs?|eqs?|arts?|ll?|vv?|nn?|cf|ca?"
_SENTENCES = (
    "The|This|That|There|Then|It|In|I|He|She|We|You|They|But|And|A|An|If|When|So|For|What|Is|Do|As|At|On|No"
)

AMERICAN_MARKS = Marks((("“”", "‘’"), ("«»",)), 1, _ELIDED)
BRITISH_MARKS = AMERICAN_MARKS._replace(speech=True)

_BEFORE: Rules = (
    ELLIPSIS,
    Rule(re.compile(r"(?<=\.) (?=\.(?: \.|(?!\w)))"), NB, "."),
    *TIGHT,
    opening("—", "-{2,3}"),
    RANGE,
    RANGE_OF_LETTERS,
)

_AFTER: Rules = (
    THOUSANDS,
    Rule(re.compile(r"(?<=\d)[ \u00a0\u202f](?=%(?![ \w]?\d))"), "", "%"),
    no_break_after_digit(f"{UNITS}|lbs?|oz|ft|yd|mi|mph|in\\.|[ap]\\.m\\.|[ap]m|B\\.?C\\.?E?|AD|CE|million|billion|trillion"),
    no_break("AD|CE", "\\d", "DE"),
    no_break("\\d{1,2}(?:st|nd|rd|th)?", _MONTHS, "JFMASOND"),
    no_break(_MONTHS, "\\d{1,2}(?!\\d)", "JFMASOND"),
    no_break(f"(?:{_TITLES})\\.?", "[A-ZÀ-ÖØ-Þ]", "MDPSRCLHG"),
    no_break(f"(?:{_REFERENCES})\\.", "\\d", "."),
    no_break("§§?", "\\d", "§"),
    initials(_SENTENCES),
    ROMAN,
)  # fmt: skip

AMERICAN: Rules = (
    *_BEFORE,
    Rule(re.compile(r"(?<=[^\s<!\u2013\u2014-])[ \u00a0\u202f]?-{2,3}[ \u00a0\u202f](?=\S)"), "—", "-"),
    closed("—", "{2,3}"),
    Rule(re.compile(r"(?<=[^\s<!\u2013\u2014-])[ \u00a0\u202f]?-{2,3}(?=[\"”'’)]|$)"), "—", "-"),
    quotes(AMERICAN_MARKS),
    *_AFTER,
)
"""In order: each rule finds the text as the ones before left it."""

BRITISH: Rules = (
    *_BEFORE,
    spaced("–", "{2,3}"),
    closed("—", "{2,3}"),
    Rule(re.compile(r"(?<=[^\s<!\u2013\u2014-])-{2,3}(?=[\"”'’)]|$)"), "—", "-"),
    quotes(BRITISH_MARKS),
    *_AFTER,
)
"""Asides between spaced en dashes; dashes typed without spaces are em dashes."""
