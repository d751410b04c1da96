"""A PDF that breaks just one rule has just that finding; one that looks like it has none."""

import csv
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from bookbuild.design.profile import BleedSides
from bookbuild.preflight.pdf.expected import Expected
from bookbuild.rules import all_rules
from tests.formats.print.icc import press_profile
from tests.preflight.pdf.files import (
    BLEED_PT,
    TEXT,
    X0,
    X1,
    X1A,
    X4,
    Y0,
    Y1,
    Spoil,
    expected,
    figure,
    make_file,
    picture,
    printer,
    put,
    rules,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One file: how it is made and what it is held against."""

    spoil: Spoil = lambda pdf: None
    content: bytes = b""
    make: dict[str, Any] = field(default_factory=dict)
    wanted: Expected | None = None
    name: str = "livre.pdf"
    after: Callable[[bytes], bytes] = lambda data: data

    def rules(self, folder: Path) -> set[str]:
        path = make_file(folder / self.name, self.spoil, content=self.content, **self.make)
        path.write_bytes(self.after(path.read_bytes()))
        return rules(path, self.wanted)


def _root(key: str, value: Any) -> Case:
    def spoil(pdf: Pdf) -> None:
        pdf.Root[key] = value

    return Case(spoil)


def _page(key: str, value: Any) -> Case:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[2].obj[key] = value

    return Case(spoil)


def _info(key: str, value: Any) -> Case:
    def spoil(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return Case(spoil)


def _anonymous(pdf: Pdf) -> None:
    del pdf.docinfo["/Creator"]
    del pdf.docinfo["/Producer"]


def _xmp(key: str, value: str | None) -> Case:
    def spoil(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            if value is None:
                del xmp[key]
            else:
                xmp[key] = value

    return Case(spoil)


def _intent(**changes: Any) -> Case:
    def spoil(pdf: Pdf) -> None:
        intent = pdf.Root.OutputIntents[0]
        for key, value in changes.items():
            if value is None:
                del intent[f"/{key}"]
            else:
                intent[f"/{key}"] = pdf.make_stream(value, N=4) if isinstance(value, bytes) else value

    return Case(spoil)


def _second_intent(profile: bytes) -> Case:
    def spoil(pdf: Pdf) -> None:
        other = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=pdf.make_stream(profile, N=4)
        )
        pdf.Root.OutputIntents.append(other)

    return Case(spoil)


def _stream(data: bytes, **keys: Any) -> Case:
    """An object that no page shows."""

    def spoil(pdf: Pdf) -> None:
        pdf.Root.Aside = pdf.make_indirect(pdf.make_stream(data, **keys))

    return Case(spoil)


def _state(content: bytes = b"/G gs", **keys: Any) -> Case:
    return Case(lambda pdf: put(pdf, content, ExtGState=Dictionary(G=Dictionary(**keys))))


def _font(standard: str = X4, **changes: Any) -> Case:
    def spoil(pdf: Pdf) -> None:
        font = pdf.pages[0].obj.Resources.Font.F1
        for key, value in changes.items():
            font[f"/{key}"] = value

    return Case(spoil, make={"standard": standard})


def _composite(shown: bytes, **more: Any) -> Case:
    def spoil(pdf: Pdf) -> None:
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Other"), DW=500)
        inner.FontDescriptor = Dictionary(FontFile2=pdf.make_stream(b"face"))
        keys = {"ToUnicode": pdf.make_stream(b"<0001> <0041>"), **more}
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Other"))
        font.Encoding = Name("/Identity-H")
        font.DescendantFonts = Array([inner])
        for key, value in keys.items():
            if value is not None:
                font[f"/{key}"] = value
        pdf.pages[2].obj.Resources = Dictionary(
            Font=Dictionary(F1=pdf.pages[0].obj.Resources.Font.F1, F2=font)
        )
        put_more(pdf, b"BT /F2 11 Tf 80 200 Td " + shown + b" Tj ET")

    return Case(spoil)


def put_more(pdf: Pdf, content: bytes) -> None:
    page = pdf.pages[2].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + content)


def _picture(pixels: tuple[int, int], space: Any = Name.DeviceGray, standard: str = X4, **more: Any) -> Case:
    def spoil(pdf: Pdf) -> None:
        extra = {key: picture(pdf) if value == "mask" else value for key, value in more.items()}
        image = picture(pdf, pixels, space, **extra)
        put(pdf, b"q 100 0 0 100 100 350 cm /I Do Q", XObject=Dictionary(I=image))

    return Case(spoil, make={"standard": standard})


def _inky(**more: Any) -> Case:
    """A picture in 320 % of ink."""

    def spoil(pdf: Pdf) -> None:
        masks = {key: picture(pdf) for key in more}
        image = picture(pdf, (600, 600), Name.DeviceCMYK, **masks)
        image.write(zlib.compress(bytes([204] * 4) * 360_000), filter=Name.FlateDecode)
        put(pdf, b"q 100 0 0 100 100 350 cm /I Do Q", XObject=Dictionary(I=image))

    return Case(spoil)


def _bytes(count: int) -> Case:
    """A grey picture of 600 × 600 pixels that has so many bytes."""

    def spoil(pdf: Pdf) -> None:
        image = picture(pdf)
        image.write(zlib.compress(bytes(count)), filter=Name.FlateDecode)
        put(pdf, b"q 100 0 0 100 100 350 cm /I Do Q", XObject=Dictionary(I=image))

    return Case(spoil)


def _ink_gradient() -> Case:
    """From nothing to 200 % and on to 350 % of ink."""

    def spoil(pdf: Pdf) -> None:
        half = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[1, 1, 0, 0])
        most = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1, 1, 0, 0], C1=[1, 1, 1, 0.5])
        both = Dictionary(
            FunctionType=3, Domain=[0, 1], Functions=[half, most], Bounds=[0.5], Encode=[0, 1, 0, 1]
        )
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[0, 0, 500, 0], Function=both)
        put(pdf, b"q 100 350 50 50 re W n /P sh Q", Shading=Dictionary(P=shading))

    return Case(spoil)


def _helvetica(*kept: str) -> Case:
    """A face that is not embedded, its dictionary without most of what it must have."""

    def spoil(pdf: Pdf) -> None:
        said = {"/Subtype": Name.Type1, "/BaseFont": Name.Helvetica}
        pdf.pages[0].obj.Resources.Font.F1 = Dictionary({key: said[key] for key in kept})

    return Case(spoil)


def _said_elsewhere(standard: str) -> Case:
    """PDF/X that says so where its programs do not look."""
    key = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"

    def spoil(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            if standard == X1A:
                del pdf.docinfo["/GTS_PDFXVersion"]
                xmp[key] = X1A
            else:
                pdf.docinfo["/GTS_PDFXVersion"] = String(X4)
                del xmp[key]

    return Case(spoil, make={"standard": standard})


def _acting(**more: Any) -> Dictionary:
    return Dictionary(**more, A=Dictionary(S=Name.URI, URI=String("https://example.org")))


def _space(standard: str, *kinds: Any) -> Case:
    """Areas in spot colours or other spaces, on one page."""

    def spoil(pdf: Pdf) -> None:
        spaces, content = Dictionary(), b""
        for number, kind in enumerate(kinds):
            spaces[f"/S{number}"] = kind(pdf)
            content += b"/S%d cs 0.5 sc 100 %d 50 20 re f " % (number, 350 + 40 * number)
        put(pdf, content, ColorSpace=spaces)

    return Case(spoil, make={"standard": standard})


def _spot(name: str, alternate: Any = Name.DeviceCMYK) -> Callable[[Pdf], Array]:
    def make(pdf: Pdf) -> Array:
        function = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0, 1, 1, 0])
        return Array([Name.Separation, Name(name), alternate, function])

    return make


def _icc_grey(pdf: Pdf) -> Array:
    return Array([Name.ICCBased, pdf.make_stream(b"icc", N=1)])


def _cmyk_profile(own: bool) -> Case:
    def spoil(pdf: Pdf) -> None:
        intended = pdf.Root.OutputIntents[0].DestOutputProfile
        profile = pdf.make_stream(press_profile(), N=4) if own else intended
        space = Dictionary(S=Array([Name.ICCBased, profile]))
        put(pdf, b"/S cs 0 0 0 0.5 sc 100 350 50 20 re f", ColorSpace=space)

    return Case(spoil)


def _default(standard: str) -> Case:
    """Device RGB that the resources say is ICC."""

    def spoil(pdf: Pdf) -> None:
        space = Array([Name.ICCBased, pdf.make_stream(b"icc", N=3)])
        put(pdf, b"1 0 0 rg 100 350 50 50 re f", ColorSpace=Dictionary(DefaultRGB=space))

    return Case(spoil, make={"standard": standard})


def test_rgb_with_a_profile_by_default_is_right_in_x4(tmp_path: Path) -> None:
    assert _default(X4).rules(tmp_path) == set()


def _tiled(pdf: Pdf) -> None:
    cell = pdf.make_stream(
        b"1 0 0 rg 0 0 2 2 re f",
        PatternType=1,
        PaintType=1,
        TilingType=1,
        XStep=5,
        YStep=5,
        BBox=[0, 0, 5, 5],
    )
    put(pdf, b"/Pattern cs /T scn 100 350 50 50 re f", Pattern=Dictionary(T=cell))


def _gradient(content: bytes) -> Case:
    def spoil(pdf: Pdf) -> None:
        function = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0], C1=[1, 0, 0])
        shading = Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 500, 0], Function=function
        )
        put(
            pdf,
            content,
            ColorSpace=Dictionary(P=Array([Name.Pattern])),
            Pattern=Dictionary(P=Dictionary(PatternType=2, Shading=shading)),
            Shading=Dictionary(P=shading),
        )

    return Case(spoil)


def _mark(content: bytes, **more: Any) -> Case:
    return Case(content=content, make=more)


def _blanks(numbers: tuple[int, ...]) -> Case:
    def spoil(pdf: Pdf) -> None:
        for number in numbers:
            pdf.pages[number - 1].obj.Contents = pdf.make_stream(b"1 1 1 rg")

    return Case(spoil, make={"pages": 8})


def _only(content: bytes) -> Case:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[2].obj.Contents = pdf.make_stream(content)

    return Case(spoil)


def _labels(first: int) -> Case:
    return _root("/PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)])))


def _rgb_intent(content: bytes) -> Case:
    """Held against an output intent for RGB."""
    profile = bytearray(press_profile())
    profile[16:20] = b"RGB "

    def spoil(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(bytes(profile), N=3)
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(TEXT.replace(b"0 0 0 1 k", b"/S cs 0 sc"))
            page.obj.Resources.ColorSpace = Dictionary(S=_icc_grey(pdf))
        put_more(pdf, content)

    return Case(spoil)


def text_at(x: float, y: float) -> bytes:
    return b"BT /F1 11 Tf %f %f Td (Bonjour) Tj ET" % (x, y)


def area(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return b"0 0 0 0.2 k %f %f %f %f re f" % (x0, y0, x1 - x0, y1 - y0)


MM = BLEED_PT / 3
PACKED = Case(after=lambda data: data.replace(b"/Subtype /XML", b"/Filter [ ]  "))
NO_ID = Case(after=lambda data: data.replace(b"/ID [", b"/IX ["))
OLD_HEADER = Case(
    make={"standard": X1A, "object_streams": True, "version": "1.5"},
    after=lambda data: data.replace(b"%PDF-1.5", b"%PDF-1.4"),
)
PLAIN_X1A = Case(make={"standard": X1A})
WIDE = expected(printer(blank_run=figure(2)))
CASES: dict[str, tuple[Case, Case]] = {
    "PR110": (Case(after=lambda data: data[:200]), Case(after=lambda data: b"\n" + data)),
    "PR111": (Case(lambda pdf: pdf.pages[2].obj.__delitem__("/BleedBox")), Case()),
    "PR112": (_page("/CropBox", Array([X0 + 1, Y0, X1, Y1])), _page("/CropBox", Array([0, 0, 999, 999]))),
    "PR113": (_page("/TrimBox", Array([X0, Y0, X1 - 2, Y1])), _page("/TrimBox", Array([X0, Y0, X1 - 0.05, Y1]))),
    "PR114": (
        Case(lambda pdf: pdf.pages[0].obj.Resources.Font.F1.FontDescriptor.__delitem__("/FontFile3")),
        Case(),
    ),
    "PR115": (_mark(b"0 0 0 rg " + text_at(80, 250)), _mark(b"0 0 0 rg 3 Tr " + text_at(80, 250))),
    "PR116": (_mark(b"0.5 0.4 0.4 1 k " + text_at(80, 250)), _mark(b"0 0.8 0.9 0.2 k " + text_at(80, 250))),
    "PR117": (Case(make={"pages": 5}), Case(make={"pages": 6})),
    "PR118": (Case(wanted=expected(page_minimum=24)), Case(wanted=expected(page_minimum=4))),
    "PR119": (
        Case(wanted=expected(blank_pages=frozenset({3}))),
        replace(_only(b"1 g 0 0 400 400 re f"), wanted=expected(blank_pages=frozenset({3}))),
    ),
    "PR121": (
        _page("/Annots", Array([Dictionary(Subtype=Name.Link, Rect=[80, 80, 90, 90])])),
        _page("/Annots", Array([Dictionary(Subtype=Name.PrinterMark, Rect=[80, 80, 90, 90])])),
    ),
    "PR122": (_page("/Rotate", 90), _page("/Rotate", 360)),
    "PR123": (Case(wanted=expected(standard=X1A)), Case(wanted=expected(standard=X4))),
    "PR136": (_mark(b"0.9 0.9 0.9 0.5 k 100 350 50 50 re f"), _mark(b"0.8 0.8 0.8 0.5 k 100 350 50 50 re f")),
    "PR200": (Case(wanted=expected(printer(file_mb=figure(0.001)))), Case()),
    "PR201": (_mark(b"q " * 3000), _mark(b"q " * 300 + b"Q " * 300)),
    "PR202": (Case(make={"version": "1.7"}), Case(make={"version": "1.5"})),
    "PR203": (NO_ID, Case()),
    "PR204": (OLD_HEADER, Case(make={"object_streams": True})),
    "PR205": (_stream(b"", F=String("other.bin")), _stream(b"", Fellow=String("other.bin"))),
    "PR206": (
        replace(_stream(b"x", Filter=Name.LZWDecode), make={"standard": X1A}),
        replace(_stream(b"x", Filter=Name.RunLengthDecode), make={"standard": X1A}),
    ),
    "PR207": (_stream(b"", Type=Name.XObject, Subtype=Name.PS), _stream(b"", Type=Name.XObject, Subtype=Name.Form)),
    "PR208": (_page("/SeparationInfo", Dictionary()), _page("/PieceInfo", Dictionary())),
    "PR209": (_info("/ModDate", None), _info("/Subject", String("Essais"))),
    "PR210": (_xmp("dc:title", "Autre livre"), _xmp("xmp:CreateDate", "2026-03-01T01:00:00+01:00")),
    "PR211": (_info("/Trapped", True), _info("/Trapped", Name("/False"))),
    "PR212": (_xmp("xmpMM:RenditionClass", None), _xmp("xmpMM:InstanceID", "2")),
    "PR213": (PACKED, Case()),
    "PR214": (Case(_anonymous), _info("/Creator", None)),
    "PR215": (_stream(b"x", Filter=Name.LZWDecode), _stream(b"x", Filter=Name.RunLengthDecode)),
    "PR220": (_intent(OutputConditionIdentifier=None), _intent(OutputCondition=String("FOGRA39"))),
    "PR221": (
        _intent(DestOutputProfile=press_profile().replace(b"prtr", b"mntr", 1)),
        _intent(DestOutputProfile=press_profile(0.1)),
    ),
    "PR222": (_second_intent(press_profile(0.1)), _second_intent(press_profile())),
    "PR223": (
        _intent(RegistryName=None),
        _intent(RegistryName=None, OutputConditionIdentifier=String("Custom"), Info=String("Our press")),
    ),
    "PR224": (
        _root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary())),
        _root("/OCProperties", Dictionary(OCGs=Array([]), D=Dictionary(Name=String("all")))),
    ),
    "PR225": (
        _root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
        _root("/PageMode", Name.UseNone),
    ),
    "PR226": (
        _root("/Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))),
        _root("/Names", Dictionary(Dests=Dictionary(Names=Array([])))),
    ),
    "PR227": (
        _root("/AcroForm", Dictionary(Fields=Array([Dictionary(T=String("a"))]))),
        _root("/AcroForm", Dictionary(Fields=Array([]))),
    ),
    "PR230": (_page("/UserUnit", 2), _page("/UserUnit", 1)),
    "PR231": (_page("/ArtBox", Array([X0, Y0, X1, Y1])), _page("/CropBox", Array([0, 0, 999, 999]))),
    "PR232": (
        _root("/ViewerPreferences", Dictionary(ViewArea=Name.TrimBox)),
        _root("/ViewerPreferences", Dictionary(ViewArea=Name.MediaBox)),
    ),
    "PR233": (_labels(2), _labels(3)),
    "PR235": (Case(name="mon livre é.pdf"), Case(name="9791099999900_interieur-2.pdf")),
    "PR236": (_blanks((3, 4, 5)), _blanks((3, 4))),
    "PR237": (
        _only(b"BT /F1 9 Tf 200 %f Td (12) Tj ET" % (Y0 + 20)),
        _only(b"BT /F1 9 Tf 200 300 Td (II) Tj ET"),
    ),
    "PR240": (_picture((200, 200)), _picture((400, 400))),
    "PR241": (_mark(b"0.1 w 100 350 m 200 350 l S"), _mark(b"0.1 w q 3 0 0 3 0 0 cm 40 100 m 80 100 l S Q")),
    "PR242": (_mark(b"0 w 100 350 m 200 350 l S"), _mark(b"0 w 100 350 m 200 350 l n")),
    "PR243": (
        _mark(b"0.5 0.5 0.5 0.9 K 1 w 100 350 m 200 350 l S"),
        _mark(b"0.5 0.5 0.5 0 K 1 w 100 350 m 200 350 l S"),
    ),
    "PR244": (_rgb_intent(b" 0 0 0 0.5 k 100 350 50 50 re f"), _rgb_intent(b" 1 0 0 rg 100 350 50 50 re f")),
    "PR245": (_space(X1A, _icc_grey), _space(X4, _icc_grey)),
    "PR246": (_cmyk_profile(own=False), _cmyk_profile(own=True)),
    "PR248": (_space(X1A, _spot("/Or", Name.DeviceRGB)), _space(X1A, _spot("/Or"))),
    "PR249": (_space(X4, _spot("/Or Pale"), _spot("/OR pale")), _space(X4, _spot("/Or"), _spot("/Argent"))),
    "PR250": (_space(X4, _spot("/All")), _space(X4, _spot("/Alloy"))),
    "PR251": (_state(RI=Name.Nice), _state(RI=Name.Perceptual)),
    "PR255": (
        _state(b"/G gs 0 0 0 0 k 100 350 50 50 re f", OP=True, op=True, OPM=0),
        _state(b"/G gs 0 0 0 0 k 100 350 50 50 re f", OP=False, op=False, OPM=0),
    ),
    "PR253": (_bytes(359_999), _bytes(360_000)),
    "PR254": (_mark(b"/Nothing Do"), _mark(b"/Nothing BMC EMC")),
    "PR257": (_state(TR=Name.Identity), _state(TR2=Name.Default)),
    "PR258": (_state(HT=Dictionary(HalftoneType=6)), _state(HT=Dictionary(HalftoneType=1))),
    "PR259": (_state(BG=Dictionary()), _state(BG2=Name.Default)),
    "PR260": (_mark(text_at(120, Y0 + 3 * MM)), _mark(text_at(120, Y0 + 5 * MM).replace(b"Bonjour", b"Bon"))),
    "PR261": (_mark(text_at(X0 + 12 * MM, 250)), _mark(text_at(X0 + 15 * MM, 250))),
    "PR262": (_mark(area(100, 400, X1 + MM, 450)), _mark(area(100, 400, X1 + 3 * MM, 450))),
    "PR263": (_mark(b"1 foo"), _mark(b"BX 1 foo EX")),
    "PR264": (_mark(text_at(80, 250).replace(b"11 Tf", b"5 Tf")), _mark(text_at(80, 250).replace(b"11 Tf", b"6 Tf"))),
    "PR270": (_font(BaseFont=Name.Face), _font(BaseFont=Name("/XYZABC+Face"))),
    "PR271": (_font(Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0])), _font(Subtype=Name.TrueType)),
    "PR272": (_composite(b"<0001>", ToUnicode=None), _composite(b"<0001>")),
    "PR273": (_font(BaseFont=Name("/ABCDEF+Courier-Bold")), _font(BaseFont=Name("/ABCDEF+Couronne"))),
    "PR274": (_composite(b"<0000>"), _composite(b"<0001>")),
    "PR302": (
        _mark(b"1 0 0 rg 100 350 50 50 re f"),
        _mark(b"0 1 1 0 k 100 350 50 50 re f"),
    ),
    "PR303": (
        replace(_state(b"/G gs 100 350 50 50 re f", ca=0.5), make={"standard": X1A}),
        replace(_state(b"/G gs 100 350 50 50 re f", ca=1), make={"standard": X1A}),
    ),
}  # fmt: skip
"""By rule: a file with just this fault, and one that looks like it."""


@pytest.mark.parametrize("rule", CASES)
def test_a_planted_fault_is_found_and_nothing_else(rule: str, tmp_path: Path) -> None:
    assert CASES[rule][0].rules(tmp_path) == {rule}


@pytest.mark.parametrize("rule", CASES)
def test_what_looks_like_the_fault_is_none(rule: str, tmp_path: Path) -> None:
    assert CASES[rule][1].rules(tmp_path) == set()


MORE: dict[str, Case] = {
    "PR114 a composite face": replace(_composite(b"<0001>"), after=lambda data: data.replace(b"/FontFile2", b"/FontFileX")),
    "PR114 a face without a type": _helvetica("/Subtype", "/BaseFont"),
    "PR115 letters with an outline": _mark(b"1 0 0 RG 2 Tr " + text_at(80, 250)),
    "PR116 three inks": _mark(b"0.95 0.9 0.88 0 k " + text_at(80, 250)),
    "PR123 said in XMP only": _said_elsewhere(X1A),
    "PR123 said in Info only": _said_elsewhere(X4),
    "PR136 a gradient": _ink_gradient(),
    "PR136 a picture": _inky(),
    "PR136 a masked picture": _inky(SMask="mask"),
    "PR206 16 bits": _picture((600, 600), standard=X1A, BitsPerComponent=16),
    "PR206 JPEG 2000": replace(_stream(b"x", Filter=Name.JPXDecode), make={"standard": X1A}),
    "PR208 OPI": _stream(b"", Type=Name.XObject, Subtype=Name.Form, OPI=Dictionary()),
    "PR208 a reference": _stream(b"", Type=Name.XObject, Subtype=Name.Form, Ref=Dictionary()),
    "PR211 unknown": _info("/Trapped", Name.Unknown),
    "PR220 none": Case(lambda pdf: pdf.Root.__delitem__("/OutputIntents")),
    "PR221 no profile": _intent(DestOutputProfile=None),
    "PR221 a profile where none is wanted": Case(
        make={"standard": X1A}, wanted=expected(printer(condition="FOGRA39"))
    ),
    "PR221 RGB for X-1a": replace(
        _intent(DestOutputProfile=press_profile().replace(b"CMYK", b"RGB ", 1)), make={"standard": X1A}
    ),
    "PR224 layers in X-1a": replace(
        _root("/OCProperties", Dictionary(D=Dictionary(Name=String("all")))), make={"standard": X1A}
    ),
    "PR225 actions of a page": _page("/AA", Dictionary()),
    "PR225 a bookmark": _root("/Outlines", Dictionary(First=_acting())),
    "PR225 a link beside the page": _page("/Annots", Array([_acting(Rect=Array([-90, -90, -80, -80]))])),
    "PR233 shown on the left": _root("/PageLayout", Name.TwoPageLeft),
    "PR240 line art": _picture((400, 400), BitsPerComponent=1),
    "PR244 a group": _page("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
    "PR253 a JPEG": _picture((600, 600), Filter=Name.DCTDecode),
    "PR260 a descender": _mark(text_at(120, Y0 + 5 * MM)),
    "PR260 a rule": _mark(b"1 w 100 %f m 200 %f l S" % (Y0 + 2 * MM, Y0 + 2 * MM)),
    "PR260 the outer edge": _mark(text_at(X1 - 50, 250)),
    "PR302 a pattern": Case(_tiled),
    "PR303 a group": replace(
        _page("/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)), make={"standard": X1A}
    ),
    "PR303 a blend": replace(_state(b"/G gs 100 350 50 50 re f", BM=Name.Multiply), make={"standard": X1A}),
    "PR303 a soft mask": _picture((600, 600), standard=X1A, SMask="mask"),
    "PR245 a default": _default(X1A),
    "PR302 a gradient": _gradient(b"/P cs /P scn 100 350 50 50 re f"),
    "PR302 a gradient at once": _gradient(b"q 100 350 50 50 re W n /P sh Q"),
    "PR302 a picture": _picture((600, 600), Name.DeviceRGB),
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_other_shapes_of_a_fault_are_found_too(name: str, tmp_path: Path) -> None:
    assert MORE[name].rules(tmp_path) == {name.split(maxsplit=1)[0]}


def test_every_rule_of_finished_pdfs_has_a_planted_fault() -> None:
    declared = {id for id in all_rules() if id.startswith("PR2")}
    assert declared == {id for id in CASES if id.startswith("PR2")}


def test_a_bleed_at_the_outer_edges_changes_sides_with_the_page(tmp_path: Path) -> None:
    case = Case(wanted=expected(bleed_sides=BleedSides.OUTER))
    assert case.rules(tmp_path) == {"PR113"}


def test_every_requirement_of_pdfx_has_a_rule_with_a_planted_fault_or_says_why_not() -> None:
    with (Path(__file__).parent / "requirements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 72
    for row in rows:
        assert bool(row["rules"]) != bool(row["why_none"]), row["id"]
        assert set(row["rules"].split()) <= set(CASES), row["id"]
