"""Signs: brackets and quotation marks in pairs, spaces, dashes, primes, apostrophes."""

import re
from collections.abc import Iterator

from bookbuild.filters.typography.straight_quotes import straight_quotes as _straight
from bookbuild.proofreading.fault import Fault
from bookbuild.proofreading.languages import Quotes, language
from bookbuild.proofreading.source import Prose, Source
from bookbuild.rules import proofreading

_BRACKET = re.compile(r"[()\[\]]")
_PAIR = {")": "(", "]": "["}
_ENUMERATOR = re.compile(
    r"(?:^|[\s(,;:—–-])[*_]{0,2}(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:bis|ter|°|o)?[*_]{0,2}$"
)
"""What stands before a bracket that closes nothing: `a)`, `12)`, `iv)`."""
_SMILEY = re.compile(r"[:;8=][-'o^]?$")
_DOUBLE_SPACE = re.compile(r"(?<=[^\s\0|])[ \u00a0\u202f]{2,}(?=[^\s|])")
_HYPHEN = re.compile(r"(?<=[^\W\d_]|[,.;:!?)»”\"'’…])[ \u00a0](-)[ \u00a0](?=[^\W\d_]|[(«“\"'’])")
_MINUTES = re.compile(r"(?<=\d)([°h] ?\d{1,2})'(?: ?(\d{1,2}(?:[.,]\d+)?)(\"|'')(?!\w))?(?![\w'])")
_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_CURLY = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")
_SHOWN = 5
"""Apostrophes of the rarer kind that are pointed out one by one."""


def brackets(prose: Prose, source: Source) -> Iterator[Fault]:
    """Round and square brackets without their other half.

    An aside may run from the beginning of a paragraph to the end of a later one.
    """
    waiting: list[int] = []
    for start, end in prose.paragraphs:
        paragraph = prose.text[start:end]
        if paragraph.count("(") == paragraph.count(")") and paragraph.count("[") == paragraph.count("]"):
            continue
        for at in _unpaired(paragraph):
            sign = paragraph[at]
            if sign == "(" and not paragraph[:at].strip(_AROUND):
                waiting.append(start + at)
            elif sign == ")" and not paragraph[at + 1 :].strip(_AROUND) and waiting:
                waiting.pop()
            else:
                yield _lone(prose.text, start + at)
    yield from (_lone(prose.text, at) for at in waiting)


_AROUND = ' \n\t*_>.,;:!?…»«”“"-–—\0\u00a0\u202f'
"""What may stand between an aside and the ends of its paragraphs."""


def _lone(text: str, at: int) -> Fault:
    word = "is never closed" if text[at] in "([" else "closes nothing"
    hint = "Write the other half, or put a \\ before a bracket that is meant to stand alone."
    return Fault(proofreading.UNBALANCED_BRACKET, at, at + 1, f"“{text[at]}” {word}", hint)


def _unpaired(paragraph: str) -> Iterator[int]:
    waiting: list[int] = []
    for match in _BRACKET.finditer(paragraph):
        sign, at = match[0], match.start()
        before = paragraph[max(0, at - 12) : at]
        if sign in "([":
            if not (sign == "(" and _SMILEY.search(before)):
                waiting.append(at)
        elif waiting and paragraph[waiting[-1]] == _PAIR[sign]:
            waiting.pop()
        elif not (sign == ")" and (_ENUMERATOR.search(before) or _SMILEY.search(before))):
            yield at
    yield from waiting


def quotes(prose: Prose, source: Source) -> Iterator[Fault]:
    """Quotation marks without their other half.

    A quotation may run over several paragraphs when each opens it anew, or when it is closed soon after: verse, a
    letter, the speeches of one dialogue.
    """
    for pair in language(prose.primary).quotes:
        if prose.has(pair.opening, pair.closing):
            yield from _quotations(prose, pair)


def straight_quotes(prose: Prose, source: Source) -> Iterator[Fault]:
    """A straight quotation mark without a partner in its paragraph: French typography leaves all of them straight then.

    A quotation that the next paragraph opens anew is right in other languages.
    """
    if not prose.has('"'):
        return
    following = [prose.text[start : start + 1] for start, _ in prose.paragraphs[1:]] + [""]
    for (start, end), after in zip(prose.paragraphs, following, strict=True):
        lone = _straight(prose.text[start:end]).lone
        if lone >= 0 and (prose.primary == "fr" or after != '"'):
            yield Fault(
                proofreading.UNBALANCED_QUOTE, start + lone, start + lone + 1,
                "a straight quotation mark has no partner", "Write the other one in the same paragraph.",
            )  # fmt: skip


_PATIENCE = 12
"""Paragraphs after which a quotation that nothing continued was not meant to be open."""
_SPEECH = re.compile(r"[\s>*_\0]*(?:[—–]|--|-\s|…)")


def _quotations(prose: Prose, pair: Quotes) -> Iterator[Fault]:
    sign = re.compile(f"[{pair.opening}{pair.closing}]")
    waiting: list[tuple[int, int]] = []
    """Where a quotation was opened, and the number of the last paragraph that goes on with it."""
    reopened: set[int] = set()
    for number, (start, end) in enumerate(prose.paragraphs):
        if waiting and _SPEECH.match(prose.text, start, end):
            waiting[-1] = (waiting[-1][0], number)
        while waiting and number - waiting[0][1] > _PATIENCE:
            yield _unclosed(waiting.pop(0)[0], pair)
        opened: list[int] = []
        for match in sign.finditer(prose.text, start, end):
            at = match.start()
            begins = bool(waiting) and not opened and not prose.text[start:at].strip(_BEFORE_QUOTE)
            if match[0] == pair.opening:
                if begins and _is_new(prose, waiting[-1][1], number, waiting[-1][0] in reopened):
                    yield _unclosed(
                        waiting.pop()[0], pair
                    )  # another quotation begins, and this one did not go on
                    begins = False
                opened.append(waiting.pop()[0] if begins else at)
                reopened.update(opened[-1:] if begins else ())
            elif opened:
                opened.pop()
            elif begins and at + 1 < end:
                waiting[-1] = (
                    waiting[-1][0],
                    number,
                )  # the old way: each paragraph begins with the closing sign
            elif waiting:
                waiting.pop()
            elif not (match[0] == "”" and prose.text[at - 1 : at].isdigit()):  # ” may stand for inches
                hint = f"Write “{pair.opening}” where it begins."
                yield Fault(
                    proofreading.UNBALANCED_QUOTE, at, at + 1, f"“{pair.closing}” closes no quotation", hint
                )
        waiting += [(at, number) for at in opened[:1]]
        yield from (_unclosed(at, pair) for at in opened[1:])
    yield from (_unclosed(at, pair) for at, _ in waiting)


def _is_new(prose: Prose, last: int, number: int, reopened: bool) -> bool:
    """Whether a quotation that begins in paragraph `number` is another than the one that `last` went on with.

    A letter may leave out the marks at a line of verse, a form of address or a signature.
    """
    between = prose.paragraphs[last + 1 : number]
    if reopened:
        return len(between) > 2
    return len(between) > 1 or any(end - start > _SHORT for start, end in between)


_SHORT = 40
"""Characters of a signature or a line of verse."""
_BEFORE_QUOTE = " \n*_>\0—–-"


def _unclosed(at: int, pair: Quotes) -> Fault:
    return Fault(
        proofreading.UNBALANCED_QUOTE, at, at + 1, f"“{pair.opening}” is never closed",
        f"Write “{pair.closing}” where the quotation ends; each further paragraph of it opens with “{pair.opening}”.",
    )  # fmt: skip


def double_spaces(prose: Prose, source: Source) -> Iterator[Fault]:
    """Two spaces or more inside a line; tables and line blocks need theirs."""
    if not prose.has("  ", "\u00a0 ", " \u00a0", "\u202f ", " \u202f", "\u00a0\u00a0"):
        return
    for match in _DOUBLE_SPACE.finditer(prose.text):
        at = match.start()
        line = prose.text[prose.text.rfind("\n", 0, at) + 1 : at]
        if source.is_laid_out(at) or _LIST_MARK.fullmatch(line):
            continue
        kept = next((space for space in match[0] if space != " "), " ")
        if source.text[at : match.end()] == match[0]:
            yield Fault(
                proofreading.DOUBLE_SPACE, at, match.end(), f"{len(match[0])} spaces", "One is enough.", kept
            )


_LIST_MARK = re.compile(r"[ \t>]*(?:[-*+:~#]+|\(?\w{1,5}[.)])?")


def hyphens(prose: Prose, source: Source) -> Iterator[Fault]:
    """A hyphen between spaces, between words."""
    if not prose.has(" - ", "\u00a0- ", " -\u00a0"):
        return
    for match in _HYPHEN.finditer(prose.text):
        if not source.is_laid_out(match.start()):
            yield Fault(
                proofreading.HYPHEN_FOR_DASH, match.start(1), match.end(1), "a hyphen stands for a dash",
                "Write – (or —), as the rest of the book does.",
            )  # fmt: skip


def primes(prose: Prose, source: Source) -> Iterator[Fault]:
    """Minutes and seconds of an angle or of time with straight quotes."""
    if not prose.has("'"):
        return
    for match in _MINUTES.finditer(prose.text):
        seconds = (
            f"{match[0][match.end(1) - match.start() + 1 :].removesuffix(match[3])}″" if match[3] else ""
        )
        mended = f"{match[1]}′{seconds}"
        message = f"“{match[0]}” is written with ′{' and ″' if match[3] else ''}"
        yield Fault(
            proofreading.STRAIGHT_PRIME, match.start(), match.end(), message, f"Write {mended}.", mended
        )


def apostrophes(prose: Prose, source: Source) -> Iterator[Fault]:
    """The rarer kind of apostrophe in a file that has both."""
    straight, curly = prose.text.count("'"), prose.text.count("’")
    if not (straight and curly):
        return
    kinds = (list(_STRAIGHT.finditer(prose.text)), list(_CURLY.finditer(prose.text)))
    if not all(kinds):
        return
    rare, common = (kinds[0], "’") if len(kinds[0]) <= len(kinds[1]) else (kinds[1], "'")
    message = f"{rare[0][0]} here, {common} {max(map(len, kinds))} times in this text"
    for number, match in enumerate(rare):
        yield Fault(
            proofreading.MIXED_APOSTROPHES, match.start(), match.end(), message, f"Write {common}.", common, number < _SHOWN
        )  # fmt: skip
