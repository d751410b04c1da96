"""The interior of a printed edition: sources for Typst, margins that fit the thickness, the printer's PDF."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from bookbuild._tools.beside import both
from bookbuild._tools.typst import Compiled, Diagnostic, TypstFailed
from bookbuild.book.identifiers import unique_identifier
from bookbuild.book.model import Format, NotesPlace
from bookbuild.design.margins import Margins, Settled
from bookbuild.design.profile import BleedSides, Profile
from bookbuild.design.styles import styles_folder
from bookbuild.design.tokens import Tokens
from bookbuild.design.typ import tokens_typ
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.offprint import authors_of, title_of
from bookbuild.formats.print.finish import Finish, Finished
from bookbuild.formats.print.glyphs import MADE, Glyphs, fallback_faces, missing_glyphs
from bookbuild.formats.print.kept_pages import keep_pages, kept_pages, page_key
from bookbuild.formats.print.main_typ import head_title, head_width_em, main_typ
from bookbuild.formats.print.misfits import misfits
from bookbuild.formats.print.note_pages import set_with_notes
from bookbuild.formats.print.pages import Area, printed_pages
from bookbuild.formats.print.pictures import copy_pictures, unusable_portraits
from bookbuild.formats.print.press import PICTURES, finish_for_press, flatten_for_press, press_work, slug_of
from bookbuild.formats.print.setting import Design, design_of, first_margins, sheet_of
from bookbuild.formats.print.words import words_typ
from bookbuild.formats.printed import PrintedPage
from bookbuild.rules import design as design_rules
from bookbuild.rules import print as rules

KIND = "interior-pdf"
_BOOK_FILE = Location("book.yaml")


def make(text: EditionText) -> Made:
    """Set and finish the interior: `<stem>_interieur.pdf` in the build folder, its page count, findings."""
    design = design_of(text)
    root = text.build / "typst"
    sources, findings = write_sources(text, design.tokens, root)
    findings += unusable_portraits(text)
    glyphs = glyphs_of(text, design, sources)
    findings += glyphs.findings
    text.progress("setting pages")
    try:
        raw, settled = set_with_notes(text, design, root)
    except TypstFailed as error:
        return Made((), (*findings, *failures(error)))
    findings += [warning_of(warning) for warning in raw.warnings]
    findings += long_heads(text, design, settled.margins)
    findings += misfits(text, raw.values)
    if not settled.agreed:
        findings.append(rules.MARGINS_UNSETTLED(_wavering(settled), _BOOK_FILE))
    text.progress("finishing the PDF")
    target = text.build / f"{text.stem}_interieur.pdf"
    folios = [*map(str, raw.values["folios"]), ""]  # and none for pages added
    _, (finished, faults) = both(
        lambda: text.show_pages and text.show_pages(_pages(text, design, raw, settled.margins)),
        lambda: finish_for_press(
            text, root / "main.pdf", target, _finish(text, design), slug_of(text, folios), pictures_on(raw)
        ),
    )
    if finished.added:
        message = f"{finished.added} blank page(s) added at the end, {finished.pages} in all"
        findings.append(rules.PADDED(message, Location(target.name)))
    findings += fallback_faces(finished.faces, design.tokens, glyphs.faces)
    artifact = Artifact(target, text.edition.id, KIND, _pages_said(finished, settled.margins, design.profile))
    findings += [*press_work(text).findings, *faults]
    return Made((artifact,), tuple(findings), finished.pages, finished.blank)


def pages_of(text: EditionText) -> tuple[tuple[PrintedPage, ...], tuple[Finding, ...]]:
    """The pages of the interior for those who want nothing else of it: as they were kept, or set for this.

    No pages and the reasons why when they can't be set; with pages no findings.
    """
    design = design_of(text)
    root = text.build / "typst"
    write_sources(text, design.tokens, root)
    if kept := kept_pages(text.build, _key(text, design)):
        return kept, ()
    text.progress("setting pages")
    try:
        raw, settled = set_with_notes(text, design, root)
    except TypstFailed as error:
        return (), tuple(failures(error))
    return _pages(text, design, raw, settled.margins), ()


def keeps_links(profile: Profile) -> bool:
    """Whether links stay: for an office printer, whose PDF is also read on a screen; never for a press."""
    return profile.bleed_sides is BleedSides.NONE


def write_sources(text: EditionText, tokens: Tokens, root: Path) -> tuple[Mapping[str, str], list[Finding]]:
    """All that Typst reads, main.typ excepted, in a folder that holds nothing else; bodies by piece id.

    Findings say which pictures had to be changed for the press.
    """
    if root.exists():
        shutil.rmtree(root)
    (root / "bodies").mkdir(parents=True)
    shutil.copytree(styles_folder() / "print", root / "styles")
    asked = tokens_typ(tokens, text.edition.format is Format.PDF, text.book.notes is NotesPlace.END)
    (root / "tokens.typ").write_text(asked, encoding="utf-8")
    (root / "words.typ").write_text(words_typ(), encoding="utf-8")
    findings = flatten_for_press(text, root, copy_pictures(text, root))
    sources = {}
    for written in text.pieces:
        if written.path:
            sources[written.piece.id] = written.path.read_text(encoding="utf-8")
            (root / "bodies" / f"{written.piece.id}.typ").write_text(
                sources[written.piece.id], encoding="utf-8"
            )
    return sources, findings


def glyphs_of(text: EditionText, design: Design, sources: Mapping[str, str]) -> Glyphs:
    """What is known of characters before the pages are set: those of the bodies, of titles and of made pages."""
    made = main_typ(text, sheet_of(design, first_margins(text, design)))
    tokens = design.tokens
    return missing_glyphs(text, {**sources, MADE: made}, tokens.face_text, tokens, text.build / "glyphs")


def _key(text: EditionText, design: Design) -> str:
    return page_key(text.build / "typst", main_typ(text, sheet_of(design, first_margins(text, design))))


def _pages(text: EditionText, design: Design, raw: Compiled, margins: Margins) -> tuple[PrintedPage, ...]:
    """What stands on each page: kept from an earlier time, or read from Typst's PDF and kept."""
    key = _key(text, design)
    if kept := kept_pages(text.build, key):
        return kept
    text.progress("reading pages")
    area = Area.of(design.trim, margins, design.bleed_mm, design.tokens.leading_pt)
    pages = printed_pages(text.build / "typst" / "main.pdf", text, raw.values, area)
    keep_pages(text.build, key, pages)
    return pages


def long_heads(text: EditionText, design: Design, margins: Margins) -> list[Finding]:
    """Titles that their running head has no room for."""
    room_em = sheet_of(design, margins).head_room_em
    return [
        rules.LONG_RUNNING_HEAD(
            f"“{title}” is {head_width_em(title) / room_em:.1f} times as wide as the running head",
            Location(written.piece.file) if written.piece.file else None,
            "Give the piece a `short-title` in book.yaml.",
        )
        for written in text.pieces
        if head_width_em(title := head_title(text, written)) > room_em
    ]


def pictures_on(raw: Compiled) -> dict[int, list[str]]:
    """Pictures of the manuscript by the page they stand on, from 1."""
    found: dict[int, list[str]] = {}
    for path, page in raw.values["pictures"]:
        found.setdefault(page, []).append(str(path).removeprefix(PICTURES))
    return found


def _finish(text: EditionText, design: Design) -> Finish:
    return Finish(
        trim=design.trim,
        bleed_mm=design.bleed_mm,
        page_multiple=design.page_multiple,
        title=title_of(text),
        authors=authors_of(text),
        identifier=unique_identifier(text.book, text.edition),
        when=text.when,
        one_ink=not text.edition.colour,
        links=keeps_links(design.profile) and press_work(text).standard is None,
    )


def _pages_said(finished: Finished, margins: Margins, profile: Profile) -> str:
    """For the report: a printer who asks which pages are meant to be blank finds them there, and why this margin."""
    blank = ", ".join(map(str, finished.blank))
    least_mm = profile.inner_margin_mm(finished.pages)
    return (
        f"{finished.pages} pages, blank: {blank or 'none'}; inner margin {margins.inner_mm:g} mm, "
        f"of {least_mm:g} mm that {profile.name} asks for with so many pages"
    )


def _wavering(settled: Settled) -> str:
    """The settings that asked for one another, in words."""
    tried = ", ".join(f"{margins.inner_mm:g} mm makes {pages} pages" for margins, pages in settled.passes)
    return f"inner margin and page count did not settle ({tried}); {settled.margins.inner_mm:g} mm stands"


def failures(error: TypstFailed) -> Iterator[Finding]:
    """Why Typst has set no pages."""
    return (rules.TYPESETTING_FAILED(*_said(fault)) for fault in error.errors)


def warning_of(warning: Diagnostic) -> Finding:
    """What Typst says of pages it has set."""
    face = warning.message.removeprefix("unknown font family: ")
    if face != warning.message:
        return design_rules.UNKNOWN_FACE(f"there is no face “{face}”", _BOOK_FILE)
    return rules.TYPESETTING_WARNING(*_said(warning))


def _said(diagnostic: Diagnostic) -> tuple[str, None, str]:
    """A diagnostic as the parts of a finding."""
    return diagnostic.message, None, " ".join(diagnostic.hints)
