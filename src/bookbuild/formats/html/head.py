"""What programs read: title, description, citation, cards of social networks, schema.org, and a policy of the page."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator

from lxml import etree

from bookbuild.book.order import Piece
from bookbuild.filters.typography import typeset
from bookbuild.formats._xhtml.made.copyright_page import licence_address
from bookbuild.formats._xhtml.markup import add, tag
from bookbuild.formats.citation import folios
from bookbuild.formats.content import EditionText
from bookbuild.formats.inline import paragraphs, plain
from bookbuild.formats.offprint import authors_of, keywords_of, summary_of, title_of
from bookbuild.formats.schema_org import work

_DESCRIPTION = 300
"""Characters of a description that search engines and cards may show."""


def add_head(page: etree._Element, text: EditionText, sheet: str) -> None:
    """Fill the head. Nothing in it fetches anything; the policy lets nothing be fetched."""
    head = page[0]
    add(head, "meta", charset="utf-8")
    title = typeset(title_of(text), text.usage)
    add(head, "title", f"{title} – {typeset(text.book.title, text.usage)}" if text.excerpted else title)
    add(head, "meta", http_equiv="Content-Security-Policy", content=policy(sheet))
    for key, pairs in (("name", _named(text)), ("property", _shared(text, title))):
        for name, content in pairs:
            if content:
                etree.SubElement(head, tag("meta"), {key: name, "content": content})
    if address := page_address(text):
        add(head, "link", rel="canonical", href=address)
    if licence := licence_address(text.book.rights.licence if text.book.rights else None):
        add(head, "link", rel="license", href=licence)
    add(head, "style", sheet)
    about = work(text.book, text.edition, text.pieces, pagination=_pagination(text))
    add(head, "script", json_for_html(about), type="application/ld+json")
    for element in head:
        element.tail = "\n"


def _pagination(text: EditionText) -> str:
    """`9-14`: the pages of an offprint's text in the printed book; empty when none are known."""
    first, last = folios(text.cited, text.excerpted.piece.id) if text.excerpted else ("", "")
    return f"{first}-{last}" if first != last else first


def page_address(text: EditionText) -> str:
    """Where the page will be read, when book.yaml says so."""
    return (text.excerpted.piece.url if text.excerpted else text.book.url) or ""


def policy(sheet: str) -> str:
    """Content Security Policy, level 3: this sheet, pictures inside the page, and nothing else."""
    digest = b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def json_for_html(data: object) -> str:
    """JSON whose text is the same to parsers of HTML and XML: no `<`, `>` or `&` in it."""
    written = json.dumps(data, ensure_ascii=False, indent=1)
    return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def description_of(text: EditionText) -> str:
    """A few lines about the text, typeset, without markup; empty when nothing is said of it."""
    about = text.book.description
    if text.excerpted:
        said = summary_of(text.excerpted)
    else:
        said = (about.short or paragraphs(plain(about.long))[0]) if about else ""
    said = typeset(said, text.usage)
    if len(said) <= _DESCRIPTION:
        return said
    return said[:_DESCRIPTION].rpartition(" ")[0].rstrip(" ,;:.\u00a0\u202f") + "…"


def _named(text: EditionText) -> Iterator[tuple[str, str]]:
    """`meta name`: what browsers and catalogues of articles read."""
    yield "viewport", "width=device-width, initial-scale=1"
    yield "color-scheme", "light dark"
    yield "description", description_of(text)
    yield from (("author", name) for name in authors_of(text))
    yield "keywords", ", ".join(keywords_of(text))
    yield "twitter:card", "summary"
    if text.excerpted:
        yield from _catalogued(text, text.excerpted.piece)


def _catalogued(text: EditionText, piece: Piece) -> Iterator[tuple[str, str]]:
    """Google Scholar's `citation_` names, which reference managers read too."""
    yield "citation_title", title_of(text)
    yield from (("citation_author", name) for name in authors_of(text))
    yield "citation_publication_date", text.book.dates.published.strftime("%Y/%m/%d")
    yield "citation_publisher", text.book.publisher.name
    yield "citation_language", text.book.language
    yield "citation_inbook_title", text.book.title
    first, last = folios(text.cited, piece.id)
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_doi", piece.doi or ""


def _shared(text: EditionText, title: str) -> Iterator[tuple[str, str]]:
    """`meta property`: Open Graph (ogp.me)."""
    book = text.book
    yield "og:type", "article" if text.excerpted else "book"
    yield "og:title", title
    yield "og:description", description_of(text)
    yield "og:url", page_address(text)
    yield "og:site_name", typeset(book.imprint, text.usage)
    lang, _, region = book.language.partition("-")
    yield "og:locale", f"{lang}_{region}" if len(region) == 2 else ""
    if text.excerpted:
        yield "article:published_time", book.dates.published.isoformat()
        yield from (("article:tag", word) for word in keywords_of(text))
    else:
        yield "book:release_date", book.dates.published.isoformat()
        yield "book:isbn", (text.edition.isbn or "").replace("-", "")
