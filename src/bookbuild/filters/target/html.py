"""The document made ready for pandoc's html5 writer: links between pages, alternative texts, verse lines."""

import hashlib
import re
from math import ceil
from urllib.parse import quote, urlsplit

from bookbuild.document.nodes import (
    Attr,
    Blocks,
    DefinitionList,
    Div,
    DivC,
    Document,
    Figure,
    Image,
    Inlines,
    LineBlock,
    Link,
    Para,
    Plain,
    SmallCaps,
    Span,
    SpanC,
    Str,
)
from bookbuild.document.walk import (
    map_blocks,
    map_inlines,
    text_of,
    walk_blocks,
    walk_inlines,
)
from bookbuild.filters.target import TargetContext

_ABROAD = frozenset({"http", "https", "mailto", "tel"})
"""Schemes a link out of the book may have; any other (javascript:, file:) keeps its text only."""
_URL_SAFE = ":/?#[]@!$&'()*+,;=%~-._"
"""Characters of RFC 3986 that stay as they are in a link out of the book."""
_SPENT_CLASSES = frozenset({"index", "no-typo", "page"})
"""Classes that earlier filters have acted upon: nothing is left for a stylesheet to do."""
_KEPT_IMAGE_PAIRS = frozenset({"width", "height", "lang"})
_SAFE_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*")
_PACKED = frozenset({"jpg", "jpeg", "png", "gif", "svg"})
"""Kinds that go into a package as they are; `formats.epub.images` writes any other as PNG."""
_DEEPEST_INDENT = 6
"""Steps of indentation that verse.css knows."""


def to_html(document: Document, context: TargetContext) -> Document:
    """The document for html5, changed in place. `formats._xhtml.page` does the rest on pandoc's answer."""
    for block in walk_blocks(document.blocks):
        if isinstance(block, Figure):
            _settle_figure(block, context)
        elif isinstance(block, DefinitionList):
            for item in block.c:
                item.definitions = [_paragraphs(definition) for definition in item.definitions]
    map_blocks(document, _verse_lines)
    return map_inlines(document, lambda inlines: [new for old in inlines for new in _inline(old, context)])


def image_href(path: str) -> str:
    """Where the image `path` (relative to the book's folder) stands in the package, relative to its root.

    Plain ASCII names are kept, so that a person finds them; any other name gets a digest of its own.

    >>> image_href("images/portraits/marie.svg")
    'images/portraits/marie.svg'
    >>> image_href("body/carte.png")
    'images/body/carte.png'
    >>> image_href("images/été à Lyon.png")
    'images/t-Lyon-ade3e8da.png'
    """
    inner = path.removeprefix("images/")
    folder, _, name = inner.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    suffix = suffix.lower()
    if not _SAFE_PATH.fullmatch(inner) or ".." in inner:
        readable = re.sub(r"[^A-Za-z0-9]+", "-", stem).strip("-") or "image"
        folder, stem = "", f"{readable}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"
    if suffix not in _PACKED:
        stem, suffix = f"{stem}-{suffix}", "png"
    return "/".join(filter(None, ("images", folder, f"{stem}.{suffix}")))


def _settle_figure(figure: Figure, context: TargetContext) -> None:
    """The credit and the way to the long description move to the figure.

    (Without an alt of its own a picture keeps its caption for one.)
    """
    for inline, _ in walk_inlines(figure.c.blocks):
        if not isinstance(inline, Image):
            continue
        if credit := inline.c.attr.get("credit"):
            figure.c.attr.pairs = [*figure.c.attr.pairs, ("credit", credit)]
        if details := _address(inline.c.attr.get("details"), context):
            figure.c.attr.pairs = [*figure.c.attr.pairs, ("details", details)]


def _paragraphs(blocks: list[Blocks]) -> list[Blocks]:
    """Several texts of a definition as paragraphs: pandoc writes them into one line, for their list is tight."""
    texts = sum(isinstance(block, Plain) for block in blocks)
    return [
        Para(block.c, block.line) if isinstance(block, Plain) and texts > 1 else block for block in blocks
    ]


def _verse_lines(block: Blocks) -> list[Blocks]:
    """A line block as stanzas: paragraphs of `line` spans, which a stylesheet can hang and indent."""
    if not isinstance(block, LineBlock):
        return [block]
    stanzas: list[list[Inlines]] = [[]]
    for line in block.c:
        if text_of(line).strip():
            stanzas[-1] += [Str("\n"), _verse_line(line)] if stanzas[-1] else [_verse_line(line)]
        elif stanzas[-1]:
            stanzas.append([])
    blocks: list[Blocks] = [Para(stanza, block.line) for stanza in stanzas if stanza]
    return [Div(DivC(Attr(classes=["stanzas"]), blocks))]


def _verse_line(line: list[Inlines]) -> Span:
    """Pandoc gives leading spaces as no-break spaces; two of them are one step of indentation."""
    classes = ["line"]
    first = line[0]
    if isinstance(first, Str):
        bare = first.c.lstrip(" \u00a0")
        if spaces := len(first.c) - len(bare):
            classes.append(f"indent-{min(ceil(spaces / 2), _DEEPEST_INDENT)}")
            line = [Str(bare), *line[1:]]
    return Span(SpanC(Attr(classes=classes), line))


def _inline(inline: Inlines, context: TargetContext) -> list[Inlines]:
    match inline:
        case Link():
            return _link(inline, context)
        case Image():
            _settle_image(inline)
        case Span():
            _settle_span(inline)
        case SmallCaps() if text_of(inline.c).isupper():
            return [Span(SpanC(Attr(classes=["all-small-caps"]), inline.c))]
        case _:
            pass
    return [inline]


def _link(link: Link, context: TargetContext) -> list[Inlines]:
    """The link with its address in the package, or its text when there is nowhere to go in this edition."""
    attr = link.c.attr
    attr.classes = [name for name in attr.classes if name not in {"page", "uri", "email"}]
    address = _address(link.c.target.url, context)
    if address is not None:
        link.c.target.url = address
        return [link]
    if attr.id or attr.get("lang"):
        return [Span(SpanC(attr, link.c.inlines))]
    return link.c.inlines


def _address(url: str, context: TargetContext) -> str | None:
    if url.startswith("#") and len(url) > 1:
        return url
    if url.startswith("book:"):
        piece, _, anchor = url.removeprefix("book:").partition("#")
        if piece not in context.extent:
            return None
        page = "" if anchor and piece == context.piece_id else f"{piece}.xhtml"
        return f"{page}#{anchor}" if anchor else page
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:  # an IPv6 host that is none
        return None
    return quote(url, safe=_URL_SAFE) if scheme in _ABROAD else None


def _settle_image(image: Image) -> None:
    """Path in the package; alternative text where pandoc looks for it; only the attributes html needs."""
    attr = image.c.attr
    if "decorative" in attr.classes:
        image.c.inlines = []
    elif alt := attr.get("alt"):
        image.c.inlines = [Str(alt)]
    image.c.target.url = f"../{image_href(image.c.target.url)}"
    image.c.target.title = ""
    attr.pairs = [pair for pair in attr.pairs if pair[0] in _KEPT_IMAGE_PAIRS]


def _settle_span(span: Span) -> None:
    attr = span.c.attr
    attr.classes = [name for name in attr.classes if name not in _SPENT_CLASSES]
    kept = {"lang", "title"} if "abbr" in attr.classes else {"lang"}
    attr.pairs = [pair for pair in attr.pairs if pair[0] in kept]
