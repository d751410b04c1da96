"""Portuguese: after the *Código de Redação Interinstitucional* (Portugal) and Brazilian manuals (Senado, Itamaraty).

Portugal: « » “ ” ‘ ’ without inner spaces (Código, 6.4), `1.º` with its point. Brazil: “ ” ‘ ’, `1º`. Both: the
travessão opens a speech and frames asides with spaces outside and in, a space in groups of three digits from five on
(NP 9; Inmetro), 25% or 25 % as typed, three dots closed to the word before.
"""

import re

from bookbuild.filters.typography.dashes import RANGE, RANGE_OF_LETTERS, closed, opening, spaced
from bookbuild.filters.typography.edits import Rule, Rules
from bookbuild.filters.typography.ordinals import ordinals
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
    day_de_month,
    initials,
    no_break,
    no_break_after_digit,
    together,
)

_ELIDED = re.compile(r"(?:\d\d|tá|tão|tava|tô|cê|cês|bora|pera|inda|té|xa|fessora?)(?![^\W_])", re.IGNORECASE)
_MONTHS = (
    "[jJ]aneiro|[fF]evereiro|[mM]arço|[aA]bril|[mM]aio|[jJ]unho|[jJ]ulho|[aA]gosto|[sS]etembro|[oO]utubro|"
    "[nN]ovembro|[dD]ezembro"
)
_TITLES = "Sr|Sra|Srta|Srs|Sras|Dr|Dra|Drs|Prof|Profa|D|Eng|Arq|Exmo|Exma|Mons|Pe|Fr|Sto|Sta|S|Gen|Cel|Cap"
_REFERENCES = "pp?|págs?|vols?|caps?|figs?|arts?|núms?|n|nn|t|fls?|eds?|est|cf|ca|vv?|aprox"
_SENTENCES = "O|A|Os|As|Um|Uma|E|É|Em|No|Na|De|Do|Da|Não|Se|Mas|Que|Ao|Com|Por|Para|Como|Quando|Eu|Ele|Ela|Já"
_ABBREVIATIONS = "a. C.,d. C.,p. ex.,P. ex.,s. d.,s. l.,i. e.,a. m.,p. m.,S. A.,E. U. A."
_DEGREES = "abaixo|acima|de (?:latitude|longitude)|graus|centígrados|Celsius|norte|sul|ao "

EUROPEAN_MARKS = Marks((("«»", "“”", "‘’"),), 2, _ELIDED)
BRAZILIAN_MARKS = Marks((("“”", "‘’"), ("«»", "“”", "‘’")), 1, _ELIDED)

_BEFORE: Rules = (
    ELLIPSIS_CLOSED_UP,
    ELLIPSIS,
    Rule(re.compile(r"(?<=\betc)\.?…+(?![.…])"), ".", "…"),
    *INSIDE_GUILLEMETS,
    *TIGHT,
    opening(f"–{NB}", "–"),
    opening(f"—{NB}", "-{2,3}|—"),
    RANGE,
    RANGE_OF_LETTERS,
    spaced("—", "{2,3}"),
    closed("—", "{3}"),
    closed("–"),
)

_AFTER: Rules = (
    THOUSANDS,
    no_break_after_digit(f"{UNITS}|euros|reais|dólares|milhões|milhão|bilhões|bilhão|mil|a\\.{GAP}?C\\.|d\\.{GAP}?C\\.|horas|anos"),
    no_break("R\\$|US\\$|€", "\\d", "$€"),
    no_break("[nN]\\.?[º°]|[nN]\\.?os", "\\d", "º°"),
    *day_de_month(_MONTHS),
    no_break(f"(?:{_TITLES})\\.|Prof\\.ª|D\\.ª|Dr\\.ª|Sr\\.ª|dom|dona|São|Santa", "[A-ZÀ-ÖØ-Þ]", "SDPEAMFGCd"),
    no_break(f"(?:{_REFERENCES})\\.", "\\d", "."),
    no_break("[sS]éculos?|sécs?\\.|cap\\.|vol\\.|t\\.", "[IVXLC]+\\b", "IVXLC"),
    no_break("§§?", "\\d", "§"),
    initials(_SENTENCES),
    ROMAN,
)  # fmt: skip

PORTUGUESE: Rules = (*_BEFORE, quotes(EUROPEAN_MARKS), together(_ABBREVIATIONS), *ordinals(_DEGREES), *_AFTER)
"""Portugal and the countries that write as it does. In order: each rule finds the text as the ones before left it."""

BRAZILIAN: Rules = (*_BEFORE, quotes(BRAZILIAN_MARKS), together(_ABBREVIATIONS), *_AFTER)
"""“ ” and ‘ ’; ordinals as typed."""
