"""Where the book is sold, and by whom: countries that exist, parties whose numbers are right."""

import re
from collections.abc import Iterator

import langcodes
from stdnum import ean

from bookbuild.book.load import YamlLines
from bookbuild.book.model import Book
from bookbuild.diagnostics import Finding
from bookbuild.rules import metadata
from bookbuild.rules import onix as rules

_PRIVATE = re.compile("AA|Q[M-Z]|X[A-JL-Z]|ZZ")
"""What users of ISO 3166 may give a meaning of their own; XK has one that all share."""
_Path = tuple[str | int, ...]


def check_sales(book: Book, lines: YamlLines) -> Iterator[Finding]:
    """Every fault, with its line in book.yaml."""
    for gln, path in _glns(book):
        if not ean.is_valid(gln):
            yield metadata.IDENTIFIER_WRONG(f"GLN {gln}: its digits do not agree", at=lines.at(*path))
    for country, path in _countries(book):
        if not _is_country(country):
            yield rules.COUNTRY(
                f"“{country}” is no country", at=lines.at(*path), hint="ISO 3166-1: FR, BE, CA."
            )
    rights = book.rights
    for number, country in enumerate(rights.not_sold_in if rights else ()):
        if rights and country in rights.sold_in:
            text = f"{country} stands both in sold-in and in not-sold-in"
            yield rules.COUNTRY(
                text, at=lines.at("rights", "not-sold-in", number), hint="Take it out of one."
            )


def _is_country(code: str) -> bool:
    """Whether ISO 3166-1 gives the two letters to a country, and no other two (`UK` is GB)."""
    tag = f"und-{code}"
    return langcodes.tag_is_valid(tag) and langcodes.standardize_tag(tag) == tag and not _PRIVATE.match(code)


def _glns(book: Book) -> Iterator[tuple[str, _Path]]:
    if book.publisher.gln:
        yield book.publisher.gln, ("publisher", "gln")
    if book.distribution and book.distribution.gln:
        yield book.distribution.gln, ("distribution", "gln")


def _countries(book: Book) -> Iterator[tuple[str, _Path]]:
    publisher, rights = book.publisher, book.rights
    if publisher.country:
        yield publisher.country, ("publisher", "country")
    if publisher.product_safety and publisher.product_safety.country:
        yield publisher.product_safety.country, ("publisher", "product-safety", "country")
    for number, country in enumerate(book.distribution.countries if book.distribution else ()):
        yield country, ("distribution", "countries", number)
    for key, countries in (
        (("sold-in", rights.sold_in), ("not-sold-in", rights.not_sold_in)) if rights else ()
    ):
        for number, country in enumerate(countries):
            yield country, ("rights", key, number)
