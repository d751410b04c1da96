"""What accompanies the files of a parcel: texts for shops, a note for people, a manifest for programs, checksums."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild import __version__
from bookbuild.book.model import Book, Edition
from bookbuild.delivery.recipients import Recipient
from bookbuild.delivery.words import Words
from bookbuild.formats.inline import paragraphs, plain

SUMS, MANIFEST = "SHA256SUMS", "manifest.json"
_TYPES = {
    ".epub": "application/epub+zip",
    ".azw3": "application/vnd.amazon.mobi8-ebook",
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".jpg": "image/jpeg",
    ".html": "text/html",
    ".txt": "text/plain",
}
"""By ending; any other is bytes without a type."""


@dataclass(frozen=True)
class Packed:
    """A file in a parcel."""

    path: Path
    kind: str
    edition: Edition | None
    """None for a file about the whole book."""
    about: str = ""

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def shop_texts(book: Book, words: Words) -> str:
    """Everything that a shop's form asks for in words, as plain text; sections without any are left out."""
    sections = [(book.title if not book.subtitle else f"{book.title}\n{book.subtitle}", _people(book))]
    if book.description:
        sections.append((words.short, plain(book.description.short or "")))
        sections.append((words.long, "\n\n".join(map(plain, paragraphs(book.description.long)))))
    sections.append((words.blurb, "\n\n".join(map(plain, paragraphs(book.cover.blurb or "")))))
    notices = [
        f"{person.name}{words.colon} {' '.join(map(plain, paragraphs(person.biography)))}"
        for person in book.contributors
        if person.biography
    ]
    sections.append((words.biographies, "\n\n".join(notices)))
    codes = {scheme: getattr(book.subjects, scheme) for scheme in ("thema", "bisac", "clil", "dewey")}
    named = [f"{scheme.upper()}{words.colon} {', '.join(found)}" for scheme, found in codes.items() if found]
    sections.append((words.subjects, "\n".join(named)))
    sections.append((words.keywords, "; ".join(book.subjects.keywords)))
    return "\n\n\n".join(f"{head}\n\n{text}" for head, text in sections if text) + "\n"


def _people(book: Book) -> str:
    return ", ".join(person.name for person in book.contributors)


def manifest(book: Book, recipient: Recipient, packed: Sequence[Packed]) -> str:
    """The files as JSON, in the order of the note."""
    files = [
        {
            "name": one.path.name,
            "kind": one.kind,
            "media-type": _TYPES.get(one.path.suffix, "application/octet-stream"),
            "edition": one.edition.id if one.edition else None,
            "isbn": one.edition.isbn.replace("-", "") if one.edition and one.edition.isbn else None,
            "bytes": one.path.stat().st_size,
            "sha256": one.digest,
            "about": one.about,
        }
        for one in packed
    ]
    data = {
        "title": book.title,
        "language": book.language,
        "version": book.version,
        "publisher": book.publisher.name,
        "recipient": recipient.id,
        "rules-of": recipient.rules,
        "made-by": f"bookbuild {__version__}",
        "files": files,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def delivery_note(book: Book, recipient: Recipient, packed: Sequence[Packed], words: Words) -> str:
    """For whoever opens the folder: what each file is. Plain text, as wide as its longest name asks."""
    house = " – ".join(filter(None, (book.publisher.name, book.publisher.email)))
    head = (
        (words.book, ". ".join(filter(None, (book.title, book.subtitle)))),
        (words.by, _people(book)),
        (words.publisher, house),
        (words.version, book.version),
        (words.published, book.dates.published.isoformat()),
        (words.recipient, recipient.name(words.language)),
    )
    width = max(len(key) for key, _ in head) + len(words.colon)
    lines = [words.note.upper(), "", *(f"{key + words.colon:<{width}} {text}" for key, text in head if text)]
    for edition, files in _by_edition(packed):
        lines += ["", *_edition_head(edition, words), *_rows(files, words)]
    return "\n".join([*lines, "", words.to_check, words.for_good, ""])


def _by_edition(packed: Sequence[Packed]) -> Iterator[tuple[Edition | None, list[Packed]]]:
    for edition in dict.fromkeys(one.edition.id if one.edition else "" for one in packed):
        files = [one for one in packed if (one.edition.id if one.edition else "") == edition]
        yield files[0].edition, files


def _edition_head(edition: Edition | None, words: Words) -> Iterator[str]:
    if edition is None:
        yield f"{words.whole_book}{words.colon}"
        return
    number = f", ISBN {edition.isbn}" if edition.isbn else ""
    yield f"{words.edition} {edition.id}{number}{words.colon}"
    if edition.price:
        sums = ", ".join(_amount(f"{sum:.2f}", currency, words) for currency, sum in edition.price.items())
        yield f"  {words.price}{words.colon} {sums}"


def _amount(number: str, currency: str, words: Words) -> str:
    return (
        f"{number.replace('.', ',')}\u00a0{currency}"
        if words.language == "fr"
        else f"{currency}\u00a0{number}"
    )


def _rows(files: Sequence[Packed], words: Words) -> Iterator[str]:
    width = max(len(one.path.name) for one in files)
    for one in files:
        # `114 pages, blank: 2, 6`: the first words are the same in both languages
        about = f", {one.about.partition(', ')[0]}" if one.kind == "interior-pdf" and one.about else ""
        size = f"{one.path.stat().st_size:,}".replace(",", "\u202f")
        yield f"  {one.path.name:<{width}}  {words.kinds.get(one.kind, one.kind)}, {size} {words.byte}{about}"


def checksums(files: Sequence[Path]) -> str:
    """As `sha256sum` writes and checks them, by name."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(files, key=lambda path: path.name)
    )
