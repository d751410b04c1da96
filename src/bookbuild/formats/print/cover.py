"""A printed cover, case or jacket: back, spine and front on one page, the spine from the interior's real page count."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookbarcode.ean13 import encode_ean13

from bookbuild._tools.typst import compile_pdf
from bookbuild.book.identifiers import unique_identifier
from bookbuild.book.model import Edition
from bookbuild.design.faces import font_folders
from bookbuild.design.profile import DEFAULT_PROFILE, BleedSides, Profile, load_profile
from bookbuild.design.spine import Paper, paper
from bookbuild.design.tokens import load_tokens
from bookbuild.design.trim import Trim
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.offprint import authors_of, title_of
from bookbuild.formats.print.artwork import Around, place_artwork, resolution_findings
from bookbuild.formats.print.cover_size import (
    HARDBACK,
    Asked,
    CoverPart,
    CoverSize,
    asked_of,
    case_of,
    cover_size,
    kept_box,
    misfit,
    spines_mm,
    unsaid_of,
)
from bookbuild.formats.print.cover_words import back_words, front_words, spine_words
from bookbuild.formats.print.finish import Finish
from bookbuild.formats.print.front import copy_styles
from bookbuild.formats.print.glyphs import MADE, missing_glyphs
from bookbuild.formats.print.guides import GUIDES, make_guides
from bookbuild.formats.print.own_cover import OWN_FRONT, place_own
from bookbuild.formats.print.pictures import copy_portraits
from bookbuild.formats.print.press import finish_for_press, flatten_for_press, slug_of
from bookbuild.formats.wording import wording
from bookbuild.rules import preflight as rules
from bookbuild.rules import recipient

KIND, JACKET = "cover-pdf", "jacket-pdf"
"""Kinds of the artifacts."""
_FILES = {CoverPart.COVER: (KIND, "couverture"), CoverPart.JACKET: (JACKET, "jaquette")}
"""Of each sheet, the kind of its file, and what stands behind the stem in its name."""
_BOOK = Location("book.yaml")
_UNDER_MM, _TURN_MM = 1.0, 3.0
"""How far cover.typ draws the front under the edge of the spine, and over the fold of a flap."""
_UPWARDS = frozenset({"fr", "es", "it", "pt", "ca", "ro"})
"""Languages whose spines are read from foot to head; ISO 6357 turns all others downwards."""


def make_cover(
    text: EditionText, pages: int, guides: bool = False, part: CoverPart = CoverPart.COVER
) -> Made:
    """A sheet around an interior of `pages` pages: `<stem>_couverture.pdf`, or `<stem>_jaquette.pdf`. Raises ToolFailed.

    `guides` asks for a sheet of the same size with its lines and measures, for a designer: `<stem>_gabarit.pdf`.
    `Made.pages` is the page count: what the spine was made for.
    """
    profile = load_profile(text.edition.profile or DEFAULT_PROFILE)
    sheet = _Sheet(text, profile, part, asked_of(text.edition, part), cover_size(text, pages, part), pages)
    if wrong := misfit(text, pages, part):
        message = f"`cover-mm` is no size of this book’s {part.value}: {wrong}."
        return Made(
            (),
            (rules.COVER_MM_WRONG(message, _BOOK, "Take it from the template for this page count."),),
            pages,
        )
    sheet.root.mkdir(parents=True, exist_ok=True)
    made = _own(sheet) if sheet.asked.file else _designed(sheet)
    artifacts = tuple(made.artifacts)
    if guides:
        drawn = make_guides(text, profile, sheet.size, part)
        about = f"{sheet.size.sheet} and {sheet.size.bleed_mm:g} mm of bleed"
        artifacts += (Artifact(drawn, text.edition.id, GUIDES, about),)
    return Made(artifacts, made.findings, pages)


@dataclass(frozen=True)
class _Sheet:
    """What is to be made."""

    text: EditionText
    profile: Profile
    part: CoverPart
    asked: Asked
    size: CoverSize
    pages: int

    @property
    def root(self) -> Path:
        """The folder that Typst sees."""
        return self.text.build / self.part.value


def _own(sheet: _Sheet) -> Made:
    """The cover that a designer has finished."""
    text, root = sheet.text, sheet.root
    placed, findings = place_own(text, root, sheet.size, sheet.asked.file)
    if placed is None:
        return Made((), (*findings, *_edition_findings(sheet)), sheet.pages)
    if placed.stem == OWN_FRONT:
        made = _designed(sheet, placed.name)
        return Made(made.artifacts, (*findings, *made.findings), sheet.pages)
    copy_styles(root, "own-cover.typ", "barcode.typ")
    words = _panels(sheet)
    if not (sheet.asked.file and sheet.asked.file.barcode):
        words["modules"] = None
    compile_pdf(
        root,
        "own-cover.typ",
        root / "cover.pdf",
        font_folders(),
        {"cover": json.dumps(words | {"file": placed.name})},
        text.when,
    )
    return _finished(sheet, findings + _edition_findings(sheet))


def _designed(sheet: _Sheet, own_front: str | None = None) -> Made:
    """The cover that bookbuild sets; beside a finished front, a file in the cover's folder, only back and spine."""
    text, root, size = sheet.text, sheet.root, sheet.size
    copy_styles(root, "cover.typ", "front.typ", "barcode.typ")
    front, around = _front_of(size)
    artwork, findings = place_artwork(None if own_front else text.artwork, text.folder, root, front, around)
    if artwork and text.artwork:
        least_ppi = sheet.profile.image_ppi.value
        findings += resolution_findings(text.artwork, text.folder, around.of(front), least_ppi)
        findings += flatten_for_press(text, root, {artwork.name: Location(text.artwork)})
    tokens = load_tokens(text.book.design)
    portraits = copy_portraits(text, root)
    findings += flatten_for_press(text, root, dict.fromkeys(portraits.values(), _BOOK))
    words = front_words(text, tokens, artwork, for_press=True) | _panels(sheet)
    words |= back_words(text, wording(text.book.language), portraits, has_flaps=size.flap_mm > 0)
    words |= {"own-front": own_front}
    said = {MADE: json.dumps(words, ensure_ascii=False)}
    findings += missing_glyphs(text, said, tokens.face_display, tokens, root / "glyphs").findings
    compiled = compile_pdf(
        root,
        "cover.typ",
        root / "cover.pdf",
        font_folders(),
        {"cover": json.dumps(words)},
        text.when,
        ask={name: f"query(<{name}>).map(m => m.value)" for name in ("overfull", "shortened")},
    )
    findings += [
        rules.COVER_OVERFULL(f"No room on the {sheet.part.value}: {what}.", _BOOK)
        for what in sorted(set(compiled.values["overfull"]))
    ]
    findings += [
        rules.SPINE_SHORTENED(_shortened(said, size), _BOOK) for said in compiled.values["shortened"]
    ]
    findings += _edition_findings(sheet)
    return _finished(sheet, findings)


def _front_of(size: CoverSize) -> tuple[Trim, Around]:
    """What of the front is seen, and how far cover.typ draws a picture beyond that."""
    reach_mm = size.wrap_mm + size.bleed_mm
    around = Around(size.hinge_mm + _UNDER_MM, _TURN_MM if size.flap_mm else reach_mm, reach_mm)
    return Trim(size.panel.width_mm - size.hinge_mm, size.panel.height_mm), around


def _shortened(said: str, size: CoverSize) -> str:
    if not said:
        return f"Not even the title fits on a spine of {size.spine_mm:g} mm: it carries no type."
    return f"A spine of {size.spine_mm:g} mm has no room for all its words; it says: {said}."


def _finished(sheet: _Sheet, findings: list[Finding]) -> Made:
    text, size = sheet.text, sheet.size
    kind, name = _FILES[sheet.part]
    target = text.build / f"{text.stem}_{name}.pdf"
    image = [text.book.cover.image] if text.book.cover.image else []
    slug = slug_of(text, folds_mm=size.folds_mm)
    _, faults = finish_for_press(
        text, sheet.root / "cover.pdf", target, _finish(text, size), slug, {1: image}
    )
    about = f"{size.sheet}, spine {size.spine_mm:g} mm, {size.bleed_mm:g} mm of bleed"
    return Made((Artifact(target, text.edition.id, kind, about),), (*findings, *faults), sheet.pages)


def _finish(text: EditionText, size: CoverSize) -> Finish:
    return Finish(
        size.sheet,
        size.bleed_mm,
        page_multiple=1,
        title=title_of(text),
        authors=authors_of(text),
        identifier=unique_identifier(text.book, text.edition),
        when=text.when,
        one_ink=False,
    )


def _panels(sheet: _Sheet) -> dict[str, Any]:
    """Data of cover.typ: measures, spine, barcode."""
    text, profile, size = sheet.text, sheet.profile, sheet.size
    isbn = text.edition.isbn
    digits = isbn.replace("-", "") if isbn else ""
    language = text.book.language.partition("-")[0]
    has_spine_text = profile.spine_text.allows(sheet.pages, size.spine_mm)
    return {
        "lang": language,
        "trim": [size.panel.width_mm, size.panel.height_mm],
        "spine": size.spine_mm,
        "wrap": size.wrap_mm,
        "hinge": size.hinge_mm,
        "flap": size.flap_mm,
        "bleed": size.bleed_mm,
        "under": _UNDER_MM,
        "turn": _TURN_MM,
        "safety": max(profile.safety_mm.value, profile.barcode.edge_mm.value),
        "clearance": profile.spine_text.clearance_mm.value,
        "spine-words": spine_words(text) if has_spine_text else [],
        "spine-up": language in _UPWARDS,
        "kept-box": kept_box(profile),
        "isbn": isbn,
        "digits": digits,
        "modules": encode_ean13(digits) if _prints_barcode(text, profile) else None,
    }


def _prints_barcode(text: EditionText, profile: Profile) -> bool:
    return text.edition.isbn is not None and not profile.barcode.printed_by_recipient


def _edition_findings(sheet: _Sheet) -> list[Finding]:
    """What is missing in book.yaml for this sheet; of case and jacket both may miss the same."""
    text, profile, size, pages, asked = sheet.text, sheet.profile, sheet.size, sheet.pages, sheet.asked
    edition = text.edition
    findings = []
    if edition.isbn is None and profile.barcode.required:
        findings.append(rules.BARCODE_MISSING(f"The edition {edition.id} has no ISBN, so no barcode.", _BOOK))
    stock = paper(profile.paper_id(edition.paper))
    is_bound = profile.bleed_sides is not BleedSides.NONE  # an office proof is not
    demands = profile.offer.demands
    if asked.spine_mm is None and "spine_mm" in demands:
        message = f"The spine of {pages} pages for {profile.name} can’t be reckoned."
        hint = f"Ask {demands['spine_mm']}; give it as `spine-mm:` in the edition {edition.id}."
        findings.append(recipient.SPINE_DEMANDED(message, _BOOK, hint))
    elif asked.spine_mm is None and _spine_is_guessed(edition, profile, stock) and is_bound:
        message = f"{pages} pages on {stock.name} make a spine of {size.spine_mm:g} mm by formula."
        hint = f"Ask the printer, and give the answer as `spine-mm:` in the edition {edition.id}."
        findings.append(rules.SPINE_ESTIMATED(message, _BOOK, hint))
    if not profile.spine_text.allows(pages, size.spine_mm):
        message = f"A spine of {size.spine_mm:g} mm on {pages} pages carries no type."
        findings.append(rules.SPINE_WITHOUT_TEXT(message, _BOOK))
    if asked.cover_mm is None and "cover_mm" in demands:
        message = f"The size of the cover of {pages} pages for {profile.name} can’t be reckoned."
        hint = (
            f"Ask {demands['cover_mm']}; give it as `cover-mm: [width, height]` in the edition {edition.id}."
        )
        findings.append(recipient.TEMPLATE_DEMANDED(message, _BOOK, hint))
    elif asked.cover_mm is None and edition.binding == HARDBACK:
        findings += _usual_measures(sheet)
    return findings


def _usual_measures(sheet: _Sheet) -> list[Finding]:
    """That a case, or the boards under a jacket, are as large as usual, where neither edition nor recipient says how large."""
    edition, profile = sheet.text.edition, sheet.profile
    case, is_jacket = case_of(edition, profile), sheet.part is CoverPart.JACKET
    said = {
        "wrap_mm": f"{case.wrap_mm:g} mm turned in",
        "hinge_mm": f"hinges of {case.hinge_mm:g} mm",
        "overhang_mm": f"boards {case.overhang_mm:g} mm beyond the pages",
    }
    usual = [
        key for key in said if key in unsaid_of(edition, profile) and not (is_jacket and key != "overhang_mm")
    ]
    if not usual:
        return []
    keys = ", ".join(key.replace("_", "-") for key in usual)
    message = f"The {'jacket' if is_jacket else 'case'} is made by usual measures: {', '.join(said[key] for key in usual)}."
    whole = f"the whole size as `cover-mm:`{' of the jacket' if is_jacket else ''}"
    hint = f"Ask the printer, and give them in `case:` ({keys}), or {whole}, in the edition {edition.id}."
    return [rules.HARDBACK_COVER(message, _BOOK, hint)]


def _spine_is_guessed(edition: Edition, profile: Profile, stock: Paper) -> bool:
    """Whether the spine is by a usual caliper, or by a usual board."""
    return not spines_mm(edition, profile) and (stock.is_estimate or edition.binding == HARDBACK)
