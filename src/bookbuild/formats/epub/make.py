"""One edition as an EPUB."""

from collections.abc import Sequence

from bookbuild.book.model import Accessibility
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats._xhtml.pages import Page, book_pages
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.epub.accessibility import Facts, claims, conforms, look_at
from bookbuild.formats.epub.contents import Entry, contents
from bookbuild.formats.epub.cover import COVER_PAGE, cover_image, cover_page
from bookbuild.formats.epub.fonts import embedded_fonts
from bookbuild.formats.epub.images import image_items, limits_of, sources
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.kepub import SUFFIX as KEPUB_SUFFIX
from bookbuild.formats.epub.kepub import kepub_items
from bookbuild.formats.epub.nav import NAV_NAME, Landmark, nav_page
from bookbuild.formats.epub.ncx import NCX_NAME, NCX_TYPE, ncx
from bookbuild.formats.epub.pack import pack
from bookbuild.formats.epub.package import identifier, main_title, package_document
from bookbuild.formats.epub.page_list import PageList, add_page_list, mark_printed_pages
from bookbuild.formats.epub.sheets import linked, sheet_items
from bookbuild.formats.epub.split import split_long_pages
from bookbuild.formats.wording import Wording, wording
from bookbuild.rules import epub as rules

NAV_ID, NCX_ID = "nav", "ncx"
_LANDMARKS = (
    ('epub:type="titlepage"', "titlepage", "title_page"),
    ('role="doc-glossary"', "glossary", "glossary"),
    ('role="doc-bibliography"', "bibliography", "bibliography"),
    ('role="doc-index"', "index", "index"),
)


def make(text: EditionText) -> Made:
    """Build `<stem>.epub`, and on request its like for Kobo, in the edition's build folder.

    Raises ToolFailed when the cover can't be drawn.
    """
    words = wording(text.book.language)
    text.progress("drawing the cover")
    covers = [cover_image(text), cover_page(text)] if text.has_cover else []
    read = book_pages(text)
    entries = contents(text, read)
    contents_href = f"{NAV_NAME}#toc" if any(page.is_contents for page in read) else ""
    marks = landmarks(read, words, cover=text.has_cover, contents=contents_href)
    nav = nav_page(text.book.language, entries, marks, words)
    marked = mark_printed_pages(read, NAV_NAME, nav, text.printed())
    pages, page_list = marked.pages, marked.page_list
    nav = add_page_list(marked.contents, page_list, words)
    shown = [item for item in covers if item.media_type == XHTML_TYPE]
    facts = look_at([(item.href, item.data) for item in shown] + [(page.href, page.data) for page in pages])
    known = sources(text)
    pictures, findings = image_items(text.folder, known, used_images(facts), limits_of(text.edition))
    findings += [*marked.findings]
    findings += withheld_claims(facts, text.accessibility)
    sheets = sheet_items(text)
    files = [
        *covers,
        *pictures,
        Item(NAV_ID, NAV_NAME, XHTML_TYPE, nav, ("nav",)),
        Item(NCX_ID, NCX_NAME, NCX_TYPE, _ncx(text, entries, page_list)),
        *(page_item(page) for page in pages if not page.is_contents),
    ]
    fonts = embedded_fonts(text, files, sheets[0].data)
    findings += fonts.findings
    linked_sheets = [*sheets[:1], *fonts.items[:1], *sheets[1:]]
    text.progress("packing")
    split = split_long_pages(
        linked(files, linked_sheets), [*(item.id for item in shown), *reading_order(pages)]
    )
    items, order = [*sheets, *fonts.items, *split.items], split.reading_order
    package = package_document(
        text,
        items,
        order,
        list(claims(facts, text.accessibility, text.book.language)),
        conforms(facts, text.accessibility),
        page_list.edition if page_list else None,
        embeds_fonts=bool(fonts.items),
    )
    target = text.build / f"{text.stem}.epub"
    pack(target, package, items, text.when, fonts.meta_inf)
    artifacts = [Artifact(target, text.edition.id, "epub")]
    if text.edition.kepub:
        for_kobo = target.with_suffix(KEPUB_SUFFIX)
        pack(for_kobo, package, kepub_items(items, order), text.when, fonts.meta_inf)
        artifacts.append(Artifact(for_kobo, text.edition.id, "kepub"))
    return Made(tuple(artifacts), tuple(findings))


def page_item(page: Page) -> Item:
    """A page with the properties that its content asks for (EPUB 3.3, D.4.5)."""
    properties = ("mathml",) if b"<math" in page.data else ()
    return Item(f"p-{page.id}", page.href, XHTML_TYPE, page.data, properties)


def reading_order(pages: Sequence[Page]) -> list[str]:
    """Manifest ids in order; the navigation document is read where the contents stand, else not as a page."""
    return [NAV_ID if page.is_contents else f"p-{page.id}" for page in pages]


def used_images(facts: Facts) -> list[str]:
    """Hrefs of the pictures that the pages show, from the package's root."""
    return [picture.src.removeprefix("../") for picture in facts.pictures if picture.src.startswith("../")]


def landmarks(pages: Sequence[Page], words: Wording, *, cover: bool, contents: str) -> list[Landmark]:
    """Cover, contents, start of the text, and the parts that readers look up.

    `contents` is their href, empty when no page shows them: landmarks are in the reading order (RSC-011).
    """
    found = [Landmark("cover", words.cover, COVER_PAGE)] if cover else []
    if contents:
        found.append(Landmark("toc", words.contents, contents))
    start = next((page for page in pages if page.written.piece.matter == "body"), None)
    if start:
        found.append(Landmark("bodymatter", words.start, start.href))
    for needle, type, name in _LANDMARKS:
        page = next((page for page in pages if needle.encode() in page.data[:2000]), None)
        if page:
            found.append(Landmark(type, getattr(words, name), page.href))
    return found


def withheld_claims(facts: Facts, said: Accessibility) -> list[Finding]:
    """A finding when somebody vouches for the book and a picture in it says something only to the eye.

    Which picture, and where, the manuscript's own checks have said.
    """
    if not said.certified_by or not facts.undescribed:
        return []
    names = ", ".join(sorted({picture.src.removeprefix("../") for picture in facts.undescribed}))
    message = f"the package makes no conformance claim: no description of {names}"
    return [rules.CLAIM_WITHHELD(message, at=Location("book.yaml"), hint='Add alt="…" to each.')]


def _ncx(text: EditionText, entries: list[Entry], page_list: PageList | None) -> bytes:
    links = page_list.links if page_list else ()
    return ncx(text.book.language, main_title(text), identifier(text), entries, links)
