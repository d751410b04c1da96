"""PDF/X-4 and PDF/X-1a: what a build makes, with the profile of a press that the tests make up."""

import io
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from bookbuild.errors import Exit
from bookbuild.formats.print.pdfx import BadProfile, Press, is_registered, read_press
from bookbuild.formats.print.transparency import transparent_pages
from tests.book_folder import BookFolder
from tests.formats.print.icc import press_profile

ART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 160">
<defs><linearGradient id="g"><stop offset="0" stop-color="#1f2a44"/><stop offset=".4" stop-color="#40618a"/>
<stop offset="1" stop-color="#88343a"/></linearGradient></defs>
<rect width="100" height="160" fill="url(#g)"/><circle cx="30" cy="120" r="10" fill="#e3b072"/>%s</svg>"""
SHINES = '<g opacity=".5"><rect y="90" width="100" height="50" fill="#e3b072"/></g>'
TEXT = """# Un

Un dessin et deux photos.

![Un plan](plan.svg)

![Une photo](rouge.png)

![Une photo grise](gris.png)

![Un cachet](cachet.png)

Et `du code`, un [lien](deux.md).
"""
PRESS = "profile: offset-eu, output-profile: press.icc, output-condition: FOGRA39"
VERSIONS = {"X-4": "1.6", "X-1a:2003": "1.4", "X-1a:2001": "1.3"}


def png(colour: Any, mode: str = "RGB", **options: Any) -> bytes:
    held = io.BytesIO()
    Image.new(mode, (120, 80), colour).save(held, format="PNG", **options)
    return held.getvalue()


def book_of(root: Path, edition: str) -> BookFolder:
    """The small book with pictures of every kind, its printed edition as said."""
    book = BookFolder.small(root).write("press.icc", press_profile()).write("body/un.md", TEXT)
    book.write("art.svg", ART % SHINES).write("body/plan.svg", ART % "")
    book.write("body/rouge.png", png("#aa3311")).write("body/gris.png", png("#777777"))
    book.write("body/cachet.png", png((170, 51, 17, 128), "RGBA"))
    book.change("book.yaml", "profile: office", edition)
    return book.change("book.yaml", "text:\n", "cover: {image: art.svg}\ntext:\n")


@pytest.fixture(scope="module", params=list(VERSIONS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Path]]:
    """A version of PDF/X, and the cover and interior made as it, interior in colour."""
    root = tmp_path_factory.mktemp("book")
    book = book_of(root, f"{PRESS}, pdfx: '{request.param}', colour: true")
    result = book.run("build", "papier")
    assert result.exit_code == Exit.OK, result.output
    paths = sorted((root / "dist").glob("*.pdf"))
    assert [path.stem.rpartition("_")[2] for path in paths] == ["couverture", "interieur"]
    return request.param, paths


def opened(made: tuple[str, list[Path]]) -> Iterator[pikepdf.Pdf]:
    for path in made[1]:
        with pikepdf.open(path) as pdf:
            yield pdf


def painted_in(pdf: pikepdf.Pdf) -> set[str]:
    """Operators that set colours, in pages, forms and patterns."""
    found: set[str] = set()
    streams: list[Any] = [*pdf.pages, *(one for one in pdf.objects if is_drawing(one))]
    for stream in streams:
        found |= {str(step.operator) for step in pikepdf.parse_content_stream(stream)}
    return found & {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "k", "K"}


def is_drawing(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form


def pictures_of(pdf: pikepdf.Pdf) -> list[Any]:
    found = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    return [one for one in found if one.get("/Subtype") == pikepdf.Name.Image]


def test_version_keys_and_pdf_version_are_the_standards(made: tuple[str, list[Path]]) -> None:
    said = {
        "X-4": {},
        "X-1a:2003": {"/GTS_PDFXVersion": "PDF/X-1a:2003"},
        "X-1a:2001": {"/GTS_PDFXVersion": "PDF/X-1:2001", "/GTS_PDFXConformance": "PDF/X-1a:2001"},
    }[made[0]]
    for pdf in opened(made):
        assert pdf.pdf_version == VERSIONS[made[0]]
        keys = {key: str(value) for key, value in pdf.docinfo.items() if key.startswith("/GTS")}
        assert keys == said
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert all(value in xmp for value in said.values() or ["PDF/X-4"])


def test_info_and_xmp_say_the_same(made: tuple[str, list[Path]]) -> None:
    for pdf in opened(made):
        assert "/Filter" not in pdf.Root.Metadata
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == str(pdf.docinfo["/Title"]) == "Un livre d’essai"
            assert xmp["pdf:Trapped"] == "False"
            assert xmp["xmp:CreatorTool"] == str(pdf.docinfo["/Creator"])
            assert xmp["pdf:Producer"] == str(pdf.docinfo["/Producer"])
            for key, info in (("xmp:CreateDate", "/CreationDate"), ("xmp:ModifyDate", "/ModDate")):
                digits = "".join(filter(str.isdigit, str(xmp[key])))
                assert digits == "".join(filter(str.isdigit, str(pdf.docinfo[info])))
        for name in ("DocumentID", "InstanceID", "VersionID", "RenditionClass"):
            assert name in pdf.Root.Metadata.read_bytes().decode()
        assert all(bytes(half) for half in pdf.trailer.ID)


def test_there_is_one_output_intent_with_the_profile(made: tuple[str, list[Path]]) -> None:
    for pdf in opened(made):
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == pikepdf.Name.GTS_PDFX
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.read_bytes() == press_profile()


def test_the_three_boxes_lie_in_one_another_on_every_page(made: tuple[str, list[Path]]) -> None:
    for pdf in opened(made):
        for page in pdf.pages:
            boxes = [[float(n) for n in page.obj[key]] for key in ("/TrimBox", "/BleedBox", "/MediaBox")]
            for inner, outer in pairwise(boxes):
                assert inner[0] >= outer[0]
                assert inner[1] >= outer[1]
                assert inner[2] <= outer[2]
                assert inner[3] <= outer[3]
            assert (boxes[0][0] - boxes[1][0]) * 25.4 / 72 == pytest.approx(3, abs=0.01)
            assert "/CropBox" not in page.obj


def test_all_colours_are_inks(made: tuple[str, list[Path]]) -> None:
    for pdf in opened(made):
        assert painted_in(pdf) <= {"k", "K", "g", "G", "cs", "scn"}
        for picture in pictures_of(pdf):
            assert str(picture.ColorSpace) in {"/DeviceCMYK", "/DeviceGray"}
        assert not [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Array) and len(one) and one[0] == "/ICCBased"
        ]
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and "/ShadingType" in one:
                assert one.ColorSpace == pikepdf.Name.DeviceCMYK


def test_gradients_stay_gradients(made: tuple[str, list[Path]]) -> None:
    _, (_, interior) = made
    with pikepdf.open(interior) as pdf:
        patterns = [
            pattern for page in pdf.pages for pattern in (page.resources.get("/Pattern") or {}).values()
        ]
        (shading,) = [pattern.Shading for pattern in patterns]
        assert shading.ColorSpace == pikepdf.Name.DeviceCMYK
        assert len(shading.Function.Functions[0].C0) == 4


def test_nothing_acts_and_nothing_is_annotated(made: tuple[str, list[Path]]) -> None:
    for pdf in opened(made):
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names", "/Outlines", "/StructTreeRoot"} & set(
            pdf.Root.keys()
        )
        assert all("/Annots" not in page.obj and "/AA" not in page.obj for page in pdf.pages)


def test_every_face_is_embedded_as_a_subset(made: tuple[str, list[Path]]) -> None:
    for pdf in opened(made):
        descriptors = [
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        for one in descriptors:
            assert {"/FontFile2", "/FontFile3"} & set(one.keys())
            assert str(one.FontName)[7] == "+"


def test_only_x_4_keeps_transparency_and_object_streams(made: tuple[str, list[Path]]) -> None:
    standard, (cover, _) = made
    with pikepdf.open(cover) as pdf:
        assert bool(transparent_pages(pdf)) == (standard == "X-4")
    for path in made[1]:
        data = path.read_bytes()
        found = {word for word in (b"/ObjStm", b"/XRef", b"/SMask", b"/Transparency") if word in data}
        assert not found or standard == "X-4"


def test_what_is_flattened_for_x_1a_is_named_with_its_line(tmp_path: Path) -> None:
    book = book_of(tmp_path, f"{PRESS}, pdfx: 'X-1a:2003', colour: true")
    found = book.findings("build", "papier")
    assert ("PR304", "body/un.md", 11) in found
    assert ("PR304", "art.svg", None) in found
    assert len([rule for rule, _, _ in found if rule == "PR304"]) == 2


def test_an_interior_without_colour_is_printed_in_black_alone(tmp_path: Path) -> None:
    book_of(tmp_path, PRESS).run("build", "papier")
    (path,) = (tmp_path / "dist").glob("*interieur.pdf")
    with pikepdf.open(path) as pdf:
        assert {str(picture.ColorSpace) for picture in pictures_of(pdf)} == {"/DeviceGray"}
        streams: list[Any] = [*pdf.pages, *(one for one in pdf.objects if is_drawing(one))]
        for stream in streams:
            for step in pikepdf.parse_content_stream(stream):
                if str(step.operator) in {"k", "K"}:
                    assert [float(part) for part in step.operands[:3]] == [0, 0, 0]


@pytest.mark.parametrize("colour", [False, True])
def test_black_needs_no_profile_for_x_1a_and_colours_do(tmp_path: Path, colour: bool) -> None:
    edition = (
        "profile: offset-eu, output-condition: FOGRA39, pdfx: 'X-1a:2003', colour: " + str(colour).lower()
    )
    book = book_of(tmp_path, edition).change("book.yaml", "cover: {image: art.svg}\n", "")
    book.change("body/un.md", "![Un plan](plan.svg)\n", "")
    found = [rule for rule, _, _ in book.findings("build", "papier")]
    assert ("PR302" in found) is colour
    if not colour:
        (path,) = (tmp_path / "dist").glob("*interieur.pdf")
        with pikepdf.open(path) as pdf:
            (intent,) = pdf.Root.OutputIntents
            assert "/DestOutputProfile" not in intent
            assert str(intent.OutputConditionIdentifier) == "FOGRA39"


def test_recipients_who_want_neither_a_profile_nor_transparency_get_none(tmp_path: Path) -> None:
    edition = (
        "profile: ingramspark, paper: ingram-white-70, output-profile: press.icc, colour: true, cover: none"
    )
    book = BookFolder.small(tmp_path).write("press.icc", press_profile())
    book.write("body/cachet.png", png((170, 51, 17, 128), "RGBA"))
    book.write("body/un.md", "# Un\n\n![Un cachet](cachet.png)\n")
    book.change("book.yaml", "trim: 140x210, profile: office", f"trim: 152.4x228.6, {edition}")
    assert not {"PR221", "PR302", "PR303"} & {rule for rule, _, _ in book.findings("build", "papier")}
    with pikepdf.open(next(tmp_path.glob("build/papier/*interieur.pdf"))) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert "/DestOutputProfile" not in intent
        assert str(intent.OutputConditionIdentifier) == "CGATS TR 001"
        assert [str(one.ColorSpace) for one in pictures_of(pdf)] == ["/DeviceCMYK"]
    book.change("book.yaml", "ingramspark, paper: ingram-white-70", "kdp-paperback, paper: kdp-colour")
    found = {rule for rule, _, _ in book.findings("build", "papier")}
    assert "PR304" in found
    assert "PR303" not in found


def test_a_colour_without_inks_names_its_picture(tmp_path: Path) -> None:
    edition = "profile: offset-eu, output-condition: FOGRA39, pdfx: 'X-1a:2003', colour: true"
    book = book_of(tmp_path, edition).change("body/un.md", "![Un plan](plan.svg)\n", "")
    found = book.findings("build", "papier")
    assert ("PR302", "body/un.md", 6) in found
    assert "body/rouge.png" in book.run("build", "papier").output


@pytest.mark.parametrize(
    ("pdfx", "rule"), [("", "PR300"), (", pdfx: X-4", "PR301"), (", pdfx: 'X-1a:2001'", "PR301")]
)
def test_without_a_condition_there_is_no_pdfx(tmp_path: Path, pdfx: str, rule: str) -> None:
    book = book_of(tmp_path, f"profile: offset-eu{pdfx}")
    assert [found for found, _, _ in book.findings("build", "papier") if found in {"PR300", "PR301"}] == [
        rule
    ]


def test_too_much_ink_is_a_finding_with_its_page(tmp_path: Path) -> None:
    book = book_of(tmp_path, f"{PRESS}, colour: true")
    book.write("body/rouge.png", png("#5a0a00"))
    book.write("press.icc", press_profile(most=1.0))
    output = book.run("build", "papier").output
    assert "PR136" in output
    assert "on page" in output


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    book = book_of(tmp_path, f"{PRESS}, pdfx: 'X-1a:2001', marks: true")
    book.run("build", "papier")
    first = book.dist
    book.run("build", "papier", "--no-cache")
    assert book.dist == first


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("FOGRA39", True),
        ("FOGRA51", True),
        ("CGATS TR 006", True),
        ("CGATS21-2-CRPC6", True),
        ("Custom", False),
        ("FOGRA", False),
    ],
)
def test_registered_conditions_are_known(name: str, known: bool) -> None:
    assert is_registered(name) is known


SCREEN = press_profile().replace(b"prtr", b"mntr", 1)
RGB = press_profile().replace(b"CMYK", b"RGB ", 1)


HOLLOW = press_profile()[:200]


@pytest.mark.parametrize("content", [b"", b"no profile", SCREEN, RGB, HOLLOW])
def test_what_is_no_profile_of_a_press_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.icc").write_bytes(content)
    with pytest.raises(BadProfile, match=r"x\.icc"):
        read_press(tmp_path / "x.icc", "FOGRA39")


def test_x_1a_refuses_a_profile_of_version_4(tmp_path: Path) -> None:
    (tmp_path / "x.icc").write_bytes(press_profile()[:8] + b"\x04" + press_profile()[9:])
    assert read_press(tmp_path / "x.icc", "FOGRA39")
    with pytest.raises(BadProfile, match="version 4"):
        read_press(tmp_path / "x.icc", "FOGRA39", (2,))


def test_a_profile_of_a_press_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.icc").write_bytes(press_profile())
    assert read_press(tmp_path / "x.icc", "FOGRA39") == Press(press_profile(), "FOGRA39")


def test_qpdf_finds_nothing_to_say(made: tuple[str, list[Path]], require_tool: Callable[[str], str]) -> None:
    qpdf = require_tool("qpdf")
    for path in made[1]:
        done = subprocess.run([qpdf, "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
