"""An EPUB in, an AZW3 out; beside it the page numbers of the printed book, and the thumbnail for the shelf."""

import uuid
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.kindle.apnx import PageLabel, apnx
from bookbuild.formats.kindle.kf8.archive import Archive, Unreadable
from bookbuild.formats.kindle.kf8.assemble import Assembled, assemble
from bookbuild.formats.kindle.kf8.exth import Facts, Shelf, exth
from bookbuild.formats.kindle.kf8.flows import fdst_record
from bookbuild.formats.kindle.kf8.fragments import fragment_index, skeleton_index
from bookbuild.formats.kindle.kf8.header import END, Layout, fcis_record, flis_record, header_record
from bookbuild.formats.kindle.kf8.images import LARGEST_BYTES
from bookbuild.formats.kindle.kf8.navigation import guide_index, ncx_index
from bookbuild.formats.kindle.kf8.numbers import NULL
from bookbuild.formats.kindle.kf8.palm import MOST_RECORDS, palm_database, palm_name
from bookbuild.formats.kindle.kf8.protection import obfuscated
from bookbuild.formats.kindle.kf8.publication import Metadata, Publication, read_publication
from bookbuild.formats.kindle.kf8.records import MOST_TEXT_BYTES, text_records
from bookbuild.rules import kindle_azw3 as rules


@dataclass(frozen=True)
class Azw3:
    """What was written."""

    files: tuple[Path, ...] = ()
    """The book, then the page numbers and the thumbnail if there are any. Nothing when a finding refuses."""
    findings: tuple[Finding, ...] = ()


def write_azw3(
    epub: Path,
    target: Path,
    *,
    shelf: bool = False,
    when: datetime | None = None,
    largest_picture: int | None = LARGEST_BYTES,
) -> Azw3:
    """Write the reflowable EPUB 2 or 3 `epub` as `target`, and its page list as `target` with the ending .apnx.

    `shelf` puts the book among the “Books” of a Kindle (see `exth.Shelf`) and writes the thumbnail that belongs into
    the device's system/thumbnails. `when` dates the file; without it, the EPUB's own date does. The same EPUB gives
    the same bytes. What a Kindle can't show is a finding; with an error among them no file is written.
    """
    try:
        with Archive(epub) as archive:
            publication = read_publication(archive)
            refusals = tuple(_refusals(archive, publication, epub.name))
            if refusals:
                return Azw3(findings=refusals)
            book = assemble(archive, publication, largest_picture)
    except Unreadable as error:
        return Azw3(findings=(rules.NOT_CONVERTIBLE(f"{epub.name}: {error}", Location(epub.name)),))
    file = _file(book, shelf)
    if len(file.records) > MOST_RECORDS or sum(map(len, book.flows)) > MOST_TEXT_BYTES:
        return Azw3(findings=(rules.TOO_LARGE(f"{epub.name} is too large for an AZW3", Location(epub.name)),))
    seconds = int((when or _date(publication.metadata)).timestamp())
    _write(target, palm_database(file.name, file.records, seconds))
    return Azw3((target, *_beside(book, file, target)), tuple(_findings(book, epub.name)))


def _refusals(archive: Archive, publication: Publication, name: str) -> Iterator[Finding]:
    if publication.fixed_layout:
        yield rules.FIXED_LAYOUT(f"{name} has a fixed layout", Location(name))
    _, locked = obfuscated(archive, publication.metadata.identifier)
    if locked:
        yield rules.ENCRYPTED(f"{name} is encrypted: {', '.join(locked[:3])}", Location(name))


@dataclass(frozen=True)
class _File:
    """The records, and the names that go with them."""

    records: list[bytes]
    name: str
    """Of the Palm database."""
    uid: int
    """The file's own number, 32 bits."""
    shelf: Shelf | None


def _file(book: Assembled, shelf: bool) -> _File:
    """All records, in KindleGen's order."""
    metadata = book.publication.metadata
    named = metadata.identifier or metadata.title
    on_shelf = Shelf(str(uuid.uuid5(uuid.NAMESPACE_URL, named))) if shelf else None
    text = b"".join(book.flows)
    records = [b"", *text_records(text, book.lines)]
    text_count = len(records) - 1
    padding = -sum(map(len, records)) % 4
    if padding:
        records.append(b"\0" * padding)
    first_other = len(records)

    def start(more: Iterable[bytes]) -> int:
        """Number of the first of more records; NULL when there are none."""
        number = len(records)
        records.extend(more)
        return number if len(records) > number else NULL

    layout = Layout(
        len(text),
        text_count,
        first_other,
        fragments=start(fragment_index(book.assembly.fragments)),
        skeletons=start(skeleton_index(book.assembly.skeletons)),
        guide=start(guide_index(book.landmarks, book.assembly)),
        contents=start(ncx_index(book.lines, book.assembly)),
        resources=start(book.resources.records),
        fdst=start([fdst_record([len(flow) for flow in book.flows])]),
        flows=len(book.flows),
        flis=start([flis_record()]),
        fcis=start([fcis_record(len(text))]),
    )
    start([END])
    uid = zlib.crc32(named.encode())
    fonts = book.resources.has_fonts
    about = exth(metadata, _facts(book, on_shelf))
    records[0] = header_record(metadata.title, metadata.language, uid, layout, about, fonts)
    return _File(records, palm_name(metadata.title), uid, on_shelf)


def _facts(book: Assembled, shelf: Shelf | None) -> Facts:
    start = book.landmarks.get("text")
    stated = book.publication.writing_mode
    return Facts(
        len(book.resources.records),
        book.cover,
        book.thumbnail,
        book.resources.has_fonts,
        start[1] if start else None,
        book.publication.right_to_left or book.vertical or stated.endswith("-rl"),
        stated or ("vertical-rl" if book.vertical else ""),
        shelf,
    )


def _beside(book: Assembled, file: _File, target: Path) -> Iterator[Path]:
    """The files that belong to the book: page numbers, and the cover for the shelf."""
    labels = [
        PageLabel(mark.label, book.assembly.anchors[mark.target])
        for mark in book.publication.page_list
        if mark.label and mark.target in book.assembly.anchors
    ]
    if labels:
        path = target.with_suffix(".apnx")
        _write(path, [apnx(labels, file.name, f"{file.uid:08x}", file.shelf.asin if file.shelf else "")])
        yield path
    if file.shelf and book.thumbnail:
        path = target.with_name(f"thumbnail_{file.shelf.asin}_{file.shelf.kind}_portrait.jpg")
        _write(path, [book.resources.records[book.thumbnail - 1]])
        yield path


def _findings(book: Assembled, name: str) -> Iterator[Finding]:
    for page, message in book.shared.problems:
        yield rules.LEFT_OUT(message, Location(f"{name}/{page}"))
    for path, reason in book.resources.refused.items():
        yield rules.NOT_SHOWN(f"{path} is left out: {reason}", Location(f"{name}/{path}"))
    for page, id in book.dead:
        yield rules.DEAD_LINK(f"a link leads to “{page}#{id}”, which is not there", Location(name))
    for mark in book.publication.page_list:
        if mark.target not in book.assembly.anchors:
            page, id = mark.target
            yield rules.PAGE_LOST(f"page {mark.label}: “{page}#{id}” is not there", Location(name))
    if book.shared.formulas:
        yield rules.FORMULAS_IN_WORDS(f"{book.shared.formulas} formulas are set as text", Location(name))


def _date(metadata: Metadata) -> datetime:
    """The EPUB's own date: of its last change, else of publication, else the first day of 1970. Never the clock."""
    for stated in (metadata.modified, metadata.published):
        try:
            found = datetime.fromisoformat(stated)
        except ValueError:
            continue
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        if 0 <= moment.timestamp() < NULL:
            return moment
    return datetime.fromtimestamp(0, UTC)


def _write(path: Path, parts: Iterable[bytes]) -> None:
    """Write beside the place, then rename: there is never half a file."""
    waiting = path.with_name(f".{path.name}.part")
    with waiting.open("wb") as file:
        file.writelines(parts)
    waiting.replace(path)
