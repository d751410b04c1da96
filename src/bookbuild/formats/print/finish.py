"""From Typst's PDF to the printer's: boxes, padding, one black, metadata, nothing that is not printed.

PDF/X output intents and pictures in CMYK come in another step, on the file made here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Operator,
    Page,
    Pdf,
    String,
)

from bookbuild.design.trim import MM_PER_POINT, Trim

_LUMINANCE = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue (ITU-R BT.709), for one-ink printing."""
_SCREEN_ONLY = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Dests", "/PageMode", "/Outlines")
"""Entries of the catalogue that no press reads, and PDF/X forbids in part (ISO 15930-7, 6.14 to 6.17)."""


_Instruction = ContentStreamInstruction | ContentStreamInlineImage


@dataclass(frozen=True)
class Finish:
    """What the printer's file is to be."""

    trim: Trim
    bleed_mm: float
    """On all four sides; 0 when nothing bleeds."""
    page_multiple: int
    title: str
    authors: Sequence[str]
    identifier: str
    """URN of the edition, for XMP; empty for none."""
    when: datetime
    """The only date in the file, UTC."""
    one_ink: bool = True
    """Whether drawings are printed in black only; a cover keeps its colours."""
    links: bool = False
    """Whether links stay: only in a file that people read on a screen."""


@dataclass(frozen=True)
class Finished:
    """What the printer's file has come to."""

    pages: int
    added: int
    """Blank pages added at the end, for whole leaves."""
    blank: tuple[int, ...]
    """Pages, from 1, on which nothing is printed; those added are among them."""


def finish_pdf(source: Path, target: Path, finish: Finish) -> Finished:
    """Write `target` and say what it is."""
    with Pdf.open(source) as pdf:
        added = _pad(pdf, finish.page_multiple)
        for page in pdf.pages:
            _set_boxes(page, finish)
            if finish.one_ink:
                _one_black(pdf, page)
            if not finish.links and "/Annots" in page.obj:
                del page.obj["/Annots"]
        for key in _SCREEN_ONLY:
            if key in pdf.Root and not finish.links:
                del pdf.Root[key]
        _set_metadata(pdf, finish)
        pages = len(pdf.pages)
        blank = tuple(number for number, page in enumerate(pdf.pages, start=1) if _is_blank(page))
        pdf.save(target, force_version="1.6", deterministic_id=True)
    return Finished(pages, added, blank)


def _is_blank(page: Page) -> bool:
    """Whether the page has no content at all: that is how Typst writes an empty one."""
    contents = page.obj.get("/Contents")
    return contents is None or not contents.read_bytes().strip()


def _pad(pdf: Pdf, multiple: int) -> int:
    """Blank pages at the end, until the binder has whole leaves."""
    added = -len(pdf.pages) % multiple
    for _ in range(added):
        last = pdf.pages[-1].obj
        blank = Dictionary(Type=Name.Page, MediaBox=last.MediaBox, Resources=Dictionary())
        pdf.pages.append(Page(pdf.make_indirect(blank)))
    return added


def _set_boxes(page: Page, finish: Finish) -> None:
    """MediaBox = BleedBox, TrimBox inside it by the bleed: all three on every page, the same on all."""
    bleed_pt = finish.bleed_mm / MM_PER_POINT
    width_pt, height_pt = finish.trim.width_mm / MM_PER_POINT, finish.trim.height_mm / MM_PER_POINT
    whole = [0, 0, round(width_pt + 2 * bleed_pt, 3), round(height_pt + 2 * bleed_pt, 3)]
    trim = [round(n, 3) for n in (bleed_pt, bleed_pt, bleed_pt + width_pt, bleed_pt + height_pt)]
    page.obj.MediaBox = Array(whole)
    page.obj.BleedBox = Array(whole)
    page.obj.TrimBox = Array(trim)
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


def _one_black(pdf: Pdf, page: Page) -> None:
    """Colours of drawings (Typst writes them in ICC sRGB or ICC grey) as shares of black; pictures stay.

    Pages of text are DeviceCMYK 0 0 0 1 already and have no colour space of their own: they are not read.
    """
    resources: Any = page.obj.get("/Resources", Dictionary())
    spaces = _icc_spaces(resources)
    if not spaces:
        return
    rewritten = pikepdf.unparse_content_stream(list(_in_black(page, spaces)))
    page.obj.Contents = pdf.make_stream(rewritten)
    for name in spaces:
        del resources.ColorSpace[name]


def _icc_spaces(resources: Any) -> set[str]:
    """Names of the ICC colour spaces of grey and RGB (krilla, Typst's PDF writer, makes no others)."""
    return {
        str(name)
        for name, space in resources.get("/ColorSpace", {}).items()
        if isinstance(space, Array) and space[0] == Name.ICCBased and int(space[1].get("/N", 0)) in {1, 3}
    }


def _in_black(page: Page, spaces: set[str]) -> Iterator[_Instruction]:
    """The page's instructions with every colour in these spaces as `0 0 0 k`."""
    current: dict[str, bool] = {"k": False, "K": False}
    stack: list[dict[str, bool]] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "q":
            stack.append(dict(current))
        elif operator == "Q" and stack:
            current = stack.pop()
        elif operator in {"cs", "CS"}:
            ink = "k" if operator == "cs" else "K"
            current[ink] = str(instruction.operands[0]) in spaces
            if current[ink]:
                continue
        elif operator in {"scn", "sc", "SCN", "SC"}:
            ink = "k" if operator in {"scn", "sc"} else "K"
            if current[ink]:
                yield _black([float(part) for part in instruction.operands], ink)
                continue
        yield instruction


def _black(parts: list[float], ink: str) -> ContentStreamInstruction:
    """A colour of one (grey) or three (RGB) components as a share of black."""
    light = parts[0] if len(parts) == 1 else sum(w * part for w, part in zip(_LUMINANCE, parts, strict=True))
    black = round(1 - min(1.0, max(0.0, light)), 4)
    return ContentStreamInstruction([0, 0, 0, pikepdf.Object.parse(f"{black:.4f}".encode())], Operator(ink))


def _set_metadata(pdf: Pdf, finish: Finish) -> None:
    """Title, authors and dates, the same in Info and XMP; the identifier in XMP alone."""
    stamp = finish.when.strftime("D:%Y%m%d%H%M%SZ")
    iso = finish.when.strftime("%Y-%m-%dT%H:%M:%SZ")
    for key, value in {
        "/Title": finish.title,
        "/Author": ", ".join(finish.authors),
        "/Creator": "bookbuild",
        "/Producer": "Typst",
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }.items():
        if value:
            pdf.docinfo[key] = String(value)
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:format"] = "application/pdf"
        metadata["dc:title"] = finish.title
        if finish.identifier:
            metadata["dc:identifier"] = finish.identifier
        if finish.authors:
            metadata["dc:creator"] = list(finish.authors)
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[key] = iso
        metadata["xmp:CreatorTool"] = "bookbuild"
        metadata["pdf:Producer"] = "Typst"
