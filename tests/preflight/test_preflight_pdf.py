"""What the preflight of print PDFs sees: PDFs made here by hand, each with one fault."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Page, Pdf

from bookbuild.design.profile import BleedSides
from bookbuild.design.trim import MM_PER_POINT, Trim
from bookbuild.preflight.pdf.check import check_pdf
from bookbuild.preflight.pdf.expected import Expected

A5 = Trim(148, 210)
BLACK = b"0 0 0 1 k"
TEXT = b"BT /F1 11 Tf 60 300 Td (Bonjour) Tj ET"


def make_pdf(
    path: Path,
    colours: tuple[bytes, ...] = (BLACK, BLACK),
    bleed_mm: float = 3,
    spoil: Callable[[Pdf], None] = lambda pdf: None,
) -> Path:
    """An A5 PDF with a line of text on each page, its face embedded."""
    with Pdf.new() as pdf:
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Face, FontFile3=pdf.make_stream(b"face")
        )
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+Face"), FontDescriptor=descriptor
        )
        font_ref = pdf.make_indirect(font)
        bleed, width, height = (n / MM_PER_POINT for n in (bleed_mm, A5.width_mm, A5.height_mm))
        whole = Array([0, 0, width + 2 * bleed, height + 2 * bleed])
        trim = Array([bleed, bleed, bleed + width, bleed + height])
        for colour in colours:
            page = Dictionary(Type=Name.Page, MediaBox=whole, BleedBox=whole, TrimBox=trim)
            page.Resources = Dictionary(Font=Dictionary(F1=font_ref))
            page.Contents = pdf.make_stream(colour + b" " + TEXT)
            pdf.pages.append(Page(pdf.make_indirect(page)))
        spoil(pdf)
        pdf.save(path)
    return path


def rules(path: Path, expected: Expected | None = None) -> set[str]:
    return {finding.rule for finding in check_pdf(path, expected or Expected(A5, 3))}


def test_a_right_pdf_has_no_findings(tmp_path: Path) -> None:
    assert check_pdf(make_pdf(tmp_path / "a.pdf"), Expected(A5, 3, pages=2)) == []


def _without(key: str) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        del pdf.pages[1].obj[key]

    return spoil


def _set(key: str, value: object) -> Callable[[Pdf], None]:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[1].obj[key] = value

    return spoil


def _unembed(pdf: Pdf) -> None:
    del pdf.pages[0].Resources.Font.F1.FontDescriptor.FontFile3


def _wider(pdf: Pdf) -> None:
    x0, y0, x1, y1 = (float(n) for n in pdf.pages[1].obj.TrimBox)
    pdf.pages[1].obj.TrimBox = Array([x0, y0, x1 + 2, y1])


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (_without("/TrimBox"), "PR111"),
        (_without("/BleedBox"), "PR111"),
        (_set("/BleedBox", Array([20, 20, 300, 300])), "PR112"),
        (_set("/CropBox", Array([20, 20, 300, 300])), "PR112"),
        (_wider, "PR113"),
        (_unembed, "PR114"),
        (_set("/Annots", Array([Dictionary(Subtype=Name.Link)])), "PR121"),
        (_set("/Rotate", 90), "PR122"),
    ],
)
def test_a_spoilt_page_is_found(tmp_path: Path, spoil: Callable[[Pdf], None], rule: str) -> None:
    assert rule in rules(make_pdf(tmp_path / "a.pdf", spoil=spoil))


@pytest.mark.parametrize(
    ("colour", "found"),
    [
        (b"0 0 0 1 k", set()),
        (b"0 g", set()),
        (b"0.1 0.8 0.9 0.2 k", set()),
        (b"0 0 0 rg", {"PR115"}),
        (b"0.4 0.3 0.3 1 k", {"PR116"}),
        (b"q 0 0 0 rg Q", set()),
        (b"q 0 0 0 1 k 0 0 0 rg 1 1 9 9 re f 0 0 0 1 k", set()),
        (b"0 0 0 rg 3 Tr", set()),
    ],
    ids=["K", "grey", "tint", "RGB", "rich black", "RGB put back", "RGB picture only", "invisible"],
)
def test_only_type_in_the_wrong_ink_is_found(tmp_path: Path, colour: bytes, found: set[str]) -> None:
    assert rules(make_pdf(tmp_path / "a.pdf", (colour, BLACK))) == found


def test_type_in_a_named_rgb_space_is_found_with_its_pages(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        icc = pdf.make_stream(b"profile", N=3)
        for page in list(pdf.pages)[1:]:
            page.Resources = Dictionary(
                Font=pdf.pages[0].Resources.Font, ColorSpace=Dictionary(c0=Array([Name.ICCBased, icc]))
            )

    path = make_pdf(tmp_path / "a.pdf", (BLACK, b"/c0 cs 0 0 0 scn", BLACK, b"/c0 cs 0 0 0 scn"), spoil=spoil)
    found = [finding.message for finding in check_pdf(path, Expected(A5, 3))]
    assert [message.partition(",")[0] for message in found] == [
        "Type set in RGB: page 2",
        "Type set in RGB: page 4",
    ]


def test_type_inside_a_form_is_seen(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        page = pdf.pages[0]
        form = pdf.make_stream(
            b"0 0 0 rg " + TEXT, Type=Name.XObject, Subtype=Name.Form, Resources=page.Resources
        )
        page.Resources = Dictionary(XObject=Dictionary(X1=form))
        page.Contents = pdf.make_stream(b"/X1 Do")

    assert rules(make_pdf(tmp_path / "a.pdf", spoil=spoil)) == {"PR115"}


def test_forms_that_call_one_another_end(tmp_path: Path) -> None:
    def spoil(pdf: Pdf) -> None:
        form = pdf.make_stream(b"0 0 0 rg /X1 Do", Type=Name.XObject, Subtype=Name.Form)
        form.Resources = Dictionary(XObject=Dictionary(X1=form))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(X1=form))
        pdf.pages[0].Contents = pdf.make_stream(b"/X1 Do")

    assert rules(make_pdf(tmp_path / "a.pdf", spoil=spoil)) == {"PR201"}


@pytest.mark.parametrize(
    ("expected", "rule"),
    [
        (Expected(A5, 3, pages=4), "PR117"),
        (Expected(A5, 3, page_multiple=16), "PR117"),
        (Expected(A5, 3, page_minimum=24), "PR118"),
        (Expected(A5, 5), "PR113"),
        (Expected(A5, 3, BleedSides.OUTER), "PR113"),
        (Expected(A5, 3, blank_pages=frozenset({2})), "PR119"),
        (Expected(A5, 3, standard="PDF/X-4"), "PR123"),
    ],
)
def test_what_the_recipient_asks_for_is_asked_of_the_file(
    tmp_path: Path, expected: Expected, rule: str
) -> None:
    assert rules(make_pdf(tmp_path / "a.pdf"), expected) == {rule}


def test_the_same_fault_on_many_pages_is_one_finding(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", (BLACK,) * 12)
    (finding,) = check_pdf(path, Expected(A5, 5))
    assert finding.message.endswith("pages 1, 2, 3, 4, 5, 6, 7, 8 and 4 more.")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.6 and then nothing"])
def test_a_damaged_pdf_is_one_clear_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert rules(path) == {"PR110"}


def test_an_encrypted_pdf_is_one_clear_finding(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf")
    with Pdf.open(path) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    assert rules(tmp_path / "b.pdf") == {"PR110"}
