"""P.22 and P.23: what the product has to do with the book's other editions, its offprints, its original."""

from collections.abc import Iterator

from lxml import etree

from bookbuild.book.identifiers import isbn_digits
from bookbuild.book.model import Edition, Format
from bookbuild.formats.onix.record import Record, digits
from bookbuild.formats.onix.tree import add, add_identifier
from bookbuild.formats.printed import print_source

_INCLUDES, _PART_OF = "01", "02"
_OTHER_FORM, _OTHER_LANGUAGE = "06", "11"
_BASED_ON_PRINT, _AS_EBOOK = "13", "27"
"""List 51."""
_MANIFESTATION, _EXCERPT_OF, _EXCERPTED, _TRANSLATION_OF = "01", "25", "45", "29"
"""List 164."""
_PROPRIETARY, _DOI, _GTIN_13, _ISBN_13 = "01", "06", "03", "15"
"""Lists 5 and 16."""


def add_product_identifiers(parent: etree._Element, record: Record, edition: Edition) -> None:
    """GTIN-13 and ISBN-13, the same digits, and the DOI; without any of them the publisher's own name of it."""
    if edition.isbn:
        for type_ in (_GTIN_13, _ISBN_13):
            add_identifier(parent, "ProductIdentifier", type_, digits(edition))
    if edition.doi:
        add_identifier(parent, "ProductIdentifier", _DOI, edition.doi)
    if not (edition.isbn or edition.doi):
        name = record.book.publisher.name
        add_identifier(parent, "ProductIdentifier", _PROPRIETARY, record.own_identifier(edition), name)


def add_related_material(product: etree._Element, record: Record) -> None:
    """The works it is made from, then the other editions that have an ISBN, and that of the original."""
    material = add(product, "RelatedMaterial")
    for code, work in _works(record):
        element = add(material, "RelatedWork")
        add(element, "WorkRelationCode", code)
        add_identifier(element, "WorkIdentifier", _PROPRIETARY, work, record.book.publisher.name)
    original = record.book.original
    if original and original.isbn:
        element = add(material, "RelatedWork")
        add(element, "WorkRelationCode", _TRANSLATION_OF)
        add_identifier(element, "WorkIdentifier", _ISBN_13, isbn_digits(original.isbn))
    for other in record.book.editions:
        codes = tuple(_relations(record, other)) if other.isbn and other.id != record.edition.id else ()
        if codes:
            _add_product(material, codes, digits(other))
    if original and original.isbn and not record.offprint:
        _add_product(material, (_OTHER_LANGUAGE,), isbn_digits(original.isbn))


def _add_product(material: etree._Element, codes: tuple[str, ...], isbn: str) -> None:
    element = add(material, "RelatedProduct")
    for code in codes:
        add(element, "ProductRelationCode", code)
    add_identifier(element, "ProductIdentifier", _ISBN_13, isbn)


def _works(record: Record) -> Iterator[tuple[str, str]]:
    """The work that this is a form of, and how it hangs together with the others of the book."""
    offprint = record.edition.offprint
    yield _MANIFESTATION, record.work(offprint)
    if offprint:
        yield _EXCERPT_OF, record.work(None)
        return
    for other in dict.fromkeys(edition.offprint for edition in record.book.editions if edition.offprint):
        yield _EXCERPTED, record.work(other)


def _relations(record: Record, other: Edition) -> Iterator[str]:
    """What `other` is to the edition of the record; nothing when they are offprints of different texts.

    13 and 27 say also whose page numbers the e-book carries: they are given to that printed edition alone.
    """
    edition = record.edition
    if edition.offprint != other.offprint:
        if not other.offprint:
            yield _PART_OF
        elif not edition.offprint:
            yield _INCLUDES
        return
    yield _OTHER_FORM
    if edition.format is Format.PRINT and print_source(record.book, other) == edition:
        yield _AS_EBOOK
    elif other.format is Format.PRINT and print_source(record.book, edition) == other:
        yield _BASED_ON_PRINT
