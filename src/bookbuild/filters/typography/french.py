"""French: after the *Lexique des règles typographiques en usage à l'Imprimerie nationale*.

U+202F before ; ! ? — U+00A0 before : and inside « » — spaced en dashes for asides — ’ for the apostrophe.
"""

import re

from bookbuild.filters.typography.edits import HOLE, Rule, Rules
from bookbuild.filters.typography.plain import ELLIPSIS

NB = "\u00a0"
"""NO-BREAK SPACE."""
THIN = "\u202f"
"""NARROW NO-BREAK SPACE (espace fine insécable)."""
_GAP = "[ \u00a0\u202f]"
_BRANDS = r"(?<!\bYahoo)(?<!\bJeopardy)"
"""Names that end in an exclamation mark."""

_UNITS = (
    "%|‰|€|\\$|£|°C|km/h|km|cm|mm|kg|mg|ha|Go|Mo|Ko|To|kWh|h|min|ko|octets|pages?|euros?|millions?|milliards?"
)


def _quotes(match: re.Match[str]) -> str:
    """A pair of straight double quotes as guillemets; inside guillemets, as English ones."""
    before = match.string[: match.start()]
    nested = before.count("«") > before.count("»")
    return f"“{match[1]}”" if nested else f"«{NB}{match[1]}{NB}»"


def _asides(match: re.Match[str]) -> str:
    """A spaced dash opens an aside or closes the one that is open: the no-break space stands inside."""
    opened = len(_DASH.findall(match.string[: match.start()])) % 2
    return f"{NB}– " if opened else f" –{NB}"


_DASH = re.compile(f"{_GAP}(?:–|--|—){_GAP}")

_DIGITS = "0123456789"


def _with_no_break(match: re.Match[str]) -> str:
    return f"{match[1]}{NB}"


FRENCH: Rules = (
    Rule(re.compile(r"\betc(?:\.\.\.+|…)"), "etc.", ".…"),
    Rule(re.compile(f"{_GAP}+(?=\\.\\.\\.)"), "", "."),
    ELLIPSIS,
    Rule(re.compile(f"(?<=[^\\W\\d_])'(?=[^\\W\\d_]|[«“\"{HOLE}])"), "’", "'"),
    Rule(re.compile(r"(?<=[\s(«])'(?=\d\d\b)"), "’", "'"),
    Rule(re.compile(r'(?<![\d"])"([^"]+)"'), _quotes, '"'),
    Rule(re.compile(f"«{_GAP}*(?=\\S)"), f"«{NB}", "«"),
    Rule(re.compile(f"(?<=[^\\s\u00a0\u202f]){_GAP}*»"), f"{NB}»", "»"),
    # dialogue: a dash that opens the paragraph
    Rule(re.compile(f"^(?:—|--+-?){_GAP}+"), f"—{NB}", "—-"),
    Rule(_DASH, _asides, "–—-"),
    # high punctuation: groups close up, then take one thin space; none after an opening bracket
    Rule(re.compile(f"(?<=[!?]){_GAP}+(?=[!?])"), "", "!?"),
    Rule(re.compile(f"(?<=[^\\s(\\[«\u00a0\u202f/:;!?]){_BRANDS}{_GAP}+(?=[;!?])"), THIN, ";!?"),
    Rule(re.compile(f"(?<=[^\\W_]|[)\\]…%»”]){_BRANDS}(?=[!?]+(?:[\\s»”)\\]\u00a0\u202f]|$))"), THIN, "!?"),
    Rule(re.compile(r"(?<=[^\W_])(?=;(?:\s|$))|(?<=[)\]…%»”])(?=;(?:\s|$))"), THIN, ";"),
    Rule(re.compile(f"(?<=\\S){_GAP}+:(?=[\\s\u00a0\u202f]|$)"), f"{NB}:", ":"),
    Rule(re.compile(r"(?<=[^\W\d_])(?=:(?:\s|$))|(?<=[)\]»”])(?=:(?:\s|$))"), NB, ":"),
    # numbers and what belongs to them
    Rule(re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))(?<![A-Za-z]\d[ \u00a0])"), THIN, _DIGITS),
    Rule(re.compile(f"(?<=\\d){_GAP}?(?=[%‰€])"), NB, "%‰€"),
    Rule(re.compile(f"(?<=\\d) (?=(?:{_UNITS})(?![\\w’]))"), NB, _DIGITS),
    Rule(re.compile(r"\b([nN]°|[pP]\.|pp\.|vol\.|t\.|chap\.|fig\.|art\.|cf\.|av\.|apr\.|ch\.) (?=[\dIVXLJ])"), _with_no_break, ".°"),
    Rule(re.compile(r"\b(M\.|MM\.|Mme|Mmes|Mlle|Mgr|Dr|Pr|Me|St|Ste) (?=[A-ZÀÂÇÉÈÊËÎÏÔÙÛŒ])"), _with_no_break, "MDPS"),
    Rule(re.compile(r"(?<=[a-zéè]) (?=[IVX]{2,}\b(?![’']))"), NB, "IVX"),
)  # fmt: skip
"""In order: each rule finds the text as the ones before left it."""
