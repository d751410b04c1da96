"""Setting the pages of an interior: its look, margins that fit the thickness, feet that are level."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from bookbuild._tools.typst import Compiled, ask, compile_pdf
from bookbuild.book.model import Format
from bookbuild.design.faces import font_folders
from bookbuild.design.margins import Margins, Settled, margins_for, pages_estimate, settle
from bookbuild.design.profile import DEFAULT_PROFILE, BleedSides, Profile, load_profile, page_multiple
from bookbuild.design.tokens import Tokens, load_tokens
from bookbuild.design.trim import DEFAULT_TRIM, Trim, parse_trim
from bookbuild.formats.content import EditionText
from bookbuild.formats.print.feet import Plan, feet_typ
from bookbuild.formats.print.galley import Lines
from bookbuild.formats.print.levelling import level_feet
from bookbuild.formats.print.main_typ import Sheet, main_typ
from bookbuild.formats.print.pages import Area, questions

_UA = "ua-1"
"""PDF/UA-1, ISO 14289-1, as Typst checks it."""
_GALLEYS = "galleys.pdf"


@dataclass(frozen=True)
class Design:
    """What decides the look of this edition."""

    trim: Trim
    profile: Profile
    tokens: Tokens
    bleed_mm: float
    page_multiple: int
    for_screen: bool = False
    """sRGB, tags, the same margins left and right; no mark of the printer."""


def interior_bleed_mm(text: EditionText) -> float:
    """Bleed around the interior, in millimetres: the edition's, else the profile's.

    0 where the recipient wants bleed at the outer edges only (KDP, Ingram): a file without bleed is then made at the
    trim size, and a box that would bleed keeps to the measure.
    """
    profile = load_profile(text.edition.profile or DEFAULT_PROFILE)
    if text.edition.bleed_mm is not None:
        return text.edition.bleed_mm
    return profile.bleed_mm.value if profile.bleed_sides is BleedSides.ALL else 0.0


def design_of(text: EditionText) -> Design:
    """The edition's design; what book.yaml has wrong about it `preflight/editions` has said before.

    Its rules are as thick as the recipient asks.
    """
    trim = parse_trim(text.edition.trim or DEFAULT_TRIM)
    tokens = load_tokens(text.book.design, trim)
    profile = load_profile(text.edition.profile or DEFAULT_PROFILE)
    least_pt = profile.line_pt.value if profile.line_pt else 0
    tokens = replace(
        tokens,
        rule_thin_pt=max(tokens.rule_thin_pt, least_pt),
        rule_thick_pt=max(tokens.rule_thick_pt, least_pt),
    )
    multiple = page_multiple(profile, text.edition.page_multiple)
    return Design(trim, profile, tokens, interior_bleed_mm(text), multiple, text.edition.format is Format.PDF)


def set_pages(
    text: EditionText, design: Design, root: Path, further: Mapping[str, str] | None = None
) -> tuple[Compiled, Settled]:
    """Set main.pdf until the margins are those of its page count, blank pages at its end included.

    `further` are questions besides those that every interior is asked.
    """
    multiple = design.page_multiple
    compiled: list[Compiled] = []

    def pages_at(margins: Margins) -> int:
        compiled[:] = [_compile(text, design, margins, root, Plan(), further or {})]
        return pages_of(compiled[0])

    def pages_of(found: Compiled) -> int:
        return ceil(int(found.values["pages"]) / multiple) * multiple

    def wanted(pages: int) -> Margins:
        return margins_for(design.trim, design.profile, pages, design.tokens)

    settled = settle(first_margins(text, design), pages_at, wanted)
    if text.is_draft or design.tokens.feet == "ragged" or not _has_rows(root):
        return compiled[0], settled
    text.progress("making pages end level")

    def leveled(margins: Margins) -> Compiled:
        area = Area.of(design.trim, margins, design.bleed_mm, design.tokens.leading_pt)
        grid = Lines(area.head_pt, area.leading_pt, design.tokens.size_text_pt, area.lines)

        def set_so(plan: Plan, ask: Mapping[str, str]) -> Compiled:
            return _compile(text, design, margins, root, plan, {**ask, **(further or {})})

        return level_feet(
            text, compiled[0], design.trim.height_mm, grid, area.bleed_pt, root / _GALLEYS, set_so
        )

    level = leveled(settled.margins)
    asked = wanted(pages_of(level))
    if asked.inner_mm > settled.margins.inner_mm:  # a step of the ladder lies just there
        settled = Settled((*settled.passes, (asked, pages_at(asked))), agreed=True)
        level = leveled(asked)
    return level, settled


def _has_rows(root: Path) -> bool:
    """Whether the body of a piece says where its paragraphs begin."""
    return any("#begins(" in path.read_text("utf-8") for path in (root / "bodies").iterdir())


def first_margins(text: EditionText, design: Design) -> Margins:
    """The margins to begin with, from the number of words."""
    words = sum(written.summary.words for written in text.pieces)
    pages = pages_estimate(words, design.trim, design.profile, design.tokens)
    return margins_for(design.trim, design.profile, pages, design.tokens)


def _compile(
    text: EditionText, design: Design, margins: Margins, root: Path, plan: Plan, further: Mapping[str, str]
) -> Compiled:
    """Set the pages to main.pdf, or galleys to a PDF of their own."""
    (root / "feet.typ").write_text(feet_typ(plan), encoding="utf-8")
    (root / "main.typ").write_text(main_typ(text, sheet_of(design, margins)), encoding="utf-8")
    if plan.tried:  # of which only the answers are wanted
        return Compiled(values=ask(root, "main.typ", further, font_folders()))
    questions_asked = {
        "pages": "query(<_last>).first().location().page()",
        "pictures": "query(image).map(i => (i.source, i.location().page()))",
        **questions(text),
        **further,
    }
    return compile_pdf(
        root,
        "main.typ",
        root / ("main.pdf" if plan.page_mm is None else _GALLEYS),
        font_folders(),
        when=text.when,
        ask=questions_asked,
        standard=_UA if design.for_screen and plan.page_mm is None else None,
    )


def sheet_of(design: Design, margins: Margins) -> Sheet:
    """What main.typ must know of the page."""
    names_printer = not (design.profile.own_mark or design.for_screen)
    if design.for_screen:  # a page on a screen has no spine; the measure, and so the pages, stay
        side_mm = (margins.inner_mm + margins.outer_mm) / 2
        margins = replace(margins, inner_mm=side_mm, outer_mm=side_mm)
    return Sheet(design.trim, margins, design.bleed_mm, design.tokens.size_heads_pt, names_printer)
