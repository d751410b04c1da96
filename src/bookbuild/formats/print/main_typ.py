"""`main.typ`: the book as a list of calls, one a piece, in reading order."""

from bookbuild.book.model import Kind, MadePage
from bookbuild.design import typ
from bookbuild.design.margins import Margins
from bookbuild.design.trim import Trim
from bookbuild.filters.typography import typeset
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.print.made_pages import (
    author_names,
    heading_name,
    made_page,
    page_title,
    person_literal,
    printer_lines,
)
from bookbuild.formats.print.texts import set_paragraphs
from bookbuild.formats.wording import byline, wording

_OPENS = {Kind.CHAPTER: "next", Kind.COLOPHON: "verso"}
"""Where a piece starts. Contributions, parts, prefaces and all others open on a recto, as French publishers have it;
chapters of a novel, often short, on the next page."""
_UNTITLED = frozenset({Kind.DEDICATION, Kind.EPIGRAPH, Kind.COLOPHON})
"""Kinds whose heading names them in lists, but is not set."""
_HEAD_CHARACTER_EM = 0.44
"""Mean width of a letter of a running head, small capitals of the author's name counted in."""


def main_typ(text: EditionText, trim: Trim, margins: Margins, bleed_mm: float, head_size_pt: float) -> str:
    """The source of the whole interior. Bodies are included from `/bodies/<piece id>.typ`."""
    room = margins.measure_mm(trim) / 25.4 * 72 / head_size_pt / _HEAD_CHARACTER_EM
    lines = [
        "// The interior, written by bookbuild.formats.print.main_typ.",
        '#import "/styles/book.typ": *',
        f"#show: book.with({_settings(text, trim, margins, bleed_mm)})",
        "",
    ]
    verso = ""
    achieved = False
    for written in text.pieces:
        verso = _verso(text, written, verso)
        last = written is text.pieces[-1] and written.piece.kind is Kind.COLOPHON
        lines.append(_call(text, written, _heads(text, written, verso, int(room)), printer=last))
        achieved = achieved or last
    if not achieved and text.edition.offprint is None and (printer := printer_lines(text)) != "()":
        lines.append(f"#last-page({printer})")
    lines.append("#metadata(none)<bb-last>")
    return "\n".join(lines) + "\n"


def _settings(text: EditionText, trim: Trim, margins: Margins, bleed_mm: float) -> str:
    book = text.book
    lang, _, region = book.language.partition("-")
    authors = [
        person.name for person in book.contributors if person.role in {"author", "aut", "editor", "edt"}
    ]
    inner = {
        "inner": margins.inner_mm,
        "outer": margins.outer_mm,
        "head": margins.head_mm,
        "foot": margins.foot_mm,
    }
    settings = {
        "title": typ.string(book.title),
        "authors": typ.array([typ.string(name) for name in authors]),
        "lang": typ.string(lang.lower()),
        "region": typ.string(region.lower()) if len(region) == 2 else "none",
        "trim": typ.array([typ.mm(trim.width_mm), typ.mm(trim.height_mm)]),
        "margins": typ.dictionary({name: typ.mm(value) for name, value in inner.items()}),
        "bleed": typ.mm(bleed_mm),
    }
    return ", ".join(f"{name}: {value}" for name, value in settings.items())


def _verso(text: EditionText, written: Written, before: str) -> str:
    """What the running head of the verso says from here on: the part, or the book."""
    if written.piece.kind is Kind.PART:
        return page_title(text, written)
    if written.piece.part is None:
        return typeset(text.book.title, text.usage)
    return before


def _heads(text: EditionText, written: Written, verso: str, room: int) -> str:
    """Running heads: on the recto the author, when the line has room for name and title, and the title."""
    title = typeset(written.piece.short_title or page_title(text, written), text.usage)
    authors = author_names(text, written) if written.piece.kind is Kind.CONTRIBUTION else ""
    if len(authors) + len(title) + 3 > room:
        authors = ""
    heads = {"verso": verso, "recto": title, "author": authors}
    return typ.dictionary({name: typ.content(words) for name, words in heads.items() if words})


def _call(text: EditionText, written: Written, heads: str, printer: bool) -> str:
    piece = written.piece
    if isinstance(piece.kind, MadePage):
        return made_page(text, written, heads)
    body = f"include {typ.string(f'/bodies/{piece.id}.typ')}" if written.path else "none"
    title = "none" if heading_name(written) else typ.content(page_title(text, written))
    if piece.kind is Kind.PART:
        return f"#part({typ.string(piece.id)}, title: {title}, {body})"
    arguments = {"opens": typ.string(_OPENS.get(piece.kind, "recto")), "head": heads}
    if piece.kind in _UNTITLED:
        arguments["kind"] = typ.string(piece.kind.value)
    else:
        arguments |= {"title": title} | _opener(text, written)
    if printer:
        arguments["printer"] = printer_lines(text)
    named = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"#piece({typ.string(piece.id)}, {named}, {body})"


def _opener(text: EditionText, written: Written) -> dict[str, str]:
    piece, words = written.piece, wording(text.book.language)
    arguments = {}
    if piece.by:
        names = [typeset(text.book.contributor(id).name, text.usage) for id in piece.by]
        arguments["byline"] = typ.content(byline(names, words, typeset(piece.byline or "", text.usage)))
    if piece.by and piece.kind is Kind.CONTRIBUTION:
        people = [person_literal(text, id) for id in piece.by if text.book.contributor(id).biography]
        arguments["people"] = typ.array(people)
    if piece.abstract:
        arguments["summary"] = set_paragraphs(piece.abstract, text.usage)
    return arguments
