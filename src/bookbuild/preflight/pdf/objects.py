"""One walk over every object of the file: ways of packing, pictures from elsewhere, settings of the device, faces."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from bookbuild.preflight.pdf.expected import Fault
from bookbuild.preflight.pdf.streams import filters
from bookbuild.rules import pdf_file as rules
from bookbuild.rules import pdfx, preflight

_DEPTH = 30
_NEW_FILTERS = frozenset({"/JPXDecode", "/JBIG2Decode"})
_LZW = frozenset({"/LZWDecode", "/LZW"})
_RENDERING = frozenset({"/AbsoluteColorimetric", "/RelativeColorimetric", "/Saturation", "/Perceptual"})
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_PLACES = frozenset({"/GoTo"})
"""Actions that do no more than show a place; PDF/X has not even those."""
_ACTIONS = _PLACES | {
    "/GoToR", "/GoToE", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide", "/Named", "/SubmitForm", "/ResetForm",
    "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute",
}  # fmt: skip
_WEB = frozenset({"/URI"})
_DEVICES = {"/DeviceRGB": b"RGB ", "/DeviceCMYK": b"CMYK", "/DeviceGray": b"GRAY"}


def object_faults(pdf: Pdf, standard: str, intended: bytes = b"CMYK") -> Iterator[Fault]:
    """Faults of single objects, each kind once. `standard` is what the file claims to be; empty for a plain PDF.

    `intended` is the colour space of the output intent, as ICC profiles name it.
    """
    seen: set[Fault] = set()
    for thing in pdf.objects:
        for fault in _of(thing, "", (standard, intended), 0):
            if fault not in seen:
                seen.add(fault)
                yield fault


def _of(thing: Any, key: str, asked: tuple[str, bytes], depth: int) -> Iterator[Fault]:
    """Faults of an object and of what is written within it; what it refers to comes by itself."""
    if depth > _DEPTH:
        return
    standard, _ = asked
    if isinstance(thing, Stream):
        yield from _stream(thing, standard)
        thing = thing.stream_dict if hasattr(thing, "stream_dict") else thing
    if isinstance(thing, Dictionary | Stream):
        if standard:
            yield from _settings(thing, key)
        if "/Subtype" in thing and ("/BaseFont" in thing or thing.get("/Type") == Name.Font):
            yield from _font(thing)
        if standard and (("/SeparationInfo" in thing) or "/OPI" in thing):
            yield Fault(rules.FOREIGN_CONTENT, "The file has OPI comments or separated pages")
        for name, inner in thing.items():
            if name == "/A":
                yield from _action(inner, standard)
            elif name == "/Group":
                yield from _group(inner, *asked)
            for one in _written_within(inner):
                inner_key = "in ExtGState" if key == "/ExtGState" and one is inner else name
                yield from _of(one, inner_key, asked, depth + 1)


def _written_within(inner: Any) -> Iterator[Any]:
    """Dictionaries that stand in this place, or in an array here."""
    if isinstance(inner, Dictionary) and not inner.is_indirect:
        yield inner
    elif isinstance(inner, Array) and not inner.is_indirect and len(inner) < 100:
        yield from (one for one in inner if isinstance(one, Dictionary) and not one.is_indirect)


def _action(action: Any, standard: str) -> Iterator[Fault]:
    """What a bookmark, a link or a field does; a plain PDF may have links, for which there is a rule of their own."""
    kind = str(action.get("/S", "")) if isinstance(action, Dictionary) else ""
    if kind in _ACTIONS and (standard or kind not in _PLACES | _WEB):
        yield Fault(rules.ACTIONS, f"A bookmark or an annotation acts: {kind[1:]}")


def _group(group: Any, standard: str, intended: bytes) -> Iterator[Fault]:
    """Groups where nothing may be transparent, or mixed in another device's colours than the output intent's."""
    if not (standard and isinstance(group, Dictionary) and group.get("/S") == Name.Transparency):
        return
    if standard != "PDF/X-4":
        yield Fault(pdfx.TRANSPARENCY_LEFT, "A page or a drawing is a transparency group")
        return
    said = str(group.get("/CS", "")) if isinstance(group.get("/CS"), Name) else ""
    if said in _DEVICES and _DEVICES[said] not in {intended, b"GRAY"}:
        meant = intended.decode("ascii", "replace").strip()
        yield Fault(
            rules.NOT_FOR_INTENT, f"A transparency group in {said[1:]}; the output intent is for {meant}"
        )


def _stream(stream: Any, standard: str) -> Iterator[Fault]:
    kind = stream.get("/Subtype")
    if kind == Name.PS or stream.get("/Subtype2") == Name.PS:
        yield Fault(rules.POSTSCRIPT, "A PostScript program stands among the objects")
    if not standard:
        return
    if any(key in stream for key in ("/F", "/FFilter", "/FDecodeParms")) and kind != Name.Image:
        yield Fault(rules.EXTERNAL_STREAM, "The bytes of a stream lie in another file")
    elif kind == Name.Image and isinstance(stream.get("/F"), pikepdf.String | Dictionary):
        yield Fault(rules.EXTERNAL_STREAM, "The bytes of a picture lie in another file")
    used = set(filters(stream)) if "/Filter" in stream else set()
    if used & _LZW:
        if standard == "PDF/X-4":
            yield Fault(rules.OLD_FILTER, "LZW packs a stream")
        else:
            yield Fault(rules.FILTER_FORBIDDEN, f"LZW; {standard} has none")
    if used & _NEW_FILTERS and standard != "PDF/X-4":
        yield Fault(rules.FILTER_FORBIDDEN, f"JPEG 2000 or JBIG2; {standard} has none")
    if kind == Name.Image and stream.get("/BitsPerComponent") == 16 and standard != "PDF/X-4":
        yield Fault(
            rules.FILTER_FORBIDDEN, f"A picture of 16 bits, which came with PDF 1.5; {standard} has none"
        )
    if kind == Name.Form and "/Ref" in stream:
        yield Fault(rules.FOREIGN_CONTENT, "A form stands for a page of another file")
    others: Any = stream.get("/Alternates")
    if isinstance(others, Array) and any(
        isinstance(one, Dictionary) and one.get("/DefaultForPrinting", False) for one in others
    ):
        yield Fault(rules.FOREIGN_CONTENT, "Another picture is printed than is shown")
    intent = stream.get("/Intent")
    if kind == Name.Image and isinstance(intent, Name) and str(intent) not in _RENDERING:
        yield Fault(rules.RENDERING_INTENT, f"“{str(intent)[1:]}” is no rendering intent")


def _settings(thing: Any, key: str) -> Iterator[Fault]:
    """What an ExtGState sets of the device."""
    if not (key == "in ExtGState" or thing.get("/Type") == Name.ExtGState):
        return
    if "/TR" in thing or ("/TR2" in thing and thing.get("/TR2") != Name.Default):
        yield Fault(rules.TRANSFER, "A transfer function is set")
    halftone: Any = thing.get("/HT")
    inner = halftone if isinstance(halftone, Dictionary | Stream) else Dictionary()
    if "/HTP" in thing or "/HalftoneName" in inner or inner.get("/HalftoneType", 1) not in (1, 5):
        yield Fault(rules.HALFTONE, "A halftone is set that PDF/X does not allow")
    if any(name in thing for name in ("/BG", "/UCR")) or any(
        name in thing and thing.get(name) != Name.Default for name in ("/BG2", "/UCR2")
    ):
        yield Fault(rules.BLACK_GENERATION, "Black generation or under-colour removal is set")
    intent = thing.get("/RI")
    if isinstance(intent, Name) and str(intent) not in _RENDERING:
        yield Fault(rules.RENDERING_INTENT, f"“{str(intent)[1:]}” is no rendering intent")


def _font(font: Any) -> Iterator[Fault]:
    """Whether a face is in the file, and how."""
    kind, name = font.get("/Subtype"), str(font.get("/BaseFont", "/unnamed")).lstrip("/")
    if kind == Name.Type3:
        shown = name if name != "unnamed" else str(font.get("/Name", "/unnamed")).lstrip("/")
        yield Fault(rules.TYPE3, f"The face {shown} is of Type 3")
        return
    if kind == Name.Type0:
        # its program is in its descendant
        if str(font.get("/Encoding", "")).startswith("/Identity") and "/ToUnicode" not in font:
            yield Fault(rules.NO_TOUNICODE, f"The face {name} does not say which characters its glyphs are")
        return
    descriptor = font.get("/FontDescriptor")
    if not (isinstance(descriptor, Dictionary) and any(key in descriptor for key in _PROGRAMS)):
        yield Fault(preflight.FONT_NOT_EMBEDDED, f"The face {name} is not embedded")
        return
    tag, plus, face = name.partition("+")
    if not (plus and len(tag) == 6 and tag.isupper()):
        yield Fault(rules.NOT_SUBSET, f"The face {name} is embedded whole")
    if (face or tag).startswith("Courier"):
        yield Fault(rules.COURIER, f"The face {name} is used")
