"""EPUBs that are broken or hostile: one clear finding each, in bounded memory."""

import io
import re
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.preflight.epub import check_epub
from bookbuild.preflight.epub_file import EpubFault, open_epub, parse_xml
from tests.preflight.epubs import make_epub

MB = 1024 * 1024


def packed(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def with_flag(data: bytes, place: int, value: int) -> bytes:
    """The archive with two bytes of its first directory entry changed."""
    start = data.index(b"PK\1\2") + place
    return data[:start] + struct.pack("<H", value) + data[start + 2 :]


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("EPUB/passwd")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def claims_gigabytes() -> bytes:
    data = packed(("a", b"x"))
    start = data.index(b"PK\1\2") + 24
    return data[:start] + struct.pack("<L", 0xFFFF_FFF0) + data[start + 4 :]


def claims_many() -> bytes:
    data = packed(("a", b"x"))
    start = data.index(b"PK\5\6") + 10
    return data[:start] + struct.pack("<H", 65_000) + data[start + 2 :]


def two_alike() -> bytes:
    return packed(("first", b"x"), ("other", b"y")).replace(b"other", b"first")


def spoiled() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("META-INF/container.xml", "<container/>")
    return out.getvalue().replace(b"<container/>", b"<container />"[:12])


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"%PDF-1.7 " * 20, "no zip archive"),
    "empty": (lambda: b"", "no zip archive"),
    "cut off": (lambda: packed(("mimetype", b"application/epub+zip"))[:-8], "no zip archive"),
    "no container": (lambda: packed(("mimetype", b"application/epub+zip")), "no META-INF/container.xml"),
    "container that is no XML": (lambda: packed(("META-INF/container.xml", b"<a")), "not well-formed"),
    "package elsewhere": (
        lambda: packed(
            (
                "META-INF/container.xml",
                b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                b'<rootfile full-path="../../etc/passwd"/></rootfiles></container>',
            )
        ),
        "points to “../../etc/passwd”",
    ),
    "path out of the file": (lambda: packed(("../../etc/cron.d/x", b"x")), "outside itself"),
    "absolute path": (lambda: packed(("/etc/passwd", b"x")), "outside itself"),
    "path of Windows": (lambda: packed(("C:/x", b"x")), "outside itself"),
    "link": (linked, "is a link"),
    "zip bomb": (claims_gigabytes, "zip bomb"),
    "too many entries": (claims_many, "65,000 files"),
    "two of one name": (two_alike, "two files named"),
    "password": (lambda: with_flag(packed(("a", b"x")), 8, 1), "password"),
    "unknown packing": (
        lambda: with_flag(packed(("META-INF/container.xml", b"<container/>")), 10, 97),
        "can’t be unpacked",
    ),
    "wrong checksum": (spoiled, "can’t be unpacked"),
    "a container of 40 MB": (
        lambda: packed(("META-INF/container.xml", b" " * 40 * MB)),
        "larger than 30 MB",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_finding_and_needs_little_memory(tmp_path: Path, name: str) -> None:
    make, said = HOSTILE[name]
    path = tmp_path / "book.epub"
    path.write_bytes(make())
    tracemalloc.start()
    findings = check_epub(path, {}, tmp_path, [])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(finding.rule, str(finding.at)) for finding in findings] == [("EP101", "book.epub")]
    assert said in findings[0].message
    assert peak < 4 * MB


def test_an_archive_with_a_64_bit_directory_is_measured_too(tmp_path: Path) -> None:
    data = packed(("a", b"x"))
    end = data.index(b"PK\5\6")
    record = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, 10**7, 10**7, 10**9, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    path = tmp_path / "book.epub"
    path.write_bytes(data[:end] + record + locator + data[end:])
    with pytest.raises(EpubFault, match="10,000,000 files"), open_epub(path):
        pass


def test_pages_that_are_large_together_are_refused(tmp_path: Path) -> None:
    path = make_epub(tmp_path)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    extra = "".join(
        f'<item id="x{n}" href="x{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(3)
    )
    files["EPUB/package.opf"] = files["EPUB/package.opf"].replace(
        b"<manifest>", b"<manifest>" + extra.encode()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for n in range(3):
            archive.writestr(f"EPUB/x{n}.xhtml", b"<html>" + b" " * 29 * MB + b"</html>")
    (finding,) = check_epub(path, {}, tmp_path, [])
    assert finding.rule == "EP101" and "60 MB together" in finding.message


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 12))
BOMB = f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><x>%s</x>'


@pytest.mark.parametrize("place", ["&a11;", '<y z="&a11;"/>'])
def test_entities_are_never_multiplied(place: str) -> None:
    try:
        root = parse_xml((BOMB % place).encode())
    except etree.XMLSyntaxError as error:
        assert re.search("entit|amplification", str(error), re.IGNORECASE)
    else:
        assert len("".join(map(str, root.itertext()))) < 100


def test_no_file_outside_is_read_through_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    root = parse_xml(f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><x>&s;</x>'.encode())
    assert b"hunter2" not in etree.tostring(root)
