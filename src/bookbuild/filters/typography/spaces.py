"""Spaces: taken out where no sign wants one, and made no-break where a line must not end."""

import re

from bookbuild.filters.typography.edits import HOLE, Rule, Rules

NB = "\u00a0"
"""NO-BREAK SPACE."""
THIN = "\u202f"
"""NARROW NO-BREAK SPACE."""
DIGITS = "0123456789"
GAP = "[ \u00a0\u202f]"
"""A space as an author may have typed it."""
_QUOTES = "\"'“”„‘’‚«»‹›"
"""Straight or curved, so that a text reads the same before and after its marks are set."""
_END = f"(?=[\\s{_QUOTES})\\]]|$)"
_AFTER = f"(?:(?<=[\\w)\\]%…])|(?<=\\S[{_QUOTES}]))"


def gap_before(signs: str) -> tuple[str, ...]:
    """Each sign after each kind of space: what a rule that closes up looks for first."""
    return tuple(f"{space}{sign}" for space in (" ", NB, THIN) for sign in signs)


def gap_after(signs: str) -> tuple[str, ...]:
    """Each sign before each kind of space."""
    return tuple(f"{sign}{space}" for space in (" ", NB, THIN) for sign in signs)


TIGHT: Rules = (
    Rule(re.compile(f"{_AFTER}{GAP}+(?=(?:[,;]|[!?]+…?|\\.(?!{GAP}?\\.)){_END})"), "", ",;!?."),
    Rule(re.compile(f"(?<=[^\\W\\d]){GAP}+(?=:(?:\\s|$))"), "", ":"),
    Rule(re.compile(f"(?<=\\(){GAP}+(?=[^\\W_])"), "", "("),
    Rule(re.compile(f"(?<=[\\w.!?…%]){GAP}+(?=\\)(?![^\\s.,;:!?]))"), "", ")"),
)
"""No space before , ; : ! ? and the full stop, nor inside brackets. A spaced ellipsis (`. . .`), a ratio (`3 : 1`)
and names with a leading dot (`.NET`) stay."""

INSIDE_GUILLEMETS: Rules = (
    Rule(re.compile(f"(?<=«){GAP}+(?=\\S)"), "", "«"),
    Rule(re.compile(f"(?<=[^\\s«]){GAP}+(?=»{_END})"), "", "»"),
)
"""No space inside « »: where » closes."""

UNITS = (
    "%|‰|°C|°F|K|km/h|m/s|km²|m²|m³|cm³|km|cm|mm|µm|nm|m|kg|mg|µg|g|t|ha|hl|cl|ml|mL|l|L|kWh|MWh|GWh|kW|MW|GW|W|kV|V|mA|"
    "kHz|MHz|GHz|Hz|kB|KB|MB|GB|TB|kbit|Mbit|Gbit|hPa|kPa|Pa|bar|mol|dB|kcal|kJ|J|h|min|s|ms|px|pt|€|\\$|£|EUR|USD|CHF"
)
"""Symbols of units (SI Brochure: a space between the value and the symbol) and of currencies."""


def no_break(before: str, after: str, needs: str) -> Rule:
    """A space that holds together what stands before it (after a border of words) and what follows it."""
    return Rule(re.compile(f"(?<![^\\W_])({before}) (?={after})"), _with_no_break, needs)


def no_break_after_digit(words: str) -> Rule:
    """A space that holds a number and the unit or the word after it together."""
    return Rule(re.compile(f"(?<=\\d) (?=(?:{words})(?![\\w’'{HOLE}]))"), NB, DIGITS)


def initials(sentences: str) -> Rule:
    """`J. R. R. Tolkien`, `Edsger W. Dijkstra` stay whole. One initial after a word in lower case ends a sentence
    (`module A. Notice`), and so it does before a word of `sentences` (a pattern): `Plan B. The end`.
    """
    opens_sentence = re.compile(f"(?:{sentences})\\b")

    def replacement(match: re.Match[str]) -> str:
        text, end = match.string, match.end()
        if not _INITIAL.match(text, end):
            before = text[max(0, match.start() - 24) : match.start()]
            if opens_sentence.match(text, end) or not _BEFORE_INITIAL.search(before):
                return match[0]
        return f"{match[1]}{NB}"

    return Rule(re.compile(f"(?<![^\\W_])(?<!{THIN})([A-ZÀ-ÖØ-Þ]\\.) (?=[A-ZÀ-ÖØ-Þ])"), replacement, ".")


_INITIAL = re.compile(r"[A-ZÀ-ÖØ-Þ]\.")
_BEFORE_INITIAL = re.compile(f"(?:^|[{_QUOTES}(\\[,;:–—]{GAP}?|(?<![^\\W_])[A-ZÀ-ÖØ-Þ][^\\W_]*\\.?{GAP})$")


def apart(abbreviations: str, space: str) -> Rule:
    """Abbreviations of several words, typed with or without spaces: `space` goes between their parts.

    `abbreviations`: separated by commas, their parts by spaces.
    """
    parts = [re.escape(one).replace("\\ ", f"{GAP}?") for one in abbreviations.split(",")]
    longest_first = sorted(parts, key=len, reverse=True)

    def replacement(match: re.Match[str]) -> str:
        return re.sub(f"\\.{GAP}?(?=.)", f".{space}", match[0])

    return Rule(re.compile(f"(?<![\\w.])(?:{'|'.join(longest_first)})(?!\\w)"), replacement, ".")


def together(abbreviations: str) -> Rule:
    """Abbreviations typed with spaces stay on one line; those typed without stay as they are."""
    words = "|".join(re.escape(one) for one in abbreviations.split(","))
    return Rule(re.compile(f"(?<![\\w.])(?:{words})(?!\\w)"), lambda match: match[0].replace(" ", NB), ".")


def day_de_month(months: str) -> Rules:
    """`5 de enero`, `1.º de maio`: one line."""
    return (
        no_break("1\\.?º|\\d{1,2}", f"de[ {NB}](?:{months})\\b", DIGITS),
        no_break(f"(?<=[\\dº]{NB})de", f"(?:{months})\\b", DIGITS),
    )


def _with_no_break(match: re.Match[str]) -> str:
    return f"{match[1]}{NB}"


def _thousands(match: re.Match[str]) -> str:
    if _NO_QUANTITY.search(match.string[max(0, match.start() - 24) : match.start()]):
        return match[0]
    return re.sub(GAP, THIN, match[0])


_NO_QUANTITY = re.compile(
    r"(?:tel|tél|tlf|fon|phone|fono|fone|fax|mobil|móvil|cell|handy|hotline|whatsapp|isbn|issn|iban|plz|cap|cp|cep|zip|konto|blz)"
    r"[^\d]{0,12}$",
    re.IGNORECASE,
)
"""Before a telephone number, a postcode, an identifier."""

THOUSANDS = Rule(
    re.compile(
        f"(?<![\\w.,:/+()–-])(?<!\\d{GAP})(?<!\\+)(?:[1-9]\\d{{1,2}}{GAP}\\d{{3}}|[1-9]{GAP}\\d{{3}}{GAP}\\d{{3}})"
        f"(?:{GAP}\\d{{3}})*(?!{GAP}?\\d)(?![\\w/–-])"
    ),
    _thousands,
    DIGITS,
)
"""Groups of three digits typed with spaces, from five digits on (SI Brochure): U+202F. Four digits may be a
chapter and a number; telephone numbers and identifiers are told by the word before them."""

ROMAN = Rule(re.compile(r"(?<=[a-zß-öø-ÿ]{2}) (?=[IVX]{2,}\b(?!['’]))"), NB, "IVX")
"""`Henry VIII`, `siglo XIX`."""
