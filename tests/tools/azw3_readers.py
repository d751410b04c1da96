"""Readers of AZW3 that are not ours, and what a book says when it is opened again: text, links, contents, pictures.

KindleUnpack (PyPI `mobi`) and libmobi's mobitool make an EPUB of the AZW3; @lingo-reader/mobi-parser (npm) gives
pages as a reader on a screen would show them. All run as programs.
"""

import json
import posixpath
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

_XHTML, _OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
_UNPACK = "import warnings; warnings.simplefilter('ignore'); from mobi.kindleunpack import main; main()"
_PARSE = """
import { writeFileSync } from 'fs';
import { pathToFileURL } from 'url';
const [home, book, pictures] = process.argv.slice(2);
const { initKf8File } = await import(pathToFileURL(home + '/node_modules/@lingo-reader/mobi-parser/dist/index.node.mjs'));
const file = await initKf8File(book, pictures);
const pages = file.getSpine().map(page => file.loadChapter(page.id).html);
const links = {};
const resolve = href => links[href] = file.resolveHref(href) ?? null;
const flat = (items, depth) => items.flatMap(i => (resolve(i.href), [[i.label, depth, i.href], ...flat(i.children ?? [], depth + 1)]));
for (const page of pages) for (const found of page.matchAll(/href="(kindle:pos:[^"]*)"/g)) resolve(found[1]);
writeFileSync(pictures + '/said.json', JSON.stringify({pages, toc: flat(file.getToc(), 0), links, cover: file.getCoverImage()}));
process.exit(0);
"""


@dataclass
class Page:
    """A page: its characters without white space, and where in them its elements begin."""

    text: str = ""
    ids: dict[str, int] = field(default_factory=dict)
    aids: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def read_page(body: etree._Element) -> Page:
    """A page from its body, as XHTML or HTML. Formulas, which the AZW3 puts into words, are left out on both sides."""
    page = Page()
    said: list[str] = []
    length = silent = 0
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        begins, named = event == "start", isinstance(element.tag, str)
        if begins:
            _note(page, element, length)
            silent += _silent(element)
        elif named:
            silent -= _silent(element)
        words = element.text if begins else element.tail if element is not body else None
        if words and not silent:
            said.append("".join(words.split()))
            length += len(said[-1])
    page.text = "".join(said)
    return page


def _note(page: Page, element: etree._Element, at: int) -> None:
    """Take down what an element is or may be: a target, a link, a picture."""
    for name, known in (("id", page.ids), ("name", page.ids), ("aid", page.aids)):
        if element.get(name):
            known.setdefault(element.get(name), at)
    tag = element.tag.rpartition("}")[2]
    if tag == "a" and element.get("href"):
        page.links.append(element.get("href"))
    if tag in {"img", "image"}:
        page.pictures.append(element.get("src") or element.get("{http://www.w3.org/1999/xlink}href") or "")


def _silent(element: etree._Element) -> bool:
    tag = element.tag.rpartition("}")[2]
    hidden = tag == "nav" and element.get("hidden") is not None
    return (
        tag in {"math", "svg", "script", "style"} or "math" in (element.get("class") or "").split() or hidden
    )


class Opened:
    """An EPUB, ours or one that a reader has made of an AZW3."""

    def __init__(self, path: Path) -> None:
        self.archive = zipfile.ZipFile(path)
        container = self._tree("META-INF/container.xml")
        self.package = container.find(".//{*}rootfile").get("full-path")
        self.opf = self._tree(self.package)
        self.items = {
            item.get("id"): self._resolved(self.package, item.get("href"))[0]
            for item in self.opf.iter("{*}item")
        }
        self.pages: dict[str, Page] = {}
        for ref in self.opf.iter("{*}itemref"):
            name = self.items[ref.get("idref")]
            if ref.get("linear") != "no":
                self.pages[name] = read_page(self._tree(name).find("{*}body"))

    @cached_property
    def text(self) -> str:
        """All characters of the book, without white space."""
        return "".join(page.text for page in self.pages.values())

    @cached_property
    def starts(self) -> dict[str, int]:
        """Where each page begins in the text."""
        starts, at = {}, 0
        for name, page in self.pages.items():
            starts[name] = at
            at += len(page.text)
        return starts

    def place(self, base: str, href: str) -> int | None:
        """How much text stands before a link's target; of a target that is not there, before its page."""
        name, fragment = self._resolved(base, href)
        if name not in self.pages:
            return None
        return self.starts[name] + self.pages[name].ids.get(fragment, 0)

    def page_of(self, place: int | None) -> int:
        """Number of the page a place is in: the last one that begins there or before."""
        starts = list(self.starts.values())
        return max(n for n, start in enumerate(starts) if start <= (place or 0))

    @cached_property
    def links(self) -> list[int]:
        """The place of each internal link's target, in the order of the links."""
        places = (
            self.place(name, href)
            for name, page in self.pages.items()
            for href in page.links
            if not re.match(r"[a-z]+:", href)
        )
        return [place for place in places if place is not None]

    @cached_property
    def contents(self) -> list[tuple[str, int, int | None]]:
        """Label, depth and place of each line of the contents."""
        nav = next(
            (item for item in self.opf.iter("{*}item") if "nav" in (item.get("properties") or "").split()),
            None,
        )
        if nav is not None:
            name = self.items[nav.get("id")]
            toc = next(
                one for one in self._tree(name).iter(f"{_XHTML}nav") if one.get(f"{_OPS}type") == "toc"
            )
            return list(self._lines(toc.find(f"{_XHTML}ol"), name, 0))
        name = next(path for path in self.items.values() if path.endswith(".ncx"))
        return list(self._points(self._tree(name).find("{*}navMap"), name, 0))

    @cached_property
    def pictures(self) -> list[bytes]:
        """The bytes of each picture that is shown, in order; drawings, which may stand in the page, left out."""
        shown = (self._resolved(name, src)[0] for name, page in self.pages.items() for src in page.pictures)
        return [self.archive.read(name) for name in shown if not name.endswith(".svg")]

    def files(self, *suffixes: str) -> set[bytes]:
        """The bytes of all files with these endings."""
        return {self.archive.read(name) for name in self.archive.namelist() if name.endswith(suffixes)}

    def _lines(self, ol: etree._Element, name: str, depth: int) -> Iterator[tuple[str, int, int | None]]:
        for li in ol.iterfind(f"{_XHTML}li"):
            link, inner = li.find(f"{_XHTML}a"), li.find(f"{_XHTML}ol")
            yield " ".join("".join(link.itertext()).split()), depth, self.place(name, link.get("href"))
            if inner is not None:
                yield from self._lines(inner, name, depth + 1)

    def _points(self, points: etree._Element, name: str, depth: int) -> Iterator[tuple[str, int, int | None]]:
        for point in points.iterfind("{*}navPoint"):
            label = " ".join("".join(point.find("{*}navLabel").itertext()).split())
            yield label, depth, self.place(name, point.find("{*}content").get("src"))
            yield from self._points(point, name, depth + 1)

    def _tree(self, name: str) -> etree._Element:
        data = self.archive.read(name)
        try:
            return etree.fromstring(data)
        except etree.XMLSyntaxError:  # KindleUnpack writes & and < of titles as they are
            plain = re.sub(
                r"(?s)<text>(.*?)</text>", lambda found: f"<text>{escape(found[1])}</text>", data.decode()
            )
            return etree.fromstring(plain.encode(), etree.XMLParser(recover=True))

    @staticmethod
    def _resolved(base: str, href: str) -> tuple[str, str]:
        target, _, fragment = href.partition("#")
        path = (
            posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(target))) if target else base
        )
        return path, unquote(fragment)


def by_kindleunpack(azw3: Path, folder: Path, apnx: Path | None = None) -> Opened:
    """The EPUB that KindleUnpack makes."""
    argv = [sys.executable, "-c", _UNPACK, *(["-p", str(apnx)] if apnx else []), str(azw3), str(folder)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0 and "Error" not in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
    (epub,) = (folder / "mobi8").glob("*.epub")
    return Opened(epub)


def page_map(opened: Opened) -> list[tuple[str, int | None]]:
    """Label and place of each page of print, as KindleUnpack reads them from the APNX."""
    name = next(path for path in opened.items.values() if path.endswith("page-map.xml"))
    pages = etree.fromstring(opened.archive.read(name)).iter("{*}page")
    return [(page.get("name"), opened.place(name, page.get("href"))) for page in pages]


def by_mobitool(mobitool: str, azw3: Path, folder: Path) -> Opened:
    """The EPUB that libmobi makes."""
    folder.mkdir()
    argv = [mobitool, "-e", "-o", str(folder), str(azw3)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (epub,) = folder.glob("*.epub")
    return Opened(epub)


@dataclass(frozen=True)
class Parsed:
    """What @lingo-reader/mobi-parser shows. It counts characters where offsets are of bytes, so it is asked for the
    page of a target, not for the element."""

    text: str
    links: Sequence[int]
    """Number of the page each link leads to."""
    contents: Sequence[tuple[str, int, int]]
    """Label, depth, number of the page."""
    cover: bytes


def by_mobi_parser(node: str, home: Path, azw3: Path, folder: Path) -> Parsed:
    """The book as the npm package installed in `home` reads it."""
    folder.mkdir()
    script = folder / "parse.mjs"
    script.write_text(_PARSE)
    argv = [node, str(script), str(home), str(azw3), str(folder)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads((folder / "said.json").read_bytes())
    pages = [read_page(_html_body(page)) for page in said["pages"]]
    hrefs = [href for page in pages for href in page.links if href.startswith("kindle:pos:")]
    links = [int(said["links"][href]["id"]) for href in hrefs]
    contents = [(label, depth, int(said["links"][href]["id"])) for label, depth, href in said["toc"]]
    cover = Path(said["cover"]).read_bytes() if said["cover"] else b""
    return Parsed("".join(page.text for page in pages), links, contents, cover)


def _html_body(markup: str) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(f"<html><body>{markup}</body></html>".encode(), parser).find("body")
