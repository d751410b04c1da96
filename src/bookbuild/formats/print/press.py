"""The printer's ICC profile turns the finished PDFs of an edition into PDF/X-4."""

from dataclasses import replace
from pathlib import PurePosixPath

from bookbuild.design.profile import DEFAULT_PROFILE, load_profile
from bookbuild.diagnostics import Finding, Location
from bookbuild.document.manuscript import resolve_inside
from bookbuild.formats.content import EditionText, Made
from bookbuild.formats.print.pdfx import BadProfile, Press, press_findings, read_press
from bookbuild.rules import print as rules


def for_press(text: EditionText, made: Made) -> Made:
    """The same artifacts, as PDF/X-4 when the edition names an output profile. They are changed in place."""
    if text.edition.output_profile is None:
        return made
    press = _press(text)
    if isinstance(press, Finding):
        return replace(made, findings=(*made.findings, press))
    limit_pct = load_profile(text.edition.profile or DEFAULT_PROFILE).ink_limit_pct.value
    found = [
        finding for artifact in made.artifacts for finding in press_findings(artifact.path, press, limit_pct)
    ]
    return replace(made, findings=(*made.findings, *found))


def _press(text: EditionText) -> Press | Finding:
    named, at = text.edition.output_profile or "", Location("book.yaml")
    path = resolve_inside(text.folder, PurePosixPath(), named)
    if path is None or not (text.folder / path).is_file():
        return rules.NO_OUTPUT_PROFILE(
            f"{named} is not in the book's folder", at, "Copy the printer's ICC file there."
        )
    try:
        return read_press(text.folder / path, text.edition.output_condition)
    except BadProfile as error:
        return rules.NO_OUTPUT_PROFILE(
            str(error), at, "Ask the printer for the profile of the press and paper."
        )
