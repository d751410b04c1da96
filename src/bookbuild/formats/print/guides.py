"""A sheet as large as the cover with its lines and measures on it: a layer for whoever draws the cover."""

import json
from pathlib import Path

from bookbuild._tools.typst import compile_pdf
from bookbuild.design.faces import font_folders
from bookbuild.design.profile import Profile
from bookbuild.design.tokens import load_tokens
from bookbuild.formats.content import EditionText
from bookbuild.formats.print.cover_size import CoverPart, CoverSize, kept_box
from bookbuild.formats.print.front import copy_styles

GUIDES = "cover-guides"
"""Kind of the artifact: nobody prints it."""


def make_guides(text: EditionText, profile: Profile, size: CoverSize, part: CoverPart) -> Path:
    """`<stem>_gabarit.pdf` in the build folder, of the sheet's size with its bleed; of a jacket
    `<stem>_gabarit-jaquette.pdf`. Raises ToolFailed.
    """
    root = text.build / f"guides-{part.value}"
    root.mkdir(parents=True, exist_ok=True)
    copy_styles(root, "guides.typ", "barcode.typ")
    tokens = load_tokens(text.book.design)
    data = {
        "sheet": [size.sheet.width_mm, size.sheet.height_mm],
        "panel": [size.panel.width_mm, size.panel.height_mm],
        "spine": size.spine_mm,
        "bleed": size.bleed_mm,
        "wrap": size.wrap_mm,
        "hinge": size.hinge_mm,
        "flap": size.flap_mm,
        "safety": profile.safety_mm.value,
        "clearance": profile.spine_text.clearance_mm.value,
        "kept-box": kept_box(profile),
        "edge": max(size.panel.width_mm * 0.1, profile.safety_mm.value, profile.barcode.edge_mm.value),
        "name": f"{text.edition.id} · {profile.name}",
        "faces": [tokens.face_text, tokens.face_fallback],
    }
    name = "gabarit-jaquette" if part is CoverPart.JACKET else "gabarit"
    target = text.build / f"{text.stem}_{name}.pdf"
    compile_pdf(root, "guides.typ", target, font_folders(), {"guides": json.dumps(data)}, text.when)
    return target
