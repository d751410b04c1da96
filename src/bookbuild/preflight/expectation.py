"""What the PDFs of an edition must be, from its trim, profile and page count."""

from bookbuild.design.offer import PAPERBACK
from bookbuild.design.profile import DEFAULT_PROFILE, BleedSides, load_profile, page_multiple
from bookbuild.design.trim import DEFAULT_TRIM, parse_trim
from bookbuild.formats.content import EditionText
from bookbuild.formats.print.cover_size import CoverPart, cover_size
from bookbuild.formats.print.interior import keeps_links
from bookbuild.formats.print.press import press_work
from bookbuild.formats.print.setting import interior_bleed_mm
from bookbuild.preflight.pdf.expected import Expected


def expected_interior(text: EditionText, pages: int | None) -> Expected:
    """The interior: single pages at the trim size, as many as were set."""
    edition = text.edition
    profile = load_profile(edition.profile or DEFAULT_PROFILE)
    trim = parse_trim(edition.trim or DEFAULT_TRIM)
    bound = profile.page_range(trim, profile.paper_id(edition.paper), edition.binding or PAPERBACK)
    return Expected(
        trim,
        interior_bleed_mm(text),
        BleedSides.ALL,
        pages=pages,
        page_multiple=page_multiple(profile, edition.page_multiple),
        page_minimum=bound.least,
        page_maximum=bound.most,
        links_allowed=keeps_links(profile) and press_work(text).standard is None,
        standard=_standard(text),
        profile=profile,
    )


def expected_cover(text: EditionText, pages: int, part: CoverPart = CoverPart.COVER) -> Expected:
    """A cover or jacket: one page of back, spine and front for an interior of `pages` pages, with bleed all round."""
    size = cover_size(text, pages, part)
    return Expected(
        size.sheet,
        size.bleed_mm,
        BleedSides.ALL,
        pages=1,
        page_multiple=1,
        standard=_standard(text),
        profile=load_profile(text.edition.profile or DEFAULT_PROFILE),
        is_cover=True,
    )


def _standard(text: EditionText) -> str:
    standard = press_work(text).standard
    return standard.name if standard else "PDF"
