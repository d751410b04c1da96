"""An EPUB file of unknown origin, opened and read in bounded time and memory."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lxml import etree

MOST_ENTRIES = 20_000
LARGEST_DIRECTORY_BYTES = 8 * 1024 * 1024
"""Of the zip's list of entries, which is read whole."""
LARGEST_ENTRY_BYTES = 64 * 1024 * 1024
LARGEST_TOTAL_BYTES = 2 * 1024 * 1024 * 1024
"""All entries unpacked; KDP takes 650 MB packed."""
_ENCRYPTED = 0x1
"""Bit of an entry's flags (APPNOTE.TXT 4.4.4)."""
_END, _END_64, _LOCATOR_64 = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_LONGEST_COMMENT = 65_535
_READ_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What zipfile raises for entries that are broken, locked, or packed by a method Python does not know."""


class EpubFault(ValueError):
    """The file can't be read as an EPUB, or asks for more memory than any book needs. The text says why."""


class EpubFile:
    """The entries of an open EPUB. Nothing is unpacked to disk, no more than asked is held in memory."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.entries: Sequence[zipfile.ZipInfo] = archive.infolist()
        self.names = frozenset(entry.filename for entry in self.entries)

    def size(self, name: str) -> int:
        """Bytes of an entry, unpacked, as the zip's directory says. Raises KeyError."""
        return self._archive.getinfo(name).file_size

    def read(self, name: str, most: int = LARGEST_ENTRY_BYTES) -> bytes:
        """The bytes of an entry. Raises KeyError; EpubFault when it is larger than `most` bytes or broken.

        The zip's directory can't lie about the size: zipfile stops there, and the checksum must be right.
        """
        entry = self._archive.getinfo(name)
        if entry.file_size > most:
            raise EpubFault(f"{name} is larger than {_in_words(most)}")
        try:
            return self._archive.read(entry)
        except _READ_FAULTS as error:
            raise EpubFault(f"{name} can’t be unpacked: {error}") from error


@contextmanager
def open_epub(path: Path) -> Iterator[EpubFile]:
    """The file at `path`, its directory of entries examined before anything is unpacked.

    Raises EpubFault when it is no zip archive, is locked with a password, unpacks to more than a book can be,
    or names files outside itself.
    """
    with path.open("rb") as stream:
        _check_directory_size(stream)
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise EpubFault(f"it is no zip archive: {error}") from error
        with archive:
            _check_entries(archive.infolist())
            yield EpubFile(archive)


def parse_xml(data: bytes) -> etree._Element:
    """The tree of a document, its lines kept: no entity resolved, nothing fetched, no huge text.

    Raises XMLSyntaxError, also for a document that would multiply its own entities.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root is None:
        raise etree.XMLSyntaxError("Document is empty", 4, 1, 1)
    return root


def _check_directory_size(stream: BinaryIO) -> None:
    """Look at the end records before zipfile reads the directory whole, which can be as large as the file."""
    length = stream.seek(0, 2)
    start = max(0, length - _LONGEST_COMMENT - 22 - 20)
    stream.seek(start)
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < 22:
        raise EpubFault("it is no zip archive")
    count, size = struct.unpack_from("<HL", tail, end + 10)
    locator = end - 20
    if locator >= 0 and tail[locator : locator + 4] == _LOCATOR_64:
        (place,) = struct.unpack_from("<Q", tail, locator + 8)
        stream.seek(min(place, length))
        record = stream.read(56)
        if record[:4] == _END_64 and len(record) == 56:
            count, size = struct.unpack_from("<QQ", record, 32)
    if count > MOST_ENTRIES or size > LARGEST_DIRECTORY_BYTES:
        raise EpubFault(f"it claims to hold {count:,} files; no book has more than {MOST_ENTRIES:,}")


def _check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise EpubFault(f"it holds {len(entries):,} files; no book has more than {MOST_ENTRIES:,}")
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_TOTAL_BYTES:
        raise EpubFault(f"it unpacks to {_in_words(total)}: a zip bomb, or no book")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if _leads_out(name):
            raise EpubFault(f"it names a file outside itself: {name!r}")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise EpubFault(f"{name!r} is a link, which an EPUB can’t hold")
        if name in seen:
            raise EpubFault(f"it holds two files named {name!r}")
        seen.add(name)
        if entry.flag_bits & _ENCRYPTED:
            raise EpubFault(f"{name!r} is locked with a password")


def _leads_out(name: str) -> bool:
    """Whether a name is absolute, climbs out of its folder, or is another system's."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or name[1:2] == ":" or "\0" in name


def _in_words(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f} MB"
