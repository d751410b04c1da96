"""The document as a Typst body: every block and inline becomes a call of one of our print components.

Typst markup is written here and not by pandoc's own writer, which is quadratic in the length of a string (a
novel takes 8 s in whole phrases, 3 s in single words; here 0.3 s) and writes `#emph[x]` in such a way that
the next `;`, `(` or `.` belongs to the call (pandoc 3.9). Pandoc still writes the mathematics.

Each body starts with the import of `styles/components.typ`; every text passes through `design.typ`, which
lets no character of a manuscript become code.
"""

import re
from itertools import chain

from bookbuild.design import typ
from bookbuild.document.nodes import (
    Attr,
    BlockQuote,
    Blocks,
    BulletList,
    CodeBlock,
    DefinitionList,
    Div,
    Document,
    Figure,
    Header,
    HorizontalRule,
    Image,
    Inlines,
    LineBlock,
    ListAttr,
    OrderedList,
    Para,
    Plain,
    RawBlock,
    RawC,
    RawInline,
    Table,
)
from bookbuild.document.walk import text_of, walk_inlines
from bookbuild.filters.normalise.components import WAYS
from bookbuild.filters.target import TargetContext
from bookbuild.filters.target.last_words import bind_last_words
from bookbuild.filters.target.typst_feet import (
    has_rows,
    holds_paragraphs,
    is_paragraph,
    kind_of,
    says_nothing,
)
from bookbuild.filters.target.typst_inlines import InlineWriter, alternative, picture_path
from bookbuild.filters.target.typst_opening import KINDS, opening
from bookbuild.filters.target.typst_tables import line_of, table_call

IMPORT = '#import "/styles/components.typ": *\n\n'
"""First line of every body: an included file has its own scope (Typst 0.15)."""

COMPONENTS = frozenset(
    {
        *("abstract", "acknowledgements", "bibliography", "colophon", "dedication", "dialogue", "epigraph"),
        *("description", "extract", "glossary", "letter", "pull-quote", "sidebar", "verse"),
    }
)
"""Divs that are a component of the same name in styles/print."""

_BEFORE_OPENING = frozenset({"abstract", "epigraph"})
"""Components that may stand between the title and the paragraph that opens a piece."""
_NUMBERINGS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_DELIMITERS = {"OneParen": "{}) ", "TwoParens": "({})"}
_STANDING_SPACES = re.compile(r"^[\u00a0 ]*")
_JOINER = "\u2060"
_WIDTH = re.compile(r"(\d+(?:\.\d+)?)(%|mm|cm|in|pt)?")


def to_typst(document: Document, context: TargetContext) -> Document:
    """The document as raw Typst with mathematics between, for pandoc's typst writer to write unchanged."""
    writer = _BlockWriter(context, has_rows(document.blocks))
    source = IMPORT + writer.blocks(document.blocks).strip("\n") + "\n"
    document.blocks = [RawBlock(RawC("typst", source))]
    if writer.inlines.formulas:
        document.blocks = [Plain(_with_formulas(source, writer.inlines))]
    return document


def _with_formulas(source: str, written: InlineWriter) -> list[Inlines]:
    """The source in pieces, with each formula at its place."""
    out: list[Inlines] = []
    for n, piece in enumerate(written.FORMULA.split(source)):
        out.append(written.formulas[int(piece)] if n % 2 else RawInline(RawC("typst", piece)))
    return out


class _BlockWriter:
    """Writes blocks; knows how deep it stands in lists, boxes and notes."""

    def __init__(self, context: TargetContext, has_rows: bool = False) -> None:
        self.inlines = InlineWriter(context, self._in_note)
        self._piece = context.piece_id
        self._marks_lines = context.shows_lines
        self._label = self.inlines.label
        self._depth = -1
        self._in_bibliography = context.kind == "bibliography"
        self._opens = context.kind in KINDS
        self._has_rows = has_rows and self._opens
        self._rows = 0
        self._marks_rows = False
        """Whether the next paragraph is a row that no call says."""
        self._noted = 0
        """Paragraphs with notes so far."""

    def blocks(self, blocks: list[Blocks]) -> str:
        """Blocks, with an empty line after each."""
        self._depth += 1
        if self._depth == 0 and self._has_rows:
            text = "".join(
                self._row(block, after) + "\n\n"
                for block, after in zip(blocks, [*blocks[1:], None], strict=True)
            )
        else:
            text = "".join(self._with_notes(block) + "\n\n" for block in blocks)
        self._depth -= 1
        return text

    def _row(self, block: Blocks, after: Blocks | None) -> str:
        """A block of the main text, with what its place on the page is reckoned by."""
        if says_nothing(block) or (
            isinstance(block, Header) and block.c.level == 1
        ):  # the opener sets the title
            return self._opening(block) or self._block(block)
        row = self._row_call()
        if is_paragraph(block):
            self._rows += 1
            text = self._with_notes(block)
            ends = "" if after and is_paragraph(after) and not says_nothing(after) else self._end_mark(row)
            return f"#paragraph({row})[#begins({row});{text}{ends}]"
        self._opening(block)
        if holds_paragraphs(block):
            self._marks_rows = True
            text = self._block(block)
            self._marks_rows = False
            return f"#holder({row})[\n{text}\n]"
        self._rows += 1
        return f'#solid({row}, "{kind_of(block)}")[\n{self._block(block)}\n]'

    def _row_call(self) -> str:
        """The arguments that name the next row."""
        return f"{typ.string(self._piece)}, {self._rows}"

    @staticmethod
    def _end_mark(row: str) -> str:
        """Without a sign after it the mark would be set with what follows the paragraph."""
        return f"#ends({row});{_JOINER}"

    def _with_notes(self, block: Blocks) -> str:
        """A block; a paragraph of the piece that has notes says so, and has a number."""
        text = self._opening(block) or self._block(block)
        if self._depth or not isinstance(block, Para) or ("#footnote[" not in text and "#web(" not in text):
            return text
        self._noted += 1
        return f"#noted({typ.string(self._piece)}, {self._noted})[{text}]"

    def _opening(self, block: Blocks) -> str:
        """The paragraph that opens the piece; empty for any other block."""
        if not self._opens or self._depth:
            return ""
        title = isinstance(block, Header) and block.c.level == 1
        self._opens = title or (
            isinstance(block, Div) and not _BEFORE_OPENING.isdisjoint(block.c.attr.classes)
        )
        if not isinstance(block, Para):
            return ""
        bind_last_words(block.c)
        text = opening(block.c, self.inlines.write)
        # Before the call: inside, the mark would stand on the first line's baseline, not at its head.
        return text and self._source(block) + text

    def _in_note(self, blocks: list[Blocks]) -> str:
        """Blocks of a note, which stand elsewhere on the page than the text around its call."""
        before, self._marks_lines, self._marks_rows = (self._marks_lines, self._marks_rows), False, False
        text = self.blocks(blocks)
        self._marks_lines, self._marks_rows = before
        return text

    def _source(self, block: Para | Plain | CodeBlock | LineBlock) -> str:
        """The mark of a block's line in the manuscript, in a proof."""
        line = f"#source-line({typ.string(self._piece)}, {block.line});"
        return line if self._marks_lines and block.line else ""

    def _words(self, block: Para | Plain) -> str:
        """A paragraph's words, with their marks; those of a holder say where they begin and end."""
        words = self._source(block) + self.inlines.write(block.c)
        if not self._marks_rows:
            return words
        if says_nothing(block):
            return words
        row = self._row_call()
        self._rows += 1
        words = f"#within({row});{words}{self._end_mark(row)}"
        return f"#nested({row})[{words}]" if isinstance(block, Para) else words

    def _content(self, blocks: list[Blocks]) -> str:
        """Blocks as a content argument; a single run of text without paragraph."""
        if len(blocks) == 1 and isinstance(blocks[0], Plain):
            return f"[{self._words(blocks[0])}]"
        return f"[\n{self.blocks(blocks)}]"

    def _block(self, block: Blocks) -> str:  # noqa: PLR0911, PLR0912 — one line a kind of block
        match block:
            case Para():
                bind_last_words(block.c)
                return self._words(block)
            case Plain():
                return self._words(block)
            case Header():
                return self._heading(block)
            case Div():
                return self._div(block)
            case BlockQuote():
                return f"#extract{self._content(block.c)}"
            case BulletList() if self._in_bibliography:
                return "#entries" + "".join(self._content(item) for item in block.c)
            case BulletList():
                return self._list("list", block.c, "")
            case OrderedList():
                return self._list("enum", block.c.items, _numbering(block.c.attr))
            case DefinitionList():
                return self._definitions(block)
            case LineBlock():
                return self._verse(block)
            case CodeBlock():
                return self._listing(block)
            case HorizontalRule():
                return "#scene-break()"
            case Figure():
                return self._figure(block)
            case Table():
                return self._table(block)
            case RawBlock():
                return ""

    def _heading(self, heading: Header) -> str:
        """A heading and its label; its index marks go behind it, for the contents set it again."""
        title = self.inlines.write(heading.c.inlines, in_heading=True)
        label = f" {self._label(heading.c.attr.id)}" if heading.c.attr.id else ""
        marks = "".join(self.inlines.take_marks())
        options = ", numbering: none" if "unnumbered" in heading.c.attr.classes else ""
        return f"#heading(level: {heading.c.level}{options})[{title}]{label}" + (
            f"\n{marks}" if marks else ""
        )

    def _div(self, div: Div) -> str:
        attr = div.c.attr
        anchor = self.inlines.anchor(attr.id)
        call = next((name for name in attr.classes if name in COMPONENTS), "")
        before, self._in_bibliography = self._in_bibliography, call == "bibliography" or self._in_bibliography
        ways = [f"{way}: true" for way in sorted(WAYS.get(call, ())) if way in attr.classes]
        call += f"({', '.join(ways)})" if ways else ""
        inner = f"[\n{anchor}\n{self.blocks(div.c.blocks)}]" if anchor else self._content(div.c.blocks)
        body = f"#{call}{inner}" if call else f"{anchor}\n{self.blocks(div.c.blocks)}".strip()
        self._in_bibliography = before
        language = self.inlines.language(attr)
        return f"#foreign({language})[\n{body}\n]" if language else body

    def _list(self, call: str, items: list[list[Blocks]], options: str) -> str:
        tight = all(isinstance(item[0], Plain) for item in items if item)
        arguments = f"tight: {'true' if tight else 'false'}{options}"
        return f"#{call}({arguments})" + "".join(self._content(item) for item in items)

    def _definitions(self, block: DefinitionList) -> str:
        items = [
            f"([{self.inlines.write(item.term)}], {self._content([*chain(*item.definitions)])})"
            for item in block.c
        ]
        return f"#definitions{typ.array(items)}"

    def _verse(self, block: LineBlock) -> str:
        """Stanzas of lines; a line is its indent, which pandoc writes in no-break spaces, and its text."""
        stanzas: list[list[str]] = [[]]
        for line in block.c:
            text = text_of(line)
            if text.strip():
                indent = len(_STANDING_SPACES.match(text)[0])  # type: ignore[index]  # it always matches
                text = self.inlines.write(line).lstrip(" \u00a0")
                if not any(stanzas):
                    text = self._source(block) + text
                stanzas[-1].append(f"({indent}, [{text}])")
            elif stanzas[-1]:
                stanzas.append([])
        return f"#stanzas{typ.array([typ.array(lines) for lines in stanzas if lines])}"

    def _listing(self, block: CodeBlock) -> str:
        language = typ.string(block.c.attr.classes[0]) if block.c.attr.classes else "none"
        return (
            self.inlines.anchor(block.c.attr.id)
            + self._source(block)
            + f"#listing({typ.string(block.c.text)}, lang: {language})"
        )

    def _figure(self, figure: Figure) -> str:
        images = [inline for inline, _ in walk_inlines(figure.c.blocks) if isinstance(inline, Image)]
        arguments = {
            "id": self._string_or_none(figure.c.attr.id),
            "number": self._number(figure.c.attr),
            "caption": self._caption(figure.c.caption.blocks),
            "credit": self._credit(images),
            "in-text": "true" if self._depth == 0 else "false",
        }
        named = ", ".join(f"{name}: {value}" for name, value in arguments.items())
        if not images:  # code, or a table, with a caption
            return f"#illustration({named}){self._content(figure.c.blocks)}"
        pictures = ", ".join(_picture(image) for image in images)
        return f"#illustration({named}, {pictures})"

    def _table(self, table: Table) -> str:
        arguments = {
            "id": self._string_or_none(table.c.attr.id),
            "number": self._number(table.c.attr),
            "caption": self._caption(table.c.caption.blocks),
            "line": str(line_of(table)),
            "floats": "true" if self._depth == 0 else "false",
        }
        return table_call(table, arguments, self._content)

    def _string_or_none(self, id: str) -> str:
        return typ.string(self.inlines.name(id)) if id else "none"

    def _number(self, attr: Attr) -> str:
        return typ.string(attr.get("number")) if attr.get("number") else "none"

    def _caption(self, blocks: list[Blocks]) -> str:
        return self._content(blocks) if blocks else "none"

    def _credit(self, images: list[Image]) -> str:
        credits = [credit for image in images if (credit := image.c.attr.get("credit"))]
        return typ.content(" ".join(credits)) if credits else "none"


def _picture(image: Image) -> str:
    arguments = [typ.string(picture_path(image.c.target.url)), f"alt: {alternative(image)}"]
    if width := _width(image.c.attr.get("width")):
        arguments.append(f"width: {width}")
    return f"picture({', '.join(arguments)})"


def _width(text: str) -> str:
    """A width as a Typst length or share of the measure; empty when it was left open or is no width.

    Pixels are taken at 96 to the inch, as CSS has them.
    """
    size = _WIDTH.fullmatch(text.removesuffix("px"))
    if size is None:
        return ""
    return size[1] + size[2] if size[2] else typ.pt(float(size[1]) * 72 / 96)


def _numbering(attr: ListAttr) -> str:
    figure = _NUMBERINGS.get(attr.style.t, "1")
    pattern = _DELIMITERS.get(attr.delimiter.t, "{}.").format(figure)
    return f", start: {attr.start}, numbering: {typ.string(pattern.strip())}"
