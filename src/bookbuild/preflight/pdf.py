"""The finished print PDF: boxes, fonts, inks of the type, page count, blanks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Name, Page, Pdf

from bookbuild.design.profile import BleedSides
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.diagnostics import Finding, Location, Rule
from bookbuild.preflight.pdf_text import ink_faults, paints_anything
from bookbuild.rules import preflight as rules

_TOLERANCE_PT = 0.1
"""0.035 mm: boxes are written to three decimals, and no guillotine sees less."""


_INKS = {
    rules.RGB_TEXT: "Type set in RGB",
    rules.RICH_BLACK_TEXT: "Type set in a black of several inks",
}


@dataclass(frozen=True)
class Expected:
    """What the PDF must be. A cover is one page whose trim is back + spine + front."""

    trim: Trim
    bleed_mm: float
    bleed_sides: BleedSides = BleedSides.ALL
    pages: int | None = None
    """Exact page count, when it is known."""
    page_multiple: int = 2
    page_minimum: int = 1
    page_maximum: int = 10_000
    blank_pages: frozenset[int] = frozenset()
    """Pages, from 1, that must be truly blank."""
    links_allowed: bool = False
    """A PDF for a screen or an office printer may carry links; one for a press may not."""
    standard: str = "PDF"
    """PDF/X-4 and the like ask for more than boxes."""


def check_pdf(path: Path, expected: Expected) -> list[Finding]:
    """Every fault of the PDF at `path`, each with its page."""
    place = Location(path.name)
    try:
        with Pdf.open(path) as pdf:
            if pdf.is_encrypted:
                return [rules.NOT_A_PDF(f"{path.name} is encrypted.", place)]
            return list(_faults(pdf, expected, place))
    except (pikepdf.PdfError, OSError) as error:
        return [rules.NOT_A_PDF(f"{path.name} can’t be read: {error}", place)]


def check_any_pdf(path: Path) -> list[Finding]:
    """Faults of a PDF of which nothing is known: its first page says what the others must be."""
    try:
        with Pdf.open(path) as pdf:
            expected = _as_its_first_page(pdf.pages[0]) if len(pdf.pages) else None
    except (pikepdf.PdfError, OSError) as error:
        return [rules.NOT_A_PDF(f"{path.name} can’t be read: {error}", Location(path.name))]
    if expected is None:
        return [rules.NOT_A_PDF(f"{path.name} has no pages.", Location(path.name))]
    return check_pdf(path, expected)


def _as_its_first_page(page: Page) -> Expected:
    trim = _box(page.obj.get("/TrimBox", page.mediabox))
    bleed = _box(page.obj.get("/BleedBox", page.obj.get("/TrimBox", page.mediabox)))
    width_mm, height_mm = ((trim[n + 2] - trim[n]) * MM_PER_POINT for n in (0, 1))
    bleed_mm = max(trim[0] - bleed[0], bleed[2] - trim[2]) * MM_PER_POINT
    sides = BleedSides.ALL if _same(trim[0] - bleed[0], bleed[2] - trim[2]) else BleedSides.OUTER
    return Expected(Trim(round(width_mm, 2), round(height_mm, 2)), bleed_mm, sides, page_multiple=1)


def _faults(pdf: Pdf, expected: Expected, place: Location) -> Iterator[Finding]:
    yield from _count_findings(len(pdf.pages), expected, place)
    by_page: dict[tuple[Rule, str], list[int]] = {}
    for number, page in enumerate(pdf.pages, start=1):
        for fault in _page_faults(page, number, expected):
            by_page.setdefault(fault, []).append(number)
    for (rule, what), pages in by_page.items():
        yield rule(f"{what}: {_listed(pages)}.", place)
    for font in _fonts_not_embedded(pdf):
        yield rules.FONT_NOT_EMBEDDED(f"The face {font} is not embedded.", place)
    for rule, pages in ink_faults(pdf).items():
        yield rule(f"{_INKS[rule]}: {_listed(pages)}.", place, "Set it in cmyk(0%, 0%, 0%, 100%).")
    if expected.standard.startswith("PDF/X"):
        for message in _pdfx_faults(pdf, expected.standard):
            yield rules.NOT_PDFX(message, place)


def _count_findings(pages: int, expected: Expected, place: Location) -> Iterator[Finding]:
    if expected.pages is not None and pages != expected.pages:
        yield rules.PAGE_COUNT(f"{pages} pages, where {expected.pages} were announced.", place)
    if pages % expected.page_multiple:
        yield rules.PAGE_COUNT(f"{pages} pages are no multiple of {expected.page_multiple}.", place)
    if not expected.page_minimum <= pages <= expected.page_maximum:
        limits = f"{expected.page_minimum} to {expected.page_maximum}"
        yield rules.PAGE_LIMITS(f"{pages} pages; the recipient binds {limits}.", place)


def _page_faults(page: Page, number: int, expected: Expected) -> Iterator[tuple[Rule, str]]:
    """Each fault of one page: the rule, and what is wrong in words that are the same on every such page."""
    yield from _box_faults(page, number, expected)
    if not expected.links_allowed and "/Annots" in page.obj and len(page.obj.Annots):
        yield rules.ANNOTATION, "Links or other annotations on the page"
    if int(page.obj.get("/Rotate", 0)) % 360:
        yield rules.ROTATED, f"Turned by {page.obj.Rotate} degrees"
    if number in expected.blank_pages and paints_anything(page):
        yield rules.NOT_BLANK, "Should be blank and is not"


def _box_faults(page: Page, number: int, expected: Expected) -> Iterator[tuple[Rule, str]]:
    # pikepdf's page.trimbox falls back silently; these boxes do not inherit (ISO 32000-1, 14.11.2)
    missing = [key[1:] for key in ("/TrimBox", "/BleedBox") if key not in page.obj]
    if missing:
        yield rules.BOX_MISSING, f"No {' and no '.join(missing)}"
        return
    media, bleed, trim = (_box(box) for box in (page.mediabox, page.obj.BleedBox, page.obj.TrimBox))
    if not (_within(trim, bleed) and _within(bleed, media)):
        yield rules.BOX_NESTING, "TrimBox, BleedBox and MediaBox do not lie inside one another"
    if "/CropBox" in page.obj and not _within(bleed, _box(page.obj.CropBox)):
        yield rules.BOX_NESTING, "The CropBox cuts the bleed"
    width_pt, height_pt = trim[2] - trim[0], trim[3] - trim[1]
    wanted_pt = (expected.trim.width_mm / MM_PER_POINT, expected.trim.height_mm / MM_PER_POINT)
    if not (_same(width_pt, wanted_pt[0]) and _same(height_pt, wanted_pt[1])):
        size = Trim(round(width_pt * MM_PER_POINT, 2), round(height_pt * MM_PER_POINT, 2))
        yield rules.BOX_SIZE, f"Trimmed to {size}, not to {expected.trim}"
    have_pt = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    if not all(map(_same, have_pt, _bleed_pt(number, expected))):
        yield rules.BOX_SIZE, f"The bleed is not {expected.bleed_mm:g} mm where it is asked for"


def _bleed_pt(number: int, expected: Expected) -> tuple[float, float, float, float]:
    """Bleed at left, foot, right, head, in points; a recto's spine is at its left."""
    by = expected.bleed_mm / MM_PER_POINT
    match expected.bleed_sides:
        case BleedSides.ALL:
            return by, by, by, by
        case BleedSides.NONE:
            return 0.0, 0.0, 0.0, 0.0
        case BleedSides.OUTER:
            return (0.0, by, by, by) if number % 2 else (by, by, 0.0, by)


def _box(box: pikepdf.Object) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(corner) for corner in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _same(first_pt: float, second_pt: float) -> bool:
    return abs(first_pt - second_pt) <= _TOLERANCE_PT


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    low = all(inner[n] >= outer[n] - _TOLERANCE_PT for n in (0, 1))
    return low and all(inner[n] <= outer[n] + _TOLERANCE_PT for n in (2, 3))


def _fonts_not_embedded(pdf: Pdf) -> list[str]:
    names: set[str] = set()
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != Name.Font:
            continue
        if thing.get("/Subtype") in {Name.Type0, Name.Type3}:
            continue  # a Type 0 face has its program in its descendant, a Type 3 in its procedures
        descriptor = thing.get("/FontDescriptor")
        if descriptor is None or not any(
            key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")
        ):
            names.add(str(thing.get("/BaseFont", "/unnamed")).lstrip("/"))
    return sorted(names)


def _pdfx_faults(pdf: Pdf, standard: str) -> Iterator[str]:
    intents = [intent for intent in pdf.Root.get("/OutputIntents", []) if intent.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield f"{len(intents)} output intents; {standard} asks for exactly one."
    elif "/OutputConditionIdentifier" not in intents[0]:
        yield "The output intent names no printing condition."
    if str(pdf.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        yield "Trapped is neither True nor False."
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if key not in pdf.docinfo:
            yield f"The document information has no {key[1:]}."
    if "/ID" not in pdf.trailer:
        yield "The file has no identifier."
    for key in ("/AcroForm", "/OpenAction", "/AA"):
        if key in pdf.Root:
            yield f"{key[1:]} is not allowed."
    if standard not in _claimed_standards(pdf):
        yield f"Nothing in the file says that it is {standard}."


def _claimed_standards(pdf: Pdf) -> set[str]:
    claims = {str(pdf.docinfo.get(key, "")) for key in ("/GTS_PDFXVersion", "/GTS_PDFXConformance")}
    if "/Metadata" in pdf.Root:
        with pdf.open_metadata() as xmp:
            claims.add(str(xmp.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", "")))
    return claims


def _listed(pages: list[int]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]}"
    shown = ", ".join(map(str, pages[:8]))
    return f"pages {shown}" + (f" and {len(pages) - 8} more" if len(pages) > 8 else "")
