"""The same EPUB for Kobo's own engine (`.kepub.epub`): each sentence in a span that can be marked and returned to.

What Kobo's engine looks for is documented by those who convert for it (pgaskin/kepubify, wiki): spans of the class
`koboSpan` whose ids are `kobo.PARAGRAPH.SENTENCE`, counted from 1 in each file, and two boxes around the body.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from bookbuild.formats._xhtml.markup import XHTML, add, local, tag, write_tree
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.sentences import sentences

SUFFIX = ".kepub.epub"
_OUTER, _INNER = "book-columns", "book-inner"
_STYLE = "#book-inner { margin-top: 0; margin-bottom: 0; }"
"""The engine adds margins of its own to that box."""
_PARAGRAPHS = frozenset(
    [
        "blockquote",
        "caption",
        "dd",
        "div",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "p",
        "pre",
        "td",
        "th",
    ]
)
"""Elements that begin a paragraph of the count."""
_CLOSED = frozenset(
    ["audio", "iframe", "object", "option", "rp", "script", "select", "style", "textarea", "video"]
)
"""Elements whose text is not phrasing, or no text of the book."""


@dataclass
class _Place:
    """Where text stands: in an element (`tail` False), or after it; or an image."""

    element: etree._Element
    tail: bool
    pieces: list[str]
    ids: list[str]


def kepub_items(items: Iterable[Item], reading_order: Sequence[str]) -> list[Item]:
    """The items, the pages of the reading order prepared for Kobo. Words, ids and links stay."""
    read = frozenset(reading_order)
    return [
        replace(item, data=kepub_page(item.data))
        if item.media_type == XHTML_TYPE and item.id in read
        else item
        for item in items
    ]


def kepub_page(page: bytes) -> bytes:
    """A page with its sentences and pictures in spans, its body in two boxes."""
    root = etree.fromstring(page, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    head, body = root.find(tag("head")), root.find(tag("body"))
    if head is None or body is None:
        return page
    taken = frozenset(root.xpath("//@id"))
    places = list(_places(body, root.get("lang", ""), taken))
    for place in (place for place in places if place.pieces):
        _wrap_text(place)
    for place in (place for place in places if not place.pieces):  # now that nothing looks for its parent
        _wrap_image(place)
    _box(body, taken)
    add(head, "style", _STYLE, type="text/css").tail = "\n"
    return write_tree(root)


def _places(body: etree._Element, language: str, taken: frozenset[str]) -> Iterator[_Place]:
    """Every text and picture in reading order, with the ids of its spans."""
    paragraph = sentence = 0
    languages, closed = [language], 0

    def numbered(element: etree._Element, tail: bool, pieces: list[str]) -> _Place:
        nonlocal sentence
        ids: list[str] = []
        while len(ids) < max(1, len(pieces)):
            sentence += 1
            id = f"kobo.{max(1, paragraph)}.{sentence}"
            if id not in taken:
                ids.append(id)
        return _Place(element, tail, pieces, ids)

    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = local(element)
        if event == "start":
            languages.append(element.get("lang") or languages[-1])
            closed += not element.tag.startswith(f"{{{XHTML}}}") or name in _CLOSED
            if closed:
                continue
            if name in _PARAGRAPHS:
                paragraph, sentence = paragraph + 1, 0
            if name == "img":
                yield numbered(element, False, [])
            elif (element.text or "").strip():
                yield numbered(element, False, _pieces(element, element.text, languages[-1]))
        else:
            languages.pop()
            closed -= not element.tag.startswith(f"{{{XHTML}}}") or name in _CLOSED
            if not closed and element is not body and (element.tail or "").strip():
                yield numbered(element, True, _pieces(element.getparent(), element.tail, languages[-1]))


def _pieces(holder: etree._Element, text: str, language: str) -> list[str]:
    """Sentences of prose, lines of code."""
    if local(holder) == "pre" or next(holder.iterancestors(tag("pre")), None) is not None:
        return text.splitlines(keepends=True)
    return list(sentences(text, language))


def _wrap_text(place: _Place) -> None:
    spans = []
    for piece, id in zip(place.pieces, place.ids, strict=True):
        span = etree.Element(tag("span"), {"class": "koboSpan", "id": id})
        span.text = piece
        spans.append(span)
    if place.tail:
        holder = place.element.getparent()
        at = holder.index(place.element) + 1
        place.element.tail = None
    else:
        holder, at = place.element, 0
        place.element.text = None
    holder[at:at] = spans


def _wrap_image(place: _Place) -> None:
    """Only white space, if anything, still follows it."""
    image = place.element
    holder, tail = image.getparent(), image.tail
    image.tail = None
    span = etree.Element(tag("span"), {"class": "koboSpan", "id": place.ids[0]})
    holder.insert(holder.index(image), span)
    span.append(image)
    span.tail = tail


def _box(body: etree._Element, taken: frozenset[str]) -> None:
    """Put all that the body holds into the two boxes; a box whose id the book has itself goes without."""
    children, text = list(body), body.text
    outer = add(body, "div", id=_OUTER if _OUTER not in taken else "")
    inner = add(outer, "div", id=_INNER if _INNER not in taken else "")
    inner.text, body.text = text, None
    inner.extend(children)
