"""What stands on the cover, typeset, and the data that the cover's Typst files read."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from bookbuild.book.codes import marc_roles, role
from bookbuild.book.model import Book, Contributor, Kind
from bookbuild.design.tokens import Ink, Tokens
from bookbuild.filters.typography import typeset
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.inline import paragraphs, plain, runs
from bookbuild.formats.offprint import signature, source_line
from bookbuild.formats.print.artwork import Artwork, readable_on
from bookbuild.formats.wording import Wording, and_list, byline, wording

_ON_FRONT = ("aut", "edt", "edc", "trl", "wpr", "wfw", "aui", "win", "waw")
"""MARC roles that a front names, in this order."""
_MOST_NAMES = 4
"""More people in one role are named inside the book."""
_MOST_AUTHORS = 9
"""Of more than these the front names the first three: a cover without any author names nobody."""
_TEXTS_BY = {"fr": "Textes de", "en": "With texts by"}
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_ABBREVIATION = re.compile(r"(\^(?:mes?|lles?|r|gr)\^) (?=[A-ZÀ-Þ])")
"""`M^me^ Astier`: title and name stay together."""
_NO_BREAK = "\u00a0"


def front_words(
    text: EditionText, tokens: Tokens, artwork: Artwork | None, for_press: bool
) -> dict[str, Any]:
    """Data of front.typ: the words of the front, and inks for the press (CMYK) or the screen (sRGB)."""
    offprint = text.excerpted
    words = wording(text.book.language)
    language, _, region = text.book.language.partition("-")

    def ink(of: Ink) -> Any:
        return list(of.cmyk) if for_press else of.srgb

    def on(ground: str) -> Any:
        light = readable_on(ground, tokens.ink_paper.srgb, tokens.ink_text.srgb) == tokens.ink_paper.srgb
        return ink(tokens.ink_paper if light else tokens.ink_text)

    return {
        "lang": language,
        "region": region if len(region) == 2 else None,
        "face": tokens.face_display,
        "fallback": tokens.face_fallback,
        "inks": {
            "text": ink(tokens.ink_text),
            "paper": ink(tokens.ink_paper),
            "accent": ink(tokens.ink_accent),
        },
        "artwork": artwork.name if artwork else None,
        "calm-to": artwork.calm_to if artwork else None,
        "foot-right": artwork.foot_is_right if artwork else False,
        "ground": artwork.ground if artwork else None,
        "type": on(artwork.ground) if artwork else ink(tokens.ink_text),
        "foot-type": on(artwork.foot) if artwork else ink(tokens.ink_text),
        "title": typeset(plain(offprint.title if offprint else text.book.title), text.usage),
        "subtitle": _subtitle(text, offprint, words),
        "people": _people(text, offprint, words),
        "authored": bool(_named(text.book, "aut")) and offprint is None,
        "imprint": typeset(text.book.imprint, text.usage),
    }


def back_words(
    text: EditionText, words: Wording, portraits: Mapping[str, str], has_flaps: bool
) -> dict[str, Any]:
    """Data of cover.typ about back and flaps. `portraits` are files in Typst's folder, by the person's id."""
    short = text.book.description.short if text.book.description else None
    people = [] if text.edition.offprint else _noticed(text)
    notices = [
        {"portrait": portraits.get(person.id), "notice": _set(person.biography or "", text)}
        for person in people
    ]
    blurb = text.book.cover.blurb or (text.book.description.long if text.book.description else "")
    blurb = _ABBREVIATION.sub(rf"\1{_NO_BREAK}", typeset(blurb, text.usage))
    return {
        "blurb": _in_voices(blurb) if not text.edition.offprint else [],
        "names": _names_inside(text, words),
        "author": notices[0] if len(notices) == 1 and not has_flaps else None,
        "front-flap": _set(short or "", text) if has_flaps else [],
        "back-flap": notices if has_flaps else [],
        "colophon": _colophon(text),
    }


def _noticed(text: EditionText) -> list[Contributor]:
    """Whose notice stands on the cover: the authors of the book, who have one."""
    return [person for person in text.book.contributors if person.biography and "aut" in marc_roles(person)]


def _set(words: str, text: EditionText) -> list[list[dict[str, str]]]:
    return _in_voices(typeset(words, text.usage))


def _in_voices(words: str) -> list[list[dict[str, str]]]:
    """Paragraphs of runs, as cover.typ reads them."""
    return [
        [{"text": run.text, "voice": run.voice.value} for run in runs(block)] for block in paragraphs(words)
    ]


def spine_words(text: EditionText) -> list[list[str]]:
    """Author and title; title and editor when the book has no author of its own. Then what they may be shortened to."""
    offprint = text.excerpted
    title = typeset(plain(offprint.title if offprint else text.book.title), text.usage)
    words = wording(text.book.language)
    for code in ("aut", "edt", "edc"):
        people = [person for person in text.book.contributors if code in marc_roles(person)]
        if people and not offprint:
            family = [_family_name(person) for person in people]
            shorter = [and_list([person.name for person in people], words), and_list(family, words)]
            if len(people) > 1:
                shorter.append(f"{family[0]} et al.")
            pairs = [[one, title] if code == "aut" else [title, one] for one in dict.fromkeys(shorter)]
            return [*pairs, [title]]
    return [[title]]


def _family_name(person: Contributor) -> str:
    """The part of the name that it is sorted by; the whole name of a body."""
    if person.corporate:
        return person.name
    return person.file_as.partition(",")[0] if person.file_as else person.name.split()[-1]


def price_text(price: dict[str, Decimal], language: str) -> str:
    """The prices as people write them, in the order of book.yaml; none for what is free.

    >>> price_text({"EUR": Decimal("18.50"), "CAD": Decimal("30")}, "fr")
    '18,50\\xa0€ · 30\\xa0CAD'
    >>> price_text({"GBP": Decimal("12")}, "en-GB")
    '£12'
    """
    return " · ".join(_one_price(*one, language) for one in price.items() if one[1])


def _one_price(currency: str, amount: Decimal, language: str) -> str:
    number = f"{amount:.2f}".removesuffix(".00")
    symbol = _SYMBOLS.get(currency, currency)
    if language.startswith("en") and len(symbol) == 1:
        return f"{symbol}{number}"
    return f"{number if language.startswith('en') else number.replace('.', ',')}{_NO_BREAK}{symbol}"


def _subtitle(text: EditionText, offprint: Written | None, words: Wording) -> str | None:
    if offprint is None:
        return typeset(plain(text.book.subtitle), text.usage) if text.book.subtitle else None
    return source_line(text, words)


def _people(text: EditionText, offprint: Written | None, words: Wording) -> list[str]:
    if offprint:
        return [signature(text, offprint)] if signature(text, offprint) else []
    lines = []
    for code in _ON_FRONT:
        names = _named(text.book, code)
        if code == "aut" and names:
            few = names if len(names) <= _MOST_AUTHORS else names[:3]
            lines.append(and_list(names, words) if few == names else f"{', '.join(few)} et al.")
        elif names and len(names) <= _MOST_NAMES:
            before = words.roles.get(code) or (role(code).byline_fr if words.lang == "fr" else "")
            lines.append(byline(names, words, before))
    return lines


def _named(book: Book, code: str) -> list[str]:
    """Who has this role in the book."""
    return [person.name for person in book.contributors if code in marc_roles(person)]


def _names_inside(text: EditionText, words: Wording) -> str | None:
    """`Textes de A, B et C`: who signed the contributions, in reading order."""
    signed = [
        id for written in text.pieces if written.piece.kind is Kind.CONTRIBUTION for id in written.piece.by
    ]
    names = [text.book.contributor(id).name for id in dict.fromkeys(signed)]
    if len(names) < 2 or text.edition.offprint:
        return None
    return (
        byline([name.replace(" ", _NO_BREAK) for name in names], words, _TEXTS_BY.get(words.lang, "")) + "."
    )


def _colophon(text: EditionText) -> Sequence[str]:
    """Publisher, series, site and price, at the foot of the back."""
    book = text.book
    lines = [book.publisher.name]
    if book.series:
        number = f", {book.series.number}" if book.series.number is not None else ""
        lines.append(typeset(f"{book.series.title}{number}", text.usage))
    if book.publisher.website:
        lines.append(urlsplit(book.publisher.website).netloc or book.publisher.website)
    if any(text.edition.price.values()):
        lines.append(price_text(text.edition.price, text.usage.language))
    return lines
