"""The trade's rules on a book whose shape is right: identifiers, languages, roles, names."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import langcodes
from langcodes.tag_parser import LanguageTagError

from bookbuild.book.codes import UnknownRole, role
from bookbuild.book.conditions import names_of
from bookbuild.book.identifiers import isbn_digits, isbn_fault, isbn_hyphenated, isni_fault, issn_fault
from bookbuild.book.law import check_law
from bookbuild.book.load import YamlLines
from bookbuild.book.model import NO_PAGES, Book, Edition, Format, MadePage, Part, TextFile
from bookbuild.book.money import check_money
from bookbuild.book.names_as_typed import check_names
from bookbuild.book.order import held, reading_order
from bookbuild.book.sales import check_sales
from bookbuild.book.shop_texts import check_texts
from bookbuild.book.subjects import check_subjects
from bookbuild.diagnostics import Finding, Location, Rule
from bookbuild.rules import all_rules, metadata


def check_trade(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    for check in (
        _isbns,
        _original,
        _languages,
        _people,
        _bylines,
        _editions,
        _files,
        check_subjects,
        _series,
        _shop_window,
        check_sales,
        check_names,
        check_texts,
        check_money,
        check_law,
        _shared_identifiers,
        _severities,
    ):
        yield from check(book, lines)


def _isbns(book: Book, lines: YamlLines) -> Iterator[Finding]:
    first: dict[str, Edition] = {}
    for number, edition in enumerate(book.editions):
        at = lines.at("editions", number, "isbn")
        if edition.isbn is None:
            product = edition.offprint is None and edition.sample is None
            if product and edition.format is not Format.KINDLE:  # Amazon gives its own ASIN
                yield metadata.ISBN_MISSING(f"the edition “{edition.id}” has no ISBN", at=at)
            continue
        if fault := isbn_fault(edition.isbn):
            yield metadata.ISBN_WRONG(
                f"{edition.isbn}: {fault}", at=at, hint="Copy it again from your ISBN agency’s list."
            )
            continue
        other = first.setdefault(isbn_digits(edition.isbn), edition)
        if other is not edition:
            both_alike = (other.offprint is None) == (edition.offprint is None)
            rule = metadata.ISBN_TWICE if both_alike else metadata.ISBN_OF_BOOK
            yield rule(
                f"{edition.isbn} is also the ISBN of “{other.id}”", at=at, hint="Give each edition its own."
            )
        yield from _printed_form(edition.isbn, at)
    if book.identifier and not isbn_fault(re.sub("(?i)^(urn:)?isbn:", "", book.identifier)):
        yield metadata.ISBN_AS_IDENTIFIER(
            f"{book.identifier} is an ISBN",
            at=lines.at("identifier"),
            hint="Give it to one edition as its `isbn`.",
        )


def _printed_form(isbn: str, at: Location) -> Iterator[Finding]:
    """Hyphens between the five parts; none can be told when the range is nobody's."""
    right = isbn_hyphenated(isbn)
    if right.count("-") < 4:
        yield metadata.ISBN_RANGE(f"{isbn} is in no range that an agency has given out", at=at)
    elif isbn != right:
        yield metadata.ISBN_HYPHENS(f"{isbn} is not parted as it is printed", at=at, hint=f"Write {right}.")


def _shared_identifiers(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """DOI of editions, ORCID and ISNI of people: each names one."""
    found = [("doi", e.doi, ("editions", n, "doi")) for n, e in enumerate(book.editions)]
    for key in ("orcid", "isni"):
        found += [(key, getattr(p, key), ("contributors", n, key)) for n, p in enumerate(book.contributors)]
    seen: set[tuple[str, str]] = set()
    for key, value, path in found:
        if value is None:
            continue
        bare = value if key == "doi" else re.sub(r"[\s-]", "", value.rstrip("/").rpartition("/")[2])
        one = (key, bare.upper())
        if one in seen:
            yield metadata.IDENTIFIER_TWICE(f"{key.upper()} {value} stands twice", at=lines.at(*path))
        seen.add(one)


def _original(book: Book, lines: YamlLines) -> Iterator[Finding]:
    if book.original and book.original.isbn and (fault := isbn_fault(book.original.isbn)):
        yield metadata.ISBN_WRONG(f"{book.original.isbn}: {fault}", at=lines.at("original", "isbn"))


def _languages(book: Book, lines: YamlLines) -> Iterator[Finding]:
    tags: list[tuple[str, tuple[str | int, ...]]] = [(book.language, ("language",))]
    tags += [(tag, ("also-in", number)) for number, tag in enumerate(book.also_in)]
    tags += [(tag, ("also-written", tag)) for tag in book.also_written]
    for number, person in enumerate(book.contributors):
        tags += [(tag, ("contributors", number, "also-written", tag)) for tag in person.also_written]
    if book.original:
        tags.append((book.original.language, ("original", "language")))
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
        for key, name in [
            ("role", person.role or "author"),
            *(("further-roles", n) for n in person.further_roles),
        ]:
            try:
                role(name)
            except UnknownRole as fault_of_role:
                yield metadata.ROLE_UNKNOWN(str(fault_of_role), at=lines.at("contributors", number, key))
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
