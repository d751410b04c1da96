"""`main.typ`: the book as a list of calls, one a piece, in reading order."""

from dataclasses import dataclass

from bookbuild.book.model import Kind, MadePage
from bookbuild.book.order import Matter
from bookbuild.design import typ
from bookbuild.design.margins import Margins
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.filters.typography import typeset
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.offprint import authors_of, title_of
from bookbuild.formats.print.made_pages import (
    author_names,
    heading_name,
    made_page,
    page_title,
    person_literal,
    printer_lines,
)
from bookbuild.formats.print.texts import set_paragraphs, set_title
from bookbuild.formats.wording import byline, wording

_OPENS = {Kind.CHAPTER: "next", Kind.COLOPHON: "verso"}
"""Where a piece starts. Contributions, parts, prefaces and all others open on a recto, as French publishers
have it; chapters of a novel, often short, on the next page."""
_UNTITLED = frozenset({Kind.DEDICATION, Kind.EPIGRAPH, Kind.COLOPHON})
"""Kinds whose heading names them in lists, but is not set."""
_NUMBERED = frozenset({Kind.CHAPTER, Kind.CONTRIBUTION, Kind.APPENDIX})
"""Kinds whose sections have numbers, in a design that numbers them."""
_HEAD_CHARACTER_EM = 0.42
_HEAD_CAPITAL_EM = 0.66
"""Mean widths of a small letter and of a capital of a running head (EB Garamond; rounded up)."""


@dataclass(frozen=True)
class Sheet:
    """What main.typ must know of the page."""

    trim: Trim
    margins: Margins
    bleed_mm: float
    head_size_pt: float
    """Size of the running heads."""
    names_printer: bool
    """Whether the last page names the printer; a recipient that prints on demand adds its own mark."""

    @property
    def head_room_em(self) -> float:
        """How wide a running head may be, in em of its size."""
        return self.margins.measure_mm(self.trim) / MM_PER_POINT / self.head_size_pt


def main_typ(text: EditionText, sheet: Sheet) -> str:
    """The source of the whole interior. Bodies are included from `/bodies/<piece id>.typ`."""
    printer = printer_lines(text) if sheet.names_printer and text.edition.offprint is None else "()"
    lines = [
        "// The interior, written by bookbuild.formats.print.main_typ.",
        '#import "/styles/book.typ": *',
        f"#show: book.with({_settings(text, sheet)})",
        "",
    ]
    verso = ""
    for written in text.pieces:
        verso = _verso(text, written, verso)
        heads = _heads(text, written, verso, sheet.head_room_em)
        closes = written is text.pieces[-1] and written.piece.kind is Kind.COLOPHON
        lines.append(_call(text, written, heads, printer if closes else "()"))
        printer = "()" if closes else printer
    if printer != "()":
        lines.append(f"#last-page({printer})")
    lines.append("#metadata(none)<_last>")
    return "\n".join(lines) + "\n"


def _settings(text: EditionText, sheet: Sheet) -> str:
    book, margins = text.book, sheet.margins
    lang, _, region = book.language.partition("-")
    sides_mm = {
        "inner": margins.inner_mm,
        "outer": margins.outer_mm,
        "head": margins.head_mm,
        "foot": margins.foot_mm,
    }
    settings = {
        "title": typ.string(title_of(text)),
        "authors": typ.array([typ.string(name) for name in authors_of(text)]),
        "lang": typ.string(lang.lower()),
        "region": typ.string(region.lower()) if len(region) == 2 else "none",
        "trim": typ.array([typ.mm(sheet.trim.width_mm), typ.mm(sheet.trim.height_mm)]),
        "margins": typ.dictionary({name: typ.mm(value) for name, value in sides_mm.items()}),
        "bleed": typ.mm(sheet.bleed_mm),
    }
    return ", ".join(f"{name}: {value}" for name, value in settings.items())


def _verso(text: EditionText, written: Written, before: str) -> str:
    """What the running head of the verso says from here on: the part, or the book."""
    if written.piece.kind is Kind.PART:
        return page_title(text, written)
    if written.piece.part is None:
        return typeset(text.book.title, text.usage)
    return before


def head_width_em(words: str) -> float:
    """About how wide words are in a running head."""
    return sum(_HEAD_CAPITAL_EM if char.isupper() else _HEAD_CHARACTER_EM for char in words)


def head_title(text: EditionText, written: Written) -> str:
    """What the running head calls a piece, before it is cut to its line."""
    return typeset(written.piece.short_title or page_title(text, written), text.usage)


def _heads(text: EditionText, written: Written, verso: str, room_em: float) -> str:
    """Running heads: on the recto the author, when the line has room for name and title, and the title."""
    title = _cut(head_title(text, written), room_em)
    authors = _authors_beside(text, written, title, room_em)
    heads = {"verso": _cut(verso, room_em), "recto": title, "author": authors}
    return typ.dictionary({name: set_title(words, text.usage) for name, words in heads.items() if words})


def _authors_beside(text: EditionText, written: Written, title: str, room_em: float) -> str:
    """The authors of a contribution, or the first of several, as there is room beside the title; else nobody."""
    piece = written.piece
    if piece.kind is not Kind.CONTRIBUTION or not piece.by:
        return ""
    first = typeset(text.book.contributor(piece.by[0]).name, text.usage)
    names = [author_names(text, written), *([f"{first} et\u00a0al."] if len(piece.by) > 1 else [])]
    return next((name for name in names if head_width_em(f"{name}   {title}") <= room_em), "")


def _cut(words: str, room_em: float) -> str:
    """The words that fit on the line, and an ellipsis for the others."""
    if head_width_em(words) <= room_em:
        return words
    while head_width_em(f"{words}…") > room_em:
        words = words.rpartition(" ")[0] or words[:-1]
    return words.rstrip(" \u00a0,;:–") + "…"


def _call(text: EditionText, written: Written, heads: str, printer: str) -> str:
    """The call of one piece; `printer` is the achevé d’imprimer that closes it, `()` for none."""
    piece = written.piece
    if isinstance(piece.kind, MadePage):
        return made_page(text, written, heads)
    body = f"include {typ.string(f'/bodies/{piece.id}.typ')}" if written.path else "none"
    title = "none" if heading_name(written) else set_title(page_title(text, written), text.usage)
    begins = "true" if written is _first_of_body(text) else "false"
    if piece.kind is Kind.PART:
        return f"#part({typ.string(piece.id)}, title: {title}, begins: {begins}, {body})"
    arguments = {"opens": typ.string(_opens(text, written)), "head": heads, "begins": begins}
    if piece.kind in _UNTITLED:
        arguments["kind"] = typ.string(piece.kind.value)
    else:
        arguments |= {"title": title} | _opener(text, written)
    if piece.kind in _NUMBERED:
        arguments["numbered"] = "true"
    if printer != "()":
        arguments["printer"] = printer
    named = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"#piece({typ.string(piece.id)}, {named}, {body})"


def _opens(text: EditionText, written: Written) -> str:
    """Where a piece begins: on the next page, or the next recto or verso."""
    if written is _first_of_body(text):
        return "recto"
    follows = text.excerpted is not None and written is not text.excerpted  # an offprint's works cited
    return "next" if follows else _OPENS.get(Kind(written.piece.kind), "recto")


def follows_at_once(text: EditionText, written: Written, before: Written | None) -> bool:
    """Whether a piece begins on the page after the one before it, be that recto or verso."""
    return (
        before is not None
        and before.piece.kind is not Kind.PART
        and not isinstance(written.piece.kind, MadePage)
        and written.piece.kind is not Kind.PART
        and _opens(text, written) == "next"
    )


def _first_of_body(text: EditionText) -> Written | None:
    """The piece that opens the body: on a recto, and on page 1 where front matter has folios of its own."""
    return next(
        (
            written
            for written in text.pieces
            if written.piece.matter is Matter.BODY and not isinstance(written.piece.kind, MadePage)
        ),
        None,
    )


def _opener(text: EditionText, written: Written) -> dict[str, str]:
    piece, words = written.piece, wording(text.book.language)
    arguments = {}
    if piece.by:
        names = [typeset(text.book.contributor(id).name, text.usage) for id in piece.by]
        arguments["byline"] = typ.content(byline(names, words, typeset(piece.byline or "", text.usage)))
    if piece.by and (piece.kind is Kind.CONTRIBUTION or written is text.excerpted):
        people = [person_literal(text, id) for id in piece.by if text.book.contributor(id).biography]
        arguments["people"] = typ.array(people)
    if piece.abstract:
        arguments["summary"] = set_paragraphs(piece.abstract, text.usage)
    return arguments
