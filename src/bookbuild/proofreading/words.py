"""Words: those that stand twice, and notes to oneself that were left in."""

import re
from collections.abc import Iterator
from functools import cache

from bookbuild.proofreading.fault import Fault
from bookbuild.proofreading.languages import LANGUAGES, language
from bookbuild.proofreading.source import Prose, Source
from bookbuild.rules import proofreading

_TWICE = re.compile(r"(?<![\w’'·-])([^\W\d_]+)([ \u00a0]|[ \t]?\n[ \t]*)(?i:\1)(?![\w’'·-])")
_CALLS = re.compile(
    r"(?<![\w{<#@$/.-])(?:TODO|FIXME|TKTK?|XXXX+|(?-i:[Ll]orem ipsum)|\?\?\?\?+)(?![\w}>/-])"
)  # fmt: skip


def doubled_words(prose: Prose, source: Source) -> Iterator[Fault]:
    """A word twice in a row, unless the language doubles it."""
    right = language(prose.primary).doubles
    for match in _TWICE.finditer(prose.text):
        word = match[1]
        second = prose.text[match.end(2) : match.end()]
        if (
            word.lower() in right
            or (word != second and not word[0].isupper())
            or (len(word) == 1 and word.isupper())
        ):
            continue
        if word[0].isupper() and word == second and len(word) > 3:
            continue  # a name called out, or given twice: Jean Jean
        if source.is_laid_out(match.start()) or _is_said_often(prose.text, word, match.start(), match.end()):
            continue
        yield Fault(
            proofreading.DOUBLED_WORD, match.end(2), match.end(), f"“{word} {second}”: the word stands twice",
            "Take one out, unless both are meant.",
        )  # fmt: skip


def _is_said_often(text: str, word: str, start: int, end: int) -> bool:
    """Whether a word stands three times or more: that is meant."""
    return (
        text[end : end + len(word) + 1].strip().lower() == word.lower()
        or text[max(0, start - len(word) - 1) : start].strip().lower() == word.lower()
    )


def placeholders(prose: Prose, source: Source) -> Iterator[Fault]:
    """TODO, TK, lorem ipsum; and « à compléter » in brackets or alone in its paragraph."""
    hint = "Write what is missing; a note to yourself can stand in <!-- … -->."
    if prose.has("TODO", "FIXME", "TK", "XXXX", "orem ipsum", "????"):
        for match in _CALLS.finditer(prose.text):
            yield Fault(
                proofreading.PLACEHOLDER, match.start(), match.end(), f"“{match[0]}” was left here", hint
            )
    words = _notes_to_oneself(prose.primary)
    if words:
        for match in words.finditer(prose.text):
            group = match.lastgroup or "alone"
            found, start = match[group], match.start(group)
            yield Fault(proofreading.PLACEHOLDER, start, start + len(found), f"“{found}” was left here", hint)


@cache
def _notes_to_oneself(primary: str) -> re.Pattern[str] | None:
    tables = LANGUAGES.get(primary)
    if tables is None or not tables.placeholders:
        return None
    words = "|".join(re.escape(words) for words in tables.placeholders)
    return re.compile(
        rf"(?:\[(?P<note>[ \u00a0…*]*(?:{words})\b[^\]\n]{{0,40}})\]|[(<{{](?P<aside>[ \u00a0…*]*(?:{words})[ \u00a0…*.!]*)[)>}}])"
        rf"|(?:\A|\n[ \t]*\n)[*_ \t]*(?P<alone>(?:{words})\b[ \u00a0]?[.…:!]*)[*_ \t]*(?=\n[ \t]*\n|\n?\Z)",
        re.IGNORECASE,
    )
