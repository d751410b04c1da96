"""What Typst leaves undone in a PDF for screens: nested bookmarks, names of the pages, the book's metadata."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip

_IDLE = frozenset({"/P", "/Lbl", "/Span", "/Div", *(f"/H{level}" for level in range(1, 7))})
"""Elements that mean nothing when they are empty; the empty cell of a table does."""


@dataclass(frozen=True)
class Screen:
    """What the file says of itself, and of its pages."""

    title: str
    authors: Sequence[str]
    description: str
    keywords: Sequence[str]
    rights: str
    publisher: str
    language: str
    identifier: str
    when: datetime
    folios: Sequence[str]
    """How each page is called."""
    depths: Mapping[int, int]
    """By the page, from 1, on which a piece begins: 1 when it is in a part, else 0."""


def finish_screen(source: Path, target: Path, screen: Screen) -> int:
    """Write `target`; how many pages it has. Tags, links and the claim of PDF/UA-1 stay as Typst made them."""
    with Pdf.open(source) as pdf:
        for page in pdf.pages:
            for key in ("/TrimBox", "/BleedBox", "/ArtBox"):
                if key in page.obj:
                    del page.obj[key]
            page.obj.Tabs = Name.S  # ISO 14289-1, 7.18.3
        pdf.Root.PageLabels = pdf.make_indirect(Dictionary(Nums=Array(list(page_labels(screen.folios)))))
        pdf.Root.PageMode = Name.UseOutlines
        _nest(pdf, screen.depths)
        tree: Any = pdf.Root.StructTreeRoot
        _prune(tree)
        _set_metadata(pdf, screen)
        pdf.save(target, deterministic_id=True)
        return len(pdf.pages)


def _prune(element: Any) -> bool:
    """Take elements that hold nothing out of the structure below this one; whether it is then such a one itself.

    They are headings that are not shown (a dedication's) and paragraphs of white space: a voice would say “heading”,
    and nothing more.
    """
    held: Any = element.get("/K", Array())
    kids = list(held) if isinstance(held, Array) else [held]
    kept = [kid for kid in kids if not (isinstance(kid, Dictionary) and "/S" in kid and _prune(kid))]
    if len(kept) < len(kids):
        element.K = Array(kept)
    return not kept and str(element.get("/S", "")) in _IDLE and "/ID" not in element


def page_labels(folios: Sequence[str]) -> Iterator[Any]:
    """The number tree of page labels (ISO 32000-1, 12.4.2): a range wherever counting starts or changes."""
    before = ("", "", 0)
    for index, folio in enumerate(folios):
        style, number = _counted(folio)
        if index == 0 or (style, number) != (before[0], before[2] + 1) or not style:
            yield index
            label = Dictionary()
            if style:
                label.S, label.St = Name(f"/{style}"), number
            else:
                label.P = String(folio)
            yield label
        before = (style, folio, number)


def _counted(folio: str) -> tuple[str, int]:
    """Style and number of a folio: D for 12, r for xii, R for XII; no style for any other."""
    if folio.isascii() and folio.isdigit() and int(folio) > 0:
        return "D", int(folio)
    number = _from_roman(folio.lower())
    if number and folio in {folio.lower(), folio.upper()}:
        return ("r" if folio.islower() else "R"), number
    return "", 0


def _from_roman(folio: str) -> int:
    values = {sign: value for value, sign in _ROMAN if len(sign) == 1}
    if not folio or not set(folio) <= set(values):
        return 0
    digits = [values[sign] for sign in folio]
    number = sum(-one if one < after else one for one, after in pairwise([*digits, 0]))
    return number if _to_roman(number) == folio else 0


def _to_roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out


def _nest(pdf: Pdf, depths: Mapping[int, int]) -> None:
    """Bookmarks of pieces in a part go below the part's."""
    number_of = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    with pdf.open_outline(max_depth=12) as outline:
        top: list[OutlineItem] = []
        for item in outline.root:
            page = _page_of(item, pdf)
            depth = depths.get(number_of.get(page.objgen, 0), 0) if page is not None else 0
            item.is_closed = True
            if depth and top:
                top[-1].children.append(item)
            else:
                top.append(item)
        outline.root[:] = top


def _page_of(item: OutlineItem, pdf: Pdf) -> Any:
    """The page a bookmark leads to; None for a destination by name."""
    place: Any = item.destination
    if place is None and item.action is not None:
        place = item.action.get("/D")
    return place[0] if isinstance(place, Array) and len(place) else None


def _set_metadata(pdf: Pdf, screen: Screen) -> None:
    """The same in Info and XMP, where both have a place for it."""
    stamp = screen.when.strftime("D:%Y%m%d%H%M%SZ")
    iso = screen.when.strftime("%Y-%m-%dT%H:%M:%SZ")
    keywords = ", ".join(screen.keywords)
    for key, value in {
        "/Title": screen.title,
        "/Author": ", ".join(screen.authors),
        "/Subject": screen.description,
        "/Keywords": keywords,
        "/Creator": "bookbuild",
        "/Producer": "Typst",
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }.items():
        if value:
            pdf.docinfo[key] = String(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:format"] = "application/pdf"
        metadata["dc:title"] = screen.title
        metadata["dc:language"] = {screen.language}
        metadata["dc:publisher"] = {screen.publisher}
        metadata["dc:identifier"] = screen.identifier
        for name, said in (("dc:creator", list(screen.authors)), ("dc:subject", set(screen.keywords))):
            if said:
                metadata[name] = said
        for name, text in (
            ("dc:description", screen.description),
            ("dc:rights", screen.rights),
            ("pdf:Keywords", keywords),
        ):
            if text:
                metadata[name] = text
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            metadata[name] = iso
        metadata["xmp:CreatorTool"] = "bookbuild"
        metadata["pdf:Producer"] = "Typst"
