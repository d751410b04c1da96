"""A proof: the pages of the interior on larger sheets, lines of the manuscript and findings in their margins."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Page, Pdf

from bookbuild._tools.typst import compile_pdf
from bookbuild.design.faces import font_folders
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.diagnostics import Finding
from bookbuild.filters.typography import typeset
from bookbuild.formats.content import EditionText
from bookbuild.formats.inline import plain
from bookbuild.formats.print.front import copy_styles
from bookbuild.formats.print.interior import glyphs_of, write_sources
from bookbuild.formats.print.note_pages import set_with_notes
from bookbuild.formats.print.pictures import unusable_portraits
from bookbuild.formats.print.setting import design_of

_LINES_MM, _NOTES_MM = 17.0, 78.0
"""Room at the left of the page for line numbers, at its right for findings."""
_HEAD_MM, _FOOT_MM = 16.0, 8.0
_NUMBER_MM = 2.3
"""Height of a line number, with room to tell it from the next."""
_LEAST = Trim(210, 297)
"""A sheet is A4, or larger where the page needs it."""
_WHERE = "query(<_source>).map(m => { let p = m.location().position(); (m.value, p.page, p.y.pt()) })"
_BOOK = "book.yaml"


@dataclass(frozen=True)
class _Mark:
    """A line of the manuscript on a page."""

    line: int
    page: int
    """From 1."""
    y_mm: float
    """Top of its line of type, from the head of the trimmed page."""


@dataclass(frozen=True)
class Proof:
    """What came of it."""

    path: Path
    pages: int
    """Of the book."""
    findings: tuple[Finding, ...]
    """What setting the pages has found; those on the sheets are among them."""


def make_proof(text: EditionText, findings: Iterable[Finding]) -> Proof:
    """`<stem>_epreuve.pdf` in the build folder. Raises TypstFailed, and ToolFailed.

    `findings` go to the margin beside their lines, or beside the nearest line that is known; those of book.yaml to
    the first page, those without a place on these pages to a list at the end.
    """
    design, root = design_of(text), text.build / "typst"
    sources, own = write_sources(text, design.tokens, root)
    own += unusable_portraits(text)
    own += glyphs_of(text, design, sources).findings
    text.progress("setting pages")
    raw, _ = set_with_notes(text, design, root, {"sources": _WHERE})
    folios = raw.values["folios"]
    text.progress("writing in the margins")
    sheet = _sheet_of(design.trim)
    marks = _marks(raw.values["sources"])
    starts = {
        written.piece.file: _Mark(0, pages[0], 0.0)
        for written, pages in zip(text.pieces, raw.values["pieces"], strict=True)
        if written.piece.file and pages
    }
    shown = sorted({*findings, *own}, key=lambda one: one.sort_key)
    words = {
        "title": typeset(plain(text.book.title), text.usage),
        "edition": text.edition.id,
        "date": f"{text.when:%Y-%m-%d}",
        "faces": [design.tokens.face_text, design.tokens.face_fallback],
        "trim": [design.trim.width_mm, design.trim.height_mm],
        "sheet": [sheet.width_mm, sheet.height_mm],
        "at": [_LINES_MM, _HEAD_MM],
        "notes": _NOTES_MM,
        **_margins(text, folios, marks, starts, shown),
    }
    place = text.build / "margins"
    place.mkdir(parents=True, exist_ok=True)
    copy_styles(place, "proof.typ")
    inputs = {"proof": json.dumps(words)}
    compile_pdf(place, "proof.typ", place / "margins.pdf", font_folders(), inputs, text.when)
    target = text.build / f"{text.stem}_epreuve.pdf"
    _lay(root / "main.pdf", place / "margins.pdf", target, sheet)
    return Proof(target, len(folios), tuple(own))


def _sheet_of(trim: Trim) -> Trim:
    return Trim(
        max(_LEAST.width_mm, _LINES_MM + trim.width_mm + _NOTES_MM),
        max(_LEAST.height_mm, _HEAD_MM + trim.height_mm + _FOOT_MM),
    )


def _marks(answers: Sequence[Any]) -> dict[str, list[_Mark]]:
    """The marks of each piece, by line; of a line that is set twice, as a head that is repeated, the first."""
    found: dict[str, dict[int, _Mark]] = {}
    for (piece, line), page, y_pt in answers:
        found.setdefault(piece, {}).setdefault(line, _Mark(line, page, round(y_pt * MM_PER_POINT, 2)))
    return {piece: [by_line[line] for line in sorted(by_line)] for piece, by_line in found.items()}


def _margins(
    text: EditionText,
    folios: Sequence[str],
    marks: Mapping[str, list[_Mark]],
    starts: Mapping[str, _Mark],
    findings: Sequence[Finding],
) -> dict[str, Any]:
    """What stands beside each page, and what is left for the end. `starts` are the first pages of files."""
    pages: list[dict[str, Any]] = [
        {"folio": folio, "file": "", "lines": [], "findings": []} for folio in folios
    ]
    by_file = {written.piece.file: written.piece.id for written in text.pieces if written.piece.file}
    for file, piece in by_file.items():
        for mark in marks.get(piece, ()):
            page = pages[mark.page - 1]
            page["file"] = page["file"] or file
            page["lines"].append((mark.line, mark.y_mm))
    for page in pages:
        page["lines"] = _apart(page["lines"])
    left = []
    for finding in findings:
        said = _said(finding)
        if finding.at and finding.at.file == _BOOK:
            pages[0]["findings"].append({"y": 0, **said})
        elif finding.at and finding.at.file in starts:
            known = marks.get(by_file[finding.at.file], ())
            near = _nearest(known, finding.at.line) or starts[finding.at.file]
            pages[near.page - 1]["findings"].append({"y": near.y_mm, **said})
        else:
            left.append(said)
    for page in pages:
        page["findings"].sort(key=lambda one: one["y"])
    return {"pages": pages, "left": left}


def _apart(lines: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Numbers that don't touch each other: of cells of one row of a table, which stand level, the first."""
    kept: list[tuple[int, float]] = []
    for line, y_mm in sorted(lines, key=lambda one: (one[1], one[0])):
        if not kept or y_mm - kept[-1][1] >= _NUMBER_MM:
            kept.append((line, y_mm))
    return kept


def _nearest(marks: Sequence[_Mark], line: int) -> _Mark | None:
    """The mark of this line, else of the last one before it: findings name a line inside a paragraph, too."""
    before = [mark for mark in marks if mark.line <= line]
    return before[-1] if before else next(iter(marks), None)


def _said(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity.value,
        "rule": finding.rule,
        "place": str(finding.at or ""),
        "message": finding.message,
        "hint": finding.hint,
    }


def _lay(pages: Path, margins: Path, target: Path, sheet: Trim) -> None:
    """Lay each page of the interior under its sheet of margins; sheets that follow are lists."""
    with Pdf.open(margins) as pdf, Pdf.open(pages) as interior:
        for over, page in zip(pdf.pages, interior.pages, strict=False):
            box = page.trimbox
            left_pt = _LINES_MM / MM_PER_POINT - float(box[0])
            foot_pt = (sheet.height_mm - _HEAD_MM) / MM_PER_POINT - float(box[3])
            _put_under(pdf, over, pdf.copy_foreign(page.as_form_xobject()), left_pt, foot_pt)
        pdf.save(target, deterministic_id=True)


def _put_under(pdf: Pdf, over: Page, form: Any, x_pt: float, y_pt: float) -> None:
    leaf: Any = over.obj
    resources = Dictionary(leaf.get("/Resources") or {})
    resources.XObject = Dictionary(resources.get("/XObject") or {})  # type: ignore[arg-type]  # it is a dictionary
    resources.XObject.Page = form
    contents = leaf.get("/Contents", Array())
    streams = list(contents) if isinstance(contents, Array) else [contents]
    before = pdf.make_stream(f"q 1 0 0 1 {x_pt:.4f} {y_pt:.4f} cm /Page Do Q q\n".encode())
    leaf.Resources = resources
    leaf.Contents = Array([before, *streams, pdf.make_stream(b"\nQ")])
