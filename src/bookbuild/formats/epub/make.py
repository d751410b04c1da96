"""One edition as an EPUB."""

from collections.abc import Sequence

from bookbuild.design.css import stylesheet
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats._xhtml.pages import Page, book_pages
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.epub.accessibility import Facts, claims, conforms, look_at
from bookbuild.formats.epub.contents import Entry, contents
from bookbuild.formats.epub.cover import COVER_PAGE, cover_image, cover_page
from bookbuild.formats.epub.images import Source, image_items, sources
from bookbuild.formats.epub.item import XHTML_TYPE, Item
from bookbuild.formats.epub.nav import NAV_NAME, Landmark, nav_page
from bookbuild.formats.epub.ncx import NCX_NAME, NCX_TYPE, ncx
from bookbuild.formats.epub.pack import pack
from bookbuild.formats.epub.package import identifier, main_title, package_document
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
    """Build `<stem>.epub` in the edition's build folder. Raises ToolFailed when the cover can't be drawn."""
    words = wording(text.book.language)
    text.progress("cover")
    cover, shown = cover_image(text), cover_page(text)
    pages = book_pages(text)
    facts = look_at([(shown.href, shown.data), *((page.href, page.data) for page in pages)])
    known = sources(text)
    pictures, findings = image_items(text.folder, known, used_images(facts))
    findings += undescribed(facts, known, pages)
    entries = contents(text, pages)
    marks = landmarks(pages, words, cover=True)
    items = [
        cover,
        shown,
        *pictures,
        Item("css", "styles/book.css", "text/css", stylesheet("epub", text.book.design)),
        Item(NAV_ID, NAV_NAME, XHTML_TYPE, nav_page(text.book.language, entries, marks, words), ("nav",)),
        Item(NCX_ID, NCX_NAME, NCX_TYPE, _ncx(text, entries)),
        *(page_item(page) for page in pages if not page.is_contents),
    ]
    text.progress("package")
    package = package_document(
        text,
        items,
        [shown.id, *reading_order(pages)],
        list(claims(facts, text.book.accessibility, words)),
        conforms(facts, text.book.accessibility),
    )
    target = text.build / f"{text.stem}.epub"
    pack(target, package, items, text.when)
    return Made((Artifact(target, text.edition.id, "epub"),), tuple(findings))


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


def landmarks(
    pages: Sequence[Page], words: Wording, cover: bool, contents: str = f"{NAV_NAME}#toc"
) -> list[Landmark]:
    """Cover, contents (at the href given), start of the text, and the parts that readers look up."""
    found = [Landmark("cover", words.cover, COVER_PAGE)] if cover else []
    found.append(Landmark("toc", words.contents, contents))
    start = next((page for page in pages if page.written.piece.matter == "body"), None)
    if start:
        found.append(Landmark("bodymatter", words.start, start.href))
    for needle, type, name in _LANDMARKS:
        page = next((page for page in pages if needle.encode() in page.data[:2000]), None)
        if page:
            found.append(Landmark(type, getattr(words, name), page.href))
    return found


def undescribed(facts: Facts, known: dict[str, Source], pages: Sequence[Page]) -> list[Finding]:
    """A finding for each picture that says something and says it only to the eye."""
    files = {page.href: page.written.piece.file for page in pages}
    findings: list[Finding] = []
    for picture in facts.undescribed:
        source = known.get(picture.src.removeprefix("../"))
        place = files.get(picture.page)
        findings.append(
            rules.IMAGE_WITHOUT_ALT(
                f"{source.path if source else picture.src} has no description",
                at=Location(place) if place else Location("book.yaml"),
                hint='Add alt="…", or the class .decorative when it says nothing.',
            )
        )
    return findings


def _ncx(text: EditionText, entries: list[Entry]) -> bytes:
    return ncx(text.book.language, main_title(text), identifier(text), entries)
