"""The trade's rules on a book whose shape is right: identifiers, languages, roles, names."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import langcodes
from langcodes.tag_parser import LanguageTagError

from bookbuild.book.codes import UnknownRole, role
from bookbuild.book.conditions import names_of
from bookbuild.book.identifiers import isbn_digits, isbn_fault, isni_fault, issn_fault
from bookbuild.book.load import YamlLines
from bookbuild.book.model import NO_PAGES, Book, Format, MadePage, Part, TextFile
from bookbuild.book.order import held, reading_order
from bookbuild.diagnostics import Finding, Rule
from bookbuild.rules import all_rules, metadata


def check_trade(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    for check in (
        _isbns,
        _languages,
        _people,
        _bylines,
        _editions,
        _files,
        _subjects,
        _series,
        _shop_window,
        _severities,
    ):
        yield from check(book, lines)


def _isbns(book: Book, lines: YamlLines) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for number, edition in enumerate(book.editions):
        at = lines.at("editions", number, "isbn")
        if edition.isbn is None:
            product = edition.offprint is None and edition.sample is None
            if product and edition.format is not Format.KINDLE:  # Amazon gives its own ASIN
                yield metadata.ISBN_MISSING(f"the edition “{edition.id}” has no ISBN", at=at)
        elif fault := isbn_fault(edition.isbn):
            yield metadata.ISBN_WRONG(
                f"{edition.isbn}: {fault}", at=at, hint="Copy it again from your ISBN agency’s list."
            )
        elif (digits := isbn_digits(edition.isbn)) in first:
            yield metadata.ISBN_TWICE(
                f"{edition.isbn} is also the ISBN of “{first[digits]}”",
                at=at,
                hint="Give each edition its own.",
            )
        else:
            first[digits] = edition.id


def _languages(book: Book, lines: YamlLines) -> Iterator[Finding]:
    tags: list[tuple[str, tuple[str | int, ...]]] = [(book.language, ("language",))]
    tags += [(tag, ("also-in", number)) for number, tag in enumerate(book.also_in)]
    for tag, path in tags:
        right = canonical_language(tag)
        if right != tag:
            hint = f"Write {right}." if right else "Use a BCP 47 tag: fr, en-GB, pt-BR."
            yield metadata.LANGUAGE_TAG(f"“{tag}” is not a language tag", at=lines.at(*path), hint=hint)


def canonical_language(tag: str) -> str:
    """The BCP 47 tag in canonical form; empty when it names no language. (langcodes alone accepts `fr_FR`.)"""
    try:
        right = str(langcodes.standardize_tag(tag))
    except LanguageTagError:
        return ""
    return right if langcodes.tag_is_valid(right) else ""


def _people(book: Book, lines: YamlLines) -> Iterator[Finding]:
    yield from _twice(
        [person.id for person in book.contributors], metadata.PERSON_TWICE, "contributors", lines
    )
    faults: tuple[tuple[str, Callable[[str], str]], ...] = (("orcid", isni_fault), ("isni", isni_fault))
    for number, person in enumerate(book.contributors):
        try:
            role(person.role or "author")
        except UnknownRole as fault_of_role:
            yield metadata.ROLE_UNKNOWN(str(fault_of_role), at=lines.at("contributors", number, "role"))
        for key, fault_of in faults:
            value = getattr(person, key)
            if value and (fault := fault_of(value)):
                yield metadata.IDENTIFIER_WRONG(
                    f"{person.name}, {key.upper()} {value}: {fault}", at=lines.at("contributors", number, key)
                )


def _bylines(book: Book, lines: YamlLines) -> Iterator[Finding]:
    known = {person.id for person in book.contributors}
    for item, path in _text_files(book):
        for id in item.by:
            if id not in known:
                yield metadata.PERSON_UNKNOWN(
                    f"“{id}” is not among the contributors",
                    at=lines.at(*path, "by"),
                    hint=_nearest(id, known),
                )


def _editions(book: Book, lines: YamlLines) -> Iterator[Finding]:
    yield from _twice([edition.id for edition in book.editions], metadata.EDITION_TWICE, "editions", lines)
    contributions = {piece.id for piece in reading_order(book) if piece.file}
    for number, edition in enumerate(book.editions):
        if edition.offprint and edition.offprint not in contributions:
            yield metadata.OFFPRINT_UNKNOWN(
                f"“{edition.offprint}” is no contribution of this book",
                at=lines.at("editions", number, "offprint"),
                hint=_nearest(edition.offprint, contributions),
            )
        printed = {
            other.id
            for other in book.editions
            if other.format is Format.PRINT
            and (other.offprint, other.sample) == (edition.offprint, edition.sample)
        }
        if edition.pages_from not in {None, NO_PAGES, *printed}:
            yield metadata.PAGES_UNKNOWN(
                f"“{edition.pages_from}” is no printed edition of the text of “{edition.id}”",
                at=lines.at("editions", number, "pages-from"),
                hint=f"Write one of: {', '.join([*sorted(printed), NO_PAGES])}.",
            )
        if edition.format is Format.PRINT and edition.trim is None:
            yield metadata.TRIM_UNKNOWN(
                f"the print edition “{edition.id}” has no trim size",
                at=lines.at("editions", number),
                hint="Add `trim: 150x210` (width × height in mm) or `trim: 5.5x8.5in`.",
            )


def _files(book: Book, lines: YamlLines) -> Iterator[Finding]:
    seen: set[str] = set()
    pieces = reading_order(book)
    together = {
        file
        for edition in book.editions
        for file, times in Counter(piece.file for piece in held(pieces, names_of(book, edition))).items()
        if times > 1
    }
    for item, path in _text_files(book):
        if item.file in seen and item.file in together:
            yield metadata.FILE_TWICE(f"{item.file} stands twice in the text", at=lines.at(*path, "file"))
        seen.add(item.file)


SUBJECT_SHAPES = {
    "thema": re.compile(r"[A-Z][A-Z0-9]{0,7}|[1-6][A-Z0-9-]{0,9}"),
    "bisac": re.compile(r"[A-Z]{3}\d{6}"),
    "clil": re.compile(r"\d{4}"),
}
"""Shape of each scheme's codes: Thema subjects and qualifiers, BISAC, CLIL."""


def _subjects(book: Book, lines: YamlLines) -> Iterator[Finding]:
    for scheme, shape in SUBJECT_SHAPES.items():
        for number, code in enumerate(getattr(book.subjects, scheme)):
            if not shape.fullmatch(code):
                yield metadata.SUBJECT_CODE(
                    f"“{code}” has not the shape of a {scheme} code", at=lines.at("subjects", scheme, number)
                )


LONGEST_DESCRIPTION = 4000
"""Characters that shops show; trade practice."""


def _shop_window(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """What a shop needs to show and sell the book."""
    for number, edition in enumerate(book.editions):
        if not edition.price and edition.offprint is None and edition.sample is None:
            yield metadata.NO_PRICE(
                f"the edition “{edition.id}” has no price",
                at=lines.at("editions", number),
                hint="For a free book: price: {EUR: 0}.",
            )
    if not (book.subjects.thema or book.subjects.clil):
        yield metadata.NO_SUBJECT("no Thema and no CLIL subject", at=lines.at("subjects", "thema"))
    if book.description is None:
        yield metadata.NO_DESCRIPTION("no description", at=lines.at("description"))
    elif len(book.description.long) > LONGEST_DESCRIPTION:
        at = lines.at("description", "long")
        yield metadata.LONG_DESCRIPTION(
            f"the description has {len(book.description.long):,} characters", at=at
        )
    if not book.contributors:
        yield metadata.NO_CONTRIBUTOR("no contributors", at=lines.at("contributors"))


def _series(book: Book, lines: YamlLines) -> Iterator[Finding]:
    if book.series and book.series.issn and (fault := issn_fault(book.series.issn)):
        yield metadata.IDENTIFIER_WRONG(f"{book.series.issn}: {fault}", at=lines.at("series", "issn"))


OUR_RULE = re.compile(r"[A-Z]{2}\d{3}")
"""The form of our own rules' ids; others (RSC-005) belong to the checkers."""


def _severities(book: Book, lines: YamlLines) -> Iterator[Finding]:
    for id in book.findings:
        if OUR_RULE.fullmatch(id) and id not in all_rules():
            yield metadata.RULE_UNKNOWN(
                f"there is no rule {id}", at=lines.at("findings", id), hint="See `bookbuild explain`."
            )


def _text_files(book: Book) -> Iterator[tuple[TextFile, tuple[str | int, ...]]]:
    for matter in ("front", "body", "back"):
        for number, item in enumerate(getattr(book.text, matter)):
            if isinstance(item, Part):
                for inner_number, inner in enumerate(item.contents):
                    yield inner, ("text", matter, number, "contents", inner_number)
            elif not isinstance(item, MadePage):
                yield item, ("text", matter, number)


def _twice(ids: Iterable[str], rule: Rule, key: str, lines: YamlLines) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, id in enumerate(ids):
        if id in seen:
            yield rule(f"the id “{id}” stands twice", at=lines.at(key, number, "id"), hint="Rename one.")
        seen.add(id)


def _nearest(name: str, known: set[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, sorted(known), 1)
    return f"Did you mean “{close[0]}”?" if close else f"Known: {', '.join(sorted(known)[:8])}."
