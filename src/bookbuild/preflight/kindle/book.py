"""An EPUB as the rules of the Kindle profile see it: pages, links, styles, pictures, each read once."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from lxml import etree

from bookbuild.diagnostics import Finding, Location, Rule
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import EPUB, NS, XHTML, Item, Package, resolve
from bookbuild.preflight.kindle.pictures import Picture, look
from bookbuild.preflight.kindle.styles import Styles

SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NCX_TYPE = "application/x-dtbncx+xml"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")


@dataclass(frozen=True)
class Link:
    """An `a` with href that stays in the book."""

    page: str
    element: etree._Element
    href: str
    path: str
    """Name of the target in the archive."""
    fragment: str

    @property
    def line(self) -> int:
        """In its page."""
        return line_of(self.element)


@dataclass(frozen=True)
class Shown:
    """A picture where a page shows it: an `img`, or an `image` in an inline SVG."""

    page: str
    element: etree._Element
    src: str
    path: str
    """Name in the archive; empty when the source lies outside."""


@dataclass(frozen=True)
class Book:
    """The package and what the rules ask of it."""

    package: Package
    at: At
    """From a name in the EPUB and a line to the manuscript, or to the file itself."""

    def say(self, rule: Rule, message: str, path: str, line: int = 0, hint: str = "") -> Finding:
        """A finding at a place of the EPUB; carried to the manuscript, it still names that place."""
        at = self.at(path, line)
        if not at.file.endswith(path):
            hint = f"{hint} In the EPUB: {Location(path, line)}.".lstrip()
        return rule(message, at, hint)

    def about(self, rule: Rule, message: str, path: str, hint: str = "") -> Finding:
        """A finding about a picture, at the first place that shows it."""
        for shown in self.pictures:
            if shown.path == path:
                return self.say(
                    rule, f"{posixpath.basename(path)}: {message}", shown.page, line_of(shown.element), hint
                )
        return self.say(rule, message, path, 0, hint)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The manifest, by name in the archive."""
        return {item.path: item for item in self.package.items.values()}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Place of each page in the reading order, from 0."""
        return {path: n for n, path in enumerate(dict.fromkeys(self.package.reading_order()))}

    @cached_property
    def read_pages(self) -> Mapping[str, etree._Element]:
        """Pages in reading order, as trees: those a reader turns to."""
        return {path: self.package.pages[path] for path in self.order if path in self.package.pages}

    @cached_property
    def bodies(self) -> Mapping[str, etree._Element]:
        """The body of each page in reading order."""
        found = {path: page.find(f"{{{XHTML}}}body") for path, page in self.read_pages.items()}
        return {path: body for path, body in found.items() if body is not None}

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, etree._Element]]:
        """Elements by id, for each page."""
        return {
            path: {element.get("id"): element for element in page.iter("*") if element.get("id")}
            for path, page in self.package.pages.items()
        }

    def position(self, path: str, fragment: str) -> int:
        """Where an id stands in its page, counted in elements; 0 for the page itself."""
        return self._positions.get(path, {}).get(fragment, 0)

    @cached_property
    def _positions(self) -> Mapping[str, Mapping[str, int]]:
        return {
            path: {id: n for n, element in enumerate(page.iter("*")) if (id := element.get("id"))}
            for path, page in self.package.pages.items()
        }

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link inside the book, from all pages, the navigation's not."""
        return tuple(
            Link(path, anchor, anchor.get("href"), *resolve(path, anchor.get("href")))
            for path, page in self.package.pages.items()
            if path != self.package.nav or path in self.order
            for anchor in page.iter(f"{{{XHTML}}}a")
            if anchor.get("href") and not is_outside(anchor.get("href"))
        )

    def links_in(self, path: str, element: etree._Element) -> list[Link]:
        """The links of a page that stand in an element, in order."""
        inside = set(element.iter(f"{{{XHTML}}}a"))
        return [link for link in self._by_page.get(path, ()) if link.element in inside]

    @cached_property
    def _by_page(self) -> Mapping[str, list[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.page, []).append(link)
        return found

    @cached_property
    def pictures(self) -> tuple[Shown, ...]:
        """Every picture that a page shows."""
        return tuple(self._pictures())

    @cached_property
    def styles(self) -> Styles:
        """All style sheets, and what they say of an element."""
        return Styles(self.package)

    @cached_property
    def cover(self) -> str:
        """Name of the declared cover image; empty for none."""
        for item in self.package.items.values():
            if "cover-image" in item.properties:
                return item.path
        named = self.cover_meta
        return self.package.items[named].path if named in self.package.items else ""

    @cached_property
    def cover_meta(self) -> str:
        """Content of EPUB 2's `<meta name="cover">`; empty for none."""
        meta = self.package.root.find("opf:metadata/opf:meta[@name='cover']", NS)
        return "" if meta is None else (meta.get("content") or "").strip()

    def image(self, path: str) -> Picture | None:
        """What is in a picture file; None when the book has no such file. Each is decoded once."""
        if path not in self.package.names:
            return None
        if path not in self._looked:
            self._looked[path] = look(self.package.archive, path)
        return self._looked[path]

    @cached_property
    def _looked(self) -> dict[str, Picture]:
        return {}

    def _pictures(self) -> Iterator[Shown]:
        for path, page in self.package.pages.items():
            for element in page.iter(f"{{{XHTML}}}img", f"{{{SVG}}}image"):
                src = element.get("src") or element.get("href") or element.get(_XLINK_HREF) or ""
                inside = src and not is_outside(src)
                yield Shown(path, element, src, resolve(path, src)[0] if inside else "")


def is_outside(href: str) -> bool:
    """Whether a reference names a scheme or a host: it leaves the book, or is data."""
    return bool(_SCHEME.match(href.strip()))


def host(href: str) -> str:
    """The host that an address names; empty for none, and for what is no address."""
    try:
        return (urlsplit(href.strip()).hostname or "").lower()
    except ValueError:
        return ""


def line_of(element: etree._Element) -> int:
    """Line of an element in its file, from 1; 0 when lxml does not know."""
    return element.sourceline or 0


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(map(str, element.itertext()))


def words_of(element: etree._Element, most: int = 60) -> str:
    """The first words of an element, to be shown in a finding."""
    text = " ".join(text_of(element).split())
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def types_of(element: etree._Element) -> frozenset[str]:
    """epub:type and role, the latter without `doc-`."""
    roles = (role.removeprefix("doc-") for role in (element.get("role") or "").split())
    return frozenset((element.get(f"{{{EPUB}}}type") or "").split()) | frozenset(roles)


def has_type(element: etree._Element, *types: str) -> bool:
    """Whether an element is of one of these types."""
    return not types_of(element).isdisjoint(types)


def within(element: etree._Element, *types: str) -> bool:
    """Whether an element or one around it is of one of these types."""
    return has_type(element, *types) or any(has_type(outer, *types) for outer in element.iterancestors())
