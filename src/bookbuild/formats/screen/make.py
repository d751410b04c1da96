"""A PDF to read on a screen, PDF/UA-1: set as the printed edition is, so that both have the same pages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bookbuild._tools.typst import TypstFailed
from bookbuild.book.identifiers import unique_identifier
from bookbuild.book.model import Edition
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.offprint import authors_of, keywords_of, summary_of, title_of
from bookbuild.formats.print.interior import (
    failures,
    glyphs_of,
    long_heads,
    warning_of,
    write_sources,
)
from bookbuild.formats.print.misfits import misfits
from bookbuild.formats.print.note_pages import set_with_notes
from bookbuild.formats.print.pictures import unusable_portraits
from bookbuild.formats.print.setting import design_of
from bookbuild.formats.printed import print_source
from bookbuild.formats.screen.finish import Screen, finish_screen
from bookbuild.rules import pdfx as rules

KIND = "screen-pdf"
_UA_FAULT = "PDF/UA-1 error: "


def make(text: EditionText) -> Made:
    """`<stem>.pdf` in the build folder, with its page count and findings."""
    text = replace(text, edition=_as_printed(text))
    design, root = design_of(text), text.build / "typst"
    sources, findings = write_sources(text, design.tokens, root)
    findings += unusable_portraits(text)
    findings += glyphs_of(text, design, sources).findings
    text.progress("setting pages")
    try:
        raw, settled = set_with_notes(text, design, root)
    except TypstFailed as error:
        return Made((), (*findings, *_refusals(error)))
    findings += [warning_of(warning) for warning in raw.warnings]
    findings += long_heads(text, design, settled.margins)
    findings += misfits(text, raw.values)
    text.progress("finishing the PDF")
    target = text.build / f"{text.stem}.pdf"
    pages = finish_screen(root / "main.pdf", target, _screen(text, raw.values))
    artifact = Artifact(target, text.edition.id, KIND, f"{pages} pages")
    return Made((artifact,), tuple(findings), pages)


def _as_printed(text: EditionText) -> Edition:
    """The edition with trim and margins of its printed counterpart, where it names none, and without bleed."""
    printed, own = print_source(text.book, text.edition), text.edition
    return own.model_copy(
        update={
            "trim": own.trim or (printed.trim if printed else None),
            "profile": own.profile or (printed.profile if printed else None),
            "bleed_mm": 0.0,
            "pdfx": None,
            "output_profile": None,
        }
    )


def _screen(text: EditionText, values: Mapping[str, Any]) -> Screen:
    starts = {}
    for written, pages in zip(text.pieces, values["pieces"], strict=True):
        if pages:
            starts[pages[0]] = written.piece.depth
    book = text.book
    return Screen(
        title=title_of(text),
        authors=authors_of(text),
        description=_description(text),
        keywords=keywords_of(text),
        rights=book.rights.statement or "" if book.rights else "",
        publisher=book.publisher.name,
        language=book.language,
        identifier=unique_identifier(book, text.edition),
        when=text.when,
        folios=[str(folio) for folio in values["folios"]],
        depths=starts,
    )


def _description(text: EditionText) -> str:
    if text.excerpted:
        return summary_of(text.excerpted)
    return (text.book.description.short or "") if text.book.description else ""


def _refusals(error: TypstFailed) -> list[Finding]:
    """What Typst's check of PDF/UA-1 says, and other faults, each once."""
    found: list[Finding] = []
    for fault in error.errors:
        said = fault.message.removeprefix(_UA_FAULT)
        if said == fault.message:
            found += failures(TypstFailed((fault,)))
        else:
            found.append(rules.NOT_ACCESSIBLE(said, Location("book.yaml"), " ".join(fault.hints)))
    return list(dict.fromkeys(found))
