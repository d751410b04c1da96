"""Footnotes: pandoc's list at the end of a file as asides, each linked to its call and back.

The back link comes first in the note (Kindle Publishing Guidelines, 10.3.12: pop-ups run notes together
otherwise) and carries the note's number.
"""

from lxml import etree

from bookbuild.formats._xhtml.markup import NS, add, local, mark, tag
from bookbuild.formats.wording import Wording

_CALLS = etree.XPath(".//x:a[@class='footnote-ref']", namespaces=NS)
_LISTS = etree.XPath("./x:section[contains(@class,'footnotes')]", namespaces=NS)
_ITEMS = etree.XPath("./x:ol/x:li", namespaces=NS)
"""The notes; a list inside a note has items of its own."""
_BACK_LINKS = etree.XPath(".//x:a[@class='footnote-back']", namespaces=NS)


def settle_notes(section: etree._Element, words: Wording, at_end: bool = False) -> None:
    """Rewrite the calls and the notes of one page; those meant to be `at_end` have a head that is seen."""
    for call in _CALLS(section):
        mark(call, class_="noteref", epub_type="noteref", role="doc-noteref")
    for listed in _LISTS(section):
        notes = etree.Element(tag("section"))
        notes.text = "\n"
        if at_end:
            mark(notes, class_="notes", epub_type="endnotes", role="doc-endnotes", aria_label=words.notes)
            add(notes, "h2", words.notes).tail = "\n"
        else:
            mark(notes, class_="notes", epub_type="footnotes", aria_label=words.notes)
        for number, item in enumerate(_ITEMS(listed), start=1):
            notes.append(_note(item, number, words))
        section.replace(listed, notes)


def _note(item: etree._Element, number: int, words: Wording) -> etree._Element:
    for link in _BACK_LINKS(item):
        _remove_back_link(link)
    note = etree.Element(tag("aside"))
    id = item.get("id", "")
    mark(note, id=id, epub_type="footnote", role="doc-footnote")
    note.extend(list(item))
    note.tail = "\n"
    if not len(note) or local(note[0]) != "p":
        note.insert(0, etree.Element(tag("p")))
    first = note[0]
    back = add(first, "a", f"{number}.", href=f"#fnref{id.removeprefix('fn')}", class_="back")
    mark(back, epub_type="backlink", role="doc-backlink", aria_label=f"{words.back_to_text}\u00a0{number}")
    first.insert(0, back)
    back.tail = f"\u00a0{first.text or ''}"
    first.text = None
    return note


def _remove_back_link(link: etree._Element) -> None:
    """It stands last in a paragraph; a paragraph that held nothing else goes with it."""
    holder = link.getparent()
    holder.remove(link)
    if not len(holder) and not (holder.text or "").strip():
        holder.getparent().remove(holder)
