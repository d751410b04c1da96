"""Italian: after the rules that its publishing houses share; there is no single authority.

« » “ ” ‘ ’ without inner spaces, in Switzerland « » ‹ ›; a curved apostrophe after elided and clipped words, and
before years and aphetic words (`’900`, `’ndrangheta`); spaced dashes, and one that opens a speech; three dots closed
to the word before; spaces by the Interinstitutional style guide, 6.4 (25 % as typed, never at the end of a line).
"""

import re

from bookbuild.filters.typography.dashes import RANGE, RANGE_OF_LETTERS, closed, opening, spaced
from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.plain import ELLIPSIS, ELLIPSIS_CLOSED_UP
from bookbuild.filters.typography.quotes import Marks, quotes
from bookbuild.filters.typography.spaces import (
    GAP,
    INSIDE_GUILLEMETS,
    NB,
    ROMAN,
    THOUSANDS,
    TIGHT,
    UNITS,
    initials,
    no_break,
    no_break_after_digit,
    together,
)

_ELIDED = re.compile(
    r"(?:[1-9]00|\d\d|l|n|na|nu|o|a|e|i|sto|sta|sti|ste|ndranghet\w*|ngiorno|notte|mbè|ndo|tacci|gnorsì|gnornò)(?![^\W_])",
    re.IGNORECASE,
)
"""`’900`, `’68`, `’l`, `’sta`, `’ndrangheta`."""
_CLIPPED = re.compile(
    r"(?<![^\W_])(?:po|mo|va|fa|da|di|sta|be|ca|de|ne|co|a|e|que|to|te|vo|pie|fe|ve)$", re.IGNORECASE
)
"""`po’`, `va’`, `de’`: their apostrophe closes no quotation."""
_MONTHS = "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
_TITLES = "Sigg?\\.|Sig\\.ra|Sig\\.na|Dott\\.|Dott\\.ssa|Dr\\.|Prof\\.|Prof\\.ssa|Ing\\.|Avv\\.|On\\.|Mons\\.|Arch\\.|Geom\\.|Rag\\.|Gen\\.|Col\\.|Cap\\.|S\\.|sig\\.|sig\\.ra|dott\\.|prof\\.|don|san|santa"
_REFERENCES = "pp?|pagg?|vol|voll|capp?|figg?|artt?|nn?|nr|tav|tavv|cfr|ca|par|s|ss|sgg|ed|r|rr|v|vv|c|cc"
_ABBREVIATIONS = "a. C.,d. C.,p. es.,P. es.,s. d.,s. l.,i. e.,u. s.,n. d. r.,n. d. t."
_SENTENCES = (
    "Il|Lo|La|I|Gli|Le|Un|Una|E|È|In|Di|A|Non|Si|Ma|Che|Se|Al|Con|Per|Da|Come|Quando|Io|Lui|Lei|Poi|Ora"
)

ITALIAN_MARKS = Marks((("«»", "“”", "‘’"),), 2, _ELIDED, _CLIPPED, elision=True)
SWISS_MARKS = Marks((("«»", "‹›"), ("“”", "‘’")), 1, _ELIDED, _CLIPPED, elision=True)

_BEFORE: Rules = (
    ELLIPSIS_CLOSED_UP,
    ELLIPSIS,
    Rule(re.compile(r"(?<=\b[eE]cc)\.?…+(?![.…])"), ".", "…"),
    *INSIDE_GUILLEMETS,
    *TIGHT,
    opening(f"—{NB}", "-{3}|—"),
    opening(f"–{NB}", "--|–"),
    RANGE,
    RANGE_OF_LETTERS,
    spaced("—", "{3}"),
    spaced("–"),
    closed("—", "{3}"),
    closed("–"),
)

_AFTER: Rules = (
    Rule(re.compile(rf"(?<!\w)1°(?={GAP}(?:{_MONTHS})\b)"), "1º", "°"),
    THOUSANDS,
    no_break_after_digit(f"{UNITS}|euro|lire|franchi|milioni|milione|miliardi|miliardo|a\\.{GAP}?C\\.|d\\.{GAP}?C\\."),
    no_break("n[.°º]|N[.°º]|nn\\.", "\\d", "n N"),
    no_break("\\d{1,2}[º°]?", f"(?:{_MONTHS})\\b", "0123456789"),
    no_break(_TITLES, "[A-ZÀ-ÖØ-Þ]", "SDPIAOMGRCsdp"),
    no_break(f"(?:{_REFERENCES})\\.", "\\d", "."),
    no_break("[sS]ecol[oi]|secc?\\.|cap\\.|vol\\.", "[IVXLC]+\\b", "IVXLC"),
    Rule(re.compile("(?<=[IVXLC]) (?=secol[oi]\\b|sec\\.)"), NB, "IVXLC"),
    no_break("§§?", "\\d", "§"),
    initials(_SENTENCES),
    ROMAN,
)  # fmt: skip

ITALIAN: Rules = (*_BEFORE, quotes(ITALIAN_MARKS), together(_ABBREVIATIONS), *_AFTER)
"""In order: each rule finds the text as the ones before left it."""

SWISS_ITALIAN: Rules = (
    *_BEFORE,
    Rule(re.compile(r"(?<=\d)'(?=\d{3}(?!\d))"), "’", "'"),
    quotes(SWISS_MARKS),
    together(_ABBREVIATIONS),
    *_AFTER,
)
"""« » and ‹ ›; `10'000` takes the curved apostrophe."""
