"""What the marks of a page break: the list of the checks, each of which sees one page as it will be printed."""

from collections.abc import Callable, Iterator

from bookbuild.preflight.pdf import inks, margins, sizes
from bookbuild.preflight.pdf.expected import Fault
from bookbuild.preflight.pdf.sheet import Asked, Sheet


def content_faults(sheet: Sheet, asked: Asked) -> Iterator[Fault]:
    """Every fault of a page's content, each kind once, at the first place where it is."""
    seen: set[tuple[str, str]] = set()
    for check in _CHECKS:
        for fault in check(sheet, asked):
            key = (fault.rule.id, fault.what)
            if key not in seen:
                seen.add(key)
                yield fault


_CHECKS: tuple[Callable[[Sheet, Asked], Iterator[Fault]], ...] = (
    inks.type_not_in_black, inks.rules_not_in_black, inks.colours_not_inks, inks.spot_colours, inks.transparency, inks.white_overprint,
    sizes.resolution, sizes.thin_lines, sizes.small_type, sizes.missing_glyphs, margins.inner_margin, margins.safety, margins.short_of_bleed, margins.not_blank,
)  # fmt: skip
