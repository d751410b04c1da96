"""Crop marks, bleed marks and slug: a PDF of their own, set by Typst and laid around the pages."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Pdf

from bookbuild._tools.typst import compile_pdf
from bookbuild.design.faces import font_folders
from bookbuild.design.tokens import Tokens
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.formats.print.front import copy_styles

MARGIN_MM = 10.0
"""Room for marks outside the bleed, on all four sides."""


@dataclass(frozen=True)
class Slug:
    """What the line outside the page says."""

    title: str
    edition: str
    when: datetime
    folios: Sequence[str]
    """How each page is called; a cover has one page and no folio."""
    folds_mm: Sequence[float] = ()
    """Of a cover: where it is folded, from the left edge of the trimmed sheet."""


def make_marks(root: Path, slug: Slug, trim: Trim, bleed_mm: float, tokens: Tokens) -> Path:
    """`marks.pdf` in the folder `root`, a page for each folio. Raises ToolFailed."""
    root.mkdir(parents=True, exist_ok=True)
    copy_styles(root, "marks.typ")
    data = {
        "title": slug.title,
        "edition": slug.edition,
        "date": f"{slug.when:%Y-%m-%d}",
        "folios": list(slug.folios),
        "folds": list(slug.folds_mm),
        "trim": [trim.width_mm, trim.height_mm],
        "bleed": bleed_mm,
        "margin": MARGIN_MM,
        "faces": [tokens.face_text, tokens.face_fallback],
    }
    inputs = {"marks": json.dumps(data)}
    compile_pdf(root, "marks.typ", root / "marks.pdf", font_folders(), inputs, slug.when)
    return root / "marks.pdf"


def put_marks(pdf: Pdf, marks: Path, bleed_mm: float) -> None:
    """Lay the pages of `marks` around those of `pdf`, whose boxes have room for them.

    The pages move by the margin. Pages that padding has added have no folio: the last page of `marks` serves them.
    """
    move_pt = MARGIN_MM / MM_PER_POINT
    before = pdf.make_stream(f"q 1 0 0 1 {move_pt:.5f} {move_pt:.5f} cm\n".encode())
    after = pdf.make_stream(b"\nQ\nq /Marks Do Q\n")
    with Pdf.open(marks) as around:
        forms = [pdf.copy_foreign(page.as_form_xobject()) for page in around.pages]
    for number, page in enumerate(pdf.pages):
        leaf: Any = page.obj
        resources = _copied(leaf.get("/Resources"))
        resources.XObject = _copied(resources.get("/XObject"))
        resources.XObject.Marks = forms[min(number, len(forms) - 1)]
        contents = leaf.get("/Contents", Array())
        streams = list(contents) if isinstance(contents, Array) else [contents]
        leaf.Resources = resources
        leaf.Contents = Array([before, *streams, after])


def _copied(of: Any) -> Any:
    """A dictionary of the same things, of this page alone."""
    return Dictionary(of) if of is not None else Dictionary()
