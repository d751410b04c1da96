"""What the law asks book.yaml to say: legal mentions in France, accessibility in the European Union, dates that agree."""

from collections.abc import Iterator
from datetime import date

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book, Edition, Format, Readers
from bookbuild.diagnostics import Finding
from bookbuild.rules import metadata

_EU = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
_EAA_APPLIES = date(2025, 6, 28)
"""Directive (EU) 2019/882, article 31."""
_NO_PRINTER = ("kdp", "office", "ingram", "lulu", "bod")
"""Beginnings of profiles of recipients who print their own mark, or print nothing for sale."""
_YOUTH_LAW = "16 juillet 1949"
YOUTH_MENTION = "Loi n° 49-956 du 16 juillet 1949 sur les publications destinées à la jeunesse"
"""To be followed by month and year of the legal deposit."""


def is_french(book: Book) -> bool:
    """Whether the house is known to be in France: by its country, else by the last word of its address."""
    if book.publisher.country:
        return book.publisher.country == "FR"
    return (book.publisher.address or "").rstrip(" .").casefold().endswith("france")


def check_law(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    yield from _dates(book, lines)
    yield from _accessibility(book, lines)
    if is_french(book):
        yield from _mentions(book, lines)
        yield from _youth(book, lines)


def _dates(book: Book, lines: YamlLines) -> Iterator[Finding]:
    published, deposit = book.dates.published, book.dates.legal_deposit
    at_deposit = lines.at("dates", "legal-deposit")
    if deposit and not "01" <= deposit[5:] <= "12":
        yield metadata.DATE_IMPOSSIBLE(f"{deposit}: there is no month {deposit[5:]}", at=at_deposit)
    elif deposit and deposit > f"{published:%Y-%m}":
        yield metadata.DATES_DISAGREE(
            f"legal deposit in {deposit}, after publication on {published}",
            at=at_deposit,
            hint="A book is deposited at the latest on the day it is published.",
        )
    if book.rights and book.rights.year > published.year:
        yield metadata.DATES_DISAGREE(
            f"© {book.rights.year} in a book of {published.year}", at=lines.at("rights", "year")
        )
    if book.dates.embargo and book.dates.embargo > published:
        yield metadata.DATES_DISAGREE(
            f"an embargo until {book.dates.embargo}, after publication on {published}",
            at=lines.at("dates", "embargo"),
            hint="Shops may sell from the day of the embargo on: make it the day of publication, or earlier.",
        )
    for number, edition in enumerate(book.editions):
        if edition.available_from and edition.available_from < (book.dates.embargo or published):
            yield metadata.DATES_DISAGREE(
                f"“{edition.id}” is to be had on {edition.available_from}, before it may be sold",
                at=lines.at("editions", number, "available-from"),
            )


def _accessibility(book: Book, lines: YamlLines) -> Iterator[Finding]:
    said = book.accessibility
    if said.exemption and said.certified_by:
        yield metadata.EAA_CONTRADICTION(
            f"certified by {said.certified_by}, and exempt ({said.exemption})",
            at=lines.at("accessibility", "exemption"),
            hint="Keep one of the two.",
        )
    is_sold_there = book.publisher.country in _EU or is_french(book)
    has_ebooks = any(edition.format is not Format.PRINT for edition in book.editions)
    is_said = said.certified_by or said.exemption
    if is_sold_there and has_ebooks and book.dates.published >= _EAA_APPLIES and not is_said:
        yield metadata.EAA_UNSAID(
            "nobody vouches for the e-book’s accessibility, and no exemption is named",
            at=lines.at("accessibility"),
            hint="`certified-by:` your house, or `exemption: eaa-microenterprise` (fewer than ten people).",
        )


def _mentions(book: Book, lines: YamlLines) -> Iterator[Finding]:
    printed = [
        (number, edition)
        for number, edition in enumerate(book.editions)
        if edition.format is Format.PRINT and not edition.offprint and not _is_proof(edition)
    ]
    if not printed:
        return
    if not book.publisher.address:
        yield metadata.MENTION_MISSING("the publisher’s address", at=lines.at("publisher"), hint="`address:`")
    if not book.dates.legal_deposit:
        month = f"{book.dates.published:%Y-%m}"
        yield metadata.MENTION_MISSING(
            "month and year of the dépôt légal", at=lines.at("dates"), hint=f"`legal-deposit: {month}`"
        )
    needs_printer = any(not _prints_own_mark(edition) for _, edition in printed)
    if needs_printer and not (book.legal.printer and book.legal.printer.address):
        yield metadata.MENTION_MISSING(
            "name and address of the printer",
            at=lines.at("legal", "printer"),
            hint="`legal: {printer: {name: …, address: …}}`; the country too when it is printed abroad.",
        )
    for number, edition in printed:
        is_free = bool(edition.price) and not any(edition.price.values())
        if is_free and not book.legal.price_note:
            yield metadata.MENTION_MISSING(
                f"that the free edition “{edition.id}” can’t be sold",
                at=lines.at("editions", number, "price"),
                hint="`legal: {price-note: Cet exemplaire ne peut être vendu.}`",
            )


def _is_proof(edition: Edition) -> bool:
    return (edition.profile or "").startswith("office")


def _prints_own_mark(edition: Edition) -> bool:
    return (edition.profile or "").startswith(_NO_PRINTER)


def _youth(book: Book, lines: YamlLines) -> Iterator[Finding]:
    is_for_youth = book.audience.readers in {Readers.CHILDREN, Readers.TEENAGE} or any(
        code.startswith(("YB", "YD", "YF", "YN", "YX")) for code in book.subjects.thema[:1]
    )
    said = " ".join([book.legal.notice or "", (book.rights.statement if book.rights else None) or ""])
    if is_for_youth and _YOUTH_LAW not in said.replace("\u00a0", " "):
        month = book.dates.legal_deposit or f"{book.dates.published:%Y-%m}"
        yield metadata.YOUTH_MENTION(
            "the mention of the law of 16 July 1949",
            at=lines.at("legal", "notice"),
            hint=f"Write in `legal.notice`: {YOUTH_MENTION}, and the month of the deposit, {month}.",
        )
