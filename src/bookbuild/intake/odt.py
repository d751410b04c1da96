"""An .odt made ready for pandoc, which reads neither styles nor remarks nor descriptions (OpenDocument 1.3, part 3)."""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from bookbuild.intake.repack import repack
from bookbuild.intake.report import Remarks, quoted
from bookbuild.preflight.epub_file import EpubFault, EpubFile
from bookbuild.rules import intake as rules

_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_CONTENT, _STYLES = "content.xml", "styles.xml"
BEGIN, END = "\ue000", "\ue001"
"""Around the name of a paragraph's style, put before its words: pandoc keeps the words, and drops the style."""


def prepare(
    archive: EpubFile, parts: Mapping[str, etree._Element], readable: Path, remarks: Remarks
) -> Mapping[str, str]:
    """Write to `readable` a copy whose paragraphs begin with the names of their styles; remarks and refused words go
    to `remarks`. Gives the descriptions of pictures by name. Raises EpubFault when there is no content.
    """
    content = parts.get(_CONTENT)
    if content is None:
        raise EpubFault("it has no content.xml")
    _changes(content, remarks)
    _comments(content, remarks)
    _objects(content, parts, remarks)
    alts = _descriptions(content)
    _name_styles(content, parts.get(_STYLES))
    repack(archive, readable, _CONTENT, content)
    return alts


def _changes(content: etree._Element, remarks: Remarks) -> None:
    for region in content.iterfind(".//text:changed-region", _NS):
        for change in region:
            kind = etree.QName(change).localname
            who = change.findtext(".//dc:creator", "", _NS)
            when = change.findtext(".//dc:date", "", _NS)[:10]
            if kind == "deletion":
                words = " ".join(
                    "".join(map(str, part.itertext())) for part in change.iterfind("text:p", _NS)
                )
            else:
                words = _between(content, region.get(f"{{{_NS['text']}}}id") or "")
            remarks.say(rules.TRACKED_CHANGE, change_text(kind, words, who, when))
    for holder in content.findall(".//text:tracked-changes", _NS):
        _remove(holder)


def change_text(kind: str, words: str, who: str, when: str) -> str:
    """A proposed change in words: `Zoé, 2026-01-02: insertion of “nouveau”`."""
    return f"{', '.join(filter(None, (who, when))) or 'somebody'}: {kind} of {quoted(words)}"


def _between(content: etree._Element, id: str) -> str:
    """The words between the marks of a change."""
    words: list[str] = []
    inside = False
    for element in content.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        ours = element.get(f"{{{_NS['text']}}}change-id") == id
        if inside and element.text and not ours:
            words.append(element.text)
        if ours:
            inside = name == "change-start"
        if inside and element.tail:
            words.append(element.tail)
    return "".join(words)


def _comments(content: etree._Element, remarks: Remarks) -> None:
    for note in content.findall(".//office:annotation", _NS):
        who, when = note.findtext("dc:creator", "", _NS), note.findtext("dc:date", "", _NS)[:10]
        words = " ".join("".join(map(str, part.itertext())) for part in note.iterfind(".//text:p", _NS))
        remarks.say(rules.COMMENT, f"{', '.join(filter(None, (who, when))) or 'somebody'}: {quoted(words)}")
        _remove(note)


def _objects(content: etree._Element, parts: Mapping[str, etree._Element], remarks: Remarks) -> None:
    """Charts, tables of a calculator and the like; formulas are carried."""
    for element in content.iterfind(".//draw:object", _NS):
        name = (element.get(f"{{{_NS['xlink']}}}href") or "").removeprefix("./").rstrip("/")
        inner = parts.get(f"{name}/{_CONTENT}")
        if inner is None or etree.QName(inner).localname != "math":
            remarks.say(
                rules.NOT_CARRIED, f"an object of another program is left out: {name or 'without name'}"
            )


def formulas(parts: Mapping[str, etree._Element]) -> int:
    """How many formulas there are: pandoc passes over those that it can't read."""
    inner = (root for name, root in parts.items() if name.endswith(f"/{_CONTENT}"))
    return sum(etree.QName(root).localname == "math" for root in inner)


def _remove(element: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _descriptions(content: etree._Element) -> dict[str, str]:
    alts = {}
    for frame in content.iterfind(".//draw:frame", _NS):
        image = frame.find("draw:image", _NS)
        words = frame.findtext("svg:desc", "", _NS) or frame.findtext("svg:title", "", _NS)
        if image is not None and words:
            alts[image.get(f"{{{_NS['xlink']}}}href") or ""] = words
    return alts


def _name_styles(content: etree._Element, styles: etree._Element | None) -> None:
    """Mark every paragraph of the text, but headings, with the name its author saw."""
    named, style = f"{{{_NS['text']}}}style-name", f"{{{_NS['style']}}}"
    parents: dict[str, str] = {}
    shown: dict[str, str] = {}
    for root in (styles, content):
        for one in root.iterfind(".//style:style", _NS) if root is not None else ():
            name = one.get(f"{style}name") or ""
            shown[name] = one.get(f"{style}display-name") or name.replace("_20_", " ")
            if root is content:
                parents[name] = one.get(f"{style}parent-style-name") or "Standard"
    for paragraph in content.iterfind(".//text:p", _NS):
        name = paragraph.get(named) or "Standard"
        name = parents.get(name, name)
        paragraph.text = f"{BEGIN}{shown.get(name, name)}{END}{paragraph.text or ''}"
