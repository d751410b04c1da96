"""A .docx made ready for pandoc; what it holds that pandoc passes over in silence (ECMA-376, part 1)."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from bookbuild.intake.repack import repack
from bookbuild.intake.report import Remarks, quoted
from bookbuild.preflight.epub_file import EpubFault, EpubFile
from bookbuild.rules import intake as rules

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OBJECTS = {
    f"{_W}object": "an object of another program",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "a chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "a SmartArt drawing",
    f"{_W}altChunk": "another document put into this one",
    f"{_W}subDoc": "another document put into this one",
    f"{_W}checkBox": "a box to tick",
}
_BODY, _COMMENTS = "word/document.xml", "word/comments.xml"


def prepare(archive: EpubFile, parts: Mapping[str, etree._Element], readable: Path, remarks: Remarks) -> None:
    """Write to `readable` a copy whose bookmarks stand inside paragraphs, where pandoc finds them; remark on comments,
    text boxes, objects, heads and feet, index entries. Raises EpubFault for a part that is broken.
    """
    body = parts.get(_BODY)
    if body is None:
        raise EpubFault(f"it has no {_BODY}")  # every word processor calls it so
    _look_into(body, parts, remarks)
    for mark in body.findall(f"{_W}body/{_W}bookmarkStart"):
        paragraph = next((one for one in mark.itersiblings() if one.tag == f"{_W}p"), None)
        if paragraph is not None:
            head = paragraph.find(f"{_W}pPr")
            paragraph.insert(0 if head is None else 1, mark)
    repack(archive, readable, _BODY, body)


def _look_into(body: etree._Element, parts: Mapping[str, etree._Element], remarks: Remarks) -> None:
    if (notes := parts.get(_COMMENTS)) is not None:
        _comments(notes, remarks)
    for element in body.iter(*_OBJECTS):
        remarks.say(rules.NOT_CARRIED, f"{_OBJECTS[str(element.tag)]} is left out")
    for text in dict.fromkeys(_boxes(body)):
        remarks.say(
            rules.NOT_CARRIED,
            f"a text box is left out: {quoted(text)}",
            "Put its words where they belong.",
        )
    entries = [text for text in _fields(body) if text.startswith("XE ")]
    if entries:
        words = ", ".join(quoted(entry[3:].strip().strip('"')) for entry in entries[:20])
        hint = "Write [word]{.index} in the Markdown."
        remarks.say(rules.NOT_CARRIED, f"{len(entries)} index entries are left out: {words}", hint)
    for kind in ("header", "footer"):
        texts = (_text(root) for name, root in parts.items() if name.startswith(f"word/{kind}"))
        for text in dict.fromkeys(filter(None, texts)):
            remarks.say(rules.NOT_CARRIED, f"the page {kind} is left out: {quoted(text)}")


def _comments(notes: etree._Element, remarks: Remarks) -> None:
    for note in notes.iter(f"{_W}comment"):
        who, when = note.get(f"{_W}author") or "", (note.get(f"{_W}date") or "")[:10]
        remarks.say(
            rules.COMMENT, f"{', '.join(filter(None, (who, when))) or 'somebody'}: {quoted(_text(note))}"
        )


def _boxes(body: etree._Element) -> Iterator[str]:
    """Text in boxes; Word writes each twice, the second time for older versions of itself."""
    for box in body.iter(f"{_W}txbxContent"):
        if text := _text(box):
            yield text


def _fields(body: etree._Element) -> Iterator[str]:
    for code in body.iter(f"{_W}instrText"):
        yield (code.text or "").strip()


def _text(root: etree._Element) -> str:
    return "".join(run.text or "" for run in root.iter(f"{_W}t")).strip()
