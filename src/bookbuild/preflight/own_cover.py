"""A finished cover that the book brings along, looked into within bounds before anything is made of it.

Its size is asked when it is placed; faces and resolution are asked of the finished page.
"""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Name, Pdf, Stream
from PIL import Image, UnidentifiedImageError

from bookbuild.book.model import CoverFile
from bookbuild.diagnostics import Finding, Location, Rule
from bookbuild.document.manuscript import is_file, resolve_inside
from bookbuild.formats.content import EditionText
from bookbuild.preflight.pdf.check import Unreadable, open_pdf
from bookbuild.preflight.pdf.interpret import Interpreter
from bookbuild.preflight.pdf.mark import Mark
from bookbuild.preflight.pdf.reading import TooComplex
from bookbuild.rules import own_cover as rules

_MOST_PIXELS = 150_000_000
"""A jacket of 600 × 350 mm at 600 ppi has 117 million."""
_BOOK = Location("book.yaml")
_REFERENCE = re.compile(r"url\(\s*['\"]?(?!['\"]?(?:#|data:))[^)]|@import", re.IGNORECASE)
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK"})
"""Kinds of pixels that are printed as they are; of others (16 bits, Lab) it would be a guess."""
_SAVE = "Save it in the inks of the printer’s profile, or with the profile of its own colours."


def own_cover_faults(text: EditionText, file: CoverFile | None) -> list[Finding]:
    """What is wrong with the file that is given for a cover; nothing of one that is not there: placing says it."""
    named = file.file if file else ""
    inside = resolve_inside(text.folder, PurePosixPath(), named)
    if not named or inside is None or not is_file(text.folder / inside):
        return []
    path = text.folder / inside
    looks = {".pdf": _pdf, ".svg": _drawing}
    look = looks.get(path.suffix.lower(), _pixels)
    return [rule(f"The cover {named} {what}.", _BOOK, hint) for rule, what, hint in look(path)]


_Faults = Iterator[tuple[Rule, str, str]]


def _pdf(path: Path) -> _Faults:
    try:
        with open_pdf(path) as pdf:
            largest = _largest_picture(pdf)
            if largest > _MOST_PIXELS:
                yield _too_many(largest)
                return
            marks = Interpreter().marks(pdf.pages[0])
            if _hides_layers(pdf):
                yield rules.HIDDEN_LAYERS, "has layers that are switched off", "Flatten its layers."
    except Unreadable as error:
        yield (
            rules.OWN_COVER_UNREADABLE,
            f"can’t be used: {error.finding.message.rstrip('.')}",
            "Export it anew.",
        )
        return
    except TooComplex as error:
        yield rules.OWN_COVER_TOO_LARGE, f"can’t be read to its end: {error}", ""
        return
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError, TypeError) as error:
        yield rules.OWN_COVER_UNREADABLE, f"is damaged: {error}", "Export it anew."
        return
    if any(map(_is_bare_rgb, marks)):
        yield rules.RGB_WITHOUT_PROFILE, "has colours in RGB without a profile", _SAVE


def _is_bare_rgb(mark: Mark) -> bool:
    """Whether something is in device RGB, itself or as the base of a palette."""
    space = mark.colour.space
    return space.family == "RGB" or (space.base is not None and space.base.family == "RGB")


def _largest_picture(pdf: Pdf) -> int:
    """Pixels of the largest image, as it says itself."""
    pictures = (one for one in pdf.objects if isinstance(one, Stream) and one.get("/Subtype") == Name.Image)
    return max((int(one.get("/Width", 0)) * int(one.get("/Height", 0)) for one in pictures), default=0)


def _too_many(pixels: int) -> tuple[Rule, str, str]:
    many = f"{pixels // 1_000_000} million pixels; {_MOST_PIXELS // 1_000_000} are taken"
    return rules.OWN_COVER_TOO_LARGE, f"has a picture of {many}", ""


def _hides_layers(pdf: Pdf) -> bool:
    """Whether a layer is off as the file is opened (ISO 32000-1, 8.11.4.3)."""
    said: Any = pdf.Root.get("/OCProperties")
    config = said.get("/D") if said is not None else None
    return config is not None and bool(len(config.get("/OFF", [])) or config.get("/BaseState") == Name.OFF)


def _pixels(path: Path) -> _Faults:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit follows
            with Image.open(path, formats=["JPEG", "PNG", "TIFF"]) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    yield _too_many(picture.width * picture.height)
                    return
                frames = getattr(picture, "n_frames", 1)
                if frames > 1 and picture.format == "TIFF":
                    yield rules.OWN_COVER_PAGES, f"has {frames} pages", "Save one page."
                if picture.mode not in _MODES:
                    hint = "Save it in RGB, CMYK or grey, of 8 bits."
                    yield rules.OWN_COVER_UNREADABLE, f"has pixels of the kind {picture.mode}", hint
                    return
                is_rgb = picture.mode in {"RGB", "RGBA", "P", "PA"}
                has_profile = picture.info.get("icc_profile") or "srgb" in picture.info
                picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        yield rules.OWN_COVER_UNREADABLE, f"can’t be read: {error}", "Save it anew."
        return
    if is_rgb and not has_profile:
        yield rules.RGB_WITHOUT_PROFILE, "is in RGB without a profile", _SAVE


def _drawing(path: Path) -> _Faults:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.parse(path, parser).getroot()
    except (etree.XMLSyntaxError, OSError):
        return  # said when it is placed
    outside, has_type = set(), False
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        local = etree.QName(element).localname
        has_type = has_type or (local == "text" and bool("".join(element.itertext()).strip()))
        outside |= set(_references(element, local))
    if outside:
        hint = "Put pictures into the drawing itself, as pixels."
        yield rules.OUTSIDE_REFERENCE, f"refers to {', '.join(sorted(outside)[:4])}", hint
    if has_type:
        yield rules.LIVE_TYPE, "has type that is not turned to outlines", "Convert type to paths."


def _references(element: Any, local: str) -> Iterator[str]:
    """What an element fetches, or would do, besides drawing."""
    if local in {"foreignObject", "script"}:
        yield f"<{local}>"
    for key, value in element.attrib.items():
        said = value.strip()
        if etree.QName(key).localname in {"href", "src"} and local != "a":
            if said.lower().startswith("data:image/svg"):
                yield "a drawing within the drawing"
            elif not said.startswith(("#", "data:")):
                yield said[:80]
        elif _REFERENCE.search(said):
            yield said[:80]
    if local == "style" and _REFERENCE.search("".join(element.itertext())):
        yield "what its style sheet imports"
