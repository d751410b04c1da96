"""A copy of a zip file, one of its XML parts changed."""

import zipfile
from pathlib import Path

from lxml import etree

from bookbuild.preflight.epub_file import EpubFile


def repack(archive: EpubFile, copy: Path, part: str, root: etree._Element) -> None:
    """Write all entries to `copy`, that named `part` from its tree. Raises EpubFault for an entry that is broken."""
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(archive.names):
            if not name.endswith("/"):
                target.writestr(
                    name, etree.tostring(root, encoding="UTF-8") if name == part else archive.read(name)
                )
