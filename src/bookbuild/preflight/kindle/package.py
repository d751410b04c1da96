"""The file itself: sizes, order of the zip, locks, and the metadata of the package."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import langcodes
from langcodes.tag_parser import LanguageTagError
from lxml import etree
from stdnum import isbn

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_file import EpubFault, parse_xml
from bookbuild.preflight.epub_package import LARGEST_PAGE_BYTES, NS, XHTML_TYPE
from bookbuild.preflight.kindle.book import NCX_TYPE, Book, line_of, text_of
from bookbuild.rules import kindle as rules

MB = 1024 * 1024
LARGEST_EPUB_BYTES = 650 * MB
WEB_BYTES, MAIL_BYTES = 200 * MB, 50 * MB
"""What Send to Kindle takes by its app and page, and by e-mail."""
MOST_PAGES = 299
LANGUAGES = frozenset(
    [
        "af",
        "gsw",
        "ar",
        "eu",
        "nb",
        "br",
        "ca",
        "zh",
        "kw",
        "co",
        "da",
        "nl",
        "stq",
        "en",
        "fi",
        "fr",
        "fy",
        "gl",
        "de",
        "gu",
        "hi",
        "is",
        "ga",
        "it",
        "ja",
        "lb",
        "mr",
        "ml",
        "gv",
        "frr",
        "nn",
        "no",
        "pl",
        "pt",
        "oc",
        "rm",
        "sco",
        "gd",
        "es",
        "sv",
        "ta",
        "cy",
    ]
)
"""Primary subtags that KDP sells (help G200673300, 2022-09)."""
_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_ASIN = re.compile(r"(?:(?:urn:)?(?:amazon|asin|mobi-asin):)?(B0[0-9A-Z]{8})", re.IGNORECASE)
_DC = NS["dc"]


def package_findings(book: Book) -> Iterator[Finding]:
    """Faults of the file and of its metadata."""
    yield from _size_findings(book)
    yield from _order_findings(book)
    yield from _lock_findings(book)
    yield from _required_findings(book)
    yield from _language_findings(book)
    yield from _identifier_findings(book)
    yield from _metadata_findings(book)
    yield from _direction_findings(book)


def is_locked(book: Book) -> bool:
    """Whether files other than fonts are encrypted."""
    return any(method not in _OBFUSCATION for method in book.package.locked.values())


def _size_findings(book: Book) -> Iterator[Finding]:
    size = _packed_size(book)
    if size > LARGEST_EPUB_BYTES:
        yield book.say(rules.EPUB_TOO_LARGE, f"The file has {size // MB} MB", "")
    if size > MAIL_BYTES:
        door = "the Send to Kindle page and app take 200 MB" if size > WEB_BYTES else "e-mail takes 50 MB"
        yield book.say(rules.SEND_TO_KINDLE_SIZE, f"The file has {size // MB} MB; {door}", "")
    pages = [item for item in book.items.values() if item.media_type == XHTML_TYPE]
    if len(pages) > MOST_PAGES:
        yield book.say(rules.TOO_MANY_PAGES, f"The book has {len(pages)} XHTML files", book.package.path)
    for page in pages:
        if page.path in book.package.names and book.package.archive.size(page.path) >= LARGEST_PAGE_BYTES:
            yield book.say(
                rules.PAGE_TOO_LARGE, f"{page.path} has 30 MB or more", page.path, hint="Split it."
            )


def _packed_size(book: Book) -> int:
    return sum(entry.compress_size for entry in book.package.archive.entries)


def _order_findings(book: Book) -> Iterator[Finding]:
    entries = book.package.archive.entries
    first = min(entries, key=lambda entry: entry.header_offset)
    if first.filename != "mimetype":
        yield book.say(
            rules.CONTAINER_ORDER, f"The first file in the zip is {first.filename}, not mimetype", ""
        )
        return
    if first.compress_type != zipfile.ZIP_STORED:
        yield book.say(rules.CONTAINER_ORDER, "mimetype is compressed", "")
    if first.extra:
        yield book.say(rules.CONTAINER_ORDER, "mimetype has extra fields (times, rights)", "")
    if book.package.archive.read("mimetype", 1024) != b"application/epub+zip":
        yield book.say(rules.CONTAINER_ORDER, "mimetype does not say application/epub+zip", "")


def _lock_findings(book: Book) -> Iterator[Finding]:
    locked = book.package.locked
    fonts = [path for path, method in locked.items() if method in _OBFUSCATION]
    others = [path for path in locked if path not in fonts]
    if others:
        message = f"{len(others)} files are encrypted, {others[0]} the first"
        yield book.say(
            rules.LOCKED, message, "META-INF/encryption.xml", hint="Give Amazon the unprotected file."
        )
    for path in fonts:
        yield book.say(
            rules.LOCKED, f"The font {Path(path).name} is obfuscated", path, hint="Embed it as it is."
        )


def _required_findings(book: Book) -> Iterator[Finding]:
    for name in ("title", "language", "identifier"):
        if not any(text_of(element).strip() for element in book.package.root.iter(f"{{{_DC}}}{name}")):
            yield book.say(rules.METADATA_MISSING, f"There is no dc:{name}", book.package.path)


def _language_findings(book: Book) -> Iterator[Finding]:
    for element in book.package.root.iter(f"{{{_DC}}}language"):
        tag = text_of(element).strip()
        if not tag:
            continue
        place = (book.package.path, line_of(element))
        if not _is_tag(tag):
            yield book.say(rules.LANGUAGE_TAG, f"“{tag}” is no language tag", *place)
        elif tag.split("-")[0].lower() not in LANGUAGES:
            yield book.say(rules.LANGUAGE_UNSUPPORTED, f"KDP does not list the language “{tag}”", *place)


def _is_tag(tag: str) -> bool:
    try:
        return "_" not in tag and langcodes.tag_is_valid(tag)
    except LanguageTagError:
        return False


def _identifier_findings(book: Book) -> Iterator[Finding]:
    root = book.package.root
    name = root.get("unique-identifier")
    own = [element for element in root.iter(f"{{{_DC}}}identifier") if element.get("id") == name]
    if not name or not own:
        yield book.say(
            rules.IDENTIFIER_UNRESOLVED, f"No dc:identifier has the id “{name or ''}”", book.package.path
        )
        return
    identifier = text_of(own[0]).strip()
    for path in _ncx_paths(book):
        try:
            ncx = parse_xml(book.package.archive.read(path))
        except (etree.XMLSyntaxError, EpubFault):
            continue
        for meta in ncx.iterfind(".//{*}meta[@name='dtb:uid']"):
            if (meta.get("content") or "").strip() != identifier:
                message = f"The NCX is of “{meta.get('content')}”, the package of “{identifier}”"
                yield book.say(rules.NCX_IDENTIFIER, message, path, line_of(meta))


def _ncx_paths(book: Book) -> list[str]:
    return [
        item.path
        for item in book.items.values()
        if item.media_type == NCX_TYPE and item.path in book.package.names
    ]


def _metadata_findings(book: Book) -> Iterator[Finding]:
    root, path = book.package.root, book.package.path
    for element in root.iter(f"{{{_DC}}}*"):
        name, text = etree.QName(element).localname, text_of(element)
        if not text.strip() and name not in {"title", "language", "identifier"}:
            yield book.say(rules.UNTIDY_METADATA, f"dc:{name} is empty", path, line_of(element))
        elif text != text.strip() and text.strip():
            yield book.say(rules.UNTIDY_METADATA, f"dc:{name} has spaces around it", path, line_of(element))
        elif name == "date" and not _DATE.fullmatch(text):
            yield book.say(rules.UNTIDY_METADATA, f"dc:date is “{text}”, no date", path, line_of(element))
    mains = [meta for meta in root.iterfind(".//opf:meta[@property='title-type']", NS) if meta.text == "main"]
    if len(mains) > 1:
        yield book.say(rules.UNTIDY_METADATA, "Two titles are the main one", path, line_of(mains[1]))
    yield from _foreign_identifiers(book)
    for element in root.iter("{*}dc-metadata", "{*}x-metadata"):
        message = f"The metadata stand in {etree.QName(element).localname}"
        yield book.say(rules.OLD_METADATA, message, path, line_of(element))


def _foreign_identifiers(book: Book) -> Iterator[Finding]:
    root, path = book.package.root, book.package.path
    printed = {_digits(text_of(source)) for source in root.iter(f"{{{_DC}}}source")}
    for element in root.iter(f"{{{_DC}}}identifier"):
        text = text_of(element).strip()
        if _ASIN.fullmatch(text):
            yield book.say(rules.FOREIGN_IDENTIFIER, f"{text} is an ASIN", path, line_of(element))
        elif isbn.is_valid(_digits(text)) and _digits(text) in printed:
            message = f"{text} is the ISBN of the printed book too"
            yield book.say(
                rules.FOREIGN_IDENTIFIER, message, path, line_of(element), "Keep it in dc:source only."
            )


def _digits(text: str) -> str:
    return (
        text.strip().lower().removeprefix("urn:isbn:").removeprefix("isbn:").replace("-", "").replace(" ", "")
    )


def _direction_findings(book: Book) -> Iterator[Finding]:
    spine = book.package.root.find("opf:spine", NS)
    if spine is None or spine.get("page-progression-direction") != "rtl":
        return
    meta = book.package.root.find("opf:metadata/opf:meta[@name='primary-writing-mode']", NS)
    if meta is None or meta.get("content") not in {"horizontal-rl", "vertical-rl"}:
        yield book.say(
            rules.WRITING_MODE,
            "Pages turn from right to left, and no primary-writing-mode says so",
            book.package.path,
            line_of(spine),
            'Add <meta name="primary-writing-mode" content="horizontal-rl"/>.',
        )
