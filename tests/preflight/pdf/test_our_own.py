"""What we make passes what we check; and `check` finds where in the manuscript a place on a page comes from."""

import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from tests.book_folder import BookFolder
from tests.formats.print.test_pdfx import book_of
from tests.preflight.pdf.files import picture

PRESS = "profile: offset-eu, output-profile: press.icc, output-condition: FOGRA39"
SAMPLE = Path(__file__).parents[3] / "manuscript"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> BookFolder:
    """The sample book, its printed editions made."""
    book = BookFolder(tmp_path_factory.mktemp("sample"))
    shutil.copytree(SAMPLE, book.root / "manuscript")
    book.run("build", "paperback", "carte-papier")
    return book


def _checked(book: BookFolder, path: Path, profile: str = "") -> list[tuple[str, str | None, int | None]]:
    return book.findings("check", *(("--profile", profile) if profile else ()), str(path))


def test_the_sample_s_pdfs_have_no_findings(sample: BookFolder) -> None:
    made = sorted((sample.root / "build").glob("*/*_*.pdf"))
    assert len(made) == 3
    for path in made:
        assert _checked(sample, path) == []


def test_a_profile_asks_more_than_the_edition_did(sample: BookFolder) -> None:
    (path,) = (sample.root / "build" / "paperback").glob("*_interieur.pdf")
    found = {rule for rule, _, _ in _checked(sample, path, "kdp-paperback")}
    assert {"PR113", "PR241"} <= found
    assert not found & {"PR260", "PR261", "PR115"}


def test_a_place_on_a_page_leads_to_the_line_of_the_manuscript(sample: BookFolder) -> None:
    (path,) = (sample.root / "build" / "paperback").glob("*_interieur.pdf")
    whole = path.read_bytes()
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[20].obj
        page.Resources.XObject = Dictionary(Few=picture(pdf, (20, 20)))
        shown = page.Contents.read_bytes() + b"\nq 60 0 0 60 200 200 cm /Few Do Q"
        page.Contents = pdf.make_stream(shown)
        pdf.save(path)
    try:
        ((rule, file, line),) = _checked(sample, path)
    finally:
        path.write_bytes(whole)
    assert rule == "PR240"
    assert file is not None and line is not None
    text = (sample.root / "manuscript" / file).read_text(encoding="utf-8").splitlines()[line - 1]
    assert file.startswith("body/") and re.search(r"\w{3}", text)


@pytest.mark.parametrize("pdfx", ["", ", pdfx: 'X-1a:2003'", ", pdfx: 'X-1a:2001', marks: true"])
def test_our_pdfx_with_pictures_of_every_kind_passes_every_rule_but_their_size(
    tmp_path: Path, pdfx: str
) -> None:
    book = book_of(tmp_path, PRESS + pdfx)
    assert book.run("build", "papier").exit_code == 0
    for path in sorted((tmp_path / "dist").glob("*.pdf")):
        assert {rule for rule, _, _ in _checked(book, path)} <= {"PR240"}
        with pikepdf.open(path) as pdf:
            assert pdf.docinfo["/Trapped"] == Name("/False")
