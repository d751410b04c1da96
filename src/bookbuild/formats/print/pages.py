"""What stands on each page of the set interior: Typst says where things are, the PDF says which words.

Typst knows on which page each piece begins, how each page is called, and where notes and floats lie; it does
not say which word is the first of a page. The PDF is read for that, with PDFium (2 ms a page), inside the
part of the page that Typst has left for the running text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from bookbuild._tools.pdfium import opened
from bookbuild.design.margins import Margins
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.formats.content import EditionText
from bookbuild.formats.printed import PrintedPage

_SLACK_PT = 3.0
"""How far ink may reach beyond the text area; heads and folios are a line away from it."""
_RULE_SHARE = 0.18
"""Width of the rule above notes, as a share of the measure (styles/print/note.typ)."""
_TOP_LINES = 2.0
"""A figure that begins within so many lines of the head of the text area stands above all text."""

PLACES = "query(<{}>).map(m => {{ let p = m.location().position(); (m.value, p.page, p.y.pt()) }})"
"""The question where marks of a name are: what each says, its page, its height in points from the head of the page."""


@dataclass(frozen=True)
class Area:
    """Where the running text stands on a page, in points from the foot of the PDF's page, which has bleed."""

    height_pt: float
    """Of the whole PDF page."""
    bleed_pt: float
    head_pt: float
    """From the head of the trimmed page to the text."""
    foot_pt: float
    measure_pt: float
    leading_pt: float
    lines: int
    """Of a full page."""

    @classmethod
    def of(cls, trim: Trim, margins: Margins, bleed_mm: float, leading_pt: float) -> "Area":
        """The area that a sheet leaves for text."""
        return cls(
            (trim.height_mm + 2 * bleed_mm) / MM_PER_POINT,
            bleed_mm / MM_PER_POINT,
            margins.head_mm / MM_PER_POINT,
            margins.foot_mm / MM_PER_POINT,
            margins.measure_mm(trim) / MM_PER_POINT,
            leading_pt,
            margins.lines,
        )


@dataclass(frozen=True)
class _Mark:
    """Something that our styles have left on a page."""

    value: Any
    page: int
    y_pt: float
    """From the head of the trimmed page."""


def questions(text: EditionText) -> dict[str, str]:
    """What Typst is asked about the pages it has set, for `compile_pdf`."""
    ids = "".join(f'"{written.piece.id}", ' for written in text.pieces)
    return {
        "folios": "query(<_folio>).map(m => m.value)",
        "pieces": f"({ids}).map(id => query(label(id)).map(m => m.location().page()))",
        "last": "query(<_last-page>).map(m => m.location().page())",
        "notes": PLACES.format("_note"),
        "endnotes": PLACES.format("_endnotes"),
        "floats": PLACES.format("_float"),
        "figures": PLACES.format("_figure"),
        "calls": "query(footnote).map(f => f.location().page())",
        "wide": PLACES.format("_wide"),
    }


def printed_pages(
    pdf: Path, text: EditionText, answers: Mapping[str, Any], area: Area
) -> tuple[PrintedPage, ...]:
    """Every page of Typst's `pdf`. `answers` are those to `questions`."""
    marks = {
        name: [_Mark(*mark) for mark in answers[name]] for name in ("notes", "endnotes", "floats", "figures")
    }
    owners = owners_of(text, answers)
    with opened(pdf) as document:
        return tuple(
            _page(
                document[n - 1],
                n,
                label,
                owners[n - 1],
                area,
                marks,
                _after_text(n, owners, marks["endnotes"]),
            )
            for n, label in enumerate(answers["folios"], start=1)
        )


def owners_of(text: EditionText, answers: Mapping[str, Any]) -> list[str]:
    """The piece on each page: every piece begins on a page of its own."""
    starts = {
        found[0]: written.piece.id
        for written, found in zip(text.pieces, answers["pieces"], strict=True)
        if found
    }
    starts |= dict.fromkeys(answers["last"], "")
    owners: list[str] = []
    for number in range(1, len(answers["folios"]) + 1):
        owners.append(starts.get(number, owners[-1] if owners else ""))
    return owners


def _page(
    page: pypdfium2.PdfPage,
    number: int,
    label: str,
    piece: str,
    area: Area,
    marks: Mapping[str, Sequence[_Mark]],
    after_text_pt: float | None,
) -> PrintedPage:
    """One page; `after_text_pt` is where its piece has come to an end and only its notes follow."""
    if not pdfium.FPDFPage_CountObjects(page):
        return PrintedPage(label, piece, blank=True)
    here = {name: [mark for mark in found if mark.page == number] for name, found in marks.items()}
    notes_pt = _notes_pt(page, number, area, marks["notes"]) if after_text_pt is None else after_text_pt
    floats = list(_spans(here["floats"]))
    textpage = page.get_textpage()
    words = "\r\n".join(
        textpage.get_text_bounded(
            bottom=area.height_pt - area.bleed_pt - below, top=area.height_pt - area.bleed_pt - above
        )
        for above, below in _bands(area, notes_pt, floats)
    )
    top_pt = area.head_pt + _TOP_LINES * area.leading_pt
    figure_first = any(
        mark.y_pt < top_pt and not any(start <= mark.y_pt <= end for start, end in floats)
        for mark in here["figures"]
    )
    return PrintedPage(label, piece, words.strip(), figure_first)


def _after_text(number: int, owners: Sequence[str], endnotes: Sequence[_Mark]) -> float | None:
    """From where a page has nothing but notes gathered at the end of its piece, in points from the head of the page."""
    for mark in endnotes:
        if mark.page <= number and owners[mark.page - 1] == owners[number - 1]:
            return mark.y_pt if mark.page == number else 0.0
    return None


def _bands(
    area: Area, notes_pt: float, floats: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """What notes and floats leave of the text area: (head, foot) in points from the head of the trimmed page."""
    above = area.head_pt - _SLACK_PT
    for start, end in sorted(floats):
        if start - above > area.leading_pt:
            yield above, start
        above = end
    if notes_pt - above > area.leading_pt / 2:  # less than that has room for the descenders of a caption
        yield above, notes_pt


def _spans(floats: Sequence[_Mark]) -> Iterator[tuple[float, float]]:
    """Head and foot of each float."""
    starts = sorted(mark.y_pt for mark in floats if mark.value == "start")
    ends = sorted(mark.y_pt for mark in floats if mark.value == "end")
    return zip(starts, ends, strict=False)


def _notes_pt(page: pypdfium2.PdfPage, number: int, area: Area, notes: Sequence[_Mark]) -> float:
    """Where the notes of a page begin, or the text area ends, in points from the head of the trimmed page."""
    foot_pt = area.height_pt - 2 * area.bleed_pt - area.foot_pt + _SLACK_PT
    first_pt = min(
        (mark.y_pt for mark in notes if mark.page == number and mark.value == "start"), default=foot_pt
    )
    if _continued(number, notes):
        first_pt = min(first_pt, _rule_pt(page, area, foot_pt))
    return min(first_pt, foot_pt)


def _continued(number: int, notes: Sequence[_Mark]) -> bool:
    """Whether a note that began on an earlier page goes on here. Starts and ends come in the order of the notes."""
    starts = [mark.page for mark in notes if mark.value == "start"]
    ends = [mark.page for mark in notes if mark.value == "end"]
    return any(start < number <= end for start, end in zip(starts, ends, strict=False))


def _rule_pt(page: pypdfium2.PdfPage, area: Area, default_pt: float) -> float:
    """Where the rule above notes lies: Typst places it anew on the page where a note goes on, without a mark."""
    wanted = _RULE_SHARE * area.measure_pt
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = path.get_bounds()
        if top - bottom < 2 and abs(right - left - wanted) < 2:
            return float(area.height_pt - area.bleed_pt - top)
    return default_pt
