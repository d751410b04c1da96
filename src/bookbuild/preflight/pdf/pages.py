"""What every page must be: its boxes, its turn, what lies on it beside its content; and how many pages there are."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf

from bookbuild.design.profile import BleedSides
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.preflight.pdf.expected import Expected, Fault
from bookbuild.preflight.pdf.geometry import Box, box_of, same
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import preflight, recipient

_MARKS_OF_THE_PRESS = frozenset({"/TrapNet", "/PrinterMark"})


def count_faults(pages: int, expected: Expected) -> Iterator[Fault]:
    """Whether there are as many pages as are announced and can be bound."""
    if expected.pages is not None and pages != expected.pages:
        yield Fault(preflight.PAGE_COUNT, f"{pages} pages, where {expected.pages} were announced")
    if pages % expected.page_multiple:
        yield Fault(preflight.PAGE_COUNT, f"{pages} pages are no multiple of {expected.page_multiple}")
    if not expected.page_minimum <= pages <= expected.page_maximum:
        limits = f"{expected.page_minimum} to {expected.page_maximum}"
        yield Fault(preflight.PAGE_LIMITS, f"{pages} pages; the recipient binds {limits}")


def size_faults(expected: Expected) -> Iterator[Fault]:
    """Whether the recipient cuts books to this size."""
    sizes = expected.profile.offer.sizes if expected.profile else None
    if sizes is not None and not expected.is_cover and not sizes.holds(expected.trim):
        what = f"The pages are of {expected.trim}, a size that the recipient does not make"
        yield Fault(recipient.TRIM_NOT_OFFERED, what, hint=f"There are: {sizes}.")


def parity_faults(pdf: Pdf) -> Iterator[Fault]:
    """Whether odd folios stand on odd pages, by the page labels, and page 1 opens on the right."""
    labels: Any = pdf.Root.get("/PageLabels")
    numbers: Any = labels.get("/Nums") if isinstance(labels, Dictionary) else None
    items = list(numbers) if isinstance(numbers, Array) else []
    for first, label in zip(items[0::2], items[1::2], strict=False):
        if not (isinstance(label, Dictionary) and label.get("/S") == Name.D and isinstance(first, int)):
            continue
        start = int(label.get("/St", 1))
        if (start - int(first) - 1) % 2:
            side = "a recto" if int(first) % 2 == 0 else "a verso"
            yield Fault(rules.PAGE_PARITY, f"The page called {start} is {side}", int(first) + 1)
            return
    if pdf.Root.get("/PageLayout") in (Name.TwoPageLeft, Name.TwoColumnLeft) and len(pdf.pages) > 2:
        yield Fault(rules.PAGE_PARITY, "The file asks to be shown with page 1 on the left", 1)


def page_faults(page: Page, number: int, expected: Expected) -> Iterator[Fault]:
    """Each fault of one page, but for its content."""
    try:
        yield from _box_faults(page, number, expected)
    except (TypeError, ValueError):
        yield Fault(preflight.BOX_MISSING, "A box of the page is no rectangle", number)
    yield from _annotation_faults(page, number, expected)
    turn: Any = page.obj.get("/Rotate", 0)
    if isinstance(turn, int) and turn % 360:
        yield Fault(preflight.ROTATED, f"Turned by {turn} degrees", number)
    unit: Any = page.obj.get("/UserUnit", 1)
    if unit != 1:
        yield Fault(rules.USER_UNIT, f"A unit of the page is {unit} points", number)
    if "/ArtBox" in page.obj and "/TrimBox" in page.obj:
        yield Fault(rules.ART_BOX, "TrimBox and ArtBox", number)


def trim_of(page: Page) -> Box:
    """The page's trim: its TrimBox, else its CropBox or MediaBox. Raises TypeError, ValueError."""
    said: Any = page.obj.get("/TrimBox")
    return box_of(said if isinstance(said, Array) else page.cropbox)


def bleed_of(page: Page) -> Box:
    """The page's bleed: its BleedBox, else its trim. Raises TypeError, ValueError."""
    said: Any = page.obj.get("/BleedBox")
    return box_of(said) if isinstance(said, Array) else trim_of(page)


def boxes_of(page: Page, number: int, expected: Expected) -> tuple[Box, Box]:
    """Trim and bleed. Where boxes may be missing and bleed is expected, the page has it around its trim.

    Raises TypeError, ValueError.
    """
    if "/TrimBox" in page.obj or expected.boxes_needed:
        return trim_of(page), bleed_of(page)
    whole = trim_of(page)
    left, foot, right, head = bleed_pt(number, expected)
    return Box(whole.x0 + left, whole.y0 + foot, whole.x1 - right, whole.y1 - head), whole


def _annotation_faults(page: Page, number: int, expected: Expected) -> Iterator[Fault]:
    held: Any = page.obj.get("/Annots")
    if expected.links_allowed or not isinstance(held, Array):
        return
    for one in held:
        if not isinstance(one, Dictionary) or str(one.get("/Subtype", "")) in _MARKS_OF_THE_PRESS:
            continue
        try:
            where = box_of(one.get("/Rect"))
            outside = where.cut(bleed_of(page)).is_empty
        except (TypeError, ValueError):
            outside = False
        if not outside:
            yield Fault(preflight.ANNOTATION, "Links or other annotations on the page", number)
            return


def _box_faults(page: Page, number: int, expected: Expected) -> Iterator[Fault]:
    # pikepdf's page.trimbox falls back silently; these boxes do not inherit (ISO 32000-1, 14.11.2)
    missing = [key[1:] for key in ("/TrimBox", "/BleedBox") if key not in page.obj]
    if missing and expected.boxes_needed:
        yield Fault(preflight.BOX_MISSING, f"No {' and no '.join(missing)}", number)
        return
    trim, bleed = boxes_of(page, number, expected)
    media = box_of(page.mediabox)
    if not (trim.within(bleed) and bleed.within(media)):
        yield Fault(
            preflight.BOX_NESTING, "TrimBox, BleedBox and MediaBox do not lie inside one another", number
        )
    if "/CropBox" in page.obj and not bleed.within(box_of(page.obj.CropBox)):
        yield Fault(preflight.BOX_NESTING, "The CropBox cuts the bleed", number)
    wanted_pt = (expected.trim.width_mm / MM_PER_POINT, expected.trim.height_mm / MM_PER_POINT)
    if not (same(trim.width, wanted_pt[0]) and same(trim.height, wanted_pt[1])):
        size = Trim(round(trim.width * MM_PER_POINT, 2), round(trim.height * MM_PER_POINT, 2))
        yield Fault(preflight.BOX_SIZE, f"Trimmed to {size}, not to {expected.trim}", number)
    have_pt = (trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1)
    if not missing and not all(map(same, have_pt, bleed_pt(number, expected))):
        yield Fault(
            preflight.BOX_SIZE, f"The bleed is not {expected.bleed_mm:g} mm where it is asked for", number
        )


def bleed_pt(number: int, expected: Expected) -> tuple[float, float, float, float]:
    """Bleed at left, foot, right, head, in points; a recto's spine is at its left."""
    by = expected.bleed_mm / MM_PER_POINT
    match expected.bleed_sides:
        case BleedSides.ALL:
            return by, by, by, by
        case BleedSides.NONE:
            return 0.0, 0.0, 0.0, 0.0
        case BleedSides.OUTER:
            return (0.0, by, by, by) if number % 2 else (by, by, 0.0, by)
