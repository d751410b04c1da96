"""The finished web page: one file that needs nothing else, and says what it is.

Pages of unknown origin are read by a parser of HTML that fetches nothing, within limits.
"""

import hashlib
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from bookbuild.diagnostics import Finding, Location
from bookbuild.rules import html as rules

LARGEST_BYTES = 64 * 1024 * 1024
HEAVY_BYTES = 5 * 1024 * 1024
"""A page of the median site weighs 2.6 MB (HTTP Archive, Web Almanac 2024)."""
_FETCHING = {
    **dict.fromkeys(
        ("img", "script", "iframe", "embed", "audio", "video", "source", "track", "input"), "src"
    ),
    "object": "data",
    "image": "href",
    "use": "href",
}
"""Element: the attribute by which it fetches something."""
_FETCHED_LINKS = frozenset({"stylesheet", "icon", "preload", "prefetch", "manifest", "modulepreload"})
_CSS_FETCH = re.compile(r"@import\b|url\(\s*['\"]?(?!data:|#)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta\s+charset=[\"']?utf-8", re.IGNORECASE)
_DATA_SCRIPTS = frozenset({"application/ld+json", "application/json"})
_STYLE_HASH = re.compile(r"'(sha256-[A-Za-z0-9+/=]+)'")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def check_html(path: Path, book_isbns: frozenset[str] = frozenset()) -> list[Finding]:
    """Every fault of the page at `path`. `book_isbns` are digits that an offprint must not carry."""
    at = Location(path.name)
    if path.stat().st_size > LARGEST_BYTES:
        return [rules.UNREADABLE(f"it is larger than {LARGEST_BYTES // 1024 // 1024} MB", at)]
    data = path.read_bytes()
    try:
        page = html.document_fromstring(data, html.HTMLParser(encoding="utf-8", no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        return [rules.UNREADABLE(f"it is no HTML: {error}", at)]
    return [
        finding
        for faults in (_head, _resources, _pictures, _links, _landmarks, _claims, _policy)
        for finding in faults(page, at)
    ] + list(_file(data, book_isbns, at))


def _file(data: bytes, book_isbns: frozenset[str], at: Location) -> Iterator[Finding]:
    if not _CHARSET.search(data[:1024]):
        yield rules.NO_CHARSET("the first 1,024 bytes have no <meta charset=utf-8>", at)
    if len(data) > HEAVY_BYTES:
        yield rules.HEAVY(f"it weighs {len(data) / 1_000_000:.1f} MB", at, "Make its pictures smaller.")
    digits = data.replace(b"-", b"").replace("\u2011".encode(), b"")
    for isbn in sorted(book_isbns):
        if isbn.encode() in digits:
            yield rules.FOREIGN_ISBN(f"it carries {isbn}, an ISBN of the whole book", at)


def _head(page: html.HtmlElement, at: Location) -> Iterator[Finding]:
    if not (page.get("lang") or "").strip():
        yield rules.NO_LANGUAGE("the html element has no lang", at)
    if not (page.findtext(".//head/title") or "").strip():
        yield rules.NO_TITLE("the page has no title", at)


def _resources(page: html.HtmlElement, at: Location) -> Iterator[Finding]:
    """What the page would fetch or run."""
    for element in page.iter(etree.Element):
        name = str(element.tag).lower()
        names = [_FETCHING.get(name, ""), "srcset", "poster"]
        if name == "link" and _FETCHED_LINKS & set((element.get("rel") or "").lower().split()):
            names.append("href")
        for fetched in (element.get(attribute) or "" for attribute in names if attribute):
            if fetched and not fetched.strip().startswith(("data:", "#")):
                yield rules.EXTERNAL(f"<{name}> fetches {fetched[:80]}", at)
        styles = (element.text or "") if name == "style" else element.get("style") or ""
        if _CSS_FETCH.search(styles):
            yield rules.EXTERNAL(f"a style of <{name}> fetches something", at)
        yield from _run(element, name, at)


def _run(element: html.HtmlElement, name: str, at: Location) -> Iterator[Finding]:
    if name == "script" and (element.get("type") or "").lower() not in _DATA_SCRIPTS:
        yield rules.SCRIPT("the page has a script", at)
    for attribute, value in element.attrib.items():
        if str(attribute).lower().startswith("on"):
            yield rules.SCRIPT(f"<{name}> has {attribute}=", at)
        elif str(attribute).lower() in {"href", "action"} and value.strip().lower().startswith("javascript:"):
            yield rules.SCRIPT(f"<{name}> leads to javascript:", at)


def _pictures(page: html.HtmlElement, at: Location) -> Iterator[Finding]:
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield rules.NO_ALT(f"a picture has no alt: {(image.get('src') or '')[:60]}", at)


def _links(page: html.HtmlElement, at: Location) -> Iterator[Finding]:
    ids = Counter(element.get("id") for element in page.iter(etree.Element) if element.get("id"))
    for id, count in sorted(ids.items()):
        if count > 1:
            yield rules.ID_TWICE(f"the id “{id}” stands {count} times", at)
    named = set(ids) | {anchor.get("name") for anchor in page.iter("a") if anchor.get("name")}
    for link in page.iter("a"):
        href = (link.get("href") or "").strip()
        if href.startswith("#") and href not in {"#", "#top"} and href[1:] not in named:
            yield rules.DEAD_LINK(f"the link to {href} leads nowhere", at)
        elif href and not href.startswith("#") and not _SCHEME.match(href):
            yield rules.DEAD_LINK(f"the link to {href} needs a file beside the page", at)
    for element in page.iter(etree.Element):
        for attribute in ("aria-labelledby", "aria-describedby"):
            for id in (element.get(attribute) or "").split():
                if id not in ids:
                    yield rules.DEAD_LINK(f"{attribute} names {id}, which is not there", at)


def _landmarks(page: html.HtmlElement, at: Location) -> Iterator[Finding]:
    for name in ("main", "h1"):
        if page.find(f".//{name}") is None:
            yield rules.NO_LANDMARKS(f"the page has no {name}", at)


def _claims(page: html.HtmlElement, at: Location) -> Iterator[Finding]:
    """JSON-LD, the canonical address and Open Graph, one against the other."""
    canonical = page.xpath("string(//link[@rel='canonical']/@href)")
    if canonical and not canonical.startswith(("https://", "http://")):
        yield rules.BROKEN_CLAIM(f"the canonical address {canonical} is no web address", at)
    shared = page.xpath("string(//meta[@property='og:url']/@content)")
    if canonical and shared and canonical != shared:
        yield rules.BROKEN_CLAIM(f"og:url is {shared}, the canonical address {canonical}", at)
    title = page.findtext(".//head/title") or ""
    for script in page.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError) as error:
            yield rules.BROKEN_CLAIM(f"its JSON-LD can’t be read: {error}", at)
            continue
        name = data.get("name") if isinstance(data, dict) else None
        if not isinstance(name, str) or not name:
            yield rules.BROKEN_CLAIM("its JSON-LD names no work", at)
        elif _letters(name) not in _letters(title):
            yield rules.BROKEN_CLAIM(f"its JSON-LD is about “{name}”, the page about “{title}”", at)


def _letters(text: str) -> str:
    """A text by its letters and digits alone: typography sets signs and spaces otherwise than book.yaml."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _policy(page: html.HtmlElement, at: Location) -> Iterator[Finding]:
    said = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    if "style-src" not in said or "'unsafe-inline'" in said:
        return
    allowed = set(_STYLE_HASH.findall(said))
    for style in page.iter("style"):
        digest = b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
        if f"sha256-{digest}" not in allowed:
            yield rules.POLICY("its policy does not name its style sheet", at)
    if page.find(".//*[@style]") is not None:
        yield rules.POLICY("it has style attributes, which its policy forbids", at)
