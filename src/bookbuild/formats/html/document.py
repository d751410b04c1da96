"""The pages of an edition as the main part of one document: ids and links of the whole, headings one below another."""

from dataclasses import dataclass

from lxml import etree

from bookbuild.book.model import MadePage
from bookbuild.formats._xhtml.markup import (
    EPUB_TYPE,
    XHTML,
    XML_LANG,
    add,
    local,
    tag,
    text_of,
)
from bookbuild.formats._xhtml.pages import Page, book_pages
from bookbuild.formats.content import EditionText
from bookbuild.formats.html.pictures import Pictures

TEXT_ID = "_text"
"""Where the link that skips the head leads. No id of a manuscript begins so."""
_FRAME = frozenset({MadePage.TITLE_PAGE, MadePage.COPYRIGHT_PAGE, MadePage.CONTENTS, MadePage.OFFPRINT})
"""Pages that a web page has no place for between its texts: the frame around them says the same."""
_REFERRING = ("aria-labelledby", "aria-describedby", "headers")
_HEADINGS = tuple(tag(f"h{n}") for n in range(1, 7))


@dataclass(frozen=True)
class Joined:
    """What the frame is put around."""

    main: etree._Element
    """`main` with an `article` for each piece."""
    pages: tuple[Page, ...]
    """Of the pieces, and of the pages that are left to the frame."""


def whole_page(text: EditionText, pictures: Pictures) -> Joined:
    """The pieces of an edition in one `main`. Its pictures are in the page; no link leads out of it but to the web."""
    pages = book_pages(text)
    main = etree.Element(tag("main"), {"id": TEXT_ID, "tabindex": "-1"}, nsmap={None: XHTML})
    for page in pages:
        if page.written.piece.kind in _FRAME:
            continue
        article = add(main, "article", id=page.id, class_="piece")
        section = _section(page)
        article.append(section)
        _settle_ids(article, page, own_ids=page.written is text.excerpted)
        if any(element.get("id") == page.id for element in section.iter(etree.Element)):
            del article.attrib["id"]  # the text's own title is called so
        _settle_headings(section, _steps(text, page))
        _settle_semantics(section)
        pictures.take_into(section)
    return Joined(main, pages)


def address_in_page(href: str, excerpted: str | None) -> str:
    """Where a place of the package (`carte.xhtml#retour`) is in the one page. `excerpted` keeps its ids.

    >>> address_in_page("text/carte.xhtml#retour", None), address_in_page("carte.xhtml", None)
    ('#carte.retour', '#carte')
    >>> address_in_page("carte.xhtml#retour", "carte")
    '#retour'
    """
    path, _, anchor = href.partition("#")
    piece = path.rpartition("/")[2].removesuffix(".xhtml")
    if not anchor:
        return f"#{piece}"
    return f"#{_id(anchor, piece, own_ids=piece == excerpted)}"


def _section(page: Page) -> etree._Element:
    root = etree.fromstring(
        page.data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    )
    section = root[1][0]
    section.tail = None
    return section


def _id(id: str, piece: str, own_ids: bool) -> str:
    """A piece's id has no full stop, so no two of these are alike."""
    return id if own_ids else f"{piece}.{id}"


def _settle_ids(article: etree._Element, page: Page, own_ids: bool) -> None:
    excerpted = page.id if own_ids else None
    for element in article.iter(etree.Element):
        if element is not article and element.get("id"):
            element.set("id", _id(element.get("id"), page.id, own_ids))
        for name in _REFERRING:
            if element.get(name):
                ids = (_id(id, page.id, own_ids) for id in element.get(name).split())
                element.set(name, " ".join(ids))
        href = element.get("href") if local(element) == "a" else None
        if href is not None and href.startswith("#"):
            element.set("href", f"#{_id(href[1:], page.id, own_ids)}")
        elif href is not None and ":" not in href.partition("#")[0]:
            element.set("href", address_in_page(href, excerpted))


def _steps(text: EditionText, page: Page) -> int:
    """How far below the page's title a piece stands; an offprint's text has that title itself."""
    if text.excerpted is None:
        return 1 + page.written.piece.depth
    return int(page.written is not text.excerpted)


def _settle_headings(section: etree._Element, steps: int) -> None:
    """Each heading lower by so many levels, at most h6."""
    for heading in section.iter(*_HEADINGS):
        heading.tag = tag(f"h{min(int(local(heading)[1]) + steps, 6)}")


def _settle_semantics(section: etree._Element) -> None:
    """Plain HTML: no EPUB attributes, wide things in boxes that scroll, landmarks that are told apart."""
    name = next((text_of(heading) for heading in section.iter(*_HEADINGS)), "")
    for element in list(section.iter(etree.Element)):
        for attribute in (EPUB_TYPE, XML_LANG):
            element.attrib.pop(attribute, None)
        if local(element) == "aside" and not element.get("role"):
            _box(element)
        elif local(element) == "section" and element is not section and element.get("aria-label") and name:
            element.set("aria-label", f"{element.get('aria-label')} – {name}")
        elif local(element) == "table":
            _scroll(element)


def _box(aside: etree._Element) -> None:
    """Inside the main part an `aside` is no landmark of its own: it belongs to its text."""
    aside.tag = tag("div")
    if aside.get("aria-label") or aside.get("aria-labelledby"):
        aside.set("role", "group")


def _scroll(table: etree._Element) -> None:
    """A table wider than a telephone scrolls in a box that the keyboard reaches."""
    caption = table.find(tag("caption"))
    box = etree.Element(tag("div"), {"class": "wide", "tabindex": "0", "role": "group"})
    label = text_of(caption) if caption is not None else ""
    box.set("aria-label", label or "Table")
    box.tail, table.tail = table.tail, None
    table.getparent().replace(table, box)
    box.append(table)
