"""PDFs made to harm who opens them: each ends as a finding, soon and in little memory."""

import resource
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from bookbuild.preflight.pdf.any_file import check_any_pdf
from bookbuild.preflight.pdf.streams import TooLarge, bounded_bytes
from tests.preflight.pdf.files import TEXT, make_file, put

_SECONDS = 20.0
_GROWTH_KB = 700_000


def _form(pdf: Pdf, content: bytes, **forms: object) -> pikepdf.Object:
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 500, 700]),
        Resources=Dictionary(XObject=Dictionary({f"/{name}": form for name, form in forms.items()})),
    )


def _own_self(pdf: Pdf) -> None:
    form = _form(pdf, b"/F Do /F Do")
    form.Resources.XObject.F = form
    put(pdf, b"/F Do", XObject=Dictionary(F=form))


def _doubling(pdf: Pdf) -> None:
    """Ten forms that each show the one before ten times: 10¹⁰ marks."""
    form = _form(pdf, b"100 100 10 10 re f")
    for _ in range(10):
        form = _form(pdf, b"/F Do " * 10, F=form)
    put(pdf, b"/F Do", XObject=Dictionary(F=form))


def _bomb(pdf: Pdf) -> None:
    """A gigabyte of spaces in a megabyte, packed twice: a kilobyte or two."""
    packing = zlib.compressobj(9)
    data = b"".join(packing.compress(b" " * (1 << 20)) for _ in range(1024)) + packing.flush()
    pdf.pages[2].obj.Contents = pdf.make_stream(
        zlib.compress(data), Filter=Array([Name.FlateDecode, Name.FlateDecode])
    )


def _picture_bomb(pdf: Pdf) -> None:
    packing = zlib.compressobj(9)
    data = b"".join(packing.compress(bytes(1 << 20)) for _ in range(512)) + packing.flush()
    image = pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=4000, Height=3000, BitsPerComponent=8,
        ColorSpace=Name.DeviceCMYK, Filter=Name.FlateDecode,
    )  # fmt: skip
    put(pdf, b"q 100 0 0 100 100 300 cm /I Do Q", XObject=Dictionary(I=image))


def _nested(pdf: Pdf) -> None:
    pdf.pages[2].obj.Contents = pdf.make_stream(b"q " * 1_000_000)


def _space_in_itself(pdf: Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed, Name.DeviceGray, 1, b"ab"]))
    space[1] = space
    put(pdf, b"/S cs 0 sc 100 300 50 50 re f", ColorSpace=Dictionary(S=space))


def _nonsense(pdf: Pdf) -> None:
    page = pdf.pages[2].obj
    page.Resources = Array([])
    page.Rotate, page.UserUnit, page.Annots = Name.A, Name.B, Dictionary()
    pdf.Root.OutputIntents, pdf.Root.PageLabels = Dictionary(), Array([])
    pdf.Root.Metadata = pdf.make_stream(b"<a>&b;")
    pdf.Root.Names, pdf.Root.AcroForm, pdf.Root.OCProperties = Array([]), Name.F, Array([])
    page.Contents = pdf.make_stream(
        b"(a) w /X gs /Y Do Tf 1 Tf ] cm [(a] TJ 1 re Q Q S BI ID EI cs sc " + TEXT
    )


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_own_self, "PR201"),
        (_doubling, "PR201"),
        (_bomb, "PR201"),
        (_picture_bomb, ""),
        (_nested, "PR201"),
        (_space_in_itself, ""),
        (_nonsense, ""),
    ],
    ids=["own self", "doubling", "bomb", "picture bomb", "nested q", "space in itself", "nonsense"],
)
def test_a_hostile_pdf_ends_as_findings(spoil: Callable[[Pdf], None], rule: str, tmp_path: Path) -> None:
    path = make_file(tmp_path / "a.pdf", spoil)
    before_kb, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = {finding.rule for finding in check_any_pdf(path, "offset-eu")}
    assert time.process_time() - start < _SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb < _GROWTH_KB
    assert rule in found or not rule


def _loop(path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)
        pdf.save(path)


def _truncated(path: Path) -> None:
    make_file(path)
    path.write_bytes(path.read_bytes()[:900])


def _encrypted(path: Path) -> None:
    make_file(path)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user=""))


def _locked(path: Path) -> None:
    make_file(path)
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user="y"))


def _many_pages(path: Path) -> None:
    with Pdf.new() as pdf:
        page = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9])))
        pdf.Root.Pages.Kids = Array([page] * 30_000)
        pdf.Root.Pages.Count = 30_000
        pdf.save(path)


@pytest.mark.parametrize(
    ("make", "rules"),
    [
        (lambda path: path.write_bytes(b""), {"PR110"}),
        (lambda path: path.write_bytes(b"no PDF at all"), {"PR110"}),
        (lambda path: path.write_bytes(b"%PDF-1.6\n" + bytes(range(256)) * 50), {"PR110"}),
        (_truncated, {"PR110"}),
        (_encrypted, {"PR110"}),
        (_locked, {"PR110"}),
        (_loop, {"PR110"}),
        (_many_pages, {"PR201"}),
        (lambda path: path.mkdir(), {"PR110"}),
    ],
    ids=[
        "empty",
        "text",
        "noise",
        "truncated",
        "encrypted",
        "locked",
        "page loop",
        "pages",
        "folder",
    ],
)
def test_what_can_not_be_opened_is_one_finding(
    make: Callable[[Path], object], rules: set[str], tmp_path: Path
) -> None:
    make(tmp_path / "a.pdf")
    assert {finding.rule for finding in check_any_pdf(tmp_path / "a.pdf", "offset-eu")} == rules


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"startxref\n", b"startxref\n9"),
        lambda data: data.replace(b"4 0 obj", b"4 0 abj", 1),
    ],
    ids=["no table", "no object"],
)
def test_what_can_be_mended_is_checked_as_well(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = make_file(tmp_path / "a.pdf", content=b"1 0 0 rg 100 350 50 50 re f")
    path.write_bytes(damage(path.read_bytes()))
    found = {finding.rule for finding in check_any_pdf(path, "offset-eu")}
    assert {"PR110", "PR302"} <= found


def test_a_stream_is_never_unpacked_beyond_its_bound() -> None:
    with Pdf.new() as pdf:
        packed = pdf.make_stream(zlib.compress(bytes(100_000)), Filter=Name.FlateDecode)
        assert len(bounded_bytes(packed, 100_000)) == 100_000
        with pytest.raises(TooLarge):
            bounded_bytes(packed, 99_999)
