"""ONIX messages: one about all editions, one about each."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import etree

from bookbuild.book.model import Book, Edition, Format, OnixVersion
from bookbuild.formats.content import Artifact, Written
from bookbuild.formats.edition_book import edition_book
from bookbuild.formats.onix.descriptive import add_descriptive_detail
from bookbuild.formats.onix.marketing import add_collateral_detail, add_content_detail
from bookbuild.formats.onix.profile import message_profile, message_profiles
from bookbuild.formats.onix.publishing import add_publishing_detail
from bookbuild.formats.onix.record import Known, Record
from bookbuild.formats.onix.related import add_product_identifiers, add_related_material
from bookbuild.formats.onix.supply import add_product_supply
from bookbuild.formats.onix.tree import add, add_identifier, language_code, namespace

KIND = "onix"
_SOLD = frozenset({Format.PRINT, Format.EPUB, Format.KINDLE, Format.PDF})
"""What the trade has records of."""
_EARLY, _CONFIRMED, _PUBLISHED = "01", "02", "03"
"""List 1: early notification; confirmed before publication; confirmed on publication."""
_EARLY_DAYS = timedelta(days=183)
"""List 1: approximately six months."""


def make_onix(
    book: Book,
    pieces: Sequence[Written],
    editions: Sequence[Edition],
    known: Known,
    when: datetime,
    version: OnixVersion = OnixVersion.V3_0,
) -> bytes:
    """A message about some editions, as UTF-8 XML. `pieces` are those of the whole book; `when` dates the message."""
    tags = namespace(version.value)
    root = etree.Element(f"{{{tags}}}ONIXMessage", nsmap={None: tags}, release=version.value)
    _add_header(root, book, when)
    for edition in editions:
        _add_product(root, Record(edition_book(book, edition), edition, pieces, known, when, version))
    etree.indent(root)
    message: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return message + b"\n"


def write_messages(
    book: Book, pieces: Sequence[Written], known: Known, when: datetime, build: Path, stems: dict[str, str]
) -> list[Artifact]:
    """In each version that book.yaml asks for: `<stem>_onix.xml` about all editions, and one for each.

    `stems` are the names of files without ending, by edition id; that of the whole book is under "". A message
    in another version than 3.0 says so in its name.
    """
    artifacts = []
    for version in book.onix.version:
        ending = "_onix.xml" if version is OnixVersion.V3_0 else f"_onix-{version.value}.xml"
        for about, editions in _messages(book).items():
            path = build / f"{stems[about]}{ending}"
            path.write_bytes(make_onix(book, pieces, editions, known, when, version))
            artifacts.append(Artifact(path, about, KIND))
    return artifacts


def is_announced(edition: Edition) -> bool:
    """Whether the trade has a record of this edition: not of a web page, nor of a free sample."""
    return edition.format in _SOLD and not edition.sample


def _messages(book: Book) -> dict[str, tuple[Edition, ...]]:
    """The editions of each message, by the id of the one it is about; that about all is under ""."""
    sold = [one for one in book.editions if is_announced(one)]
    sent = tuple(one for one in sold if one.isbn or not _needs_isbn(book))
    return {"": sent, **{one.id: (one,) for one in sent}} if sent else {}


def _needs_isbn(book: Book) -> bool:
    """Whether the recipient lists products by ISBN; an unknown profile is a finding of the checks."""
    return book.onix.profile in message_profiles() and message_profile(book.onix.profile or "").needs_isbn


def _add_header(root: etree._Element, book: Book, when: datetime) -> None:
    header = add(root, "Header")
    sender = add(header, "Sender")
    if book.publisher.gln:
        add_identifier(sender, "SenderIdentifier", "06", book.publisher.gln)  # list 44: GLN
    add(sender, "SenderName", book.publisher.name)
    if book.publisher.email:
        add(sender, "EmailAddress", book.publisher.email)
    add(header, "SentDateTime", f"{when.astimezone(UTC):%Y%m%dT%H%MZ}")
    add(header, "DefaultLanguageOfText", language_code(book.language))


def _add_product(root: etree._Element, record: Record) -> None:
    product = add(root, "Product")
    add(product, "RecordReference", record.reference)
    add(product, "NotificationType", _notification(record))
    add(product, "RecordSourceType", "01")  # list 3: publisher
    add_product_identifiers(product, record, record.edition)
    add_descriptive_detail(product, record)
    add_collateral_detail(product, record)
    add_content_detail(product, record)
    add_publishing_detail(product, record)
    add_related_material(product, record)
    add_product_supply(product, record)


def _notification(record: Record) -> str:
    if record.is_published:
        return _PUBLISHED
    return _EARLY if record.book.dates.published - record.when.date() > _EARLY_DAYS else _CONFIRMED
