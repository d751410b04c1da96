"""Pandoc's document as typed nodes (pandoc-types 1.23).

msgspec decodes pandoc's `{"t": …, "c": …}` straight into these structs and refuses what it does not know.
Two things differ from pandoc's own tree, on purpose:

- runs of `Str`, `Space` and `SoftBreak` are one `Str` (see `coalesce`): a novel's tree shrinks sixfold, text
  filters work on whole phrases, and pandoc's writers run up to nine times faster;
- leaf blocks carry `line`, the line of the manuscript where they start (0 when unknown). Pandoc ignores it.
"""

from typing import Literal, TypeAlias

import msgspec


class Attr(msgspec.Struct, array_like=True):
    """Identifier, classes, and key–value pairs."""

    id: str = ""
    classes: list[str] = []
    pairs: list[tuple[str, str]] = []

    def get(self, key: str, default: str = "") -> str:
        """Value of a key, the first if it stands twice."""
        return next((value for name, value in self.pairs if name == key), default)

    def without(self, *keys: str) -> "Attr":
        """The same attributes less these keys."""
        return Attr(self.id, self.classes, [pair for pair in self.pairs if pair[0] not in keys])


class Inline(msgspec.Struct, tag_field="t"):
    """Base of all inlines."""


class Str(Inline, tag="Str"):
    """Text, spaces included."""

    c: str


class Space(Inline, tag="Space"):
    """A space; gone after `coalesce`."""


class SoftBreak(Inline, tag="SoftBreak"):
    """A line end in the source; gone after `coalesce`."""


class LineBreak(Inline, tag="LineBreak"):
    """A hard line break."""


class Emph(Inline, tag="Emph"):
    """Emphasis."""

    c: "list[Inlines]"


class Underline(Inline, tag="Underline"):
    """Underlined."""

    c: "list[Inlines]"


class Strong(Inline, tag="Strong"):
    """Strong emphasis."""

    c: "list[Inlines]"


class Strikeout(Inline, tag="Strikeout"):
    """Struck out."""

    c: "list[Inlines]"


class Superscript(Inline, tag="Superscript"):
    """Superscript."""

    c: "list[Inlines]"


class Subscript(Inline, tag="Subscript"):
    """Subscript."""

    c: "list[Inlines]"


class SmallCaps(Inline, tag="SmallCaps"):
    """Small capitals."""

    c: "list[Inlines]"


class Tagged(msgspec.Struct):
    """A bare `{"t": name}` of pandoc's enumerations."""

    t: str


class QuotedC(msgspec.Struct, array_like=True):
    """Content of Quoted."""

    kind: Tagged
    inlines: "list[Inlines]"


class Quoted(Inline, tag="Quoted"):
    """Quoted text (only with pandoc's smart, which we do not use)."""

    c: QuotedC


class Citation(msgspec.Struct):
    """One key of a citation. Field names are pandoc's."""

    citationId: str
    citationPrefix: "list[Inlines]"
    citationSuffix: "list[Inlines]"
    citationMode: Tagged
    citationNoteNum: int
    citationHash: int


class CiteC(msgspec.Struct, array_like=True):
    """Content of Cite."""

    citations: list[Citation]
    inlines: "list[Inlines]"


class Cite(Inline, tag="Cite"):
    """`[@key]`, `@fig:slug`."""

    c: CiteC


class CodeC(msgspec.Struct, array_like=True):
    """Content of Code and CodeBlock."""

    attr: Attr
    text: str


class Code(Inline, tag="Code"):
    """Inline code."""

    c: CodeC


class MathC(msgspec.Struct, array_like=True):
    """Content of Math: kind is InlineMath or DisplayMath, text is TeX."""

    kind: Tagged
    text: str


class Math(Inline, tag="Math"):
    """TeX mathematics."""

    c: MathC


class RawC(msgspec.Struct, array_like=True):
    """Content of raw nodes."""

    format: str
    text: str


class RawInline(Inline, tag="RawInline"):
    """Raw markup; after NORMALISE only ours is left."""

    c: RawC


class Target(msgspec.Struct, array_like=True):
    """Where a link or an image points."""

    url: str
    title: str = ""


class LinkC(msgspec.Struct, array_like=True):
    """Content of Link and Image."""

    attr: Attr
    inlines: "list[Inlines]"
    target: Target


class Link(Inline, tag="Link"):
    """A link."""

    c: LinkC


class Image(Inline, tag="Image"):
    """An image; its inlines are its description."""

    c: LinkC


class Note(Inline, tag="Note"):
    """A footnote, with its blocks."""

    c: "list[Blocks]"


class SpanC(msgspec.Struct, array_like=True):
    """Content of Span."""

    attr: Attr
    inlines: "list[Inlines]"


class Span(Inline, tag="Span"):
    """A span with attributes."""

    c: SpanC


class Block(msgspec.Struct, tag_field="t"):
    """Base of all blocks."""


class Plain(Block, tag="Plain"):
    """Text that is not a paragraph (in a tight list)."""

    c: "list[Inlines]"
    line: int = 0


class Para(Block, tag="Para"):
    """A paragraph."""

    c: "list[Inlines]"
    line: int = 0


class LineBlock(Block, tag="LineBlock"):
    """Lines of verse."""

    c: "list[list[Inlines]]"
    line: int = 0


class CodeBlock(Block, tag="CodeBlock"):
    """A block of code."""

    c: CodeC
    line: int = 0


class RawBlock(Block, tag="RawBlock"):
    """Raw markup; after NORMALISE only ours is left."""

    c: RawC
    line: int = 0


class BlockQuote(Block, tag="BlockQuote"):
    """A quotation."""

    c: "list[Blocks]"


class ListAttr(msgspec.Struct, array_like=True):
    """Start, style and delimiter of an ordered list."""

    start: int
    style: Tagged
    delimiter: Tagged


class OrderedListC(msgspec.Struct, array_like=True):
    """Content of OrderedList."""

    attr: ListAttr
    items: "list[list[Blocks]]"


class OrderedList(Block, tag="OrderedList"):
    """A numbered list."""

    c: OrderedListC


class BulletList(Block, tag="BulletList"):
    """A bulleted list."""

    c: "list[list[Blocks]]"


class Definition(msgspec.Struct, array_like=True):
    """A term with its definitions."""

    term: "list[Inlines]"
    definitions: "list[list[Blocks]]"


class DefinitionList(Block, tag="DefinitionList"):
    """Terms and definitions."""

    c: list[Definition]


class HeaderC(msgspec.Struct, array_like=True):
    """Content of Header."""

    level: int
    attr: Attr
    inlines: "list[Inlines]"


class Header(Block, tag="Header"):
    """A heading."""

    c: HeaderC
    line: int = 0


class HorizontalRule(Block, tag="HorizontalRule"):
    """A scene break."""


class Caption(msgspec.Struct, array_like=True):
    """Caption of a table or figure: short form, blocks."""

    short: "list[Inlines] | None"
    blocks: "list[Blocks]"


class ColSpec(msgspec.Struct, array_like=True):
    """Alignment and width of a column."""

    align: Tagged
    width: "ColWidth"


class ColWidth(msgspec.Struct, omit_defaults=True):
    """ColWidth with the share of the measure, or ColWidthDefault."""

    t: str
    c: float | None = None


class Cell(msgspec.Struct, array_like=True):
    """A cell of a table."""

    attr: Attr
    align: Tagged
    rowspan: int
    colspan: int
    blocks: "list[Blocks]"


class Row(msgspec.Struct, array_like=True):
    """A row of a table."""

    attr: Attr
    cells: list[Cell]


class RowGroup(msgspec.Struct, array_like=True):
    """Head or foot of a table."""

    attr: Attr
    rows: list[Row]


class TableBody(msgspec.Struct, array_like=True):
    """Body of a table: row-head columns, intermediate head rows, rows."""

    attr: Attr
    head_columns: int
    head: list[Row]
    rows: list[Row]


class TableC(msgspec.Struct, array_like=True):
    """Content of Table."""

    attr: Attr
    caption: Caption
    columns: list[ColSpec]
    head: RowGroup
    bodies: list[TableBody]
    foot: RowGroup


class Table(Block, tag="Table"):
    """A table."""

    c: TableC


class FigureC(msgspec.Struct, array_like=True):
    """Content of Figure."""

    attr: Attr
    caption: Caption
    blocks: "list[Blocks]"


class Figure(Block, tag="Figure"):
    """A figure with its caption."""

    c: FigureC


class DivC(msgspec.Struct, array_like=True):
    """Content of Div."""

    attr: Attr
    blocks: "list[Blocks]"


class Div(Block, tag="Div"):
    """A division with attributes: our components."""

    c: DivC


Inlines: TypeAlias = (
    Str | Space | SoftBreak | LineBreak | Emph | Underline | Strong | Strikeout | Superscript | Subscript
    | SmallCaps | Quoted | Cite | Code | Math | RawInline | Link | Image | Note | Span
)  # fmt: skip
"""Any inline."""

Blocks: TypeAlias = (
    Plain | Para | LineBlock | CodeBlock | RawBlock | BlockQuote | OrderedList | BulletList | DefinitionList
    | Header | HorizontalRule | Table | Figure | Div
)  # fmt: skip
"""Any block."""

Container: TypeAlias = Emph | Underline | Strong | Strikeout | Superscript | Subscript | SmallCaps
"""Inlines whose whole content is a list of inlines."""
CONTAINERS = (Emph, Underline, Strong, Strikeout, Superscript, Subscript, SmallCaps)

API_VERSION = [1, 23, 1]
"""pandoc-types version of pandoc 3.1 to 3.9."""


class Document(msgspec.Struct):
    """One manuscript file."""

    blocks: list[Blocks]
    meta: dict[str, object] = {}
    api_version: list[int] = msgspec.field(
        name="pandoc-api-version", default_factory=lambda: list(API_VERSION)
    )


_DECODER = msgspec.json.Decoder(Document)
_ENCODER = msgspec.json.Encoder()

RawFormat = Literal["html", "typst"]
"""The two raw formats we put into a document ourselves."""


def decode(json: bytes) -> Document:
    """Pandoc's JSON as nodes. Raises msgspec.ValidationError on a node we do not know."""
    document = _DECODER.decode(json)
    document.meta = {}
    return document


def encode(document: Document) -> bytes:
    """Nodes as pandoc's JSON."""
    return _ENCODER.encode(document)


def html(text: str) -> RawBlock:
    """A raw HTML block of ours."""
    return RawBlock(RawC("html", text))


def typst(text: str) -> RawBlock:
    """A raw Typst block of ours."""
    return RawBlock(RawC("typst", text))


def inline_typst(text: str) -> RawInline:
    """Raw inline Typst of ours."""
    return RawInline(RawC("typst", text))
