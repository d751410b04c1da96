"""Items and package document as one EPUB file, byte for byte the same each time.

The only module that imports EbookLib (AGPL-3.0-or-later). EbookLib 0.20 re-parses pages, writes local time
into the package and takes zip times from the clock: so it gets finished bytes and a zip without a clock.
"""

import os
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ebooklib import epub

from bookbuild.formats.epub.item import Item

PACKAGE_NAME = "content.opf"
"""EbookLib's container.xml says so."""
_ZIP_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_LEVEL = 6
"""zlib's level: 9 takes three times as long for 1 % of a novel."""


def pack(
    target: Path,
    package: bytes,
    items: Sequence[Item],
    when: datetime,
    meta_inf: Mapping[str, bytes] | None = None,
) -> None:
    """Write the EPUB whole or not at all: mimetype first, stored; container, package, items by name.

    `meta_inf` is further files of META-INF, by name.
    """
    book = epub.EpubBook()
    for item in sorted(items, key=lambda item: item.href):
        book.add_item(epub.EpubItem(item.id, item.href, item.media_type, item.data))
    unfinished = target.with_name(f"{target.name}.part")
    try:
        _Writer(str(unfinished), book, package, when, meta_inf or {}).write()
        os.replace(unfinished, target)  # noqa: PTH105 — Path.replace is the same call, this one says it is atomic
    finally:
        unfinished.unlink(missing_ok=True)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # EbookLib ships no types
    """EbookLib's writer with our package document and our zip file."""

    def __init__(
        self, name: str, book: epub.EpubBook, package: bytes, when: datetime, meta_inf: Mapping[str, bytes]
    ) -> None:
        super().__init__(name, book, {"raise_exceptions": True})
        self._meta_inf = meta_inf
        self._package = package
        self._when = when

    def write(self) -> None:
        """As EbookLib's own, in a file that is closed when something fails."""
        with _FixedZip(self.file_name, self._when) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
            self._write_container()
            for name, data in sorted(self._meta_inf.items()):
                self.out.writestr(f"META-INF/{name}", data)
            self._write_opf()
            self._write_items()

    def _write_opf(self) -> None:
        self.out.writestr(f"{self.book.FOLDER_NAME}/{PACKAGE_NAME}", self._package)


class _FixedZip(zipfile.ZipFile):
    """Entries with one given date, made by no system in particular."""

    def __init__(self, name: str, when: datetime) -> None:
        super().__init__(name, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._date = max(when.astimezone(UTC), _ZIP_EPOCH).timetuple()[:6]

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add an entry."""
        entry = zipfile.ZipInfo(str(zinfo_or_arcname), self._date)
        entry.create_system = 3  # Unix, on Windows too
        entry.external_attr = 0o100644 << 16
        kind = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
        super().writestr(entry, data, kind, compresslevel or self.compresslevel)
