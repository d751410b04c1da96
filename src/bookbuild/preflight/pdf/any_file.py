"""One PDF from anywhere: for a screen or for a press; made here, or by others for a profile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.book.model import Edition
from bookbuild.design.offer import PAPERBACK
from bookbuild.design.profile import DEFAULT_PROFILE, load_profile
from bookbuild.design.trim import DEFAULT_TRIM, UnknownTrim, parse_trim
from bookbuild.diagnostics import Finding
from bookbuild.formats.printed import PrintedPage
from bookbuild.preflight.pdf.check import Unreadable, check_pdf, open_pdf
from bookbuild.preflight.pdf.expected import Expected
from bookbuild.preflight.pdf.lines import Lines
from bookbuild.preflight.pdf.unknown import expected_of
from bookbuild.preflight.pdf_tags import check_screen_pdf, is_for_screens


@dataclass(frozen=True)
class PrintedBy:
    """The edition of a book here that made a PDF."""

    folder: Path
    """Of book.yaml."""
    edition: Edition
    files: Mapping[str, str]
    """The Markdown file of each piece that has one."""
    pages: tuple[PrintedPage, ...]
    """Of the interior; none when they were not kept."""


def check_any_pdf(path: Path, profile: str = "", origin: PrintedBy | None = None) -> list[Finding]:
    """Every fault of a PDF: by a printer's `profile`, by the edition it was made for, or by itself alone.

    One that claims PDF/UA is for screens, and held to that; not when a printer is named.
    """
    try:
        open_pdf(path, mends=True).close()
    except Unreadable as error:
        return [error.finding]
    if not profile and is_for_screens(path):
        return check_screen_pdf(path)
    expected = _expected(path, profile, origin)
    if origin is None:
        return check_pdf(path, expected)
    pages = () if expected.is_cover else origin.pages
    with Lines(path, origin.folder, origin.files, pages) as lines:
        return check_pdf(path, expected, place=lines.place)


def _expected(path: Path, profile: str, origin: PrintedBy | None) -> Expected:
    if origin is None:
        with open_pdf(path, mends=True) as pdf:
            return expected_of(pdf, load_profile(profile) if profile else None)
    edition = origin.edition
    try:
        trim = parse_trim(edition.trim or DEFAULT_TRIM)
    except UnknownTrim:
        trim = None
    with open_pdf(path, mends=True) as pdf:
        own = load_profile(edition.profile or DEFAULT_PROFILE)
        recipient = load_profile(profile) if profile else own
        paper, binding = own.paper_id(edition.paper), edition.binding or PAPERBACK
        known = (paper, binding) if recipient is own else ()
        expected = expected_of(pdf, recipient, trim, *known)
        count = len(pdf.pages)
    asked = f"PDF/{edition.pdfx.value}" if edition.pdfx else "PDF"
    blank = {number for number, page in enumerate(origin.pages, start=1) if page.blank}
    padding = range(len(origin.pages) + 1, count + 1) if origin.pages else ()
    return replace(
        expected,
        standard=expected.standard if profile else asked,
        blank_pages=frozenset() if expected.is_cover else frozenset({*blank, *padding}),
    )
