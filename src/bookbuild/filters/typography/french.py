"""French: after the *Lexique des règles typographiques en usage à l'Imprimerie nationale* (IN).

U+202F before ; ! ? — U+00A0 before : and inside « » — ’ for the apostrophe — 1ᵉʳ, 2ᵉ and centuries as IN sets them.
Usages of other countries differ in the spaces only (`Spaces`).
"""

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from bookbuild.filters.typography.edits import HOLE, Rule, Rules
from bookbuild.filters.typography.marks import SMALL_CAPITALS, SUPERSCRIPT, marked
from bookbuild.filters.typography.plain import ELLIPSIS
from bookbuild.filters.typography.spaces import GAP, NB, THIN, gap_after, gap_before
from bookbuild.filters.typography.straight_quotes import straight_quotes


@dataclass(frozen=True)
class Spaces:
    """What stands before and inside signs; empty for nothing."""

    before_high: str
    """Before ; ! and ?"""
    before_colon: str
    inside_quotes: str


_CAPITAL = "[A-ZÀÂÇÉÈÊËÎÏÔÙÛŒ]"
_BRANDS = r"(?<!\bYahoo)(?<!\bJeopardy)"
"""Names that end in an exclamation mark."""
_NO_EMOTICON = r"(?!-?[)(DPp](?!\w))"
_UNITS = "%|‰|€|\\$|£|°C|km/h|km|cm|mm|kg|mg|ha|Go|Mo|Ko|To|kWh|h|min|ko|m|l|octets|pages?|euros?|millions?|milliards?"
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_NUMBERED = (
    "[nN]°|§|[pP]\\.|pp\\.|vol\\.|t\\.|chap\\.|fig\\.|art\\.|cf\\.|av\\.|apr\\.|ch\\.|col\\.|fol\\.|l\\."
)
_NUMBERED_WORDS = "tomes?|chapitres?|page|livres?|figures?|tableaux?|articles?|actes?|scènes?|volumes?"
_TITLES = "M\\.|MM\\.|Mme|Mmes|Mlle|Mlles|Mgr|Dr|Drs|Pr|Prs|Me|Mes|St|Ste"
_OPENERS = (
    "Il|Elle|On|Je|Tu|Nous|Vous|Ils|Elles|Le|La|Les|L|Un|Une|Des|Du|De|D|Ce|Cet|Cette|Ces|C|Ça|Mais|Et|Or|Ni|Car|"
    "Puis|Dans|En|À|Au|Aux|Pour|Par|Sur|Sous|Si|Qui|Que|Qu|Quand|Comme|Avec|Sans|Son|Sa|Ses|Mon|Ma|Mes|Notre|Nos|"
    "J|N|S|M|T|Y|Ainsi|Alors|Voici|Voilà|Oui|Non|Après|Avant|Chaque|Tout|Toute|Tous|Toutes"
)
"""Words that open a sentence: the capital and the point before them are no initial."""
_ROMAN = "(?:X{1,3}(?:IX|IV|V?I{0,3})|IX|IV|VI{0,3}|I{1,3})"
"""1 to 39."""
_NTH = "(?:ième|ieme|ème|eme|e)"
_TO_CENTURY = f"(?=(?:{GAP}|[,–-]|\\b(?:et|ou|aux?|à|des?|le|du)\\b|{_ROMAN}{_NTH})+(?:siècles?\\b|s\\.))"
_FROM_ORDINAL = f"(?:(?<=1er)|(?<=\\d)|(?<={SUPERSCRIPT[1]}))"


def french(spaces: Spaces) -> Rules:
    """The rules of one usage, in order: each finds the text as the ones before left it."""
    return (
        *_SIGNS,
        *_quotes(spaces.inside_quotes),
        *_CLOSED_UP,
        *_high_punctuation(spaces.before_high),
        *_colon(spaces.before_colon),
        *_DASHES,
        *_NUMBERS,
        *_ORDINALS,
        *_WITH_NO_BREAK,
    )


_SIGNS: Rules = (
    Rule(re.compile(f"{GAP}+(?=\\.\\.\\.)"), "", gap_before(".")),
    Rule(re.compile(r"\betc(?:\.\.\.+|…)"), "etc.", ".…"),
    ELLIPSIS,
    Rule(re.compile(f"(?<=[^\\W\\d_])'(?=[^\\W\\d_]|[«“\"{HOLE}])"), "’", "'"),
    Rule(re.compile(f"(?<=[\\s(«])'(?=\\d\\d\\b(?!{GAP}h))"), "’", "'"),
)


def _quotes(inside: str) -> Rules:
    """Pairs of straight double quotes become guillemets; inside guillemets, English ones (no space inside)."""
    return (
        Rule(re.compile('"'), _paired, '"'),
        Rule(
            re.compile(f"(?<=“){GAP}+(?=[^\\s»])|(?<=[^\\s«]){GAP}+(?=”)"),
            "",
            (*gap_after("“"), *gap_before("”")),
        ),
        Rule(re.compile(f"«{GAP}*(?=\\S)"), f"«{inside}", "«"),
        Rule(re.compile(f"(?<=[^\\s{NB}{THIN}]){GAP}*»"), f"{inside}»", "»"),
    )


def _paired(match: re.Match[str]) -> str:
    return _pairs(match.string).get(match.start(), '"')


@lru_cache(maxsize=1)
def _pairs(text: str) -> dict[int, str]:
    """By offset, what each straight quote becomes; nothing when one has no partner: that is for the author to mend."""
    found = straight_quotes(text)
    pairs: dict[int, str] = {}
    if found.lone < 0:
        for opening, closing in found.pairs:
            nested = text.count("«", 0, opening) > text.count("»", 0, opening)
            pairs[opening], pairs[closing] = "“”" if nested else "«»"
    return pairs


_CLOSED_UP: Rules = (
    Rule(re.compile(f"(?<=[^\\s«]){GAP}+(?=,(?:[\\s»]|$))"), "", gap_before(",")),
    Rule(re.compile(f"(?<=[^\\W_]){GAP}+(?=\\.(?:\\s(?!\\.)|»|$))"), "", gap_before(".")),
    Rule(re.compile(f"(?<=\\(){GAP}+(?=\\S)|(?<=\\S){GAP}+(?=\\))"), "", (*gap_after("("), *gap_before(")"))),
    Rule(
        re.compile(f"(?<=\\[){GAP}+(?=[^\\s\\]])|(?<=[^\\s\\[]){GAP}+(?=\\])"),
        "",
        (*gap_after("["), *gap_before("]")),
    ),
)
"""No space before a comma or a full stop, nor inside brackets."""

_DASH = re.compile(f"{GAP}(–|—|--+)(?:{GAP}|(?=[,.;:!?)…]))")
_SENTENCE_END = re.compile(f"[.!?…:;»]{GAP}*$")
_SENTENCE_BREAK = re.compile(f"[.!?…](?:{GAP}?»)?{GAP}")


def _aside(match: re.Match[str]) -> str:
    """A spaced dash opens an aside or closes the one that is open: the no-break space stands inside.

    The author's own dash is kept; `--` is an en dash, `---` an em dash. After the end of a sentence it opens, as a
    speaker's dash does.
    """
    sign = {"--": "–"}.get(match[1], "—" if match[1].startswith("-") else match[1])
    if not match[0].endswith((" ", NB, THIN)):  # a sign follows: the aside ends here
        return f"{NB}{sign}"
    before = match.string[: match.start()]
    opened = 0
    if not _SENTENCE_END.search(before[-4:]):
        sentence = 0
        for end in _SENTENCE_BREAK.finditer(before):
            sentence = end.end()
        opened = len(_DASH.findall(before, max(sentence - 1, 0))) % 2
    return f"{NB}{sign} " if opened else f" {sign}{NB}"


_DASHES: Rules = (
    # dialogue: a dash that opens the paragraph
    Rule(re.compile(f"^(?:—|--+-?){GAP}+"), f"—{NB}", "—-"),
    Rule(re.compile(f"^–{GAP}+"), f"–{NB}", "–"),
    Rule(_DASH, _aside, "–—-"),
    Rule(re.compile(r"(?<=\d)--(?=\d)"), "–", "-"),
)


def _high_punctuation(space: str) -> Rules:
    """Signs in a row close up, then take one space; none after an opening bracket."""
    rules = (
        Rule(re.compile(f"(?<=[!?]){GAP}+(?=[!?])"), "", gap_before("!?")),
        Rule(
            re.compile(f"(?<=[^\\s(\\[«{NB}{THIN}/:;!?]){_BRANDS}{GAP}+(?=[!?]|;{_NO_EMOTICON})"),
            space,
            ";!?",
        ),
    )
    if not space:
        return rules
    return (
        *rules,
        Rule(
            re.compile(f"(?<=[^\\W_]|[)\\]…%»”]){_BRANDS}(?=[!?]+(?:[\\s»”)\\]{NB}{THIN}]|$))"), space, "!?"
        ),
        Rule(re.compile(r"(?<=[^\W_])(?=;(?:\s|$))|(?<=[)\]…%»”])(?=;(?:\s|$))"), space, ";"),
    )


def _colon(space: str) -> Rules:
    rules = (Rule(re.compile(f"(?<=\\S){GAP}+:(?=[\\s{NB}{THIN}]|$)"), f"{space}:", gap_before(":")),)
    if not space:
        return rules
    return (*rules, Rule(re.compile(r"(?<=[^\W\d_])(?=:(?:\s|$))|(?<=[)\]»”])(?=:(?:\s|$))"), space, ":"))


_DIGITS = "0123456789"


def _hours(match: re.Match[str]) -> str:
    return f"{match[1]}{NB}h{NB}{match[2]}" if match[2] else f"{match[1]}{NB}h"


def _times(match: re.Match[str]) -> str:
    return f"{match[1]}{NB}×{NB}"


_NUMBERS: Rules = (
    Rule(re.compile(f"(?<![\\w.,])([01]?\\d|2[0-4]){GAP}?h(?:{GAP}?([0-5]\\d))?(?!\\w)"), _hours, _DIGITS),
    # thousands: groups of three after a first that is no 0; a row of other groups is a telephone number
    Rule(
        re.compile(f"(?<![\\w.,])(?<!\\d{GAP})(?!0\\d)\\d{{1,3}}(?:{GAP}\\d{{3}})+(?!\\d|{GAP}\\d)"),
        lambda match: match[0].replace(" ", THIN).replace(NB, THIN),
        _DIGITS,
    ),
    Rule(re.compile(f"(\\d){GAP}[x×]{GAP}(?=\\d)"), _times, _DIGITS),
    Rule(re.compile(f"(?<=\\d){GAP}?(?=[%‰€]|°[CF](?!\\w))"), NB, "%‰€°"),
    Rule(re.compile(f"(?<=\\d) (?=(?:{_UNITS})(?![\\w’]))"), NB, _DIGITS),
)


def _raised(match: re.Match[str]) -> str:
    return f"{match[1]}{marked(SUPERSCRIPT, _ENDINGS.get(match[2], match[2]))}"


_ENDINGS = {
    "ère": "re", "ere": "re", "ères": "res", "eres": "res",
    "ème": "e", "eme": "e", "ième": "e", "ieme": "e", "èmes": "es", "emes": "es", "ièmes": "es", "iemes": "es",
    "nd": "d", "nde": "de", "nds": "ds", "ndes": "des",
}  # fmt: skip
"""Endings of ordinals as IN abbreviates them; any other is right as it stands."""


def _century(match: re.Match[str]) -> str:
    return f"{marked(SMALL_CAPITALS, match[1])}{marked(SUPERSCRIPT, 'e')}"


_ORDINALS: Rules = (
    Rule(re.compile(f"(?<![\\w.,])({_ROMAN}){_NTH}(?!\\w){_TO_CENTURY}"), _century, "XVI", whole=True),
    Rule(
        re.compile(f"(?<![\\w.,]){_ROMAN}(?=e{GAP}(?:siècles?\\b|s\\.))"),  # its e is raised already
        lambda match: marked(SMALL_CAPITALS, match[0]),
        "XVI",
        whole=True,
    ),
    Rule(
        re.compile(f"(?<![\\w.,’-])(I(?=ers?\\b)|{_ROMAN}(?={_NTH}\\b))(ers?|{_NTH})(?!\\w)"),
        _raised,
        "XVI",
        whole=True,
    ),
    Rule(re.compile(r"(?<![\w.,])(1)(ers?|res?|ères?|eres?)(?!\w)"), _raised, "1", whole=True),
    Rule(re.compile(r"(?<![\w.,])(2)(nde?s?)(?!\w)"), _raised, "2", whole=True),
    Rule(
        re.compile(r"(?<![\w.,])(\d*(?:[02-9]|\d1))(es?|i?[èe]mes?)(?!\w|-\d)"), _raised, _DIGITS, whole=True
    ),
)


def _with_no_break(match: re.Match[str]) -> str:
    return f"{match[1]}{NB}"


_NUMBER = re.compile("[ ][\\dIVXLJ]")
"""A number, arabic or roman, after a space."""

_WITH_NO_BREAK: Rules = (
    Rule(re.compile(f"(?<=[IVX]e|.{SUPERSCRIPT[1]}) (?=siècles?\\b)"), NB, "s"),
    Rule(re.compile(f"{_FROM_ORDINAL} (?=(?:{_MONTHS})\\b)"), NB, _DIGITS),
    Rule(re.compile(f"(?<!\\w)({_NUMBERED}) (?=\\d|J\\.|[IVXL]+\\b(?![’']))"), _with_no_break, ".°§", _NUMBER),
    Rule(re.compile(f"\\b({_NUMBERED_WORDS}) (?=\\d|[IVXL]+\\b(?![’']))", re.I), _with_no_break, hint=_NUMBER),
    Rule(re.compile(f"\\bMr\\.? (?={_CAPITAL})"), f"M.{NB}", "M"),
    Rule(re.compile(f"\\b({_TITLES}) (?={_CAPITAL}|d[eu] |d’|l[ea] )"), _with_no_break, "MDPS"),
    Rule(
        re.compile(f"(?<![\\w’'.])({_CAPITAL}\\.(?:-?{_CAPITAL}\\.)*) (?!(?:{_OPENERS})\\b)(?={_CAPITAL}[.a-zéèëïô])"),
        _with_no_break,
        ".",
    ),
    Rule(re.compile(r"(?<=[a-zéè]) (?=[IVX]{2,}\b(?![’']))"), NB, "IVX"),
    Rule(re.compile(f"\\b({_CAPITAL}[a-zéèëï]+) (?=[IVX]\\b(?![’'.]))"), _with_no_break, "IVX"),
)  # fmt: skip

FRANCE = partial(french, Spaces(THIN, NB, NB))
"""IN; also the usage of Belgium."""
BOOK = partial(french, Spaces(THIN, THIN, THIN))
"""Common in French book work: the thin space before the colon and inside guillemets too."""
SWITZERLAND = partial(french, Spaces(THIN, THIN, THIN))
"""*Guide du typographe* (Lausanne): thin before all four and inside guillemets."""
CANADA = partial(french, Spaces("", NB, NB))
"""*Le guide du rédacteur* (Bureau de la traduction): nothing before ; ! ?"""
EUROPE = partial(french, Spaces("", "", ""))
"""*Code de rédaction interinstitutionnel* (EU), for institutions: nothing at all."""
