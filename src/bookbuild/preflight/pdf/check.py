"""The way through a finished PDF: opened within bounds, the file, its pages, what they hold; faults gathered to findings."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Page, Pdf

from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.pdf.content import content_faults
from bookbuild.preflight.pdf.document import claims_of, document_faults
from bookbuild.preflight.pdf.expected import Expected, Fault
from bookbuild.preflight.pdf.geometry import Box, place_mm
from bookbuild.preflight.pdf.intent import intent_faults, intent_of
from bookbuild.preflight.pdf.interpret import Interpreter
from bookbuild.preflight.pdf.objects import object_faults
from bookbuild.preflight.pdf.pages import boxes_of, count_faults, page_faults, parity_faults, size_faults
from bookbuild.preflight.pdf.reading import TooComplex
from bookbuild.preflight.pdf.sheet import Asked, Sheet
from bookbuild.preflight.pdf.whole import Tally
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import preflight

_MOST_BYTES = 2 << 30
_MOST_PAGES = 20_000
_SHOWN = 5
_HARMLESS = "a common error handled correctly"
"""qpdf 12 says so of free objects that a table lists as used."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
Place = Callable[[int, Box | None], Location | None]
"""Where in the manuscript a place of a page (from 1) comes from; None when that is not known."""


class Unreadable(Exception):
    """No PDF that can be looked into; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def check_pdf(
    path: Path,
    expected: Expected,
    place: Place = lambda page, box: None,
    reads: Callable[[Page], bool] = lambda page: True,
) -> list[Finding]:
    """Every fault of the PDF at `path`, with its pages and places; only pages that one `reads` are read to the end.

    A damaged one is read as far as it can be mended.
    """
    try:
        with open_pdf(path, mends=True) as pdf:
            faults = list(_faults(pdf, expected, reads))
            faults += _file_faults(path, expected)
            trims = _trims(pdf, {fault.page for fault in faults if fault.box}, expected)
            damage = damage_findings(path, pdf)
    except Unreadable as error:
        return [error.finding]
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, RecursionError) as error:
        return [preflight.NOT_A_PDF(f"{path.name} is damaged: {error}", Location(path.name))]
    return [*damage, *gathered(faults, path.name, trims, place)]


def damage_findings(path: Path, pdf: Pdf) -> list[Finding]:
    """What qpdf had to mend, until now, to read a file; it forgets what it has told once."""
    damage = [
        str(warning).removeprefix(f"{path}: ").removeprefix(f"{path} ") for warning in pdf.get_warnings()
    ]
    damage = [said for said in damage if _HARMLESS not in said]
    if not damage:
        return []
    first = next((said for said in damage if said != "file is damaged"), damage[0])
    more = f", and {len(damage) - 1} more" if len(damage) > 1 else ""
    hint = "Make the file anew. What could be mended of it has been checked."
    return [preflight.NOT_A_PDF(f"{path.name} is damaged: {first}{more}", Location(path.name), hint)]


def open_pdf(path: Path, mends: bool = False) -> Pdf:
    """The PDF, with a page at least, and no more than can be looked at. Raises Unreadable.

    So it does of a damaged one, unless it `mends`: then the damage is left for `damage_findings`.
    """
    at = Location(path.name)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Unreadable(rules.TOO_COMPLEX(f"{path.name} is larger than 2 GB.", at))
        pdf = Pdf.open(path)
        if pdf.is_encrypted:
            pdf.close()
            raise Unreadable(preflight.NOT_A_PDF(f"{path.name} is encrypted.", at))
        pages = len(pdf.pages)
        damage = [] if mends else pdf.get_warnings()
    except pikepdf.PasswordError as error:
        raise Unreadable(preflight.NOT_A_PDF(f"{path.name} is encrypted.", at)) from error
    except (pikepdf.PdfError, OSError, RuntimeError, ValueError) as error:
        raise Unreadable(preflight.NOT_A_PDF(f"{path.name} can’t be read: {error}", at)) from error
    if damage:
        raise Unreadable(preflight.NOT_A_PDF(f"{path.name} is damaged: {damage[0]}", at))
    if pages == 0:
        raise Unreadable(preflight.NOT_A_PDF(f"{path.name} has no pages.", at))
    if pages > _MOST_PAGES:
        raise Unreadable(rules.TOO_COMPLEX(f"{path.name} has {pages:,} pages; {_MOST_PAGES:,} are read.", at))
    return pdf


def _faults(pdf: Pdf, expected: Expected, reads: Callable[[Page], bool]) -> Iterator[Fault]:
    claims = claims_of(pdf)
    yield from count_faults(len(pdf.pages), expected)
    yield from size_faults(expected)
    yield from document_faults(pdf, claims, expected.standard)
    if claims.standard:
        yield from intent_faults(pdf, claims.standard, expected.profile)
    yield from object_faults(pdf, claims.standard, intent_of(pdf).space)
    yield from parity_faults(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        yield from page_faults(page, number, expected)
    standard = claims.standard or (expected.standard if expected.standard.startswith("PDF/X") else "")
    yield from _content_faults(pdf, Asked(expected, standard, intent_of(pdf)), reads)


def _content_faults(pdf: Pdf, asked: Asked, reads: Callable[[Page], bool]) -> Iterator[Fault]:
    interpreter, tally = Interpreter(), Tally(pdf, asked.expected.profile)
    count = len(pdf.pages)
    for number, page in enumerate(pdf.pages, start=1):
        if not reads(page):
            continue
        try:
            trim, bleed = boxes_of(page, number, asked.expected)
        except (TypeError, ValueError):
            continue  # said with the boxes
        try:
            marks = interpreter.marks(page)
        except TooComplex as error:
            yield Fault(rules.TOO_COMPLEX, f"Not read to its end: {error}", number)
            continue
        inside = tuple(mark for mark in marks if not mark.box.cut(trim).is_empty)
        sheet = Sheet(number, count, trim, bleed, inside)
        yield from content_faults(sheet, asked)
        yield from tally.page(sheet)
    yield from tally.faults(count)
    for operator in sorted(interpreter.unknown_operators):
        yield Fault(rules.UNKNOWN_OPERATOR, f"“{operator}” is no operator of PDF")
    for name in sorted(interpreter.lacking):
        yield Fault(rules.RESOURCE_LACKING, f"{name} is shown, and is not in the file")


def _file_faults(path: Path, expected: Expected) -> Iterator[Fault]:
    size_mb = path.stat().st_size / 1_000_000
    most = expected.profile.file_mb if expected.profile else None
    if most is not None and size_mb > most.value:
        yield Fault(rules.FILE_SIZE, f"{size_mb:.0f} MB; the recipient takes {most.value:g} MB")
    if not _NAME.fullmatch(path.name):
        hint = "Use letters without accents, digits, hyphens, underscores and points."
        yield Fault(rules.FILE_NAME, f"The name “{path.name}” may be refused or changed", hint=hint)


def _trims(pdf: Pdf, pages: set[int], expected: Expected) -> dict[int, Box]:
    return {number: boxes_of(pdf.pages[number - 1], number, expected)[0] for number in pages}


def gathered(faults: list[Fault], name: str, trims: dict[int, Box], place: Place) -> Iterator[Finding]:
    """A finding for each place of a fault, as far as a reader wants to see them; the pages of the rest in one more."""
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        groups.setdefault((fault.rule.id, re.sub(r"[-\d.]+", "0", fault.what)), []).append(fault)
    for group in groups.values():
        placed = [fault for fault in group if fault.box is not None]
        for fault in placed[:_SHOWN]:
            yield _placed(fault, name, trims, place)
        for said, rest in _by_words(placed[_SHOWN:], [fault for fault in group if fault.box is None]):
            yield said.rule(said.what + _listed(rest) + ".", Location(name), said.hint)


def _placed(fault: Fault, name: str, trims: dict[int, Box], place: Place) -> Finding:
    assert fault.box is not None  # noqa: S101 — the caller has looked
    where = f"page {fault.page}, {place_mm(fault.box, trims[fault.page])} from the trim’s top left"
    at = place(fault.page, fault.box)
    if at is not None:
        where += f" of {name}"
    return fault.rule(f"{fault.what}: {where}.", at or Location(name), fault.hint)


def _by_words(more: list[Fault], unplaced: list[Fault]) -> Iterator[tuple[Fault, list[int]]]:
    """Faults that are said together, and on which pages they are."""
    if more:
        yield more[0], sorted({fault.page for fault in more})
    words: dict[str, list[Fault]] = {}
    for fault in unplaced:
        words.setdefault(fault.what, []).append(fault)
    for same in words.values():
        yield same[0], sorted({fault.page for fault in same if fault.page})


def _listed(pages: list[int]) -> str:
    if not pages:
        return ""
    if len(pages) == 1:
        return f": page {pages[0]}"
    shown = ", ".join(map(str, pages[:8]))
    return f": pages {shown}" + (f" and {len(pages) - 8} more" if len(pages) > 8 else "")
