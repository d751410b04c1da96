"""Spanish: after the *Ortografía de la lengua española* (RAE and ASALE, 2010).

« » “ ” ‘ ’ without inner spaces, ¿ ¡ closed up, the raya closed to what it frames and to the speech it opens, three
dots closed to the word before, digits in groups of three from five on (pages 663–665), a space before % and units,
`1.º` with its point.
"""

import re
from functools import lru_cache

from bookbuild.filters.typography.dashes import RANGE, RANGE_OF_LETTERS
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
    apart,
    day_de_month,
    initials,
    no_break,
    no_break_after_digit,
)

_RAYA = re.compile(f"(?<![-—<!])((?<!{GAP}){GAP}+|)(?:-{{2,3}}|—)({GAP}*)(?![-—>])")
_CLOSES_BEFORE = ",.;:!?)"


def _rayas(match: re.Match[str]) -> str:
    return _read_rayas(match.string).get(match.start(), match[0])


@lru_cache(maxsize=4)
def _read_rayas(text: str) -> dict[int, str]:
    """The dashes of a paragraph: one that opens it, then by turns what opens an aside and what closes it."""
    found: dict[int, str] = {}
    inside = False
    for match in _RAYA.finditer(text):
        left, right = match[1], match[2]
        after = text[match.end() : match.end() + 1]
        if match.start() == 0:
            if after:
                found[0] = "—"
        elif left and after and after in _CLOSES_BEFORE:
            found[match.start()] = "—"
            inside = False
        elif left and right and after:
            found[match.start()] = f"—{right}" if inside else f"{left}—"
            inside = not inside
        elif left and not right and after:
            found[match.start()] = f"{left}—"
            inside = True
        else:
            found[match.start()] = f"{left}—{right}"
            inside = inside and not right and bool(after)
    return found


_ELIDED = re.compile(r"(?:\d\ds?|ta|toy|pa|na|amos)(?![^\W_])", re.IGNORECASE)
_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
_TITLES = "Sr|Sra|Srta|Sres|Sras|Dr|Dra|Dres|Prof|Profa|Dña|D|Lic|Ing|Arq|Mons|Fr|Sto|Sta|Ldo|Lda|Excmo|Excma|Gral|Cnel"
_REFERENCES = "pp?|págs?|vols?|caps?|figs?|arts?|núms?|n|t|fols?|ed|lám|cf|ca|vv?|párr|aprox"
_ABBREVIATIONS = "a. C.,d. C.,a. de C.,d. de C.,EE. UU.,RR. HH.,FF. AA.,JJ. OO.,p. ej.,P. ej.,s. f.,s. l.,q. e. p. d.,P. D.,S. M.,S. A.,S. L.,a. m.,p. m.,b. l. m.,CC. OO."
_SENTENCES = (
    "El|La|Los|Las|Un|Una|Y|En|De|No|Se|Es|Lo|Pero|Que|Si|Al|A|Con|Por|Para|Como|Cuando|Su|Yo|Te|Me|Ya"
)
_DEGREES = "bajo|sobre|de (?:latitud|longitud)|grados|centígrados|Celsius|norte|sur|al "

SPANISH_MARKS = Marks((("«»", "“”", "‘’"),), 2, _ELIDED)

SPANISH: Rules = (
    ELLIPSIS_CLOSED_UP,
    ELLIPSIS,
    Rule(re.compile(r"(?<=\betc)\.?…+(?![.…])"), ".", "…"),
    Rule(re.compile(f"(?<=[¿¡]){GAP}+(?=\\S)"), "", "¿¡"),
    *INSIDE_GUILLEMETS,
    *TIGHT,
    RANGE,
    RANGE_OF_LETTERS,
    Rule(_RAYA, _rayas, "-—"),
    quotes(SPANISH_MARKS),
    apart(_ABBREVIATIONS, NB),
    THOUSANDS,
    Rule(re.compile(f"(?<=\\d){GAP}?(?=[%‰€](?![^\\W_]))"), NB, "%‰€"),
    no_break_after_digit(f"{UNITS}|euros|dólares|pesos|millones|millón|mil|horas|años|a\\.\u00a0C\\.|d\\.\u00a0C\\.|a\\.\u00a0m\\.|p\\.\u00a0m\\."),
    *ordinals(_DEGREES),
    no_break("[nN]\\.?[º°]|[nN]\\.?os", "\\d", "º°"),
    *day_de_month(_MONTHS),
    no_break(f"(?:{_TITLES})\\.|D\\.ª|don|doña|san|santa", "[A-ZÁÉÍÓÚÑÜ]", "SDPLIAMFECGds"),
    no_break(f"(?:{_REFERENCES})\\.", "\\d", "."),
    no_break("[sS]iglos?|ss?\\.|cap\\.|t\\.|vol\\.", "[IVXLC]+\\b", "IVXLC"),
    no_break("§§?", "\\d", "§"),
    initials(_SENTENCES),
    ROMAN,
)  # fmt: skip
"""In order: each rule finds the text as the ones before left it."""
