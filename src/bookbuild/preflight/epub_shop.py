"""An EPUB against the demands of one shop."""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from bookbuild.diagnostics import Finding, Location, Rule, Severity
from bookbuild.preflight.epub_metadata import At
from bookbuild.preflight.epub_package import EPUB, NS, XHTML, XHTML_TYPE, Package
from bookbuild.preflight.epub_pictures import Head
from bookbuild.preflight.shop import Shop
from bookbuild.rules import preflight
from bookbuild.rules import shops as rules

_KB, _MB = 1024, 1024 * 1024
_FONTS = frozenset({"otf", "ttf", "woff", "woff2", "eot", "ttc"})
_LEGAL = frozenset({"copyright-page", "colophon", "titlepage", "imprint", "cover"})
"""epub:type of pages on which a price would stand; elsewhere a sum of money is part of the story."""
_PRICE = re.compile(r"(?:[€$£]\s?\d+(?:[.,]\d\d)?|\d+[.,]\d\d\s?(?:€|EUR|USD|\$|£))(?!\d)")
_SVG_IMAGE = "{http://www.w3.org/2000/svg}image"


@dataclass(frozen=True)
class Delivery:
    """The file as a shop receives it."""

    path: Path
    package: Package
    pictures: Sequence[Head]
    at: At


def shop_findings(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    """What this shop would say of the file, in its name."""
    for check in _CHECKS:
        for finding in check(delivery, shop):
            yield replace(finding, message=f"{shop.name}: {finding.message}")


def _say(shop: Shop, key: str, rule: Rule, message: str, at: Location) -> Finding:
    """A finding with the demand's source; a demand that nobody has written down is at most a warning."""
    demand = shop.demands[key]
    finding = rule(message, at, f"{demand.source} ({demand.confidence}).")
    soft = not demand.firm or key.endswith("-good")
    return replace(finding, severity=Severity.WARNING) if soft else finding


def _over(shop: Shop, key: str, value: float) -> str:
    """The key of the limit that a value is over: `KEY-most`, else `KEY-good`; empty when it is over none."""
    for end in ("most", "good"):
        limit = shop.number(f"{key}-{end}")
        if limit is not None and value > limit:
            return f"{key}-{end}"
    return ""


def _file(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    place = Location(delivery.path.name)
    size = delivery.path.stat().st_size / _MB
    if key := _over(shop, "file-mb", size):
        message = f"the file has {size:,.0f} MB, more than {shop.number(key):,.0f}."
        yield _say(shop, key, rules.SHOP_FILE_SIZE, message, place)
    names = shop.demands.get("file-names")
    if names and not re.fullmatch(names.value, delivery.path.name):
        message = f"the file is called {delivery.path.name}."
        yield _say(shop, "file-names", rules.SHOP_FILE_NAME, message, place)


def _pages(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    package = delivery.package
    for item in package.items.values():
        if item.media_type != XHTML_TYPE or item.path not in package.names:
            continue
        size = package.archive.size(item.path) / _KB
        if key := _over(shop, "page-kb", size):
            message = f"{item.path} has {size:,.0f} KB, more than {shop.number(key):,.0f}."
            yield _say(shop, key, rules.SHOP_PAGE_SIZE, message, delivery.at(item.path, 0))


def _cover(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    cover = delivery.package.cover
    if cover is None:
        return
    place = delivery.at(delivery.package.path, 0)
    kinds = shop.words("cover-kinds")
    if kinds and cover.media_type not in kinds:
        message = f"the cover is {cover.media_type}; {' and '.join(kinds)} are taken."
        yield _say(shop, "cover-kinds", rules.SHOP_COVER_KIND, message, place)
    head = next((one for one in delivery.pictures if one.item.path == cover.path and not one.fault), None)
    if head is None:
        return
    size = f"the cover has {head.width:,} × {head.height:,} pixels"
    least, most = shop.number("cover-side-px"), shop.number("cover-side-px-most")
    if least is not None and min(head.width, head.height) < least:
        message = f"{size}, and the shorter side should have {least:,.0f}."
        yield _say(shop, "cover-side-px", preflight.SMALL_COVER, message, place)
    if most is not None and max(head.width, head.height) > most:
        message = f"{size}, and no side more than {most:,.0f}."
        yield _say(shop, "cover-side-px-most", rules.SHOP_COVER_LARGE, message, place)
    if "cover-ratio" in shop.demands and head.width:
        low, high = shop.demands["cover-ratio"].value
        if not low <= head.height / head.width <= high:
            message = (
                f"the cover is {head.height / head.width:.2f} times as high as wide; {low} to {high} suit."
            )
            yield _say(shop, "cover-ratio", rules.SHOP_COVER_SHAPE, message, place)


def _pictures(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    package = delivery.package
    cover = package.cover.path if package.cover else ""
    for head in delivery.pictures:
        place = delivery.at(head.item.path, 0)
        pixels = head.width * head.height
        if head.item.path != cover and (key := _over(shop, "picture-pixels", pixels)):
            message = f"{head.item.path} has {pixels / 1e6:.1f} million pixels, more than {shop.demands[key].value / 1e6:.1f}."
            yield _say(shop, key, rules.SHOP_PICTURE_PIXELS, message, place)
        if key := _over(shop, "picture-mb", head.bytes / _MB):
            message = f"{head.item.path} has {head.bytes / _MB:.1f} MB, more than {shop.demands[key].value}."
            yield _say(shop, key, rules.SHOP_PICTURE_BYTES, message, place)
    kinds = shop.words("picture-kinds")
    for item in package.items.values():
        if kinds and item.media_type.startswith("image/") and item.media_type not in kinds:
            message = f"{item.path} is {item.media_type}."
            yield _say(shop, "picture-kinds", rules.SHOP_PICTURE_KIND, message, delivery.at(item.path, 0))
    if "picture-in-svg" in shop.demands:
        for path, page in package.pages.items():
            for image in page.iter(_SVG_IMAGE):
                place = delivery.at(path, image.sourceline or 0)
                yield _say(
                    shop, "picture-in-svg", rules.SHOP_PICTURE_WRAPPED, "a picture stands inside svg.", place
                )


def _fonts(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    kinds = shop.words("font-kinds")
    for item in delivery.package.items.values():
        ending = posixpath.splitext(item.path)[1].lower().removeprefix(".")
        if kinds and ending in _FONTS and ending not in kinds:
            message = f"{item.path} is a font of a kind that is not loaded; {', '.join(kinds)} are."
            yield _say(shop, "font-kinds", rules.SHOP_FONT_KIND, message, delivery.at(item.path, 0))


def _metadata(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    package = delivery.package
    for name in shop.words("metadata"):
        found = package.root.iterfind(f"opf:metadata/dc:{name}", NS)
        if not any((element.text or "").strip() for element in found):
            message = f"the package has no dc:{name}."
            yield _say(shop, "metadata", rules.SHOP_METADATA, message, delivery.at(package.path, 0))


def _words(delivery: Delivery, shop: Shop) -> Iterator[Finding]:
    """Links to rivals, things fetched from outside, prices."""
    rivals = shop.words("rivals")
    for path, page in delivery.package.pages.items():
        for element in page.iter("*"):
            link = element.get("href") or "" if element.tag == f"{{{XHTML}}}a" else ""
            if rivals and _leads_to(link, rivals):
                place = delivery.at(path, element.sourceline or 0)
                yield _say(shop, "rivals", rules.SHOP_RIVAL_LINK, f"a link leads to {link[:80]}.", place)
            if "remote" in shop.demands and _is_fetched(element):
                place = delivery.at(path, element.sourceline or 0)
                source = element.get("src") or element.get("href") or ""
                yield _say(
                    shop, "remote", rules.SHOP_REMOTE, f"{source[:80]} is fetched from outside.", place
                )
        if "prices" in shop.demands and (price := _price(page)):
            yield _say(shop, "prices", rules.SHOP_PRICE, f"a price, {price}.", delivery.at(path, 0))


def _leads_to(link: str, rivals: Sequence[str]) -> bool:
    """Whether a link goes to the site, or part of one, that a rival is named by: `amazon.`, `kobo.com`."""
    try:
        parts = urlsplit(link)
        place = f"{(parts.hostname or '').removeprefix('www.')}{parts.path}"
    except ValueError:  # no address at all
        return False
    return any(place.startswith(rival) for rival in rivals)


def _is_fetched(element: etree._Element) -> bool:
    """Pictures, style sheets and the like; sound and film may come from outside (EPUB 3.3, 3.6)."""
    name = etree.QName(element).localname
    if name in {"img", "script", "iframe"}:
        return (element.get("src") or "").startswith(("http:", "https:", "//"))
    return (
        name == "link"
        and "stylesheet" in (element.get("rel") or "")
        and (element.get("href") or "").startswith(("http:", "https:", "//"))
    )


def _price(page: etree._Element) -> str:
    elements = (
        element for element in page.iter("*") if element.tag != f"{{{XHTML}}}a"
    )  # landmarks name types too
    types = " ".join(element.get(f"{{{EPUB}}}type") or "" for element in elements).split()
    if not _LEGAL & set(types):
        return ""
    found = _PRICE.search(" ".join(str(text) for text in page.itertext()))
    return found[0] if found else ""


_CHECKS: tuple[Callable[[Delivery, Shop], Iterator[Finding]], ...] = (
    _file,
    _pages,
    _cover,
    _pictures,
    _fonts,
    _metadata,
    _words,
)
