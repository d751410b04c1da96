"""Identifiers: ISBN, ISSN, ISNI, ORCID. Check digits and ranges come from python-stdnum."""

import uuid
from urllib.parse import quote

from stdnum import isbn as _isbn
from stdnum import isni as _isni
from stdnum import issn as _issn
from stdnum.exceptions import ValidationError

from bookbuild.book.model import Book, Edition


def isbn_fault(text: str) -> str:
    """What is wrong with an ISBN-13, and the nearest right one; empty when nothing is."""
    digits = _isbn.compact(text)
    if not (digits.isdigit() and len(digits) == 13):
        return f"an ISBN has 13 digits, this has {len(digits)}"
    if not digits.startswith(("978", "979")):
        return "an ISBN begins with 978 or 979"
    try:
        _isbn.validate(digits)
    except ValidationError:
        total = sum(int(digit) * (1, 3)[n % 2] for n, digit in enumerate(digits[:12]))
        right = (10 - total % 10) % 10  # ISO 2108, annex C: weights 1 and 3, modulus 10
        return f"the check digit is {digits[12]}; for these digits it would be {right}"
    return ""


def isbn_digits(text: str) -> str:
    """13 digits without hyphens, as the trade sends them."""
    return str(_isbn.compact(text))


def isbn_hyphenated(text: str) -> str:
    """With hyphens between prefix, group, registrant, publication and check digit, as it is printed."""
    return str(_isbn.format(_isbn.compact(text)))


def issn_fault(text: str) -> str:
    """What is wrong with an ISSN; empty when nothing is."""
    return "" if _issn.is_valid(text) else "the ISSN's digits do not agree"


def isni_fault(text: str) -> str:
    """What is wrong with an ISNI or an ORCID iD, which are the same number; empty when nothing is."""
    return "" if _isni.is_valid(text.removeprefix("https://orcid.org/")) else "its digits do not agree"


def unique_identifier(book: Book, edition: Edition) -> str:
    """The URN of an edition: its ISBN, else the book's identifier, else a UUID made from publisher and title.

    An offprint never takes the book's identifier.
    """
    if edition.isbn:
        return f"urn:isbn:{isbn_digits(edition.isbn)}"
    if book.identifier and edition.offprint is None:
        return f"{book.identifier}#{edition.id}" if book.identifier.startswith("http") else book.identifier
    name = "/".join(quote(part) for part in (book.publisher.name, book.title, edition.id))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
