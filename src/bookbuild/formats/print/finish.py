"""From Typst's PDF to the printer's: boxes, padding, ink for colours, metadata, nothing that is not printed.

One reading and one writing, whether the file becomes PDF/X or stays a plain PDF.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, String

from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.formats.print.inks import Inks, OneBlack, PressInks
from bookbuild.formats.print.marks import MARGIN_MM, put_marks
from bookbuild.formats.print.pdfx import Press, Standard, add_identity, add_intent
from bookbuild.formats.print.recolour import Recolouring
from bookbuild.formats.print.transparency import drop_groups, transparent_pages

_SCREEN_ONLY = ("/OpenAction", "/AA", "/AcroForm", "/Names", "/Dests", "/PageMode", "/Outlines")
"""Entries of the catalogue that no press reads, and PDF/X forbids in part (ISO 15930-7, 6.14 to 6.17)."""
_TAGS = ("/StructTreeRoot", "/MarkInfo", "/Version")
"""Besides, what a PDF/X file must not have or need not."""


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
    """Whether everything is printed in black only; a cover keeps its colours."""
    links: bool = False
    """Whether links stay: only in a file that people read on a screen."""
    standard: Standard | None = None
    """The version of PDF/X to become; a plain PDF without."""
    press: Press | None = None
    """For PDF/X: whose inks they are."""
    flat: bool = False
    """Whether nothing may be transparent."""
    marks: Path | None = None
    """A PDF of marks and slugs, one page for each page or one for all, with MARGIN_MM around the bleed."""


@dataclass(frozen=True)
class Finished:
    """What the printer's file has come to."""

    pages: int
    added: int
    """Blank pages added at the end, for whole leaves."""
    blank: tuple[int, ...]
    """Pages, from 1, on which nothing is printed; those added are among them."""
    ink_pct: Mapping[int, float] = field(default_factory=dict)
    """Of PDF/X: total ink where it lies thickest, by page from 1."""
    colours_left: Mapping[int, str] = field(default_factory=dict)
    """Of PDF/X: what could not become ink, by page from 1."""
    transparent: Mapping[int, str] = field(default_factory=dict)
    """Where nothing may be: what is still transparent, by page from 1."""
    faces: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Pages, from 1, by the PostScript name of each face set on them."""


def finish_pdf(source: Path, target: Path, finish: Finish) -> Finished:
    """Write `target` and say what it is."""
    with Pdf.open(source) as pdf:
        added = _pad(pdf, finish.page_multiple)
        blank = tuple(number for number, page in enumerate(pdf.pages, start=1) if _is_blank(page))
        faces = _faces(pdf)
        recolouring = _recolour(pdf, finish)
        for page in pdf.pages:
            _set_boxes(page, finish)
            _strip_page(page, finish)
        _strip_catalogue(pdf, finish)
        if finish.marks:
            put_marks(pdf, finish.marks, finish.bleed_mm)
        transparent = transparent_pages(pdf) if finish.flat else {}
        if finish.flat and not transparent:
            drop_groups(pdf)
        _set_metadata(pdf, finish)
        if finish.standard and finish.press:
            add_intent(pdf, finish.press)
            digest = hashlib.sha256(source.read_bytes() + (finish.press.profile or b""))
            digest.update(repr((finish.standard.name, finish.press.condition, finish.bleed_mm)).encode())
            add_identity(pdf, finish.standard, digest.hexdigest())
        _save(pdf, target, finish.standard)
        pages = len(pdf.pages)
    left = recolouring.left if recolouring else {}
    ink_pct = recolouring.ink_pct if recolouring else {}
    return Finished(pages, added, blank, ink_pct, left, transparent, faces)


def _faces(pdf: Pdf) -> dict[str, list[int]]:
    """Faces by page. Typst's pages share their fonts, and pictures bring fonts of their own, which are not asked."""
    found: dict[str, list[int]] = {}
    names: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pdf.pages, start=1):
        resources: Any = page.obj.get("/Resources", Dictionary())
        for font in resources.get("/Font", Dictionary()).values():
            if font.objgen not in names:
                base = str(font.get("/BaseFont", "/")).removeprefix("/")
                names[font.objgen] = base.rpartition("+")[2].removesuffix("-Identity-H")
            found.setdefault(names[font.objgen], []).append(number)
    return {name: sorted(set(pages)) for name, pages in sorted(found.items())}


def _recolour(pdf: Pdf, finish: Finish) -> Recolouring | None:
    """Colours to ink, where the file is for one ink or one press; a plain PDF in colours keeps them."""
    inks: Inks
    if finish.one_ink:
        inks = OneBlack()
    elif finish.press:
        inks = PressInks(finish.press.profile)
    else:
        return None
    recolouring = Recolouring(pdf, inks)
    for number, page in enumerate(pdf.pages, start=1):
        recolouring.page(number, page)
        if "/Group" in page.obj:
            page.obj.Group.CS = Name.DeviceCMYK
    return recolouring


def _strip_page(page: Page, finish: Finish) -> None:
    keys = () if finish.links else ("/Annots", "/AA", "/StructParents", "/Tabs")
    for key in keys:
        if key in page.obj:
            del page.obj[key]


def _strip_catalogue(pdf: Pdf, finish: Finish) -> None:
    for key in () if finish.links else (*_SCREEN_ONLY, *_TAGS):
        if key in pdf.Root:
            del pdf.Root[key]


def _save(pdf: Pdf, target: Path, standard: Standard | None) -> None:
    """Without object streams where readers of that version do not know them (they came with PDF 1.5)."""
    plain = standard is not None and standard.is_blind
    pdf.save(
        target,
        force_version=standard.pdf_version if standard else "1.6",
        object_stream_mode=ObjectStreamMode.disable if plain else ObjectStreamMode.preserve,
        deterministic_id=True,
    )


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
    """MediaBox ⊇ BleedBox ⊇ TrimBox, all three on every page and the same on all; only marks lie outside the bleed."""
    slug_pt = MARGIN_MM / MM_PER_POINT if finish.marks else 0.0
    bleed_pt = finish.bleed_mm / MM_PER_POINT
    size_pt = finish.trim.width_mm / MM_PER_POINT, finish.trim.height_mm / MM_PER_POINT
    for key, margin_pt in (("/MediaBox", 0.0), ("/BleedBox", slug_pt), ("/TrimBox", slug_pt + bleed_pt)):
        around_pt = 2 * (slug_pt + bleed_pt - margin_pt)
        far = [margin_pt + length_pt + around_pt for length_pt in size_pt]
        page.obj[key] = Array([round(n, 3) for n in (margin_pt, margin_pt, *far)])
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]


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
