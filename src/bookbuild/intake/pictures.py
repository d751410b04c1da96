"""Pictures of a contributor's file: taken out, looked at, described."""

import base64
import binascii
import io
import re
import tempfile
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from PIL import Image as Raster
from PIL import UnidentifiedImageError

from bookbuild.document.manuscript import is_file, resolve_inside
from bookbuild.document.nodes import Attr, Blocks, Document, Image, Inlines, Link, LinkC, Str, Target
from bookbuild.document.walk import map_inlines, text_of
from bookbuild.filters.normalise.pictures import MAX_BYTES, RASTER, fault_of
from bookbuild.intake.report import Remarks
from bookbuild.intake.source import Source
from bookbuild.preflight.epub_file import EpubFault, EpubFile, open_epub
from bookbuild.rules import intake as rules

_ENDINGS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "TIFF": "tif"}
_TEX_ENDINGS = ("", ".png", ".jpg", ".jpeg", ".svg")
"""Tried in this order: TeX names pictures without."""
_WMF = b"\xd7\xcd\xc6\x9a"
"""How a Windows metafile begins; an enhanced one has its name at byte 40."""
_DATA = re.compile(r"data:image/[a-z+.-]+(;base64)?,(.*)", re.DOTALL)


@dataclass
class Taken:
    """Pictures by the name of the file they go to; those that occur twice once."""

    folder: str
    """Where Markdown finds them: `../images/lettre`."""
    files: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    """Name by the address in the source."""


def take_pictures(source: Source, blocks: list[Blocks], taken: Taken, remarks: Remarks) -> None:
    """Every picture of the text into `taken`, and its new address into the text.

    One that no book takes is left out with a remark; one on the network becomes a link.
    """
    if not source.packed:
        _take(source, None, blocks, taken, remarks)
        return
    with open_epub(source.path) as archive:
        _take(source, archive, blocks, taken, remarks)


def _take(
    source: Source, archive: EpubFile | None, blocks: list[Blocks], taken: Taken, remarks: Remarks
) -> None:
    def change(inlines: list[Inlines]) -> list[Inlines]:
        return [
            new
            for one in inlines
            for new in (_one(one, source, archive, taken, remarks) if isinstance(one, Image) else [one])
        ]

    map_inlines(Document(blocks), change)


def _one(
    image: Image, source: Source, archive: EpubFile | None, taken: Taken, remarks: Remarks
) -> list[Inlines]:
    url = image.c.target.url
    words = _description(image, source.alts)
    if url.startswith(("http://", "https://", "//")):
        remarks.say(
            rules.PICTURE_LEFT_OUT,
            f"{url[:80]} is on the network",
            "Save it in images/ and put it where the link is.",
        )
        address = f"https:{url}" if url.startswith("//") else url
        return [Link(LinkC(Attr(), [Str(words or address)], Target(address)))]
    if url not in taken.known:
        try:
            data = _bytes(url, source.path, archive)
            ending = _ending(data)
        except (LookupError, ValueError, OSError) as fault:
            shown = url if not url.startswith("data:") else "a picture inside the page"
            remarks.say(
                rules.PICTURE_LEFT_OUT,
                f"{shown[:80]}: {fault.args[0] if fault.args else fault}",
                "Ask for it as JPEG, PNG or SVG.",
            )
            return [Str(words)] if words else []
        name = f"{len(taken.files) + 1:02d}.{ending}"
        taken.files[name], taken.known[url] = data, name
    name = taken.known[url]
    if not words:
        remarks.say(
            rules.PICTURE_UNDESCRIBED,
            f"{taken.folder}/{name} has no description",
            'Write alt="…" in the Markdown.',
        )
    pairs = [("alt", words)] if words else []
    image.c = LinkC(Attr("", [], pairs), [], Target(f"{taken.folder}/{name}"))
    return [image]


def _description(image: Image, alts: Mapping[str, str]) -> str:
    words = image.c.attr.get("alt") or text_of(image.c.inlines) or alts.get(image.c.target.url, "")
    return " ".join(words.split())


def _bytes(url: str, path: Path, archive: EpubFile | None) -> bytes:
    """The file that an address means. Raises LookupError, ValueError and OSError with a reason."""
    if found := _DATA.match(url):
        try:
            return base64.b64decode(found[2], validate=True) if found[1] else unquote_to_bytes(found[2])
        except binascii.Error as error:
            raise ValueError("broken") from error
    if archive is not None:
        plain = unquote(url)
        names = sorted(name for name in archive.names if name in {plain, url} or name.endswith(f"/{plain}"))
        if not names:
            raise LookupError("the file has no such picture")
        try:
            return archive.read(names[0])
        except EpubFault as fault:
            raise ValueError(str(fault)) from fault
    for ending in _TEX_ENDINGS if path.suffix.lower() in {".tex", ".latex"} else ("",):
        beside = resolve_inside(path.parent, PurePosixPath(), unquote(url) + ending)
        if beside is None:
            raise ValueError("it is outside the folder of the file")
        if is_file(path.parent / beside):
            if (path.parent / beside).stat().st_size > MAX_BYTES:
                raise ValueError(f"more than {MAX_BYTES // 1_000_000} MB")
            return (path.parent / beside).read_bytes()
    raise LookupError("there is no such picture")


def _ending(data: bytes) -> str:
    """By what it is, not by its name. Raises ValueError for what no book takes."""
    if data[40:44] == b" EMF" or data.startswith(_WMF):
        raise ValueError("a Windows metafile, which no book takes")
    ending = "svg" if b"<svg" in data[:2000] else _raster_ending(data)
    with tempfile.TemporaryDirectory(prefix="bookbuild-") as folder:
        file = Path(folder) / f"picture.{ending}"
        file.write_bytes(data)
        if fault := fault_of(file):
            raise ValueError(fault[1])
    return ending


def _raster_ending(data: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Raster.DecompressionBombWarning)  # a limit of our own follows
            with Raster.open(io.BytesIO(data), formats=sorted(RASTER)) as picture:
                return _ENDINGS[picture.format or ""]
    except (UnidentifiedImageError, OSError, Raster.DecompressionBombError, KeyError) as error:
        raise ValueError("no picture that a book takes") from error
