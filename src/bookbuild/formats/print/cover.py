"""The printed cover: back, spine and front on one page, the spine from the interior's real page count."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bookbarcode.ean13 import encode_ean13

from bookbuild._tools.typst import compile_pdf
from bookbuild.book.identifiers import unique_identifier
from bookbuild.book.model import Edition
from bookbuild.design.faces import font_folders
from bookbuild.design.offer import PAPERBACK
from bookbuild.design.profile import DEFAULT_PROFILE, BleedSides, Profile, load_profile
from bookbuild.design.spine import paper, spine_width_mm
from bookbuild.design.tokens import load_tokens
from bookbuild.design.trim import DEFAULT_TRIM, Trim, parse_trim
from bookbuild.diagnostics import Finding, Location
from bookbuild.formats.content import Artifact, EditionText, Made
from bookbuild.formats.offprint import authors_of, title_of
from bookbuild.formats.print.artwork import place_artwork, resolution_findings
from bookbuild.formats.print.cover_words import back_words, front_words, spine_words
from bookbuild.formats.print.finish import Finish
from bookbuild.formats.print.front import copy_styles
from bookbuild.formats.print.press import finish_for_press, flatten_for_press, slug_of
from bookbuild.formats.wording import wording
from bookbuild.rules import preflight as rules
from bookbuild.rules import recipient

KIND = "cover-pdf"
_BOOK = Location("book.yaml")
_UPWARDS = frozenset({"fr", "es", "it", "pt", "ca", "ro"})
"""Languages whose spines are read from foot to head; ISO 6357 turns all others downwards."""


@dataclass(frozen=True)
class CoverSize:
    """Measures of the cover's page."""

    trim: Trim
    """Of the book: of each panel."""
    spine_mm: float
    bleed_mm: float

    @property
    def sheet(self) -> Trim:
        """Trimmed size of the whole page: back + spine + front."""
        return Trim(round(2 * self.trim.width_mm + self.spine_mm, 3), self.trim.height_mm)


def cover_size(text: EditionText, pages: int) -> CoverSize:
    """The size of the cover for an interior of this many pages."""
    edition = text.edition
    profile = load_profile(edition.profile or DEFAULT_PROFILE)
    stock = paper(profile.paper_id(edition.paper))
    bleed_mm = edition.bleed_mm if edition.bleed_mm is not None else profile.bleed_mm.value
    spine_mm = spine_width_mm(pages, stock, edition.spine_mm, _spines_mm(edition, profile))
    return CoverSize(parse_trim(edition.trim or DEFAULT_TRIM), spine_mm, bleed_mm)


def _spines_mm(edition: Edition, profile: Profile) -> Mapping[int, float]:
    """The recipient's own table of spines for this binding."""
    terms = profile.offer.bindings.get(edition.binding or PAPERBACK)
    return terms.spines_mm if terms else {}


def make_cover(text: EditionText, pages: int) -> Made:
    """The cover of an interior of `pages` pages, as `<stem>_couverture.pdf`. Raises ToolFailed.

    `Made.pages` is that count: what the spine was made for.
    """
    profile = load_profile(text.edition.profile or DEFAULT_PROFILE)
    size = cover_size(text, pages)
    root = text.build / "cover"
    root.mkdir(parents=True, exist_ok=True)
    copy_styles(root, "cover.typ", "front.typ", "barcode.typ")
    artwork, findings = place_artwork(text.artwork, text.folder, root, size.trim)
    if artwork and text.artwork:
        least_ppi = profile.image_ppi.value
        findings += resolution_findings(text.artwork, text.folder, size.trim, least_ppi)
        findings += flatten_for_press(text, root, {artwork.name: Location(text.artwork)})
    tokens = load_tokens(text.book.design)
    words = front_words(text, tokens, artwork, for_press=True) | _panels(text, profile, size, pages)
    compiled = compile_pdf(
        root,
        "cover.typ",
        root / "cover.pdf",
        font_folders(),
        {"cover": json.dumps(words)},
        text.when,
        ask={"overfull": "query(<overfull>).map(m => m.value)"},
    )
    findings += [
        rules.COVER_OVERFULL(f"{what} does not fit.", _BOOK)
        for what in sorted(set(compiled.values["overfull"]))
    ]
    findings += _edition_findings(text, profile, size, pages)
    target = text.build / f"{text.stem}_couverture.pdf"
    folds_mm = (size.trim.width_mm, size.trim.width_mm + size.spine_mm)
    image = [text.book.cover.image] if text.book.cover.image else []
    _, faults = finish_for_press(
        text, root / "cover.pdf", target, _finish(text, size), slug_of(text, folds_mm=folds_mm), {1: image}
    )
    findings += faults
    return Made((Artifact(target, text.edition.id, KIND),), tuple(findings), pages)


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


def _panels(text: EditionText, profile: Profile, size: CoverSize, pages: int) -> dict[str, Any]:
    """Data of cover.typ: measures, back, spine, barcode."""
    isbn = text.edition.isbn
    digits = isbn.replace("-", "") if isbn else ""
    language = text.book.language.partition("-")[0]
    has_spine_text = profile.spine_text.allows(pages, size.spine_mm)
    return back_words(text, wording(text.book.language)) | {
        "trim": [size.trim.width_mm, size.trim.height_mm],
        "spine": size.spine_mm,
        "bleed": size.bleed_mm,
        "safety": max(profile.safety_mm.value, profile.barcode.edge_mm.value),
        "clearance": profile.spine_text.clearance_mm.value,
        "spine-words": spine_words(text) if has_spine_text else [],
        "spine-up": language in _UPWARDS,
        "isbn": isbn,
        "digits": digits,
        "modules": encode_ean13(digits) if _prints_barcode(text, profile) else None,
    }


def _prints_barcode(text: EditionText, profile: Profile) -> bool:
    return text.edition.isbn is not None and not profile.barcode.printed_by_recipient


def _edition_findings(text: EditionText, profile: Profile, size: CoverSize, pages: int) -> list[Finding]:
    edition = text.edition
    findings = []
    if edition.isbn is None and profile.barcode.required:
        findings.append(rules.BARCODE_MISSING(f"The edition {edition.id} has no ISBN, so no barcode.", _BOOK))
    stock = paper(profile.paper_id(edition.paper))
    is_bound = profile.bleed_sides is not BleedSides.NONE  # an office proof is not
    demands = profile.offer.demands
    if edition.spine_mm is None and "spine_mm" in demands:
        message = f"The spine of {pages} pages for {profile.name} can’t be reckoned."
        hint = f"Ask {demands['spine_mm']}; give it as `spine_mm:` in the edition {edition.id}."
        findings.append(recipient.SPINE_DEMANDED(message, _BOOK, hint))
    elif edition.spine_mm is None and stock.is_estimate and is_bound and not _spines_mm(edition, profile):
        message = f"{pages} pages on {stock.name} make a spine of {size.spine_mm:g} mm by formula."
        hint = f"Ask the printer, and give the answer as `spine_mm:` in the edition {edition.id}."
        findings.append(rules.SPINE_ESTIMATED(message, _BOOK, hint))
    if not profile.spine_text.allows(pages, size.spine_mm):
        message = f"A spine of {size.spine_mm:g} mm on {pages} pages carries no type."
        findings.append(rules.SPINE_WITHOUT_TEXT(message, _BOOK))
    if edition.binding == "hardback":
        message = "The cover is made as a paperback’s: boards, hinges and turn-ins are not in it."
        findings.append(rules.HARDBACK_COVER(message, _BOOK, "Ask the printer for the template of the case."))
    return findings
