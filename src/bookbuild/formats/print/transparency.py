"""Which pages of a PDF let one thing shine through another, and groups that do nothing."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Name, Pdf

_PLAIN_MODES = frozenset({"/Normal", "/Compatible"})


def transparent_pages(pdf: Pdf) -> dict[int, str]:
    """What is transparent, by page from 1 (ISO 32000-1, 11: alpha, soft masks, blend modes)."""
    known: dict[tuple[int, int], str] = {}
    found = {
        number: next(_kinds(page.obj.get("/Resources"), known), "")
        for number, page in enumerate(pdf.pages, start=1)
    }
    return {number: what for number, what in found.items() if what}


def drop_groups(pdf: Pdf) -> None:
    """Take away transparency groups. Where nothing is transparent they change nothing, but PDF/X-1a forbids them."""
    for page in pdf.pages:
        if "/Group" in page.obj:
            del page.obj["/Group"]
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Form and "/Group" in one:
            del one["/Group"]


def _kinds(resources: Any, known: dict[tuple[int, int], str]) -> Iterator[str]:
    if resources is None:
        return
    for state in (resources.get("/ExtGState") or {}).values():
        yield from _state_kinds(state)
    for key in ("/XObject", "/Pattern"):
        for one in (resources.get(key) or {}).values():
            if one.objgen not in known:
                known[one.objgen] = ""  # against forms that refer to one another
                known[one.objgen] = next(_object_kinds(one, known), "")
            if known[one.objgen]:
                yield known[one.objgen]


def _object_kinds(one: Any, known: dict[tuple[int, int], str]) -> Iterator[str]:
    if one.get("/Subtype") == Name.Image:
        if "/SMask" in one or int(one.get("/SMaskInData", 0)):
            yield "a picture with transparent pixels"
        return
    if "/ExtGState" in one and not isinstance(
        one, pikepdf.Stream
    ):  # a shading pattern has one state of its own
        yield from _state_kinds(one.ExtGState)
    yield from _kinds(one.get("/Resources"), known)


def _state_kinds(state: Any) -> Iterator[str]:
    if state.get("/SMask", Name("/None")) != Name("/None"):
        yield "a drawing with a soft mask"
    if any(float(state.get(key, 1)) < 1 for key in ("/CA", "/ca")):
        yield "a half-transparent drawing"
    modes = state.get("/BM", Name.Normal)
    if any(str(mode) not in _PLAIN_MODES for mode in (modes if isinstance(modes, Array) else [modes])):
        yield "a drawing with a blend mode"
