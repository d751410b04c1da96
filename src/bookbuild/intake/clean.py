"""Pandoc's reading of a word processor's file, as bookbuild's Markdown can say it: styles become components."""

import re
from dataclasses import dataclass, field

from bookbuild.document.nodes import (
    Attr,
    BlockQuote,
    Blocks,
    Caption,
    Cell,
    Cite,
    ColWidth,
    Container,
    Div,
    DivC,
    Document,
    Emph,
    Figure,
    FigureC,
    Header,
    HorizontalRule,
    Image,
    Inlines,
    LineBlock,
    LineBreak,
    Link,
    Note,
    Para,
    Plain,
    RawBlock,
    RawInline,
    Row,
    SoftBreak,
    Space,
    Span,
    SpanC,
    Str,
    Strikeout,
    Strong,
    Table,
    Tagged,
    Underline,
)  # fmt: skip
from bookbuild.document.walk import (
    children,
    map_block_list,
    map_blocks,
    map_inlines,
    table_rows,
    text_of,
)
from bookbuild.filters.normalise.components import BLOCKS, INLINES
from bookbuild.intake.odt import BEGIN, END, change_text
from bookbuild.intake.report import Remarks, quoted
from bookbuild.intake.styles import DROP, PLAIN, QUOTE, SCENE, SUBTITLE, TITLE, folded, style_names
from bookbuild.rules import intake as rules

_SCENE = re.compile(r"\s*(?:[*⁂#~•·—–_-]\s*){1,9}")
"""A paragraph that is only this parts two scenes."""
_CAPTION = "bookbuild-caption"
"""Class of a paragraph that stands as a caption until it has found its picture."""
_UNSEEN = str.maketrans(
    "", "", "\u00ad\u200b\u2060\ufeff" + "".join(map(chr, (*range(9), *range(11, 32), 127)))
)
"""Left by word processors, meant for their own lines: soft hyphens, spaces without width, control characters."""
_COMMENTS = frozenset({"comment-start", "comment-end", "paragraph-insertion", "paragraph-deletion"})
"""Classes of spans that hold no words of the text; comments are read in intake/docx.py."""


@dataclass
class Cleaned:
    """The text, and what stood above it."""

    blocks: list[Blocks]
    title: list[Inlines] = field(default_factory=list)
    """From a paragraph of that style; empty for none."""
    subtitle: list[Inlines] = field(default_factory=list)


def clean(document: Document, remarks: Remarks) -> Cleaned:
    """The document with components for styles; unknown styles, changes and comments go to `remarks`. Raises TooDeep."""
    cleaned = Cleaned([])
    map_inlines(document, lambda inlines: [new for one in inlines for new in _inline(one, remarks)])
    map_inlines(document, lambda inlines: _notes(inlines, remarks))
    map_blocks(document, lambda block: _block(block, remarks, cleaned))
    cleaned.blocks = _joined(_captioned(document.blocks))
    for name, count in sorted(remarks.styles.items()):
        hint = "Mark the passages in the Markdown, or add the name to styles/import.yaml."
        remarks.say(rules.STYLE_UNKNOWN, f"no component answers to the style “{name}” ({count} times)", hint)
    return cleaned


def _inline(inline: Inlines, remarks: Remarks) -> list[Inlines]:  # noqa: PLR0911 — one a kind
    match inline:
        case Str():
            text = inline.c.translate(_UNSEEN).replace("\t", " ").replace("\n", " ")
            return [Str(text)] if text else []
        case RawInline() if inline.c.text.startswith("\\cite"):
            return []  # its keys are in the node around it
        case RawInline():
            remarks.say(rules.CODE_LEFT_OUT, f"{inline.c.format}: {quoted(inline.c.text)} is left out")
            return []
        case Span():
            return _span(inline, remarks)
        case Emph() | Strong() | Strikeout() | Underline() if not _has_content(inline.c):
            return list(inline.c)
        case Cite():
            return [Str(_keys(inline, remarks))]
        case Link() if not _has_content(inline.c.inlines):
            return []
        case _:
            return [inline]


def _keys(cite: Cite, remarks: Remarks) -> str:
    """A citation as its keys in brackets: the book does not know the works."""
    keys = ", ".join(one.citationId for one in cite.c.citations)
    hint = "Write [@key] once the book's `bibliography:` has the works under these keys; or write a note."
    remarks.say(rules.CITATION_KEYS, f"it cites {keys}", hint)
    return f"[{keys}]"


def _has_content(inlines: list[Inlines]) -> bool:
    """Whether anything is seen: words, a picture, a note."""
    return any(
        isinstance(one, Image | Note)
        or (one.c.strip() != "" if isinstance(one, Str) else False)
        or (not isinstance(one, Str | Space | SoftBreak | LineBreak) and _inside(one))
        for one in inlines
    )


def _inside(inline: Inlines) -> bool:
    inner = children(inline)
    return (
        True
        if inner is None
        else _has_content(inner) or (isinstance(inline, Span) and bool(inline.c.attr.id))
    )


def _span(span: Span, remarks: Remarks) -> list[Inlines]:
    attr, words = span.c.attr, span.c.inlines
    for kind in ("insertion", "deletion"):
        if kind in attr.classes:
            remarks.say(
                rules.TRACKED_CHANGE,
                change_text(kind, text_of(words), attr.get("author"), attr.get("date")[:10]),
            )
            return [] if kind == "deletion" else list(words)
    if _COMMENTS.intersection(attr.classes):
        return []
    known = [name for name in attr.classes if name in INLINES]
    if style := attr.get("custom-style"):
        meaning = style_names().characters.get(folded(style))
        if meaning is None and words:
            remarks.styles[style] += 1
        known += [meaning] if meaning and meaning != PLAIN else []
    pairs = [(key, value) for key, value in attr.pairs if key == "lang"]
    if not (known or pairs or attr.id):
        return list(words)
    return [Span(SpanC(Attr(attr.id, known, pairs), words))]


def _notes(inlines: list[Inlines], remarks: Remarks) -> list[Inlines]:
    """A note's paragraphs without the indent that word processors give them."""
    for one in inlines:
        if isinstance(one, Note):
            blocks = map_block_list(one.c, lambda block: _block(block, remarks, Cleaned([])))
            flat = map_block_list(blocks, lambda block: block.c if isinstance(block, BlockQuote) else [block])
            one.c = _joined(_without_holders(flat))
    return inlines


def _block(block: Blocks, remarks: Remarks, cleaned: Cleaned) -> list[Blocks]:
    match block:
        case Para() | Plain():
            return _paragraph(block, remarks, cleaned)
        case Header():
            return _heading(block, cleaned)
        case Div():
            return _division(block, remarks, cleaned)
        case BlockQuote() if block.c and all(isinstance(one, BlockQuote | Div) for one in block.c):
            return block.c  # indented, and in a style that says what it is
        case RawBlock():
            remarks.say(rules.CODE_LEFT_OUT, f"{block.c.format}: {quoted(block.c.text)} is left out")
            return []
        case Table():
            _simplify(block, remarks)
        case Figure():
            block.c.attr = Attr(block.c.attr.id)
            block.c.caption.blocks = _without_holders(block.c.caption.blocks)
    return [block]


def _heading(block: Header, cleaned: Cleaned) -> list[Blocks]:
    """Without attributes but its name; one that is the title of a whole page goes to `cleaned`."""
    inlines = _trimmed(block.c.inlines)
    if "title" in block.c.attr.classes and not cleaned.title:
        cleaned.title = inlines
        return []
    if len(inlines) == 1 and isinstance(inlines[0], Strong):
        inlines = inlines[0].c
    block.c.inlines = inlines
    block.c.attr = Attr(block.c.attr.id)
    return [block] if _has_content(inlines) else []


def _paragraph(block: Para | Plain, remarks: Remarks, cleaned: Cleaned) -> list[Blocks]:
    style = _taken_mark(block.c)
    block.c = _trimmed(block.c)
    if style:
        return _styled(style, [block], remarks, cleaned)
    if block.c and not any(isinstance(one, Image) for one in block.c) and _SCENE.fullmatch(text_of(block.c)):
        return [HorizontalRule()]
    return [block]


def _taken_mark(inlines: list[Inlines]) -> str:
    """The name of a style that an ODT's paragraph begins with, taken out; empty for none."""
    for one in inlines[:1]:
        if isinstance(one, Str) and one.c.startswith(BEGIN):
            name, _, one.c = one.c.removeprefix(BEGIN).partition(END)
            return name
        if isinstance(one, Container | Span | Link):
            return _taken_mark(children(one) or [])
    return ""


def _trimmed(inlines: list[Inlines]) -> list[Inlines]:
    """Without spaces and line ends at the edges."""
    kept = list(inlines)
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept:
            one = kept[place]
            if isinstance(one, Str):
                one.c = strip(one.c, " \t\n")
                if one.c:
                    break
            elif not isinstance(one, Space | SoftBreak | LineBreak):
                break
            kept.pop(place)
    return kept


def _division(div: Div, remarks: Remarks, cleaned: Cleaned) -> list[Blocks]:
    attr, blocks = div.c.attr, div.c.blocks
    if style := attr.get("custom-style"):
        return _styled(style, blocks, remarks, cleaned)
    known = [name for name in attr.classes if name in BLOCKS]
    if known:
        return [Div(DivC(Attr("", known), blocks))]
    if attr.id and blocks and isinstance(blocks[0], Header) and not blocks[0].c.attr.id:
        blocks[0].c.attr = Attr(attr.id)
    return blocks


def _styled(style: str, blocks: list[Blocks], remarks: Remarks, cleaned: Cleaned) -> list[Blocks]:
    """The blocks as what their style means."""
    name, names = folded(style), style_names()
    meaning = names.paragraphs.get(name)
    if meaning is None:
        remarks.styles[style] += 1
        return blocks
    if meaning in {TITLE, SUBTITLE}:
        holder = cleaned.title if meaning == TITLE else cleaned.subtitle
        for block in blocks:
            if isinstance(block, Para | Plain) and block.c:
                holder += [Str(". "), *block.c] if holder else block.c
        return []
    if meaning in {DROP, SCENE}:
        return [HorizontalRule()] if meaning == SCENE else []
    if name in names.captions and blocks and not any(isinstance(block, Figure) for block in blocks):
        return [Div(DivC(Attr("", [_CAPTION]), blocks))]
    if meaning == QUOTE:
        inner = [one for block in blocks for one in (block.c if isinstance(block, BlockQuote) else [block])]
        return [BlockQuote(inner)]
    return blocks if meaning == PLAIN else [Div(DivC(Attr("", [meaning]), blocks))]


def _simplify(table: Table, remarks: Remarks) -> None:
    """Columns of no set width, and cells that are divided again where they were merged."""
    table.c.attr = Attr()
    table.c.caption.blocks = _without_holders(table.c.caption.blocks)
    for column in table.c.columns:
        column.width = ColWidth("ColWidthDefault")
    merged = 0
    for row in table_rows(table):
        merged += sum(cell.rowspan > 1 or cell.colspan > 1 for cell in row.cells)
        for cell in row.cells:
            cell.blocks = [
                Plain(one.c) if isinstance(one, Para) and len(cell.blocks) == 1 else one
                for one in _without_holders(cell.blocks)
            ]
    if merged:
        hint = "Look at the table: Markdown has no merged cells."
        remarks.say(rules.NOT_CARRIED, f"{merged} merged cells of a table are divided", hint)
        _divide(table)


def _divide(table: Table) -> None:
    """Every cell in one row and one column: the others it covered are empty."""
    groups = [
        table.c.head.rows,
        *(rows for body in table.c.bodies for rows in (body.head, body.rows)),
        table.c.foot.rows,
    ]
    for rows in groups:
        below: dict[int, int] = {}
        for row in rows:
            _divide_row(row, below, len(table.c.columns))


def _divide_row(row: Row, below: dict[int, int], columns: int) -> None:
    """`below` holds, by column, how many further rows a cell above reaches down."""
    cells = list(row.cells)
    row.cells = []
    while len(row.cells) < columns:
        place = len(row.cells)
        if below.get(place, 0) > 0:
            below[place] -= 1
            row.cells.append(_empty_cell())
        elif cells:
            cell = cells.pop(0)
            for column in range(place, place + cell.colspan):
                below[column] = cell.rowspan - 1
            row.cells += [cell, *(_empty_cell() for _ in range(cell.colspan - 1))]
            cell.rowspan = cell.colspan = 1
        else:
            row.cells.append(_empty_cell())


def _empty_cell() -> Cell:
    return Cell(Attr(), Tagged("AlignDefault"), 1, 1, [])


def _without_holders(blocks: list[Blocks]) -> list[Blocks]:
    """Blocks out of the divisions that marked them as captions; empty paragraphs go."""
    out: list[Blocks] = []
    for block in blocks:
        if isinstance(block, Div) and _CAPTION in block.c.attr.classes:
            out += _without_holders(block.c.blocks)
        elif not (isinstance(block, Para | Plain) and not block.c):
            out.append(block)
    return out


def _captioned(blocks: list[Blocks]) -> list[Blocks]:
    """A caption after the paragraph of its picture makes a figure of both; any other is a paragraph."""
    out: list[Blocks] = []
    for block in blocks:
        if not (isinstance(block, Div) and _CAPTION in block.c.attr.classes):
            out.append(block)
            continue
        words = _without_holders([block])
        before = out[-1] if out else None
        if isinstance(before, Para) and len(before.c) == 1 and isinstance(before.c[0], Image) and words:
            out[-1] = Figure(FigureC(Attr(), Caption(None, words), [Plain(before.c)]))
        else:
            out += words
    return out


def _joined(blocks: list[Blocks]) -> list[Blocks]:
    """Neighbours of one component in one; lines of verse as lines; empty paragraphs gone."""
    out: list[Blocks] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, BlockQuote) and isinstance(last, BlockQuote):
            last.c += block.c
        elif isinstance(block, Div) and isinstance(last, Div) and block.c.attr == last.c.attr:
            last.c.blocks += block.c.blocks
        else:
            out.append(block)
    return map_block_list(out, _settled)


def _settled(block: Blocks) -> list[Blocks]:
    if isinstance(block, Div):
        block.c.blocks = _verse(block.c.blocks) if "verse" in block.c.attr.classes else block.c.blocks
        return [block] if block.c.blocks else []
    if isinstance(block, BlockQuote) and not block.c:
        return []
    return [] if isinstance(block, Para | Plain) and not block.c else [block]


def _verse(blocks: list[Blocks]) -> list[Blocks]:
    """Paragraphs as lines of a stanza; an empty one ends it."""
    out: list[Blocks] = []
    lines: list[list[Inlines]] = []
    for block in blocks:
        if isinstance(block, Para | Plain) and block.c:
            lines += _lines(block.c)
            continue
        out += [LineBlock(lines)] if lines else []
        lines = []
        out += [] if isinstance(block, Para | Plain) else [block]
    return [*out, LineBlock(lines)] if lines else out


def _lines(inlines: list[Inlines]) -> list[list[Inlines]]:
    """A paragraph parted at its line breaks."""
    lines: list[list[Inlines]] = [[]]
    for one in inlines:
        if isinstance(one, LineBreak):
            lines.append([])
        else:
            lines[-1].append(one)
    return lines
