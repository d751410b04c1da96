"""Setting the pages of an interior: its look, margins that fit the thickness, feet that are level."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from bookbuild._tools.typst import Compiled, compile_pdf
from bookbuild.book.model import Format
from bookbuild.design.faces import font_folders
from bookbuild.design.margins import Margins, Settled, margins_for, pages_estimate, settle
from bookbuild.design.profile import DEFAULT_PROFILE, BleedSides, Profile, load_profile, page_multiple
from bookbuild.design.tokens import Tokens, load_tokens
from bookbuild.design.trim import DEFAULT_TRIM, Trim, parse_trim
from bookbuild.formats.content import EditionText, Written
from bookbuild.formats.print import feet
from bookbuild.formats.print.line_ends import LineEnds
from bookbuild.formats.print.main_typ import Sheet, follows_at_once, main_typ
from bookbuild.formats.print.pages import Area, questions

_UA = "ua-1"
"""PDF/UA-1, ISO 14289-1, as Typst checks it."""


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
    running = [] if text.is_draft or design.tokens.feet == "ragged" else _running_pieces(root)
    ask = {**(further or {}), **({"paragraphs": feet.MARKS} if running else {})}
    compiled: list[Compiled] = []

    def pages_at(margins: Margins) -> int:
        compiled[:] = [_compile(text, design, margins, root, ask)]
        return ceil(int(compiled[0].values["pages"]) / multiple) * multiple

    def wanted(pages: int) -> Margins:
        return margins_for(design.trim, design.profile, pages, design.tokens)

    _write_feet(root, feet.feet_typ({}, running))
    settled = settle(first_margins(text, design), pages_at, wanted)
    if running:
        text.progress("making pages end level")
        area = Area.of(design.trim, settled.margins, design.bleed_mm, design.tokens.leading_pt)
        pieces = _pieces_of(text, compiled[0], area)
        ends = _ends(text, compiled[0], area, pieces, root / "main.pdf")
        doubtful = {id: feet.worth_trying(piece, area.lines, ends.get(id)) for id, piece in pieces.items()}
        if any(doubtful.values()):
            _write_feet(root, feet.feet_typ({}, running, doubtful))
            tried = _compile(text, design, settled.margins, root, ask | {"tried": feet.TRIED})
            pieces = feet.tried_of(tried.values["tried"], pieces)
            ends = _ends(text, tried, area, pieces, root / "main.pdf")
        _write_feet(root, feet.feet_typ(ends))
        if wanted(pages_at(settled.margins)) != settled.margins:  # a step of the ladder lies just there
            _write_feet(root, feet.feet_typ({}))
            settled = settle(settled.margins, pages_at, wanted)
    return compiled[0], settled


def _running_pieces(root: Path) -> list[str]:
    """Ids of the pieces whose bodies say where their paragraphs begin."""
    return [
        path.stem for path in sorted((root / "bodies").iterdir()) if "#from-here(" in path.read_text("utf-8")
    ]


def _pieces_at(text: EditionText, compiled: Compiled) -> list[tuple[Written, int]]:
    """The pieces that have pages, and the first page of each."""
    places = zip(text.pieces, compiled.values["pieces"], strict=True)
    return [(one, found[0]) for one, found in places if found]


def _pieces_of(text: EditionText, compiled: Compiled, area: Area) -> dict[str, feet.Running]:
    """Pieces of running text by id, as they were set; their first paragraphs stand on their first pages."""
    begin = {one.piece.id: page for one, page in _pieces_at(text, compiled)}
    found = feet.pieces_of(compiled.values["paragraphs"], area.head_pt, area.leading_pt, area.lines)
    return {id: piece for id, piece in found.items() if piece.first_page == begin[id]}


def _ends(
    text: EditionText, compiled: Compiled, area: Area, pieces: Mapping[str, feet.Running], pdf: Path
) -> dict[str, feet.Ends]:
    """By piece, where its pages are to end. One page more or less turns rectos to versos up to the next recto."""
    set_at = _pieces_at(text, compiled)
    found: dict[str, feet.Ends] = {}
    before, end = None, 0
    with LineEnds(pdf, area) as line_ends:
        for number, (written, page) in enumerate(set_at):
            first = end + 1 if follows_at_once(text, written, before) else page
            pages = (set_at[number + 1][1] if number + 1 < len(set_at) else page + 1) - page
            piece = pieces.get(written.piece.id)
            ends = (
                feet.level(replace(piece, first_page=first), area.lines, line_ends.divides) if piece else None
            )
            if ends:
                found[written.piece.id] = ends
                pages = ends.pages
            before, end = written, first + pages - 1
    return found


def _write_feet(root: Path, source: str) -> None:
    (root / "feet.typ").write_text(source, encoding="utf-8")


def first_margins(text: EditionText, design: Design) -> Margins:
    """The margins to begin with, from the number of words."""
    words = sum(written.summary.words for written in text.pieces)
    pages = pages_estimate(words, design.trim, design.profile, design.tokens)
    return margins_for(design.trim, design.profile, pages, design.tokens)


def _compile(
    text: EditionText, design: Design, margins: Margins, root: Path, further: Mapping[str, str]
) -> Compiled:
    (root / "main.typ").write_text(main_typ(text, sheet_of(design, margins)), encoding="utf-8")
    ask = {
        "pages": "query(<_last>).first().location().page()",
        "pictures": "query(image).map(i => (i.source, i.location().page()))",
        **questions(text),
        **further,
    }
    return compile_pdf(
        root,
        "main.typ",
        root / "main.pdf",
        font_folders(),
        when=text.when,
        ask=ask,
        standard=_UA if design.for_screen else None,
    )


def sheet_of(design: Design, margins: Margins) -> Sheet:
    """What main.typ must know of the page."""
    names_printer = not (design.profile.own_mark or design.for_screen)
    if design.for_screen:  # a page on a screen has no spine; the measure, and so the pages, stay
        side_mm = (margins.inner_mm + margins.outer_mm) / 2
        margins = replace(margins, inner_mm=side_mm, outer_mm=side_mm)
    return Sheet(design.trim, margins, design.bleed_mm, design.tokens.size_heads_pt, names_printer)
