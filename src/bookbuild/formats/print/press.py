"""What the recipient asks an edition's PDFs to be: version of PDF/X, printing condition, limits; and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from bookbuild.design.profile import DEFAULT_PROFILE, load_profile
from bookbuild.design.tokens import load_tokens
from bookbuild.design.trim import DEFAULT_TRIM, parse_trim
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.manuscript import resolve_inside
from bookbuild.filters.typography import typeset
from bookbuild.formats.content import EditionText
from bookbuild.formats.inline import plain
from bookbuild.formats.print.finish import Finish, Finished, finish_pdf
from bookbuild.formats.print.flatten import flatten_pictures
from bookbuild.formats.print.marks import Slug, make_marks
from bookbuild.formats.print.pdfx import STANDARDS, BadProfile, Press, Standard, is_registered, read_press
from bookbuild.formats.print.pictures import picture_place
from bookbuild.rules import pdfx as rules
from bookbuild.rules import preflight
from bookbuild.rules import print as print_rules

_BOOK = Location("book.yaml")
_DEFAULT = "PDF/X-4"
_SHOWN = 8
PICTURES = "/pictures/"
"""Where pictures of the manuscript stand below Typst's root."""


@dataclass(frozen=True)
class PressWork:
    """What the PDFs of an edition are to be."""

    standard: Standard | None = None
    """None for a plain PDF."""
    press: Press | None = None
    findings: tuple[Finding, ...] = ()
    """Why it is a plain PDF, when PDF/X was asked for."""


def press_work(text: EditionText) -> PressWork:
    """PDF/X as the edition's `pdfx` or its profile asks; a plain PDF, and a finding, where something is missing for it.

    An edition that names an output profile wants PDF/X, whatever its recipient asks for: X-4 unless it says which.
    """
    edition = text.edition
    standard = asked_standard(text)
    if standard is None:
        return PressWork()
    if edition.output_profile is not None:
        press = _press(text, standard)
        return PressWork(standard, press) if isinstance(press, Press) else PressWork(findings=(press,))
    condition = _named_condition(text)
    if not standard.needs_profile and is_registered(condition):
        return PressWork(standard, Press(None, condition))
    needed = (
        "the ICC profile of the press"
        if standard.needs_profile
        else "an ICC profile or a registered condition"
    )
    hint = "Ask the printer; name the file as `output-profile:` in the edition" + (
        "." if standard.needs_profile else ", or the condition as `output-condition:`, such as FOGRA39."
    )
    rule = rules.PDFX_NOT_POSSIBLE if edition.pdfx else rules.PDFX_NOT_MADE
    message = f"The edition {edition.id} is to be {standard.name}, which needs {needed}; its PDFs are plain."
    return PressWork(findings=(rule(message, _BOOK, hint),))


def finish_for_press(
    text: EditionText,
    source: Path,
    target: Path,
    finish: Finish,
    slug: Slug,
    pictures: Mapping[int, list[str]],
) -> tuple[Finished, list[Finding]]:
    """Finish a PDF as the recipient asks, with marks around it where he wants them; what is wrong with it then.

    `pictures` are the pictures on each page, by page from 1. Raises ToolFailed.
    """
    work, tokens = press_work(text), load_tokens(text.book.design)
    marks = None
    if wants_marks(text):
        marks = make_marks(text.build / "marks", slug, finish.trim, finish.bleed_mm, tokens)
    asked = replace(finish, standard=work.standard, press=work.press, flat=_is_flat(text, work), marks=marks)
    finished = finish_pdf(source, target, asked)
    return finished, list(finished_findings(text, work, finished, target.name, pictures))


def slug_of(text: EditionText, folios: Sequence[str] = ("",), folds_mm: Sequence[float] = ()) -> Slug:
    """The slug of an edition's pages, or of its cover."""
    edition = text.edition
    name = f"{edition.id}, ISBN {edition.isbn}" if edition.isbn else edition.id
    return Slug(typeset(plain(text.book.title), text.usage), name, text.when, folios, folds_mm)


def flatten_for_press(text: EditionText, root: Path, pictures: Mapping[str, Location]) -> list[Finding]:
    """For X-1a, and for recipients who want it, take the transparency out of pictures.

    They are paths below Typst's `root`, each with its place in the book.
    """
    if not _is_flat(text, press_work(text)):
        return []
    trim = parse_trim(text.edition.trim or DEFAULT_TRIM)
    return [
        rules.FLATTENED(f"{name.removeprefix(PICTURES)} is transparent in part.", pictures[name])
        for name in flatten_pictures(root, sorted(pictures), trim.width_mm)
    ]


def _is_flat(text: EditionText, work: PressWork) -> bool:
    """Whether nothing may be transparent: in X-1a, and where the recipient refuses it."""
    blind = work.standard is not None and work.standard.is_blind
    return blind or load_profile(text.edition.profile or DEFAULT_PROFILE).flattened


def asked_standard(text: EditionText) -> Standard | None:
    """The version of PDF/X that is asked for; None for a plain PDF."""
    edition = text.edition
    asked = (
        f"PDF/{edition.pdfx.value}"
        if edition.pdfx
        else load_profile(edition.profile or DEFAULT_PROFILE).standard
    )
    return STANDARDS.get(asked) or (STANDARDS[_DEFAULT] if edition.output_profile else None)


def wants_marks(text: EditionText) -> bool:
    """Whether crop marks and a slug stand around the pages: as the edition says, else its profile."""
    if text.edition.marks is not None:
        return text.edition.marks
    return load_profile(text.edition.profile or DEFAULT_PROFILE).marks


def finished_findings(
    text: EditionText, work: PressWork, finished: Finished, name: str, pictures: Mapping[int, list[str]]
) -> Iterator[Finding]:
    """What is wrong with a finished PDF called `name`. `pictures` are the pictures on each page, by page from 1."""
    if work.standard is None:
        return
    has_profile = work.press is not None and work.press.profile is not None
    for number, why in finished.colours_left.items():
        shown = pictures.get(number, [])
        message = f"Page {number} has {why}{_named(shown)}, which could not be turned into ink."
        hint = (
            "" if has_profile else "Name the printer’s ICC profile as `output-profile:`, or print in black."
        )
        yield rules.COLOUR_LEFT(message, _place(text, shown, name), hint)
    for number, what in finished.transparent.items():
        shown = pictures.get(number, [])
        message = f"Page {number} has {what}{_named(shown)}."
        yield rules.TRANSPARENCY_LEFT(message, _place(text, shown, name), "Save the picture without it.")
    limit_pct = load_profile(text.edition.profile or DEFAULT_PROFILE).ink_limit_pct.value
    over = {number: pct for number, pct in finished.ink_pct.items() if pct > limit_pct + 0.5}
    if over:
        pages = ", ".join(map(str, sorted(over)[:_SHOWN])) + ("…" if len(over) > _SHOWN else "")
        message = f"Up to {max(over.values()):.0f} % of ink in all on page {pages}; the recipient takes {limit_pct:g} %."
        yield preflight.INK_LIMIT(
            message, Location(name), "Use a profile with less ink, such as one named “300”."
        )


def _named(pictures: list[str]) -> str:
    return f" ({', '.join(pictures[:_SHOWN])})" if pictures else ""


def _place(text: EditionText, pictures: list[str], name: str) -> Location:
    """Where the book names the first picture of a page; the PDF for a page without."""
    return picture_place(text, pictures[0]) if pictures else Location(name)


def _press(text: EditionText, standard: Standard) -> Press | Finding:
    named = text.edition.output_profile or ""
    path = resolve_inside(text.folder, PurePosixPath(), named)
    if path is None or not (text.folder / path).is_file():
        return print_rules.NO_OUTPUT_PROFILE(
            f"{named} is not in the book’s folder", _BOOK, "Copy the printer's ICC file there."
        )
    try:
        press = read_press(text.folder / path, text.edition.output_condition, standard.icc_versions)
    except BadProfile as error:
        return print_rules.NO_OUTPUT_PROFILE(
            str(error), _BOOK, "Ask the printer for the profile of the press and paper."
        )
    profile, condition = load_profile(text.edition.profile or DEFAULT_PROFILE), _named_condition(text)
    by_name = bool(profile.condition) and not standard.needs_profile and is_registered(condition)
    return replace(press, condition=condition, embeds=False) if by_name else press


def _named_condition(text: EditionText) -> str:
    """The registered condition that the edition names, else its recipient's own."""
    said = text.edition.output_condition
    return said if is_registered(said) else load_profile(text.edition.profile or DEFAULT_PROFILE).condition
