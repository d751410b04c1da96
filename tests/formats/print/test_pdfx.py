"""PDF/X-4 with the profile of a press that the tests make up."""

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from bookbuild.design.trim import Trim
from bookbuild.formats.print.cover import cover_size, make_cover
from bookbuild.formats.print.inks import Inks
from bookbuild.formats.print.pdfx import BadProfile, Press, press_findings, read_press, to_pdfx4
from bookbuild.preflight.pdf import Expected, check_pdf
from tests.formats.books import COLLECTIVE, book, edition_text
from tests.formats.print.icc import press_profile

ART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 160">
<rect width="100" height="160" fill="#1f2a44"/>
<g opacity=".5"><rect y="90" width="100" height="50" fill="#e3b072"/></g></svg>"""


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(press_profile(), "FOGRA39")


def cover_pdf(folder: Path, image: str) -> tuple[Path, Trim]:
    text = edition_text(book(cover={**COLLECTIVE["cover"], "image": image}), folder)
    return make_cover(text, 192).artifacts[0].path, cover_size(text, 192).sheet


def painted_in(path: Path) -> set[str]:
    """Operators that set colours, in the page and its forms."""
    found: set[str] = set()
    with pikepdf.open(path) as pdf:
        streams: list[Any] = [pdf.pages[0], *(one for one in pdf.objects if _is_form(one))]
        for stream in streams:
            found |= {str(step.operator) for step in pikepdf.parse_content_stream(stream)}
    return found & {"rg", "RG", "cs", "CS", "k", "K"}


def test_too_much_ink_is_a_finding(tmp_path: Path, press: Press) -> None:
    Image.new("RGB", (300, 420), "#5a0a00").save(tmp_path / "dark.png")
    path, _ = cover_pdf(tmp_path, "dark.png")
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(path.read_bytes())
    assert press_findings(path, press, limit_pct=400) == []
    assert [finding.rule for finding in press_findings(copy, press, limit_pct=40)] == ["PR136"]


def _is_form(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form


def test_a_cover_becomes_pdf_x_4_in_inks_only(tmp_path: Path, press: Press) -> None:
    (tmp_path / "art.svg").write_text(ART)
    path, sheet = cover_pdf(tmp_path, "art.svg")
    expected = Expected(sheet, 3, pages=1, page_multiple=1, standard="PDF/X-4")
    assert {finding.rule for finding in check_pdf(path, expected)} == {"PR123"}
    to_pdfx4(path, path, press)
    assert check_pdf(path, expected) == []
    assert painted_in(path) <= {"k", "K"}


def test_a_picture_of_pixels_becomes_cmyk_and_a_grey_one_grey(tmp_path: Path, press: Press) -> None:
    for name, colour in (("red.png", "#aa3311"), ("grey.png", "#777777")):
        Image.new("RGB", (300, 420), colour).save(tmp_path / name)
        path, _ = cover_pdf(tmp_path, name)
        to_pdfx4(path, path, press)
        with pikepdf.open(path) as pdf:
            spaces = {str(one.ColorSpace) for one in pdf.objects if _is_picture(one)}
        assert spaces == {"/DeviceCMYK" if name == "red.png" else "/DeviceGray"}


def _is_picture(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image


def test_the_page_still_looks_the_same(tmp_path: Path, press: Press) -> None:
    (tmp_path / "art.svg").write_text(ART)
    path, _ = cover_pdf(tmp_path, "art.svg")
    to_pdfx4(path, tmp_path / "x4.pdf", press)
    sizes = []
    for one in (path, tmp_path / "x4.pdf"):
        with pypdfium2.PdfDocument(one) as pdf:
            sizes.append((pdf[0].get_size(), len(pdf[0].get_textpage().get_text_bounded())))
    assert sizes[0] == sizes[1]


def test_identity_and_intent_are_in_the_file(tmp_path: Path, press: Press) -> None:
    (tmp_path / "art.svg").write_text(ART)
    path, _ = cover_pdf(tmp_path, "art.svg")
    to_pdfx4(path, path, press)
    with pikepdf.open(path) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == press.profile
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        assert "/Filter" not in pdf.Root.Metadata
        xmp = pdf.Root.Metadata.read_bytes().decode()
    for words in ("PDF/X-4", "VersionID", "RenditionClass", "DocumentID", "Trapped"):
        assert words in xmp


def test_the_same_source_gives_the_same_bytes(tmp_path: Path, press: Press) -> None:
    (tmp_path / "art.svg").write_text(ART)
    path, _ = cover_pdf(tmp_path, "art.svg")
    for name in ("a.pdf", "b.pdf"):
        to_pdfx4(path, tmp_path / name, press)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize(("light", "black"), [(0, 1), (1, 0), (0.5, 0.5)])
def test_neutral_colours_are_black_ink_alone(press: Press, light: float, black: float) -> None:
    assert Inks(press.profile).cmyk((light, light, light)) == pytest.approx((0, 0, 0, black))


def test_a_colour_is_what_the_profile_says(press: Press) -> None:
    cyan, magenta, yellow, _ = Inks(press.profile).cmyk((0.8, 0.1, 0.1))
    assert magenta > 0.3
    assert yellow > 0.2
    assert cyan < 0.05


SCREEN = press_profile().replace(b"prtr", b"mntr", 1)
RGB = press_profile().replace(b"CMYK", b"RGB ", 1)


@pytest.mark.parametrize("content", [b"", b"no profile", SCREEN, RGB])
def test_what_is_no_profile_of_a_press_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.icc").write_bytes(content)
    with pytest.raises(BadProfile, match=r"x\.icc"):
        read_press(tmp_path / "x.icc", "FOGRA39")


def test_a_profile_of_a_press_is_read(tmp_path: Path, press: Press) -> None:
    (tmp_path / "x.icc").write_bytes(press.profile)
    assert read_press(tmp_path / "x.icc", "FOGRA39") == press
