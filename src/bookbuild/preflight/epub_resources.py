"""The files of an EPUB: pictures that can be shown, a cover, nothing unused and nothing undeclared."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from bookbuild.diagnostics import Finding
from bookbuild.preflight.epub_evidence import Evidence, Thing
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import Package, resolve
from bookbuild.preflight.epub_pictures import Head
from bookbuild.rules import packaged

_LINKS = ("src", "href", "poster", "data", "altimg", "{http://www.w3.org/1999/xlink}href")
_CSS_LINK = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_TEXT_TYPES = ("text/css", "image/svg+xml", "application/smil+xml", "application/x-dtbncx+xml")
_TEXT_LINK = re.compile(r"""\b(?:src|href|textref)\s*=\s*["']([^"'#]+)""")


def resource_findings(
    package: Package, pictures: Sequence[Head], evidence: Evidence, at: At
) -> Iterator[Finding]:
    """Faults of the files beside the pages."""
    for head in pictures:
        if head.fault:
            message = f"{head.item.path} can’t be shown: {head.fault}"
            yield packaged.PACKAGED_PICTURE_BROKEN(message, at(head.item.path, 0))
        elif head.cmyk:
            message = f"{head.item.path} is in CMYK."
            yield packaged.PICTURE_COLOUR(message, at(head.item.path, 0), "Convert it to sRGB.")
    cover = package.cover
    if cover is None or not cover.media_type.startswith("image/"):
        hint = 'Give the item of the cover picture properties="cover-image".'
        yield packaged.COVER_UNDECLARED("No picture is declared as the cover.", at(package.path, 0), hint)
    yield from _undeclared(package, at)
    if evidence.complete and not evidence.has(Thing.SCRIPT):  # a script may show anything
        yield from _unused(package, at)


def _undeclared(package: Package, at: At) -> Iterator[Finding]:
    declared = {item.path for item in package.items.values()}
    for name in sorted(package.names - declared):
        known = name == "mimetype" or name.startswith("META-INF/") or name.endswith((".opf", "/"))
        if not known:
            yield packaged.FILE_UNDECLARED(
                f"{name} is in no manifest.", at(name, 0), "Take it out, or declare it."
            )


def _unused(package: Package, at: At) -> Iterator[Finding]:
    used = set(_used(package))
    for item in package.items.values():
        if item.path not in used and item.path in package.names:
            size = package.archive.size(item.path)
            message = f"Nothing shows {item.path} ({size / 1000:,.0f} kB)."
            yield packaged.RESOURCE_UNUSED(message, at(item.path, 0))


def _used(package: Package) -> Iterator[str]:
    """Names of all files that are read in order, that the package names, or that another file refers to."""
    yield from package.reading_order()
    if package.nav:
        yield package.nav
    if package.cover:
        yield package.cover.path
    ids = {
        ref
        for element in package.root.iter("*")
        for key in ("toc", "media-overlay", "fallback")
        if (ref := element.get(key))
    }
    yield from (item.path for id, item in package.items.items() if id in ids)
    yield from (item.path for item in package.items.values() if item.media_type == "application/x-dtbncx+xml")
    for link in package.root.iterfind(".//{*}metadata/{*}link"):
        yield resolve(package.path, link.get("href", ""))[0]
    for path, page in package.pages.items():
        yield from _used_by_page(path, page)
    for item in package.items.values():
        if item.media_type in _TEXT_TYPES:
            yield from _in_text(item.path, package.text(item.path))


def _used_by_page(path: str, page: etree._Element) -> Iterator[str]:
    for element in page.iter("*"):
        for key, value in element.attrib.items():
            if key in _LINKS:
                yield resolve(path, value)[0]
            elif key == "srcset":
                yield from (resolve(path, part.split()[0])[0] for part in value.split(",") if part.split())
            elif key == "style" and "url(" in value:
                yield from _in_text(path, value)
        if element.text and element.tag.endswith("}style"):
            yield from _in_text(path, element.text)


def _in_text(path: str, text: str) -> Iterator[str]:
    for found in _CSS_LINK.finditer(text):
        yield resolve(path, found[1] or found[2])[0]
    for found in _TEXT_LINK.finditer(text):
        yield resolve(path, found[1])[0]
