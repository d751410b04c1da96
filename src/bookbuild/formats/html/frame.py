"""What stands around the text: the way past the head, the book, contents, citation, rights."""

from lxml import etree

from bookbuild.filters.typography import typeset
from bookbuild.formats._xhtml.made.copyright_page import copyright_page
from bookbuild.formats._xhtml.made.offprint_page import add_citation, fill_offprint
from bookbuild.formats._xhtml.made.title_page import credit_lines
from bookbuild.formats._xhtml.markup import XHTML, add, append_text, local, mark, tag
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.epub.contents import Entry, contents
from bookbuild.formats.html.document import TEXT_ID, Joined, address_in_page
from bookbuild.formats.offprint import signature
from bookbuild.formats.wording import Wording, wording

_FEWEST_SECTIONS = 3
"""A shorter text needs no contents."""


def framed(text: EditionText, joined: Joined) -> etree._Element:
    """The `html` element: an empty head, and the body with the text in its frame."""
    words = wording(text.book.language)
    root = etree.Element(tag("html"), {"lang": text.book.language}, nsmap={None: XHTML})
    add(root, "head")
    body = add(root, "body", class_="offprint-page" if text.excerpted else "book-page")
    add(body, "a", words.skip, class_="skip", href=f"#{TEXT_ID}")
    body.append(_masthead(text, words))
    body.append(joined.main)
    _add_title(text, joined, words)
    _add_contents(text, joined, words)
    body.append(_about(text, words))
    body.append(_footer(text))
    return root


def _masthead(text: EditionText, words: Wording) -> etree._Element:
    """Whose page this is, and on an offprint the book it comes from."""
    head = etree.Element(tag("header"), {"class": "masthead"})
    line = add(head, "p", class_="source")
    title = typeset(text.book.title, text.usage)
    if text.excerpted:
        append_text(line, f"{words.excerpt_of} ")
        holder = add(line, "a", href=text.book.url) if text.book.url else line
        add(holder, "cite", title)
    add(head, "p", typeset(text.book.imprint, text.usage), class_="imprint")
    if not text.excerpted:
        head.remove(line)
    return head


def _add_title(text: EditionText, joined: Joined, words: Wording) -> None:
    """The title of a whole book; an offprint's stands over its text."""
    if text.excerpted:
        _add_signature(text, text.excerpted, joined.main)
        return
    head = etree.Element(tag("header"), {"class": "book-title"})
    add(head, "h1", typeset(text.book.title, text.usage))
    if text.book.subtitle:
        add(head, "p", typeset(text.book.subtitle, text.usage), class_="subtitle", role="doc-subtitle")
    for line in credit_lines(text.book, words, text.usage):
        add(head, "p", line, class_="people")
    joined.main.insert(0, head)


def _add_signature(text: EditionText, written: Written, main: etree._Element) -> None:
    """Under the title of an unsigned text, the author of the book."""
    title = main.find(f".//{tag('h1')}")
    signed = "" if written.piece.by else signature(text, written)
    if signed and title is not None:
        line = etree.Element(tag("p"), {"class": "byline"})
        line.text, line.tail, title.tail = signed, title.tail, None
        title.addnext(line)


def _add_contents(text: EditionText, joined: Joined, words: Wording) -> None:
    """Before a book's texts; in an offprint between its opener and its first words."""
    kept = contents(text, joined.pages)
    excerpted = text.edition.offprint
    if text.excerpted:
        kept = next((entry.inner for entry in kept if entry.href.endswith(f"/{excerpted}.xhtml")), [])
        if len(kept) < _FEWEST_SECTIONS:
            return
    nav = etree.Element(tag("nav"))
    mark(nav, class_="contents", role="doc-toc", aria_labelledby="_contents")
    add(nav, "h2", words.on_this_page if text.excerpted else words.contents, id="_contents")
    _add_list(nav, kept, excerpted)
    if text.excerpted:
        section = joined.main[0][0]
        section.insert(_after_opening(section), nav)
    else:
        joined.main.insert(1, nav)


def _after_opening(section: etree._Element) -> int:
    """The place behind the opener and the abstract."""
    place = 0
    for child in section:
        if local(child) == "header" or child.get("role") == "doc-abstract":
            place = section.index(child) + 1
        else:
            break
    return place


def _add_list(parent: etree._Element, entries: list[Entry], excerpted: str | None) -> None:
    listed = add(parent, "ol")
    for entry in entries:
        item = add(listed, "li")
        add(item, "a", entry.title, href=address_in_page(entry.href, excerpted))
        if entry.by:
            append_text(item, " ")
            add(item, "span", entry.by, class_="by")
        if entry.inner:
            _add_list(item, entry.inner, excerpted)


def _about(text: EditionText, words: Wording) -> etree._Element:
    """How to cite the text; of an offprint also the book it comes from and its other texts."""
    about = etree.Element(tag("aside"))
    mark(about, class_="about", aria_labelledby="_about")
    if text.excerpted:
        add(about, "h2", words.offprint, id="_about")
        fill_offprint(about, text)
        for heading in about[1:]:
            if local(heading) == "h2":
                heading.tag = tag("h3")
    else:
        add(about, "h2", words.about_book, id="_about")
        add_citation(about, text)
    return about


def _footer(text: EditionText) -> etree._Element:
    """What the copyright page says."""
    footer = etree.Element(tag("footer"), {"class": "rights"})
    page = etree.fromstring(copyright_page(text), etree.XMLParser(resolve_entities=False, no_network=True))
    footer.extend(list(page[1][0]))
    return footer
