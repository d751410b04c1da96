"""One edition as an EPUB for Amazon: KDP and Send to Kindle take it, and make the reader's file from it."""

from collections.abc import Sequence
from dataclasses import replace

from bookbuild.book.model import MadePage
from bookbuild.design.css import stylesheet
from bookbuild.filters.target.html import image_href
from bookbuild.formats._xhtml.pages import Page, book_pages
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.epub.accessibility import claims, conforms, look_at
from bookbuild.formats.epub.contents import Entry, contents
from bookbuild.formats.epub.cover import cover_image
from bookbuild.formats.epub.images import image_items, limits_of, sources
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.make import (
    NAV_ID,
    NCX_ID,
    landmarks,
    page_item,
    used_images,
    withheld_claims,
)
from bookbuild.formats.epub.nav import NAV_NAME, contents_page, nav_page
from bookbuild.formats.epub.ncx import NCX_NAME, NCX_TYPE, ncx
from bookbuild.formats.epub.pack import pack
from bookbuild.formats.epub.package import identifier, main_title, package_document
from bookbuild.formats.epub.page_list import Marked, add_page_list, mark_printed_pages
from bookbuild.formats.kindle.adapt import adapt_page, adapt_text
from bookbuild.formats.kindle.kf8.write import write_azw3
from bookbuild.formats.kindle.rasterise import kindle_pictures
from bookbuild.formats.wording import Wording, wording

_LEVELS = 2
"""Deeper levels are grey or hidden on e-ink (KPG 5.2)."""
_CONTENTS_ID, _CONTENTS_NAME = "contents-page", "contents.xhtml"
_BEFORE_CONTENTS = frozenset({MadePage.TITLE_PAGE, MadePage.COPYRIGHT_PAGE})


def make(text: EditionText) -> Made:
    """Build `<stem>-kindle.epub` in the edition's build folder.

    No page shows the cover (KPG 4.2: it would appear twice). The contents are a page near the front (KPG 5.1)
    beside the navigation document, which Kindle would show with its landmarks if it were read. With `azw3: true`
    the same text also as AZW3.
    """
    words = wording(text.book.language)
    text.progress("drawing the cover")
    cover = cover_image(text)
    read = book_pages(text)
    entries = [_adapted(entry, _LEVELS) for entry in contents(text, read)]
    shown = contents_page(text.book.language, entries, words)
    marked = mark_printed_pages(read, _CONTENTS_NAME, shown, text.printed())
    read, page_list = marked.pages, marked.page_list
    facts = look_at((page.href, page.data) for page in read)
    known = sources(text)
    pictures, findings = image_items(text.folder, known, used_images(facts), limits_of(text.edition))
    findings += [*marked.findings]
    findings += withheld_claims(facts, text.book.accessibility)
    text.progress("drawing pictures")
    portraits = frozenset(image_href(person.portrait) for person in text.book.contributors if person.portrait)
    pictures = kindle_pictures(pictures, text.build, (page.data for page in read), portraits)
    pages = [replace(page, data=adapt_page(page.data)) for page in read if not page.is_contents]
    items = [
        cover,
        *pictures,
        Item("css", "styles/book.css", "text/css", stylesheet("kindle", text.book.design)),
        *_navigation(text, entries, marked, words),
        *(page_item(page) for page in pages),
    ]
    text.progress("packing")
    said = text.book.accessibility
    package = package_document(
        text,
        items,
        _reading_order(read),
        list(claims(facts, said, text.book.language)),
        conforms(facts, said),
        page_list.edition if page_list else None,
    )
    target = text.build / f"{text.stem.removesuffix('-kindle')}-kindle.epub"
    pack(target, package, items, text.when)
    artifacts = [Artifact(target, text.edition.id, "kindle-epub")]
    if text.edition.azw3:
        text.progress("writing the AZW3")
        book = write_azw3(target, target.with_suffix(".azw3"), when=text.when)
        artifacts += [Artifact(file, text.edition.id, file.suffix[1:]) for file in book.files]
        findings += book.findings
    return Made(tuple(artifacts), tuple(findings))


def _navigation(text: EditionText, entries: list[Entry], marked: Marked, words: Wording) -> list[Item]:
    """The contents page, the navigation document and the NCX, all of two levels."""
    lang, page_list = text.book.language, marked.page_list
    marks = landmarks(marked.pages, words, cover=False, contents=_CONTENTS_NAME)
    nav = add_page_list(nav_page(lang, entries, marks, words), page_list, words)
    links = page_list.links if page_list else ()
    label = adapt_text(main_title(text))
    return [
        Item(_CONTENTS_ID, _CONTENTS_NAME, XHTML_TYPE, marked.contents),
        Item(NAV_ID, NAV_NAME, XHTML_TYPE, nav, ("nav",)),
        Item(NCX_ID, NCX_NAME, NCX_TYPE, ncx(lang, label, identifier(text), entries, links)),
    ]


def _reading_order(pages: Sequence[Page]) -> list[str]:
    """Manifest ids; the contents where the book has them, else after the title and copyright pages."""
    order = [_CONTENTS_ID if page.is_contents else page_item(page).id for page in pages]
    if _CONTENTS_ID in order:
        return order
    place = next(
        (n for n, page in enumerate(pages) if page.written.piece.kind not in _BEFORE_CONTENTS), len(order)
    )
    return [*order[:place], _CONTENTS_ID, *order[place:]]


def _adapted(entry: Entry, levels: int) -> Entry:
    """The entry with plain characters and at most so many levels."""
    inner = [_adapted(child, levels - 1) for child in entry.inner] if levels > 1 else []
    return Entry(adapt_text(entry.title), entry.href, adapt_text(entry.by), inner)
