"""The little Markdown that a text of book.yaml may hold: *emphasis*, **strong**, superscripts as in M^me^."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_MARKUP = re.compile(
    r"\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*"
    r"|(?P<mark>[*_])(?=\S)(?P<emphasis>.+?)(?<=\S)(?P=mark)(?!\w)"
    r"|\^(?P<superscript>[^\s^]{1,12})\^"
)


class Voice(StrEnum):
    """How a run of text stands out."""

    PLAIN = "plain"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    SUPERSCRIPT = "superscript"


@dataclass(frozen=True)
class Run:
    """Text in one voice."""

    text: str
    voice: Voice = Voice.PLAIN


def runs(text: str) -> Iterator[Run]:
    """The text in order; what is no markup stays as it is.

    >>> [(run.text, run.voice.value) for run in runs("M^me^ Astier lit *Le Temps*")]
    [('M', 'plain'), ('me', 'superscript'), (' Astier lit ', 'plain'), ('Le Temps', 'emphasis')]
    """
    end = 0
    for found in _MARKUP.finditer(text):
        if found.start() > end:
            yield Run(text[end : found.start()])
        voice = next(voice for voice in Voice if found.groupdict().get(voice.value) is not None)
        yield Run(found[voice.value], voice)
        end = found.end()
    if end < len(text):
        yield Run(text[end:])


def plain(text: str) -> str:
    """The same without markup."""
    return "".join(run.text for run in runs(text))


def paragraphs(text: str) -> list[str]:
    """Paragraphs, each on one line; blank lines part them, no-break spaces stay.

    >>> paragraphs("M.\\u00a0Petit\\nlit.\\n\\nFin.")
    ['M.\\xa0Petit lit.', 'Fin.']
    """
    blocks = re.split(r"\n[ \t]*\n", text.strip("\r\n\t "))
    return [re.sub(r"[ \t\r\n]+", " ", block).strip(" ") for block in blocks if block.strip()]
