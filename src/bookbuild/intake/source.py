"""A contributor's file, opened safely and read by pandoc."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from lxml import etree

from bookbuild._tools.pandoc_once import read_untrusted
from bookbuild.diagnostics import Location, Rule
from bookbuild.document.nodes import Document, Math
from bookbuild.document.walk import walk_inlines
from bookbuild.errors import ToolFailed
from bookbuild.intake import docx, odt
from bookbuild.intake.report import Remarks
from bookbuild.preflight.epub_file import EpubFault, EpubFile, open_epub, parse_xml
from bookbuild.rules import intake as rules

LARGEST_BYTES, LARGEST_UNPACKED_BYTES = 300_000_000, 600_000_000
LARGEST_TEXT_BYTES = 20_000_000
"""Of HTML and TeX, and of each XML part of the others."""
FORMATS = {
    ".docx": "docx+styles+empty_paragraphs",
    ".docm": "docx+styles+empty_paragraphs",
    ".odt": "odt",
    ".epub": "epub",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".latex": "latex",
}
"""Pandoc's reader by ending."""
_PACKED = frozenset({".docx", ".docm", ".odt", ".epub"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_PLACE = re.compile(r"(.*) at \S*source\S* line (\d+) column \d+")
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|Basic/.+|Scripts/.+)$")


class Refused(ValueError):
    """The file can't be taken; `rule` says why in general, the text in particular."""

    def __init__(self, rule: Rule, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True)
class Source:
    """A file as pandoc reads it, and what pandoc does not tell of it."""

    path: Path
    document: Document
    title: str
    """From the file's own metadata; empty for none."""
    authors: tuple[str, ...]
    alts: Mapping[str, str] = field(default_factory=dict)
    """Descriptions of pictures by their name in the file."""

    @property
    def packed(self) -> bool:
        """Whether the pictures are inside the file; else they lie beside it."""
        return self.path.suffix.lower() in _PACKED


@dataclass(frozen=True)
class _Extra:
    """What pandoc does not tell of a file."""

    alts: Mapping[str, str] = field(default_factory=dict)
    formulas: int = 0


_DOCUMENT = msgspec.json.Decoder(Document)


def read_source(path: Path, remarks: Remarks) -> Source:
    """Read the file; what it holds that no chapter can goes to `remarks`. Raises Refused."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise Refused(rules.UNKNOWN_KIND, f"{path.name} is none of {', '.join(sorted(FORMATS))}")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Refused(rules.UNSAFE, f"{path.name} is larger than {LARGEST_BYTES // 1_000_000} MB")
        with tempfile.TemporaryDirectory(prefix="bookbuild-") as folder:
            readable = Path(folder) / f"source{ending}"
            extra = _prepare(path, readable, remarks)
            json, passed_over = read_untrusted(readable, FORMATS[ending])
    except EpubFault as fault:
        raise Refused(
            rules.UNSAFE if _is_hostile(fault) else rules.UNREADABLE, f"{path.name}: {fault}"
        ) from fault
    except (OSError, ToolFailed, etree.XMLSyntaxError) as error:
        said = str(error).splitlines()
        raise Refused(rules.UNREADABLE, f"{path.name}: {said[-1].strip() if said else 'broken'}") from error
    for message in dict.fromkeys(passed_over):
        place = _PLACE.fullmatch(message)
        what, line = (place[1], int(place[2])) if place else (message, 0)
        remarks.findings.append(rules.CODE_LEFT_OUT(what, at=Location(remarks.file, line)))
    source = _decoded(path, json, extra)
    read = sum(isinstance(one, Math) for one, _ in walk_inlines(source.document.blocks))
    if read < extra.formulas:
        hint = "Write them in the Markdown, between dollar signs."
        remarks.say(
            rules.NOT_CARRIED, f"{extra.formulas - read} formulas of {extra.formulas} are left out", hint
        )
    return source


def _decoded(path: Path, json: bytes, extra: "_Extra") -> Source:
    try:
        document = _DOCUMENT.decode(json)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as error:
        raise Refused(rules.UNREADABLE, f"{path.name} is nested too deeply, or is no text") from error
    title, authors = _plain(document.meta.get("title")), _people(document.meta.get("author"))
    return Source(path, document, title, authors, extra.alts)


def _plain(meta: object) -> str:
    """The words of a metadata value of pandoc's."""
    if isinstance(meta, dict):
        if meta.get("t") in {"Space", "SoftBreak", "LineBreak"}:
            return " "
        return _plain(meta.get("c", ""))
    if isinstance(meta, list):
        return "".join(_plain(item) for item in meta if not (isinstance(item, list) and len(item) == 3))
    return meta if isinstance(meta, str) else ""


def _people(meta: object) -> tuple[str, ...]:
    if isinstance(meta, dict) and meta.get("t") == "MetaList":
        return tuple(filter(None, (_plain(item).strip() for item in meta["c"])))
    name = _plain(meta).strip()
    return (name,) if name else ()


def _is_hostile(fault: EpubFault) -> bool:
    """Whether the fault is one that no program makes by mistake."""
    return any(
        word in str(fault)
        for word in ("unpacks to", "outside itself", "a link", "claims to", "holds", "larger", "entit")
    )


def _prepare(path: Path, readable: Path, remarks: Remarks) -> _Extra:
    """Put a copy for pandoc at `readable`; remark on what it would pass over."""
    if path.suffix.lower() not in _PACKED:
        readable.write_bytes(_in_utf8(path))
        return _Extra()
    with open_epub(path) as archive:
        if sum(entry.file_size for entry in archive.entries) > LARGEST_UNPACKED_BYTES:
            raise Refused(
                rules.UNSAFE, f"{path.name} unpacks to more than {LARGEST_UNPACKED_BYTES // 1_000_000} MB"
            )
        parts = _xml_parts(archive)
        if any(_MACROS.search(name) for name in archive.names):
            remarks.say(rules.MACROS, f"{path.name} holds macros")
        if path.suffix.lower() == ".odt":
            return _Extra(odt.prepare(archive, parts, readable, remarks), odt.formulas(parts))
        if path.suffix.lower() == ".epub":
            shutil.copyfile(path, readable)
        else:
            docx.prepare(archive, parts, readable, remarks)
        return _Extra()


def _xml_parts(archive: EpubFile) -> dict[str, etree._Element]:
    """Every XML part, parsed. Raises EpubFault for one that declares entities: no word processor writes them."""
    parts = {}
    for name in sorted(archive.names):
        if not name.lower().endswith((".xml", ".rels")):
            continue
        root = parse_xml(archive.read(name, LARGEST_TEXT_BYTES))
        table = root.getroottree().docinfo.internalDTD
        if table is not None and any(True for _ in table.iterentities()):
            raise EpubFault(f"{name} declares entities of its own")
        parts[name] = root
    return parts


def _in_utf8(path: Path) -> bytes:
    raw = path.read_bytes()
    if len(raw) > LARGEST_TEXT_BYTES:
        raise Refused(rules.UNSAFE, f"{path.name} is larger than {LARGEST_TEXT_BYTES // 1_000_000} MB")
    declared = _CHARSET.search(raw[:2000])
    for name in ("utf-8-sig", declared[1].decode() if declared else ""):
        try:
            return raw.decode(name or "utf-8").encode()
        except (UnicodeDecodeError, LookupError):
            continue
    raise Refused(rules.UNREADABLE, f"{path.name} is not UTF-8, and does not say what else")
