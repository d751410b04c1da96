"""Pictures without transparency, for PDF/X-1a: pixels are laid on white paper, transparent drawings become pixels.

Typst itself says which drawings are transparent: they are set, and its PDF is looked at. A drawing that is not stays
a drawing.
"""

import base64
import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from lxml import etree
from PIL import Image

from bookbuild._tools.typst import TypstFailed, compile_pdf, compile_png
from bookbuild.design import typ
from bookbuild.design.trim import MM_PER_INCH
from bookbuild.formats.print.transparency import transparent_pages

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_PPI = 600
"""Of a drawing turned into pixels, were it as wide as the page: enough for its lines and letters."""
_MOST_PIXELS = 40_000_000
_MAIN = "flatten.typ"


def flatten_pictures(root: Path, pictures: Sequence[str], page_width_mm: float) -> list[str]:
    """Take the transparency out of pictures, in place; which had any. Paths are below Typst's `root`."""
    drawings = [name for name in pictures if name.lower().endswith(".svg")]
    flattened = [name for name in pictures if name not in drawings and _on_white(root / name.lstrip("/"))]
    for name in _transparent(root, drawings):
        _as_pixels(root, name, page_width_mm)
        flattened.append(name)
    return flattened


def _on_white(path: Path) -> bool:
    """Lay the picture on white; whether it had transparent pixels."""
    with Image.open(path) as picture:
        if not picture.has_transparency_data:
            return False
        kept = {key: picture.info[key] for key in ("dpi", "icc_profile") if picture.info.get(key)}
        kind, mode = picture.format, "L" if picture.mode in {"LA", "La"} else "RGB"
        clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    whole = Image.alpha_composite(paper, clear).convert(mode)
    if kind == "GIF":
        whole = whole.quantize()
    whole.save(path, format=kind, **kept, **({"lossless": True} if kind == "WEBP" else {}))
    return True


def _transparent(root: Path, drawings: Sequence[str]) -> list[str]:
    if not drawings:
        return []
    calls = (f"#page(width: auto, height: auto, margin: 0pt, image({typ.string(name)}))" for name in drawings)
    (root / _MAIN).write_text("\n".join(calls), encoding="utf-8")
    try:
        compile_pdf(root, _MAIN, root / "flatten.pdf")
    except TypstFailed:
        return []  # the pages will not be set either, and say why
    with pikepdf.open(root / "flatten.pdf") as pdf:
        found = transparent_pages(pdf)
    for name in (_MAIN, "flatten.pdf"):
        (root / name).unlink()
    return [name for number, name in enumerate(drawings, start=1) if number in found]


def _as_pixels(root: Path, name: str, page_width_mm: float) -> None:
    """Replace a drawing by one of the same size that holds its pixels."""
    call = f"#page(width: 72pt, height: auto, margin: 0pt, image({typ.string(name)}, width: 100%))"
    (root / _MAIN).write_text(call, encoding="utf-8")
    (small,) = compile_png(root, _MAIN, ppi=72)
    with Image.open(io.BytesIO(small)) as picture:
        tall = picture.height / picture.width
    width_px = min(page_width_mm / MM_PER_INCH * _PPI, (_MOST_PIXELS / tall) ** 0.5)
    (pixels,) = compile_png(root, _MAIN, ppi=width_px)  # the page is an inch wide
    (root / _MAIN).unlink()
    path = root / name.lstrip("/")
    with Image.open(io.BytesIO(pixels)) as picture:
        opaque = io.BytesIO()
        picture.convert("RGB").save(opaque, format="PNG")
    path.write_bytes(_holding(path.read_bytes(), opaque.getvalue()))


def _holding(drawing: bytes, png: bytes) -> bytes:
    """An SVG as large as `drawing`, with a PNG in it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    old = etree.fromstring(drawing, parser)
    root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG, "xlink": _XLINK})
    box = (old.get("viewBox") or "").replace(",", " ").split()
    for key, n in (("width", 2), ("height", 3)):
        length = old.get(key, "")
        if length and not length.endswith("%"):
            root.set(key, length)
        elif len(box) == 4:
            root.set(key, box[n])
    picture = etree.SubElement(
        root, f"{{{_SVG}}}image", width="100%", height="100%", preserveAspectRatio="none"
    )
    picture.set(f"{{{_XLINK}}}href", "data:image/png;base64," + base64.b64encode(png).decode("ascii"))
    return bytes(etree.tostring(root))
