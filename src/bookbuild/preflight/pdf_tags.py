"""A PDF for screens as it stands on disk: what ISO 14289-1 (PDF/UA-1) asks for and a program can see.

Typst checks the same while it writes; this looks at the finished file, after all that was done to it since. Whether
an alternative text is right, and the reading order makes sense, only a person can say (Matterhorn protocol 1.1).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from bookbuild.diagnostics import Finding, Location
from bookbuild.preflight.pdf.check import damage_findings
from bookbuild.preflight.pdf.xmp import DC, xmp_of
from bookbuild.rules import pdfx as rules
from bookbuild.rules import preflight

_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_DESCRIBED = frozenset({"/Figure", "/Formula"})


def is_for_screens(path: Path) -> bool:
    """Whether a PDF claims PDF/UA: it is then no file for a press. Not of one that can't be read."""
    try:
        with Pdf.open(path) as pdf:
            return _part(pdf) != ""
    except (pikepdf.PdfError, OSError):
        return False


def check_screen_pdf(path: Path) -> list[Finding]:
    """Every fault of the PDF at `path`."""
    place = Location(path.name)
    try:
        with Pdf.open(path) as pdf:
            said = [*_claims(pdf), *_pages(pdf), *_tree(pdf)]
            return [*damage_findings(path, pdf), *(rules.TAGS_WANTING(message, place) for message in said)]
    except (pikepdf.PdfError, OSError) as error:
        return [preflight.NOT_A_PDF(f"{path.name} can’t be read: {error}", place)]


def _claims(pdf: Pdf) -> Iterator[str]:
    """What the catalogue and the metadata must say."""
    root: Any = pdf.Root
    if not _dictionary(root, "/MarkInfo").get("/Marked", False):
        yield "The file does not say that it is tagged (7.1)."
    if not str(root.get("/Lang", "")):
        yield "The file does not say in which language it is (7.2)."
    if not _dictionary(root, "/ViewerPreferences").get("/DisplayDocTitle", False):
        yield "The window would show the file’s name instead of the title (7.1)."
    if not xmp_of(pdf).get(f"{DC}title"):
        yield "The metadata have no title (7.1)."
    if _part(pdf) != "1":
        yield "The metadata do not claim PDF/UA-1 (5)."
    if "/Outlines" not in root:
        yield "There are no bookmarks (7.17)."
    if "/PageLabels" not in root:
        yield "Pages are not called as they are numbered (7.17)."


def _dictionary(of: Any, key: str) -> Any:
    """What stands there; an empty dictionary for anything else."""
    value = of.get(key)
    return value if isinstance(value, Dictionary) else Dictionary()


def _part(pdf: Pdf) -> str:
    """The part of ISO 14289 that the file claims; empty for none."""
    return xmp_of(pdf).get(_PART, "")


def _pages(pdf: Pdf) -> Iterator[str]:
    """Links and the order of tabs, by page."""
    for number, page in enumerate(pdf.pages, start=1):
        held: Any = page.obj.get("/Annots")
        annotations = [one for one in held if isinstance(one, Dictionary)] if isinstance(held, Array) else []
        if annotations and page.obj.get("/Tabs") != Name.S:
            yield f"Page {number}: the tab key does not follow the reading order (7.18.3)."
        for one in annotations:
            if one.get("/Subtype") == Name.Link and not str(one.get("/Contents", "")):
                yield f"Page {number}: a link has no description (7.18.5)."
            if "/StructParent" not in one:
                yield f"Page {number}: an annotation is not in the structure (7.18.1)."


def _tree(pdf: Pdf) -> Iterator[str]:
    """Figures without alternative text, headings that skip a level, in reading order."""
    tree: Any = pdf.Root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary):
        yield "There is no structure tree (7.1)."
        return
    level, headings = 0, 0
    for element in _elements(tree):
        kind = str(element.get("/S", ""))
        if kind in _DESCRIBED and not (str(element.get("/Alt", "")) or str(element.get("/ActualText", ""))):
            yield f"A {kind[1:].lower()} has no alternative text (7.3, 7.7)."
        if kind[:2] == "/H" and kind[2:].isdigit():
            headings += 1
            if not _holds_something(element):
                yield f"Heading {headings} says nothing (7.4)."
            if int(kind[2:]) > level + 1:
                yield f"Heading {headings} is of level {kind[2:]}, the one before of level {level} (7.4.2)."
            level = int(kind[2:])


def _holds_something(element: Any) -> bool:
    held: Any = element.get("/K")
    return len(held) > 0 if isinstance(held, Array) else held is not None


def _elements(tree: Any) -> Iterator[Any]:
    """All structure elements, each once and before those in it."""
    waiting: list[Any] = [tree.get("/K", Array())]
    seen: set[tuple[int, int]] = {(0, 0)}
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array | Dictionary) and one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, Array):
            waiting += reversed(list(one))
        elif isinstance(one, Dictionary) and "/S" in one:
            yield one
            waiting.append(one.get("/K", Array()))
