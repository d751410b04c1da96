"""Raw HTML becomes nodes, or text, or a finding; nothing raw is left.

Inline tags are paired and become the node that means the same. Blocks are read by pandoc's HTML reader once
lxml has found them well formed. A tag that HTML does not have (`<T>`) was meant as text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree, html
from lxml.html import defs

from bookbuild.document.coalesce import coalesce, join_strings
from bookbuild.document.nodes import (
    Attr,
    BlockQuote,
    Blocks,
    BulletList,
    Caption,
    Code,
    CodeC,
    DefinitionList,
    Div,
    DivC,
    Document,
    Emph,
    Figure,
    FigureC,
    Image,
    Inlines,
    LineBreak,
    Link,
    LinkC,
    Note,
    OrderedList,
    Para,
    Plain,
    RawBlock,
    RawInline,
    Span,
    SpanC,
    Str,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Target,
    Underline,
    decode,
)
from bookbuild.document.walk import children, inline_lists, text_of, walk_blocks
from bookbuild.filters.context import FileContext
from bookbuild.rules import manuscript

TAG = re.compile(r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attrs>[^<>]*?)(?P<empty>/)?>", re.DOTALL)
REFUSED = frozenset(
    [
        "script",
        "style",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "form",
        "input",
        "button",
        "select",
        "textarea",
        "video",
        "audio",
        "canvas",
        "link",
        "meta",
        "base",
    ]
)
BLOCK_TAGS = frozenset(
    [
        "figure",
        "figcaption",
        "section",
        "article",
        "aside",
        "details",
        "summary",
        "header",
        "footer",
        "main",
        "center",
        "p",
        "div",
    ]
)

CONDITIONS = frozenset({"only", "except"})
"""Attributes of ours that `filters.normalise.conditions` acts upon."""

Wrap = Callable[[Attr, list[Inlines]], Inlines]
INLINE_TAGS: dict[str, Wrap] = {
    "a": lambda attr, inner: _anchor(attr, inner),  # noqa: PLW0108 — it is defined below
    "abbr": lambda attr, inner: Span(SpanC(Attr(attr.id, ["abbr"], attr.pairs), inner)),
    "b": lambda attr, inner: _in_language(attr, Strong(inner)),
    "cite": lambda attr, inner: _in_language(attr, Emph(inner)),
    "code": lambda attr, inner: Code(CodeC(Attr(attr.id), text_of(inner))),
    "del": lambda _, inner: Strikeout(inner),
    "dfn": lambda attr, inner: _in_language(attr, Emph(inner)),
    "em": lambda attr, inner: _in_language(attr, Emph(inner)),
    "i": lambda attr, inner: _in_language(attr, Emph(inner)),
    "kbd": lambda attr, inner: Span(SpanC(Attr(attr.id, ["kbd"]), inner)),
    "mark": lambda attr, inner: Span(SpanC(Attr(attr.id, ["mark"]), inner)),
    "q": lambda attr, inner: Span(SpanC(attr, [Str("« "), *inner, Str(" »")])),
    "s": lambda _, inner: Strikeout(inner),
    "samp": lambda attr, inner: Code(CodeC(Attr(attr.id), text_of(inner))),
    "small": lambda attr, inner: Span(SpanC(attr, inner)),
    "span": lambda attr, inner: Span(SpanC(attr, inner)),
    "strong": lambda attr, inner: _in_language(attr, Strong(inner)),
    "sub": lambda _, inner: Subscript(inner),
    "sup": lambda _, inner: Superscript(inner),
    "u": lambda _, inner: Underline(inner),
    "var": lambda _, inner: Emph(inner),
}
"""HTML's inline elements as nodes."""


@dataclass
class _Open:
    """A tag that waits for its end, and what stands in it so far."""

    name: str
    attr: Attr
    text: str
    inner: list[Inlines] = field(default_factory=list)


def raw_html(document: Document, context: FileContext) -> Document:
    """The document without raw nodes."""
    document.blocks = _blocks(document.blocks, context)
    for block in walk_blocks(document.blocks):
        for inlines in inline_lists(block):
            _inlines(inlines, context, getattr(block, "line", 0))
    return document


# --- inlines -------------------------------------------------------------------------------------------------


def _inlines(inlines: list[Inlines], context: FileContext, line: int) -> None:
    """Pair the raw tags of one list, innermost lists first. Changes in place."""
    raw = False
    for inline in inlines:
        if isinstance(inline, RawInline):
            raw = True
        elif isinstance(inline, Note):
            inline.c = _blocks(inline.c, context)
            for block in walk_blocks(inline.c):
                for inner in inline_lists(block):
                    _inlines(inner, context, line)
        elif nested := children(inline):
            _inlines(nested, context, line)
    if raw:
        inlines[:] = join_strings(_paired(inlines, context, line))


def _paired(inlines: list[Inlines], context: FileContext, line: int) -> list[Inlines]:
    root = _Open("", Attr(), "")
    stack = [root]
    for inline in inlines:
        if isinstance(inline, RawInline):
            _take_tag(inline.c.text, stack, context, line)
        else:
            stack[-1].inner.append(inline)
    for still_open in reversed(stack[1:]):
        _ill_formed(f"<{still_open.name}> is never closed", still_open.text, context, line)
        stack[stack.index(still_open) - 1].inner.extend(still_open.inner)
    return root.inner


def _take_tag(text: str, stack: list[_Open], context: FileContext, line: int) -> None:
    if text.startswith("<!--") or text.startswith("<?"):
        return
    tag = TAG.fullmatch(text)
    name = tag["name"].lower() if tag else ""
    if tag is None or not (name in INLINE_TAGS or name in REFUSED or name in {"img", "br", "wbr"}):
        _as_text(text, context, line)
        stack[-1].inner.append(Str(text))
    elif name in REFUSED:
        if not tag["close"]:
            _refused(name, text, context, line)
    elif name == "br":
        stack[-1].inner.append(LineBreak())
    elif name == "img":
        stack[-1].inner.append(_image(text))
    elif name == "wbr":
        stack[-1].inner.append(Str("\u200b"))
    elif tag["empty"]:
        stack[-1].inner.append(INLINE_TAGS[name](_attributes(text), []))
    elif not tag["close"]:
        stack.append(_Open(name, _attributes(text), text))
    elif stack[-1].name == name:
        done = stack.pop()
        stack[-1].inner.append(INLINE_TAGS[name](done.attr, done.inner))
    else:
        _ill_formed(f"</{name}> closes nothing that is open", text, context, line)


def _attributes(tag: str) -> Attr:
    element = html.fragment_fromstring(tag, create_parent="div")[0]
    pairs = [(key, value) for key, value in sorted(element.attrib.items()) if key not in {"id", "class"}]
    pairs = [pair for pair in pairs if pair[0] in CONDITIONS or not _acts(pair[0])]
    return Attr(element.get("id") or element.get("name") or "", (element.get("class") or "").split(), pairs)


def _acts(key: str) -> bool:
    """Whether an attribute is a script or a style."""
    return key.startswith("on") or key == "style"


def _in_language(attr: Attr, inline: Inlines) -> Inlines:
    """Emphasis can bear neither a language nor an id: with one of them it stands in a span."""
    pairs = [pair for pair in attr.pairs if pair[0] == "lang"]
    return Span(SpanC(Attr(attr.id, [], pairs), [inline])) if pairs or attr.id else inline


def _anchor(attr: Attr, inner: list[Inlines]) -> Inlines:
    href = attr.get("href")
    if href:
        return Link(LinkC(Attr(attr.id, attr.classes), inner, Target(href, attr.get("title"))))
    return Span(SpanC(Attr(attr.id), inner))


def _image(tag: str) -> Image:
    attr = _attributes(tag)
    pairs = [pair for pair in attr.pairs if pair[0] in {"alt", "width", "height", *CONDITIONS}]
    return Image(LinkC(Attr(attr.id, [], pairs), [], Target(attr.get("src"), attr.get("title"))))


# --- blocks --------------------------------------------------------------------------------------------------


@dataclass
class _OpenBlock:
    name: str
    attr: Attr
    text: str
    line: int
    inner: list[Blocks] = field(default_factory=list)
    caption: list[Blocks] = field(default_factory=list)


def _blocks(blocks: list[Blocks], context: FileContext) -> list[Blocks]:
    """Pair raw block tags and read whole raw blocks; Divs, lists and quotes are entered."""
    stack = [_OpenBlock("", Attr(), "", 0)]
    for block in blocks:
        if not isinstance(block, RawBlock):
            _enter(block, context)
            stack[-1].inner.append(block)
            continue
        text = block.c.text.strip()
        tag = TAG.fullmatch(text)
        if tag and tag["name"].lower() in BLOCK_TAGS and not tag["empty"]:
            _take_block_tag(tag, text, block.line, stack, context)
        else:
            stack[-1].inner.extend(_whole_block(text, block.line, context))
    for still_open in reversed(stack[1:]):
        _ill_formed(f"<{still_open.name}> is never closed", still_open.text, context, still_open.line)
        stack[stack.index(still_open) - 1].inner.extend(still_open.inner)
    return stack[0].inner


def _enter(block: Blocks, context: FileContext) -> None:
    match block:
        case Div() | Figure():
            block.c.blocks = _blocks(block.c.blocks, context)
        case BlockQuote():
            block.c = _blocks(block.c, context)
        case BulletList():
            block.c = [_blocks(item, context) for item in block.c]
        case OrderedList():
            block.c.items = [_blocks(item, context) for item in block.c.items]
        case DefinitionList():
            for item in block.c:
                item.definitions = [_blocks(definition, context) for definition in item.definitions]
        case _:
            return


def _take_block_tag(
    tag: re.Match[str], text: str, line: int, stack: list[_OpenBlock], context: FileContext
) -> None:
    name = tag["name"].lower()
    if not tag["close"]:
        stack.append(_OpenBlock(name, _attributes(text), text, line))
    elif stack[-1].name != name:
        _ill_formed(f"</{name}> closes nothing that is open", text, context, line)
    else:
        done = stack.pop()
        conditions = [pair for pair in done.attr.pairs if pair[0] in CONDITIONS]
        if name == "figcaption":
            stack[-1].caption = done.inner
        elif name == "figure":
            attr = Attr(done.attr.id, [], conditions)
            stack[-1].inner.append(Figure(FigureC(attr, Caption(None, done.caption), done.inner)))
        else:
            stack[-1].inner.append(Div(DivC(Attr(done.attr.id, done.attr.classes, conditions), done.inner)))


def _whole_block(text: str, line: int, context: FileContext) -> list[Blocks]:
    """A raw block as nodes: nothing for a comment, text for what HTML does not know, else what pandoc reads."""
    if re.fullmatch(r"(<!--.*?-->|<\?.*?\?>|\s)*", text, re.DOTALL):
        return []
    tags = [match["name"].lower() for match in TAG.finditer(text)]
    if refused := sorted(REFUSED.intersection(tags)):
        if not text.startswith("</"):
            _refused(refused[0], text.split("\n", maxsplit=1)[0], context, line)
        return []
    if not tags or (fault := _xml_fault(text)):
        if tags and all(name in defs.tags for name in tags):
            _ill_formed(fault, text.split("\n", maxsplit=1)[0], context, line)
        else:
            _as_text(text.split("\n", maxsplit=1)[0], context, line)
        return [Para([Str(" ".join(text.split()))], line)]
    json, _ = context.pandoc.read(text.encode(), "html-native_divs")
    document = coalesce(decode(json))
    for block in walk_blocks(document.blocks):
        if hasattr(block, "line"):
            block.line = line
        if isinstance(block, Plain | Para):
            _inlines(block.c, context, line)
    return [block for block in document.blocks if not isinstance(block, RawBlock)]


_VOID = re.compile(r"<(img|br|hr|wbr|col)\b([^<>]*?)/?>", re.IGNORECASE)


def _xml_fault(text: str) -> str:
    """What keeps a fragment from being well formed; empty when nothing does. HTML's void elements are closed."""
    closed = _VOID.sub(r"<\1\2/>", text)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        etree.fromstring(f"<x>{re.sub(r'&[A-Za-z]+;', '&#160;', closed)}</x>", parser)
    except etree.XMLSyntaxError as error:
        return str(error.msg)
    return ""


# --- findings ------------------------------------------------------------------------------------------------


def _ill_formed(what: str, text: str, context: FileContext, line: int) -> None:
    context.findings.append(
        manuscript.RAW_HTML_ILL_FORMED(
            f"{what}: {text[:60]}",
            at=context.at(line, text),
            hint="Close the tag, or write it in backquotes if it is meant as text.",
        )
    )


def _as_text(text: str, context: FileContext, line: int) -> None:
    context.findings.append(
        manuscript.RAW_HTML_AS_TEXT(
            f"{text[:60]} is no HTML element; kept as text",
            at=context.at(line, text),
            hint=f"Write `{text[:40]}` or \\{text[:40]}.",
        )
    )


def _refused(name: str, text: str, context: FileContext, line: int) -> None:
    context.findings.append(
        manuscript.RAW_HTML_REFUSED(f"<{name}> is left out", at=context.at(line, text), hint="Remove it.")
    )
