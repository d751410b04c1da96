"""An EPUB opened for reading, and trusted with nothing: limits on sizes, no entities, no network, no way out.

Names in the archive are only ever looked up, never written to a disk.
"""

import codecs
import posixpath
import re
import zipfile
import zlib
from html.entities import html5
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

from lxml import etree

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one file of the archive."""
LARGEST_BOOK = 650 * 1024 * 1024
"""Bytes of all files together: what Amazon takes (KPG 10.4.2)."""
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")


class Unreadable(Exception):
    """This is no EPUB that can be converted; the message says why, with the file's name in it."""


class Archive:
    """The files of an EPUB."""

    def __init__(self, path: Path) -> None:
        """Raises Unreadable when it is no zip archive or unpacks to more than is sensible."""
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise Unreadable(f"{path.name} can’t be opened: {error}") from error
        if sum(info.file_size for info in self._zip.infolist()) > LARGEST_BOOK:
            self._zip.close()
            raise Unreadable(f"{path.name} unpacks to over {LARGEST_BOOK >> 20} MB")
        self._names = frozenset(self._zip.namelist())

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """The file's bytes. Raises Unreadable."""
        try:
            if self._zip.getinfo(name).file_size > LARGEST_FILE:
                raise Unreadable(f"{name} is larger than {LARGEST_FILE >> 20} MB")
            return self._zip.read(name)
        except KeyError:
            raise Unreadable(f"it holds no {name}") from None
        # RuntimeError: a password; NotImplementedError: a compression zipfile does not know.
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
            raise Unreadable(f"{name} can’t be unpacked: {error}") from error

    def text(self, name: str) -> str:
        """The file as text: by its byte order mark, its XML declaration, else as UTF-8."""
        data = self.read(name)
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return data[len(mark) :].decode(encoding, "replace")
        declared = _ENCODING.match(data)
        try:
            encoding = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
            return data.decode(encoding, "replace")
        except LookupError as error:  # no such encoding, or one that is not of text
            raise Unreadable(f"{name}: {error}") from error

    def tree(self, name: str) -> etree._Element:
        """The file as XML, without comments and processing instructions. Raises Unreadable.

        The named characters of HTML (`&nbsp;`) are known, as EPUB 2 pages use them; entities that a file declares
        itself are not.
        """
        return parse(self.text(name), name)


def parse(text: str, name: str) -> etree._Element:
    """XML text as a tree; `name` is for the message of Unreadable."""
    plain = _ENTITY.sub(_character, _DECLARATION.sub("", text, count=1))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(plain.encode(errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{name} is not well-formed: {error.msg}") from error
    if next(root.iter(etree.Entity), None) is not None:
        raise Unreadable(f"{name} uses an entity that is not of HTML")
    return root


def resolve(base: str, href: str) -> tuple[str, str]:
    """Name in the archive and fragment that `href` in the file `base` means; a query is left out.

    >>> resolve("EPUB/text/a.xhtml", "../b%20c.xhtml#d")
    ('EPUB/b c.xhtml', 'd')
    """
    target, _, fragment = href.strip().partition("#")
    target = target.partition("?")[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(target))) if target else base
    return path, unquote(fragment)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _character(found: re.Match[str]) -> str:
    """The character that an entity names; those of XML, and names nobody knows, stay."""
    name = found[1]
    return found[0] if name in _XML_NAMES else html5.get(f"{name};", found[0])
