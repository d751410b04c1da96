"""Notes: linked both ways, so that Kindle can show them in a pop-up."""

from collections.abc import Iterator

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_package import XHTML
from bookbuild.preflight.kindle.book import Book, Link, has_type, line_of, text_of, within
from bookbuild.rules import kindle_navigation as rules

_NOTES = ("footnote", "endnote", "rearnote")
_LISTS = ("footnotes", "endnotes", "rearnotes")
_AFTER = ("index", "bibliography", "colophon", "backmatter", "copyright-page", "appendix", "afterword")


def note_findings(book: Book) -> Iterator[Finding]:
    """Faults of notes and their calls."""
    calls = [link for link in book.links if has_type(link.element, "noteref") and link.fragment]
    by_note: dict[tuple[str, str], list[Link]] = {}
    for call in calls:
        by_note.setdefault((call.path, call.fragment), []).append(call)
    for (path, fragment), its_calls in by_note.items():
        target = book.ids.get(path, {}).get(fragment)
        if target is None:
            continue  # the link is broken: see links
        yield from _note_findings(book, path, _note_of(target), its_calls)
    for call in calls:
        if not _callable(call.element):
            message = f"The call “{text_of(call.element).strip()}” has no id: the note can’t lead back to it"
            yield book.say(rules.NOTE_FORM, message, call.page, call.line)
    yield from _place_findings(book, {(path, fragment) for path, fragment in by_note})


def _note_of(target: etree._Element) -> etree._Element:
    """The whole note, when its id stands on a link or a line inside it."""
    if has_type(target, *_NOTES):
        return target
    for outer in target.iterancestors():
        if has_type(outer, *_NOTES):
            return outer
    if target.tag in {f"{{{XHTML}}}a", f"{{{XHTML}}}span", f"{{{XHTML}}}sup"}:
        return next((outer for outer in target.iterancestors() if outer.tag in _BLOCKS), target)
    return target


_BLOCKS = {f"{{{XHTML}}}{name}" for name in ("p", "li", "div", "aside", "dd", "td")}


def _note_findings(book: Book, path: str, note: etree._Element, calls: list[Link]) -> Iterator[Finding]:
    anchors = [link for link in book.links_in(path, note) if _leads_to(book, link, calls)]
    what = f"The note “{' '.join(text_of(note).split())[:40]}…”"
    if not anchors:
        yield book.say(rules.NOTE_BACK_LINK, f"{what} has no link back to its call", path, line_of(note))
        return
    if any(character.isalpha() for character in _text_before(note, anchors[0].element)):
        message = f"{what} does not begin with its link back"
        yield book.say(rules.NOTE_FORM, message, path, line_of(note), "Move the link to the front.")


def _leads_to(book: Book, link: Link, calls: list[Link]) -> bool:
    """Whether a link leads to a call, to what holds it, or to the call's page without an id."""
    for call in calls:
        if link.path != call.page:
            continue
        target = book.ids.get(link.path, {}).get(link.fragment)
        if target is None:
            continue
        if (
            target is call.element
            or target in list(call.element.iterancestors())
            or call.element in list(target.iter())
        ):
            return str(target.tag) != f"{{{XHTML}}}body"
    return False


def _text_before(note: etree._Element, anchor: etree._Element) -> str:
    """What is read in the note before the link back."""
    parts: list[str] = []

    def collect(element: etree._Element) -> bool:
        if element is anchor:
            return True
        parts.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and collect(child):
                return True
            parts.append(child.tail or "")
        return False

    collect(note)
    return "".join(parts)


def _callable(call: etree._Element) -> bool:
    """Whether a back link can name the call: its id, or that of the sup or span around it."""
    outer = call.getparent()
    inner = any(element.get("id") for element in call.iter("*"))
    return inner or (outer is not None and bool(outer.get("id")) and outer.tag in _INLINE)


_INLINE = {f"{{{XHTML}}}{name}" for name in ("sup", "span", "small")}


def _place_findings(book: Book, notes: set[tuple[str, str]]) -> Iterator[Finding]:
    """Notes in the middle of a text: something other than notes and back matter follows them on the page."""
    for path in dict.fromkeys(path for path, _ in sorted(notes)):
        targets = [
            book.ids[path][fragment]
            for owner, fragment in notes
            if owner == path and fragment in book.ids.get(path, {})
        ]
        marked = [_note_of(target) for target in targets if has_type(_note_of(target), *_NOTES)]
        if not marked or path not in book.bodies:
            continue
        first = min(marked, key=line_of)
        follower = next((one for one in _after(first) if _is_text(one)), None)
        if follower is not None:
            message = "Text of the book follows a note on its page"
            yield book.say(rules.NOTE_PLACE, message, path, line_of(first), "Put the notes last.")


def _after(element: etree._Element) -> Iterator[etree._Element]:
    yield from element.xpath("following::*[local-name()='p'][normalize-space()]")


def _is_text(paragraph: etree._Element) -> bool:
    return not within(paragraph, *_NOTES, *_LISTS, *_AFTER)
