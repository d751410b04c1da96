"""One ONIX 3.0 message with a product for each edition."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from bookbuild.book.model import Book, Edition
from bookbuild.formats.content import Artifact, Written
from bookbuild.formats.onix.accessibility import Feature
from bookbuild.formats.onix.descriptive import add_descriptive_detail, language_code
from bookbuild.formats.onix.marketing import add_collateral_detail, add_content_detail
from bookbuild.formats.onix.record import Record
from bookbuild.formats.onix.trade import (
    add_product_identifiers,
    add_product_supply,
    add_publishing_detail,
    add_related_material,
)
from bookbuild.formats.onix.tree import NAMESPACE, add

RELEASE = "3.0"
"""French trade takes 3.0; EDItEUR maintains it beside 3.1."""


def make_onix(
    book: Book,
    pieces: Sequence[Written],
    editions: Sequence[Edition],
    pages: Mapping[str, int],
    when: datetime,
    accessibility: Mapping[str, Sequence[Feature]] | None = None,
) -> bytes:
    """The message as UTF-8 XML.

    `pieces` are those of the whole book; `pages` are page counts by edition id, as far as known; `when` dates
    the message; `accessibility` is what each e-book's file claims (`features_of` reads it), by edition id.
    """
    root = etree.Element(f"{{{NAMESPACE}}}ONIXMessage", nsmap={None: NAMESPACE}, release=RELEASE)
    _add_header(root, book, when)
    for edition in editions:
        _add_product(root, Record(book, edition, editions, pieces, pages, accessibility or {}, when))
    etree.indent(root)
    message: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return message + b"\n"


def write(message: bytes, build: Path, name: str = "onix.xml") -> Artifact:
    """The message as a file of the build folder; it is all editions' and belongs to none."""
    path = build / name
    path.write_bytes(message)
    return Artifact(path, edition="", kind="onix")


def _add_header(root: etree._Element, book: Book, when: datetime) -> None:
    header = add(root, "Header")
    sender = add(header, "Sender")
    add(sender, "SenderName", book.publisher.name)
    if book.publisher.email:
        add(sender, "EmailAddress", book.publisher.email)
    add(header, "SentDateTime", f"{when.astimezone(UTC):%Y%m%dT%H%MZ}")
    add(header, "DefaultLanguageOfText", language_code(book.language))


def _add_product(root: etree._Element, record: Record) -> None:
    product = add(root, "Product")
    add(product, "RecordReference", record.reference)
    # list 1: confirmed on publication, or before it
    add(product, "NotificationType", "03" if record.is_published else "02")
    add(product, "RecordSourceType", "01")  # list 3: publisher
    add_product_identifiers(product, record, record.edition)
    add_descriptive_detail(product, record)
    add_collateral_detail(product, record)
    add_content_detail(product, record)
    add_publishing_detail(product, record)
    add_related_material(product, record)
    add_product_supply(product, record)
