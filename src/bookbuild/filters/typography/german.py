"""German: after Duden (*Die deutsche Rechtschreibung*, Textverarbeitung und Satz) and DIN 5008.

„ “ ‚ ‘ for quotations (Duden, Anführungszeichen; » « where an author types them), in Switzerland « » ‹ › without
inner spaces (Bundeskanzlei, *Schreibweisungen*, 2.1.1), spaced en dashes, the en dash for „bis“, a narrow space in
abbreviations of several words (`z. B.`), a space before % and units, none in derivations (`8%ige`), digits in groups
of three from five on, or with a full stop or (Switzerland) an apostrophe as typed.
"""

import re

from bookbuild.filters.typography.dashes import RANGE, RANGE_OF_LETTERS, closed, opening, spaced
from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.plain import ELLIPSIS
from bookbuild.filters.typography.quotes import Marks, quotes
from bookbuild.filters.typography.spaces import (
    INSIDE_GUILLEMETS,
    NB,
    ROMAN,
    THIN,
    THOUSANDS,
    TIGHT,
    UNITS,
    apart,
    initials,
    no_break,
    no_break_after_digit,
)

_ELIDED = re.compile(
    r"(?:\d\d(?!\d)(?:er)?|s|ne|nen|nem|ner|nes|n|ran|rauf|raus|rein|rüber|runter|mal|sist|st)(?![^\W_])",
    re.IGNORECASE,
)
"""`’s ist`, `’ne`, `’68`."""
_ABBREVIATIONS = (
    "z. B.,Z. B.,d. h.,D. h.,u. a.,U. a.,u. Ä.,u. ä.,o. Ä.,o. ä.,i. d. R.,i. A.,i. V.,i. e. S.,i. w. S.,z. T.,z. Zt.,z. Hd.,"
    "v. a.,v. Chr.,n. Chr.,v. l. n. r.,s. o.,s. u.,m. E.,m. W.,u. U.,u. v. m.,u. v. a.,u. a. m.,u. dgl.,o. g.,a. a. O.,a. D.,"
    "e. V.,h. c.,d. J.,d. M.,i. J.,i. H. v.,o. J.,o. O.,p. a.,u. Z.,v. u. Z.,b. w.,a. M.,a. d. H."
)
_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_COUNTED = f"{_MONTHS}|Jahrhunderts?|Jahrhunderten?|Jahrtausends?|Jhs?\\.|Jh\\b|Auflage|Aufl\\.|Kapitel|Band|Klasse|Geburtstag"
_TITLES = "Hrn?\\.|Fr\\.|Frl\\.|Dr\\.|Prof\\.|Ing\\.|Mag\\.|St\\.|Sr\\.|Med\\.|Hl\\.|hl\\.|med\\.|phil\\.|jur\\.|Herrn?|Frau"
_REFERENCES = (
    "S|Nr|Nrn|Bd|Bde|Kap|Abb|Tab|Art|Abs|Anm|Aufl|Hg|Hrsg|Jg|Ziff|Zl|Z|Sp|Vgl|vgl|ca|Bl|H|Taf|Fig|Str"
)
_SENTENCES = "Der|Die|Das|Ein|Eine|Es|Er|Sie|Wir|Ihr|Ich|Und|Aber|In|Im|So|Wenn|Da|Dann|Doch|Man|Was|Wer|Wie|Nun|Als|Auf"

GERMAN_MARKS = Marks((("„“", "‚‘"), ("»«", "›‹")), 1, _ELIDED, english=True)
SWISS_MARKS = Marks((("«»", "‹›"), ("„“", "‚‘")), 1, _ELIDED)

_DERIVED = "(?!ig|er|[^\\W_])"

_BEFORE: Rules = (
    ELLIPSIS,
    *TIGHT,
    opening("– ", "-{2,3}"),
    RANGE,
    RANGE_OF_LETTERS,
    spaced("–", "{2,3}"),
    closed("–", "{2,3}"),
)

_AFTER: Rules = (
    apart(_ABBREVIATIONS, THIN),
    THOUSANDS,
    Rule(re.compile(f"(?<=\\d)[ \u00a0\u202f]?(?=[%‰€]{_DERIVED})"), NB, "%‰€"),
    no_break_after_digit(f"{UNITS}|Uhr|Euro|Mark|Franken|Millionen|Million|Milliarden|Milliarde|Mio\\.|Mrd\\.|Seiten"),
    Rule(re.compile(f"(?<=\\d\\.) (?=(?:{_COUNTED})(?![^\\W_]))"), NB, "0123456789"),
    no_break(f"(?:{_MONTHS})", "\\d{4}", "JFMASOND"),
    no_break(_TITLES, "[A-ZÄÖÜ]", "HFDPIMShmpj"),
    no_break(f"(?:{_REFERENCES})\\.", "\\d", "."),
    no_break("(?:v|n)\\.\u202fChr\\.", "\\d", "C"),
    Rule(re.compile("(?<=\\d) (?=[vn]\\.\u202fChr\\.)"), NB, "C"),
    no_break("§§?", "\\d", "§"),
    initials(_SENTENCES),
    ROMAN,
)  # fmt: skip

GERMAN: Rules = (
    Rule(re.compile("(?<=[„‚])[ \u00a0\u202f]+(?=\\S)"), "", "„‚"),
    *_BEFORE,
    quotes(GERMAN_MARKS),
    *_AFTER,
)
"""Germany and Austria. In order: each rule finds the text as the ones before left it."""

SWISS_GERMAN: Rules = (
    *INSIDE_GUILLEMETS,
    *_BEFORE,
    Rule(re.compile(r"(?<=\d)'(?=\d{3}(?!\d))"), "’", "'"),
    quotes(SWISS_MARKS),
    *_AFTER,
)
"""« » and ‹ ›; `10'000` takes the curved apostrophe."""
